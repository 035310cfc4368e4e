<?php
/*
 * A case as a document: the chosen parts as a PDF, as a page to print, or among its documents. Source: CASE-38, DOC-17.
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
$asked = array('case' => $id, 'parts' => implode(',', $parts)) + (in_array('journal', $parts, true) ? array('journal' => elaska_report_journal($office, $id)) : array());
elaska_report_give($office, 'case.report', $asked, 'case_export.php', array('id' => $id) + elaska_report_asked($parts), $back);
$db->close();
