<?php
/*
 * The login form and the check of a login.
 */

/** @return string login when the password is right, else '' with the reason in the session */
function checkLoginPassEntity($usertotest, $passwordtotest, $entitytotest, $authmode, $context = '')
{
	global $db, $conf, $langs;
	$sql = 'SELECT rowid, login, pass_crypted, statut, datestartvalidity, dateendvalidity FROM '.MAIN_DB_PREFIX.'user';
	$sql .= " WHERE login = '".$db->escape((string) $usertotest)."' AND entity IN (0, ".((int) ($entitytotest ?: 1)).') ORDER BY entity DESC LIMIT 1';
	$resql = $db->query($sql);
	$obj = $resql ? $db->fetch_object($resql) : null;
	// An unknown login costs as much as a known one.
	$hash = $obj ? $obj->pass_crypted : '$2y$10$abcdefghijklmnopqrstuuNQ1qGvX0rGd4gHfmqJXTn8WZ8p5b1yW';
	if (dol_verifyHash((string) $passwordtotest, (string) $hash) && $obj) {
		$conf->authmode = 'dolibarr';
		return $obj->login;
	}
	$_SESSION['dol_loginmesg'] = $langs->transnoentitiesnoconv('ErrorBadLoginPassword');
	dol_syslog('Login refused for '.$usertotest, LOG_NOTICE);
	return '';
}

/** @return void prints the whole login page; the caller ends the request */
function dol_loginfunction($langs, $conf, $mysoc)
{
	global $hookmanager;
	$langs->loadLangs(array('main', 'other', 'help', 'admin'));
	$message = $_SESSION['dol_loginmesg'] ?? '';
	unset($_SESSION['dol_loginmesg']);
	top_httphead();
	$hookmanager->initHooks(array('mainloginpage'));
	$parameters = array();
	$none = null;
	$action = '';
	$hookmanager->executeHooks('getLoginPageOptions', $parameters, $none, $action);
	top_htmlhead('', $langs->trans('Login').' @ '.($mysoc->name ?? ''), 0, 0, array(), array(), 1, 0);
	print '<body class="body bodylogin"><div class="login_center center"><div class="login_vertical_align">';
	print '<form id="login" name="login" method="post" action="'.dol_escape_htmltag($_SERVER['PHP_SELF']).'">';
	foreach (array('token' => newToken(), 'actionlogin' => 'login', 'loginfunction' => 'loginfunction', 'tz' => '', 'tz_string' => 'Europe/Paris') as $name => $value) {
		print '<input type="hidden" name="'.$name.'" value="'.dol_escape_htmltag($value).'">';
	}
	print '<div class="login_table"><div class="login_table_title center">'.dol_escape_htmltag($mysoc->name ?: DOL_APPLICATION_TITLE).'</div>';
	print '<div class="trinputlogin"><label for="username">'.$langs->trans('Login').'</label><input type="text" id="username" name="username" class="flat input-icon-user minwidth150" autocomplete="username" autofocus></div>';
	print '<div class="trinputlogin"><label for="password">'.$langs->trans('Password').'</label><input type="password" id="password" name="password" class="flat input-icon-password minwidth150" autocomplete="current-password"></div>';
	print '<div id="login_line2"><input type="submit" class="button" value="'.$langs->trans('Connection').'"></div></div></form>';
	if ($message) {
		print '<div class="center login_main_message"><div class="error" role="alert">'.dol_escape_htmltag($message).'</div></div>';
	}
	print $hookmanager->resPrint;
	print '</div></div></body></html>';
}

function getRandomPassword($generic = false, $replaceambiguouschars = null, $length = 32): string
{
	return substr(bin2hex(random_bytes((int) $length)), 0, (int) $length);
}
