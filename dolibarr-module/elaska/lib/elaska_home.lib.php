<?php
/*
 * Pieces of the dashboard. One question to the core per piece, whatever the number of entries, cases and clients.
 */

/**
 * Everything that the page shows; a piece that this person has no right to is null.
 *
 * @return array<string,mixed>
 */
function elaska_home(Elaska\Office $office): array
{
    global $user;
    $time = new Elaska\Time($office);
    $me = (int) $user->id;
    $own = elaska_can('time/own');
    $count = static fn (array $filter): array => $time->list($filter + array('limit' => 1, 'with_sum' => true));
    $bill = elaska_can('invoice/create') && isModEnabled('facture') ? (new Elaska\Billing($office))->queue(array('limit' => 1, 'with_totals' => true)) : null;
    $see = elaska_can('case/read');
    $tasks = $see ? $office->call('task.list', array('mine' => true, 'waiting' => true, 'sort' => 'due', 'limit' => 50)) : null;
    return array(
        'tasks' => $tasks['rows'] ?? null,
        'waiting' => $see ? $office->call('task.waiting') : null,
        'requests' => $see ? elaska_home_new_requests($office) : null,
        'pieces' => $see ? $office->call('document.queue', array('limit' => 1, 'with_total' => true))['total'] : null,
        'expiring' => $see ? elaska_home_documents($office, 'expiring') : null,
        'leaving' => elaska_can('case/delete') ? (int) $office->call('document.leaving')['count'] : null,
        'late' => $see ? count((new Elaska\Cases($office))->list(array('mine' => true, 'late' => true, 'limit' => 100))['rows']) : null,
        'drafts' => $own ? $count(array('status' => 'draft', 'user' => $me)) : null,
        'refused' => $own ? $count(array('status' => 'refused', 'user' => $me)) : null,
        'submitted' => elaska_can('time/validate') ? $count(array('status' => 'submitted')) : null,
        'bill' => $bill,
        'timer' => $own ? (new Elaska\Timer($office))->read() : null,
        'week' => $own ? $time->week(array('day' => dol_print_date(dol_now(), '%Y-%m-%d', 'tzserver'))) : null,
        'cases' => elaska_can('case/read') ? (new Elaska\Cases($office))->list(array('mine' => true, 'class' => 'open', 'sort' => 'recent', 'limit' => 8))['rows'] : null,
    );
}

/** Timer's buttons that work without a script too. TIME-02. */
function elaska_home_timer_action(Elaska\Office $office, string $action): void
{
    global $langs;
    $timers = new Elaska\Timer($office);
    $input = array('timer' => (int) elaska_in('timer'));
    elaska_try(static function () use ($timers, $action, $input, $langs): void {
        if ($action === 'timer_pause') {
            $timers->pause($input);
        } elseif ($action === 'timer_resume') {
            $timers->resume($input);
        } elseif ($action === 'timer_stop') {
            $entry = $timers->stop($input);
            if (!empty($entry['over_warn'])) {
                setEventMessages($langs->transnoentitiesnoconv('ElaskaTimerLong'), null, 'warnings');
            }
            elaska_redirect(elaska_url('time_card.php', array('id' => $entry['time'])), $langs->transnoentitiesnoconv('ElaskaTimerStopped', elaska_clock($entry['duration_s'])));
        }
    });
}

/** Requests that nobody has looked at. CASE-29. */
function elaska_home_new_requests(Elaska\Office $office): int
{
    foreach ($office->call('request.list', array('limit' => 0))['counters'] as $one) {
        if ($one['status']['code'] === 'received') {
            return (int) $one['count'];
        }
    }
    return 0;
}

/** How many documents a view of their list holds. DOC-27. */
function elaska_home_documents(Elaska\Office $office, string $view): int
{
    return (int) ($office->call('list.rows', array('list' => 'documents', 'view' => $view, 'limit' => 1, 'with_total' => true))['total'] ?? 0);
}

