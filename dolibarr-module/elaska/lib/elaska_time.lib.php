<?php
/*
 * Pieces of the pages of time: what a form says to the core, rows of lists, filters, history. Sums, states and refusals
 * are the core's.
 */

/** Start of a page of time, cases or rates. @param list<string> $css more style sheets @param list<string> $js scripts */
function elaska_time_header(string $title, array $css = array(), array $js = array()): void
{
    llxHeader('', $title, '', '', 0, 0, $js, array_merge(array('/elaska/css/time.css'), $css));
}

/** Text in an address that Dolibarr's input filter leaves alone, and back. */
function elaska_pack(string $text): string
{
    return rtrim(strtr(base64_encode($text), '+/', '-_'), '=');
}

function elaska_unpack(string $name): string
{
    return mb_scrub((string) base64_decode(strtr((string) GETPOST($name, 'aZ09'), '-_', '+/'), true), 'UTF-8');
}

/** Sentence that names what goes for good, with the button that does it and the way back. */
function elaska_confirm(string $url, string $action, string $question, string $yes, string $back, array $hidden = array()): string
{
    $out = '<div class="elaska-panel elaska-confirm" role="alertdialog" aria-labelledby="elaska-question">' . elaska_form($url, $action);
    foreach ($hidden as $name => $value) {
        $out .= '<input type="hidden" name="' . elaska_h($name) . '" value="' . elaska_h((string) $value) . '">';
    }
    return $out . '<p id="elaska-question">' . elaska_h($question) . '</p><div class="elaska-buttons"><button type="submit" class="butActionDelete">' . elaska_h($yes) . '</button>'
        . elaska_link($back, elaska_words('Cancel'), 'elaska-second') . '</div></form></div>';
}

/**
 * Runs what a form asks; a refusal that its field shows is not said twice.
 *
 * @param list<string> $fields of the form
 */
function elaska_attempt(array $fields, callable $do): ?Elaska\Exception
{
    try {
        $do();
    } catch (Elaska\Exception $e) {
        $shown = in_array(elaska_field_of($e), $fields, true);
        setEventMessages($shown ? elaska_words('ElaskaSeeField') : elaska_error_text($e), null, 'errors');
        return $e;
    }
    return null;
}

/**
 * A choice that lacks what is chosen gets it: saving a form must not change what it could not show (somebody who left, a
 * client or a project that was closed).
 *
 * @param callable(): string $name
 */
function elaska_keep_option(string $select, int $chosen, callable $name): string
{
    if ($chosen <= 0 || strpos($select, 'value="' . $chosen . '"') !== false || strpos($select, '</select>') === false) {
        return $select;
    }
    $label = $name();
    return $label === '' ? $select : substr_replace($select, '<option value="' . $chosen . '" selected>' . elaska_h($label) . '</option>', (int) strpos($select, '</select>'), 0);
}

/** Choice of a person of the firm. */
function elaska_person_select(string $name, int $chosen, bool $empty, string $css = 'minwidth200'): string
{
    global $db;
    $field = (new Form($db))->select_dolusers($chosen > 0 ? $chosen : -1, $name, $empty ? 1 : 0, null, 0, '', '', '', 0, 0, '', 0, '', $css);
    return elaska_keep_option(is_string($field) ? $field : '', $chosen, static fn (): string => elaska_person_name($chosen));
}

function elaska_person_name(int $id): string
{
    global $db, $langs;
    $person = new User($db);
    return $person->fetch($id) > 0 ? (string) $person->getFullName($langs) : '';
}

/**
 * Choice of a client among those within reach.
 *
 * @param array{id: int, name: string}|null $stored client of what is shown
 */
function elaska_client_select(string $name, int $chosen, string $css = 'minwidth200', ?array $stored = null): string
{
    global $db;
    $field = (new Form($db))->select_company($chosen > 0 ? $chosen : '', $name, '', 1, 0, 0, array(), 0, $css);
    return elaska_keep_option($field, $chosen, static fn (): string => $stored !== null && (int) $stored['id'] === $chosen ? (string) $stored['name'] : '');
}

/** A case that was typed, null when it is not there for this person. @return array{id: int, ref: string, title: string}|null */
function elaska_case_found(Elaska\Office $office, int $id): ?array
{
    try {
        $found = (new Elaska\Cases($office))->read(array('case' => $id));
        return array('id' => (int) $found['id'], 'ref' => (string) $found['ref'], 'title' => (string) $found['title']);
    } catch (Elaska\Exception $e) {
        return null;
    }
}

