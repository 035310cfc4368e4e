<?php
/*
 * Pieces of billing_client.php: the list to choose from, the lines as they would be written, and what its buttons do.
 * Amounts and sums are those of the core.
 */

/** Invoices are Dolibarr's: writing one takes Dolibarr's right too. */
function elaska_bill_native_right(): bool
{
    global $user;
    return (bool) $user->hasRight('facture', 'creer');
}

/** So are commercial proposals, where their module is on. */
function elaska_bill_proposal_right(): bool
{
    global $user;
    return isModEnabled('propal') && (bool) $user->hasRight('propal', 'creer');
}

/**
 * Writes the invoice and goes to it.
 *
 * @return Elaska\Exception|null why it was not written; the page then shows the lines as they are now
 */
function elaska_bill_create(Elaska\Billing $billing, ElaskaBillingChoice $choice, string $key): ?Elaska\Exception
{
    global $db, $user;
    $order = $choice->order($key, elaska_in('digest'), elaska_in('date'));
    if ((int) elaska_in('invoice') > 0) {
        $order = array('invoice' => (int) elaska_in('invoice')) + array_diff_key($order, array('date' => 1));
    }
    list($done, $error) = elaska_bill_run($billing, $order, new ElaskaInvoiceWriter($db, $user), 'billing.writer');
    if (!$done) {
        return $error;
    }
    elaska_bill_documents((int) $done['invoice'], (bool) $done['replayed']);
    $words = $done['replayed'] ? 'ElaskaBillReplayed' : (isset($order['invoice']) ? 'ElaskaBillAdded' : 'ElaskaBillCreated') . (count($done['lines']) > 1 ? 'Many' : '');
    elaska_redirect(DOL_URL_ROOT . '/compta/facture/card.php?facid=' . (int) $done['invoice'], elaska_t($words, (string) $done['ref'], (string) count($done['lines'])));
}

/**
 * Writes a commercial proposal of the same lines and goes to it; the time stays to be billed.
 *
 * @return Elaska\Exception|null why it was not written
 */
function elaska_bill_propose(Elaska\Billing $billing, ElaskaBillingChoice $choice, string $key): ?Elaska\Exception
{
    global $db, $user;
    list($done, $error) = elaska_bill_run($billing, $choice->order($key, elaska_in('digest'), elaska_in('date'), 'proposal'), new ElaskaProposalWriter($db, $user), 'billing.proposal_writer');
    if (!$done) {
        return $error;
    }
    $words = $done['replayed'] ? 'ElaskaBillProposalReplayed' : 'ElaskaBillProposed' . (count($done['lines']) > 1 ? 'Many' : '');
    elaska_redirect(DOL_URL_ROOT . '/comm/propal/card.php?id=' . (int) $done['proposal'], elaska_t($words, (string) $done['ref'], (string) count($done['lines'])));
}

/**
 * Has the core write a document. A deadlock undoes everything: the same request may then run once more.
 *
 * @param array<string,mixed> $order
 * @param string $unwritten key of the sentence where Dolibarr refuses
 * @return array{array<string,mixed>|null, Elaska\Exception|null} what was written, or why it was not; the reason is shown
 */
function elaska_bill_run(Elaska\Billing $billing, array $order, ElaskaInvoiceWriter|ElaskaProposalWriter $writer, string $unwritten): array
{
    for ($left = 1; ; $left--) {
        try {
            /** @var array<string,mixed> $done */
            $done = $billing->create($order, $writer);
            return array($done, null);
        } catch (Elaska\Exception $e) {
            if ($left > 0 && $e->getStatus() === 'transient') {
                continue;
            }
            setEventMessages(elaska_h(elaska_error_text($e)), null, 'errors');
            return array(null, $e);
        } catch (RuntimeException $e) {
            // Dolibarr's own words; the core has dropped everything.
            setEventMessages(elaska_h(elaska_sentence($unwritten)), array(elaska_h($e->getMessage())), 'errors');
            return array(null, null);
        }
    }
}

