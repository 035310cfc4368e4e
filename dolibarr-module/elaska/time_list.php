<?php
/*
 * Lists of time: not validated, validated, invoiced, all; filters, sums, and states changed one by one or many at once.
 * Source: TIME-06.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';

elaska_need('time/own', 'time/validate', 'time/others', 'invoice/create');
$filters = elaska_time_filters();
$trail = elaska_trail_read();
$here = $filters + array('at' => elaska_trail($trail));

$action = elaska_action();
if ($action === 'filter') {
    elaska_redirect(elaska_url('time_list.php', elaska_time_filters_posted($filters)));
}
if ($action === 'move') {
    elaska_time_move($office);
    elaska_redirect(elaska_url('time_list.php', $here));
}

$query = elaska_time_query($filters) + array('limit' => 50, 'with_sum' => true) + ($trail ? array('after' => (string) end($trail)) : array());
$list = elaska_read(static fn (): array => (new Elaska\Time($office))->list($query));

$title = $filters['view'] === 'all' ? elaska_words('ElaskaMenuTime') : elaska_time_views()[$filters['view']];
$new = elaska_url('time_card.php', array('action' => 'create', 'client' => $filters['client'] ?? null, 'case' => $filters['case'] ?? null));
elaska_time_header($title);
print load_fiche_titre(elaska_h($title), elaska_new_button(elaska_words('ElaskaMenuTimeNew'), $new, elaska_can('time/own')), 'fa-clock');
print elaska_views('time_list.php', 'view', elaska_time_views(), $filters['view'], array_diff_key($filters, array('view' => 1, 'status' => 1)));
print elaska_time_filter_bar($office, elaska_url('time_list.php', array_intersect_key($filters, array_flip(array('task', 'ticket', 'contract', 'project', 'invoice')))), $filters);
if ($list['rows']) {
    print elaska_time_table($list, elaska_url('time_list.php', $here));
} elseif (count($filters) > 1 || $trail) {
    print elaska_empty(elaska_words('ElaskaTimeNoneFiltered'), elaska_button(elaska_url('time_list.php', array('view' => $filters['view'])), elaska_words('ElaskaFilterClear'), 'elaska-second'));
} else {
    print elaska_empty(elaska_words('ElaskaTimeNone_' . $filters['view']), elaska_can('time/own') ? elaska_button($new, elaska_words('ElaskaMenuTimeNew'), 'elaska-second') : '');
}
print elaska_pager('time_list.php', $filters, $list['next'], $trail);
llxFooter();
$db->close();
