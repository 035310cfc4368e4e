<?php
/*
 * Pieces of the pages of cases: head and tabs, facts, gauge, changes of status.
 */
require_once __DIR__ . '/elaska_report.lib.php';

/** Status, and what adds to it. @param array<string,mixed> $case */
function elaska_case_badges(array $case): string
{
    return elaska_badge($case['status']) . (empty($case['late']) ? '' : ' ' . elaska_mark('ElaskaLate', 'red')) . (isset($case['portal_visible']) && !$case['portal_visible'] ? ' ' . elaska_mark('ElaskaNotOnPortal') : '');
}

/* ---- one case ------------------------------------------------------------ */

/** Tabs of a case, with their counters. @return list<array{string, string, string}> */
function elaska_case_tabs(array $case): array
{
    $c = $case['counters'] ?? array();
    $card = static fn (string $tab): string => elaska_url('case_card.php', array('id' => $case['id'], 'tab' => $tab));
    $mark = static fn (string $text): string => $text === '' || $text === '0' ? '' : ' <span class="badge marginleftonlyshort">' . elaska_h($text) . '</span>';
    $total = (int) $case['total_s'];
    $tabs = array(
        array(elaska_url('case_card.php', array('id' => $case['id'])), elaska_t('ElaskaTabActivity'), 'case'),
        array($card('tasks'), elaska_t('ElaskaTabTasks') . $mark((string) ($c['tasks_open'] ?? 0)), 'tasks'),
        array($card('docs'), elaska_t('ElaskaTabDocs') . $mark((string) ($c['pieces'] ?? 0)), 'docs'),
        array(elaska_url('case_time.php', array('id' => $case['id'])), elaska_t('ElaskaTabMoney') . $mark($total > 0 ? elaska_clock($total) : ''), 'time'),
        array($card('infos'), elaska_t('ElaskaTabInfos'), 'infos'),
    );
    foreach ($case['template']['tabs'] ?? array() as $tab) {
        $tabs[] = array($card('x_' . $tab['code']), elaska_h($tab['label']), 'x_' . $tab['code']);
    }
    $tabs[] = array($card('people'), elaska_t('ElaskaTabPeople') . $mark((string) (count($case['team'] ?? array()) + count($case['parties'] ?? array()))), 'people');
    foreach (array('tickets' => array('ElaskaTabTickets', 'tickets_open'), 'meetings' => array('ElaskaTabMeetings', 'meetings_to_come')) as $name => list($label, $count)) {
        if (elaska_native_may($name) !== '') {
            $tabs[] = array($card($name), elaska_t($label) . $mark((string) ($c[$count] ?? 0)), $name);
        }
    }
    $done = count(array_filter($case['steps'] ?? array(), static fn (array $s): bool => $s['done_at'] !== null));
    $tabs[] = array($card('steps'), elaska_t('ElaskaTabSteps') . $mark($done > 0 ? (string) $done : ''), 'steps');
    $tabs[] = array($card('notes'), elaska_t('ElaskaTabNotes'), 'notes');
    $tabs[] = array($card('timeline'), elaska_t('ElaskaTimeline'), 'timeline');
    return $tabs;
}