/** PDF of the draft, as after a change on Dolibarr's own card; the invoice stands without it too. */
function elaska_bill_documents(int $invoice, bool $replayed): void
{
    if ($replayed) {
        return;
    }
    try {
        ElaskaInvoiceDocuments::refreshDraft($invoice);
    } catch (Throwable $e) {
        dol_syslog('elaska: PDF of draft ' . $invoice . ': ' . $e->getMessage(), LOG_WARNING);
    }
}

/** The choice without what cannot be billed now. A problem names some of its entries: several rounds may be needed. */
function elaska_bill_without(Elaska\Billing $billing, ElaskaBillingChoice $choice): ElaskaBillingChoice
{
    for ($round = 0; $round < 100; $round++) {
        $problems = $billing->preview($choice->input())['problems'];
        $rest = $choice->without($problems);
        if (count($rest->entries) === count($choice->entries)) {
            break;
        }
        $choice = $rest;
    }
    return $choice;
}

/**
 * The form of the choice: time by case, prices, and what is ticked of them.
 *
 * @param array<string,mixed> $entries of the core
 * @param bool $fresh nothing was chosen yet: all that can be billed is ticked
 * @param array<string,int|string> $self parameters of this page
 */
function elaska_bill_choose(array $entries, ElaskaBillingChoice $choice, bool $fresh, array $self, int $draft, ?Elaska\Exception $error): string
{
    global $langs;
    $currency = (string) $entries['currency'];
    $prices = $entries['prices'] ?? array();
    if (!$entries['rows'] && !$prices) {
        $filtered = count(array_filter($self)) > 1 + ($draft > 0 ? 1 : 0);
        return elaska_empty($langs->transnoentities($filtered ? 'ElaskaBillNoneFiltered' : 'ElaskaBillNoneClient'), elaska_button(elaska_url('time_list.php', array('view' => 'unvalidated', 'client' => $choice->client)), $langs->transnoentities('ElaskaBillSeeOpen'), 'elaska-second'));
    }
    $out = elaska_form(elaska_url('billing_client.php', $self), 'preview', 'elaska-bill', 'data-elaska-bill data-currency="' . elaska_h($currency) . '" data-lang="' . elaska_h((string) $langs->defaultlang) . '"')
        . '<input type="hidden" name="invoice" value="' . $draft . '">';
    if ($entries['rows']) {
        $out .= '<h2 class="elaska-bill-title" id="temps">' . elaska_t('ElaskaBillSectionTime') . '</h2>' . elaska_bill_more($entries, $choice)
            . '<div class="div-table-responsive-no-min"><table class="tagtable liste centpercent elaska-list elaska-bill-entries">' . elaska_bill_entries_head()
            . elaska_bill_entries($entries['rows'], $currency, static fn (int $id): bool => $fresh || $choice->has($id)) . '</table></div>';
    }
    if ($prices) {
        $out .= '<h2 class="elaska-bill-title" id="prix">' . elaska_t('ElaskaBillSectionPrices') . '</h2><div class="div-table-responsive-no-min"><table class="tagtable liste centpercent elaska-list"><thead><tr class="liste_titre">'
            . '<th class="elaska-tick"></th><th>' . elaska_t('ElaskaCase') . '</th><th>' . elaska_t('Type') . '</th><th>' . elaska_t('ElaskaBillPriceState') . '</th><th class="right">' . elaska_t('ElaskaVat') . '</th><th class="right">' . elaska_t('AmountHT') . '</th></tr></thead><tbody>'
            . elaska_bill_prices($prices, $currency, $choice, $fresh, $error) . '</tbody></table></div>';
    }
    $groups = array();
    foreach (ElaskaBillingChoice::GROUPS as $group) {
        $groups[$group] = $langs->transnoentities('ElaskaBillGroup_' . $group);
    }
    return $out . '<div class="elaska-selbar elaska-bill-bar"><span class="elaska-bill-sum" data-elaska-total data-one="' . elaska_t('ElaskaBillEntry') . '" data-many="' . elaska_t('ElaskaBillEntries') . '" data-about="' . elaska_t('ElaskaBillAbout') . '" data-none="' . elaska_t('ElaskaBillNothingTicked') . '" aria-live="polite"></span>'
        . '<label class="elaska-bill-group">' . elaska_t('ElaskaBillGroup') . ' ' . elaska_select('group', $groups, $choice->group) . '</label>'
        . '<button type="submit" class="butAction">' . elaska_t('ElaskaBillSeeLines') . '</button></div></form>';
}

