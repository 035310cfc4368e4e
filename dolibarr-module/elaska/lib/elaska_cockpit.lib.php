<?php
/*
 * The cockpit of a case: head, counters, tags, people at the left, what presses at the right. Source: CASE-12, CASE-13,
 * CASE-16, CASE-18, CASE-30, CASE-31, CASE-36.
 */
require_once __DIR__ . '/elaska_cockpit_native.lib.php';
require_once __DIR__ . '/elaska_qr.lib.php';

/** A small form that opens below its name. */
function elaska_fold(string $title, string $body, bool $open = false, string $class = ''): string
{
    return '<details class="elaska-fold' . ($class !== '' ? ' ' . $class : '') . '"' . ($open ? ' open' : '') . '><summary>' . elaska_h($title) . '</summary>' . $body . '</details>';
}

/** A button of a row that acts by itself. @param array<string,int|string> $hidden */
function elaska_act_button(string $url, string $action, string $label, array $hidden, string $ask = '', string $class = 'elaska-act'): string
{
    $out = elaska_form($url, $action, 'elaska-inline');
    foreach ($hidden as $name => $value) {
        $out .= '<input type="hidden" name="' . elaska_h($name) . '" value="' . elaska_h((string) $value) . '">';
    }
    if ($ask !== '') {
        $out .= '<input type="hidden" name="reason" value=""><noscript><input type="text" name="reason" maxlength="500" aria-label="' . elaska_h($ask) . '"></noscript>';
    }
    return $out . '<button type="submit" class="' . $class . '"' . ($ask !== '' ? ' data-elaska-reason="' . elaska_h($ask) . '" data-cancel="' . elaska_t('Cancel') . '"' : '') . '>' . elaska_h($label) . '</button></form>';
}

function elaska_face(string $name, int $id = 0, string $photo = ''): string
{
    $words = preg_split('/[\s\x{2019}\'-]+/u', trim($name)) ?: array();
    $last = count($words) > 1 ? (string) end($words) : '';
    $hues = array('slate', 'blue', 'teal', 'green', 'amber', 'orange', 'red', 'violet');
    return '<span class="elaska-face elaska-c-' . $hues[$id % 8] . '" aria-hidden="true">' . elaska_h(mb_strtoupper(mb_substr($words[0] ?? '', 0, 1) . mb_substr($last, 0, 1))) . '</span>';
}

/** Where the case stands. @param array<string,mixed> $page */
function elaska_cockpit_progress(array $page): string
{
    $percent = (int) $page['progress'];
    $manual = !empty($page['progress_manual']);
    $colour = ($page['status']['class'] ?? '') === 'done' || $percent >= 100 ? 'green' : 'teal';
    return '<span class="elaska-progress elaska-c-' . $colour . '"><span class="elaska-progress-bar" role="progressbar" aria-valuemin="0" aria-valuemax="100" aria-valuenow="' . $percent . '" aria-label="' . elaska_t('ElaskaProgress')
        . '"><span style="width:' . $percent . '%"></span></span><strong class="elaska-num">' . $percent . '&nbsp;%</strong>' . ($manual ? '<span title="' . elaska_t('ElaskaProgressManual') . '">' . elaska_icon('hand-finger')
        . '<span class="elaska-sr">' . elaska_t('ElaskaProgressManual') . '</span></span>' : '') . '</span>';
}

/** Progress typed by hand, or given back to the steps. @param array<string,mixed> $page */
function elaska_cockpit_progress_form(array $page, string $url): string
{
    if (empty($page['may']['edit'])) {
        return '';
    }
    $form = elaska_form($url, 'progress', 'elaska-mini') . '<input type="number" name="progress" min="0" max="100" step="1" value="' . (int) $page['progress'] . '" aria-label="' . elaska_t('ElaskaProgress') . '"> % <button type="submit" class="elaska-act">'
        . elaska_t('Save') . '</button></form>';
    if (!empty($page['progress_manual'])) {
        $form .= elaska_act_button($url, 'progress', elaska_words('ElaskaProgressAuto'), array('progress' => ''));
    }
    return elaska_fold(elaska_words('ElaskaProgressChange'), $form);
}

