<?php
/*
 * One request: the whole form and its files, messages with the client, the case that it becomes in one click. Source:
 * CASE-28, CASE-29.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_values.lib.php';
require_once __DIR__ . '/lib/elaska_request.lib.php';

elaska_need('case/read');
$id = max(1, GETPOSTINT('id'));
$url = elaska_url('request_card.php', array('id' => $id));
$action = elaska_action();
$error = $action !== '' ? elaska_request_act($office, $id, $action, $url) : null;
$request = elaska_read(static fn (): array => $office->call('request.read', array('request' => $id)));

elaska_time_header($request['ref'] . ' ' . $request['label'], array('/elaska/css/case.css'));
print load_fiche_titre(elaska_t('ElaskaRequest'), elaska_link(elaska_url('request_list.php'), elaska_words('BackToList')), 'fa-inbox');
print elaska_request_head($request);
print '<div class="elaska-cols"><main>' . elaska_request_answers($request) . elaska_request_messages($request, $url, $error) . '</main><aside>' . elaska_request_side($request, $url, $error) . '</aside></div>';
llxFooter();
$db->close();
