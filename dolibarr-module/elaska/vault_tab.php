<?php
/*
 * What a client opened to this adviser of his vault: opened by the adviser's own password, closed by itself. To everybody else
 * nothing is there. Source: DOC-13, SEC-06, SEC-12.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_vault.lib.php';
require_once DOL_DOCUMENT_ROOT . '/core/lib/company.lib.php';
require_once DOL_DOCUMENT_ROOT . '/societe/class/societe.class.php';

$client = max(1, GETPOSTINT('socid') ?: GETPOSTINT('id'));
elaska_need('case/read');
restrictedArea($user, 'societe', $client, '&societe');
$soc = new Societe($db);
$state = elaska_read(static fn (): array => $office->call('vault.state', array('client' => $client) + elaska_vault_key($client)));
if ($soc->fetch($client) <= 0) {
    http_response_code(404);
    accessforbidden($langs->transnoentities('ElaskaNotThere'), 1, 1, 1);
}
$here = elaska_url('vault_tab.php', array('socid' => $client));
header('Cache-Control: no-store');
$error = null;
$action = elaska_action();
if ($action === 'open') {
    $error = elaska_try(static fn () => elaska_vault_enter($office, $client));
    if ($error === null) {
        elaska_redirect($here);
    }
}
if ($action === 'close') {
    elaska_try(static fn () => elaska_vault_close($office, $client));
    elaska_redirect($here);
}
if (GETPOSTINT('item') > 0) {
    elaska_vault_send($office, $client, GETPOSTINT('item'), GETPOSTINT('view') === 1);
}
$list = (int) $state['until'] > 0 ? elaska_read(static fn (): array => $office->call('vault.list', array('client' => $client) + elaska_vault_key($client))) : null;

llxHeader('', elaska_words('ElaskaTabVault') . ' - ' . $soc->name, '', '', 0, 0, array('/elaska/js/vault.js'), array('/elaska/css/admin.css', '/elaska/css/case.css'));
print dol_get_fiche_head(elaska_client_head($office, $soc), 'elaskavault', $langs->trans('ThirdParty'), -1, 'company');
dol_banner_tab($soc, 'socid', elaska_link(DOL_URL_ROOT . '/societe/list.php?restore_lastsearch_values=1', $langs->transnoentities('BackToList')), (int) !$user->socid, 'rowid', 'nom');
print '<div class="underbanner clearboth"></div>';
print $list === null ? elaska_vault_door($state, $here, $error) : elaska_vault_inside($list, $client, $here, (int) $state['idle_s']);
print dol_get_fiche_end(-1);
llxFooter();
$db->close();
