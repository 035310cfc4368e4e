<?php
/*
 * «Ma Semaine» as a PDF or as a page to print. Source: TIME-07, DOC-17.
 */
require __DIR__ . '/elaska.main.inc.php';
foreach (array('time', 'case', 'cockpit') as $elaska_lib) {
    require_once __DIR__ . '/lib/elaska_' . $elaska_lib . '.lib.php';
}

elaska_need('time/own', 'time/validate', 'time/others');
$here = array_filter(array('day' => elaska_asked_day('day'), 'user' => max(0, GETPOSTINT('user'))));
elaska_report_give($office, 'time.week_report', $here, 'week_export.php', $here, elaska_url('week.php', $here));
$db->close();