/** Tabs and head, the same on every tab: what it is, whose, in which state, what can be done. */
function elaska_case_head(array $case, string $tab): string
{
    $out = dol_get_fiche_head(elaska_case_tabs($case), $tab, elaska_words('ElaskaCase'), -1, 'fa-folder-open', 0, '', '', 12);
    $type = $case['template']['label'] ?? elaska_words('ElaskaCaseNature_' . $case['nature']);
    $out .= '<header class="elaska-head"><div><p class="elaska-head-over"><span class="elaska-ref">' . elaska_h($case['ref']) . '</span> · ' . elaska_client($case['client']) . ' · ' . elaska_h($type) . '</p><h1>' . elaska_h($case['title']) . '</h1>'
        . '<div class="elaska-badges">' . elaska_case_moves($case) . (empty($case['late']) ? '' : ' ' . elaska_mark('ElaskaLate', 'red')) . ($case['portal_visible'] ? '' : ' ' . elaska_mark('ElaskaNotOnPortal'))
        . (!empty($case['archived']) ? elaska_mark('ElaskaArchived') : '') . elaska_level_mark((int) ($case['confidentiality'] ?? 0))
        . ((int) $case['priority'] > 1 ? elaska_badge(array('label' => elaska_words('ElaskaPriority_' . (int) $case['priority']), 'colour' => (int) $case['priority'] > 2 ? 'red' : 'amber')) : '')
        . (isset($case['own_tags']) ? elaska_cockpit_marks($case) : '') . (isset($case['counters']) ? elaska_cockpit_progress($case) : '') . '<span class="elaska-quiet">' . ($case['lead'] ? elaska_h($case['lead']['name']) : '') . ($case['start_on'] ? ' · ' . elaska_day($case['start_on']) . ($case['due_on'] ? ' → ' . elaska_day($case['due_on']) : '') : '') . '</span></div></div><div class="elaska-head-acts">';
    if (elaska_can('time/own')) {
        $out .= elaska_timer_button(array('case' => (int) $case['id']), elaska_words('ElaskaStartTimer'));
    }
    if (elaska_can('case/write') && empty($case['archived'])) {
        $out .= elaska_button(elaska_url('case_card.php', array('id' => $case['id'], 'tab' => 'tasks', 'new' => 1)), elaska_words('ElaskaTaskNew'), 'elaska-second');
    }
    $out .= elaska_cockpit_qr($case) . elaska_report_menu(elaska_url('case_export.php', array('id' => (int) $case['id'])), !empty($case['may']['edit'])) . elaska_cockpit_more($case) . '</div></header>';
    return $out . elaska_cockpit_counters($case) . elaska_cockpit_tags($case);
}

/** The status, which opens the changes that this person may make. */
function elaska_case_moves(array $case): string
{
    $badge = $case['status'];
    if (empty($case['transitions'])) {
        return '<span class="elaska-badge elaska-badge-large elaska-c-' . elaska_h($badge['colour']) . '">' . elaska_h($badge['label']) . '</span>';
    }
    $out = '';
    $last = '';
    foreach ($case['transitions'] as $move) {
        $label = in_array($move['name'], array('move', 'reopen'), true) ? $move['to_label'] : $move['label'];
        $label = $move['name'] === 'reopen' ? $move['label'] . ' : ' . $label : $label;
        $out .= ($last !== '' && $last !== $move['name'] && $last === 'move' ? '<hr>' : '') . '<button type="submit" name="to" value="' . elaska_h($move['to']) . '"' . elaska_reason_ask($move) . '>' . elaska_h($label) . '</button>';
        $last = $move['name'];
    }
    return '<details class="elaska-menu elaska-menu-left"><summary class="elaska-badge elaska-badge-large elaska-c-' . elaska_h($badge['colour']) . '" title="' . elaska_t('ElaskaCaseStatusChange') . '">' . elaska_h($badge['label']) . '</summary>' . elaska_form(elaska_url('case_card.php', array('id' => $case['id'])), 'status') . $out
        . '<input type="hidden" name="reason" value=""><noscript><label>' . elaska_t('ElaskaReason') . ' <input type="text" name="reason" maxlength="500"></label></noscript></form></details>';
}

/** What is left when a case is closed, asked once. */
function elaska_case_ask_closing(array $case, Elaska\Exception $error): string
{
    $url = elaska_url('case_card.php', array('id' => $case['id']));
    $own = array_column($case['transitions'] ?? array(), 'to_label', 'to');
    $yes = elaska_words('ElaskaCaseCloseAnyway', mb_strtolower($own[elaska_in('to')] ?? elaska_status_label('case', elaska_in('to'))));
    return elaska_confirm($url, 'status', elaska_error_text($error), $yes, $url, array('to' => elaska_in('to'), 'reason' => elaska_in('reason'), 'confirm' => '1'));
}

