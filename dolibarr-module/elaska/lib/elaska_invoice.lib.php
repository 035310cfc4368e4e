<?php
/*
 * Pieces of the tab of an invoice: its lines that come from time, and what can be done with them.
 */

/** @return never sends a document to read or to keep. @param array{type: string, name: string, body: string} $document */
function elaska_invoice_send(array $document, string $name)
{
    header('Content-Type: ' . $document['type']);
    header('Content-Length: ' . strlen($document['body']));
    header('Content-Disposition: attachment; filename="' . preg_replace('/[^A-Za-z0-9._-]/', '_', $name) . '"');
    header('Cache-Control: private, no-store');
    header('X-Content-Type-Options: nosniff');
    echo $document['body'];
    exit;
}

/** @return never writes the annex beside the invoice's own PDF */
function elaska_invoice_annex(Facture $object, string $self)
{
    global $langs;
    $path = '';
    $error = elaska_try(static function () use ($object, &$path): void {
        $path = ElaskaInvoiceDocuments::saveDetail($object);
    });
    if (!$error && $path === '') {
        setEventMessages($langs->transnoentities('ElaskaInvoiceAnnexFailed'), null, 'errors');
    }
    elaska_redirect($self, $path !== '' ? elaska_t('ElaskaInvoiceAnnexWritten', basename($path)) : '');
}

/** Sentences above the lines: what a person must know before touching this invoice. @param array<string,mixed> $record */
function elaska_invoice_notes(array $record): string
{
    $differs = count(array_filter($record['lines'], static fn (array $line): bool => $line['differs']));
    $released = count(array_filter($record['lines'], static fn (array $line): bool => $line['released']));
    $out = '';
    if ($differs > 0) {
        $out .= '<div class="warning" role="status">' . elaska_t($differs > 1 ? 'ElaskaInvoiceDiffersMany' : 'ElaskaInvoiceDiffers', (string) $differs) . '</div>';
    }
    if ($released > 0) {
        return $out . '<div class="info">' . elaska_t('ElaskaInvoiceIsReleased') . '</div>';
    }
    return $out . '<p class="elaska-quiet">' . elaska_t($record['draft'] ? 'ElaskaInvoiceIsDraft' : 'ElaskaInvoiceIsFrozen') . '</p>';
}

/** @param array<string,mixed> $record */
function elaska_invoice_lines(array $record): string
{
    $currency = (string) $record['currency'];
    $out = '<div class="div-table-responsive-no-min"><table class="tagtable liste centpercent elaska-list elaska-invoice-lines"><thead><tr class="liste_titre"><th>' . elaska_t('ElaskaInvoiceLine') . '</th>';
    foreach (array('ElaskaDuration', 'ElaskaRate', 'ElaskaVat', 'AmountHT') as $label) {
        $out .= '<th class="right">' . elaska_t($label) . '</th>';
    }
    $out .= '</tr></thead><tbody>';
    foreach ($record['lines'] as $line) {
        $out .= elaska_invoice_line($line, $currency);
    }
    return $out . '</tbody><tfoot><tr class="liste_total"><td>' . elaska_t('ElaskaInvoiceTotal') . '</td><td class="right" data-label="' . elaska_t('ElaskaDuration') . '">' . elaska_duration($record['seconds'])
        . '</td><td colspan="2"></td><td class="right" data-label="' . elaska_t('AmountHT') . '">' . elaska_amount($record['total_ht_minor'], $currency) . '</td></tr></tfoot></table></div>';
}

/** @param array<string,mixed> $line */
function elaska_invoice_line(array $line, string $currency): string
{
    $colours = array('time' => 'slate', 'included' => 'teal', 'overage' => 'amber', 'package' => 'blue', 'fixed' => 'blue');
    $marks = elaska_mark('ElaskaKind' . ucfirst((string) $line['kind']), $colours[$line['kind']] ?? 'slate');
    foreach (array('differs' => 'amber', 'released' => 'slate') as $flag => $colour) {
        $marks .= $line[$flag] ? ' ' . elaska_mark('ElaskaLine_' . $flag, $colour) : '';
    }
    $plain = in_array($line['kind'], array('time', 'overage'), true);
    $out = '<tr class="oddeven"><td class="elaska-wide" data-label="' . elaska_t('ElaskaInvoiceLine') . '"><div class="elaska-invoice-what">' . ($line['case'] ? elaska_case($line['case']) : elaska_t('ElaskaInvoiceSeveral')) . ' ' . $marks . '</div>'
        . elaska_invoice_parts($line['parts']) . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaDuration') . '">' . ($line['seconds'] > 0 ? elaska_duration($line['seconds']) : '') . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaRate') . '">' . elaska_rate($line['rate'], $currency) . '</td>'
        . '<td class="right" data-label="' . elaska_t('ElaskaVat') . '">' . elaska_vat($line['vat']) . '</td>'
        . '<td class="right" data-label="' . elaska_t('AmountHT') . '">' . elaska_calculation($line['amount_minor'], $currency, (int) $line['seconds'], $line['rate'], $plain) . '</td></tr>';
    return $out;
}

/** The entries behind a line, opened on demand; each leads to its card. @param list<array<string,mixed>> $parts */
function elaska_invoice_parts(array $parts): string
{
    if (!$parts) {
        return '';
    }
    $seconds = array_sum(array_column($parts, 'seconds'));
    $out = '<details class="elaska-parts"' . (count($parts) <= 3 ? ' open' : '') . '><summary>' . elaska_t(count($parts) > 1 ? 'ElaskaInvoicePartsMany' : 'ElaskaInvoiceParts', (string) count($parts), elaska_clock($seconds)) . '</summary><table class="centpercent">';
    foreach ($parts as $part) {
        $day = elaska_link(elaska_url('time_card.php', array('id' => $part['time'])), html_entity_decode(elaska_day($part['work_on']), ENT_QUOTES));
        $out .= '<tr><td class="nowraponall">' . $day . '</td><td>' . elaska_h($part['adviser']) . '</td><td>' . elaska_h($part['activity']) . '</td><td class="elaska-parts-text">' . elaska_lines($part['description'])
            . '</td><td class="right">' . elaska_duration($part['seconds']) . '</td></tr>';
    }
    return $out . '</table></details>';
}

/** The annex: to read now, and to write beside the invoice's own PDF. */
function elaska_invoice_annex_line(string $self, string $name): string
{
    global $langs;
    return '<div class="elaska-invoice-annex">' . img_mime($name) . ' ' . elaska_link($self . '&document=annex', $langs->transnoentities('ElaskaInvoiceAnnex'))
        . elaska_post_button($self, 'annex', $langs->transnoentities('ElaskaInvoiceAnnexSave'), 'elaska-linklike') . '</div>';
}

/**
 * Adding what is not invoiced yet (drafts), freeing after a credit note.
 *
 * @param array<string,mixed> $record
 */
function elaska_invoice_actions(Facture $object, array $record, string $self): string
{
    global $langs;
    $out = '';
    if ($record['draft'] && (int) $object->type === Facture::TYPE_STANDARD && elaska_can('invoice/create') && elaska_bill_native_right()) {
        $out .= elaska_button(elaska_url('billing_client.php', array('socid' => (int) $object->socid, 'invoice' => (int) $object->id)), $langs->transnoentities('ElaskaInvoiceAddTime'));
    }
    if ($record['can_release'] && elaska_can('invoice/create')) {
        $out .= elaska_post_button($self, 'release', $langs->transnoentities('ElaskaInvoiceRelease'), 'butActionDelete');
    }
    return '<div class="tabsAction elaska-invoice-actions">' . $out . '</div>';
}
