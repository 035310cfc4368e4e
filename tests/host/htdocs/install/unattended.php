<?php
/*
 * Installs the stand-in: native tables, a few rows of the dictionaries, the administrator.
 *
 *   php unattended.php LOGIN PASSWORD
 */
if (PHP_SAPI !== 'cli' || $argc < 3) {
	exit("usage: unattended.php LOGIN PASSWORD\n");
}
define('NOREQUIREDB', 1);
require __DIR__.'/../master.inc.php';
$conf->db->pass = $dolibarr_main_db_pass;
$db = getDoliDBInstance('mysqli', $conf->db->host, $conf->db->user, $conf->db->pass, $conf->db->name, 0);
if ($db->error) {
	exit('connection refused: '.$db->error."\n");
}
require_once DOL_DOCUMENT_ROOT.'/core/lib/admin.lib.php';

$failed = 0;
$run = function (string $sql) use ($db, &$failed) {
	if (!$db->query($sql) && $db->lasterrno() !== 'DB_ERROR_RECORD_ALREADY_EXISTS') {
		fwrite(STDERR, $db->lasterror().' in '.substr($sql, 0, 200)."\n");
		$failed++;
	}
};
$run('SET FOREIGN_KEY_CHECKS = 0');
foreach (array('schema.sql', 'data.sql') as $file) {
	foreach (host_sql_statements(__DIR__.'/'.$file) as $sql) {
		$run($sql);
	}
}
$run('SET FOREIGN_KEY_CHECKS = 1');
$run('INSERT INTO '.MAIN_DB_PREFIX."user (entity, login, lastname, admin, statut, pass_crypted, datec) VALUES (0, '".$db->escape($argv[1])."', 'SuperAdmin', 1, 1, '"
	.$db->escape(dol_hash($argv[2]))."', '".$db->idate(dol_now())."')");
foreach (array('MAIN_VERSION_LAST_INSTALL' => DOL_VERSION, 'MAIN_MODULE_USER' => '1') as $name => $value) {
	dolibarr_set_const($db, $name, $value, 'chaine', 0, '', 0);
}
foreach (array('MAIN_MONNAIE' => 'EUR', 'MAIN_LANG_DEFAULT' => 'fr_FR', 'SYSLOG_LEVEL' => '7', 'MAIN_SIZE_LISTE_LIMIT' => '20') as $name => $value) {
	dolibarr_set_const($db, $name, $value, 'chaine', 0, '', 1);
}
echo $failed ? "failed\n" : "installed\n";
exit($failed ? 1 : 0);