/** Active categories. @return array<int,string> */
function elaska_activities(Elaska\Office $office): array
{
    $list = array();
    foreach ((new Elaska\Activities($office))->list()['rows'] as $row) {
        $list[(int) $row['id']] = (string) $row['label'];
    }
    return $list;
}

/** Today in the firm's calendar. */
function elaska_today(): string
{
    return dol_print_date(dol_now(), '%Y-%m-%d', 'tzserver');
}

/** Days and months are written small in French, whatever Dolibarr's own words are. */
function elaska_small_words(string $text): string
{
    global $langs;
    return strpos((string) $langs->defaultlang, 'fr') === 0 ? mb_strtolower($text) : $text;
}

/** "lundi 16 novembre". */
function elaska_day_words(string $day): string
{
    return elaska_small_words(html_entity_decode(elaska_day_long($day), ENT_QUOTES));
}

/** A day in the address, empty when there is none. */
function elaska_asked_day(string $name): string
{
    $day = (string) GETPOST($name, 'alphanohtml');
    return preg_match('/^(\d{4})-(\d\d)-(\d\d)$/', $day, $m) && checkdate((int) $m[2], (int) $m[3], (int) $m[1]) ? $day : '';
}

function elaska_day_plus(string $day, int $days): string
{
    return (new DateTimeImmutable($day . ' 12:00:00'))->modify(($days < 0 ? '' : '+') . $days . ' days')->format('Y-m-d');
}

/* ---- filters ------------------------------------------------------------- */

/** Views of a list of time: value => name. @return array<string,string> */
function elaska_time_views(): array
{
    return array('all' => elaska_words('ElaskaTimeViewAll'), 'unvalidated' => elaska_words('ElaskaMenuTimeOpen'), 'validated' => elaska_words('ElaskaMenuTimeValidated'),
        'invoiced' => elaska_words('ElaskaMenuTimeInvoiced'));
}

/** Filters in the address, as they go back into addresses. @return array<string,int|string> */
function elaska_time_filters(): array
{
    $filters = array('view' => array_key_exists((string) GETPOST('view', 'aZ09'), elaska_time_views()) ? (string) GETPOST('view', 'aZ09') : 'all');
    foreach (array('user', 'client', 'case', 'activity', 'task', 'ticket', 'contract', 'project', 'invoice') as $name) {
        if (GETPOSTINT($name, 1) > 0) {
            $filters[$name] = GETPOSTINT($name, 1);
        }
    }
    foreach (array('from', 'to') as $name) {
        $filters[$name] = elaska_asked_day($name);
    }
    $billable = (string) GETPOST('billable', 'aZ09');
    $filters['billable'] = in_array($billable, array('0', '1'), true) ? $billable : '';
    $status = (string) GETPOST('status', 'aZ09');
    $filters['status'] = in_array($status, array('draft', 'submitted', 'refused'), true) ? $status : '';
    $filters['q'] = elaska_pack(mb_substr(elaska_unpack('q'), 0, 100));
    return array_filter($filters, static fn ($v): bool => $v !== '');
}

/** The same as they were just typed in the bar. @return array<string,int|string> */
function elaska_time_filters_posted(array $kept): array
{
    $filters = array('view' => elaska_in('view'), 'q' => elaska_pack(mb_substr(elaska_in('search'), 0, 100)));
    foreach (array('user', 'client', 'case', 'activity') as $name) {
        $filters[$name] = max(0, (int) elaska_in($name)) ?: '';
    }
    foreach (array('from', 'to', 'billable', 'status') as $name) {
        $filters[$name] = elaska_in($name);
    }
    $links = array_intersect_key($kept, array_flip(array('task', 'ticket', 'contract', 'project', 'invoice')));
    return array_filter($filters + $links, static fn ($v): bool => $v !== '');
}

/** Filters as the core reads them. @return array<string,mixed> */
function elaska_time_query(array $filters): array
{
    $query = array_diff_key($filters, array('view' => 1, 'q' => 1));
    if (!isset($query['status']) && $filters['view'] !== 'all') {
        $query['status'] = $filters['view'];
    }
    if (isset($query['billable'])) {
        $query['billable'] = $query['billable'] === '1';
    }
    if (isset($filters['q'])) {
        $query['search'] = (string) base64_decode(strtr((string) $filters['q'], '-_', '+/'));
    }
    return $query;
}