/** Where there are more entries than a page shows. @param array<string,mixed> $entries */
function elaska_bill_more(array $entries, ElaskaBillingChoice $choice): string
{
    if ($entries['next'] === null) {
        return '';
    }
    return '<p class="info elaska-bill-more"><label><input type="checkbox" name="scope" value="all"' . ($choice->all ? ' checked' : '') . ' data-elaska-scope data-seconds="' . (int) $entries['sum_s'] . '" data-count="' . (int) $entries['total'] . '"> '
        . elaska_t('ElaskaBillTakeAll', (string) $entries['total'], elaska_clock($entries['sum_s'])) . '</label><br><span class="elaska-quiet">' . elaska_t('ElaskaBillShown', (string) count($entries['rows']), (string) $entries['total']) . '</span></p>';
}

function elaska_bill_entries_head(): string
{
    $out = '<thead><tr class="liste_titre"><th class="elaska-tick"><input type="checkbox" data-elaska-everything aria-label="' . elaska_t('ElaskaBillTickAll') . '"></th>';
    foreach (array('Date' => '', 'ElaskaAdviser' => '', 'ElaskaActivity' => '', 'Description' => '', 'ElaskaDuration' => 'right', 'ElaskaRate' => 'right', 'AmountHT' => 'right') as $label => $class) {
        $out .= '<th class="' . $class . '">' . elaska_t($label) . '</th>';
    }
    return $out . '</tr></thead>';
}

/**
 * The lines as they would be written, what stands in the way, and the ways to write them.
 *
 * @param array<string,mixed> $preview
 * @param list<array<string,mixed>> $drafts of the client
 */
function elaska_bill_read(Elaska\Office $office, array $preview, ElaskaBillingChoice $choice, array $drafts, string $key, ?Elaska\Exception $error): string
{
    global $langs;
    $self = array('socid' => $choice->client, 'bill' => $key);
    $back = elaska_url('billing_client.php', array_diff_key($self, array('socid' => 1)) + array('socid' => $choice->client, 'step' => 'choose') + elaska_billing_params($choice->filters));
    if (!$preview['lines'] && !$preview['problems']) {
        return elaska_empty(elaska_sentence('billing.nothing'), elaska_button($back, $langs->transnoentities('ElaskaBillChange'), 'elaska-second'));
    }
    $groups = array();
    foreach (ElaskaBillingChoice::GROUPS as $group) {
        $groups[$group] = $langs->transnoentities('ElaskaBillGroup_' . $group);
    }
    $out = elaska_bill_problems($office, $preview['problems'], $choice, $self)
        . '<div class="elaska-bill-read"><div class="elaska-bill-head">' . elaska_views('billing_client.php', 'group', $groups, $choice->group, $self)
        . elaska_link($back, $langs->transnoentities('ElaskaBillChange')) . '</div>'
        . '<div class="div-table-responsive-no-min"><table class="tagtable liste centpercent elaska-list elaska-bill-lines"><thead><tr class="liste_titre"><th>' . elaska_t('Description') . '</th>';
    foreach (array('ElaskaDuration', 'ElaskaRate', 'ElaskaVat', 'AmountHT') as $label) {
        $out .= '<th class="right">' . elaska_t($label) . '</th>';
    }
    $out .= '</tr></thead><tbody>' . elaska_bill_lines($preview) . '</tbody></table></div></div>';
    if ($preview['problems'] || (!elaska_bill_native_right() && !elaska_bill_proposal_right())) {
        return $out . '<p class="elaska-quiet">' . elaska_t('ElaskaBillNotYet') . '</p>';
    }
    return $out . '<div class="elaska-bill-ways">' . (elaska_bill_native_right() ? elaska_bill_write($preview, $choice, $drafts, $self, $error) : '')
        . (elaska_bill_proposal_right() ? elaska_bill_offer($preview, $self) : '') . '</div>';
}

