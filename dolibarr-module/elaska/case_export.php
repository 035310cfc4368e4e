<?php
/*
 * A case as a document: the chosen parts as a PDF, or as a page to print. Source: CASE-38, DOC-17.
 */
require __DIR__ . '/elaska.main.inc.php';
foreach (array('time', 'case', 'cockpit') as $elaska_lib) {
    require_once __DIR__ . '/lib/elaska_' . $elaska_lib . '.lib.php';
}

elaska_need('case/read');
$id = max(1, GETPOSTINT('id'));
$parts = elaska_report_chosen();
$back = elaska_url('case_card.php', array('id' => $id));
if (!$parts) {
    setEventMessages(elaska_words('ElaskaReportNothing'), null, 'errors');
    elaska_redirect($back);
}
$elaska_asked = array('case' => $id, 'parts' => implode(',', $parts)) + (in_array('journal', $parts, true) ? array('journal' => elaska_report_journal($office, $id)) : array());
if (GETPOST('as', 'aZ09') === 'print') {
    $report = elaska_read(static fn (): array => $office->call('case.report', $elaska_asked));
    elaska_time_header($report['over'] . ' ' . $report['title'], array('/elaska/css/case.css', '/elaska/css/report.css'), array('/elaska/js/case.js'));
    print elaska_report_page($report, $back, elaska_url('case_export.php', array('id' => $id) + array_fill_keys(array_map(static fn (string $code): string => 'p_' . $code, $parts), 1)));
    llxFooter();
    $db->close();
    exit;
}
$made = elaska_read(static fn (): array => $office->bytes('case.report_pdf', $elaska_asked));
session_write_close();
while (ob_get_level() > 0) {
    ob_end_clean();
}
header('Content-Type: ' . $made['type']);
header('Content-Disposition: attachment; filename="' . preg_replace('/[^\w.-]/', '-', $made['name']) . '"');
header('Content-Length: ' . strlen($made['body']));
header('Cache-Control: private, no-store');
header('X-Content-Type-Options: nosniff');
print $made['body'];
$db->close();
