<?php
/*
 * Time of one case, by state, with its gauge, and the sheet as its client receives it. Source: TIME-06, TIME-10, TIME-18.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_case.lib.php';
require_once __DIR__ . '/lib/elaska_cockpit.lib.php';

elaska_need('case/read');
$id = GETPOSTINT('id');
$view = array_key_exists((string) GETPOST('view', 'aZ09'), elaska_time_views()) ? (string) GETPOST('view', 'aZ09') : 'all';
$trail = elaska_trail_read();
$params = array('id' => $id, 'view' => $view);
$case = elaska_read(static fn (): array => $office->call('case.page', array('case' => $id)));

if (GETPOSTINT('pdf') === 1) {
    $sheet = elaska_read(static fn (): array => (new Elaska\Time($office))->sheetPdf(array('case' => $id)));
    header('Content-Type: ' . $sheet['type']);
    header('Content-Disposition: attachment; filename="' . preg_replace('/[^A-Za-z0-9._-]+/', '-', $sheet['name']) . '"');
    header('Content-Length: ' . strlen($sheet['body']));
    print $sheet['body'];
    $db->close();
    exit;
}
if (elaska_action() === 'move') {
    elaska_time_move($office);
    elaska_redirect(elaska_url('case_time.php', $params + array('at' => elaska_trail($trail))));
}

$list = elaska_read(static fn (): array => (new Elaska\Time($office))->list(array('case' => $id, 'limit' => 50, 'with_sum' => true) + ($view === 'all' ? array() : array('status' => $view))
    + ($trail ? array('after' => (string) end($trail)) : array())));
$GLOBALS['elaska_page_case'] = array('id' => $case['id'], 'ref' => $case['ref'], 'title' => $case['title']);
elaska_time_header($case['ref'] . ' ' . elaska_words('ElaskaMenuTime'), array('/elaska/css/case.css'));
print elaska_case_head($case, 'time');
$gauge = elaska_gauge($case['gauge']);
if ($gauge !== '') {
    print '<section class="elaska-panel elaska-time-gauge">' . $gauge . '</section>';
}
$pdf = $case['totals']['validated_s'] + $case['totals']['invoiced_s'] > 0 ? elaska_link(elaska_url('case_time.php', array('id' => $id, 'pdf' => 1)), elaska_words('ElaskaSheetPdf')) : '';
if ($case['totals']['validated_s'] > 0 && elaska_can('invoice/create')) {
    $pdf = elaska_link(elaska_url('billing_client.php', array('socid' => $case['client']['id'], 'case' => $id)), elaska_words('ElaskaBillThisCase')) . ' ' . $pdf;
}
print '<div class="elaska-views-line">' . elaska_views('case_time.php', 'view', elaska_time_views(), $view, array('id' => $id)) . $pdf . '</div>';
if ($list['rows']) {
    print elaska_time_table($list, elaska_url('case_time.php', $params + array('at' => elaska_trail($trail))), array('case'));
} else {
    $new = elaska_can('time/own') ? elaska_button(elaska_url('time_card.php', array('action' => 'create', 'case' => $id, 'back' => 'case:' . $id)), elaska_words('ElaskaMenuTimeNew'), 'elaska-second') : '';
    print elaska_empty(elaska_words('ElaskaCaseTimeNone_' . $view), $new);
}
print elaska_pager('case_time.php', $params, $list['next'], $trail);
print dol_get_fiche_end();
llxFooter();
$db->close();