/** "Dépôt dans 12 j 4 h", or how long ago it passed. CASE-36. @param array<string,mixed> $page */
function elaska_cockpit_countdown(array $page): string
{
    // Of a closed case nothing presses.
    if (empty($page['deadline_at']) || !empty($page['closed_on'])) {
        return '';
    }
    $at = (int) $page['deadline_at'];
    $past = $at < dol_now();
    $left = abs($at - dol_now());
    $text = intdiv($left, 86400) > 0 ? elaska_words('ElaskaDaysHours', (string) intdiv($left, 86400), (string) intdiv($left % 86400, 3600)) : elaska_words('ElaskaHoursMinutes', (string) intdiv($left, 3600), (string) intdiv($left % 3600, 60));
    $late = !empty($page['deadline_late']);
    return '<div class="elaska-countdown elaska-c-' . ($late ? 'red' : ($left < 3 * 86400 ? 'orange' : 'blue')) . '">' . elaska_icon('hourglass') . '<div><strong>' . elaska_t($past ? 'ElaskaDeadlinePast' : 'ElaskaDeadlineIn', $text) . '</strong><br><span class="elaska-quiet">'
        . elaska_h(dol_print_date($at, 'dayhour', 'tzuser')) . '</span></div></div>';
}

/** @param array<string,mixed> $page */
function elaska_cockpit_closed(array $page): bool
{
    return in_array($page['status']['class'] ?? '', array('done', 'cancelled'), true);
}

/** Figures that lead to their tab; those of a closed case call for nothing. @param array<string,mixed> $page */
function elaska_cockpit_counters(array $page): string
{
    $c = $page['counters'];
    $id = $page['id'];
    $calls = static fn (int $n, string $colour): string => $n > 0 && !elaska_cockpit_closed($page) ? $colour : '';
    $tab = static fn (string $name): string => elaska_url('case_card.php', array('id' => $id, 'tab' => $name));
    $rows = array(
        array('clock', elaska_clock($c['time_s']), 'ElaskaCaseTotal', elaska_url('case_time.php', array('id' => $id)), ''),
        array('checklist', (string) $c['tasks_open'], 'ElaskaCountTasks', $tab('tasks'), ''),
        array('files', (string) $c['pieces'], 'ElaskaCountPieces', $tab('docs'), ''),
        array('eye-check', (string) $c['pieces_waiting'], 'ElaskaCountWaiting', $tab('docs') . '&only=waiting', $calls((int) $c['pieces_waiting'], 'amber')),
        array('user-question', (string) $c['actions_open'], 'ElaskaCountActions', $tab('case') . '#elaska-actions', $calls((int) $c['actions_open'], 'orange')),
    );
    if (elaska_native_may('tickets') !== '' && isset($c['tickets_open'])) {
        $rows[] = array('ticket', (string) $c['tickets_open'], 'ElaskaCountTickets', $tab('tickets'), '');
    }
    if (($c['unbilled_minor'] ?? null) !== null) {
        $rows[] = array('coin-euro', elaska_money($c['unbilled_minor']), 'ElaskaCountUnbilled', elaska_url('case_time.php', array('id' => $id, 'view' => 'validated')), $c['unbilled_minor'] > 0 ? 'teal' : '');
    }
    $out = '<ul class="elaska-counters">';
    foreach ($rows as list($icon, $figure, $label, $url, $colour)) {
        $out .= '<li><a href="' . elaska_h($url) . '"' . ($colour !== '' ? ' class="elaska-c-' . $colour . '"' : '') . '><strong class="elaska-num">' . elaska_h($figure) . '</strong><span>' . elaska_t($label) . '</span></a></li>';
    }
    return $out . '</ul>';
}

/** Numbered tags: a click shows what they count. CASE-18. @param array<string,mixed> $page */
function elaska_cockpit_tags(array $page): string
{
    $out = '';
    foreach ($page['tags'] as $tag) {
        $to = array('pieces' => 'docs', 'tasks' => 'tasks', 'parties' => 'people', 'fields' => 'infos')[$tag['of']] ?? 'docs';
        $url = elaska_url('case_card.php', array('id' => $page['id'], 'tab' => $to, 'category' => $tag['category'] ?? null, 'only' => $tag['status'] ?? null));
        $out .= '<li><a href="' . elaska_h($url) . '">' . ((string) ($tag['icon'] ?? '') !== '' ? elaska_icon((string) $tag['icon']) : '') . elaska_h($tag['label']) . ' <b class="elaska-num">' . (int) $tag['count'] . '</b></a></li>';
    }
    return $out !== '' ? '<ul class="elaska-tags" aria-label="' . elaska_t('ElaskaTags') . '">' . $out . '</ul>' : '';
}

