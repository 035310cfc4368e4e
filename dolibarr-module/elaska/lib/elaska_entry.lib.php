<?php
/*
 * Pieces of the card of one entry of time: its form, what was posted put in the core's words, facts, history.
 */

/** Where the card came from, as a page of the module; nothing else is believed. */
function elaska_entry_back(): string
{
    $back = elaska_entry_back_text();
    if (preg_match('/^week:(\d{4}-\d\d-\d\d)(?::(\d+))?$/', $back, $m)) {
        return elaska_url('week.php', array('day' => $m[1], 'user' => $m[2] ?? ''));
    }
    return preg_match('/^case:(\d+)$/', $back, $m) ? elaska_url('case_time.php', array('id' => $m[1])) : '';
}

function elaska_entry_back_text(): string
{
    return elaska_in('back') !== '' ? elaska_in('back') : (string) GETPOST('back', 'alphanohtml', 1);
}

function elaska_entry_back_field(): string
{
    $back = elaska_entry_back_text();
    return elaska_entry_back() !== '' ? '<input type="hidden" name="back" value="' . elaska_h($back) . '">' : '';
}

/** An entry that is not there yet, from what the address names. @return array<string,mixed> */
function elaska_entry_new(Elaska\Office $office): array
{
    global $user;
    $entry = array('id' => 0, 'version' => 0, 'work_on' => elaska_asked_day('work_on') ?: elaska_today(), 'start_at' => null, 'end_at' => null, 'duration_s' => null, 'activity' => null,
        'billable' => null, 'description' => '', 'rate' => null, 'rate_source' => null, 'client' => null, 'case' => null, 'task' => null, 'project' => null, 'ticket' => null, 'contract' => null,
        'appointment' => null, 'over_warn' => false, 'editable' => true, 'transitions' => array(), 'user' => array('id' => (int) $user->id, 'name' => ''));
    if (GETPOSTINT('client', 1) > 0) {
        $entry['client'] = array('id' => GETPOSTINT('client', 1), 'name' => '');
    }
    if (GETPOSTINT('case', 1) > 0 && elaska_can('case/read')) {
        $case = elaska_read(static fn (): array => (new Elaska\Cases($office))->read(array('case' => GETPOSTINT('case', 1))));
        $entry['case'] = array('id' => $case['id'], 'ref' => $case['ref'], 'title' => $case['title']);
        $entry['client'] = $case['client'];
    }
    foreach (array('task', 'project', 'ticket', 'contract', 'appointment') as $name) {
        if (GETPOSTINT($name, 1) > 0) {
            $entry[$name] = $name === 'task' ? array('id' => GETPOSTINT($name, 1), 'name' => '') : GETPOSTINT($name, 1);
        }
    }
    return $entry;
}

/* ---- what was posted ----------------------------------------------------- */

/**
 * Saves what was posted; when all is well the page goes on elsewhere.
 */
function elaska_entry_save(Elaska\Office $office, string $action, int $id, string $back): ?Elaska\Exception
{
    $fields = array_merge(array('case', 'client', 'activity', 'work_on', 'duration', 'start', 'end', 'description', 'billable'), elaska_can('time/others') ? array('user') : array(),
        elaska_can('rates/write') ? array('rate') : array(), elaska_tasks_used() ? array('task') : array(), array_intersect(array('ticket', 'contract', 'appointment'), array_keys($_POST)));
    return elaska_attempt($fields, static function () use ($office, $action, $id, $back): void {
        $time = new Elaska\Time($office);
        $input = elaska_entry_input($action === 'add');
        $saved = $action === 'add' ? $time->create($input) : $time->update(array('time' => $id, 'version' => (int) elaska_in('version')) + $input);
        foreach ($saved['warnings'] as $warning) {
            setEventMessages(elaska_sentence($warning['key'], $warning['params']), null, 'warnings');
        }
        $card = elaska_url('time_card.php', array('id' => $saved['id']) + ($back !== '' ? array('back' => elaska_in('back')) : array()));
        if (elaska_in('then') === 'submit') {
            $answer = $time->transition(array('entries' => array($saved['id']), 'to' => 'submit'));
            elaska_say_bulk($answer, 'ElaskaDone_submit');
            elaska_redirect($answer['failed'] ? $card : ($back !== '' ? $back : elaska_url('time_list.php')));
        }
        if (elaska_in('then') === 'another') {
            elaska_redirect(elaska_url('time_card.php', array('action' => 'create', 'work_on' => elaska_in('work_on'), 'client' => elaska_in('client'), 'case' => elaska_in('case'))),
                elaska_words('ElaskaTimeSaved', elaska_clock($saved['duration_s'])));
        }
        elaska_redirect($saved['warnings'] ? $card : ($back !== '' ? $back : $card), elaska_words('ElaskaTimeSaved', elaska_clock($saved['duration_s'])));
    });
}

