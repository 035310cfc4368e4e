<?php
/*
 * Panels of the health page: workers and queue, list of messages, one message.
 */

/** States of a message, in the order of the views. */
const ELASKA_STATES = array('ready', 'leased', 'done', 'dead', 'cancelled');

/** A worker says that it lives every few seconds; after this long something is wrong. */
const ELASKA_BEAT_LATE_S = 60;

function elaska_state_badge(array $row): string
{
    global $langs;
    $colours = array('ready' => 'amber', 'leased' => 'blue', 'done' => 'green', 'dead' => 'red', 'cancelled' => 'slate');
    $key = $row['state'] === 'ready' && $row['attempts'] > 0 ? 'ElaskaState_retry' : 'ElaskaState_' . $row['state'];
    return elaska_badge(array('label' => $langs->transnoentitiesnoconv($key), 'colour' => $colours[$row['state']] ?? 'slate'));
}

/** What renews itself: figures, workers, last error. @param array<string,mixed> $health */
function elaska_health_live(array $health): string
{
    global $langs;
    $queue = $health['queue'];
    $alive = array_filter($health['workers'], static fn (array $w): bool => dol_now() - $w['beat_at'] <= ELASKA_BEAT_LATE_S);
    $waiting = $queue['oldest_at'] === null ? $langs->transnoentitiesnoconv('ElaskaQueueEmpty') : '';
    $out = '<div class="elaska-tiles">';
    $out .= elaska_health_tile('ElaskaWorkerMail', $alive ? elaska_t('ElaskaWorkerUp') : elaska_t($health['workers'] ? 'ElaskaWorkerSilent' : 'ElaskaWorkerNone'), $alive ? 'green' : 'red',
        $health['workers'] ? elaska_t('ElaskaWorkerBeat') . ' ' . elaska_moment($health['workers'][0]['beat_at']) : elaska_t('ElaskaWorkerNoneHelp'));
    $out .= elaska_health_tile('ElaskaState_ready', (string) $queue['ready'], '', $waiting !== '' ? elaska_h($waiting) : elaska_health_oldest((int) $queue['oldest_at']), array('state' => 'ready'));
    $out .= elaska_health_tile('ElaskaState_leased', (string) $queue['leased'], '', elaska_t('ElaskaQueueLeased'), array('state' => 'leased'));
    $out .= elaska_health_tile('ElaskaState_dead', (string) $queue['dead'], $queue['dead'] > 0 ? 'red' : '', elaska_t($queue['dead'] > 0 ? 'ElaskaQueueDead' : 'ElaskaQueueNoDead'), array('state' => 'dead'));
    $out .= '</div>';
    if ($health['last_error'] !== null) {
        $out .= '<p class="elaska-note elaska-last-error"><strong>' . elaska_t('ElaskaLastError') . '</strong> ' . elaska_h(elaska_health_reason((string) $health['last_error']['text'], (int) $health['last_error']['code']))
            . ' <span class="elaska-quiet">' . ($health['last_error']['at'] > dol_now() ? elaska_t('ElaskaMailNext') . ' ' : '') . elaska_coming($health['last_error']['at']) . '</span></p>';
    }
    return $out . ($health['workers'] ? elaska_health_workers($health['workers']) : '');
}

function elaska_health_tile(string $label, string $figure, string $colour, string $hint, array $view = array()): string
{
    $class = 'elaska-tile' . ($colour !== '' ? ' elaska-c-' . $colour : '');
    $inside = '<span class="elaska-tile-label">' . elaska_t($label) . '</span><span class="elaska-tile-figure">' . $figure . '</span><span class="elaska-tile-hint">' . $hint . '</span>';
    return $view && elaska_can('outbox/manage') ? '<a class="' . $class . '" href="' . elaska_h(elaska_url('admin/health.php', $view)) . '">' . $inside . '</a>' : '<div class="' . $class . '">' . $inside . '</div>';
}

/** Since when the oldest one waits, or when it goes. */
function elaska_health_oldest(int $at): string
{
    return elaska_t($at > dol_now() ? 'ElaskaQueueNext' : 'ElaskaQueueOldest') . ' ' . elaska_coming($at);
}

/** What a server answered, or why there was no answer, in words where we know them. */
function elaska_health_reason(string $text, int $code): string
{
    global $langs;
    if ($text === 'expired') {
        return $langs->transnoentitiesnoconv('ElaskaReasonExpired');
    }
    return ($code > 0 ? $code . ' ' : '') . $text;
}

