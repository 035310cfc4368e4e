<?php
/*
 * Settings, modules, entities, paths, log and small services of the environment.
 */

/** @return DoliDB a connection; ->error is set when it failed */
function getDoliDBInstance($type, $host, $user, $pass, $name, $port)
{
	require_once DOL_DOCUMENT_ROOT.'/core/db/mysqli.class.php';
	return new DoliDBMysqli($type, $host, $user, $pass, $name, $port);
}

function getDolGlobalString($key, $default = ''): string
{
	global $conf;
	return (string) ($conf->global->$key ?? $default);
}

function getDolGlobalInt($key, $default = 0): int
{
	global $conf;
	return (int) ($conf->global->$key ?? $default);
}

function getDolUserString($key, $default = '', $tmpuser = null): string
{
	global $user;
	$who = $tmpuser ?? $user;
	return (string) ($who->conf->$key ?? $default);
}

function getDolUserInt($key, $default = 0, $tmpuser = null): int
{
	return (int) getDolUserString($key, (string) $default, $tmpuser);
}

/**
 * @param string $module name in lower case, old or new
 * @return bool
 */
function isModEnabled($module)
{
	global $conf;
	$names = array('bank' => 'banque', 'category' => 'categorie', 'contract' => 'contrat', 'project' => 'projet', 'delivery_note' => 'expedition',
		'invoice' => 'facture', 'order' => 'commande', 'member' => 'adherent', 'shipping' => 'expedition', 'thirdparty' => 'societe');
	return !empty($conf->modules[$module]) || (isset($names[$module]) && !empty($conf->modules[$names[$module]]));
}

/**
 * @param string $element 'societe', 'invoice', ...
 * @return string entities that may be read, comma separated
 */
function getEntity($element, $shared = 1, $currentobject = null)
{
	global $conf, $mc, $hookmanager, $action;
	$aliases = array('projet' => 'project', 'contrat' => 'contract', 'order_supplier' => 'supplier_order', 'invoice_supplier' => 'supplier_invoice');
	$element = $aliases[$element] ?? $element;
	if (is_object($mc)) {
		$out = $mc->getEntity($element, $shared, $currentobject);
	} else {
		$zero = array('user', 'usergroup', 'cronjob', 'c_email_templates', 'email_template', 'default_values', 'overwrite_trans');
		$out = (in_array($element, $zero, true) ? '0,' : '').(int) $conf->entity;
	}
	if (!is_object($hookmanager)) {
		return $out;
	}
	$parameters = array('element' => $element, 'shared' => $shared, 'object' => null, 'currentobject' => $currentobject, 'out' => $out);
	$reshook = $hookmanager->executeHooks('hookGetEntity', $parameters, $currentobject, $action);
	if ($reshook == 1) {
		return $hookmanager->resPrint;
	}
	return $reshook == 0 && !empty($hookmanager->resPrint) ? $out.','.$hookmanager->resPrint : $out;
}

/** @return int entity under which an object is written */
function setEntity($currentobject)
{
	global $conf, $mc;
	if (is_object($mc) && method_exists($mc, 'setEntity')) {
		return $mc->setEntity($currentobject);
	}
	return is_object($currentobject) && $currentobject->id > 0 && $currentobject->entity > 0 ? (int) $currentobject->entity : (int) $conf->entity;
}

/** @return string key of the instance, part of the session's name */
function dol_getprefix($mode = '')
{
	global $dolibarr_main_instance_unique_id;
	return sha1(empty($dolibarr_main_instance_unique_id) ? DOL_DOCUMENT_ROOT.DOL_URL_ROOT : 'dolibarr'.$dolibarr_main_instance_unique_id);
}

/**
 * Path or address of a file of the host or of a module.
 *
 * @param string $path '/module/page.php'
 * @param int $type 0 path, 1 relative address, 2 absolute address (conf.php), 3 absolute address (browser)
 * @param int $returnemptyifnotfound 1 = '' when no file is there
 * @return string
 */
function dol_buildpath($path, $type = 0, $returnemptyifnotfound = 0)
{
	global $conf;
	$path = '/'.ltrim($path, '/');
	$file = strtok($path, '?');
	foreach ($conf->file->dol_document_root as $key => $dir) {
		if ($key === 'main' || !file_exists($dir.$file)) {
			continue;
		}
		$url = rtrim($conf->file->dol_url_root[$key] ?? '', '/');
		if ($type === 0) {
			return $dir.$path;
		}
		return ($type === 1 ? DOL_URL_ROOT : ($type === 2 ? $conf->file->dol_main_url_root : DOL_MAIN_URL_ROOT)).$url.$path;
	}
	if ($returnemptyifnotfound && !file_exists(DOL_DOCUMENT_ROOT.$file)) {
		return '';
	}
	if ($type === 0) {
		return DOL_DOCUMENT_ROOT.$path;
	}
	return ($type === 1 ? DOL_URL_ROOT : ($type === 2 ? $conf->file->dol_main_url_root : DOL_MAIN_URL_ROOT)).$path;
}

/** @return bool false when the file is not found */
function dol_include_once($relpath, $classname = '')
{
	// Globals are visible in the included file as they are to a page.
	global $conf, $langs, $user, $mysoc, $db, $hookmanager;
	$file = dol_buildpath($relpath);
	if (!file_exists($file)) {
		dol_syslog('functions::dol_include_once Tried to load unexisting file: '.$relpath, LOG_WARNING);
		return false;
	}
	if ($classname && class_exists($classname)) {
		return true;
	}
	return (bool) include_once $file;
}