/** What waits in the cases: words and tiles. CASE-26, CASE-29. @param list<string> $words */
function elaska_home_case_tiles(array $home, array &$words): string
{
    $mine = $home['waiting'];
    $late = ($mine['late'] ?? 0) > 0 ? elaska_words($mine['late'] > 1 ? 'ElaskaHomeTasksLateMany' : 'ElaskaHomeTasksLateOne', (string) $mine['late']) : '';
    $rows = array(
        array('Tasks', $mine['count'] ?? null, elaska_url('task_list.php', array('view' => 'mine')), $late !== '' ? 'red' : 'amber', $late),
        array('Requests', $home['requests'], elaska_url('request_list.php', array('status' => 'received')), 'blue'),
        array('Pieces', $home['pieces'], elaska_url('document_queue.php'), 'orange'),
        array('Expiring', $home['expiring'], elaska_url('document_list.php', array('view' => 'expiring')), 'amber'),
        array('Leaving', $home['leaving'], elaska_url('document_list.php', array('view' => 'leaving')), 'slate'),
        array('Late', $home['late'], elaska_url('case_list.php', array('view' => 'late')), 'red'),
    );
    $tiles = '';
    foreach ($rows as $row) {
        list($name, $count, $url, $colour) = $row;
        if ($count !== null && $count > 0) {
            $words[] = elaska_t('ElaskaHome' . $name . ($count > 1 ? 'Many' : 'One'), (string) $count);
            $tiles .= elaska_tile($url, 'ElaskaHome' . $name . ($name === 'Tasks' ? 'Waiting' : ''), (string) $count . ($count >= ($name === 'Pieces' ? 1000 : 100) && $name !== 'Tasks' ? '+' : ''), $row[4] ?? '', $colour);
        }
    }
    return $tiles;
}

/** @param array<string,mixed> $task */
function elaska_home_task(array $task): string
{
    $client = (string) ($task['client']['name'] ?? '');
    $about = elaska_h($task['case'] ? $task['case']['ref'] . ' · ' . $client : $client);
    return '<li><span>' . elaska_link(elaska_url('task_board.php', array('task' => $task['id'])), (string) $task['title']) . '<br><span class="elaska-quiet elaska-small">' . $about . '</span></span><span class="elaska-badges">' . elaska_badge($task['status'])
        . ($task['late'] ? elaska_mark('ElaskaLate', 'red') : '') . '<span class="elaska-quiet elaska-num">' . elaska_day($task['due_on']) . '</span></span></li>';
}

/** Widget «Tâches du jour»: late and due ones, then what comes next. CASE-26. @param list<array<string,mixed>> $tasks */
function elaska_home_tasks(array $tasks): string
{
    $today = dol_print_date(dol_now(), '%Y-%m-%d', 'tzserver');
    $due = array_values(array_filter($tasks, static fn (array $task): bool => $task['due_on'] !== null && $task['due_on'] <= $today));
    $next = array_values(array_filter($tasks, static fn (array $task): bool => $task['due_on'] === null || $task['due_on'] > $today));
    $out = '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaHomeTasks') . '</h2>' . elaska_link(elaska_url('task_board.php'), elaska_words('ElaskaHomeTasksAll')) . '</header>';
    $out .= $due ? '<ul class="elaska-press">' . implode('', array_map('elaska_home_task', array_slice($due, 0, 8))) . '</ul>' : elaska_empty(elaska_words('ElaskaHomeTasksNone'));
    if (count($due) > 8) {
        $out .= '<p>' . elaska_link(elaska_url('task_list.php', array('view' => 'mine')), elaska_words('ElaskaHomeTasksMore', (string) (count($due) - 8) . (count($tasks) >= 50 ? '+' : ''))) . '</p>';
    }
    if ($next && count($due) < 6) {
        $out .= '<h3 class="elaska-quiet elaska-small">' . elaska_t('ElaskaHomeTasksNext') . '</h3><ul class="elaska-press">' . implode('', array_map('elaska_home_task', array_slice($next, 0, 6 - count($due)))) . '</ul>';
    }
    return $out . '</section>';
}