function elaska_filter(string $label, string $name, string $field): string
{
    return '<div class="elaska-filter"><label for="' . elaska_h($name) . '">' . elaska_h($label) . '</label>' . $field . '</div>';
}

/**
 * Bar of filters. It is posted and comes back as an address, because Dolibarr refuses quotes in addresses.
 *
 * @param array<string,int|string> $filters
 */
function elaska_time_filter_bar(Elaska\Office $office, string $url, array $filters): string
{
    $case = null;
    if (!empty($filters['case']) && elaska_can('case/read')) {
        $case = elaska_case_found($office, (int) $filters['case']);
    }
    $out = elaska_form($url, 'filter', 'elaska-filters') . '<input type="hidden" name="view" value="' . elaska_h($filters['view']) . '">';
    $out .= elaska_filter(elaska_words('Search'), 'search', elaska_input('search', elaska_unpack_value($filters), 'search', 'placeholder="' . elaska_t('ElaskaTimeSearchHint') . '"'));
    $out .= elaska_filter(elaska_words('ElaskaFrom'), 'from', elaska_input('from', (string) ($filters['from'] ?? ''), 'date'));
    $out .= elaska_filter(elaska_words('ElaskaTo'), 'to', elaska_input('to', (string) ($filters['to'] ?? ''), 'date'));
    if (elaska_can('time/validate', 'time/others', 'invoice/create')) {
        $out .= elaska_filter(elaska_words('ElaskaAdviser'), 'user', elaska_person_select('user', (int) ($filters['user'] ?? 0), true, 'minwidth150 maxwidth150'));
    }
    $out .= elaska_filter(elaska_words('ElaskaClient'), 'client', elaska_client_select('client', (int) ($filters['client'] ?? 0), 'minwidth150 maxwidth150'));
    $out .= elaska_time_filter_more($office, $filters, $case);
    return $out . '<div class="elaska-filter-end"><button type="submit" class="elaska-second">' . elaska_t('ElaskaFilter') . '</button>'
        . (count($filters) > 1 ? elaska_link($url . (strpos($url, '?') === false ? '?' : '&') . 'view=' . $filters['view'], elaska_words('ElaskaFilterClear'), 'elaska-second') : '') . '</div></form>';
}

/** Filters that are asked for less often, folded unless one is set. */
function elaska_time_filter_more(Elaska\Office $office, array $filters, ?array $case): string
{
    $set = array_intersect_key($filters, array('case' => 1, 'activity' => 1, 'status' => 1, 'billable' => 1));
    $out = '<details class="elaska-filter-more"' . ($set ? ' open' : '') . '><summary>' . elaska_t('ElaskaFilterMore') . '</summary><div>';
    if (elaska_can('case/read')) {
        $out .= elaska_filter(elaska_words('ElaskaCase'), 'case', '<span class="elaska-filter-case">' . elaska_case_select($office, 'case', $case, (int) ($filters['client'] ?? 0), ' ', 'data-placeholder="' . elaska_t('ElaskaCaseSearch') . '"') . '</span>');
    }
    $out .= elaska_filter(elaska_words('ElaskaActivity'), 'activity', elaska_select('activity', elaska_activities($office), (string) ($filters['activity'] ?? ''), ' '));
    if (in_array($filters['view'], array('all', 'unvalidated'), true)) {
        $out .= elaska_filter(elaska_words('Status'), 'status', elaska_select('status', elaska_time_states($filters['view']), (string) ($filters['status'] ?? ''), ' '));
    }
    return $out . elaska_filter(elaska_words('ElaskaBillable'), 'billable', elaska_select('billable', array('1' => elaska_words('Yes'), '0' => elaska_words('No')), (string) ($filters['billable'] ?? ''), ' ')) . '</div></details>';
}

function elaska_unpack_value(array $filters): string
{
    return isset($filters['q']) ? (string) base64_decode(strtr((string) $filters['q'], '-_', '+/')) : '';
}

/** States that a view may be narrowed to. @return array<string,string> */
function elaska_time_states(string $view): array
{
    $states = array('draft' => elaska_status_label('time', 'draft'), 'submitted' => elaska_status_label('time', 'submitted'));
    return $view === 'all' ? $states + array('refused' => elaska_status_label('time', 'refused')) : $states;
}