function elaska_worker_name(string $name): string
{
    global $langs;
    $words = $langs->transnoentitiesnoconv('ElaskaWorker_' . $name);
    return elaska_h($words === 'ElaskaWorker_' . $name ? $name : $words);
}

/** @param list<array<string,mixed>> $workers */
function elaska_health_workers(array $workers): string
{
    global $langs;
    $out = '<details class="elaska-panel elaska-workers"><summary>' . elaska_t('ElaskaWorkers', (string) count($workers)) . '</summary><table class="liste elaska-list"><thead><tr class="liste_titre">';
    foreach (array('ElaskaWorkerName', 'ElaskaWorkerHost', 'ElaskaWorkerVersion', 'ElaskaWorkerStarted', 'ElaskaWorkerLast', 'ElaskaWorkerCounters') as $key) {
        $out .= '<th scope="col">' . elaska_t($key) . '</th>';
    }
    $out .= '</tr></thead><tbody>';
    foreach ($workers as $w) {
        $late = dol_now() - $w['beat_at'] > ELASKA_BEAT_LATE_S;
        $counters = array();
        foreach ($w['counters'] as $name => $n) {
            $key = 'ElaskaCounter_' . $name;
            $words = $langs->transnoentitiesnoconv($key);
            // What has no words is for whoever reads the log.
            if ($words !== $key && is_int($n) && ($n > 0 || $name === 'sent')) {
                $counters[] = $words . ' : ' . $n;
            }
        }
        $out .= '<tr class="oddeven"><td class="elaska-title">' . elaska_worker_name($w['name']) . ' ' . elaska_mark($late ? 'ElaskaWorkerSilent' : 'ElaskaWorkerUp', $late ? 'red' : 'green') . '</td>';
        $out .= '<td data-label="' . elaska_t('ElaskaWorkerHost') . '">' . elaska_h($w['host'] . ' (' . $w['pid'] . ')') . '</td>';
        $out .= '<td data-label="' . elaska_t('ElaskaWorkerVersion') . '" class="elaska-num">' . elaska_h($w['version']) . '</td>';
        $out .= '<td data-label="' . elaska_t('ElaskaWorkerStarted') . '">' . elaska_moment($w['started_at']) . '</td>';
        $out .= '<td data-label="' . elaska_t('ElaskaWorkerLast') . '">' . elaska_moment($w['beat_at']) . '</td>';
        $out .= '<td data-label="' . elaska_t('ElaskaWorkerCounters') . '">' . elaska_h(implode(', ', $counters))
            . ($w['last_error'] !== '' ? '<br><span class="elaska-error">' . elaska_h($w['last_error']) . '</span>' : '') . '</td></tr>';
    }
    return $out . '</tbody></table></details>';
}

/** Is LibreOffice where documents are read? Nothing while no such service was ever heard of. DOC-04. @param list<array<string,mixed>> $workers */
function elaska_health_office(array $workers): string
{
    $there = array();
    foreach ($workers as $w) {
        if ($w['name'] === 'media' && isset($w['counters']['office'])) {
            $there[] = (int) $w['counters']['office'];
        }
    }
    if (!$there) {
        return '';
    }
    $on = min($there) > 0;
    return '<dt>' . elaska_t('ElaskaHealthOffice') . '</dt><dd>' . elaska_badge(array('label' => elaska_words($on ? 'ElaskaHealthOfficeOn' : 'ElaskaHealthOfficeOff'), 'colour' => $on ? 'green' : 'grey'))
        . ($on ? '' : '<p class="elaska-small elaska-quiet">' . elaska_t('ElaskaHealthOfficeHelp') . '</p>') . '</dd>';
}