/** The form in the core's words. @return array<string,mixed> */
function elaska_entry_input(bool $fresh): array
{
    $input = elaska_posted(array('work_on' => 'day', 'activity' => 'id', 'description' => 'text?', 'user' => 'id', 'client' => 'id?', 'case' => 'id?', 'task' => 'id?', 'project' => 'id?',
        'ticket' => 'id?', 'contract' => 'id?', 'appointment' => 'id?'));
    if (elaska_in('billable') !== '') {
        $input['billable'] = elaska_in('billable') === '1';
    }
    if (elaska_can('rates/write') && array_key_exists('rate', $_POST)) {
        $input['rate'] = elaska_in('rate') !== '' ? elaska_in('rate') : null;
    }
    // A case names its client: sending the one chosen before it would only contradict.
    if (isset($input['case']) && elaska_in('was_client') === elaska_in('client') && elaska_in('was_case') !== elaska_in('case')) {
        unset($input['client']);
    }
    return $input + elaska_entry_span($fresh);
}

/**
 * Duration and hours. What was not touched goes back as it was, to the second; a new duration alone stands in place of
 * the hours.
 *
 * @return array<string,mixed>
 */
function elaska_entry_span(bool $fresh): array
{
    $hours = array('work_on', 'start', 'end', 'end_next', 'start_second', 'end_second');
    $same = !$fresh && array_reduce($hours, static fn (bool $same, string $name): bool => $same && elaska_in($name) === elaska_in('was_' . $name), true);
    $typed = elaska_in('duration');
    $new = $typed !== '' && $typed !== elaska_in('was_duration');
    if ($same && elaska_in('was_start_at') !== '') {
        return $new ? array('duration' => $typed, 'start' => null, 'end' => null) : array('start' => (int) elaska_in('was_start_at'), 'end' => (int) elaska_in('was_end_at'));
    }
    if (elaska_in('start') === '' && elaska_in('end') === '') {
        return array('duration' => $typed) + ($fresh ? array() : array('start' => null, 'end' => null));
    }
    $day = elaska_in('work_on');
    $span = array();
    if (elaska_in('start') !== '') {
        $span += array('start_local' => $day . 'T' . elaska_in('start')) + elaska_entry_pass('start_second');
    }
    if (elaska_in('end') !== '') {
        $next = elaska_in('end_next') === '1' && preg_match('/^\d{4}-\d\d-\d\d$/', $day);
        $span += array('end_local' => ($next ? elaska_day_plus($day, 1) : $day) . 'T' . elaska_in('end')) + elaska_entry_pass('end_second');
    }
    return $span + ($typed !== '' && ($fresh || $new) ? array('duration' => $typed) : array());
}

/** Which pass of a doubled hour is meant: only where it was asked, else the core says what it took. @return array<string,bool> */
function elaska_entry_pass(string $name): array
{
    return elaska_in($name . '_shown') === '1' || elaska_in($name) === '1' ? array($name => elaska_in($name) === '1') : array();
}

/* ---- the form ------------------------------------------------------------ */