/** Label of a status, from the module's registry. */
function elaska_status_label(string $object, string $code): string
{
    global $langs;
    static $registry = null;
    if ($registry === null) {
        $registry = json_decode((string) file_get_contents(__DIR__ . '/../packs/core/workflow.json'), true)['objects'] ?? array();
    }
    $lang = strpos((string) $langs->defaultlang, 'en') === 0 ? 'en' : 'fr';
    foreach ($registry[$object]['statuses'] ?? array() as $status) {
        if ($status['code'] === $code) {
            return (string) $status['label'][$lang];
        }
    }
    return $code;
}

/* ---- lists --------------------------------------------------------------- */

/**
 * Entries with what may be done to them, one or many at once.
 *
 * @param array<string,mixed> $list answer of time.list
 * @param list<string> $without columns left out: case
 * @param array<string,int|string> $hidden kept by the form
 */
function elaska_time_table(array $list, string $url, array $without = array(), array $hidden = array()): string
{
    $money = elaska_can('rates/read');
    $out = elaska_form($url, 'move', '', 'data-elaska-select');
    foreach ($hidden as $name => $value) {
        $out .= '<input type="hidden" name="' . elaska_h($name) . '" value="' . elaska_h((string) $value) . '">';
    }
    $out .= '<div class="div-table-responsive"><table class="noborder centpercent elaska-list elaska-times"><thead><tr class="liste_titre"><th class="center elaska-col-tick"><input type="checkbox" data-elaska-all aria-label="' . elaska_t('ElaskaTickAll') . '"></th>'
        . '<th class="elaska-col-day">' . elaska_t('Date') . '</th>' . (in_array('case', $without, true) ? '' : '<th>' . elaska_t('ElaskaCase') . '</th>') . '<th>' . elaska_t('ElaskaActivity') . '</th>'
        . '<th class="right elaska-col-time">' . elaska_t('ElaskaDuration') . '</th>' . ($money ? '<th class="right elaska-col-money">' . elaska_t('AmountHT') . '</th>' : '') . '<th class="elaska-col-state">' . elaska_t('Status') . '</th></tr></thead><tbody>';
    foreach ($list['rows'] as $row) {
        $out .= elaska_time_line($row, $money, $without);
    }
    return $out . elaska_time_sum($list, $money, $without) . '</tbody></table></div>' . elaska_time_bar($list['rows']) . '</form>';
}

/** @param array<string,mixed> $row */
function elaska_time_line(array $row, bool $money, array $without): string
{
    $url = elaska_url('time_card.php', array('id' => $row['id']));
    $can = array_column($row['transitions'], 'name');
    $where = elaska_case($row['case'], false) . '<div class="elaska-quiet elaska-small elaska-clip">' . ($row['case'] ? '<span class="elaska-num">' . elaska_h($row['case']['ref']) . '</span> · ' : '') . elaska_client($row['client']) . ($row['task'] ? ' · ' . elaska_h($row['task']['name']) : '') . '</div>';
    $out = '<tr class="oddeven"><td class="center elaska-tick"><input type="checkbox" name="toselect[]" value="' . (int) $row['id'] . '" data-seconds="' . (int) $row['duration_s'] . '" data-can="' . elaska_h(implode(' ', $can)) . '"'
        . ($can ? '' : ' disabled') . ' aria-label="' . elaska_h(elaska_words('ElaskaTimeOf', html_entity_decode(elaska_day($row['work_on']), ENT_QUOTES), (string) $row['user']['name'])) . '"></td>';
    $out .= '<td class="elaska-title"><a href="' . elaska_h($url) . '">' . elaska_day($row['work_on']) . '</a>'
        . '<div class="elaska-quiet elaska-small elaska-clip">' . elaska_h($row['user']['name']) . '</div></td>';
    $out .= in_array('case', $without, true) ? '' : '<td class="elaska-wide">' . $where . '</td>';
    $out .= '<td class="elaska-wide">' . elaska_activity($row['activity']) . '<div class="elaska-quiet elaska-small elaska-clip" title="' . elaska_h($row['description']) . '">' . elaska_h($row['description']) . '</div></td>';
    $out .= '<td class="right" data-label="' . elaska_t('ElaskaDuration') . '">' . elaska_duration($row['duration_s']) . ($row['start_at'] ? '<div class="elaska-small">' . elaska_span($row) . '</div>' : '') . ($row['billable'] ? '' : '<div class="elaska-quiet elaska-small">' . elaska_t('ElaskaNotBillable') . '</div>') . ($row['over_warn'] ? ' ' . elaska_mark('ElaskaToCheck', 'orange', elaska_words('ElaskaToCheckHelp')) : '') . '</td>';
    if ($money) {
        $out .= '<td class="right" data-label="' . elaska_t('AmountHT') . '">' . elaska_time_amount($row) . '</td>';
    }
    $state = elaska_badge($row['status']) . ($row['reason'] !== null && $row['status']['code'] === 'refused' ? '<div class="elaska-small elaska-error elaska-clip" title="' . elaska_h($row['reason']) . '">' . elaska_h($row['reason']) . '</div>' : '')
        . ($row['invoice'] ? '<div class="elaska-small">' . elaska_link(DOL_URL_ROOT . '/compta/facture/card.php?facid=' . (int) $row['invoice']['id'], (string) $row['invoice']['ref']) . '</div>' : '');
    $acts = elaska_time_acts($row);
    return $out . '<td class="elaska-state">' . $state . ($acts !== '' ? '<div class="elaska-acts">' . $acts . '</div>' : '') . '</td></tr>';
}