/** Tags that the firm gave to the case, and where they are chosen. CASE-01, CASE-12. @param array<string,mixed> $page */
function elaska_cockpit_marks(array $page): string
{
    $out = implode('', array_map(static fn (array $tag): string => ' ' . elaska_badge($tag), $page['own_tags']));
    if (empty($page['may']['edit']) || !empty($page['archived']) || !$page['tag_choices'] && !$page['own_tags']) {
        return $out;
    }
    $has = array_column($page['own_tags'], 'label', 'code');
    $boxes = '';
    // One that was switched off meanwhile can still be taken away.
    foreach (array_column($page['tag_choices'], 'label', 'code') + $has as $code => $label) {
        $boxes .= '<label class="elaska-check"><input type="checkbox" name="tags[]" value="' . elaska_h((string) $code) . '"' . (isset($has[$code]) ? ' checked' : '') . '> ' . elaska_h($label) . '</label>';
    }
    $form = elaska_form(elaska_url('case_card.php', array('id' => $page['id'])), 'tags', 'elaska-marks') . $boxes . '<button type="submit" class="elaska-second">' . elaska_t('Save') . '</button></form>';
    return $out . '<details class="elaska-menu elaska-marks-fold"><summary class="elaska-quiet">' . elaska_icon('tag') . elaska_t($has ? 'ElaskaOwnTags' : 'ElaskaOwnTagsAdd') . '</summary>' . $form . '</details>';
}

/** What can be begun from the case, beyond the two first buttons. @param array<string,mixed> $page */
function elaska_cockpit_more(array $page): string
{
    global $user;
    $id = (int) $page['id'];
    $client = (int) ($page['client']['id'] ?? 0);
    $links = array(
        array('clock', 'ElaskaMenuTimeNew', elaska_url('time_card.php', array('action' => 'create', 'case' => $id, 'back' => 'case:' . $id)), elaska_can('time/own')),
        array('user-question', 'ElaskaAskClient', elaska_url('case_card.php', array('id' => $id, 'ask' => 'client')), !empty($page['may']['edit'])),
        array('note', 'ElaskaNoteNew', elaska_url('case_card.php', array('id' => $id, 'tab' => 'notes')), !empty($page['may']['edit'])),
        array('mail', 'ElaskaNewMail', DOL_URL_ROOT . '/societe/card.php?socid=' . $client . '&action=presend&mode=init#formmailbeforetitle', $client > 0),
        array('phone', 'ElaskaNewCall', ...elaska_native_event($page, 'AC_TEL', 'timeline')),
        array('calendar-event', 'ElaskaNewAppointment', ...elaska_native_event($page, 'AC_RDV', 'meetings')),
        array('ticket', 'ElaskaNewTicket', ...elaska_native_ticket($page)),
        // Dolibarr asks for the project with each line of the report.
        array('receipt', 'ElaskaNewExpense', DOL_URL_ROOT . '/expensereport/card.php?action=create', isModEnabled('expensereport') && $user->hasRight('expensereport', 'creer')),
        array('pencil', 'ElaskaCaseModify', elaska_url('case_card.php', array('id' => $id, 'action' => 'edit')), !empty($page['may']['edit'])),
    );
    $out = '';
    foreach ($links as list($icon, $label, $url, $shown)) {
        $out .= $shown ? '<a href="' . elaska_h($url) . '">' . elaska_icon($icon) . elaska_t($label) . '</a>' : '';
    }
    return '<details class="elaska-menu elaska-more"><summary class="elaska-second">' . elaska_t('ElaskaMore') . '</summary><nav>' . $out . elaska_cockpit_rare($page) . '</nav></details>';
}

