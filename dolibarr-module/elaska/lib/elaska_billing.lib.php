<?php
/*
 * Pieces of the billing pages: filters, what waits by client, the list to choose from, the preview, what an invoice
 * holds. Amounts and sums are those of the core.
 */

/** Filters in the address, as the core reads them. @return array<string,int|string> */
function elaska_billing_filters(): array
{
    $filters = array();
    foreach (array('client' => 'socid', 'case' => 'case', 'contract' => 'contract', 'user' => 'userid', 'activity' => 'activity') as $name => $param) {
        if (GETPOSTINT($param) > 0) {
            $filters[$name] = GETPOSTINT($param);
        }
    }
    foreach (array('from', 'to') as $name) {
        $day = (string) GETPOST($name, 'aZ09');
        if (preg_match('/^\d{4}-\d\d-\d\d$/', $day)) {
            $filters[$name] = $day;
        }
    }
    return $filters;
}

/** The same as parameters of an address. */
function elaska_billing_params(array $filters): array
{
    $names = array('client' => 'socid', 'user' => 'userid');
    $params = array();
    foreach ($filters as $name => $value) {
        $params[$names[$name] ?? $name] = $value;
    }
    return $params;
}

/** Choice of an adviser, as Dolibarr's own lists propose it. */
function elaska_billing_people(string $name, int $chosen): string
{
    global $db, $langs;
    return (string) (new Form($db))->select_dolusers($chosen > 0 ? $chosen : -1, $name, $langs->transnoentities('ElaskaBillAllPeople'));
}

/** A field of a filter bar with its label above. */
function elaska_billing_filter(string $label, string $name, string $field): string
{
    return '<div class="elaska-filter"><label for="' . $name . '">' . elaska_t($label) . '</label>' . $field . '</div>';
}

/**
 * The filters of a billing page, above its list.
 *
 * @param array<string,int|string> $filters as the core reads them
 * @param array<string,int|string> $kept parameters that stay in the address
 * @param string|null $search name of a client being looked for; null where there is one client
 * @param list<array{id: int, ref: string, client: string}> $contracts that time waits on
 */
function elaska_billing_filter_bar(Elaska\Office $office, string $page, array $filters, array $kept, ?string $search, int $client = 0, array $contracts = array()): string
{
    global $langs;
    $out = '<form method="GET" action="' . elaska_h(elaska_url($page)) . '" class="elaska-filters">';
    foreach ($kept as $name => $value) {
        $out .= $value === '' ? '' : '<input type="hidden" name="' . elaska_h($name) . '" value="' . elaska_h($value) . '">';
    }
    if ($search !== null) {
        $out .= elaska_billing_filter('ElaskaClient', 'search', elaska_input('search', $search, 'search', 'placeholder="' . elaska_t('ElaskaBillSearchClient') . '"'));
    }
    $out .= elaska_billing_filter('ElaskaCase', 'case', elaska_billing_cases($office, (int) ($filters['case'] ?? 0), $client));
    $out .= elaska_billing_contracts($contracts, (int) ($filters['contract'] ?? 0));
    $out .= elaska_billing_filter('ElaskaAdviser', 'userid', elaska_billing_people('userid', (int) ($filters['user'] ?? 0)));
    $out .= elaska_billing_filter('ElaskaBillPeriod', 'from', '<span class="elaska-bill-period">' . elaska_input('from', (string) ($filters['from'] ?? ''), 'date')
        . ' ' . elaska_input('to', (string) ($filters['to'] ?? ''), 'date', 'aria-label="' . elaska_t('ElaskaBillPeriodEnd') . '"') . '</span>');
    $out .= '<div class="elaska-filter-end"><button type="submit" class="elaska-second">' . elaska_t('ElaskaFilter') . '</button>';
    if ($filters || (string) $search !== '') {
        $out .= ' ' . elaska_link(elaska_url($page, $kept), $langs->transnoentities('ElaskaFilterNone'));
    }
    return $out . '</div></form>';
}