/** What a row is worth, with its calculation. @param array<string,mixed> $row */
function elaska_time_amount(array $row): string
{
    if (($row['amount_minor'] ?? null) === null) {
        return $row['billable'] && ($row['model'] ?? '') === 'hourly' ? '<span class="elaska-error elaska-small">' . elaska_t('ElaskaNoRate') . '</span>' : '';
    }
    $how = elaska_words('ElaskaTimeHow', (string) $row['duration_s'], elaska_decimal($row['rate']));
    return '<span class="elaska-num elaska-calc" tabindex="0" data-calc="' . elaska_h($how) . '" aria-label="' . elaska_h(elaska_money($row['amount_minor'], $row['currency']) . ', ' . $how) . '">'
        . elaska_h(elaska_money($row['amount_minor'], $row['currency'])) . '</span>';
}

/** @param array<string,mixed> $row */
function elaska_time_acts(array $row): string
{
    $out = '';
    foreach ($row['transitions'] as $move) {
        if (in_array($move['name'], array('recall', 'unvalidate'), true)) {
            continue;
        }
        $out .= '<button type="submit" class="elaska-act elaska-act-' . elaska_h($move['name']) . '" name="one" value="' . (int) $row['id'] . ':' . elaska_h($move['name']) . '"' . elaska_reason_ask($move) . '>' . elaska_h($move['label']) . '</button>';
    }
    return $out;
}

/** Attributes of a button whose action may need a reason. */
function elaska_reason_ask(array $move): string
{
    return empty($move['reason_required']) ? '' : ' data-elaska-reason="' . elaska_t('ElaskaReasonAsk') . '" data-cancel="' . elaska_t('Cancel') . '"';
}

/** Last line: how many, how long. @param array<string,mixed> $list */
function elaska_time_sum(array $list, bool $money, array $without): string
{
    if (!isset($list['total'])) {
        return '';
    }
    $before = 3 - count($without);
    $count = !empty($list['total_capped']) ? elaska_words('ElaskaTimeManyTotal', (string) $list['total']) : elaska_words($list['total'] > 1 ? 'ElaskaTimeTotalMany' : 'ElaskaTimeTotal', (string) $list['total']);
    return '<tr class="liste_total"><td colspan="' . ($before + 1) . '">' . elaska_h($count) . '</td><td class="right">' . (isset($list['sum_s']) ? elaska_duration($list['sum_s']) : '')
        . '</td><td colspan="' . ($money ? 2 : 1) . '"></td></tr>';
}

/** What may be done with the ticked rows. @param list<array<string,mixed>> $rows */
function elaska_time_bar(array $rows): string
{
    $moves = array();
    foreach ($rows as $row) {
        foreach ($row['transitions'] as $move) {
            $moves[$move['name']] = $move;
        }
    }
    if (!$moves) {
        return '';
    }
    $out = '<div class="elaska-selbar" data-elaska-bar><span data-elaska-count></span>';
    foreach (array_intersect(array('submit', 'validate', 'refuse', 'recall', 'unvalidate'), array_keys($moves)) as $name) {
        $move = $moves[$name];
        $out .= '<button type="submit" class="' . (in_array($name, array('submit', 'validate'), true) ? 'butAction' : 'elaska-second') . '" name="to" value="' . elaska_h($name) . '" data-to="' . elaska_h($name) . '"' . elaska_reason_ask($move) . '>' . elaska_h($move['label']) . '</button>';
    }
    return $out . '<input type="hidden" name="reason" value=""><noscript><label>' . elaska_t('ElaskaReason') . ' <input type="text" name="reason" maxlength="500"></label></noscript></div>';
}

