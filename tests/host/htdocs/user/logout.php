<?php
/*
 * Ends the session. The token in the address keeps others from logging a user out.
 */
define('NOREQUIREMENU', 1);
define('NOCSRFCHECK', 1);
define('NOLOGIN', 1);
require '../main.inc.php';
if (!empty($_SESSION['dol_login']) && GETPOST('token', 'alpha') !== '' && hash_equals(currentToken(), (string) GETPOST('token', 'alpha')) || empty($_SESSION['dol_login'])) {
	if (!empty($_SESSION['dol_login'])) {
		$user->fetch(0, $_SESSION['dol_login']);
		$user->call_trigger('USER_LOGOUT', $user);
		$hookmanager->initHooks(array('logout'));
		$parameters = array();
		$action = '';
		$hookmanager->executeHooks('afterLogout', $parameters, $user, $action);
	}
	session_destroy();
	setcookie(session_name(), '', 1, '/');
}
header('Location: '.DOL_URL_ROOT.'/index.php');
