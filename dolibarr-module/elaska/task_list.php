<?php
/*
 * Tasks of all cases. Source: CASE-22, CRM-23.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_list.lib.php';

elaska_need('case/read');
$criteria = GETPOSTINT('case', 1) > 0 ? array('case' => GETPOSTINT('case', 1)) : array();
elaska_list_search('task_list.php', $criteria);
$body = elaska_read(static fn (): array => array('html' => elaska_list_page($office, 'tasks', array('file' => 'task_list.php', 'address' => elaska_url('case_card.php') . '?id={case_id}&tab=tasks&task={id}', 'modes' => array('table', 'board', 'calendar'),
    'criteria' => $criteria, 'none' => 'ElaskaTaskNoneFiltered', 'first' => array('text' => 'ElaskaTaskFirst', 'href' => elaska_url('case_list.php'), 'label' => 'ElaskaDocumentsFirstDo')))));
elaska_list_header(elaska_words('ElaskaMenuTasks'));
print load_fiche_titre(elaska_t('ElaskaMenuTasks'), '', 'fa-list-check');
print $body['html'];
llxFooter();
$db->close();