/** Hours of the clock of an entry as its form shows them. @return array<string,string> */
function elaska_entry_hours(array $entry): array
{
    $hours = array('start' => '', 'end' => '', 'end_next' => '', 'start_second' => '', 'end_second' => '', 'start_at' => '', 'end_at' => '');
    if (!$entry['start_at']) {
        return $hours;
    }
    foreach (array('start', 'end') as $name) {
        $hours[$name . '_at'] = (string) (int) $entry[$name . '_at'];
        $clock = substr((string) $entry[$name . '_local'], 11);
        $hours[$name] = substr($clock, -3) === ':00' ? substr($clock, 0, 5) : $clock;
        $hours[$name . '_second'] = $entry[$name . '_second'] ? '1' : '';
    }
    $hours['end_next'] = substr((string) $entry['end_local'], 0, 10) > $entry['work_on'] ? '1' : '';
    return $hours;
}

/** Does the clock go back during this day. */
function elaska_doubled_hour(string $day): bool
{
    if (!preg_match('/^\d{4}-\d\d-\d\d$/', $day)) {
        return false;
    }
    $zone = new DateTimeZone(date_default_timezone_get());
    $from = (new DateTimeImmutable($day . ' 00:00:00', $zone))->getTimestamp();
    $changes = $zone->getTransitions($from, $from + 90000) ?: array();
    for ($i = 1; $i < count($changes); $i++) {
        if ($changes[$i]['offset'] < $changes[$i - 1]['offset']) {
            return true;
        }
    }
    return false;
}

/** @param array<string,mixed> $entry as time.read gives it */
function elaska_entry_form(Elaska\Office $office, array $entry, ?Elaska\Exception $error, string $back): string
{
    $fresh = $entry['id'] <= 0;
    $url = elaska_url('time_card.php', $fresh ? array() : array('id' => $entry['id']));
    $out = elaska_form($url, $fresh ? 'add' : 'update', 'elaska-form', 'data-elaska-keep') . elaska_entry_back_field();
    $out .= $fresh ? '' : '<input type="hidden" name="version" value="' . elaska_h(elaska_value('version', $entry['version'])) . '">';
    $out .= elaska_entry_what($office, $entry, $error) . elaska_entry_when($entry, $error);
    $out .= elaska_row(elaska_words('Description'), 'description', elaska_textarea('description', elaska_value('description', (string) $entry['description']), 3, 'maxlength="4000"'), $error, false, elaska_words('ElaskaTimeDescriptionHelp'));
    $out .= elaska_entry_more($entry, $error);
    $out .= '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('Save') . '</button>'
        . '<button type="submit" class="elaska-second" name="then" value="submit">' . elaska_t('ElaskaSaveSubmit') . '</button>'
        . ($fresh ? '<button type="submit" class="elaska-second" name="then" value="another">' . elaska_t('ElaskaSaveAnother') . '</button>' : '')
        . ($fresh ? '' : elaska_link(elaska_url('time_card.php', array('id' => $entry['id'], 'ask' => 'delete') + ($back !== '' ? array('back' => elaska_entry_back_text()) : array())), elaska_words('Delete'), 'elaska-danger'))
        . '</div></form>';
    return $out;
}