/** "12", "10 000+" where the core stopped counting. */
function elaska_home_count(array $list): string
{
    return number_format((int) $list['total'], 0, '', "\u{202f}") . (empty($list['total_capped']) ? '' : '+');
}

/** What waits for this person: a sentence, then a tile for each thing. */
function elaska_home_waits(array $home): string
{
    global $user;
    $tiles = '';
    $words = array();
    $tiles .= elaska_home_case_tiles($home, $words);
    $lists = array(
        'refused' => array('Refused', 'red', array('view' => 'all', 'status' => 'refused', 'user' => $user->id)),
        'drafts' => array('Drafts', '', array('view' => 'unvalidated', 'status' => 'draft', 'user' => $user->id)),
        'submitted' => array('Submitted', 'amber', array('view' => 'unvalidated', 'status' => 'submitted')),
    );
    foreach ($lists as $name => list($key, $colour, $filters)) {
        $total = (int) ($home[$name]['total'] ?? 0);
        if ($home[$name] === null || ($name === 'refused' && $total === 0)) {
            continue;
        }
        if ($total > 0) {
            $words[] = elaska_t('ElaskaHome' . $key . ($total > 1 ? 'Many' : 'One'), elaska_home_count($home[$name]));
        }
        $sum = $home[$name]['sum_s'] ?? null;
        $tiles .= elaska_tile(elaska_url('time_list.php', $filters), 'ElaskaHome' . $key, elaska_home_count($home[$name]), $total > 0 && $sum !== null ? elaska_clock($sum) : '', $total > 0 ? $colour : '');
    }
    if ($home['bill'] !== null) {
        $totals = $home['bill']['totals'];
        $clients = (int) $totals['clients'];
        $money = elaska_can('rates/read') ? elaska_money($totals['to_bill_minor'] + $totals['prices_minor'], (string) $home['bill']['currency']) : elaska_clock($totals['to_bill_s']);
        if ($clients > 0) {
            $words[] = elaska_t($clients > 1 ? 'ElaskaHomeBillMany' : 'ElaskaHomeBillOne', (string) $clients);
        }
        $tiles .= elaska_tile(elaska_url('billing_queue.php'), 'ElaskaHomeBill', $money, $clients > 0 ? elaska_words($clients > 1 ? 'ElaskaHomeClientMany' : 'ElaskaHomeClientOne', (string) $clients) : '',
            $clients > 0 ? 'teal' : '');
    }
    return '<p class="elaska-lead">' . ($words ? elaska_t('ElaskaHomeWaits') . ' ' . implode(', ', $words) . '.' : elaska_t('ElaskaHomeNothing')) . '</p>'
        . ($tiles !== '' ? '<div class="elaska-tiles">' . $tiles . '</div>' : '');
}

