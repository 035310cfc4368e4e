<?php
/*
 * What waits to be billed, by client: time validated and not invoiced, packages and prices that are due, time that
 * nobody has validated yet, drafts. Source: TIME-15.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_billing.lib.php';

elaska_need('invoice/create');
$filters = elaska_billing_filters();
$type = in_array(GETPOST('type', 'aZ09'), array('time', 'package', 'fixed', 'draft'), true) ? (string) GETPOST('type', 'aZ09') : '';
$search = trim((string) GETPOST('search', 'alphanohtml'));
$trail = elaska_trail_read();
$input = array_filter($filters + array('type' => $type, 'search' => $search, 'after' => (string) end($trail)), static fn ($v): bool => $v !== '') + array('limit' => 25, 'with_totals' => $search === '', 'with_contracts' => true);
$queue = elaska_read(static fn (): array => (new Elaska\Billing($office))->queue($input));
$params = elaska_billing_params($filters) + array('type' => $type, 'search' => $search);
$filtered = array_filter($params) !== array();

llxHeader('', $langs->transnoentities('ElaskaMenuBilling'), '', '', 0, 0, array(), array('/elaska/css/billing.css'));
print load_fiche_titre($langs->trans('ElaskaMenuBilling'), '', 'bill');
// A name that is looked for says nothing about the firm: its sums are left out then.
print $search !== '' ? '' : elaska_billing_tiles($queue['totals'], (string) $queue['currency'], $params);
print elaska_views('billing_queue.php', 'type', array('' => $langs->transnoentities('ElaskaBillTypeAll'), 'time' => $langs->transnoentities('ElaskaBillTypeTime'),
    'package' => $langs->transnoentities('ElaskaBillTypePackage'), 'fixed' => $langs->transnoentities('ElaskaBillTypeFixed'), 'draft' => $langs->transnoentities('ElaskaBillTypeDraft')),
    $type, array_diff_key($params, array('type' => 1)));
print elaska_billing_filter_bar($office, 'billing_queue.php', $filters, array('type' => $type), $search, 0, $queue['contracts']);
if ($queue['rows']) {
    print elaska_billing_queue_table($queue, $filters);
} elseif ($filtered || $trail) {
    print elaska_empty($langs->transnoentities('ElaskaBillNoneFiltered'), elaska_button(elaska_url('billing_queue.php'), $langs->transnoentities('ElaskaBillShowAll'), 'elaska-second'));
} else {
    print elaska_empty($langs->transnoentities('ElaskaBillNone'), elaska_button(elaska_url('time_list.php', array('view' => 'unvalidated')), $langs->transnoentities('ElaskaBillSeeOpen'), 'elaska-second'));
}
print elaska_pager('billing_queue.php', $params, $queue['next'], $trail);
llxFooter();
$db->close();
