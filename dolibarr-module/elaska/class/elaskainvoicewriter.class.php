<?php
/*
 * Writes the lines that the core computed into a native invoice, inside the transaction that the core holds
 * (Elaska\Billing::create). It maps and reports; amounts are the core's, which compares what Dolibarr made
 * of them to the cent. Explicit ranks, no update after each line and one update_price at the end: adding
 * 400 lines takes less than a second instead of fifteen.
 */
require_once DOL_DOCUMENT_ROOT . '/compta/facture/class/facture.class.php';
require_once DOL_DOCUMENT_ROOT . '/societe/class/societe.class.php';

final class ElaskaInvoiceWriter
{
    private DoliDB $db;
    private User $user;

    public function __construct(DoliDB $db, User $user)
    {
        $this->db = $db;
        $this->user = $user;
    }

    /**
     * @param array{client: int, invoice: int|null, date: string, lines: list<array{label: string, qty: string, unit: string, vat: string, type: int, rang: int, special: int, expected_minor: int}>} $order
     * @return array{invoice: int, ref: string, lines: list<int>, totals: list<string>}
     * @throws RuntimeException with Dolibarr's own words; the core then drops everything
     */
    public function __invoke(array $order): array
    {
        global $mysoc;
        $invoice = $order['invoice'] ? $this->draft((int) $order['invoice']) : $this->create((int) $order['client'], $order['date']);
        $ids = $this->addLines($invoice, $order['lines']);
        if ($invoice->update_price(1, 'auto', 0, $mysoc) <= 0) {
            throw $this->refused($invoice);
        }
        return array('invoice' => (int) $invoice->id, 'ref' => (string) $invoice->ref, 'lines' => $ids, 'totals' => $this->totals($invoice, $ids));
    }

    private function draft(int $id): Facture
    {
        $invoice = new Facture($this->db);
        if ($invoice->fetch($id) <= 0 || $invoice->fetch_thirdparty() <= 0) {
            throw $this->refused($invoice);
        }
        return $invoice;
    }

    /** A draft with the payment terms that Dolibarr's own form would propose for this third party. */
    private function create(int $client, string $date): Facture
    {
        $soc = new Societe($this->db);
        if ($soc->fetch($client) <= 0) {
            throw $this->refused($soc);
        }
        list($year, $month, $day) = array_map('intval', explode('-', $date));
        $invoice = new Facture($this->db);
        $invoice->socid = $client;
        $invoice->type = Facture::TYPE_STANDARD;
        $invoice->date = dol_mktime(12, 0, 0, $month, $day, $year);
        $invoice->cond_reglement_id = (int) $soc->cond_reglement_id;
        $invoice->mode_reglement_id = (int) $soc->mode_reglement_id;
        $invoice->fk_account = (int) $soc->fk_account;
        $invoice->model_pdf = getDolGlobalString('FACTURE_ADDON_PDF');
        if ($invoice->create($this->user) <= 0 || $invoice->fetch((int) $invoice->id) <= 0 || $invoice->fetch_thirdparty() <= 0) {
            throw $this->refused($invoice);
        }
        return $invoice;
    }

    /**
     * @param list<array<string, mixed>> $lines
     * @return list<int>
     */
    private function addLines(Facture $invoice, array $lines): array
    {
        // After what is there, whatever holes or twins its ranks have.
        $rank = count($invoice->lines);
        foreach ($invoice->lines as $line) {
            $rank = max($rank, (int) $line->rang);
        }
        $ids = array();
        foreach ($lines as $line) {
            $id = $invoice->addline(self::description($line['label']), $line['unit'], $line['qty'], $line['vat'], 0, 0, 0, 0, '', '', 0, 0, '', 'HT', 0,
                $line['type'], ++$rank, $line['special'], '', 0, 0, null, 0, '', array(), 100, 0, null, 0, '', 1);
            if ($id <= 0) {
                throw $this->refused($invoice);
            }
            $ids[] = (int) $id;
        }
        return $ids;
    }

    /**
     * What the database holds of the lines, in the order of their ids.
     *
     * @param list<int> $ids
     * @return list<string>
     */
    private function totals(Facture $invoice, array $ids): array
    {
        if ($invoice->fetch_lines() <= 0) {
            throw $this->refused($invoice);
        }
        $found = array();
        foreach ($invoice->lines as $line) {
            $found[(int) $line->id] = is_string($line->total_ht) ? $line->total_ht : sprintf('%.8F', $line->total_ht);
        }
        return array_map(static fn (int $id): string => $found[$id] ?? '', $ids);
    }

    /** Dolibarr takes a description with tags or entities for HTML: plain text that looks like it is written as HTML. */
    public static function description(string $text): string
    {
        return strpbrk($text, '<&') === false ? $text : str_replace("\n", "<br>\n", htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8'));
    }

    private function refused(CommonObject $object): RuntimeException
    {
        global $langs;
        $langs->load('errors');
        $words = array_filter(array_unique(array_merge(array((string) $object->error), array_map('strval', (array) $object->errors))));
        return new RuntimeException(implode(' ', array_map(static fn (string $w): string => dol_string_nohtmltag($langs->transnoentities($w)), $words)));
    }
}
