<?php
/*
 * What a person chose to bill on a form, as the input of billing.preview and billing.create: it only carries, the core
 * judges. Between choosing and billing it waits in the session under a key that is also the key of the request, so that
 * a page may be loaded again, grouped otherwise and sent twice, and still writes one invoice and one proposal at most.
 */
final class ElaskaBillingChoice
{
    public const GROUPS = array('case', 'activity', 'task', 'entry');
    private const SESSION = 'elaska_billing';
    private const KEPT = 8;

    public int $client;
    public string $group = 'case';
    /** All entries that the filters find, or those of $entries. */
    public bool $all = false;
    /** @var list<int> */
    public array $entries = array();
    /** @var array<string,string> key of a price => amount as typed */
    public array $prices = array();
    /** @var array<string,int|string> */
    public array $filters;
    /** Draft to complete; 0: a new invoice. */
    public int $invoice = 0;

    /** @param array<string,int|string> $filters */
    public function __construct(int $client, array $filters = array())
    {
        $this->client = $client;
        $this->filters = $filters;
    }

    /** @param array<string,int|string> $filters */
    public static function posted(int $client, array $filters): self
    {
        $choice = new self($client, $filters);
        $choice->group = in_array(elaska_in('group'), self::GROUPS, true) ? elaska_in('group') : 'case';
        $choice->all = elaska_in('scope') === 'all';
        $choice->entries = elaska_ticked('entries');
        $amounts = (array) ($_POST['amount'] ?? array());
        foreach (array_filter((array) ($_POST['prices'] ?? array()), 'is_string') as $key) {
            $typed = $amounts[$key] ?? '';
            $choice->prices[$key] = is_string($typed) ? trim($typed) : '';
        }
        $choice->invoice = max(0, (int) elaska_in('invoice'));
        return $choice;
    }

    /** @return array<string,mixed> */
    public function input(): array
    {
        $input = array('client' => $this->client, 'group' => $this->group, 'prices' => array());
        foreach ($this->prices as $key => $amount) {
            $input['prices'][] = $amount === '' ? array('key' => (string) $key) : array('key' => (string) $key, 'amount' => $amount);
        }
        return $this->all ? $input + array('all' => true) + $this->filters : $input + array('entries' => $this->entries);
    }

    /**
     * What create() is given: as shown by a preview, at most once per choice.
     *
     * @param string $key of the choice
     * @param string $digest of the preview that was read
     * @param string $date of a new document, empty: today
     * @param string $document invoice, or proposal: always a new one
     * @return array<string,mixed>
     */
    public function order(string $key, string $digest, string $date, string $document = 'invoice'): array
    {
        $input = $this->input() + array('request_key' => $key, 'digest' => $digest, 'document' => $document);
        if ($this->invoice > 0 && $document === 'invoice') {
            return $input + array('invoice' => $this->invoice);
        }
        return $date !== '' ? $input + array('date' => $date) : $input;
    }

    /** The same without the entries of these problems, to go on with the rest. @param list<array<string,mixed>> $problems */
    public function without(array $problems): self
    {
        $rest = clone $this;
        foreach ($problems as $problem) {
            $rest->entries = array_values(array_diff($rest->entries, $problem['entries']));
        }
        return $rest;
    }

    /** Puts the choice aside for the next page. @return string its key */
    public function keep(string $key = ''): string
    {
        $key = $key !== '' ? $key : bin2hex(random_bytes(16));
        $kept = (array) ($_SESSION[self::SESSION] ?? array());
        unset($kept[$key]);
        $kept[$key] = get_object_vars($this);
        // The latest ones: a choice may hold thousands of entries.
        $_SESSION[self::SESSION] = array_slice($kept, -self::KEPT, null, true);
        return $key;
    }

    /** The choice of a key, null when this session has none of it for this client. */
    public static function kept(string $key, int $client): ?self
    {
        $kept = $_SESSION[self::SESSION][$key] ?? null;
        if (!is_array($kept) || $kept['client'] !== $client) {
            return null;
        }
        $choice = new self($client, $kept['filters']);
        $choice->group = $kept['group'];
        $choice->all = $kept['all'];
        $choice->entries = $kept['entries'];
        $choice->prices = $kept['prices'];
        $choice->invoice = $kept['invoice'];
        return $choice;
    }

    public function has(int $entry): bool
    {
        return $this->all || in_array($entry, $this->entries, true);
    }
}
