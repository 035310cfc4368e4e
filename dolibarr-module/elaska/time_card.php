<?php
/*
 * One entry of time: entered, corrected, read with its history, copied, deleted; what its state allows. An entry that
 * may still be changed opens as its form, so that a stopped timer is completed at once.
 * Source: TIME-01, TIME-02, TIME-03, TIME-06.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_entry.lib.php';

elaska_need('time/own', 'time/validate', 'time/others', 'invoice/create', 'case/read');
$id = GETPOSTINT('id');
$back = elaska_entry_back();
$time = new Elaska\Time($office);
$error = null;

$action = elaska_action();
if (in_array($action, array('add', 'update'), true)) {
    $error = elaska_entry_save($office, $action, $id, $back);
} elseif ($action === 'move' && $id > 0) {
    $answer = array();
    $error = elaska_try(static function () use ($time, $id, &$answer): void {
        $answer = $time->transition(array('entries' => array($id), 'to' => elaska_in('to')) + (elaska_in('reason') !== '' ? array('reason' => elaska_in('reason')) : array()));
        elaska_say_bulk($answer, 'ElaskaDone_' . elaska_in('to'));
    });
    if ($error === null) {
        elaska_redirect($back !== '' && $answer['done'] ? $back : elaska_url('time_card.php', array('id' => $id)));
    }
} elseif ($action === 'copy' && $id > 0) {
    $error = elaska_try(static function () use ($time, $id): void {
        $copy = $time->copy(array('time' => $id, 'work_on' => elaska_in('work_on')));
        elaska_redirect(elaska_url('time_card.php', array('id' => $copy['id'])), elaska_words('ElaskaTimeCopied'));
    });
} elseif ($action === 'delete' && $id > 0) {
    $error = elaska_try(static function () use ($time, $id, $back): void {
        $time->delete(array('time' => $id, 'version' => (int) elaska_in('version')));
        elaska_redirect($back !== '' ? $back : elaska_url('time_list.php'), elaska_words('ElaskaTimeDeleted'));
    });
}

$entry = $id > 0 ? elaska_read(static fn (): array => $time->read(array('time' => $id))) : elaska_entry_new($office);
$title = $id > 0 ? elaska_words('ElaskaTimeCardOf', elaska_day_words($entry['work_on'])) : elaska_words('ElaskaMenuTimeNew');
if ($id > 0 && $entry['case']) {
    $GLOBALS['elaska_page_case'] = $entry['case'];
}
elaska_time_header($title);
print load_fiche_titre(elaska_h($title) . ($id > 0 ? ' ' . elaska_badge($entry['status']) : ''), elaska_link($back !== '' ? $back : elaska_url('time_list.php'), elaska_words('BackToList')), 'fa-clock');
if ($id > 0) {
    print elaska_entry_notices($entry);
    if (GETPOST('ask', 'aZ09') === 'delete' && $entry['editable']) {
        print elaska_entry_ask_delete($entry, $back);
    }
}
if ($id <= 0) {
    elaska_need('time/own');
    print elaska_entry_form($office, $entry, $error, $back);
} else {
    print '<div class="elaska-cols"><main>';
    print $entry['editable'] ? elaska_entry_form($office, $entry, $error, $back) : elaska_entry_facts($entry) . elaska_entry_acts($entry, $back);
    print '</main><aside>' . elaska_entry_copy($entry, $error) . elaska_entry_history($office, $entry) . '</aside></div>';
}
llxFooter();
$db->close();
