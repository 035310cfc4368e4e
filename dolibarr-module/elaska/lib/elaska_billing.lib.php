<?php
/*
 * Pieces of the billing pages: filters, what waits by client, the list to choose from, the preview, what an invoice
 * holds. Amounts and sums are those of the core.
 */

/** Filters in the address, as the core reads them. @return array<string,int|string> */
function elaska_billing_filters(): array
{
    $filters = array();
    foreach (array('client' => 'socid', 'case' => 'case', 'user' => 'userid', 'activity' => 'activity') as $name => $param) {
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

/** Active advisers. @return array<int,string> */
function elaska_billing_people(): array
{
    global $db, $langs, $user;
    $people = array();
    foreach ((new User($db))->get_full_tree() as $row) {
        if (!empty($row['statut'])) {
            $people[(int) $row['rowid']] = trim(($row['firstname'] ?? '') . ' ' . ($row['lastname'] ?? ''));
        }
    }
    return $people ?: array((int) $user->id => $user->getFullName($langs));
}

/** A field of a filter bar with its label above. */
function elaska_billing_filter(string $label, string $name, string $field): string
{
    return '<div class="elaska-filter"><label for="' . $name . '">' . elaska_t($label) . '</label>' . $field . '</div>';
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
    return '<tr class="oddeven"><td data-label="' . elaska_t('ThirdParty') . '">' . elaska_client($row['client'])
        . ($row['cases'] > 1 ? '<br><span class="opacitymedium">' . elaska_t('ElaskaBillCases', (string) $row['cases']) . '</span>' : '') . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaBillOpen') . '">' . $open . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaBillValidated') . '">' . ($row['to_bill_s'] > 0 ? elaska_duration($row['to_bill_s']) : '')
        . ($parts ? '<br><span class="opacitymedium elaska-small">' . implode('<br>', $parts) . '</span>' : '') . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaBillTimeHT') . '">' . ($row['to_bill_minor'] > 0 ? elaska_amount($row['to_bill_minor'], $currency) : '')
        . ($row['missing_rates'] > 0 ? ' ' . elaska_billing_missing($row['missing_rates'], $bill) : '') . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaBillPricesHT') . '">' . ($row['prices_minor'] > 0 ? elaska_amount($row['prices_minor'], $currency) : '') . '</td>'
        . '<td data-label="' . elaska_t('ElaskaBillDrafts') . '">' . implode('<br>', $drafts) . '</td>'
        . '<td class="right">' . ($waits ? elaska_button($bill, html_entity_decode(elaska_t('ElaskaBillPrepare'), ENT_QUOTES), 'butAction elaska-small') : '') . '</td></tr>';
}

function elaska_billing_missing(int $count, string $url): string
{
    return '<a class="elaska-badge elaska-c-red" href="' . elaska_h($url . '#prix') . '">' . elaska_t($count > 1 ? 'ElaskaBillMissingMany' : 'ElaskaBillMissing', (string) $count) . '</a>';
}

/**
 * Entries to tick, by case, each case with what is ticked of it.
 *
 * @param list<array<string,mixed>> $rows
 * @param callable(int): bool $on is it ticked
 */
function elaska_billing_entries(array $rows, string $currency, callable $on): string
{
    $groups = array();
    foreach ($rows as $row) {
        $groups[$row['case']['id'] ?? 0][] = $row;
    }
    $out = '';
    foreach ($groups as $case => $members) {
        $name = $case ? elaska_case($members[0]['case']) : '<em>' . elaska_t('ElaskaBillNoCase') . '</em>';
        $out .= '<tbody data-elaska-group><tr class="liste_titre elaska-group"><td class="center"><input type="checkbox" data-elaska-all aria-label="' . elaska_t('ElaskaBillTickCase') . '"></td>'
            . '<td colspan="4"><strong>' . $name . '</strong></td><td class="right"><span data-elaska-seconds class="elaska-num"></span></td><td></td>'
            . '<td class="right"><span data-elaska-minor class="elaska-num"></span></td></tr>';
        foreach ($members as $row) {
            $out .= elaska_billing_entry($row, $currency, $on((int) $row['id']));
        }
        $out .= '</tbody>';
    }
    return $out;
}

/** @param array<string,mixed> $row */
function elaska_billing_entry(array $row, string $currency, bool $on): string
{
    $seconds = 0;
    $parts = array();
    foreach ($row['parts'] as $part) {
        $seconds += $part['seconds'];
        if ($part['kind'] !== 'time') {
            $parts[] = elaska_mark($part['kind'] === 'included' ? 'ElaskaKindIncluded' : 'ElaskaKindOverage', $part['kind'] === 'included' ? 'teal' : 'amber', elaska_clock($part['seconds']));
        }
    }
    $blocked = $row['blocked'] !== null;
    $why = $blocked ? elaska_billing_blocked($row) : '';
    return '<tr class="oddeven' . ($blocked ? ' elaska-blocked' : '') . '"><td class="center"><input type="checkbox" name="entries[]" value="' . (int) $row['id'] . '" data-seconds="' . $seconds
        . '" data-minor="' . (int) $row['amount_minor'] . '"' . ($on && !$blocked ? ' checked' : '') . ($blocked ? ' disabled' : '') . ' aria-label="' . elaska_day($row['work_on']) . ' ' . elaska_h($row['user']['name']) . '"></td>'
        . '<td class="nowraponall" data-label="' . elaska_t('Date') . '">' . elaska_day($row['work_on']) . '</td>'
        . '<td data-label="' . elaska_t('ElaskaAdviser') . '">' . elaska_h($row['user']['name']) . '</td>'
        . '<td data-label="' . elaska_t('ElaskaActivity') . '">' . elaska_activity($row['activity']) . '</td>'
        . '<td class="elaska-wide" data-label="' . elaska_t('Description') . '">' . elaska_lines($row['description']) . ' ' . implode(' ', $parts) . $why . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaDuration') . '">' . elaska_duration($seconds ?: $row['duration_s'])
        . ($row['billed_s'] > 0 ? '<br><span class="opacitymedium elaska-small">' . elaska_t('ElaskaBillAlready', elaska_clock($row['billed_s'])) . '</span>' : '') . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaRate') . '">' . elaska_rate($row['rate'], $currency) . '</td>'
        . '<td class="right" data-label="' . elaska_t('AmountHT') . '">' . elaska_calculation($row['amount_minor'], $currency, $seconds, $row['rate'], count($row['parts']) === 1 && $row['parts'][0]['kind'] === 'time') . '</td></tr>';
}

/** Why an entry cannot be ticked, and where to mend it. */
function elaska_billing_blocked(array $row): string
{
    if ($row['blocked']['key'] !== 'billing.rate_missing') {
        return '<div class="elaska-error">' . elaska_h(elaska_sentence($row['blocked']['key'], $row['blocked']['params'])) . '</div>';
    }
    $params = $row['case'] ? array('level' => 'case', 'name' => $row['case']['ref'] . ' ' . $row['case']['title']) : array('level' => 'client', 'name' => '');
    return '<div class="elaska-error">' . elaska_billing_problem(array('key' => 'billing.rate_missing', 'params' => $params), (int) ($row['case']['id'] ?? 0)) . '</div>';
}

/** A problem of a preview in words, with the place where it is mended. @param array<string,mixed> $problem */
function elaska_billing_problem(array $problem, int $case = 0): string
{
    global $langs;
    $params = (array) $problem['params'];
    if (isset($params['level'])) {
        $params['level'] = $langs->transnoentitiesnoconv('ElaskaRateLevel_' . $params['level']);
    }
    $text = elaska_h($problem['key'] === 'billing.rate_missing' && ($params['name'] ?? '') === ''
        ? $langs->transnoentitiesnoconv('ElaskaBillRateMissingClient') : elaska_sentence($problem['key'], $params));
    if ($problem['key'] !== 'billing.rate_missing') {
        return $text;
    }
    $url = $case > 0 ? elaska_url('case_card.php', array('id' => $case, 'edit' => 'terms')) : elaska_url('rates.php');
    return $text . ' ' . elaska_link($url, $langs->transnoentitiesnoconv('ElaskaBillMendRate'));
}

/** An amount that says how it was reached, on hover and on focus. */
function elaska_calculation($minor, string $currency, int $seconds, $rate, bool $plain = true): string
{
    global $langs;
    if ($minor === null) {
        return '<span class="opacitymedium">' . elaska_t('ElaskaBillNoRate') . '</span>';
    }
    if (!$plain || $rate === null || $rate === '' || $seconds <= 0) {
        return elaska_amount($minor, $currency);
    }
    $how = $langs->transnoentitiesnoconv('ElaskaBillHow', (string) $seconds, elaska_decimal($rate), elaska_money($minor, $currency));
    return '<span class="elaska-num elaska-calc" tabindex="0" data-calc="' . elaska_h($how) . '" aria-label="' . elaska_h(elaska_money($minor, $currency) . ', ' . $how) . '">' . elaska_h(elaska_money($minor, $currency)) . '</span>';
}

/** Prices to tick, with the amount that is due. @param list<array<string,mixed>> $prices */
function elaska_billing_prices(array $prices, string $currency, ElaskaBillingChoice $choice, bool $fresh): string
{
    $out = '';
    foreach ($prices as $price) {
        $key = $price['key'];
        $on = $fresh ? $price['due'] : isset($choice->prices[$key]);
        $typed = !$fresh && ($choice->prices[$key] ?? '') !== '' ? $choice->prices[$key] : elaska_decimal(sprintf('%d.%02d', intdiv($price['amount_minor'], 100), $price['amount_minor'] % 100));
        $left = $price['billed_minor'] > 0 ? elaska_t('ElaskaBillPriceBilled', elaska_money($price['billed_minor'], $currency), elaska_money($price['price_minor'], $currency)) : elaska_t('ElaskaBillPriceOf', elaska_money($price['price_minor'], $currency));
        $out .= '<tr class="oddeven"><td class="center"><input type="checkbox" name="prices[]" value="' . elaska_h($key) . '"' . ($on ? ' checked' : '') . ' aria-label="' . elaska_h($price['case']['ref']) . '"></td>'
            . '<td data-label="' . elaska_t('ElaskaCase') . '">' . elaska_case($price['case']) . '</td>'
            . '<td data-label="' . elaska_t('Type') . '">' . elaska_mark($price['kind'] === 'package' ? 'ElaskaKindPackage' : 'ElaskaKindFixed', 'blue')
            . ($price['included_s'] ? ' <span class="opacitymedium">' . elaska_t('ElaskaBillPackageHours', elaska_clock($price['included_s'])) . '</span>' : '')
            . ($price['due'] ? '' : ' ' . elaska_mark('ElaskaBillNotDue', 'slate')) . '</td><td>' . $left . '</td>'
            . '<td class="right" data-label="' . elaska_t('VATRate') . '">' . elaska_vat($price['vat']) . '</td>'
            . '<td class="right" data-label="' . elaska_t('AmountHT') . '"><input class="flat right width100" inputmode="decimal" name="amount[' . elaska_h($key) . ']" value="' . elaska_h($typed) . '" aria-label="' . elaska_t('AmountHT') . '"></td></tr>';
    }
    return $out;
}

/** "20 %", "5,5 %". */
function elaska_vat($vat): string
{
    $text = strpos((string) $vat, '.') === false ? (string) $vat : rtrim(rtrim((string) $vat, '0'), '.');
    return '<span class="elaska-num">' . elaska_h(elaska_decimal($text)) . "\u{a0}%</span>";
}

/** Lines that would be written. @param array<string,mixed> $preview */
function elaska_billing_lines(array $preview): string
{
    $currency = (string) $preview['currency'];
    $out = '';
    foreach ($preview['lines'] as $line) {
        $out .= '<tr class="oddeven"><td class="elaska-wide" data-label="' . elaska_t('Description') . '"><strong>' . elaska_h($line['label']) . '</strong><br><span class="opacitymedium">' . elaska_lines($line['description']) . '</span></td>'
            . '<td class="right" data-label="' . elaska_t('Qty') . '">' . ($line['seconds'] > 0 ? '<span class="elaska-num" title="' . elaska_h(elaska_decimal($line['quantity'])) . ' h">' . elaska_clock($line['seconds']) . '</span>' : '<span class="elaska-num">' . elaska_h(elaska_decimal($line['quantity'])) . '</span>') . '</td>'
            . '<td class="right" data-label="' . elaska_t('ElaskaRate') . '">' . ($line['kind'] === 'included' ? elaska_mark('ElaskaKindIncluded', 'teal') : elaska_rate($line['rate'], $currency)) . '</td>'
            . '<td class="right" data-label="' . elaska_t('VATRate') . '">' . elaska_vat($line['vat']) . '</td>'
            . '<td class="right" data-label="' . elaska_t('AmountHT') . '">' . elaska_calculation($line['amount_minor'], $currency, (int) $line['seconds'], $line['rate'], $line['kind'] !== 'included') . '</td></tr>';
    }
    foreach ($preview['by_vat'] as $sum) {
        $out .= '<tr class="elaska-sum"><td colspan="3" class="right">' . elaska_t('ElaskaBillTotalVat') . '</td><td class="right">' . elaska_vat($sum['vat']) . '</td><td class="right">' . elaska_amount($sum['total_ht_minor'], $currency) . '</td></tr>';
    }
    return $out . '<tr class="liste_total"><td>' . elaska_t('TotalHT') . '</td><td class="right">' . elaska_duration($preview['seconds']) . '</td><td colspan="2"></td><td class="right">' . elaska_amount($preview['total_ht_minor'], $currency) . '</td></tr>';
}
