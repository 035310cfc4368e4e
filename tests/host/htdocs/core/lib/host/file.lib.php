<?php
/*
 * Names and folders of documents.
 */

/** @return string */
function dol_osencode($str)
{
	return $str;
}

/** @return string name without what a file system or a shell may misread */
function dol_sanitizeFileName($str, $newstr = '_', $unaccent = 1, $includequotes = 0)
{
	$bad = array_merge(array('<', '>', '/', '\\', '?', '*', '|', '"', ':', '°', '$', ';', '`', "\t", "\r", "\n"), $includequotes ? array("'") : array());
	$text = str_replace($bad, $newstr, $unaccent ? dol_string_unaccent($str) : (string) $str);
	$text = preg_replace('/\s+\-([^\s])/', ' _$1', $text);
	return preg_replace('/^-+|\.\.+/', '', trim($text));
}

/** @return string */
function dol_sanitizePathName($str, $newstr = '_', $unaccent = 1)
{
	$text = str_replace(array('<', '>', '?', '*', '|', '"', '°', '$', ';', '`', "\t"), $newstr, $unaccent ? dol_string_unaccent($str) : (string) $str);
	return str_replace('..', '', $text);
}

/** @return string */
function dol_sanitizeUrl($stringtoclean, $type = 1)
{
	$text = preg_replace('/[\x00-\x1F\x7F]/', '', trim((string) $stringtoclean));
	return preg_replace('/^\s*(javascript|vbscript|data):/i', '', $text);
}

/** @return int count of folders created, 0 when there already, <0 on error */
function dol_mkdir($dir, $dataroot = '', $newmask = '')
{
	if (is_dir($dir)) {
		return 0;
	}
	return @mkdir($dir, 0770, true) || is_dir($dir) ? 1 : -1;
}

/** @return string mime type by extension */
function dol_mimetype($file, $default = 'application/octet-stream', $mode = 0)
{
	$types = array('pdf' => 'application/pdf', 'png' => 'image/png', 'jpg' => 'image/jpeg', 'jpeg' => 'image/jpeg', 'gif' => 'image/gif', 'svg' => 'image/svg+xml',
		'txt' => 'text/plain', 'csv' => 'text/csv', 'html' => 'text/html', 'zip' => 'application/zip', 'json' => 'application/json', 'xml' => 'text/xml',
		'xlsx' => 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
	return $types[strtolower(pathinfo($file, PATHINFO_EXTENSION))] ?? $default;
}

/** @return string relative path of an object's documents */
function get_exdir($num, $level, $alpha, $withoutslash, $object, $modulepart = '')
{
	$path = is_object($object) ? dol_sanitizeFileName($object->element === 'societe' ? (string) $object->id : $object->ref) : '';
	return $path === '' ? '' : $path.($withoutslash ? '' : '/');
}

/** @return string folder where a module keeps the documents of an object */
function getMultidirOutput($object, $module = '', $forobject = 0, $mode = 'output')
{
	global $conf;
	$module = $module ?: ($object->module ?? '') ?: $object->element;
	$aliases = array('invoice' => 'facture', 'project' => 'projet');
	$module = $aliases[$module] ?? $module;
	$entity = $object->entity ?? $conf->entity;
	$dir = $conf->$module->multidir_output[$entity] ?? ($conf->$module->dir_output ?? null);
	return $dir === null ? 'error-diroutput-not-defined-for-this-object='.$module : $dir.($forobject ? '/'.get_exdir(0, 0, 0, 1, $object) : '');
}

/** @return string bytes for people */
function dol_print_size($size, $shortvalue = 0, $shortunit = 0)
{
	return $size < 1024 ? $size.' o' : ($size < 1048576 ? round($size / 1024).' Ko' : round($size / 1048576, 1).' Mo');
}