/** Client, case, category. */
function elaska_entry_what(Elaska\Office $office, array $entry, ?Elaska\Exception $error): string
{
    $client = (int) elaska_value('client', $entry['client']['id'] ?? 0);
    $case = $entry['case'];
    $chosen = (int) elaska_value('case', $case['id'] ?? 0);
    if ($chosen > 0 && $chosen !== (int) ($case['id'] ?? 0)) {
        $case = elaska_case_found($office, $chosen);
        $chosen = $case['id'] ?? 0;
    }
    $was = '<input type="hidden" name="was_client" value="' . (int) ($entry['client']['id'] ?? 0) . '"><input type="hidden" name="was_case" value="' . (int) ($entry['case']['id'] ?? 0) . '">';
    $out = $was . elaska_row(elaska_words('ElaskaCase'), 'case', elaska_case_select($office, 'case', $chosen > 0 ? $case : null, 0, ' ', 'data-placeholder="' . elaska_t('ElaskaCaseSearch') . '"'), $error, true);
    $out .= elaska_row(elaska_words('ElaskaClient'), 'client', elaska_client_select('client', $client, 'minwidth200', $entry['client']), $error, false, elaska_words('ElaskaTimeClientHelp'));
    $activities = elaska_activities($office);
    if ($entry['activity'] && !isset($activities[$entry['activity']['id']])) {
        $activities[$entry['activity']['id']] = $entry['activity']['label'];
    }
    return $out . elaska_row(elaska_words('ElaskaActivity'), 'activity', elaska_select('activity', $activities, elaska_value('activity', $entry['activity']['id'] ?? ''), ' '), $error, true);
}

/** Day, duration, or hours of the clock. */
function elaska_entry_when(array $entry, ?Elaska\Exception $error): string
{
    $hours = elaska_entry_hours($entry);
    $day = elaska_value('work_on', $entry['work_on']);
    $duration = $entry['duration_s'] === null ? '' : elaska_clock($entry['duration_s']);
    $was = '';
    foreach ($hours + array('work_on' => $entry['work_on'], 'duration' => $duration) as $name => $value) {
        $was .= '<input type="hidden" name="was_' . $name . '" value="' . elaska_h($value) . '">';
    }
    $out = $was . elaska_row(elaska_words('Date'), 'work_on', elaska_input('work_on', $day, 'date', 'required'), $error, true);
    $out .= elaska_row(elaska_words('ElaskaDuration'), 'duration', elaska_input('duration', elaska_value('duration', $duration), 'text', 'data-elaska-duration ' . elaska_endpoint()
        . ' autocomplete="off" maxlength="40" placeholder="1h15"' . ($entry['id'] <= 0 && $entry['case'] ? ' autofocus' : '')), $error, false, elaska_words('ElaskaTimeDurationHelp'));
    $span = '<span class="elaska-hours">' . elaska_input('start', elaska_value('start', $hours['start']), 'time', 'step="1" aria-label="' . elaska_t('ElaskaStart') . '"') . '<span aria-hidden="true">–</span>'
        . elaska_input('end', elaska_value('end', $hours['end']), 'time', 'step="1" aria-label="' . elaska_t('ElaskaEnd') . '"') . '</span>' . elaska_checkbox('end_next', elaska_flag('end_next', $hours['end_next'] === '1'), elaska_words('ElaskaEndNext'));
    if (elaska_doubled_hour($day) || ($hours['start_second'] . $hours['end_second']) !== '') {
        $span .= '<span class="elaska-help">' . elaska_t('ElaskaDoubledHour') . '</span>' . elaska_checkbox('start_second', elaska_flag('start_second', $hours['start_second'] === '1'), elaska_words('ElaskaStartSecond'))
            . elaska_checkbox('end_second', elaska_flag('end_second', $hours['end_second'] === '1'), elaska_words('ElaskaEndSecond'));
    }
    $at = $error !== null && elaska_field_of($error) === 'end' ? 'end' : 'start';
    return $out . elaska_row(elaska_words('ElaskaTimeHours'), $at, $span, $error);
}

