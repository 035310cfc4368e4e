<?php
/*
 * Cases out of a spreadsheet saved as CSV: what is wrong is told line by line before anything is stored. Source: CASE-11.
 */
require __DIR__ . '/elaska.main.inc.php';
foreach (array('time', 'case_new', 'case_import') as $elaska_lib) {
    require_once __DIR__ . '/lib/elaska_' . $elaska_lib . '.lib.php';
}

elaska_need('case/write');
$here = elaska_url('case_import.php');
$kinds = array_column(elaska_read(static fn (): array => array('rows' => elaska_case_templates($office, 0)))['rows'], 'label', 'code');
$report = null;
$error = null;

$action = elaska_action();
if (in_array($action, array('check', 'import'), true)) {
    $error = elaska_try(static function () use ($office, $action, $kinds, &$report): void {
        $bytes = elaska_import_posted('file');
        if ($bytes === null) {
            setEventMessages(elaska_words('ElaskaImportNoFile'), null, 'errors');
            return;
        }
        set_time_limit(600);
        $report = $office->upload('case.import', array('check' => $action === 'check', 'good_only' => elaska_in('good_only') === '1')
            + (isset($kinds[elaska_in('template')]) ? array('template' => elaska_in('template')) : array()), $bytes);
        if ($report['made'] > 0 && !$report['wrong']) {
            elaska_redirect(elaska_url('case_list.php'), elaska_words('ElaskaImportMade', (string) $report['made']));
        }
    });
}

elaska_time_header(elaska_words('ElaskaImportCases'));
print load_fiche_titre(elaska_t('ElaskaImportCases'), elaska_button(elaska_url('case_list.php'), elaska_words('ElaskaMenuCases'), 'elaska-second'), 'fa-folder-open');
print '<p class="elaska-lead">' . elaska_t('ElaskaImportLead') . '</p>';
if ($report !== null) {
    print elaska_import_report($report, $action === 'check');
}
print elaska_import_form($here, $kinds, $error);
llxFooter();
$db->close();
