<?php
/*
 * «Ma Semaine»: seven days of one person, entered, copied and submitted in place. Source: TIME-07.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_entry.lib.php';
require_once __DIR__ . '/lib/elaska_week.lib.php';

elaska_need('time/own', 'time/validate', 'time/others');
$others = elaska_can('time/validate', 'time/others');
$who = $others && GETPOSTINT('user') > 0 ? GETPOSTINT('user') : (int) $user->id;
$own = $who === (int) $user->id;
$day = elaska_asked_day('day') ?: elaska_today();
$here = array('day' => $day, 'user' => $own ? null : $who);
$time = new Elaska\Time($office);
$error = null;

$action = elaska_action();
if ($action === 'add') {
    $error = elaska_attempt(array('work_on', 'duration', 'case', 'activity', 'description'), static function () use ($time, $here, $own, $who): void {
        $input = elaska_posted(array('work_on' => 'day', 'case' => 'id', 'activity' => 'id', 'description' => 'text')) + array('duration' => elaska_in('duration')) + ($own ? array() : array('user' => $who));
        $saved = $time->create($input);
        foreach ($saved['warnings'] as $warning) {
            setEventMessages(elaska_sentence($warning['key'], $warning['params']), null, 'warnings');
        }
        elaska_redirect(elaska_url('week.php', $here + array('add' => elaska_in('work_on'))), elaska_words('ElaskaTimeSaved', elaska_clock($saved['duration_s'])));
    });
} elseif ($action === 'copy') {
    elaska_try(static function () use ($time): void {
        $time->copy(array('time' => (int) elaska_in('time'), 'work_on' => elaska_in('work_on')));
        setEventMessages(elaska_words('ElaskaTimeCopied'), null, 'mesgs');
    });
    elaska_redirect(elaska_url('week.php', $here));
} elseif ($action === 'submit') {
    elaska_try(static function () use ($time, $day): void {
        $answer = $time->submitWeek(array('week' => $day));
        elaska_say_bulk($answer, 'ElaskaDone_submit');
    });
    elaska_redirect(elaska_url('week.php', $here));
}

$week = elaska_read(static fn (): array => $time->week(array('user' => $who, 'day' => $day)));
$title = $own ? elaska_words('ElaskaMenuWeek') : elaska_words('ElaskaWeekOf', elaska_person_name($who));
elaska_time_header($title);
print load_fiche_titre(elaska_h($title), $others ? elaska_week_people($day, $who) : '', 'fa-calendar-week');
print elaska_week_head($week, $here, $own);
if (elaska_can($own ? 'time/own' : 'time/others')) {
    print elaska_week_add($office, $week, $here, $error);
}
print elaska_week_days($week, $here, $own || elaska_can('time/others'), $own);
llxFooter();
$db->close();
