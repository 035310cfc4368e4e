<?php
/*
 * Panels of the client's tab: figures, cases, latest entries.
 */

/** What can be begun from here. */
function elaska_client_actions(int $client): string
{
    $out = '';
    if (elaska_can('time/own')) {
        $out .= elaska_timer_button(array('client' => $client), elaska_words('ElaskaStartTimer'));
        $out .= elaska_button(elaska_url('time_card.php', array('action' => 'create', 'client' => $client)), elaska_words('ElaskaMenuTimeNew'), 'elaska-secondary');
    }
    if (elaska_can('case/write')) {
        $out .= elaska_button(elaska_url('case_card.php', array('action' => 'create', 'client' => $client)), elaska_words('ElaskaMenuCaseNew'), elaska_can('time/own') ? 'elaska-secondary' : 'butAction');
    }
    return $out !== '' ? '<div class="elaska-client-acts">' . $out . '</div>' : '';
}

/** Sum of the time of this client in one state. @return array{sum_s: int, total: int} */
function elaska_client_sum(Elaska\Office $office, int $client, string $status): array
{
    $list = (new Elaska\Time($office))->list(array('client' => $client, 'limit' => 1, 'with_sum' => true) + ($status !== '' ? array('status' => $status) : array()));
    return array('sum_s' => (int) ($list['sum_s'] ?? 0), 'total' => (int) ($list['total'] ?? 0));
}

/** Figures that lead to their list. */
function elaska_client_tiles(Elaska\Office $office, int $client): string
{
    $tiles = '';
    if (elaska_can('time/own', 'time/validate', 'time/others')) {
        $all = elaska_client_sum($office, $client, '');
        $open = elaska_client_sum($office, $client, 'unvalidated');
        $billed = elaska_client_sum($office, $client, 'invoiced');
        if ($all['total'] === 0) {
            // Four zeros say nothing; what is due without any time (a price) still does.
            $bill = elaska_client_bill_tile($office, $client, true);
            return $bill !== '' ? '<div class="elaska-tiles">' . $bill . '</div>' : '';
        }
        $tiles .= elaska_client_tile('ElaskaTimeInWork', elaska_clock($open['sum_s']), elaska_t($open['total'] > 1 ? 'ElaskaToValidateMany' : ($open['total'] === 1 ? 'ElaskaToValidate' : 'ElaskaToValidateNone'), (string) $open['total']),
            elaska_url('time_list.php', array('view' => 'unvalidated', 'client' => $client)), $open['total'] > 0 ? 'amber' : '');
        $tiles .= elaska_client_bill_tile($office, $client);
        $tiles .= elaska_client_tile('ElaskaTimeBilled', elaska_clock($billed['sum_s']), elaska_t('ElaskaOnInvoices'), elaska_url('time_list.php', array('view' => 'invoiced', 'client' => $client)));
        $tiles .= elaska_client_tile('ElaskaTimeInAll', elaska_clock($all['sum_s']), elaska_t($all['total'] > 1 ? 'ElaskaEntriesMany' : 'ElaskaEntriesOne', (string) $all['total']), elaska_url('time_list.php', array('client' => $client)));
    } else {
        $tiles .= elaska_client_bill_tile($office, $client);
    }
    return $tiles !== '' ? '<div class="elaska-tiles">' . $tiles . '</div>' : '';
}

function elaska_client_tile(string $label, string $figure, string $hint, string $url, string $colour = ''): string
{
    return '<a class="elaska-tile' . ($colour !== '' ? ' elaska-c-' . $colour : '') . '" href="' . elaska_h($url) . '"><span class="elaska-tile-label">' . elaska_t($label)
        . '</span><span class="elaska-tile-figure">' . elaska_h($figure) . '</span><span class="elaska-tile-hint">' . $hint . '</span></a>';
}

/** What may be billed now: time, with its amount where the person may see amounts; else validated time alone. */
function elaska_client_bill_tile(Elaska\Office $office, int $client, bool $onlyDue = false): string
{
    if (!elaska_can('invoice/create')) {
        if ($onlyDue || !elaska_can('time/own', 'time/validate', 'time/others')) {
            return '';
        }
        $done = elaska_client_sum($office, $client, 'validated');
        return elaska_client_tile('ElaskaTimeValidated', elaska_clock($done['sum_s']), elaska_t('ElaskaNotBilledYet'), elaska_url('time_list.php', array('view' => 'validated', 'client' => $client)));
    }
    $queue = (new Elaska\Billing($office))->queue(array('client' => $client));
    if ($onlyDue && !$queue['rows']) {
        return '';
    }
    $row = $queue['rows'][0] ?? array('to_bill_s' => 0, 'to_bill_minor' => 0, 'prices_minor' => 0, 'missing_rates' => 0);
    $hints = array();
    if ($row['missing_rates'] > 0) {
        $hints[] = elaska_t($row['missing_rates'] > 1 ? 'ElaskaMissingRatesMany' : 'ElaskaMissingRates', (string) $row['missing_rates']);
    } elseif (isset($row['to_bill_minor']) && elaska_can('rates/read')) {
        $hints[] = elaska_h(elaska_money((int) $row['to_bill_minor'] + (int) ($row['prices_minor'] ?? 0), (string) $queue['currency'])) . ' ' . elaska_t('ElaskaExclVat');
    }
    return elaska_client_tile('ElaskaMenuBilling', elaska_clock($row['to_bill_s']), implode(' · ', $hints), elaska_url('billing_client.php', array('socid' => $client)),
        $row['missing_rates'] > 0 ? 'red' : ($row['to_bill_s'] > 0 ? 'teal' : ''));
}