/** The week so far: a column per day, coloured by state. */
function elaska_home_week(array $week): string
{
    global $langs, $user;
    $states = array('invoiced' => 'green', 'validated' => 'teal', 'submitted' => 'amber', 'draft' => 'slate', 'refused' => 'red');
    $highest = max(1, max(array_column($week['days'], 'total_s')));
    $today = dol_print_date(dol_now(), '%Y-%m-%d', 'tzserver');
    $out = '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaHomeWeek') . '</h2>'
        . elaska_link(elaska_url('week.php'), elaska_words('ElaskaHomeWeekTotal', elaska_clock($week['total_s'])), 'elaska-num') . '</header><div class="elaska-week-bars">';
    foreach ($week['days'] as $day) {
        $sums = array_fill_keys(array_keys($states), 0);
        foreach ($day['entries'] as $entry) {
            $sums[$entry['status']['code']] = ($sums[$entry['status']['code']] ?? 0) + $entry['duration_s'];
        }
        $bars = '';
        foreach ($states as $state => $colour) {
            $bars .= $sums[$state] > 0 ? '<i class="elaska-c-' . $colour . '" style="flex-grow:' . $sums[$state] . '"></i>' : '';
        }
        $at = dol_mktime(12, 0, 0, (int) substr($day['day'], 5, 2), (int) substr($day['day'], 8, 2), (int) substr($day['day'], 0, 4));
        $url = elaska_url('time_list.php', array('view' => 'all', 'user' => $user->id, 'from' => $day['day'], 'to' => $day['day']));
        $out .= '<a href="' . elaska_h($url) . '"' . ($day['day'] === $today ? ' aria-current="date"' : '') . ' aria-label="' . elaska_h(dol_print_date($at, '%A %d/%m') . ' : ' . elaska_clock($day['total_s'])) . '">'
            . '<b>' . ($day['total_s'] > 0 ? elaska_clock($day['total_s']) : '') . '</b><span class="elaska-week-bar"><span style="height:' . (int) round(100 * $day['total_s'] / $highest) . '%">' . $bars . '</span></span>'
            . '<small>' . elaska_h(dol_print_date($at, '%a')) . ' ' . elaska_h(substr($day['day'], 8, 2)) . '</small></a>';
    }
    $legend = '';
    foreach (array_reverse($states) as $state => $colour) {
        if (($week['by_status'][$state] ?? 0) > 0) {
            $legend .= '<span class="elaska-dot elaska-c-' . $colour . '">' . elaska_t('ElaskaHomeState_' . $state) . ' <span class="elaska-num">' . elaska_clock($week['by_status'][$state]) . '</span></span>';
        }
    }
    return $out . '</div>' . ($legend !== '' ? '<p class="elaska-legend">' . $legend . '</p>' : '<p class="elaska-quiet">' . elaska_t('ElaskaHomeWeekEmpty') . '</p>') . '</section>';
}

/** @param list<array<string,mixed>> $cases */
function elaska_home_cases(array $cases): string
{
    $out = '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaHomeCases') . '</h2>' . elaska_link(elaska_url('case_list.php', array('view' => 'mine')), elaska_words('ElaskaHomeCasesAll')) . '</header>';
    if (!$cases) {
        $new = elaska_can('case/write') ? elaska_button(elaska_url('case_card.php', array('action' => 'create')), elaska_words('ElaskaMenuCaseNew'), 'button') : '';
        return $out . elaska_empty(elaska_words('ElaskaHomeCasesNone'), $new) . '</section>';
    }
    $out .= '<table class="tagtable liste elaska-list"><tr class="liste_titre"><th>' . elaska_t('ElaskaCase') . '</th><th>' . elaska_t('Status')
        . '</th><th>' . elaska_t('ElaskaHomeGauge') . '</th><th class="right">' . elaska_t('ElaskaMenuTime') . '</th></tr>';
    foreach ($cases as $case) {
        $gauge = elaska_gauge($case['gauge'], true);
        $out .= '<tr class="oddeven"><td class="elaska-title">' . elaska_case($case) . '<div class="elaska-small">' . elaska_client($case['client']) . '</div></td>'
            . '<td data-label="' . elaska_t('Status') . '"><span class="elaska-badges">' . elaska_badge($case['status']) . ($case['late'] ? elaska_mark('ElaskaLate', 'red') : '') . '</span></td>'
            . '<td' . ($gauge !== '' ? ' data-label="' . elaska_t('ElaskaHomeGauge') . '"' : '') . '>' . $gauge . '</td>'
            . '<td class="right" data-label="' . elaska_t('ElaskaMenuTime') . '">' . elaska_link(elaska_url('time_list.php', array('view' => 'all', 'case' => $case['id'])), elaska_clock($case['total_s']), 'elaska-num') . '</td></tr>';
    }
    return $out . '</table></section>';
}

