<?php
/*
 * Pieces of the page of a week: its head with totals by state, the line that adds an entry, the seven days.
 */

/** Choice of whose week is shown. */
function elaska_week_people(string $day, int $who): string
{
    return '<form method="GET" action="' . elaska_h(elaska_url('week.php')) . '" class="elaska-inline elaska-week-who"><input type="hidden" name="day" value="' . elaska_h($day) . '">'
        . elaska_person_select('user', $who, false) . ' <button type="submit" class="elaska-second">' . elaska_t('ElaskaSee') . '</button></form>';
}

/** Days from to in words ("16 – 22 novembre 2026"). */
function elaska_week_span(string $from, string $to): string
{
    $at = static fn (string $day): int => (int) dol_mktime(12, 0, 0, (int) substr($day, 5, 2), (int) substr($day, 8, 2), (int) substr($day, 0, 4));
    $first = substr($from, 0, 7) === substr($to, 0, 7) ? '%d' : (substr($from, 0, 4) === substr($to, 0, 4) ? '%d %B' : '%d %B %Y');
    return elaska_small_words(dol_print_date($at($from), $first) . ' – ' . dol_print_date($at($to), '%d %B %Y'));
}

/** Which week, what it holds, and the button that submits it. @param array<string,mixed> $week */
function elaska_week_head(array $week, array $here, bool $own): string
{
    $user = array('user' => $here['user']);
    $out = '<div class="elaska-week-head"><nav class="elaska-week-nav" aria-label="' . elaska_t('ElaskaWeeks') . '">'
        . '<a class="elaska-second" rel="prev" href="' . elaska_h(elaska_url('week.php', array('day' => elaska_day_plus($week['from'], -7)) + $user)) . '" aria-label="' . elaska_t('ElaskaWeekBefore') . '">‹</a>'
        . '<strong>' . elaska_h(elaska_week_span($week['from'], $week['to'])) . '</strong>'
        . '<a class="elaska-second" rel="next" href="' . elaska_h(elaska_url('week.php', array('day' => elaska_day_plus($week['from'], 7)) + $user)) . '" aria-label="' . elaska_t('ElaskaWeekAfter') . '">›</a>';
    if (elaska_today() < $week['from'] || elaska_today() > $week['to']) {
        $out .= elaska_link(elaska_url('week.php', $user), elaska_words('ElaskaWeekThis'));
    }
    $out .= '</nav><div class="elaska-week-sums"><span class="elaska-clock">' . elaska_clock($week['total_s']) . '</span>';
    $colours = array('refused' => 'red', 'draft' => 'slate', 'submitted' => 'amber', 'validated' => 'teal', 'invoiced' => 'green');
    foreach ($colours as $code => $colour) {
        if (!empty($week['by_status'][$code])) {
            $out .= '<span class="elaska-dot elaska-c-' . $colour . '">' . elaska_h(elaska_status_label('time', $code)) . '&nbsp;<span class="elaska-num">' . elaska_clock($week['by_status'][$code]) . '</span></span>';
        }
    }
    $out .= '</div>' . elaska_link(elaska_url('week_export.php', array('day' => $week['from'], 'as' => 'pdf') + $user), elaska_words('ElaskaReportExport'), 'elaska-second') . elaska_link(elaska_url('week_export.php', array('day' => $week['from'], 'as' => 'print') + $user), elaska_words('ElaskaReportPrint'), 'elaska-second');
    if ($own && elaska_can('time/own')) {
        $open = ($week['by_status']['draft'] ?? 0) + ($week['by_status']['refused'] ?? 0);
        $out .= $open > 0 ? elaska_post_button(elaska_url('week.php', $here), 'submit', elaska_words('ElaskaWeekSubmit'))
            : ($week['total_s'] > 0 ? '<span class="elaska-quiet">' . elaska_t('ElaskaWeekAllSubmitted') . '</span>' : '');
    }
    return $out . '</div>';
}

/** Short name of a day ("lun. 16"). */
function elaska_week_day(string $day, bool $long = false): string
{
    $at = (int) dol_mktime(12, 0, 0, (int) substr($day, 5, 2), (int) substr($day, 8, 2), (int) substr($day, 0, 4));
    $name = elaska_small_words(dol_print_date($at, '%A'));
    return ($long ? $name : mb_substr($name, 0, 3) . '.') . ' ' . (int) substr($day, 8, 2);
}

