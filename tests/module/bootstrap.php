<?php
/*
 * Starts PHPUnit inside an installed host: its environment as a script has it, logged in as the
 * administrator. ELASKA_TEST_HOST names the host's folder; tests/module/run.sh sets it.
 */
$host = rtrim((string) getenv('ELASKA_TEST_HOST'), '/');
if ($host === '' || !is_file($host.'/master.inc.php')) {
	fwrite(STDERR, "ELASKA_TEST_HOST must name the folder of an installed host (make test sets it up)\n");
	exit(2);
}

// What a page would find: hooks, menus and the input filter read these.
$_SERVER['PHP_SELF'] = '/index.php';
$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REMOTE_ADDR'] = '127.0.0.1';
$_SERVER['HTTP_USER_AGENT'] = 'phpunit';
$_SESSION = array('newtoken' => 'token-of-tests', 'token' => 'token-of-tests');

// Dolibarr's classes read globals; PHPUnit includes this file inside a function.
global $conf, $db, $langs, $user, $mysoc, $hookmanager, $dolibarr_main_prod, $dolibarr_main_url_root, $dolibarr_main_document_root, $dolibarr_main_data_root,
	$dolibarr_main_db_prefix, $dolibarr_main_db_type, $dolibarr_main_db_character_set, $dolibarr_main_instance_unique_id, $dolibarr_main_db_pass, $conffile;

chdir($host);
require_once $host.'/master.inc.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/functions2.lib.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/admin.lib.php';

$user->fetch(0, getenv('HOST_ADMIN') ?: 'admin', '', 1);
if ($user->id <= 0) {
	fwrite(STDERR, "The host is not installed: no administrator in its database\n");
	exit(2);
}
method_exists($user, 'loadRights') ? $user->loadRights() : $user->getrights();
$langs->setDefaultLang('fr_FR');
$langs->loadLangs(array('main', 'bills', 'companies', 'projects', 'errors'));
// Before anything reads the settings: what is kept of them lives some seconds.
if (getDolGlobalString('ELASKA_PORTAL_URL') === '') {
	dolibarr_set_const($db, 'ELASKA_PORTAL_URL', (string) getenv('PORTAL_URL'), 'chaine', 0, '', $conf->entity);
}
// The trees that we run in raise warnings of their own; ours must still fail a test.
error_reporting(E_ALL & ~(E_NOTICE | E_DEPRECATED));
set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
	if (!(error_reporting() & $level) || strpos($file, '/custom/') === false && strpos($file, '/tests/') === false) {
		return true;
	}
	throw new ErrorException($message, 0, $level, $file, $line);
});