/** @param array<string,mixed> $timer */
function elaska_home_timer(array $timer): string
{
    $url = elaska_url('index.php');
    $running = $timer['running'];
    $out = '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaHomeTimer') . '</h2></header>';
    if ($running) {
        $out .= '<div class="elaska-clock" role="timer" data-elaska-ticking="' . (int) $running['elapsed_s'] . '">' . elaska_clock($running['elapsed_s']) . '</div>'
            . '<p class="elaska-timer-about">' . elaska_home_about($running) . ($running['warn'] ? '<br>' . elaska_mark('ElaskaToCheck', 'orange') : '') . '</p>'
            . elaska_post_button($url, 'timer_stop', elaska_words('ElaskaHomeStop'), 'butAction', array('timer' => $running['id']))
            . elaska_post_button($url, 'timer_pause', elaska_words('ElaskaHomePause'), 'button button-cancel', array('timer' => $running['id']));
    } else {
        $out .= '<p class="elaska-quiet">' . elaska_t('ElaskaHomeTimerNone') . '</p>';
    }
    if ($timer['paused']) {
        $out .= '<ul class="elaska-plain">';
        foreach ($timer['paused'] as $one) {
            $out .= '<li><span>' . elaska_home_about($one) . '<br><span class="elaska-num elaska-quiet">' . elaska_clock($one['elapsed_s']) . '</span></span>'
                . elaska_post_button($url, 'timer_resume', elaska_words('ElaskaHomeResume'), 'button smallpaddingimp', array('timer' => $one['id'])) . '</li>';
        }
        $out .= '</ul>';
    }
    return $out . '</section>';
}

/** What a timer runs on. */
function elaska_home_about(array $timer): string
{
    $what = $timer['case'] ? elaska_case($timer['case'], false) : elaska_h((string) ($timer['task']['name'] ?? ''));
    $client = elaska_client($timer['client']);
    return $what . ($what !== '' && $client !== '' ? '<br>' : '') . ($client !== '' ? '<span class="elaska-quiet">' . $client . '</span>' : '')
        . ((string) $timer['note'] !== '' ? '<br><span class="elaska-quiet">' . elaska_h((string) $timer['note']) . '</span>' : '');
}

/** The other pages, in the order in which a day goes. */
function elaska_home_shortcuts(): string
{
    $links = array(
        array('time/own', 'week.php', array(), 'ElaskaMenuWeek'),
        array('case/write', 'case_card.php', array('action' => 'create'), 'ElaskaMenuCaseNew'),
        array('time/own', 'time_list.php', array('view' => 'unvalidated'), 'ElaskaMenuTimeOpen'),
        array('invoice/create', 'billing_queue.php', array(), 'ElaskaMenuBilling'),
        array('rates/read', 'rates.php', array(), 'ElaskaMenuRates'),
    );
    $out = '';
    foreach ($links as list($right, $page, $params, $key)) {
        $shown = elaska_can($right) && ($right !== 'invoice/create' || isModEnabled('facture'));
        $out .= $shown ? '<li>' . elaska_link(elaska_url($page, $params), elaska_words($key)) . '</li>' : '';
    }
    return $out !== '' ? '<nav class="elaska-panel" aria-label="' . elaska_t('ElaskaHomeGo') . '"><header><h2>' . elaska_t('ElaskaHomeGo') . '</h2></header><ul class="elaska-plain">' . $out . '</ul></nav>' : '';
}

/** Native modules that are off hide what needs them; the administrator is told. PLAT-23. */
function elaska_home_off(): string
{
    global $user;
    $out = '';
    foreach (!empty($user->admin) ? array('facture' => 'ElaskaOffInvoice', 'project' => 'ElaskaOffProject', 'ticket' => 'ElaskaOffTicket') : array() as $module => $key) {
        $out .= isModEnabled($module) ? '' : '<li>' . elaska_t($key) . '</li>';
    }
    return $out !== '' ? '<div class="elaska-panel elaska-quiet elaska-small"><header><h2>' . elaska_t('ElaskaOffTitle') . '</h2>'
        . elaska_link(DOL_URL_ROOT . '/admin/modules.php', elaska_words('ElaskaGoToModules')) . '</header><ul class="elaska-plain">' . $out . '</ul></div>' : '';
}