/** One line that adds an entry to a day. @param array<string,mixed> $week */
function elaska_week_add(Elaska\Office $office, array $week, array $here, ?Elaska\Exception $error): string
{
    $asked = elaska_asked_day('add') ?: ($here['day'] !== '' ? $here['day'] : elaska_today());
    $days = array();
    foreach ($week['days'] as $one) {
        $days[$one['day']] = elaska_week_day($one['day'], true);
    }
    if (!isset($days[$asked])) {
        $asked = $week['from'];
    }
    $chosen = (int) elaska_value('case', 0);
    $out = elaska_form(elaska_url('week.php', $here), 'add', 'elaska-week-add' . (elaska_asked_day('add') !== '' || $error !== null ? ' elaska-asked' : ''), 'data-elaska-keep id="elaska-add"');
    $out .= elaska_row(elaska_words('ElaskaDay'), 'work_on', elaska_select('work_on', $days, elaska_value('work_on', $asked)), $error);
    $out .= elaska_row(elaska_words('ElaskaDuration'), 'duration', elaska_input('duration', elaska_value('duration'), 'text', 'data-elaska-duration ' . elaska_endpoint() . ' autocomplete="off" maxlength="40" placeholder="1h15"'
        . (elaska_asked_day('add') !== '' ? ' autofocus' : '')), $error, true);
    $out .= elaska_row(elaska_words('ElaskaCase'), 'case', elaska_case_select($office, 'case', $chosen > 0 ? elaska_case_found($office, $chosen) : null, 0, ' ', 'data-placeholder="' . elaska_t('ElaskaCaseSearch') . '"'), $error, true);
    $out .= elaska_row(elaska_words('ElaskaActivity'), 'activity', elaska_select('activity', elaska_activities($office), elaska_value('activity'), ' '), $error, true);
    $out .= elaska_row(elaska_words('Description'), 'description', elaska_input('description', elaska_value('description'), 'text', 'maxlength="4000"'), $error);
    return $out . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('Add') . '</button></div></form>';
}

/** @param array<string,mixed> $week */
function elaska_week_days(array $week, array $here, bool $writes, bool $own): string
{
    $out = '<div class="elaska-week">';
    $days = array_column($week['days'], 'day');
    foreach ($week['days'] as $one) {
        $today = $one['day'] === elaska_today();
        $out .= '<section class="elaska-week-day' . ($today ? ' elaska-today' : '') . (!$one['entries'] ? ' elaska-week-free' : '') . '" aria-label="' . elaska_h(elaska_day_words($one['day'])) . '"><header><h2>' . elaska_h(elaska_week_day($one['day'])) . '</h2>'
            . ($one['total_s'] > 0 ? elaska_duration($one['total_s']) : '')
            . ($writes ? '<a class="elaska-plus" href="' . elaska_h(elaska_url('week.php', $here + array('add' => $one['day']))) . '#elaska-add" aria-label="' . elaska_h(elaska_words('ElaskaWeekAddOn', elaska_week_day($one['day'], true))) . '">+</a>' : '') . '</header>';
        foreach ($one['entries'] as $entry) {
            $out .= elaska_week_entry($entry, $week['from'], $here, $days, $own);
        }
        $out .= '</section>';
    }
    return $out . '</div>';
}

/** @param array<string,mixed> $entry @param list<string> $days */
function elaska_week_entry(array $entry, string $from, array $here, array $days, bool $own): string
{
    $back = 'week:' . $from . ($here['user'] ? ':' . $here['user'] : '');
    $url = elaska_url('time_card.php', array('id' => $entry['id'], 'back' => $back));
    $title = $entry['case']['title'] ?? $entry['client']['name'];
    $code = (string) $entry['status']['code'];
    $out = '<article class="elaska-entry elaska-c-' . elaska_h($entry['status']['colour']) . ($code === 'refused' ? ' elaska-entry-refused' : '') . '"><a href="' . elaska_h($url) . '">'
        . '<span class="elaska-entry-time">' . elaska_duration($entry['duration_s']) . ($entry['start_at'] ? ' ' . elaska_span($entry) : '') . '</span>'
        . '<span class="elaska-entry-title">' . elaska_h($title) . '</span>'
        . ($entry['description'] !== null && $entry['description'] !== '' ? '<span class="elaska-entry-words">' . elaska_h($entry['description']) . '</span>' : '') . '</a>';
    $out .= '<div class="elaska-entry-foot"><span class="elaska-dot">' . elaska_h($entry['status']['label']) . '</span>' . ($entry['billable'] ? '' : '<span class="elaska-quiet">' . elaska_t('ElaskaNotBillable') . '</span>')
        . ($entry['over_warn'] ? elaska_mark('ElaskaToCheck', 'orange', elaska_words('ElaskaToCheckHelp')) : '') . '</div>';
    if ($code === 'refused' && $entry['reason'] !== null) {
        $out .= '<p class="elaska-error">' . elaska_h($entry['reason']) . '</p>';
    }
    return $out . (elaska_can('time/own') && $own ? elaska_week_copy($entry, $here, $days) : '') . '</article>';
}

/** Copies an entry to another day of the week, or to today. @param list<string> $days */
function elaska_week_copy(array $entry, array $here, array $days): string
{
    $options = array();
    foreach (array_unique(array_merge($days, array(elaska_today()))) as $day) {
        if ($day !== $entry['work_on']) {
            $options[$day] = in_array($day, $days, true) ? elaska_week_day($day, true) : elaska_words('ElaskaToday');
        }
    }
    $field = str_replace(array('id="work_on"', '<select '), array('', '<select aria-label="' . elaska_t('ElaskaTimeCopy') . '" '), elaska_select('work_on', $options, isset($options[elaska_today()]) ? elaska_today() : ''));
    return '<details class="elaska-copy"><summary>' . elaska_t('ElaskaCopy') . '</summary>' . elaska_form(elaska_url('week.php', $here), 'copy') . '<input type="hidden" name="time" value="' . (int) $entry['id'] . '">'
        . $field . '<button type="submit" class="elaska-act">' . elaska_t('ElaskaCopy') . '</button></form></details>';
}