/** Choice of a contract, where time waits on one. @param list<array{id: int, ref: string, client: string}> $contracts */
function elaska_billing_contracts(array $contracts, int $chosen): string
{
    global $langs;
    $options = $chosen > 0 ? array($chosen => '#' . $chosen) : array();
    foreach ($contracts as $contract) {
        $options[$contract['id']] = $contract['ref'] . ' — ' . $contract['client'];
    }
    return $options ? elaska_billing_filter('ElaskaBillContract', 'contract', elaska_select('contract', $options, $chosen > 0 ? (string) $chosen : '', $langs->transnoentities('ElaskaBillAllContracts'))) : '';
}

/** Choice of a case: those of the client, else a search among all. */
function elaska_billing_cases(Elaska\Office $office, int $chosen, int $client): string
{
    global $langs;
    $case = elaska_billing_case_of($office, $chosen);
    $all = $langs->transnoentities('ElaskaBillAllCases');
    if ($client <= 0) {
        return '<div class="elaska-bill-case">' . elaska_case_select($office, 'case', $case, 0, $all, 'data-placeholder="' . elaska_t('ElaskaBillSearchCase') . '"') . '</div>';
    }
    $options = $case ? array($case['id'] => $case['ref'] . ' ' . $case['title']) : array();
    foreach (elaska_can('case/read') ? (new Elaska\Cases($office))->list(array('client' => $client, 'limit' => 100))['rows'] : array() as $row) {
        $options[$row['id']] = $row['ref'] . ' ' . $row['title'];
    }
    return elaska_select('case', $options, (string) ($case['id'] ?? ''), $all);
}

/** The case that a filter names. @return array{id: int, ref: string, title: string}|null */
function elaska_billing_case_of(Elaska\Office $office, int $id): ?array
{
    if ($id <= 0) {
        return null;
    }
    try {
        $case = (new Elaska\Cases($office))->read(array('case' => $id));
        return array('id' => $id, 'ref' => (string) $case['ref'], 'title' => (string) $case['title']);
    } catch (Elaska\Exception $e) {
        // Filtered by a case that may not be read: the list stays empty, and says so.
        return array('id' => $id, 'ref' => '#' . $id, 'title' => '');
    }
}

/**
 * What waits, all clients together: words, then numbers.
 *
 * @param array<string,int> $sum
 * @param array<string,int|string> $params of the address
 */
function elaska_billing_tiles(array $sum, string $currency, array $params): string
{
    global $langs;
    $tiles = array(
        array('ElaskaBillTileTime', elaska_amount($sum['to_bill_minor'], $currency), elaska_t('ElaskaBillTileTimeOf', elaska_clock($sum['to_bill_s'])), elaska_url('billing_queue.php', array('type' => 'time') + $params), 'teal'),
        array('ElaskaBillTilePrices', elaska_amount($sum['prices_minor'], $currency), elaska_t('ElaskaBillTilePricesOf'), elaska_url('billing_queue.php', array('type' => 'fixed') + $params), ''),
        array('ElaskaBillTileOpen', elaska_duration($sum['unvalidated_s']), elaska_t('ElaskaBillTileOpenOf'), elaska_url('time_list.php', array('view' => 'unvalidated')), ''),
    );
    if ($sum['missing_rates'] > 0) {
        $tiles[] = array('ElaskaBillTileMissing', '<span class="elaska-num">' . (int) $sum['missing_rates'] . '</span>', elaska_t('ElaskaBillTileMissingOf'), elaska_url('rates.php'), 'red');
    }
    $out = '<div class="elaska-tiles">';
    foreach ($tiles as list($label, $value, $more, $url, $colour)) {
        $out .= '<a class="elaska-tile' . ($colour !== '' ? ' elaska-c-' . $colour : '') . '" href="' . elaska_h($url) . '"><span class="elaska-tile-label">' . elaska_t($label) . '</span><span class="elaska-tile-figure">' . $value
            . '</span><span class="elaska-tile-hint">' . $more . '</span></a>';
    }
    return $out . '</div>';
}

