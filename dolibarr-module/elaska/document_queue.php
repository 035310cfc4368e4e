<?php
/*
 * What clients sent and nobody has judged yet, oldest first: the list, the document beside it, the decision under it. Every
 * part works without scripts; js/queue.js adds the preview, the keys, and the next one without a new page. Source: DOC-07,
 * DOC-08.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_cockpit.lib.php';
require_once __DIR__ . '/lib/elaska_document.lib.php';
require_once __DIR__ . '/lib/elaska_queue.lib.php';

elaska_need('case/read');
$filters = elaska_queue_filters();
$trail = elaska_trail_read();
$action = elaska_action();
if ($action === 'filter') {
    elaska_redirect(elaska_url('document_queue.php', elaska_queue_filters_posted($filters)));
}
$error = $action === 'decide' ? elaska_queue_decide($office, $filters, $trail) : null;
$list = elaska_read(static fn (): array => elaska_queue_read($office, $filters, $trail));
$case = isset($filters['case']) ? elaska_case_found($office, (int) $filters['case']) : null;
$chosen = $list['rows'] ? elaska_queue_chosen($list['rows'], $error !== null ? elaska_in('item') : (string) GETPOST('item', 'aZ09')) : null;
$reasons = $chosen && $chosen['may'] ? elaska_reference($office, 'refusal_reasons') : array();

elaska_time_header(elaska_words('ElaskaMenuQueue'), array('/elaska/css/case.css', '/elaska/css/queue.css', '/elaska/js/viewer.css'), array('/elaska/js/viewer.js', '/elaska/js/queue.js'));
print load_fiche_titre(elaska_t('ElaskaMenuQueue'), elaska_link(elaska_url('piece_list.php'), elaska_words('ElaskaMenuPieces')), 'fa-file-circle-check');
print '<div class="elq" data-elaska-queue ' . elaska_endpoint() . ' data-file="' . elaska_h(elaska_url('file.php')) . '"' . (GETPOST('item', 'aZ09') !== '' || $error !== null ? ' data-chosen' : '') . '>';
print elaska_queue_said();
print elaska_queue_lead($list, $filters, $case);
print '<div class="elq-top">' . elaska_views('document_queue.php', 'view', elaska_queue_views(), $filters['view'], array_diff_key($filters, array('view' => 1))) . elaska_queue_bar($office, $filters) . '</div>';
if ($list['rows']) {
    print '<div class="elq-both">' . elaska_queue_list($list, $chosen, $filters, $trail) . elaska_queue_item($list['rows'], $chosen, $filters, $trail, $reasons, $error) . '</div>';
} else {
    print elaska_queue_empty($filters, $trail);
}
print '</div>';
llxFooter();
$db->close();
