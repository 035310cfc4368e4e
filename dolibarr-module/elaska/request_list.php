<?php
/*
 * The queue of requests: what clients ask for, by status, priority and adviser. Source: CASE-29, CRM-23.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_list.lib.php';

elaska_need('case/read');
elaska_list_search('request_list.php');
$body = elaska_read(static fn (): array => array('html' => elaska_list_page($office, 'requests', array('file' => 'request_list.php', 'address' => elaska_url('request_card.php') . '?id={id}', 'modes' => array('table', 'board'),
    'none' => 'ElaskaRequestNoneFiltered'))));
elaska_list_header(elaska_words('ElaskaMenuRequests'));
print load_fiche_titre(elaska_t('ElaskaMenuRequests'), '', 'fa-inbox');
print $body['html'];
llxFooter();
$db->close();
