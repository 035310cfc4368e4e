<?php
/*
 * From the validated time of one client to a native invoice or proposal: choosing, reading the lines, then writing them. Choosing
 * and reading write nothing; the choice waits in the session between the two. Source: TIME-09, TIME-15, TIME-16.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_billing.lib.php';
require_once __DIR__ . '/lib/elaska_bill.lib.php';
require_once __DIR__ . '/class/elaskabillingchoice.class.php';
require_once __DIR__ . '/class/elaskainvoicewriter.class.php';
require_once __DIR__ . '/class/elaskainvoicedocuments.class.php';
if (isModEnabled('propal')) {
    require_once __DIR__ . '/class/elaskaproposalwriter.class.php';
}

elaska_need('invoice/create');
$client = GETPOSTINT('socid');
$filters = array_diff_key(elaska_billing_filters(), array('client' => 1));
$billing = new Elaska\Billing($office);
$key = preg_match('/^[0-9a-f]{32}$/', (string) GETPOST('bill', 'aZ09')) ? (string) GETPOST('bill', 'aZ09') : '';
$choice = $key !== '' ? ElaskaBillingChoice::kept($key, $client) : null;
$draft = $choice ? $choice->invoice : max(0, GETPOSTINT('invoice'));
$self = array('socid' => $client) + elaska_billing_params($filters);
$bill = array('socid' => $client, 'bill' => $key);
$error = null;

$action = elaska_action();
if ($action === 'preview') {
    $typed = ElaskaBillingChoice::posted($client, $filters);
    $error = elaska_try(static function () use ($billing, $typed): void {
        $billing->preview($typed->input());
    });
    if (!$error) {
        elaska_redirect(elaska_url('billing_client.php', array('socid' => $client, 'bill' => $typed->keep())));
    }
    list($choice, $key) = array($typed, '');
}
if ($action === 'without' && $choice) {
    elaska_bill_without($billing, $choice)->keep($key);
    elaska_redirect(elaska_url('billing_client.php', $bill));
}
if ($action === 'create' && $choice && elaska_bill_native_right()) {
    $error = elaska_bill_create($billing, $choice, $key);
}
if ($action === 'propose' && $choice && elaska_bill_proposal_right()) {
    $error = elaska_bill_propose($billing, $choice, $key);
}
if ($choice && $key !== '' && in_array(GETPOST('group', 'aZ09'), ElaskaBillingChoice::GROUPS, true)) {
    $choice->group = (string) GETPOST('group', 'aZ09');
    $choice->keep($key);
}

$entries = elaska_read(static fn (): array => $billing->entries(array('client' => $client) + $filters + array('limit' => 200)));
$soc = new Societe($db);
$soc->fetch($client);
$choosing = !$choice || $key === '' || GETPOST('step', 'aZ09') === 'choose';
$title = $langs->transnoentities($choosing ? 'ElaskaBillChoose' : 'ElaskaBillRead', $soc->name);
llxHeader('', $title, '', '', 0, 0, array('/elaska/js/billing.js'), array('/elaska/css/billing.css'));
print load_fiche_titre(elaska_h($title), elaska_link(elaska_url('billing_queue.php'), '‹ ' . $langs->transnoentities('ElaskaMenuBilling')), 'bill');
if ($key !== '' && !$choice) {
    print '<div class="warning">' . elaska_t('ElaskaBillChoiceGone') . '</div>';
}
if (!elaska_bill_native_right()) {
    print '<div class="warning">' . elaska_t('ElaskaBillNativeRight') . '</div>';
}
if ($choosing) {
    // Nothing to filter where there is nothing at all.
    print !$filters && !$entries['rows'] && !$entries['prices'] ? '' : elaska_billing_filter_bar($office, 'billing_client.php', $filters, array('socid' => $client, 'invoice' => $draft ?: ''), null, $client);
    print elaska_bill_choose($entries, $choice ?? new ElaskaBillingChoice($client, $filters), $choice === null, $self + array('invoice' => $draft ?: ''), $draft, $error);
} else {
    $preview = elaska_read(static fn (): array => $billing->preview($choice->input()));
    print elaska_bill_read($office, $preview, $choice, $entries['drafts'], $key, $error);
}
llxFooter();
$db->close();
