<?php
/*
 * Reads conf/conf.php and defines the constants of paths and addresses that everything else uses.
 */

if (!defined('DOL_APPLICATION_TITLE')) {
	define('DOL_APPLICATION_TITLE', 'Dolibarr (stand-in)');
}
if (!defined('DOL_VERSION')) {
	// The version whose behaviour is imitated: modules compare it.
	define('DOL_VERSION', '22.0.4');
}
define('HOST_IS_STANDIN', 1);
define('EURO', chr(128));

$conffile = __DIR__.'/conf/conf.php';
if (!is_readable($conffile)) {
	http_response_code(503);
	print 'The configuration file conf/conf.php cannot be read: run tests/host/setup.sh.';
	exit(1);
}
require $conffile;
error_reporting(E_ALL & ~(E_STRICT | E_NOTICE | E_DEPRECATED));
if (!empty($dolibarr_main_prod)) {
	ini_set('display_errors', 'Off');
}

define('DOL_DOCUMENT_ROOT', trim($dolibarr_main_document_root));
define('DOL_DATA_ROOT', trim($dolibarr_main_data_root));
define('DOL_CLASS_PATH', 'class/');
define('MAIN_DB_PREFIX', empty($dolibarr_main_db_prefix) ? 'llx_' : $dolibarr_main_db_prefix);
$dolibarr_main_url_root = rtrim(trim($dolibarr_main_url_root), '/');

require_once DOL_DOCUMENT_ROOT.'/core/lib/functions.lib.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/security.lib.php';

/** Address under which the host is really reached: the web server's own root wins over conf.php. */
function host_url_root(string $configured): string
{
	$root = (string) realpath(DOL_DOCUMENT_ROOT);
	$path = '';
	foreach (array_merge(array(''), explode('/', $_SERVER['SCRIPT_NAME'] ?? '')) as $part) {
		$path .= $part === '' ? '' : '/'.$part;
		if (!empty($_SERVER['DOCUMENT_ROOT']) && !empty($_SERVER['SERVER_NAME']) && realpath($_SERVER['DOCUMENT_ROOT'].$path) === $root) {
			$port = (int) ($_SERVER['SERVER_PORT'] ?? 80);
			return (isHTTPS() ? 'https' : 'http').'://'.$_SERVER['SERVER_NAME'].(in_array($port, array(80, 443), true) ? '' : ':'.$port).$path;
		}
	}
	return $configured;
}

define('DOL_MAIN_URL_ROOT', host_url_root($dolibarr_main_url_root));
if (!defined('DOL_URL_ROOT')) {
	define('DOL_URL_ROOT', rtrim((string) parse_url(DOL_MAIN_URL_ROOT, PHP_URL_PATH), '/'));
}

/** @return void starts the session under the name already set */
function dol_session_start()
{
	session_start();
}
