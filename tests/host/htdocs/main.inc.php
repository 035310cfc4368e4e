<?php
/*
 * The environment of pages: filter, session, tokens, login, rights, menus. Constants that a page
 * defines before including it: NOSCANPOSTFORINJECTION, NOCSRFCHECK, NOTOKENRENEWAL, NOLOGIN,
 * NOREQUIREMENU, NOREQUIREHTML, NOREQUIREAJAX, NOSESSION.
 */
require __DIR__.'/waf.inc.php';
require_once __DIR__.'/filefunc.inc.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/host/layout.lib.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/host/guard.lib.php';

$sessionname = 'DOLSESSID_'.dol_getprefix('');
if (!defined('NOSESSION')) {
	session_set_cookie_params(array('lifetime' => 0, 'path' => '/', 'secure' => isHTTPS(), 'httponly' => true, 'samesite' => 'Lax'));
	session_name($sessionname);
	dol_session_start();
}
require_once __DIR__.'/master.inc.php';
if (!defined('NOREQUIREHTML')) {
	require_once DOL_DOCUMENT_ROOT.'/core/class/html.form.class.php';
}
if (!defined('NOREQUIREAJAX')) {
	require_once DOL_DOCUMENT_ROOT.'/core/lib/ajax.lib.php';
}

host_roll_token();
host_check_token();

if (!defined('NOLOGIN')) {
	$host_new_session = !isset($_SESSION['dol_login']);
	if ($host_new_session && defined('NOREDIRECTBYMAINTOLOGIN')) {
		return 'ERROR_NOT_LOGGED';
	} elseif ($host_new_session) {
		host_login_or_exit();
	} elseif ($user->fetch(0, $_SESSION['dol_login'], '', 1, $_SESSION['dol_entity'] ?? -1) <= 0 || $user->status != User::STATUS_ENABLED) {
		session_destroy();
		header('Location: '.DOL_URL_ROOT.'/index.php');
		exit;
	} else {
		$hookmanager->initHooks(array('main'));
		$host_action = '';
		$host_parameters = array();
		if ($hookmanager->executeHooks('updateSession', $host_parameters, $user, $host_action) < 0) {
			setEventMessages($hookmanager->error, $hookmanager->errors, 'errors');
		}
	}
	$user->loadRights();
	if (!empty($user->conf->MAIN_LANG_DEFAULT)) {
		$langs->setDefaultLang($user->conf->MAIN_LANG_DEFAULT);
	}
}
if (GETPOST('mainmenu', 'aZ09')) {
	$_SESSION['mainmenu'] = GETPOST('mainmenu', 'aZ09');
	$_SESSION['leftmenuopened'] = '';
}
if (GETPOST('leftmenu', 'aZ09')) {
	$_SESSION['leftmenu'] = GETPOST('leftmenu', 'aZ09');
}
$mainmenu = $_SESSION['mainmenu'] ?? '';
$leftmenu = $_SESSION['leftmenu'] ?? '';
$langs->loadLangs(array('main', 'dict'));
$error = 0;