/** Time of the case by state, each figure leading to its list. */
function elaska_case_tiles(array $case): string
{
    $t = $case['totals'];
    $tiles = array(
        array('ElaskaCaseTotal', (int) $case['total_s'], 'all', ''),
        array('ElaskaMenuTimeOpen', (int) ($t['draft_s'] ?? 0) + (int) ($t['submitted_s'] ?? 0), 'unvalidated', 'amber'),
        array('ElaskaCaseToBill', (int) $t['validated_s'], 'validated', 'teal'),
        array('ElaskaMenuTimeInvoiced', (int) $t['invoiced_s'], 'invoiced', 'green'),
    );
    $out = '<div class="elaska-tiles elaska-tiles-4">';
    foreach ($tiles as list($label, $seconds, $view, $colour)) {
        $out .= '<a class="elaska-tile' . ($colour !== '' && $seconds > 0 ? ' elaska-c-' . $colour : '') . '" href="' . elaska_h(elaska_url('case_time.php', array('id' => $case['id'], 'view' => $view))) . '"><span class="elaska-tile-label">' . elaska_t($label)
            . '</span><span class="elaska-tile-figure">' . elaska_clock($seconds) . '</span></a>';
    }
    return $out . '</div>';
}

function elaska_case_facts(array $case): string
{
    $facts = array('ElaskaClient' => elaska_client($case['client']), 'ElaskaLead' => elaska_h($case['lead']['name'] ?? ''), 'ElaskaStartOn' => elaska_day($case['start_on']),
        'ElaskaDue' => elaska_day($case['due_on']) . (empty($case['late']) ? '' : ' ' . elaska_mark('ElaskaLate', 'red')), 'ElaskaClosedOn' => elaska_day($case['closed_on']),
        'ElaskaPriority' => elaska_t('ElaskaPriority_' . (int) $case['priority']), 'ElaskaPortal' => elaska_case_portal($case),
        'Project' => empty($case['project']) ? '' : elaska_link(DOL_URL_ROOT . '/projet/card.php?id=' . (int) $case['project']['id'], (string) $case['project']['name']));
    $out = '<dl class="elaska-facts">';
    foreach ($facts as $label => $value) {
        $out .= $value === '' ? '' : '<dt>' . elaska_t($label) . '</dt><dd>' . $value . '</dd>';
    }
    return $out . '</dl>';
}

/** How the time of the case is billed, in words. */
function elaska_case_terms(array $case): string
{
    $terms = $case['terms'];
    $model = (string) $terms['model'];
    $currency = (string) ($terms['currency'] ?? 'EUR');
    $facts = array('ElaskaTermsModel' => '<strong>' . elaska_t('ElaskaModel_' . $model) . '</strong>');
    if (array_key_exists('rate', $terms)) {
        $facts['ElaskaRate'] = $terms['rate'] !== null ? elaska_rate($terms['rate'], $currency) : ($model === 'hourly' ? '<span class="elaska-quiet">' . elaska_t('ElaskaTermsRateElse') . '</span>' : '');
        $facts['ElaskaTermsPrice'] = elaska_amount($terms['price_minor'], $currency);
    }
    $facts['ElaskaTermsIncluded'] = $terms['included_s'] !== null ? elaska_duration($terms['included_s']) : '';
    if (array_key_exists('overage_rate', $terms)) {
        $facts['ElaskaTermsOverage'] = elaska_rate($terms['overage_rate'], $currency);
        $facts['ElaskaVat'] = elaska_h(rtrim(rtrim(elaska_decimal($terms['vat']), '0'), ',.')) . '&nbsp;%';
    }
    $facts['ElaskaTermsInvoicing'] = in_array($model, array('package', 'fixed'), true) ? elaska_t('ElaskaInvoicing_' . $terms['invoicing']) : '';
    $facts['ElaskaTermsFrom'] = elaska_day($terms['valid_from']);
    $out = '<dl class="elaska-facts">';
    foreach ($facts as $label => $value) {
        $out .= $value === '' ? '' : '<dt>' . elaska_t($label) . '</dt><dd>' . $value . '</dd>';
    }
    return $out . '</dl>';
}

/** Whether the client sees it, with the way there and to who may come in. @param array<string,mixed> $case */
function elaska_case_portal(array $case): string
{
    if (!$case['portal_visible']) {
        return elaska_t('ElaskaPortalNo');
    }
    $out = elaska_t('ElaskaPortalYes');
    if (!empty($case['qr']['address'])) {
        $out .= '<br>' . elaska_link((string) $case['qr']['address'], elaska_words('ElaskaPortalSee'));
    }
    return $out . (elaska_can('account/manage') && !empty($case['client']['id']) ? '<br>' . elaska_link(elaska_url('accounts_tab.php', array('socid' => (int) $case['client']['id'])), elaska_words('ElaskaPortalWho')) : '');
}
