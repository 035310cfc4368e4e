<?php
/*
 * Activates modules in an installed host, as the administrator would on the modules page, and sets
 * the company that every host needs. Works the same on a real Dolibarr and on the stand-in.
 *
 *   php activate.php HOSTDIR modSociete modFacture ... [-modToUnactivate ...]
 */
if (PHP_SAPI !== 'cli' || $argc < 2) {
	fwrite(STDERR, "usage: activate.php HOSTDIR descriptor...\n");
	exit(2);
}
$host = rtrim($argv[1], '/');
$wanted = array_slice($argv, 2);
chdir($host);
// Dolibarr's menu, hook and file code reads these even on the command line.
$_SERVER['PHP_SELF'] = '/admin/modules.php';
require $host.'/master.inc.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/admin.lib.php';

$user->fetch(0, getenv('HOST_ADMIN') ?: 'admin', '', 1);
if ($user->id <= 0) {
	fwrite(STDERR, "activate: the administrator cannot be read\n");
	exit(1);
}
if (method_exists($user, 'loadRights')) {
	$user->loadRights();
} else {
	$user->getrights();
}

$constants = array(
	'MAIN_INFO_SOCIETE_NOM' => 'Cabinet Horizon Conseil',
	'MAIN_INFO_SOCIETE_COUNTRY' => '1:FR:France',
	'MAIN_INFO_SOCIETE_ADDRESS' => '12 rue de la Paix',
	'MAIN_INFO_SOCIETE_ZIP' => '75002',
	'MAIN_INFO_SOCIETE_TOWN' => 'Paris',
	'MAIN_INFO_SIREN' => '732829320',
	'MAIN_INFO_TVAINTRA' => 'FR44732829320',
	'MAIN_INFO_SOCIETE_MAIL' => 'contact@horizon-conseil.example',
	'MAIN_MONNAIE' => 'EUR',
	'MAIN_LANG_DEFAULT' => 'fr_FR',
	'MAIN_SECURITY_CSRF_WITH_TOKEN' => '3',
	'FACTURE_TVAOPTION' => '1',
	'FACTURE_ADDON' => 'mod_facture_terre',
	'FACTURE_ADDON_PDF' => 'crabe',
	'MAIN_FEATURES_LEVEL' => '0',
	// The wizard of a first login would stand before every page.
	'MAIN_IHM_PARAMS_REV' => '1',
);
foreach ($constants as $name => $value) {
	if (dolibarr_get_const($db, $name, $conf->entity) !== $value) {
		dolibarr_set_const($db, $name, $value, 'chaine', 0, '', $conf->entity);
	}
	$conf->global->$name = $value;
}
$mysoc->setMysoc($conf);

$failed = 0;
$conf->setValues($db);
foreach ($wanted as $descriptor) {
	if ($descriptor[0] === '-') {
		$message = unActivateModule(substr($descriptor, 1));
		echo 'module: '.substr($descriptor, 1).' '.($message ? 'refused: '.$message : 'off')."\n";
		$failed += $message ? 1 : 0;
		// Constants are in memory too: without this the module would still pass for active.
		$conf->setValues($db);
		continue;
	}
	if ($descriptor === 'modElaska' && !is_file($host.'/custom/elaska/core/modules/modElaska.class.php')) {
		echo "module: modElaska is not staged in custom/elaska, left out\n";
		continue;
	}
	// A module of ours is initialised again each time, so that its newer files reach menus and tables.
	$ours = (bool) glob($host.'/custom/*/core/modules/'.$descriptor.'.class.php');
	$result = activateModule($descriptor, 1, $ours ? 1 : 0);
	$conf->setValues($db);
	$errors = is_array($result) && !empty($result['errors']) ? $result['errors'] : array();
	if (!is_array($result) || $errors) {
		$failed++;
		fwrite(STDERR, 'module: '.$descriptor.' refused: '.strip_tags(implode('; ', $errors ?: array((string) $result)))."\n");
		continue;
	}
	echo 'module: '.$descriptor." on\n";
}
exit($failed ? 1 : 0);
