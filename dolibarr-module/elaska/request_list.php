<?php
/*
 * Requests of clients: how many stand where, who handles them, how long they have waited. Source: CASE-29.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_request.lib.php';

elaska_need('case/read');
$filters = elaska_request_filters();
$trail = elaska_trail_read();
if (elaska_action() === 'filter') {
    elaska_redirect(elaska_url('request_list.php', elaska_request_filters_posted()));
}
$list = elaska_read(static fn (): array => $office->call('request.list', elaska_request_query($filters, $trail)));

elaska_time_header(elaska_words('ElaskaMenuRequests'), array('/elaska/css/case.css'));
print load_fiche_titre(elaska_t('ElaskaMenuRequests'), '', 'fa-inbox');
print elaska_request_counters($list, $filters);
print elaska_views('request_list.php', 'view', elaska_request_views(), $filters['view'], array_diff_key($filters, array('view' => 1, 'status' => 1)));
print elaska_request_bar($filters);
print $list['rows'] ? elaska_request_table($list['rows']) : elaska_empty(elaska_words($filters['view'] === 'open' && count($filters) === 1 ? 'ElaskaRequestNoneOpen' : 'ElaskaRequestNone'));
print elaska_pager('request_list.php', $filters, $list['next'], $trail);
llxFooter();
$db->close();
