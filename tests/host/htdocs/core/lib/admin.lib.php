<?php
/*
 * Constants, SQL files, activation of modules, pieces of setup pages.
 */

require_once DOL_DOCUMENT_ROOT.'/core/lib/functions2.lib.php';

/** @return string value, '' when not set */
function dolibarr_get_const($db, $name, $entity = 1)
{
	$resql = $db->query('SELECT value FROM '.MAIN_DB_PREFIX."const WHERE name = '".$db->escape($name)."' AND entity = ".((int) $entity));
	$obj = $resql ? $db->fetch_object($resql) : null;
	return $obj ? $obj->value : '';
}

/** @return int 1, -1 on error */
function dolibarr_set_const($db, $name, $value, $type = 'chaine', $visible = 0, $note = '', $entity = 1)
{
	global $conf;
	if (empty($name)) {
		return -1;
	}
	$db->begin();
	$db->query('DELETE FROM '.MAIN_DB_PREFIX."const WHERE name = '".$db->escape($name)."' AND entity = ".((int) $entity));
	$result = true;
	if ((string) $value !== '') {
		$result = $db->query('INSERT INTO '.MAIN_DB_PREFIX."const (name, value, type, visible, note, entity) VALUES ('".$db->escape($name)."', '".$db->escape((string) $value)."', '"
			.$db->escape($type)."', ".((int) $visible).", '".$db->escape($note)."', ".((int) $entity).')');
	}
	if (!$result) {
		$db->rollback();
		return -1;
	}
	$db->commit();
	$conf->global->$name = $value;
	return 1;
}

/** @return int 1, -1 on error */
function dolibarr_del_const($db, $name, $entity = 1)
{
	global $conf;
	$sql = 'DELETE FROM '.MAIN_DB_PREFIX.'const WHERE '.(is_numeric($name) ? 'rowid = '.((int) $name) : "name = '".$db->escape($name)."'");
	if (!$db->query($sql.($entity >= 0 ? ' AND entity = '.((int) $entity) : ''))) {
		return -1;
	}
	$conf->global->$name = '';
	return 1;
}

/** @return array<int,string> */
function versiondolibarrarray()
{
	return explode('.', DOL_VERSION);
}

/** @return array<int,string> */
function versionphparray()
{
	return explode('.', PHP_VERSION);
}

function versiontostring($versionarray): string
{
	return implode('.', $versionarray);
}

/** @return int difference: sign says which is newer, absolute value which level differs */
function versioncompare($versionarray1, $versionarray2)
{
	$count = max(count($versionarray1), count($versionarray2));
	for ($level = 0; $level < $count; $level++) {
		$order = strnatcmp((string) ($versionarray1[$level] ?? 0), (string) ($versionarray2[$level] ?? 0));
		if ($order) {
			return ($order > 0 ? 1 : -1) * ($level + 1);
		}
	}
	return 0;
}

/** Statements of an SQL file, joined per statement; a ';' at the end of a line ends one. */
function host_sql_statements(string $file): array
{
	$list = array();
	$buffer = '';
	foreach (@file($file) ?: array() as $line) {
		if (preg_match('/^--\sVMYSQL\S*/i', $line)) {
			$line = preg_replace('/^--\sVMYSQL\S*/i', '', $line);
		} elseif (preg_match('/^\s*--/', $line)) {
			continue;
		}
		$line = preg_replace('/([,;ERLT0\)])\s+--.*$/i', '\1', $line);
		$buffer .= ($buffer !== '' ? ' ' : '').trim($line);
		if (preg_match('/;\s*$/', $buffer)) {
			$list[] = $buffer;
			$buffer = '';
		}
	}
	if ($buffer !== '') {
		$list[] = $buffer;
	}
	return $list;
}

/**
 * Runs an SQL file. Much more than "already exists" is swallowed, as facts/runsql.json records:
 * a module that needs to know whether its tables are right must look itself.
 *
 * @return int 1, 0 when a statement failed with an error that is not swallowed
 */