/**
 * «Créer une facture», «Ajouter à une facture existante».
 *
 * @param array<string,mixed> $preview
 * @param list<array<string,mixed>> $drafts
 * @param array<string,int|string> $self
 */
function elaska_bill_write(array $preview, ElaskaBillingChoice $choice, array $drafts, array $self, ?Elaska\Exception $error): string
{
    global $langs;
    $url = elaska_url('billing_client.php', $self);
    $digest = '<input type="hidden" name="digest" value="' . elaska_h($preview['digest']) . '">';
    $create = '<section><h2>' . elaska_t('ElaskaBillNew') . '</h2>' . elaska_form($url, 'create', '', 'data-elaska-once') . $digest
        . elaska_row($langs->transnoentities('DateInvoice'), 'date', elaska_input('date', elaska_value('date', dol_print_date(dol_now(), '%Y-%m-%d')), 'date'), $error)
        . '<button type="submit" class="butAction">' . elaska_t('ElaskaBillCreate') . '</button></form></section>';
    $options = array();
    foreach ($drafts as $row) {
        $options[$row['id']] = $row['ref'] . ' — ' . elaska_money($row['total_ht_minor'], (string) $preview['currency']) . ' ' . $langs->transnoentities('HT');
    }
    $add = '<section><h2>' . elaska_t('ElaskaBillAddTo') . '</h2>';
    if ($options) {
        $chosen = $choice->invoice > 0 ? (string) $choice->invoice : (string) array_key_first($options);
        $add .= elaska_form($url, 'create', '', 'data-elaska-once') . $digest
            . elaska_row($langs->transnoentities('ElaskaBillDraft'), 'invoice', elaska_select('invoice', $options, elaska_value('invoice', $chosen)), $error)
            . '<button type="submit" class="' . ($choice->invoice > 0 ? 'butAction' : 'elaska-second') . '">' . elaska_t('ElaskaBillAdd') . '</button></form>';
    } else {
        $add .= '<p class="elaska-quiet">' . elaska_t('ElaskaBillNoDraft') . '</p>';
    }
    $add .= '</section>';
    return $choice->invoice > 0 ? $add . str_replace('class="butAction"', 'class="elaska-second"', $create) : $create . $add;
}

/** «Créer une proposition commerciale». @param array<string,mixed> $preview @param array<string,int|string> $self */
function elaska_bill_offer(array $preview, array $self): string
{
    return '<section><h2>' . elaska_t('ElaskaBillProposal') . '</h2>' . elaska_form(elaska_url('billing_client.php', $self), 'propose', '', 'data-elaska-once')
        . '<input type="hidden" name="digest" value="' . elaska_h($preview['digest']) . '"><p class="elaska-quiet">' . elaska_t('ElaskaBillProposalHint') . '</p>'
        . '<button type="submit" class="elaska-second">' . elaska_t('ElaskaBillPropose') . '</button></form></section>';
}

