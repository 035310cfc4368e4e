<?php
/*
 * Tokens against forged requests, and the login of a new session.
 */

/** Token of the session: what the previous page gave out is what this one accepts. */
function host_roll_token(): void
{
	if (defined('NOTOKENRENEWAL') || defined('NOSESSION') || preg_match('/\.(css|js|json)\.php$/', $_SERVER['PHP_SELF'])) {
		return;
	}
	if (isset($_SESSION['newtoken'])) {
		$_SESSION['token'] = $_SESSION['newtoken'];
	}
	if (!isset($_SESSION['newtoken']) || getDolGlobalInt('MAIN_SECURITY_CSRF_TOKEN_RENEWAL_ON_EACH_CALL')) {
		$_SESSION['newtoken'] = bin2hex(random_bytes(16));
	}
}

/** True when a GET changes something and so needs a token (levels 2 and 3). */
function host_sensitive_get(string $action, int $level): bool
{
	$harmless = array('create', 'create2', 'createsite', 'createcard', 'edit', 'editcontract', 'editvalidator', 'file_manager', 'presend', 'presend_addmessage', 'preview',
		'reconcile', 'specimen', 'validatenewpassword');
	if ($level >= 3 && ($action !== '' || GETPOSTISSET('massaction'))) {
		return GETPOSTISSET('massaction') || (strpos($action, 'display') !== 0 && !in_array($action, $harmless, true));
	}
	return $level >= 2 && $action !== '' && (in_array($action, array('activate', 'doprev', 'donext', 'dvprev', 'dvnext', 'freezone', 'install', 'reopen'), true)
		|| preg_match('/^(confirm_)?(add|classify|close|confirm|copy|del|disable|enable|remove|set|unset|update|save)/', $action));
}

/** Ends a request without the token it needs; empties one whose token is stale. */
function host_check_token(): void
{
	global $dolibarr_nocsrfcheck;
	$level = getDolGlobalInt('MAIN_SECURITY_CSRF_WITH_TOKEN');
	if ((defined('NOCSRFCHECK') || !empty($dolibarr_nocsrfcheck) || !$level) && !defined('CSRFCHECK_WITH_TOKEN')) {
		return;
	}
	$token = GETPOST('token', 'alpha');
	$needed = ($_SERVER['REQUEST_METHOD'] ?? '') === 'POST' || host_sensitive_get((string) GETPOST('action', 'aZ09'), $level) || GETPOSTISSET('massaction')
		|| ((GETPOSTISSET('actionlogin') || GETPOSTISSET('action')) && defined('CSRFCHECK_WITH_TOKEN'));
	if ($needed && (!$token || $token === 'notrequired')) {
		top_httphead();
		http_response_code(403);
		print defined('CSRFCHECK_WITH_TOKEN')
			? "Access to a page that needs a token (constant CSRFCHECK_WITH_TOKEN is defined) is refused by CSRF protection in main.inc.php. Token not provided.\n"
			: "Access to this page this way (POST method or GET with a sensible value for 'action' parameter) is refused by CSRF protection in main.inc.php. Token not provided.\n";
		exit;
	}
	if (GETPOSTISSET('token') && $token !== 'notrequired' && $token !== ($_SESSION['token'] ?? '')) {
		if (!defined('NOTOKENRENEWAL')) {
			setEventMessages('SecurityTokenHasExpiredSoActionHasBeenCanceledPleaseRetry', null, 'warnings', '', 1);
		}
		// The page still runs, with nothing to act on but the id.
		$_POST = isset($_POST['id']) ? array('id' => (int) $_POST['id']) : array();
		foreach (array('confirm', 'action', 'confirmmassaction', 'massaction', 'token') as $name) {
			unset($_GET[$name]);
		}
		$_GET['errorcode'] = 'InvalidToken';
	}
}

/** Logs in by the posted form, or shows the form and ends. */
function host_login_or_exit(): void
{
	global $conf, $db, $hookmanager, $langs, $mysoc, $user;
	require_once DOL_DOCUMENT_ROOT.'/core/lib/security2.lib.php';
	$langs->loadLangs(array('main', 'errors'));
	$hookmanager->initHooks(array('login'));
	$parameters = array();
	$action = '';
	$test = $hookmanager->executeHooks('beforeLoginAuthentication', $parameters, $user, $action) >= 0;
	$login = '';
	$posted = GETPOST('username', 'alpha', 3);
	if ($test && $posted && GETPOST('actionlogin', 'aZ09') === 'login') {
		$login = checkLoginPassEntity($posted, GETPOST('password', 'password', 3), $conf->entity, array('dolibarr'));
		if ($login && ($user->fetch(0, $login, '', 1, $conf->entity) <= 0 || $user->status != User::STATUS_ENABLED || $user->isNotIntoValidityDateRange())) {
			$_SESSION['dol_loginmesg'] = $langs->transnoentitiesnoconv('ErrorLoginDisabled');
			$login = '';
		}
		if (!$login) {
			$user->context['audit'] = 'login='.$posted;
			$user->call_trigger('USER_LOGIN_FAILED', $user);
			$parameters = array('dol_authmode' => 'dolibarr', 'dol_loginmesg' => $_SESSION['dol_loginmesg']);
			$hookmanager->executeHooks('afterLoginFailed', $parameters, $user, $action);
		}
	}
	if (!$login) {
		dol_loginfunction($langs, $conf, $mysoc);
		exit;
	}
	foreach (array('dol_login' => $user->login, 'dol_logindate' => dol_now('gmt'), 'dol_authmode' => 'dolibarr', 'dol_tz' => GETPOST('tz'), 'dol_tz_string' => GETPOST('tz_string'),
		'dol_company' => getDolGlobalString('MAIN_INFO_SOCIETE_NOM'), 'dol_entity' => $conf->entity) as $name => $value) {
		$_SESSION[$name] = $value;
	}
	$db->begin();
	$user->update_last_login_date();
	$user->context['audit'] = 'authmode=dolibarr - entity='.$conf->entity;
	$failed = $user->call_trigger('USER_LOGIN', $user) < 0;
	$parameters = array('dol_authmode' => 'dolibarr', 'dol_loginfo' => $user->context['audit']);
	$failed = $hookmanager->executeHooks('afterLogin', $parameters, $user, $action) < 0 || $failed;
	if ($failed) {
		$db->rollback();
		session_destroy();
		dol_print_error($db, 'Error in some triggers USER_LOGIN or in some hooks afterLogin');
		exit;
	}
	$db->commit();
}