/** What is done once in the life of a case. @param array<string,mixed> $page */
function elaska_cockpit_rare(array $page): string
{
    $url = elaska_url('case_card.php', array('id' => $page['id']));
    $out = '';
    if (!empty($page['may']['edit']) && $page['template']) {
        $out .= elaska_act_button($url, 'apply_template', elaska_words('ElaskaTemplateApply'), array(), '', 'elaska-menu-button');
    }
    $closed = in_array($page['status']['class'] ?? '', array('done', 'cancelled'), true);
    if ($page['archived'] || ($closed && !empty($page['may']['close']))) {
        $out .= elaska_act_button($url, 'archive', elaska_words($page['archived'] ? 'ElaskaUnarchive' : 'ElaskaArchive'), array('archived' => $page['archived'] ? '0' : '1'), '', 'elaska-menu-button');
    }
    return $out !== '' ? '<hr>' . $out : '';
}

/** Left: client, team, others. @param array<string,mixed> $page */
function elaska_cockpit_left(array $page): string
{
    $url = elaska_url('case_card.php', array('id' => $page['id'], 'tab' => 'people'));
    $client = (int) ($page['client']['id'] ?? 0);
    $out = '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaClient') . '</h2></header><p class="elaska-person">' . elaska_face((string) ($page['client']['name'] ?? ''), $client) . '<span><strong>' . elaska_client($page['client'])
        . '</strong><br>' . elaska_link(elaska_url('thirdparty_tab.php', array('socid' => $client)), elaska_words('ElaskaClientSheet')) . '</span></p></section>';
    $out .= '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaTeam') . '</h2>' . elaska_link($url, elaska_words('ElaskaManage')) . '</header><ul class="elaska-people">';
    foreach ($page['team'] as $one) {
        $out .= '<li class="elaska-person">' . elaska_face((string) $one['name'], (int) ($one['id'] ?? 0)) . '<span>' . elaska_h($one['name']) . '<br><span class="elaska-quiet">' . elaska_h($one['role_label']) . '</span></span></li>';
    }
    $out .= '</ul></section>';
    if ($page['parties']) {
        $out .= '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaParties') . '</h2>' . elaska_link($url, elaska_words('ElaskaManage')) . '</header><ul class="elaska-people">';
        foreach ($page['parties'] as $one) {
            $out .= '<li class="elaska-person">' . elaska_face((string) $one['name'], (int) $one['id']) . '<span>' . elaska_h($one['name']) . '<br><span class="elaska-quiet">' . elaska_h($one['role_label']) . '</span></span></li>';
        }
        $out .= '</ul></section>';
    }
    return $out;
}

/** What presses, most pressing first. @param array<string,mixed> $page @return list<array{string, string, string, string}> colour, text, url, detail */
function elaska_cockpit_pressing(array $page): array
{
    $rows = array();
    if (elaska_cockpit_closed($page)) {
        return $rows; // what was left over presses nobody
    }
    $card = static fn (string $tab): string => elaska_url('case_card.php', array('id' => $page['id'], 'tab' => $tab));
    foreach ($page['steps'] as $step) {
        if ($step['late'] || ($step['current'] && $step['planned_on'] !== null)) {
            $rows[] = array($step['late'] ? 'red' : 'blue', elaska_words('ElaskaPressStep', (string) $step['label']), $card('case') . '#step-' . (int) $step['id'], elaska_day($step['planned_on']));
        }
    }
    foreach ($page['pieces'] as $piece) {
        if ($piece['status']['code'] === 'waiting' || $piece['late']) {
            $rows[] = array($piece['late'] ? 'red' : 'amber', elaska_words($piece['late'] ? 'ElaskaPressPieceLate' : 'ElaskaPressPiece', (string) $piece['label']), $card('docs') . '#piece-' . (int) $piece['id'], elaska_day($piece['due_on']));
        }
    }
    foreach ($page['actions'] as $action) {
        if (($action['status']['code'] ?? '') === 'waiting') {
            $rows[] = array(!empty($action['late']) ? 'red' : 'orange', elaska_words('ElaskaPressAction', dol_trunc((string) $action['message'], 60)), $card('case') . '#elaska-actions', elaska_day($action['due_on'] ?? null));
        }
    }
    usort($rows, static fn (array $a, array $b): int => ($b[0] === 'red') <=> ($a[0] === 'red'));
    return $rows;
}

