<?php
/*
 * The environment of pages and scripts: $conf, $db, $langs, $user, $hookmanager, $mysoc.
 */
require_once __DIR__.'/filefunc.inc.php';
require_once DOL_DOCUMENT_ROOT.'/core/class/conf.class.php';
require_once DOL_DOCUMENT_ROOT.'/core/class/hookmanager.class.php';
require_once DOL_DOCUMENT_ROOT.'/core/class/translate.class.php';
require_once DOL_DOCUMENT_ROOT.'/user/class/user.class.php';
require_once DOL_DOCUMENT_ROOT.'/societe/class/societe.class.php';

$conf = new Conf();
$conf->db->host = $dolibarr_main_db_host;
$conf->db->port = empty($dolibarr_main_db_port) ? '' : $dolibarr_main_db_port;
$conf->db->name = $dolibarr_main_db_name;
$conf->db->user = $dolibarr_main_db_user;
$conf->db->pass = $dolibarr_main_db_pass;
$conf->db->type = empty($dolibarr_main_db_type) ? 'mysqli' : $dolibarr_main_db_type;
$conf->db->prefix = MAIN_DB_PREFIX;
$conf->db->character_set = empty($dolibarr_main_db_character_set) ? 'utf8' : $dolibarr_main_db_character_set;
$conf->db->dolibarr_main_db_collation = empty($dolibarr_main_db_collation) ? 'utf8_unicode_ci' : $dolibarr_main_db_collation;
$conf->file->main_authentication = empty($dolibarr_main_authentication) ? 'dolibarr' : $dolibarr_main_authentication;
$conf->file->main_force_https = empty($dolibarr_main_force_https) ? '' : $dolibarr_main_force_https;
$conf->file->instance_unique_id = empty($dolibarr_main_instance_unique_id) ? '' : $dolibarr_main_instance_unique_id;
$conf->file->dol_main_url_root = $dolibarr_main_url_root;
$conf->file->dol_document_root = array('main' => DOL_DOCUMENT_ROOT);
$conf->file->dol_url_root = array('main' => DOL_URL_ROOT);
foreach (preg_split('/[;,]/', $dolibarr_main_document_root_alt ?? '', -1, PREG_SPLIT_NO_EMPTY) as $host_i => $host_dir) {
	$conf->file->dol_document_root['alt'.$host_i] = $host_dir;
}
foreach (preg_split('/[;,]/', $dolibarr_main_url_root_alt ?? '', -1, PREG_SPLIT_NO_EMPTY) as $host_i => $host_dir) {
	$conf->file->dol_url_root['alt'.$host_i] = $host_dir;
}

$langs = new Translate('', $conf);
$db = null;
if (!defined('NOREQUIREDB')) {
	$db = getDoliDBInstance($conf->db->type, $conf->db->host, $conf->db->user, $conf->db->pass, $conf->db->name, (int) $conf->db->port);
	if ($db->error) {
		dol_print_error($db, 'host='.$conf->db->host.', user='.$conf->db->user.', databasename='.$conf->db->name.', '.$db->error);
		exit(1);
	}
}
// Not kept in memory: nothing after this point may read it.
unset($conf->db->pass);

$user = new User($db);
$hookmanager = new HookManager($db);

if (session_id() && !empty($_SESSION['dol_entity'])) {
	$conf->entity = $_SESSION['dol_entity'];
} elseif (!empty($_ENV['dol_entity'])) {
	$conf->entity = $_ENV['dol_entity'];
} elseif (defined('DOLENTITY') && is_numeric(constant('DOLENTITY'))) {
	$conf->entity = constant('DOLENTITY');
}
$conf->entity = is_numeric($conf->entity) ? (int) $conf->entity : 1;
if ($db !== null) {
	$conf->setValues($db);
}
$langs->setDefaultLang(GETPOST('lang', 'aZ09') ?: getDolGlobalString('MAIN_LANG_DEFAULT', 'auto'));

if ($db !== null && !defined('NOREQUIRESOC')) {
	$mysoc = new Societe($db);
	$mysoc->setMysoc($conf);
}