/** What stands in the way, with the place where it is mended. @param list<array<string,mixed>> $problems @param array<string,int|string> $self */
function elaska_bill_problems(Elaska\Office $office, array $problems, ElaskaBillingChoice $choice, array $self): string
{
    global $langs;
    if (!$problems) {
        return '';
    }
    $out = '<div class="error elaska-bill-problems" role="alert"><strong>' . elaska_t('ElaskaBillProblems') . '</strong><ul>';
    $named = 0;
    foreach ($problems as $problem) {
        $named += count($problem['entries']);
        $out .= '<li>' . elaska_bill_problem($office, $problem, $choice->client) . ($problem['count'] > 1 ? ' <span class="elaska-quiet">' . elaska_t('ElaskaEntriesCount', (string) $problem['count']) . '</span>' : '') . '</li>';
    }
    $out .= '</ul>';
    if (!$choice->all && $named > 0) {
        $out .= elaska_post_button(elaska_url('billing_client.php', $self), 'without', $langs->transnoentities('ElaskaBillWithout'), 'elaska-second');
    }
    return $out . '</div>';
}

/** @param array<string,mixed> $problem "name" of a missing rate is "REF title" of its case */
function elaska_bill_problem(Elaska\Office $office, array $problem, int $client): string
{
    $text = elaska_h(elaska_sentence($problem['key'], (array) $problem['params']));
    if ($problem['key'] !== 'billing.rate_missing') {
        return $text;
    }
    $case = 0;
    if (($problem['params']['level'] ?? '') !== 'client' && elaska_can('case/read')) {
        $ref = explode(' ', (string) $problem['params']['name'], 2)[0];
        foreach ((new Elaska\Cases($office))->list(array('client' => $client, 'search' => $ref, 'limit' => 5))['rows'] as $row) {
            $case = $row['ref'] === $ref ? (int) $row['id'] : $case;
        }
    }
    return $text . ' ' . elaska_bill_mend($case);
}

/** Link to where a missing rate is set: the terms of the case, else the page of rates. */
function elaska_bill_mend(int $case): string
{
    global $langs;
    if (!elaska_can('rates/write')) {
        return '<span class="elaska-quiet">' . elaska_t('ElaskaBillMendAsk') . '</span>';
    }
    $url = $case > 0 ? elaska_url('case_card.php', array('id' => $case, 'edit' => 'terms')) : elaska_url('rates.php');
    return elaska_link($url, $langs->transnoentities($case > 0 ? 'ElaskaBillMendCase' : 'ElaskaBillMendRate'));
}

/**
 * Entries to tick, by case, each case with what is ticked of it.
 *
 * @param list<array<string,mixed>> $rows
 * @param callable(int): bool $on is it ticked
 */
function elaska_bill_entries(array $rows, string $currency, callable $on): string
{
    $groups = array();
    foreach ($rows as $row) {
        $groups[$row['case']['id'] ?? 0][] = $row;
    }
    $out = '';
    foreach ($groups as $case => $members) {
        $name = $case ? elaska_case($members[0]['case']) : '<em>' . elaska_t('ElaskaBillNoCase') . '</em>';
        $out .= '<tbody data-elaska-group><tr class="liste_titre elaska-group"><td class="elaska-tick"><input type="checkbox" data-elaska-all aria-label="' . elaska_t('ElaskaBillTickCase') . '"></td>'
            . '<td colspan="4"><strong>' . $name . '</strong></td><td class="right"><span data-elaska-seconds class="elaska-num"></span></td><td></td>'
            . '<td class="right"><span data-elaska-minor class="elaska-num"></span></td></tr>';
        foreach ($members as $row) {
            $out .= elaska_bill_entry($row, $currency, $on((int) $row['id']));
        }
        $out .= '</tbody>';
    }
    return $out;
}

