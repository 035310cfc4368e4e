<?php
/*
 * Cases: every list of them, as a table, a board by status or a calendar. Source: CASE-32, CRM-23.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_list.lib.php';

elaska_need('case/read');
$criteria = array();
foreach (array('client', 'lead') as $name) {
    if (GETPOSTINT($name, 1) > 0) {
        $criteria[$name] = GETPOSTINT($name, 1);
    }
}
elaska_list_search('case_list.php', $criteria);
$new = elaska_url('case_card.php', array('action' => 'create', 'client' => $criteria['client'] ?? null));
$body = elaska_read(static fn (): array => array('html' => elaska_list_page($office, 'cases', array('file' => 'case_list.php', 'address' => elaska_url('case_card.php') . '?id={id}', 'modes' => array('table', 'board', 'calendar'),
    'criteria' => $criteria, 'letters' => elaska_can('case/write') ? elaska_url('letter_batch.php') : null, 'none' => 'ElaskaCaseNoneFiltered', 'first' => array('text' => 'ElaskaCaseFirst') + (elaska_can('case/write') ? array('href' => $new, 'label' => 'ElaskaMenuCaseNew') : array()), 'new' => elaska_can('case/write') ? elaska_button($new, elaska_words('ElaskaMenuCaseNew'), 'elaska-second') : ''))));
elaska_list_header(elaska_words('ElaskaMenuCases'));
print load_fiche_titre(elaska_t('ElaskaMenuCases'), (elaska_can('case/write') ? dolGetButtonTitle(elaska_words('ElaskaImportCases'), '', 'fa fa-file-upload', elaska_url('case_import.php')) : '') . elaska_new_button(elaska_words('ElaskaMenuCaseNew'), $new, elaska_can('case/write')), 'fa-folder-open');
print $body['html'];
llxFooter();
$db->close();
