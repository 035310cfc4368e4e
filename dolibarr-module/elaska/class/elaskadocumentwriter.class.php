<?php
/*
 * Writes the lines that the core computed into a native document, inside the transaction that the core holds
 * (Elaska\Billing::create). It maps and reports; amounts are the core's, which compares what Dolibarr made
 * of them to the cent. Explicit ranks, no update after each line and one update_price at the end: adding
 * 400 lines takes less than a second instead of fifteen.
 */
require_once DOL_DOCUMENT_ROOT . '/societe/class/societe.class.php';

/** @template T of CommonObject */
abstract class ElaskaDocumentWriter
{
    protected DoliDB $db;
    protected User $user;

    final public function __construct(DoliDB $db, User $user)
    {
        $this->db = $db;
        $this->user = $user;
    }

    /**
     * @param array{kind: string, client: int, id: int|null, date: string, lines: list<array{label: string, qty: string, unit: string, vat: string, type: int, rang: int, special: int, expected_minor: int}>} $order
     * @return array{id: int, ref: string, lines: list<int>, totals: list<string>}
     * @throws RuntimeException with Dolibarr's own words; the core then drops everything
     */
    final public function __invoke(array $order): array
    {
        global $mysoc;
        $document = $this->document($order);
        // After what is there, whatever holes or twins its ranks have.
        $rank = count($document->lines);
        foreach ($document->lines as $line) {
            $rank = max($rank, (int) $line->rang);
        }
        $ids = array();
        foreach ($order['lines'] as $line) {
            $id = $this->addLine($document, $line, ++$rank);
            if ($id <= 0) {
                throw $this->refused($document);
            }
            $ids[] = $id;
        }
        if ($document->update_price(1, 'auto', 0, $mysoc) <= 0) {
            throw $this->refused($document);
        }
        return array('id' => (int) $document->id, 'ref' => (string) $document->ref, 'lines' => $ids, 'totals' => $this->totals($document, $ids));
    }

    /**
     * The draft to complete, or a new one.
     *
     * @param array{client: int, id: int|null, date: string, ...} $order
     * @return T with its lines and its third party
     */
    abstract protected function document(array $order): CommonObject;

    /**
     * @param T $document
     * @param array{label: string, qty: string, unit: string, vat: string, type: int, special: int, ...} $line
     * @return int id of the native line, <=0 when Dolibarr refuses
     */
    abstract protected function addLine(CommonObject $document, array $line, int $rank): int;

    /** @param T $document @return bool has read its lines as the database holds them */
    abstract protected function readLines(CommonObject $document): bool;

    protected function client(int $id): Societe
    {
        $soc = new Societe($this->db);
        if ($soc->fetch($id) <= 0) {
            throw $this->refused($soc);
        }
        return $soc;
    }

    /** Noon of a day "YYYY-MM-DD", as Dolibarr's own forms give it. */
    protected static function noon(string $date): int
    {
        list($year, $month, $day) = array_map('intval', explode('-', $date));
        return (int) dol_mktime(12, 0, 0, $month, $day, $year);
    }

    /**
     * What the database holds of the lines, in the order of their ids.
     *
     * @param T $document
     * @param list<int> $ids
     * @return list<string>
     */
    private function totals(CommonObject $document, array $ids): array
    {
        if (!$this->readLines($document)) {
            throw $this->refused($document);
        }
        $found = array();
        foreach ($document->lines as $line) {
            $found[(int) $line->id] = is_string($line->total_ht) ? $line->total_ht : sprintf('%.8F', $line->total_ht);
        }
        return array_map(static fn (int $id): string => $found[$id] ?? '', $ids);
    }

    /** Dolibarr takes a description with tags or entities for HTML: plain text that looks like it is written as HTML. */
    public static function description(string $text): string
    {
        return strpbrk($text, '<&') === false ? $text : str_replace("\n", "<br>\n", htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8'));
    }

    protected function refused(CommonObject $object): RuntimeException
    {
        global $langs;
        $langs->load('errors');
        $words = array_filter(array_unique(array_merge(array((string) $object->error), array_map('strval', (array) $object->errors))));
        return new RuntimeException(implode(' ', array_map(static fn (string $w): string => dol_string_nohtmltag($langs->transnoentities($w)), $words)));
    }
}
