<?php
/*
 * Home of the back office: what modules print in the hook contexts of the dashboard.
 */
require 'main.inc.php';
if (!GETPOSTISSET('mainmenu')) {
	$_SESSION['mainmenu'] = 'home';
}
$hookmanager->initHooks(array('index'));
llxHeader('', $langs->trans('Home'), '', '', 0, 0, '', '', '', 'mod-index page-index');
print load_fiche_titre($langs->trans('Home'), '', 'user');
print '<div class="fichecenter"><p>'.dol_escape_htmltag($mysoc->name).' · '.dol_print_date(dol_now(), 'daytext').'</p>';
$parameters = array();
$action = '';
$none = null;
foreach (array('addHtmlHeader', 'printTopOfDashboard', 'addStatisticLine', 'dashboardProjects') as $hook) {
	$hookmanager->executeHooks($hook, $parameters, $none, $action);
	print $hookmanager->resPrint;
}
print '</div>';
llxFooter();
$db->close();