/** Billable, person, rate, other links. */
function elaska_entry_more(array $entry, ?Elaska\Exception $error): string
{
    $choices = array('1' => elaska_words('ElaskaBillableYes'), '0' => elaska_words('ElaskaNotBillable'));
    $out = elaska_row(elaska_words('ElaskaBillable'), 'billable', elaska_select('billable', $choices, elaska_value('billable', $entry['billable'] === null ? '' : ($entry['billable'] ? '1' : '0')),
        $entry['billable'] === null ? elaska_words('ElaskaBillableAsCase') : ''), $error);
    if (elaska_can('time/others')) {
        $out .= elaska_row(elaska_words('ElaskaAdviser'), 'user', elaska_person_select('user', (int) elaska_value('user', $entry['user']['id']), false), $error);
    }
    if (elaska_can('rates/write')) {
        $own = $entry['rate_source'] === 'entry' ? elaska_decimal($entry['rate']) : '';
        $now = $entry['rate'] !== null && $entry['rate_source'] !== 'entry' ? elaska_words('ElaskaRateNow', elaska_decimal($entry['rate']), elaska_words('ElaskaRateLevel_' . $entry['rate_source'])) : elaska_words('ElaskaRateOwnHelp');
        $out .= elaska_row(elaska_words('ElaskaRateOwn'), 'rate', elaska_input('rate', elaska_value('rate', $own), 'text', 'inputmode="decimal" maxlength="20"'), $error, false, $now);
    }
    $out .= elaska_entry_task($entry, $error);
    $links = '';
    foreach (array('project' => 'Project', 'ticket' => 'ElaskaTicket', 'contract' => 'ElaskaContract', 'appointment' => 'ElaskaAppointment') as $name => $label) {
        $value = (int) elaska_value($name, $entry[$name] ?? 0);
        // The project of a case comes with it.
        if ($value > 0 && !($name === 'project' && $entry['case'])) {
            $links .= '<label class="elaska-check"><input type="checkbox" name="' . $name . '" value="' . $value . '" checked> ' . elaska_h(elaska_words($label) . ' : #' . $value) . '</label>';
        }
    }
    $field = $error !== null && in_array(elaska_field_of($error), array('ticket', 'contract', 'appointment'), true) ? elaska_field_of($error) : 'project';
    return $out . ($links !== '' ? elaska_row(elaska_words('ElaskaLinks'), $field, $links, $error) : '');
}

/** Are there projects here, that this person may read. */
function elaska_tasks_used(): bool
{
    global $user;
    return isModEnabled('project') && $user->hasRight('projet', 'lire');
}

/** Native task, where projects are used; it fills case and client. */
function elaska_entry_task(array $entry, ?Elaska\Exception $error): string
{
    global $db;
    $chosen = (int) elaska_value('task', $entry['task']['id'] ?? 0);
    if (!elaska_tasks_used()) {
        return $chosen > 0 ? '<input type="hidden" name="task" value="' . $chosen . '">' : '';
    }
    require_once DOL_DOCUMENT_ROOT . '/core/class/html.formprojet.class.php';
    $field = (string) (new FormProjets($db))->selectTasks(-1, $chosen > 0 ? $chosen : '', 'task', 0, 0, '1', 1, 0, 0, '', '', 'all', null, 1);
    if ($chosen > 0 && strpos($field, ' value="' . $chosen . '"') === false) {
        // A task of a project of others stays, though this person may not choose it.
        $field = '<label class="elaska-check"><input type="checkbox" name="task" value="' . $chosen . '" checked> ' . elaska_h((string) ($entry['task']['name'] ?? '#' . $chosen)) . '</label>';
    }
    return elaska_row(elaska_words('ElaskaTask'), 'task', $field, $error);
}

/* ---- an entry that is read ----------------------------------------------- */

/** What asks for attention: why it was refused, a duration to check. */
function elaska_entry_notices(array $entry): string
{
    $out = '';
    if ($entry['reason'] !== null && in_array($entry['status']['code'], array('refused', 'draft'), true)) {
        $out .= '<div class="elaska-notice elaska-c-red" role="status"><strong>' . elaska_t('ElaskaTimeRefused') . '</strong> ' . elaska_lines($entry['reason']) . '</div>';
    }
    if ($entry['over_warn']) {
        $out .= '<div class="elaska-notice elaska-c-orange" role="status"><strong>' . elaska_t('ElaskaToCheck') . '</strong> ' . elaska_t('ElaskaToCheckHelp') . '</div>';
    }
    return $out;
}

