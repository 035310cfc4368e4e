<?php
/*
 * A client with validated time, people who bill, and the native invoices that come of it, for the tests of billing.
 */
require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';
require_once DOL_DOCUMENT_ROOT.'/compta/facture/class/facture.class.php';
require_once DOL_DOCUMENT_ROOT.'/custom/elaska/lib/elaska.lib.php';
require_once DOL_DOCUMENT_ROOT.'/comm/propal/class/propal.class.php';
require_once DOL_DOCUMENT_ROOT.'/custom/elaska/class/elaskainvoicewriter.class.php';
require_once DOL_DOCUMENT_ROOT.'/custom/elaska/class/elaskaproposalwriter.class.php';

final class BillingFirm
{
	public const HOURLY = array('model' => 'hourly', 'rate' => '85.00', 'vat' => '20');
	public int $client;
	/** @var array{id: int, ref: string} */
	public array $case;
	public User $manager;

	/** @param array<string,mixed> $terms of the case */
	public function __construct(array $terms = self::HOURLY)
	{
		$this->manager = self::biller();
		$this->client = Firm::client();
		$this->case = $this->dossier($terms);
	}

	/** Who reviews and bills, with Dolibarr's own rights on invoices and proposals. @param list<string> $rights */
	public static function biller(array $rights = Firm::MANAGER, bool $allClients = true): User
	{
		global $db;
		$person = Firm::person($rights, $allClients);
		$resql = $db->query('SELECT id, perms, subperms FROM '.MAIN_DB_PREFIX."rights_def WHERE module IN ('facture', 'propale')");
		while ($resql && ($row = $db->fetch_object($resql))) {
			if (in_array($row->perms, array('lire', 'creer', 'supprimer'), true) || $row->subperms === 'validate') {
				$person->addrights((int) $row->id);
			}
		}
		$fresh = new User($db);
		$fresh->fetch((int) $person->id, '', '', 1);
		method_exists($fresh, 'loadRights') ? $fresh->loadRights() : $fresh->getrights();
		return $fresh;
	}

	/** @param array<string,mixed> $terms @return array{id: int, ref: string} */
	public function dossier(array $terms = self::HOURLY): array
	{
		return Firm::dossier($this->client, array('terms' => $terms), $this->manager);
	}

	/** Entries of these durations, validated. @param list<string> $durations @return list<int> */
	public function validated(array $durations, ?int $case = null, array $more = array()): array
	{
		$ids = array();
		foreach ($durations as $i => $duration) {
			$ids[] = Firm::time($this->manager, $case ?? (int) $this->case['id'], $more + array('duration' => $duration, 'work_on' => Firm::day(3 + $i), 'description' => 'Travail '.($i + 1)))['id'];
		}
		$time = new Elaska\Time(Firm::office($this->manager));
		$time->transition(array('entries' => $ids, 'to' => 'submit'));
		$done = $time->transition(array('entries' => $ids, 'to' => 'validate'));
		if ($done['failed']) {
			throw new RuntimeException('not validated: '.json_encode($done['failed']));
		}
		return $ids;
	}

	public function billing(?User $who = null): Elaska\Billing
	{
		return new Elaska\Billing(Firm::office($who ?? $this->manager));
	}

	/** @param array<string,mixed> $more @return array<string,mixed> input of billing.create */
	public function order(array $entries, array $more = array()): array
	{
		return $more + array('request_key' => bin2hex(random_bytes(16)), 'client' => $this->client, 'group' => 'case', 'entries' => $entries, 'prices' => array());
	}

	/** @param array<string,mixed> $more @return array<string,mixed> answer of billing.create */
	public function bill(array $entries, array $more = array()): array
	{
		return $this->billing()->create($this->order($entries, $more), self::writer());
	}

	public static function writer(): ElaskaInvoiceWriter
	{
		global $db, $user;
		return new ElaskaInvoiceWriter($db, $user);
	}