function run_sql($sqlfile, $silent = 1, $entity = 0, $usesavepoint = 1, $handler = '', $okerror = 'default', $linelengthlimit = 32768, $nocommentremoval = 0, $offsetforchartofaccount = 0, $colspan = 0, $onlysqltoimportwebsite = 0, $database = '')
{
	global $db, $conf;
	$swallowed = $okerror === 'none' ? array() : array('TABLE_ALREADY_EXISTS', 'COLUMN_ALREADY_EXISTS', 'KEY_NAME_ALREADY_EXISTS', 'TABLE_OR_KEY_ALREADY_EXISTS', 'RECORD_ALREADY_EXISTS',
		'NOSUCHTABLE', 'NOSUCHFIELD', 'NO_FOREIGN_KEY_TO_DROP', 'NO_INDEX_TO_DROP', 'CANNOT_CREATE', 'CANT_DROP_PRIMARY_KEY', 'PRIMARY_KEY_ALREADY_EXISTS', '22P02');
	$error = 0;
	foreach (host_sql_statements($sqlfile) as $sql) {
		$sql = MAIN_DB_PREFIX === 'llx_' ? $sql : preg_replace('/llx_/i', MAIN_DB_PREFIX, $sql);
		$sql = preg_replace('/__ENTITY__/i', (string) ($entity ?: $conf->entity), $sql);
		// A text like __12__ is a reference to an inserted row; nothing inserted it here.
		if (preg_match('/__([0-9]+)__/', $sql)) {
			$error++;
		}
		if (!$db->query($sql, $usesavepoint) && !in_array(preg_replace('/^DB_ERROR_/', '', $db->errno()), $swallowed, true)) {
			$error++;
		}
	}
	return $error ? 0 : 1;
}

/** @return DolibarrModules|null descriptor object */
function host_descriptor(string $name)
{
	global $db;
	foreach (dolGetModulesDirs() as $dir) {
		if (is_file($dir.$name.'.class.php')) {
			include_once $dir.$name.'.class.php';
			return new $name($db);
		}
	}
	return null;
}

/**
 * @param string $value descriptor class
 * @return array<string,mixed> nbmodules, nbperms, errors
 */
function activateModule($value, $withdeps = 1, $noconfverification = 0)
{
	global $langs;
	$ret = array('nbmodules' => 0, 'errors' => array(), 'nbperms' => 0);
	$module = $value ? host_descriptor($value) : null;
	if (!$module) {
		$ret['errors'][] = $value ? 'Module '.$value.' not found' : 'ErrorBadParameter';
		return $ret;
	}
	if (is_array($module->phpmin) && $module->phpmin && versioncompare(versionphparray(), $module->phpmin) < 0) {
		$ret['errors'][] = $langs->trans('ErrorModuleRequirePHPVersion', versiontostring($module->phpmin));
		return $ret;
	}
	if (is_array($module->need_dolibarr_version) && $module->need_dolibarr_version && versioncompare(versiondolibarrarray(), $module->need_dolibarr_version) < 0) {
		$ret['errors'][] = $langs->trans('ErrorModuleRequireDolibarrVersion', versiontostring($module->need_dolibarr_version));
		return $ret;
	}
	if (!$noconfverification && getDolGlobalString($module->const_name)) {
		return $ret;
	}
	if ($module->init() <= 0) {
		$ret['errors'][] = $module->error;
		return $ret;
	}
	foreach ($withdeps && is_array($module->depends) ? $module->depends : array() as $key => $names) {
		foreach ((array) $names as $name) {
			$sub = activateModule($name);
			if ($sub['errors']) {
				$ret['errors'][] = implode(', ', $sub['errors']);
				$ret['errors'][] = $langs->trans('activateModuleDependNotSatisfied', $module->name, $name);
			}
			$ret['nbmodules'] += $sub['nbmodules'];
			$ret['nbperms'] += $sub['nbperms'];
		}
	}
	if (!$ret['errors']) {
		$ret['nbmodules']++;
		$ret['nbperms'] += count($module->rights);
	}
	return $ret;
}

/** @return string error, '' when done */
function unActivateModule($value, $requiredby = 1)
{
	$module = $value ? host_descriptor($value) : null;
	if (!$module) {
		return 'ErrorBadParameter';
	}
	$ret = $module->remove() <= 0 ? $module->error : '';
	foreach ($ret === '' && $requiredby && is_array($module->requiredby) ? $module->requiredby : array() as $name) {
		unActivateModule($name);
	}
	return $ret;
}

/** @return array<int,string> index = order, for setup pages of document models */
function addDocumentModel($name, $type, $label = '', $description = '')
{
	global $db, $conf;
	return $db->query('INSERT IGNORE INTO '.MAIN_DB_PREFIX."document_model (nom, type, entity, libelle, description) VALUES ('".$db->escape($name)."', '".$db->escape($type)."', "
		.((int) $conf->entity).', '.($label ? "'".$db->escape($label)."'" : 'null').', '.($description ? "'".$db->escape($description)."'" : 'null').')') ? 1 : -1;
}
