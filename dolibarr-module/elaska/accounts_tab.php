<?php
/*
 * Who of this client signs in to the client area: inviting, role, what each may do no more; whether amounts are shown there.
 * Nobody of the firm ever sees a link or a password: invitations go by mail. Source: PORT-04, SEC-02, SEC-04, SEC-05, SEC-20, TIME-18.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_admin.lib.php';
require_once __DIR__ . '/lib/elaska_accounts.lib.php';
require_once __DIR__ . '/lib/elaska_vault.lib.php';
require_once DOL_DOCUMENT_ROOT . '/core/lib/company.lib.php';
require_once DOL_DOCUMENT_ROOT . '/societe/class/societe.class.php';

$client = max(0, GETPOSTINT('socid') ?: GETPOSTINT('id'));
elaska_need('account/manage');
restrictedArea($user, 'societe', $client, '&societe');
$soc = new Societe($db);
if ($client <= 0 || $soc->fetch($client) <= 0) {
    http_response_code(404);
    accessforbidden($langs->transnoentities('ElaskaNotThere'), 1, 1, 1);
}
$accounts = new Elaska\Accounts($office);
$here = elaska_url('accounts_tab.php', array('socid' => $client));
$error = null;

$action = elaska_action();
if ($action === 'invite') {
    $error = elaska_try(static function () use ($accounts, $client, $here): void {
        $done = $accounts->invite(array('client' => $client, 'email' => elaska_in('email'), 'name' => elaska_in('name')) + elaska_posted(array('role' => 'text', 'profile' => 'text', 'contact' => 'id')) + elaska_account_lang());
        elaska_accounts_told($done, $here, elaska_in('email'));
    });
}
if ($action === 'amounts') {
    $error = elaska_try(static function () use ($accounts, $client, $here): void {
        elaska_accounts_amounts_said($accounts->amounts(array('client' => $client, 'amounts' => elaska_in('amounts'))), $here);
    });
}
if (isset(ELASKA_ACCOUNT_ACTIONS[$action])) {
    $error = elaska_try(static function () use ($accounts, $action, $client, $here): void {
        elaska_accounts_do($accounts, $action, $client, $here);
    });
}

$list = elaska_read(static fn (): array => $accounts->list(array('client' => $client)));
$rows = $list['rows'];
llxHeader('', $langs->transnoentities('ElaskaTabAccess') . ' - ' . $soc->name, '', '', 0, 0, array('/elaska/js/admin.js'), array('/elaska/css/admin.css'));
print dol_get_fiche_head(elaska_client_head($office, $soc), 'elaskaaccess', $langs->trans('ThirdParty'), -1, 'company');
dol_banner_tab($soc, 'socid', elaska_link(DOL_URL_ROOT . '/societe/list.php?restore_lastsearch_values=1', $langs->transnoentities('BackToList')), (int) !$user->socid, 'rowid', 'nom');
print '<div class="underbanner clearboth"></div>';
print elaska_accounts_problem();
print '<div class="elaska-cols elaska-accounts"><main>';
if ($rows) {
    print elaska_accounts_lead($rows);
    foreach ($rows as $row) {
        print elaska_account_card($row, $here, $error);
    }
} else {
    print elaska_empty($langs->transnoentitiesnoconv('ElaskaNoAccount', (string) $soc->name));
}
print '</main><aside>' . elaska_accounts_invite($office, $soc, $here, $action === 'invite' ? $error : null, $rows)
    . elaska_accounts_amounts($list['amounts'], $here, $action === 'amounts' ? $error : null) . '</aside></div>';
print dol_get_fiche_end(-1);
llxFooter();
$db->close();