/** What cases left to be done: twins in Dolibarr's projects, effects of templates. */
function elaska_health_cases(array $workers): string
{
    $office = elaska_office();
    $mirror = $office->call('mirror.state');
    $effects = $office->call('effect.state');
    $files = $office->call('file.state');
    $previews = $office->call('preview.state');
    $mark = static function (int $failed, int $waiting): string {
        if ($failed > 0) {
            return elaska_badge(array('label' => elaska_words('ElaskaHealthFailed', (string) $failed), 'colour' => 'red'));
        }
        return elaska_badge(array('label' => $waiting > 0 ? elaska_words('ElaskaHealthWaiting', (string) $waiting) : elaska_words('ElaskaHealthDone'), 'colour' => $waiting > 0 ? 'amber' : 'green'));
    };
    $out = '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaHealthCases') . '</h2></header><dl class="elaska-facts">';
    $out .= '<dt>' . elaska_t('ElaskaHealthMirror') . '</dt><dd>' . $mark((int) $mirror['dead'], (int) $mirror['waiting']) . '</dd>';
    $out .= '<dt>' . elaska_t('ElaskaHealthEffects') . '</dt><dd>' . $mark((int) $effects['failed'], (int) $effects['waiting']) . '</dd>';
    $out .= '<dt>' . elaska_t('ElaskaHealthFiles') . '</dt><dd>' . ((int) $files['missing'] > 0 ? elaska_badge(array('label' => elaska_words('ElaskaHealthMissing', (string) $files['missing']), 'colour' => 'red'))
        : elaska_badge(array('label' => elaska_words('ElaskaHealthAllThere'), 'colour' => 'green'))) . '</dd>';
    $out .= '<dt>' . elaska_t('ElaskaHealthPreviews') . '</dt><dd>' . $mark((int) $previews['failed'], (int) $previews['waiting']) . '</dd>' . elaska_health_office($workers) . '</dl>';
    foreach ($mirror['rows'] as $row) {
        $out .= '<p class="elaska-note">' . elaska_t('ElaskaMirror_' . $row['object'], (string) $row['id']) . ' <span class="elaska-quiet">' . elaska_moment($row['wanted_at']) . ' — ' . elaska_h((string) $row['error']) . '</span></p>';
    }
    if ($mirror['rows']) {
        $out .= elaska_post_button(elaska_url('admin/health.php'), 'mirror', elaska_words('ElaskaMirrorRetry'));
    }
    foreach ($files['rows'] as $row) {
        $of = $row['case'] === null ? '' : ' ' . elaska_link(elaska_url('case_card.php', array('id' => $row['case'], 'tab' => 'docs')), (string) $row['ref']);
        $out .= '<p class="elaska-note">' . elaska_h($row['name']) . $of . ' <span class="elaska-quiet">' . elaska_t('ElaskaHealthMissingFile') . ' ' . elaska_moment($row['missing_at']) . '</span></p>';
    }
    foreach ($previews['rows'] as $row) {
        $out .= '<p class="elaska-note">' . elaska_link(elaska_url('file.php', array('id' => $row['file'])), (string) $row['name']) . ' <span class="elaska-quiet">' . elaska_moment($row['at']) . ' — ' . elaska_h(elaska_sentence((string) $row['error'])) . '</span></p>';
    }
    if ($previews['rows']) {
        $out .= elaska_post_button(elaska_url('admin/health.php'), 'preview', elaska_words('ElaskaPreviewRetry'));
    }
    foreach ($effects['rows'] as $row) {
        $out .= '<p class="elaska-note">' . elaska_link(elaska_url('case_card.php', array('id' => $row['case']['id'])), $row['case']['ref'] . ' ' . $row['case']['title'])
            . ' <span class="elaska-quiet">' . elaska_t('ElaskaEffect_' . preg_replace('/[^a-z_].*$/', '', (string) $row['what'])) . ' — ' . elaska_h(elaska_sentence((string) $row['error'])) . '</span></p>';
    }
    return $out . '</section>';
}