/** @param array<string,mixed> $row */
function elaska_bill_entry(array $row, string $currency, bool $on): string
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
    $why = $blocked ? elaska_bill_blocked($row) : '';
    return '<tr class="oddeven' . ($blocked ? ' elaska-blocked' : '') . '"><td class="elaska-tick"><input type="checkbox" name="entries[]" value="' . (int) $row['id'] . '" data-seconds="' . $seconds
        . '" data-minor="' . (int) $row['amount_minor'] . '"' . ($on && !$blocked ? ' checked' : '') . ($blocked ? ' disabled' : '') . ' aria-label="' . elaska_day($row['work_on']) . ' ' . elaska_h($row['user']['name']) . '"></td>'
        . '<td class="nowraponall elaska-title">' . elaska_day($row['work_on']) . '</td>'
        . '<td data-label="' . elaska_t('ElaskaAdviser') . '">' . elaska_h($row['user']['name']) . '</td>'
        . '<td data-label="' . elaska_t('ElaskaActivity') . '">' . elaska_activity($row['activity']) . '</td>'
        . '<td class="elaska-wide" data-label="' . elaska_t('Description') . '">' . elaska_lines($row['description']) . ' ' . implode(' ', $parts) . $why . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaDuration') . '">' . elaska_duration($seconds ?: $row['duration_s'])
        . ($row['billed_s'] > 0 ? '<br><span class="elaska-quiet elaska-small">' . elaska_t('ElaskaBillAlready', elaska_clock($row['billed_s'])) . '</span>' : '') . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaRate') . '">' . elaska_rate($row['rate'], $currency) . '</td>'
        . '<td class="right" data-label="' . elaska_t('AmountHT') . '">' . elaska_calculation($row['amount_minor'], $currency, $seconds, $row['rate'], count($row['parts']) === 1 && $row['parts'][0]['kind'] === 'time') . '</td></tr>';
}

/** Why an entry cannot be ticked, and where to mend it. @param array<string,mixed> $row */
function elaska_bill_blocked(array $row): string
{
    $rate = $row['blocked']['key'] === 'billing.rate_missing';
    $text = $rate ? elaska_t('ElaskaBillRateMissing') . ' ' . elaska_bill_mend((int) ($row['case']['id'] ?? 0)) : elaska_h(elaska_sentence($row['blocked']['key'], (array) $row['blocked']['params']));
    return '<div class="elaska-error">' . $text . '</div>';
}

/** An amount that says how it was reached, on hover and on focus. */
function elaska_calculation($minor, string $currency, int $seconds, $rate, bool $plain = true): string
{
    global $langs;
    if ($minor === null) {
        return '<span class="elaska-quiet" title="' . elaska_t('ElaskaBillNoRate') . '">—</span>';
    }
    if (!$plain || $rate === null || $rate === '' || $seconds <= 0) {
        return elaska_amount($minor, $currency);
    }
    $how = $langs->transnoentitiesnoconv('ElaskaBillHow', (string) $seconds, elaska_decimal($rate), elaska_money($minor, $currency));
    return '<span class="elaska-num elaska-calc" tabindex="0" data-calc="' . elaska_h($how) . '" aria-label="' . elaska_h(elaska_money($minor, $currency) . ', ' . $how) . '">' . elaska_h(elaska_money($minor, $currency)) . '</span>';
}