/** Right: what presses, countdown, package, price, facts. @param array<string,mixed> $page */
function elaska_cockpit_right(array $page): string
{
    $rows = '';
    $pressing = elaska_cockpit_pressing($page);
    foreach (array_slice($pressing, 0, 7) as list($colour, $text, $url, $detail)) {
        $rows .= '<li><span class="elaska-dot elaska-c-' . $colour . '">' . elaska_link($url, $text) . '</span>' . ($detail !== '' ? '<span class="elaska-quiet elaska-num">' . $detail . '</span>' : '') . '</li>';
    }
    $rows .= count($pressing) > 7 ? '<li class="elaska-quiet">' . elaska_t('ElaskaPressMore', (string) (count($pressing) - 7)) . '</li>' : '';
    $out = '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaPressing') . '</h2></header>' . elaska_cockpit_countdown($page)
        . ($rows !== '' ? '<ul class="elaska-press">' . $rows . '</ul>' : '<p class="elaska-quiet">' . elaska_t('ElaskaPressNothing') . '</p>') . '</section>';
    $gauge = elaska_gauge($page['gauge']);
    $out .= $gauge !== '' ? '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaPackage') . '</h2></header>' . $gauge . '</section>' : '';
    $out .= '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaCaseFacts') . '</h2></header>' . elaska_case_facts($page) . elaska_cockpit_progress_form($page, elaska_url('case_card.php', array('id' => $page['id']))) . '</section>';
    $change = elaska_can('rates/write') ? elaska_link(elaska_url('case_card.php', array('id' => $page['id'], 'edit' => 'terms')), elaska_words('Modify')) : '';
    return $out . '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaTerms') . '</h2>' . $change . '</header>' . elaska_case_terms($page) . '</section>';
}

/** What failed behind the scenes is never silent. @param array<string,mixed> $page */
function elaska_cockpit_failed(Elaska\Office $office, array $page): string
{
    if ((int) ($page['effects_failed'] ?? 0) === 0) {
        return '';
    }
    $url = elaska_url('case_card.php', array('id' => $page['id']));
    $out = '';
    foreach ($office->call('effect.list', array('case' => (int) $page['id']))['rows'] ?? array() as $effect) {
        if (($effect['state'] ?? '') === 'failed') {
            $why = isset($effect['error']) && $effect['error'] !== '' ? ' <span class="elaska-quiet">' . elaska_h(elaska_sentence((string) $effect['error'])) . '</span>' : '';
            $out .= '<li>' . elaska_t('ElaskaEffect_' . preg_replace('/[^a-z_].*$/', '', (string) ($effect['what'] ?? ''))) . $why . ' ' . (!empty($page['may']['edit']) ? elaska_act_button($url, 'effect_retry', elaska_words('ElaskaRetry'), array('effect' => (int) $effect['id'])) : '') . '</li>';
        }
    }
    return '<div class="elaska-notice elaska-c-red" role="alert"><strong>' . elaska_t('ElaskaEffectsFailed', (string) $page['effects_failed']) . '</strong><ul class="elaska-plain">' . $out . '</ul></div>';
}

/* ---- the body of the page ---------------------------------------------------- */

/** Items of a reference list: code => label. @return array<string,string> */
function elaska_reference(Elaska\Office $office, string $list): array
{
    $labels = array();
    $read = $office->call('reference.read', array('list' => $list));
    foreach ($read['items'] ?? array() as $item) {
        $label = $item['label'] ?? $item['code'];
        if ($item['active'] ?? true) {
            $labels[(string) $item['code']] = is_array($label) ? (string) ($label[strpos((string) $GLOBALS['langs']->defaultlang, 'en') === 0 ? 'en' : 'fr'] ?? $label['fr'] ?? $item['code']) : (string) $label;
        }
    }
    return $labels;
}