	public static function invoice(int $id): ?Facture
	{
		global $db;
		$invoice = new Facture($db);
		return $invoice->fetch($id) > 0 ? $invoice : null;
	}

	/** @param array<string,mixed> $more @return array<string,mixed> answer of billing.create for a proposal */
	public function propose(array $entries, array $more = array()): array
	{
		global $db, $user;
		return $this->billing()->create($this->order($entries, $more + array('document' => 'proposal')), new ElaskaProposalWriter($db, $user));
	}

	public static function proposal(int $id): ?Propal
	{
		global $db;
		$proposal = new Propal($db);
		return $proposal->fetch($id) > 0 ? $proposal : null;
	}

	/** @return list<int> the client's invoices */
	public function invoices(): array
	{
		return $this->natives('facture');
	}

	/** @return list<int> the client's commercial proposals */
	public function proposals(): array
	{
		return $this->natives('propal');
	}

	/** @return list<int> rows of a native table with the client's name on them */
	private function natives(string $table): array
	{
		global $db;
		$ids = array();
		$resql = $db->query('SELECT rowid FROM '.MAIN_DB_PREFIX.$table.' WHERE fk_soc = '.$this->client.' ORDER BY rowid');
		while ($resql && ($row = $db->fetch_object($resql))) {
			$ids[] = (int) $row->rowid;
		}
		return $ids;
	}

	/** @return array<int,string> status by entry */
	public static function statuses(array $entries): array
	{
		global $db;
		$found = array();
		$resql = $db->query('SELECT rowid, status FROM '.MAIN_DB_PREFIX.'elaska_time WHERE rowid IN ('.implode(',', array_map('intval', $entries)).') ORDER BY rowid');
		while ($resql && ($row = $db->fetch_object($resql))) {
			$found[(int) $row->rowid] = $row->status;
		}
		return $found;
	}

	/** The one status of all of them. */
	public static function status(array $entries): string
	{
		return implode(' ', array_unique(self::statuses($entries)));
	}

	/** What the rows of our tables say of an invoice. */
	public static function marks(int $invoice): int
	{
		global $db;
		return (int) $db->fetch_object($db->query('SELECT COUNT(*) as n FROM '.MAIN_DB_PREFIX.'elaska_billing_line WHERE fk_facture = '.$invoice))->n;
	}

	/** Amount of a native column in minor units. */
	public static function minor($amount): int
	{
		return (int) round((float) $amount * 100);
	}

	/** Native invoice validated by the administrator. */
	public static function validate(Facture $invoice): void
	{
		global $user;
		if ($invoice->validate($user) <= 0) {
			throw new RuntimeException('not validated: '.$invoice->error.' '.implode(' ', $invoice->errors));
		}
	}

	/** Choosing on the page, up to the lines read. @param array<string,mixed> $fill */
	public function read(Browser $browser, array $fill = array(), array $params = array()): Browser
	{
		$browser->get(Browser::page('billing_client.php', array('socid' => $this->client) + $params));
		return $browser->submit($fill, '//form[.//input[@name="action" and @value="preview"]]');
	}

	/** XPath of the form that creates, or that adds to a draft. */
	public static function form(bool $add = false): string
	{
		return '//form[.//input[@name="action" and @value="create"] and '.($add ? '' : 'not').'(.//select[@name="invoice"])]';
	}

	/** XPath of the form that makes a proposal. */
	public static function offer(): string
	{
		return '//form[.//input[@name="action" and @value="propose"]]';
	}

	/** Amounts of the lines that a page shows, as read. @return list<string> */
	public static function amounts(Browser $browser, string $class = 'elaska-bill-lines'): array
	{
		$found = array();
		foreach ($browser->find('//table[contains(@class, "'.$class.'")]/tbody/tr[contains(@class, "oddeven")]/td[last()]') as $cell) {
			$found[] = Browser::plain($cell->textContent);
		}
		return $found;
	}
}