/**
 * Does what a list's form asks: one row's button, or the bar's for what is ticked.
 */
function elaska_time_move(Elaska\Office $office): void
{
    $one = explode(':', elaska_in('one'));
    $entries = isset($one[1]) ? array((int) $one[0]) : elaska_ticked();
    $to = $one[1] ?? elaska_in('to');
    if (!$entries || $to === '') {
        setEventMessages(elaska_words('ElaskaNothingTicked'), null, 'warnings');
        return;
    }
    $input = array('entries' => array_slice($entries, 0, 500), 'to' => $to) + (elaska_in('reason') !== '' ? array('reason' => elaska_in('reason')) : array());
    elaska_try(static function () use ($office, $input, $to): void {
        elaska_say_bulk((new Elaska\Time($office))->transition($input), 'ElaskaDone_' . $to);
    });
}

/* ---- history ------------------------------------------------------------- */

/**
 * A fact of the journal in a sentence.
 *
 * @param array<string,mixed> $event
 * @param array<string,string> $statuses of the template of its case: code => label
 */
function elaska_event_text(array $event, array $statuses = array()): string
{
    $params = array_filter((array) ($event['data'] ?? array()), 'is_scalar');
    foreach (array('from', 'to') as $name) {
        if (isset($params[$name]) && in_array($event['object'], array('case', 'time', 'invoice', 'account', 'request'), true)) {
            $own = $event['object'] === 'case' ? ($statuses[(string) $params[$name]] ?? null) : null;
            $params[$name] = $own ?? elaska_status_label($event['object'], (string) $params[$name]);
        }
    }
    $key = 'ElaskaEvent_' . str_replace('.', '_', (string) $event['kind']);
    $text = elaska_words($key);
    foreach ($params as $name => $value) {
        $text = str_replace('{' . $name . '}', (string) $value, $text);
    }
    return $text === $key ? (string) $event['kind'] : trim((string) preg_replace('/\s*:?\s*\{\w+\}/u', '', $text));
}

/** Colour of a fact: what was refused stands out. */
function elaska_event_colour(string $kind): string
{
    $colours = array('refused' => 'red', 'deleted' => 'red', 'validated' => 'teal', 'invoiced' => 'green', 'issued' => 'green', 'submitted' => 'amber', 'created' => 'blue', 'status' => 'blue');
    return $colours[substr(strrchr($kind, '.') ?: '', 1)] ?? 'slate';
}

/**
 * Facts of the journal, the newest first.
 *
 * @param list<array<string,mixed>> $events
 * @param bool $days with the days as separators
 * @param bool $links facts of time lead to their entry
 * @param array<string,string> $statuses of the template of their case: code => label
 */
function elaska_timeline(array $events, bool $days, bool $links = true, array $statuses = array()): string
{
    $out = '<ol class="elaska-timeline">';
    $last = '';
    foreach ($events as $event) {
        $day = dol_print_date((int) $event['at'], '%Y-%m-%d', 'tzserver');
        if ($days && $day !== $last) {
            $out .= '<li class="elaska-day">' . elaska_h(elaska_day_words($day)) . '</li>';
            $last = $day;
        }
        $data = (array) ($event['data'] ?? array());
        $why = isset($data['reason']) && strpos(elaska_words('ElaskaEvent_' . str_replace('.', '_', (string) $event['kind'])), '{reason}') === false ? ' <q class="elaska-quiet">' . elaska_h($data['reason']) . '</q>' : '';
        $what = isset($data['duration_s']) && strpos((string) $event['kind'], 'time.') === 0 ? ' ' . elaska_duration($data['duration_s']) : '';
        $text = elaska_event_text($event, $statuses);
        $gone = !$links || $event['object'] !== 'time' || $event['kind'] === 'time.deleted';
        $out .= '<li class="elaska-c-' . elaska_event_colour((string) $event['kind']) . '"><span>' . ($gone ? elaska_h($text) : elaska_link(elaska_url('time_card.php', array('id' => $event['object_id'])), $text)) . $what . $why
            . ' <span class="elaska-quiet elaska-small">' . elaska_h($event['by']['name'] ?? '') . '</span></span>' . elaska_moment($event['at']) . '</li>';
    }
    return $out . '</ol>';
}
