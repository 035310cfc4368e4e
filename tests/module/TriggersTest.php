<?php
/*
 * What happens here when a native object is deleted or an invoice changes.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/BillingFirm.php';
require_once __DIR__.'/Natives.php';

final class TriggersTest extends TestCase
{
	private static function words(object $object): string
	{
		return Browser::plain(html_entity_decode($object->error.' '.implode(' ', $object->errors ?? array()), ENT_QUOTES));
	}

	private function assertKept(int $result, object $object, string ...$words): void
	{
		$this->assertLessThanOrEqual(0, $result, get_class($object).' was deleted');
		foreach (array_merge(array('Suppression refusée'), $words) as $word) {
			$this->assertStringContainsString($word, self::words($object), get_class($object));
		}
		$again = new $object($GLOBALS['db']);
		$this->assertGreaterThan(0, $again->fetch((int) $object->id));
		$this->assertSame(0, (int) $GLOBALS['db']->transaction_opened);
	}

	/** An hour that hangs on this. @param array<string,int> $link */
	private static function hour(int $client, array $link): int
	{
		global $user;
		return (int) (new Elaska\Time(Firm::office()))->create($link + array('client' => $client, 'activity' => Firm::activity(), 'duration' => '10m', 'work_on' => Firm::day(random_int(5, 900)),
			'description' => 'Travail', 'billable' => true, 'user' => (int) $user->id))['id'];
	}

	private static function forget(int $time): void
	{
		(new Elaska\Time(Firm::office()))->delete(array('time' => $time, 'version' => 1));
	}

	public function test_PLAT_23_a_client_with_a_case_is_kept(): void
	{
		global $user;
		$client = Firm::client();
		$case = Firm::dossier($client, array('title' => 'Statuts <b>&</b> bail'));
		self::hour($client, array('case' => $case['id']));
		$company = Natives::company($client);
		$this->assertKept($company->delete($client, $user), $company, $case['ref'], 'Statuts <b>&</b> bail', '1 saisie de temps');
		$this->assertStringNotContainsString('<b>', $company->error.implode('', $company->errors), 'names are escaped');
	}

	public function test_PLAT_23_a_client_without_anything_goes(): void
	{
		global $user;
		$client = Firm::client();
		$this->assertSame(1, Natives::company($client)->delete($client, $user));
	}

	public function test_TIME_18_what_was_decided_for_a_client_goes_with_it(): void
	{
		global $db, $user;
		list($gone, $kept) = array(Firm::client(), Firm::client());
		foreach (array($gone, $kept) as $client) {
			(new Elaska\Accounts(Firm::office()))->amounts(array('client' => $client, 'amounts' => 'hidden'));
		}
		$this->assertSame(1, Natives::company($gone)->delete($gone, $user));
		Firm::dossier($kept);
		$this->assertLessThanOrEqual(0, Natives::company($kept)->delete($kept, $user));
		$left = array();
		$rows = $db->query('SELECT fk_soc FROM '.MAIN_DB_PREFIX.'elaska_client WHERE fk_soc IN ('.$gone.', '.$kept.')');
		while ($row = $db->fetch_object($rows)) {
			$left[] = (int) $row->fk_soc;
		}
		$this->assertSame(array($kept), $left);
	}

	public function test_PLAT_23_what_the_user_may_not_see_is_kept_too(): void
	{
		$client = Firm::client();
		Firm::dossier($client);
		$company = Natives::company($client);
		$this->assertKept($company->delete($client, Firm::person(array())), $company, 'dossier');
	}

	public function test_PLAT_23_a_client_with_portal_access_is_kept(): void
	{
		global $user;
		$client = Firm::client();
		(new Elaska\Accounts(Firm::office()))->invite(array('client' => $client, 'email' => strtolower(Firm::word('m')).'@exemple.fr', 'name' => 'Jeanne Martin'));
		$company = Natives::company($client);
		$this->assertKept($company->delete($client, $user), $company, 'accès à l’espace client');
	}

	public function test_PLAT_23_a_project_a_task_and_a_ticket_with_time_are_kept(): void
	{
		global $user;
		$client = Firm::client();
		$project = Natives::project($client);
		$task = Natives::task($project);
		$ticket = Natives::ticket($client);
		$case = Firm::dossier($client);
		$hours = array(self::hour($client, array('case' => $case['id'], 'task' => (int) $task->id)), self::hour($client, array('ticket' => (int) $ticket->id)));
		$this->assertKept($ticket->delete($user), $ticket, '1 saisie de temps');
		$this->assertKept($task->delete($user), $task, '1 saisie de temps');
		// Dolibarr deletes a project's tasks first, and says what the database said last.
		$this->assertLessThanOrEqual(0, $project->delete($user));
		array_map(array(self::class, 'forget'), $hours);
		foreach (array($ticket, $task) as $free) {
			$free->error = '';
			$free->errors = array();
			$this->assertGreaterThan(0, $free->delete($user), self::words($free));
		}
	}

	public function test_PLAT_23_a_project_with_a_case_is_kept(): void
	{
		global $user;
		$client = Firm::client();
		$project = Natives::project($client);
		$case = Firm::dossier($client, array('project' => (int) $project->id));
		$this->assertKept($project->delete($user), $project, $case['ref']);
	}

	public function test_PLAT_23_a_timer_that_runs_keeps_its_ticket(): void
	{
		global $user;
		$ticket = Natives::ticket(Firm::client());
		$timer = (new Elaska\Timer(Firm::office()))->start(array('ticket' => (int) $ticket->id));
		$this->assertKept($ticket->delete($user), $ticket, '1 chronomètre');
		(new Elaska\Timer(Firm::office()))->discard(array('timer' => $timer['id']));
		$this->assertGreaterThan(0, $ticket->delete($user));
	}

	public function test_PLAT_23_an_adviser_with_time_is_kept(): void
	{
		global $user;
		$person = Firm::person(Firm::MANAGER);
		$case = Firm::dossier(Firm::client());
		Firm::time($person, $case['id']);
		$this->assertKept($person->delete($user), $person, '1 saisie de temps');
	}

	public function test_PLAT_23_a_lead_is_kept_by_name_of_the_case(): void
	{
		global $user;
		$person = Firm::person(Firm::MANAGER);
		$case = Firm::dossier(Firm::client(), array(), $person);
		$this->assertKept($person->delete($user), $person, $case['ref']);
	}

	public function test_PLAT_23_a_contact_with_portal_access_is_kept(): void
	{
		global $user;
		$client = Firm::client();
		$contact = Natives::contact($client);
		(new Elaska\Accounts(Firm::office()))->invite(array('client' => $client, 'email' => strtolower(Firm::word('c')).'@exemple.fr', 'name' => 'Jean', 'contact' => (int) $contact->id));
		$this->assertKept($contact->delete($user), $contact, '1 accès à l’espace client');
	}

	public function test_TIME_16_a_deleted_draft_gives_its_time_back(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h', '30m'));
		$invoice = BillingFirm::invoice((int) $firm->bill($entries)['invoice']);
		$this->assertSame(array('invoiced'), array_values(array_unique(BillingFirm::statuses($entries))));
		$this->assertGreaterThan(0, $invoice->delete($firm->manager), self::words($invoice));
		$this->assertSame(array('validated'), array_values(array_unique(BillingFirm::statuses($entries))));
	}

	public function test_TIME_16_a_deleted_line_gives_only_its_time_back(): void
	{
		global $db;
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h', '30m'));
		$invoice = BillingFirm::invoice((int) $firm->bill($entries, array('group' => 'entry'))['invoice']);
		$row = $db->fetch_object($db->query('SELECT l.fk_facturedet as line, p.fk_time as time FROM '.MAIN_DB_PREFIX.'elaska_billing_line l JOIN '.MAIN_DB_PREFIX
			.'elaska_billing_part p ON p.fk_line = l.rowid WHERE l.fk_facture = '.((int) $invoice->id).' ORDER BY l.rowid LIMIT 1'));
		$this->assertGreaterThan(0, $invoice->deleteLine((int) $row->line), self::words($invoice));
		$now = BillingFirm::statuses($entries);
		$this->assertSame('validated', $now[(int) $row->time]);
		unset($now[(int) $row->time]);
		$this->assertSame(array('invoiced'), array_values($now));
	}

	public function test_PLAT_17_validation_is_told_with_the_new_reference_then_the_invoice_is_kept(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h'));
		$invoice = BillingFirm::invoice((int) $firm->bill($entries)['invoice']);
		$this->assertGreaterThan(0, $invoice->validate($firm->manager), self::words($invoice));
		$fresh = BillingFirm::invoice((int) $invoice->id);
		$this->assertStringStartsNotWith('(PROV', $fresh->ref);
		$said = array_column((new Elaska\Events(Firm::office()))->list(array('object' => 'invoice', 'object_id' => (int) $invoice->id))['rows'], null, 'kind');
		$this->assertSame($fresh->ref, $said['invoice.issued']['data']['ref'] ?? null, (string) json_encode($said));
		$this->assertTrue((new Elaska\Billing(Firm::office()))->invoice(array('invoice' => (int) $invoice->id))['lines'][0]['frozen']);
		$result = $fresh->delete($firm->manager);
		$this->assertLessThanOrEqual(0, $result);
		$this->assertSame(array('invoiced'), array_values(BillingFirm::statuses($entries)));
		$this->assertNotNull(BillingFirm::invoice((int) $invoice->id));
	}

	public function test_PLAT_17_back_to_draft_can_be_changed_again(): void
	{
		$firm = new BillingFirm();
		$invoice = BillingFirm::invoice((int) $firm->bill($firm->validated(array('1h')))['invoice']);
		$this->assertGreaterThan(0, $invoice->validate($firm->manager));
		$fresh = BillingFirm::invoice((int) $invoice->id);
		$this->assertGreaterThan(0, $fresh->setDraft($firm->manager), self::words($fresh));
		$this->assertFalse((new Elaska\Billing(Firm::office()))->invoice(array('invoice' => (int) $invoice->id))['lines'][0]['frozen']);
	}

	public function test_PLAT_17_invoices_without_time_are_none_of_our_business(): void
	{
		global $db, $user;
		$invoice = new Facture($db);
		$invoice->socid = Firm::client();
		$invoice->type = Facture::TYPE_STANDARD;
		$invoice->date = dol_now();
		$this->assertGreaterThan(0, $invoice->create($user));
		$this->assertGreaterThan(0, $invoice->addline('Conseil', 100, 1, 20));
		$this->assertGreaterThan(0, $invoice->validate($user), self::words($invoice));
		$this->assertGreaterThan(0, BillingFirm::invoice((int) $invoice->id)->setDraft($user));
		$this->assertGreaterThan(0, BillingFirm::invoice((int) $invoice->id)->delete($user));
	}
}