/** The antivirus: what waits for it, and what it put away, to give back or to delete. */
function elaska_health_scan(): string
{
    $scan = elaska_office()->call('scan.state');
    $out = '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaScanTitle') . '</h2></header>';
    if (!$scan['on'] && !$scan['infected']) {
        return $out . '<p class="elaska-note">' . elaska_t('ElaskaScanOff') . ' ' . elaska_link(elaska_url('admin/setup.php', array('section' => 'documents')), elaska_words('ElaskaScanSet')) . '</p></section>';
    }
    $out .= '<dl class="elaska-facts"><dt>' . elaska_t('ElaskaScanWaiting') . '</dt><dd class="elaska-num">' . (int) $scan['waiting'] . '</dd>'
        . '<dt>' . elaska_t('ElaskaScanLater') . '</dt><dd>' . ((int) $scan['later'] > 0 ? elaska_badge(array('label' => (string) $scan['later'], 'colour' => 'amber')) : '0') . '</dd>'
        . '<dt>' . elaska_t('ElaskaScanInfected') . '</dt><dd>' . ((int) $scan['infected'] > 0 ? elaska_badge(array('label' => (string) $scan['infected'], 'colour' => 'red'))
        : elaska_badge(array('label' => elaska_words('ElaskaScanNone'), 'colour' => 'green'))) . '</dd></dl>';
    foreach ($scan['rows'] as $row) {
        $of = $row['case'] === null ? elaska_h((string) $row['client']) : elaska_link(elaska_url('case_card.php', array('id' => $row['case'], 'tab' => 'docs')), (string) $row['ref']);
        $ask = static fn (string $action, string $label, string $words, string $class): string => elaska_form(elaska_url('admin/health.php', array('file' => $row['file'])), $action, 'elaska-inline', elaska_ask(elaska_words($words)))
            . '<button type="submit" class="' . $class . '">' . elaska_t($label) . '</button></form>';
        $out .= '<div class="elaska-note"><strong>' . elaska_h((string) $row['name']) . '</strong> ' . $of . ' <span class="elaska-quiet">' . elaska_moment($row['at']) . ' — ' . elaska_h((string) $row['found']) . '</span> '
            . '<div class="elaska-buttons">' . $ask('scan_release', 'ElaskaScanRelease', 'ElaskaScanReleaseAsk', 'butAction') . $ask('scan_remove', 'ElaskaScanRemove', 'ElaskaScanRemoveAsk', 'butActionDelete') . '</div></div>';
    }
    return $out . '</section>';
}

/** Versions, and whether the tables are those of this version. */
function elaska_health_tables(): string
{
    global $db;
    try {
        $differences = Elaska\Schema::verify($db, dirname(__DIR__) . '/sql');
    } catch (Elaska\Exception $e) {
        $differences = array(elaska_error_text($e));
    }
    $out = '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaVersions') . '</h2></header><dl class="elaska-facts">';
    $out .= '<dt>' . elaska_t('ElaskaVersionModule') . '</dt><dd class="elaska-num">' . elaska_h((string) require dirname(__DIR__) . '/version.php') . '</dd>';
    $out .= '<dt>' . elaska_t('ElaskaVersionExtension') . '</dt><dd class="elaska-num">' . elaska_h(Elaska\Version::core()) . '</dd>';
    $out .= '<dt>' . elaska_t('ElaskaVersionTables') . '</dt><dd>' . elaska_mark($differences ? 'ElaskaTablesWrong' : 'ElaskaTablesRight', $differences ? 'red' : 'green') . '</dd></dl>';
    foreach (array_slice($differences, 0, 10) as $difference) {
        $out .= '<p class="elaska-error elaska-small">' . elaska_h($difference) . '</p>';
    }
    return $out . '</section>';
}

/** Form of a test message. */
function elaska_health_test(?Elaska\Exception $error): string
{
    global $langs, $user;
    $wrong = $error !== null && elaska_action() === 'test' ? elaska_error_text($error) : '';
    return '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaTestTitle') . '</h2></header>'
        . elaska_form(elaska_url('admin/health.php'), 'test', 'elaska-stack')
        . elaska_setting_row('email', $langs->transnoentitiesnoconv('ElaskaTestTo'), elaska_input('email', elaska_value('email', (string) $user->email), 'email', 'autocomplete="email" required'),
            $langs->transnoentitiesnoconv('ElaskaTestHelp'), $wrong)
        . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('ElaskaTestSend') . '</button></div></form></section>';
}

/** @param array<string,mixed> $filters */
function elaska_health_views(array $filters): string
{
    global $langs;
    $views = array('' => $langs->transnoentities('ElaskaStateAll'));
    foreach (ELASKA_STATES as $state) {
        $views[$state] = $langs->transnoentities('ElaskaStateView_' . $state);
    }
    return elaska_views('admin/health.php', 'state', $views, (string) ($filters['state'] ?? ''), array_diff_key($filters, array('state' => 1)));
}

/** Name of a kind of message in words. */
function elaska_mail_kind(string $kind): string
{
    global $langs;
    $key = 'ElaskaMail_' . str_replace('.', '_', $kind);
    $words = $langs->transnoentitiesnoconv($key);
    return $words === $key ? $kind : $words;
}

