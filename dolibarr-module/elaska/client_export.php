<?php
/*
 * «Vue 360°» of a client as a PDF, as a page to print, or among his documents. Source: DOC-17.
 */
require __DIR__ . '/elaska.main.inc.php';
foreach (array('time', 'case', 'cockpit') as $elaska_lib) {
    require_once __DIR__ . '/lib/elaska_' . $elaska_lib . '.lib.php';
}

elaska_need('case/read');
$client = max(1, GETPOSTINT('socid'));
restrictedArea($user, 'societe', $client, '&societe');
$parts = elaska_report_chosen('client');
$back = elaska_url('thirdparty_tab.php', array('socid' => $client));
if (!$parts) {
    setEventMessages(elaska_words('ElaskaReportNothing'), null, 'errors');
    elaska_redirect($back);
}
elaska_report_give($office, 'client.report', array('client' => $client, 'parts' => implode(',', $parts)), 'client_export.php', array('socid' => $client) + elaska_report_asked($parts), $back);
$db->close();