/** @return void one line in documents/dolibarr.log when the module Syslog is on */
function dol_syslog($message, $level = LOG_INFO, $ident = 0, $suffixinfilename = '', $restricttologhandler = '', $logcontext = null)
{
	global $user;
	if ($message === '' || !isModEnabled('syslog') || $level > getDolGlobalInt('SYSLOG_LEVEL', LOG_WARNING)) {
		return;
	}
	$names = array('EMERG', 'ALERT', 'CRIT', 'ERR', 'WARNING', 'NOTICE', 'INFO', 'DEBUG');
	$line = date('Y-m-d H:i:s').' '.sprintf('%-7s', $names[$level]).' '.($_SERVER['REMOTE_ADDR'] ?? '').' '.($user->login ?? '').' '.$message;
	@file_put_contents(DOL_DATA_ROOT.'/dolibarr.log', $line."\n", FILE_APPEND);
}

/** @return void shows a technical error; with production mode only that there was one */
function dol_print_error($db = null, $error = '', $errors = null)
{
	global $dolibarr_main_prod;
	$detail = is_object($db) ? $db->lasterrno().' '.$db->lasterror() : '';
	$text = is_array($error) ? implode(', ', $error) : (string) $error;
	if (PHP_SAPI !== 'cli' && !headers_sent()) {
		http_response_code(500);
	}
	dol_syslog('Error '.$text.' '.$detail, LOG_ERR);
	print empty($dolibarr_main_prod) || PHP_SAPI === 'cli'
		? 'Error: '.dol_escape_htmltag($text.' '.$detail)."\n"
		: 'A technical error occurred. See the log file.'."\n";
}

function getUserRemoteIP(): string
{
	return preg_replace('/[^0-9a-f.:\[\]]/i', '', $_SERVER['REMOTE_ADDR'] ?? '');
}

function isHTTPS(): bool
{
	return (!empty($_SERVER['HTTPS']) && strtolower($_SERVER['HTTPS']) !== 'off') || (int) ($_SERVER['SERVER_PORT'] ?? 0) === 443
		|| ($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https';
}

/** @return string label, code or id of a dictionary row found by another of its fields, '' when none */
function dol_getIdFromCode($db, $key, $tablename, $fieldkey = 'code', $fieldid = 'id', $entityfilter = 0, $filters = '')
{
	if ($key === '' || $key === null) {
		return 0;
	}
	$sql = 'SELECT '.$fieldid.' as valuetoget FROM '.MAIN_DB_PREFIX.$tablename.' WHERE '.$fieldkey." = '".$db->escape((string) $key)."'";
	$sql .= $entityfilter ? ' AND entity IN ('.getEntity($tablename).')' : '';
	$resql = $db->query($sql.$filters);
	if (!$resql) {
		return -1;
	}
	$obj = $db->fetch_object($resql);
	return $obj ? $obj->valuetoget : '';
}

/**
 * @param bool|int|string $strToEvaluate condition of a menu, a tab or a right
 * @return mixed
 */
function dol_eval($s, $returnvalue = 1, $hideerrors = 1, $onlysimplestring = '1')
{
	global $conf, $db, $langs, $user, $mysoc, $object, $objectoffield, $hookmanager, $action, $mainmenu, $leftmenu;
	$s = trim((string) $s);
	// Only what conditions need: no assignment, no include, no shell, no string function.
	if ($s === '' || preg_match('/[`;{}]|(?<![=!<>])=(?![=>])|\b(include|require|eval|exec|system|passthru|file|fopen|unlink|call_user)/i', $s)) {
		return $s === '' ? '' : 'Bad string syntax to evaluate: '.$s;
	}
	try {
		return eval('return '.$s.';');
	} catch (Throwable $e) {
		return $hideerrors ? '' : $e->getMessage();
	}
}

/** @return bool condition of a menu, a tab or a right */
function verifCond($strToEvaluate, $onlysimplestring = '1')
{
	return $strToEvaluate === '' || $strToEvaluate === null || (bool) dol_eval($strToEvaluate, 1, 1, $onlysimplestring);
}

/** @return object|null an object by its element name */
function fetchObjectByElement($element_id, $element_type, $element_ref = '', $useCache = 0, $maxCacheByType = 10)
{
	global $db;
	$files = array('societe' => array('/societe/class/societe.class.php', 'Societe'), 'facture' => array('/compta/facture/class/facture.class.php', 'Facture'),
		'project' => array('/projet/class/project.class.php', 'Project'), 'ticket' => array('/ticket/class/ticket.class.php', 'Ticket'),
		'contact' => array('/contact/class/contact.class.php', 'Contact'), 'product' => array('/product/class/product.class.php', 'Product'),
		'user' => array('/user/class/user.class.php', 'User'));
	$aliases = array('invoice' => 'facture', 'thirdparty' => 'societe', 'projet' => 'project');
	$key = $aliases[$element_type] ?? $element_type;
	if (!isset($files[$key])) {
		return null;
	}
	require_once DOL_DOCUMENT_ROOT.$files[$key][0];
	$object = new $files[$key][1]($db);
	return $object->fetch($element_id, $element_ref) > 0 ? $object : null;
}
