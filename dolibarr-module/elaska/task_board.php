<?php
/*
 * Tasks as a board: mine, the team's, those of one client. Source: CASE-21, CASE-23, CASE-26.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_board.lib.php';

elaska_need('case/read');
$views = array('mine' => elaska_words('ElaskaTasksMine'), 'all' => elaska_words('ElaskaTasksTeam'));
$view = array_key_exists((string) GETPOST('view', 'aZ09'), $views) ? (string) GETPOST('view', 'aZ09') : 'mine';
$client = max(0, GETPOSTINT('client', 1));
$scope = array($view => true) + ($client > 0 ? array('client' => $client) : array());
$board = elaska_read(static fn (): array => $office->call('task.board', $scope + array('first' => ELASKA_BOARD_FIRST)));

llxHeader('', elaska_words('ElaskaMenuBoard'), '', '', 0, 0, ELASKA_BOARD_JS, ELASKA_BOARD_CSS);
print load_fiche_titre(elaska_t('ElaskaMenuBoard'), '', 'fa-tasks');
print elaska_views('task_board.php', 'view', $views, $view, $client > 0 ? array('client' => $client) : array());
print elaska_board($scope, $board);
llxFooter();
$db->close();
