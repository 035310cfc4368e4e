<?php
/*
 * Names and folders of documents.
 */

/** @return string name without what a file system or a shell may misread */
function dol_sanitizeFileName($str, $newstr = '_', $unaccent = 1)
{
	$bad = array('<', '>', '/', '\\', '?', '*', '|', '"', ':', '°', '$', ';', '`', "\t", "\r", "\n");
	$text = str_replace($bad, $newstr, $unaccent ? dol_string_unaccent($str) : (string) $str);
	$text = preg_replace('/\s+\-([^\s])/', ' _$1', $text);
	return preg_replace('/^-+|\.\.+/', '', trim($text));
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
