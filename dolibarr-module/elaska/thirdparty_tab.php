<?php
/*
 * What the firm does for one client: time spent and to be billed, its cases with their packages, the latest entries; from
 * here a timer starts, an entry is typed, a case opens; beside it what the firm notes of its own. Source: PLAT-15, TIME-10,
 * TIME-15, CRM-07, CASE-09.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_case.lib.php';
require_once __DIR__ . '/lib/elaska_client.lib.php';
require_once __DIR__ . '/lib/elaska_admin.lib.php';
require_once __DIR__ . '/lib/elaska_client_fields.lib.php';
require_once __DIR__ . '/lib/elaska_client_services.lib.php';
require_once __DIR__ . '/lib/elaska_qr.lib.php';
require_once __DIR__ . '/lib/elaska_vault.lib.php';
require_once DOL_DOCUMENT_ROOT . '/core/lib/company.lib.php';
require_once DOL_DOCUMENT_ROOT . '/societe/class/societe.class.php';

$client = max(0, GETPOSTINT('socid') ?: GETPOSTINT('id'));
elaska_need('case/read', 'time/own', 'time/validate', 'invoice/create');
restrictedArea($user, 'societe', $client, '&societe');
$soc = new Societe($db);
if ($client <= 0 || $soc->fetch($client) <= 0) {
    http_response_code(404);
    accessforbidden($langs->transnoentities('ElaskaNotThere'), 1, 1, 1);
}
if (elaska_action() === 'opened') {
    elaska_client_services_act($office, $client, elaska_url('thirdparty_tab.php', array('socid' => $client)) . '#opened');
}
$qr = elaska_read(static fn (): array => array('html' => elaska_qr_of($office, 'client', $client, (string) $soc->name, elaska_url('thirdparty_tab.php', array('socid' => $client)))))['html'];
$view = in_array(GETPOST('view', 'aZ09'), array('closed', 'all'), true) ? (string) GETPOST('view', 'aZ09') : 'open';
$trail = elaska_trail_read();
$figures = elaska_read(static fn (): array => array('html' => elaska_client_actions($client) . elaska_client_tiles($office, $client)))['html'];
$query = array('client' => $client, 'limit' => 25) + ($view === 'all' ? array() : array('class' => $view)) + ($trail ? array('after' => (string) end($trail)) : array());
$cases = elaska_can('case/read') ? elaska_read(static fn (): array => (new Elaska\Cases($office))->list($query)) : null;
$card = elaska_read(static fn (): array => $office->call('client.fields', array('client' => $client, 'form' => true)));
$editing = GETPOST('edit', 'aZ09') === 'fields' && elaska_can('case/write');
$error = $editing && elaska_action() === 'fields' ? elaska_client_fields_save($office, $client, $card, elaska_url('thirdparty_tab.php', array('socid' => $client)) . '#fields') : null;

llxHeader('', elaska_words('ElaskaTabClient') . ' - ' . $soc->name, '', '', 0, 0, array(), array('/elaska/css/admin.css', '/elaska/css/template.css', '/elaska/css/registry.css', '/elaska/css/services.css', '/elaska/css/case.css'));
print dol_get_fiche_head(elaska_client_head($office, $soc), 'elaska', $langs->trans('ThirdParty'), -1, 'company');
dol_banner_tab($soc, 'socid', elaska_link(DOL_URL_ROOT . '/societe/list.php?restore_lastsearch_values=1', elaska_words('BackToList')), (int) !$user->socid, 'rowid', 'nom');
print '<div class="underbanner clearboth"></div>';
$export = elaska_can('case/read') ? elaska_report_menu(elaska_url('client_export.php', array('socid' => $client)), elaska_can('case/write'), 'client') : '';
print '<div class="elaska-qr-bar">' . $export . $qr . '</div>' . $figures . '<div class="elaska-cols elaska-client-cols"><main>';
print $cases !== null ? elaska_client_cases($cases, $client, $view, $trail, (string) $soc->name) : elaska_empty(elaska_words('ElaskaCasesNoRight'));
print ($editing ? elaska_client_fields_form($office, $card, $client, $error) : '') . '</main><aside>' . ($editing ? '' : elaska_client_fields_panel($card, $client)) . elaska_client_latest($office, $client) . (elaska_can('case/read') ? elaska_client_services_panel($office, $client, $card['kinds']) : '') . '</aside></div>';
print dol_get_fiche_end(-1);
llxFooter();
$db->close();