/** When a message left, or when it goes. @param array<string,mixed> $row */
function elaska_mail_when(array $row): string
{
    if ($row['state'] === 'ready') {
        return elaska_coming($row['due_at'] > dol_now() ? $row['due_at'] : $row['created_at']);
    }
    return elaska_moment($row['done_at'] ?? $row['created_at']);
}

/** What may be done with a message. @param array<string,mixed> $row */
function elaska_mail_can(array $row): string
{
    return $row['state'] === 'dead' ? ($row['secret'] ? 'cancel' : 'rerun cancel') : ($row['state'] === 'ready' ? 'cancel' : '');
}

/** @param array<string,mixed> $list @param array<string,mixed> $filters */
function elaska_health_list(array $list, array $filters, string $here): string
{
    global $langs;
    if (!$list['rows']) {
        $text = isset($filters['state']) ? 'ElaskaNoMessage_' . $filters['state'] : (isset($filters['client']) ? 'ElaskaNoMessageClient' : 'ElaskaNoMessage');
        return elaska_empty($langs->transnoentitiesnoconv($text), $filters ? elaska_button(elaska_url('admin/health.php'), $langs->transnoentitiesnoconv('ElaskaStateAll'), 'button') : '');
    }
    $out = elaska_form($here, '', '', 'data-elaska-select') . elaska_health_chip($filters, $list['rows']);
    $out .= '<table class="liste elaska-list elaska-compact"><thead><tr class="liste_titre"><th class="elaska-tick"><input type="checkbox" data-elaska-all aria-label="' . elaska_t('ElaskaTickAllMail') . '"></th>';
    foreach (array('ElaskaMailSubject', 'ElaskaMailTo', 'ElaskaMailAbout', 'ElaskaMailState', 'ElaskaMailWhen') as $key) {
        $out .= '<th scope="col">' . elaska_t($key) . '</th>';
    }
    $out .= '</tr></thead><tbody>';
    foreach ($list['rows'] as $row) {
        $can = elaska_mail_can($row);
        $out .= '<tr class="oddeven"><td class="elaska-tick">' . ($can !== '' ? '<input type="checkbox" name="toselect[]" value="' . (int) $row['id'] . '" data-can="' . $can . '" aria-label="' . elaska_h($row['subject']) . '">' : '') . '</td>';
        $out .= '<td class="elaska-title" title="' . elaska_h(elaska_mail_kind($row['kind'])) . '">' . elaska_link(elaska_url('admin/health.php', array('mail' => $row['id'])), $row['subject']) . '</td>';
        $out .= '<td data-label="' . elaska_t('ElaskaMailTo') . '"><span title="' . elaska_h($row['recipient']) . '">' . elaska_h($row['recipient_name'] !== '' ? $row['recipient_name'] : $row['recipient']) . '</span></td>';
        $about = $row['case'] ? elaska_case($row['case']) : elaska_client($row['client']);
        $out .= $about !== '' ? '<td data-label="' . elaska_t('ElaskaMailAbout') . '">' . $about . '</td>' : '<td></td>';
        $out .= '<td data-label="' . elaska_t('ElaskaMailState') . '"><span>' . elaska_state_badge($row)
            . ($row['last_error'] !== '' ? '<br><span class="elaska-small elaska-error">' . elaska_h(dol_trunc(elaska_health_reason($row['last_error'], $row['last_code']), 70)) . '</span>' : '') . '</span></td>';
        $out .= '<td data-label="' . elaska_t('ElaskaMailWhen') . '" class="nowraponall">' . elaska_mail_when($row) . '</td></tr>';
    }
    $out .= '</tbody></table><div data-elaska-bar hidden><span data-elaska-ticked></span>';
    $out .= '<button type="submit" name="action" value="rerun" data-to="rerun" class="butAction">' . elaska_t('ElaskaRerun') . '</button>';
    $out .= '<button type="submit" name="action" value="cancel" data-to="cancel" class="butActionDelete" ' . elaska_ask($langs->transnoentitiesnoconv('ElaskaCancelAsk')) . '>' . elaska_t('ElaskaCancelSending') . '</button>';
    return $out . '</div></form>';
}

/** The client whose messages are shown, with the way out. @param array<string,mixed> $filters @param list<array<string,mixed>> $rows */
function elaska_health_chip(array $filters, array $rows): string
{
    if (!isset($filters['client'])) {
        return '';
    }
    return '<p>' . elaska_t('ElaskaMessagesOf') . ' ' . elaska_client($rows[0]['client']) . ' · '
        . elaska_link(elaska_url('admin/health.php', array_diff_key($filters, array('client' => 1))), html_entity_decode(elaska_t('ElaskaStateAll'), ENT_QUOTES)) . '</p>';
}

