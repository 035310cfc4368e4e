<?php
/*
 * Passwords, hashes, reversible secrets and refusals.
 */

/** @return string hash by a named algorithm; passwords use PHP's own */
function dol_hash($chain, $type = '0', $nosalt = 0)
{
	if ($type === '3' || $type === 'md5') {
		return md5((string) $chain);
	}
	if ($type === '1' || $type === 'sha1') {
		return sha1((string) $chain);
	}
	if ($type === '5' || $type === 'sha256') {
		return hash('sha256', (string) $chain);
	}
	return password_hash((string) $chain, PASSWORD_DEFAULT);
}

function dol_verifyHash($chain, $hash, $type = '0'): bool
{
	return $type === '3' || $type === 'md5' ? hash_equals((string) $hash, md5((string) $chain)) : password_verify((string) $chain, (string) $hash);
}

/** @return string 32-byte key of the instance */
function host_secret_key(string $key): string
{
	global $conf;
	return hash('sha256', $key !== '' ? $key : (string) $conf->file->instance_unique_id, true);
}

/** @return string 'dolcrypt:AES-256-CTR:iv:text', unchanged when already so */
function dolEncrypt($chain, $key = '', $ciphering = 'AES-256-CTR', $forceseed = '')
{
	if ($chain === '' || $chain === null || strpos($chain, 'dolcrypt:') === 0) {
		return (string) $chain;
	}
	$iv = random_bytes(openssl_cipher_iv_length($ciphering));
	return 'dolcrypt:'.$ciphering.':'.bin2hex($iv).':'.openssl_encrypt($chain, $ciphering, host_secret_key($key), 0, $iv);
}

function dolDecrypt($chain, $key = ''): string
{
	if (!preg_match('/^dolcrypt:([^:]+):([0-9a-f]+):(.*)$/', (string) $chain, $m)) {
		return (string) $chain;
	}
	return (string) openssl_decrypt($m[3], $m[1], host_secret_key($key), 0, hex2bin($m[2]));
}

/** @return void ends the request with a page (or a bare text) that says no */
function accessforbidden($message = '', $printheader = 1, $printfooter = 1, $showonlymessage = 0, $params = null)
{
	global $langs, $conf, $user, $hookmanager;
	if (PHP_SAPI !== 'cli') {
		http_response_code(403);
	}
	$text = $message ? $langs->trans($message) : $langs->trans('ErrorForbidden');
	if ($printheader && function_exists('llxHeader') && !defined('NOHEADERNOFOOTER')) {
		llxHeader('', $langs->trans('AccessForbidden'));
	}
	print '<div class="error" role="alert">'.dol_escape_htmltag($text).'</div><br>';
	if (empty($showonlymessage)) {
		print '<p>'.$langs->trans('CurrentLogin').' : <b>'.dol_escape_htmltag($user->login ?? '').'</b></p>';
		if (is_object($hookmanager)) {
			$hookmanager->initHooks(array('accessforbidden'));
			$parameters = array('message' => $message, 'params' => $params);
			$action = '';
			$none = null;
			$hookmanager->executeHooks('getAccessForbiddenMessage', $parameters, $none, $action);
			print $hookmanager->resPrint;
		}
	}
	if ($printfooter && function_exists('llxFooter') && !defined('NOHEADERNOFOOTER')) {
		llxFooter();
	}
	exit(0);
}

/** Names of the read right of a feature: module and one or two levels. */
function host_read_right(string $features): array
{
	$rights = array('societe' => array('societe', 'lire'), 'contact' => array('societe', 'contact', 'lire'), 'facture' => array('facture', 'lire'),
		'projet' => array('projet', 'lire'), 'projet_task' => array('projet', 'lire'), 'ticket' => array('ticket', 'read'), 'propal' => array('propal', 'lire'), 'produit' => array('produit', 'lire'),
		'service' => array('service', 'lire'), 'user' => array('user', 'user', 'lire'));
	return $rights[$features] ?? array($features, 'read');
}

/**
 * Ends the request unless the user may read the object.
 *
 * @param User $user
 * @param string $features 'societe', 'facture', 'projet', 'ticket', a module...
 * @param object|int|string $object object or id, 0 for none
 * @param string $tableandshare table, and element of sharing after '&'
 * @return int 1
 */
function restrictedArea(User $user, $features, $object = 0, $tableandshare = '', $feature2 = '', $dbt_keyfield = 'fk_soc', $dbt_select = 'rowid', $isdraft = 0, $mode = 0)
{
	global $db, $hookmanager;
	$id = is_object($object) ? (int) $object->id : (int) $object;
	$parameters = array('features' => $features, 'objectid' => $id, 'id' => $id, 'idtype' => $dbt_select);
	$none = null;
	$action = '';
	$reshook = is_object($hookmanager) ? $hookmanager->executeHooks('restrictedArea', $parameters, $none, $action) : 0;
	if (!empty($hookmanager->resArray['result'])) {
		return 1;
	}
	$feature = preg_replace('/[&|,].*$/', '', $features);
	$right = host_read_right($feature);
	$allowed = $reshook <= 0 && call_user_func_array(array($user, 'hasRight'), $feature2 && !isset(host_read_right($feature)[2]) && $right[1] === 'read' ? array($feature, $feature2, 'read') : $right);
	if ($allowed && $id > 0) {
		$allowed = host_check_object($user, $feature, $id, $tableandshare);
	}
	if (!$allowed) {
		if ($mode) {
			return 0;
		}
		accessforbidden();
	}
	return 1;
}

/** Entity of the row, and for users who see only their clients the third party behind it. */
function host_check_object(User $user, string $feature, int $id, string $tableandshare): bool
{
	global $db;
	$tables = array('societe' => 'societe', 'facture' => 'facture', 'projet' => 'projet', 'ticket' => 'ticket', 'contact' => 'socpeople', 'user' => 'user', 'produit' => 'product', 'service' => 'product');
	list($table, $element) = array_pad(explode('&', $tableandshare, 2), 2, '');
	$table = $table ?: ($tables[$feature] ?? '');
	if ($table === '') {
		return true;
	}
	$sql = 'SELECT t.rowid FROM '.MAIN_DB_PREFIX.$table.' as t';
	$socfield = array('societe' => 't.rowid', 'facture' => 't.fk_soc', 'projet' => 't.fk_soc', 'ticket' => 't.fk_soc', 'propal' => 't.fk_soc', 'socpeople' => 't.fk_soc')[$table] ?? '';
	$where = ' WHERE t.rowid = '.$id.' AND t.entity IN ('.getEntity($element ?: ($table === 'projet' ? 'project' : $table)).')';
	if ($user->socid > 0 && $socfield) {
		$where .= ' AND '.$socfield.' = '.((int) $user->socid);
	} elseif ($socfield && !$user->hasRight('societe', 'client', 'voir')) {
		$where .= ' AND ('.$socfield.' IS NULL OR '.$socfield.' IN (SELECT fk_soc FROM '.MAIN_DB_PREFIX.'societe_commerciaux WHERE fk_user = '.((int) $user->id).'))';
	}
	$resql = $db->query($sql.$where);
	return $resql && $db->num_rows($resql) > 0;
}

/** @return void ends the request with a bare text */
function httponly_accessforbidden($message = '1', $http_response_code = 403, $stringalreadysanitized = 0)
{
	http_response_code($http_response_code);
	print $stringalreadysanitized ? $message : dol_escape_htmltag($message);
	exit(1);
}