/** Center of the page for a tab. @param array<string,mixed> $page */
function elaska_cockpit_center(Elaska\Office $office, array $page, string $tab, string $url, ?Elaska\Exception $error): string
{
    switch ($tab) {
        case 'docs':
            $categories = elaska_reference($office, 'piece_categories');
            $shares = elaska_share_read($office, (int) $page['id']);
            return elaska_share_brief($page, $shares) . elaska_cockpit_docs($page, $categories, $url, $error) . elaska_document_of_case($office, $page, $categories, $url, $error) . elaska_share_sections($office, $page, $shares, $url, $error);
        case 'infos':
            return elaska_cockpit_infos($office, $page);
        case 'people':
            return elaska_cockpit_people($page, elaska_reference($office, 'case_roles'), elaska_reference($office, 'party_roles'), $url, $error);
        case 'steps':
            return $page['steps'] ? '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaTabSteps') . '</h2></header>' . elaska_steps($page, $url, null, true) . '</section>' : elaska_empty(elaska_words('ElaskaStepsNone'));
        case 'tickets':
            return elaska_cockpit_tickets($office, $page);
        case 'meetings':
            return elaska_cockpit_meetings($office, $page);
        case 'notes':
            return elaska_cockpit_notes($page, $office->call('note.list', array('case' => (int) $page['id'], 'limit' => 100, 'with_groups' => true)), $url, $error);
    }
    foreach ($page['template']['tabs'] ?? array() as $one) {
        if ($tab === 'x_' . $one['code']) {
            $values = elaska_values_panels($page['fields'], $page['groups'], $one['groups']);
            return $values !== '' ? $values . elaska_cockpit_fields_link($page) : elaska_empty(elaska_words('ElaskaFieldsNone'), elaska_cockpit_fields_link($page));
        }
    }
    return elaska_cockpit_activity($office, $page, $url, $error);
}

/** @param array<string,mixed> $page */
function elaska_cockpit_activity(Elaska\Office $office, array $page, string $url, ?Elaska\Exception $error): string
{
    $ask = GETPOST('ask', 'aZ09') === 'client' && !empty($page['may']['edit']) ? elaska_cockpit_ask($page, $url, $error) : '';
    $events = (new Elaska\Events($office))->list(array('case' => (int) $page['id'], 'limit' => 8));
    $more = elaska_link(elaska_url('case_card.php', array('id' => $page['id'], 'tab' => 'timeline')), elaska_words('ElaskaSeeAll'));
    $steps = elaska_steps($page, $url, $error);
    return $ask . elaska_cockpit_failed($office, $page)
        . ($steps !== '' ? '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaSteps') . '</h2></header>' . $steps . '</section>' : elaska_case_tiles($page))
        . elaska_cockpit_actions($page, $url) . elaska_cockpit_deliverables($page)
        . ((string) $page['description'] !== '' ? '<section class="elaska-panel"><header><h2>' . elaska_t('Description') . '</h2></header>' . elaska_lines($page['description']) . '</section>' : '')
        . '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaTimeline') . '</h2>' . $more . '</header>' . elaska_timeline($events['rows'], false, true, $page['statuses'] ?? array()) . '</section>';
}

/** @param array<string,mixed> $page */
function elaska_cockpit_fields_link(array $page): string
{
    return !empty($page['may']['edit']) && $page['template'] ? elaska_button(elaska_url('case_card.php', array('id' => $page['id'], 'tab' => 'infos', 'edit' => 'fields')), elaska_words('ElaskaFieldsEdit'), 'elaska-second') : '';
}

/** Values of the template's fields, then the answers of each step's form. @param array<string,mixed> $page */
function elaska_cockpit_infos(Elaska\Office $office, array $page): string
{
    $out = elaska_values_panels($page['fields'], $page['groups']);
    $answered = array_filter($page['steps'], static fn (array $step): bool => $step['form'] !== null && $step['answered']);
    foreach ($answered ? $office->call('case.answers', array('case' => (int) $page['id']))['steps'] : array() as $form) {
        $edit = !empty($page['may']['edit']) ? elaska_link(elaska_url('case_step.php', array('step' => $form['id'], 'case' => $page['id'])), elaska_words('Modify')) : '';
        $out .= '<section class="elaska-panel"><header><h2>' . elaska_h($form['form']) . '</h2>' . $edit . '</header>' . elaska_step_sent($form) . elaska_values_facts(array_values(array_filter($form['rows'], static fn (array $row): bool => (string) ($row['text'] ?? '') !== ''))) . '</section>';
    }
    $link = elaska_cockpit_fields_link($page);
    return $out !== '' ? '<div class="elaska-panels">' . $out . '</div><div class="elaska-buttons">' . $link . '</div>' : elaska_empty(elaska_words('ElaskaFieldsNone'), $link);
}