/** @param array<string,mixed> $cases @param list<string> $trail */
function elaska_client_cases(array $cases, int $client, string $view, array $trail, string $name): string
{
    $views = array('open' => elaska_words('ElaskaCaseViewOpen'), 'closed' => elaska_words('ElaskaCaseViewClosed'), 'all' => elaska_words('ElaskaCaseViewAll'));
    $out = '<h2 class="elaska-heading">' . elaska_t('ElaskaMenuCases') . '</h2>' . elaska_views('thirdparty_tab.php', 'view', $views, $view, array('socid' => $client));
    if (!$cases['rows']) {
        $new = elaska_can('case/write') && $view !== 'closed' ? elaska_button(elaska_url('case_card.php', array('action' => 'create', 'client' => $client)), elaska_words('ElaskaMenuCaseNew'), 'butAction') : '';
        return $out . elaska_empty(elaska_words('ElaskaClientNoCase_' . $view, $name), $new);
    }
    $out .= '<table class="noborder centpercent elaska-list elaska-compact"><thead><tr class="liste_titre"><th scope="col">' . elaska_t('ElaskaCase') . '</th><th scope="col">' . elaska_t('Status') . '</th><th scope="col">' . elaska_t('ElaskaLead')
        . '</th><th scope="col">' . elaska_t('ElaskaDue') . '</th><th scope="col">' . elaska_t('ElaskaPackage') . '</th><th scope="col" class="right">' . elaska_t('ElaskaTimeSpent') . '</th></tr></thead><tbody>';
    foreach ($cases['rows'] as $row) {
        $gauge = elaska_gauge($row['gauge'], true);
        $out .= '<tr class="oddeven"><td class="elaska-title">' . elaska_case($row) . '</td><td data-label="' . elaska_t('Status') . '"><span class="elaska-badges">' . elaska_case_badges($row) . '</span></td>'
            . '<td data-label="' . elaska_t('ElaskaLead') . '">' . elaska_h($row['lead']['name'] ?? '') . '</td>'
            . ($row['due_on'] !== null ? '<td class="nowraponall" data-label="' . elaska_t('ElaskaDue') . '">' . elaska_day($row['due_on']) . '</td>' : '<td></td>')
            . ($gauge !== '' ? '<td data-label="' . elaska_t('ElaskaPackage') . '">' . $gauge . '</td>' : '<td></td>')
            . ($row['total_s'] > 0 ? '<td class="right" data-label="' . elaska_t('ElaskaTimeSpent') . '">' . elaska_duration($row['total_s']) . '</td>' : '<td></td>') . '</tr>';
    }
    return $out . '</tbody></table>' . elaska_pager('thirdparty_tab.php', array('socid' => $client, 'view' => $view), $cases['next'], $trail);
}

/** The latest entries of the client, newest first. */
function elaska_client_latest(Elaska\Office $office, int $client): string
{
    if (!elaska_can('time/own', 'time/validate', 'time/others')) {
        return '';
    }
    $rows = (new Elaska\Time($office))->list(array('client' => $client, 'limit' => 6))['rows'];
    $out = '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaLatestTime') . '</h2>'
        . ($rows ? elaska_link(elaska_url('time_list.php', array('client' => $client)), elaska_words('ElaskaSeeAll')) : '') . '</header>';
    if (!$rows) {
        return $out . elaska_empty(elaska_words('ElaskaClientNoTime')) . '</section>';
    }
    $out .= '<ul class="elaska-latest">';
    foreach ($rows as $row) {
        $what = $row['description'] !== null && $row['description'] !== '' ? dol_trunc($row['description'], 80) : $row['activity']['label'];
        $out .= '<li><div><a href="' . elaska_h(elaska_url('time_card.php', array('id' => $row['id']))) . '">' . elaska_h($what) . '</a><span class="elaska-quiet elaska-small">' . elaska_day($row['work_on']) . ' · '
            . elaska_h($row['user']['name']) . '</span></div><div>' . elaska_duration($row['duration_s']) . elaska_badge($row['status']) . '</div></li>';
    }
    return $out . '</ul></section>';
}
