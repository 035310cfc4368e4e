<?php
/*
 * Cases: what is open, mine, waiting, late; filters, search, gauges. Source: CASE-01, CASE-02, TIME-10.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_case.lib.php';

elaska_need('case/read');
$filters = elaska_case_filters();
$trail = elaska_trail_read();
if (elaska_action() === 'filter') {
    elaska_redirect(elaska_url('case_list.php', elaska_case_filters_posted()));
}
$list = elaska_read(static fn (): array => elaska_case_page($office, $filters, $trail));

elaska_time_header(elaska_words('ElaskaMenuCases'));
$new = elaska_url('case_card.php', array('action' => 'create', 'client' => $filters['client'] ?? null));
print load_fiche_titre(elaska_t('ElaskaMenuCases'), elaska_new_button(elaska_words('ElaskaMenuCaseNew'), $new, elaska_can('case/write')), 'fa-folder-open');
print elaska_views('case_list.php', 'view', elaska_case_views(), $filters['view'], array_diff_key($filters, array('view' => 1, 'status' => 1)));
print elaska_case_filter_bar($filters);
if ($list['rows']) {
    print elaska_case_table($list['rows']);
} elseif (count($filters) > 1 || $trail) {
    print elaska_empty(elaska_words('ElaskaCaseNoneFiltered'), elaska_button(elaska_url('case_list.php', array('view' => $filters['view'])), elaska_words('ElaskaFilterClear'), 'elaska-second'));
} else {
    print elaska_empty(elaska_words('ElaskaCaseNone_' . $filters['view']), elaska_can('case/write') ? elaska_button($new, elaska_words('ElaskaMenuCaseNew'), 'elaska-second') : '');
}
print elaska_pager('case_list.php', $filters, $list['next'], $trail);
llxFooter();
$db->close();