/** Prices to tick, with the amount that is due. @param list<array<string,mixed>> $prices */
function elaska_bill_prices(array $prices, string $currency, ElaskaBillingChoice $choice, bool $fresh, ?Elaska\Exception $error): string
{
    $out = '';
    $at = explode('/', $error ? $error->getField() : '');
    $wrong = $at[0] === 'prices' ? (array_keys($choice->prices)[(int) ($at[1] ?? -1)] ?? null) : null;
    foreach ($prices as $price) {
        $key = $price['key'];
        $on = $fresh ? $price['due'] : isset($choice->prices[$key]);
        $typed = !$fresh && ($choice->prices[$key] ?? '') !== '' ? $choice->prices[$key] : elaska_decimal(sprintf('%d.%02d', intdiv($price['amount_minor'], 100), $price['amount_minor'] % 100));
        $left = $price['billed_minor'] > 0 ? elaska_t('ElaskaBillPriceBilled', elaska_money($price['billed_minor'], $currency), elaska_money($price['price_minor'], $currency)) : elaska_t('ElaskaBillPriceOf', elaska_money($price['price_minor'], $currency));
        $out .= '<tr class="oddeven"><td class="elaska-tick"><input type="checkbox" name="prices[]" value="' . elaska_h($key) . '"' . ($on ? ' checked' : '') . ' aria-label="' . elaska_h($price['case']['ref']) . '"></td>'
            . '<td class="elaska-title">' . elaska_case($price['case']) . '</td>'
            . '<td data-label="' . elaska_t('Type') . '">' . elaska_mark($price['kind'] === 'package' ? 'ElaskaKindPackage' : 'ElaskaKindFixed', 'blue')
            . ($price['included_s'] ? ' <span class="elaska-quiet">' . elaska_t('ElaskaBillPackageHours', elaska_clock($price['included_s'])) . '</span>' : '')
            . ($price['due'] ? '' : ' ' . elaska_mark('ElaskaBillNotDue', 'slate')) . '</td><td data-label="' . elaska_t('ElaskaBillPriceState') . '">' . $left . '</td>'
            . '<td class="right" data-label="' . elaska_t('ElaskaVat') . '">' . elaska_vat($price['vat']) . '</td>'
            . '<td class="right" data-label="' . elaska_t('AmountHT') . '"><input class="flat right width100" inputmode="decimal" name="amount[' . elaska_h($key) . ']" value="' . elaska_h($typed) . '" aria-label="' . elaska_t('AmountHT') . '" data-elaska-amount>'
                . ($error && $wrong === $key ? '<span class="elaska-error" role="alert" id="amount-error">' . elaska_h(elaska_error_text($error)) . '</span>' : '') . '</td></tr>';
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
function elaska_bill_lines(array $preview): string
{
    $currency = (string) $preview['currency'];
    $out = '';
    foreach ($preview['lines'] as $line) {
        $out .= '<tr class="oddeven"><td class="elaska-wide" data-label="' . elaska_t('Description') . '"><strong>' . elaska_h($line['label']) . '</strong><br><span class="elaska-quiet">' . elaska_lines($line['description']) . '</span></td>'
            . '<td class="right" data-label="' . elaska_t('ElaskaDuration') . '">' . ($line['seconds'] > 0 ? elaska_duration($line['seconds']) : '') . '</td>'
            . '<td class="right" data-label="' . elaska_t('ElaskaRate') . '">' . ($line['kind'] === 'included' ? elaska_mark('ElaskaKindIncluded', 'teal') : elaska_rate($line['rate'], $currency)) . '</td>'
            . '<td class="right" data-label="' . elaska_t('ElaskaVat') . '">' . elaska_vat($line['vat']) . '</td>'
            . '<td class="right" data-label="' . elaska_t('AmountHT') . '">' . elaska_calculation($line['amount_minor'], $currency, (int) $line['seconds'], $line['rate'], $line['kind'] !== 'included') . '</td></tr>';
    }
    foreach (count($preview['by_vat']) > 1 ? $preview['by_vat'] : array() as $sum) {
        $out .= '<tr class="elaska-sum"><td colspan="4" class="right">' . elaska_t('ElaskaBillTotalVat') . ' ' . elaska_vat($sum['vat']) . '</td><td class="right">' . elaska_amount($sum['total_ht_minor'], $currency) . '</td></tr>';
    }
    return $out . '<tr class="liste_total"><td>' . elaska_t('TotalHT') . '</td><td class="right" data-label="' . elaska_t('ElaskaDuration') . '">' . elaska_duration($preview['seconds']) . '</td><td colspan="2"></td><td class="right" data-label="' . elaska_t('AmountHT') . '">' . elaska_amount($preview['total_ht_minor'], $currency) . '</td></tr>';
}