function elaska_entry_facts(array $entry): string
{
    $facts = array('ElaskaCase' => elaska_case($entry['case']), 'ElaskaClient' => elaska_client($entry['client']), 'ElaskaAdviser' => elaska_h($entry['user']['name']), 'ElaskaTask' => elaska_h($entry['task']['name'] ?? ''),
        'ElaskaActivity' => elaska_activity($entry['activity']) . ($entry['billable'] ? '' : ' ' . elaska_mark('ElaskaNotBillable')),
        'ElaskaDuration' => '<strong>' . elaska_duration($entry['duration_s']) . '</strong> ' . elaska_span($entry), 'Description' => elaska_lines($entry['description']));
    if (elaska_can('rates/read')) {
        $facts['ElaskaRate'] = $entry['rate'] === null ? '' : elaska_rate($entry['rate'], $entry['currency']) . ' <span class="elaska-quiet">' . elaska_t('ElaskaRateLevel_' . $entry['rate_source']) . '</span>';
        $facts['AmountHT'] = elaska_time_amount($entry);
    }
    if ($entry['invoice']) {
        $facts['ElaskaInvoice'] = elaska_link(DOL_URL_ROOT . '/compta/facture/card.php?facid=' . (int) $entry['invoice']['id'], (string) $entry['invoice']['ref']);
    }
    $out = '<section class="elaska-panel"><dl class="elaska-facts">';
    foreach ($facts as $label => $value) {
        $out .= $value === '' ? '' : '<dt>' . elaska_t($label) . '</dt><dd>' . $value . '</dd>';
    }
    return $out . '</dl></section>';
}

/** Buttons of what its state allows. */
function elaska_entry_acts(array $entry, string $back): string
{
    $out = '';
    foreach ($entry['transitions'] as $move) {
        $quiet = in_array($move['name'], array('validate', 'submit'), true) ? 'butAction' : 'elaska-second';
        $out .= '<button type="submit" class="' . $quiet . '" name="to" value="' . elaska_h($move['name']) . '"' . elaska_reason_ask($move) . '>' . elaska_h($move['label']) . '</button>';
    }
    return $out === '' ? '' : elaska_form(elaska_url('time_card.php', array('id' => $entry['id'])), 'move', 'elaska-buttons') . elaska_entry_back_field() . $out
        . '<input type="hidden" name="reason" value=""><noscript><label>' . elaska_t('ElaskaReason') . ' <input type="text" name="reason" maxlength="500"></label></noscript></form>';
}

function elaska_entry_ask_delete(array $entry, string $back): string
{
    $question = elaska_words('ElaskaTimeAskDelete', elaska_clock($entry['duration_s']), html_entity_decode(elaska_day($entry['work_on']), ENT_QUOTES), (string) ($entry['case']['ref'] ?? $entry['client']['name']));
    $url = elaska_url('time_card.php', array('id' => $entry['id']));
    return elaska_confirm($url, 'delete', $question, elaska_words('Delete'), $url, array('version' => $entry['version']) + ($back !== '' ? array('back' => elaska_entry_back_text()) : array()));
}

/** The same work another day. */
function elaska_entry_copy(array $entry, ?Elaska\Exception $error): string
{
    if (!elaska_can('time/own')) {
        return '';
    }
    return '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaTimeCopy') . '</h2></header>' . elaska_form(elaska_url('time_card.php', array('id' => $entry['id'])), 'copy', 'elaska-field')
        . '<input type="date" name="work_on" aria-label="' . elaska_t('Date') . '" value="' . elaska_h(elaska_today()) . '" required><button type="submit" class="elaska-second">' . elaska_t('ElaskaCopy') . '</button></form></section>';
}

function elaska_entry_history(Elaska\Office $office, array $entry): string
{
    $events = elaska_read(static fn (): array => (new Elaska\Events($office))->list(array('object' => 'time', 'object_id' => (int) $entry['id'], 'limit' => 50)));
    return '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaHistory') . '</h2></header>' . elaska_timeline($events['rows'], false, false) . '</section>';
}
