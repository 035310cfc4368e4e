<?php
/*
 * Files of documents: lists, copies, deletions, the index llx_ecm_files, the right to download.
 */

/** @return array<int,array<string,mixed>> */
function dol_dir_list($utf8_path, $types = 'all', $recursive = 0, $filter = '', $excludefilter = null, $sortcriteria = 'name', $sortorder = SORT_ASC, $mode = 0, $nohook = 0, $relativename = '', $donotfollowsymlinks = 0, $nbsecondsold = 0)
{
	$list = array();
	foreach (@scandir($utf8_path) ?: array() as $name) {
		$full = $utf8_path.'/'.$name;
		if ($name === '.' || $name === '..' || strpos($name, '.') === 0) {
			continue;
		}
		$dir = is_dir($full);
		if ($recursive && $dir) {
			$list = array_merge($list, dol_dir_list($full, $types, 1, $filter, $excludefilter, $sortcriteria, $sortorder, $mode));
		}
		$kind = $types === 'all' || ($types === 'directories') === $dir;
		$out = $filter && !preg_match('/'.$filter.'/i', $name);
		foreach ((array) $excludefilter as $pattern) {
			$out = $out || ($pattern && preg_match('/'.$pattern.'/i', $name));
		}
		if ($kind && !$out) {
			$list[] = array('name' => $name, 'path' => $utf8_path, 'fullname' => $full, 'relativename' => $name, 'level1name' => basename($utf8_path), 'date' => filemtime($full), 'size' => $dir ? 0 : filesize($full), 'type' => $dir ? 'dir' : 'file');
		}
	}
	usort($list, fn($a, $b) => ($a[$sortcriteria] <=> $b[$sortcriteria]) * ($sortorder === SORT_DESC ? -1 : 1));
	return $list;
}

function dol_delete_file($file, $disableglob = 0, $nophperrors = 0, $nohook = 0, $object = null, $allowdotdot = false, $indexdatabase = 1, $nolog = 0): bool
{
	global $db;
	if (preg_match('/\.\.(\/|$)/', $file) || ($disableglob && !is_file($file))) {
		return false;
	}
	$ok = true;
	foreach ($disableglob ? array($file) : (glob($file) ?: array()) as $one) {
		$ok = @unlink($one) && $ok;
		$relative = ltrim(str_replace(DOL_DATA_ROOT, '', $one), '/');
		if ($indexdatabase && is_object($db)) {
			$db->query('DELETE FROM '.MAIN_DB_PREFIX."ecm_files WHERE filename = '".$db->escape(basename($relative))."' AND filepath = '".$db->escape(dirname($relative))."'");
		}
	}
	return $ok;
}

function dol_delete_dir($dir, $nophperrors = 0): bool
{
	return strpos($dir, '..') === false && @rmdir($dir);
}

/** @return int count deleted */
function dol_delete_dir_recursive($dir, $count = 0, $nophperrors = 0, $onlysub = 0, &$countdeleted = 0, $indexdatabase = 1, $nolog = 0)
{
	foreach (is_dir($dir) ? scandir($dir) : array() as $name) {
		if ($name !== '.' && $name !== '..') {
			is_dir($dir.'/'.$name) && !is_link($dir.'/'.$name) ? $count = dol_delete_dir_recursive($dir.'/'.$name, $count) : ($count += dol_delete_file($dir.'/'.$name, 1) ? 1 : 0);
		}
	}
	return !$onlysub && dol_delete_dir($dir) ? $count + 1 : $count;
}

/** @return int id of the index row, -1 error */
function addFileIntoDatabaseIndex($dir, $file, $fullpathorig = '', $mode = 'uploaded', $setsharekey = 0, $object = null)
{
	global $db, $user, $conf;
	$relative = trim(str_replace(DOL_DATA_ROOT, '', $dir), '/');
	$where = " WHERE filename = '".$db->escape($file)."' AND filepath = '".$db->escape($relative)."' AND entity = ".((int) $conf->entity);
	$db->query('DELETE FROM '.MAIN_DB_PREFIX.'ecm_files'.$where);
	$values = array('ref' => md5($relative.'/'.$file.microtime()), 'label' => (string) @md5_file($dir.'/'.$file), 'entity' => (int) $conf->entity, 'filepath' => $relative, 'filename' => $file, 'gen_or_uploaded' => $mode,
		'date_c' => $db->idate(dol_now()), 'fk_user_c' => (int) ($user->id ?? 0), 'src_object_type' => is_object($object) ? $object->table_element : '', 'src_object_id' => is_object($object) ? (int) $object->id : 0);
	$ok = $db->query('INSERT INTO '.MAIN_DB_PREFIX.'ecm_files ('.implode(', ', array_keys($values)).") VALUES ('".implode("', '", array_map(fn($v) => $db->escape((string) $v), $values))."')");
	return $ok ? (int) $db->last_insert_id(MAIN_DB_PREFIX.'ecm_files') : -1;
}

/**
 * @return array<string,mixed> accessallowed 0 or 1, original_file full path, sqlprotectagainstexternals
 */
function dol_check_secure_access_document($modulepart, $original_file, $entity, $fuser = null, $refname = '', $mode = 'read')
{
	global $conf, $user, $hookmanager;
	$fuser = is_object($fuser) ? $fuser : $user;
	$rights = array('facture' => array('facture', 'lire'), 'societe' => array('societe', 'lire'), 'projet' => array('projet', 'lire'), 'ticket' => array('ticket', 'read'), 'mycompany' => null);
	$modulepart = array('invoice' => 'facture', 'project' => 'projet', 'thirdparty' => 'societe')[$modulepart] ?? $modulepart;
	$dir = $conf->$modulepart->multidir_output[$entity] ?? ($conf->$modulepart->dir_output ?? null);
	$allowed = 0;
	if ($dir !== null) {
		$right = array_key_exists($modulepart, $rights) ? $rights[$modulepart] : array($modulepart, 'read');
		$allowed = $right === null || $fuser->hasRight($right[0], $right[1]) ? 1 : 0;
		$original_file = $dir.'/'.$original_file;
	}
	$hookmanager->initHooks(array('document'));
	$parameters = array('ecmfile' => '', 'modulepart' => $modulepart, 'original_file' => $original_file, 'entity' => $entity, 'fuser' => $fuser, 'refname' => $refname, 'mode' => $mode);
	$none = null;
	$action = '';
	$reshook = $hookmanager->executeHooks('checkSecureAccess', $parameters, $none, $action);
	if ($reshook > 0) {
		$allowed = $hookmanager->resArray['accessallowed'] ?? $allowed;
		$original_file = $hookmanager->resArray['original_file'] ?? $original_file;
	}
	return array('accessallowed' => (int) (bool) $allowed, 'original_file' => $original_file, 'sqlprotectagainstexternals' => '');
}
