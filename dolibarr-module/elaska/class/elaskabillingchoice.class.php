<?php
/*
 * What a person chose to bill on a form, as the input of billing.preview and billing.create and back: it only carries,
 * the core judges.
 */
final class ElaskaBillingChoice
{
    public const GROUPS = array('case', 'activity', 'task', 'entry');

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
        // One field for thousands of entries (previews), one per tick box (lists): PHP limits how many fields a form has.
        $choice->entries = elaska_in('ids') !== '' ? array_values(array_unique(array_map('intval', explode(',', elaska_in('ids'))))) : elaska_ticked('entries');
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
     * What create() is given: as shown by a preview, at most once per form.
     *
     * @return array<string,mixed>
     */
    public function order(): array
    {
        $input = $this->input() + array('request_key' => elaska_in('request_key'), 'digest' => elaska_in('digest'));
        if ($this->invoice > 0) {
            $input['invoice'] = $this->invoice;
        }
        return elaska_in('date') !== '' ? $input + array('date' => elaska_in('date')) : $input;
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

    /** Hidden fields that carry the choice from one step to the next. */
    public function hidden(): string
    {
        $fields = array('group' => $this->group, 'scope' => $this->all ? 'all' : 'ticked', 'invoice' => (string) $this->invoice);
        if (!$this->all) {
            $fields['ids'] = implode(',', $this->entries);
        }
        $out = '';
        foreach ($fields as $name => $value) {
            $out .= '<input type="hidden" name="' . $name . '" value="' . elaska_h($value) . '">';
        }
        foreach ($this->prices as $key => $amount) {
            $out .= '<input type="hidden" name="prices[]" value="' . elaska_h($key) . '"><input type="hidden" name="amount[' . elaska_h($key) . ']" value="' . elaska_h($amount) . '">';
        }
        return $out;
    }
}