/** @param array<string,mixed> $queue @param array<string,int|string> $filters */
function elaska_billing_queue_table(array $queue, array $filters): string
{
    $head = array('ElaskaClient' => '', 'ElaskaBillOpen' => 'right', 'ElaskaBillValidated' => 'right', 'ElaskaBillTimeHT' => 'right', 'ElaskaBillPricesHT' => 'right', 'ElaskaBillDrafts' => '', '' => '');
    $out = '<div class="div-table-responsive"><table class="tagtable liste centpercent elaska-list elaska-bill-queue"><thead><tr class="liste_titre">';
    foreach ($head as $label => $class) {
        $out .= '<th class="' . $class . '">' . ($label !== '' ? elaska_t($label) : '') . '</th>';
    }
    $out .= '</tr></thead><tbody>';
    foreach ($queue['rows'] as $row) {
        $out .= elaska_billing_queue_row($row, (string) $queue['currency'], $filters);
    }
    return $out . '</tbody></table></div>';
}

/** One client that waits to be billed. @param array<string,mixed> $row */
function elaska_billing_queue_row(array $row, string $currency, array $filters): string
{
    $client = (int) $row['client']['id'];
    $here = array('socid' => $client) + array_diff_key(elaska_billing_params($filters), array('socid' => 1));
    $bill = elaska_url('billing_client.php', $here);
    $drafts = array();
    foreach ($row['drafts'] as $draft) {
        $drafts[] = '<span class="nowrap">' . elaska_link(DOL_URL_ROOT . '/compta/facture/card.php?facid=' . $draft['id'], $draft['ref']) . ' ' . elaska_amount($draft['total_ht_minor'], $currency) . '</span>';
    }
    $parts = array();
    foreach (array('included_s' => 'ElaskaBillIncluded', 'overage_s' => 'ElaskaBillOverage') as $name => $label) {
        if ($row[$name] > 0) {
            $parts[] = elaska_t($label, elaska_clock($row[$name]));
        }
    }
    $open = $row['unvalidated_s'] > 0
        ? '<a href="' . elaska_h(elaska_url('time_list.php', array('view' => 'unvalidated', 'client' => $client))) . '">' . elaska_duration($row['unvalidated_s']) . '</a>' : '';
    $waits = $row['to_bill_s'] > 0 || $row['prices_minor'] > 0;
    return '<tr class="oddeven"><td class="elaska-title">' . elaska_client($row['client'])
        . ($row['cases'] > 1 ? '<br><span class="elaska-quiet elaska-small">' . elaska_t('ElaskaBillCases', (string) $row['cases']) . '</span>' : '') . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaBillOpen') . '">' . $open . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaBillValidated') . '">' . ($row['to_bill_s'] > 0 ? '<div>' . elaska_duration($row['to_bill_s'])
        . ($parts ? '<br><span class="elaska-quiet elaska-small">' . implode('<br>', $parts) . '</span>' : '') . '</div>' : '') . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaBillTimeHT') . '">' . ($row['to_bill_minor'] > 0 ? elaska_amount($row['to_bill_minor'], $currency) : '')
        . ($row['missing_rates'] > 0 ? ' ' . elaska_billing_missing($row['missing_rates'], $bill) : '') . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaBillPricesHT') . '">' . ($row['prices_minor'] > 0 ? elaska_amount($row['prices_minor'], $currency) : '') . '</td>'
        . '<td data-label="' . elaska_t('ElaskaBillDrafts') . '">' . ($drafts ? '<div>' . implode('<br>', $drafts) . '</div>' : '') . '</td>'
        . '<td class="right">' . ($waits ? elaska_link($bill, html_entity_decode(elaska_t('ElaskaBillPrepare'), ENT_QUOTES) . ' ›', 'elaska-bill-go') : '') . '</td></tr>';
}

function elaska_billing_missing(int $count, string $url): string
{
    return '<a class="elaska-badge elaska-c-red" href="' . elaska_h($url . '#temps') . '">' . elaska_t($count > 1 ? 'ElaskaBillMissingMany' : 'ElaskaBillMissing', (string) $count) . '</a>';
}