/** The template's fields, typed. @param array<string,mixed> $page */
function elaska_cockpit_fields_form(Elaska\Office $office, array $page, ?Elaska\Exception $error): string
{
    $form = $office->call('case.form', array('case' => (int) $page['id']));
    $values = $form['answers'];
    $url = elaska_url('case_card.php', array('id' => $page['id'], 'tab' => 'infos'));
    $out = elaska_form($url, 'fields', 'elaska-form', 'data-elaska-keep') . '<input type="hidden" name="version" value="' . elaska_h(elaska_value('version', (string) $page['version'])) . '">';
    $groups = array_merge($form['groups'] ?? array(), array(array('code' => '', 'label' => elaska_words('ElaskaOtherFields'))));
    foreach ($groups as $group) {
        $fields = '';
        foreach ($form['fields'] as $field) {
            $fields .= (string) ($field['group'] ?? '') === $group['code'] ? elaska_value_field($field, $values[$field['code']] ?? null, $error) : '';
        }
        $out .= $fields !== '' ? '<fieldset><legend>' . elaska_h($group['label']) . '</legend>' . $fields . '</fieldset>' : '';
    }
    $out .= '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('Save') . '</button>' . elaska_link($url, elaska_words('Cancel'), 'elaska-second') . '</div></form>';
    return '<section class="elaska-panel">' . ($error !== null ? $out : elaska_live_form($form, 'case.fields', array('case' => (int) $page['id'], 'version' => (int) $form['version']), 'fields', $url, $out, array('object' => 'case', 'id' => (int) $page['id'], 'visible' => false))) . '</section>';
}

function elaska_cockpit_fields_save(Elaska\Office $office, int $case, string $back): ?Elaska\Exception
{
    return elaska_try(static function () use ($office, $case, $back): void {
        $form = $office->call('case.form', array('case' => $case));
        $office->call('case.fields', array('case' => $case, 'version' => (int) elaska_in('version'), 'fields' => elaska_values_posted($form['fields'])));
        elaska_redirect($back, elaska_words('ElaskaSaved'));
    });
}

/**
 * Everything below the head.
 *
 * @param array<string,mixed> $page
 */
function elaska_cockpit_body(Elaska\Office $office, array $page, string $tab, string $edit, string $url, ?Elaska\Exception $error): string
{
    $id = (int) $page['id'];
    if ($tab === 'timeline') {
        $trail = elaska_trail_read();
        $events = (new Elaska\Events($office))->list(array('case' => $id, 'limit' => 50) + ($trail ? array('after' => (string) end($trail)) : array()));
        return '<section class="elaska-panel">' . elaska_timeline($events['rows'], true, true, $page['statuses'] ?? array()) . '</section>' . elaska_pager('case_card.php', array('id' => $id, 'tab' => 'timeline'), $events['next'], $trail);
    }
    if ($tab === 'tasks') {
        $steps = array_map(static fn (array $step): array => array('id' => $step['id'], 'label' => $step['label']), $page['steps']);
        return elaska_board(array('case' => $id), $office->call('task.board', array('case' => $id, 'first' => ELASKA_BOARD_FIRST)), $steps);
    }
    if ($edit === 'case' && elaska_can('case/write')) {
        return elaska_case_form((new Elaska\Cases($office))->read(array('case' => $id)) + $page, $error);
    }
    if ($edit === 'fields' && $page['template'] && elaska_can('case/write')) {
        return elaska_cockpit_fields_form($office, $page, $error);
    }
    $center = ($edit === 'terms' && elaska_can('rates/write') ? elaska_terms_form($page, $error) : '') . elaska_cockpit_center($office, $page, $tab, $url, $error);
    return '<div class="elaska-cockpit" ' . elaska_endpoint() . ' data-upload-url="' . elaska_h(dol_buildpath('/elaska/ajax/upload.php', 1)) . '"><main>' . $center . '</main><aside class="elaska-cockpit-right">' . elaska_cockpit_right($page)
        . '</aside><aside class="elaska-cockpit-left">' . elaska_cockpit_left($page) . '</aside></div>';
}