/** One message as it was written. @param array<string,mixed> $mail */
function elaska_health_mail(array $mail, string $here): string
{
    global $langs;
    $facts = array('ElaskaMailTo' => elaska_h(trim($mail['recipient_name'] . ' <' . $mail['recipient'] . '>')), 'ElaskaMailFrom' => elaska_h(trim($mail['sender_name'] . ' <' . $mail['sender'] . '>')),
        'ElaskaMailKind' => elaska_h(elaska_mail_kind($mail['kind'])), 'ElaskaMailAbout' => $mail['case'] ? elaska_case($mail['case']) : elaska_client($mail['client']),
        'ElaskaMailCreated' => elaska_moment($mail['created_at']), 'ElaskaMailDone' => $mail['state'] === 'done' ? elaska_moment($mail['done_at']) : '',
        'ElaskaMailNext' => $mail['state'] === 'ready' && $mail['due_at'] > dol_now() ? elaska_coming($mail['due_at']) : '', 'ElaskaMailAttempts' => (string) $mail['attempts'],
        'ElaskaMailError' => $mail['last_error'] !== '' ? '<span class="elaska-error">' . elaska_h(elaska_health_reason($mail['last_error'], $mail['last_code'])) . '</span>' : '',
        'ElaskaMailId' => '<span class="elaska-small">' . elaska_h($mail['message_id']) . '</span>');
    $out = '<div class="elaska-cols"><main><section class="elaska-panel"><header><h2>' . elaska_h($mail['subject']) . '</h2>' . elaska_state_badge($mail) . '</header>';
    if ($mail['secret']) {
        $out .= elaska_empty($langs->transnoentitiesnoconv('ElaskaMailSecret'));
    } elseif ($mail['html'] !== null) {
        // No script, no form, no link of the page: what was sent is only looked at.
        $out .= '<iframe class="elaska-mail" sandbox="" title="' . elaska_t('ElaskaMailContent') . '" srcdoc="' . elaska_h($mail['html']) . '"></iframe>'
            . '<details><summary>' . elaska_t('ElaskaMailText') . '</summary><pre class="elaska-mail-text">' . elaska_h((string) $mail['text']) . '</pre></details>';
    } else {
        $out .= '<pre class="elaska-mail-text">' . elaska_h((string) $mail['text']) . '</pre>';
    }
    $out .= '</section></main><aside><section class="elaska-panel"><dl class="elaska-facts">';
    foreach (array_filter($facts, static fn (string $v): bool => $v !== '') as $label => $value) {
        $out .= '<dt>' . elaska_t($label) . '</dt><dd>' . $value . '</dd>';
    }
    $out .= '</dl>' . elaska_health_mail_buttons($mail, $here);
    return $out . '</section></aside></div>';
}

/** @param array<string,mixed> $mail */
function elaska_health_mail_buttons(array $mail, string $here): string
{
    global $langs;
    $can = explode(' ', elaska_mail_can($mail));
    $out = '';
    if (in_array('rerun', $can, true)) {
        $out .= elaska_post_button($here, 'rerun', $langs->transnoentitiesnoconv('ElaskaRerun'));
    }
    if (in_array('cancel', $can, true)) {
        $out .= elaska_form($here, 'cancel', 'elaska-inline', elaska_ask($langs->transnoentitiesnoconv('ElaskaCancelAsk'))) . '<button type="submit" class="butActionDelete">' . elaska_t('ElaskaCancelSending') . '</button></form>';
    }
    return $out !== '' ? '<div class="elaska-buttons">' . $out . '</div>' : '';
}

/** What went, and why the rest did not. @param array<string,mixed> $answer */
function elaska_health_say(array $answer, string $key): void
{
    global $langs;
    $done = count($answer['done']);
    if ($done > 0) {
        setEventMessages($langs->transnoentitiesnoconv($done > 1 ? $key . 'Many' : $key, (string) $done), null, 'mesgs');
    }
    $reasons = array();
    foreach ($answer['failed'] as $failed) {
        $reasons[elaska_sentence($failed['key'], $failed['params'])] = true;
    }
    foreach (array_keys($reasons) as $text) {
        setEventMessages($text, null, 'errors');
    }
}
