<?php
/*
 * Documents asked for, whatever the case: what is to validate, what clients still owe. Source: CRM-23.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_list.lib.php';

elaska_need('case/read');
elaska_list_search('piece_list.php');
$body = elaska_read(static fn (): array => array('html' => elaska_list_page($office, 'pieces', array('file' => 'piece_list.php', 'address' => elaska_url('case_card.php') . '?id={case_id}&tab=docs#piece-{id}', 'modes' => array('table', 'calendar'),
    'none' => 'ElaskaPieceNoneFiltered', 'first' => array('text' => 'ElaskaPieceFirst') + (elaska_can('case/write') ? array('href' => elaska_url('case_card.php', array('action' => 'create')), 'label' => 'ElaskaMenuCaseNew') : array())))));
elaska_list_header(elaska_words('ElaskaMenuPieces'));
print load_fiche_titre(elaska_t('ElaskaMenuPieces'), elaska_link(elaska_url('document_queue.php'), elaska_words('ElaskaMenuQueue')), 'fa-file-circle-check');
print $body['html'];
llxFooter();
$db->close();
