<?php
/*
 * Modules: what is there, on or off, with the door to each one's settings.
 */
require '../main.inc.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/admin.lib.php';

if (empty($user->admin)) {
	accessforbidden();
}
$action = (string) GETPOST('action', 'aZ09');
$value = (string) GETPOST('value', 'alpha');
$hookmanager->initHooks(array('adminmodules', 'globaladmin'));
if (($action === 'set' || $action === 'reset') && preg_match('/^mod[A-Za-z0-9]+$/', $value)) {
	$result = $action === 'set' ? activateModule($value) : array('errors' => array_filter(array(unActivateModule($value))));
	setEventMessages(null, $result['errors'], 'errors');
	header('Location: '.$_SERVER['PHP_SELF']);
	exit;
}
llxHeader('', $langs->trans('Modules'));
print load_fiche_titre($langs->trans('Modules'), '', 'title_setup');
print '<table class="noborder centpercent">';
foreach (dolGetModulesDirs() as $dir) {
	foreach (glob($dir.'mod*.class.php') ?: array() as $file) {
		$module = host_descriptor(basename($file, '.class.php'));
		if (!$module instanceof DolibarrModules) {
			continue;
		}
		$on = getDolGlobalString($module->const_name) !== '';
		$url = $_SERVER['PHP_SELF'].'?action='.($on ? 'reset' : 'set').'&value='.get_class($module).'&token='.newToken();
		$setup = is_string($module->config_page_url[0] ?? null) ? preg_replace('/^([^@]+)@(.+)$/', '/$2/admin/$1', $module->config_page_url[0]) : '';
		print '<tr class="oddeven"><td>'.img_picto('', (string) $module->picto).' '.dol_escape_htmltag($module->getName()).'</td><td>'.dol_escape_htmltag($module->getDesc()).'</td><td>'.$module->getVersion().'</td><td class="center"><a class="reposition" href="'.dol_escape_htmltag($url).'">'
			.$langs->trans($on ? 'Disable' : 'Activate').'</a></td><td>'.($on && $setup ? '<a href="'.dol_escape_htmltag(dol_buildpath($setup, 1)).'">'.$langs->trans('Setup').'</a>' : '').'</td></tr>';
	}
}
print '</table>';
llxFooter();
