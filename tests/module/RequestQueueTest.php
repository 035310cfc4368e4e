<?php
/*
 * The queue of requests: counted, filtered, answered, assigned, refused, turned into a case once.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';
require_once __DIR__.'/PortalVisitor.php';

final class RequestQueueTest extends TestCase
{
	private static User $manager;
	private static Browser $his;
	private static int $client;
	private static string $name;

	public static function setUpBeforeClass(): void
	{
		self::$manager = Firm::person(Firm::MANAGER);
		self::$his = Browser::of(self::$manager->login, Firm::PASSWORD);
		self::$name = Firm::word('Client ').' & <b>';
		self::$client = Firm::client(self::$name);
	}

	/** What waits here waits for everybody's dashboard: other tests start from none. */
	public static function tearDownAfterClass(): void
	{
		global $db;
		$db->query('UPDATE '.MAIN_DB_PREFIX."elaska_request SET status = 'cancelled' WHERE status = 'received' AND fk_soc = ".self::$client);
	}

	/** A request that a client has sent. */
	private static function sent(string $message = 'Bonjour'): int
	{
		global $db;
		$account = PortalVisitor::of(array(self::$client => true))->account;
		$row = $db->fetch_object($db->query('SELECT fk_definition AS id FROM '.MAIN_DB_PREFIX."elaska_definition_head WHERE kind = 'template' AND code = 'assistance-embauche'"));
		$now = time() - 2 * 86400;
		return PortalVisitor::insert('elaska_request', array('entity' => 1, 'ref' => strtoupper(Firm::word('DEM-')), 'fk_soc' => self::$client, 'fk_account' => $account, 'kind' => 'assistance-embauche', 'fk_definition' => (int) $row->id, 'status' => 'received',
			'answers' => (string) json_encode(array('employee_name' => 'Zoé <i>Le Goff', 'job_title' => 'Vendeuse')), 'message' => $message, 'priority' => 1, 'draft_key' => bin2hex(random_bytes(16)), 'sent_at' => $now, 'created_at' => $now, 'updated_at' => $now, 'version' => 1));
	}

	/** A kind whose form tells of the client himself: his town and his phone. */
	private static function telling(string $town): int
	{
		global $db;
		$code = strtolower(Firm::word('dem-'));
		$body = array('format' => 'elaska.template/1', 'code' => $code, 'label' => array('fr' => $code, 'en' => $code), 'nature' => 'demarche', 'client_kinds' => array('company', 'individual'), 'family' => 'tax', 'icon' => 'file', 'colour' => 'blue', 'visible' => true, 'requestable' => true,
			'billing' => array('model' => 'unbilled'), 'steps' => array(array('code' => 'start', 'label' => array('fr' => 'Début', 'en' => 'Start'))),
			'forms' => array(array('code' => 'request', 'label' => array('fr' => 'Demande', 'en' => 'Request'), 'pages' => array(array('code' => 'a', 'label' => array('fr' => 'Vous', 'en' => 'You'), 'fields' => array(
				array('code' => 'town', 'type' => 'text', 'label' => array('fr' => 'Ville', 'en' => 'Town'), 'target' => 'client.town'), array('code' => 'phone', 'type' => 'phone', 'label' => array('fr' => 'Téléphone', 'en' => 'Phone'), 'target' => 'client.phone')))))));
		Firm::office($GLOBALS['user'])->call('template.save', array('body' => $body, 'active' => true));
		$row = $db->fetch_object($db->query('SELECT fk_definition AS id FROM '.MAIN_DB_PREFIX."elaska_definition_head WHERE kind = 'template' AND code = '".$db->escape($code)."'"));
		$id = self::sent();
		$db->query('UPDATE '.MAIN_DB_PREFIX."elaska_request SET kind = '".$db->escape($code)."', fk_definition = ".((int) $row->id).", answers = '".$db->escape((string) json_encode(array('town' => $town, 'phone' => '+33612345678')))."' WHERE rowid = $id");
		return $id;
	}

	private static function sheet(): object
	{
		global $db;
		return $db->fetch_object($db->query('SELECT town, phone, (SELECT COUNT(*) FROM '.MAIN_DB_PREFIX.'elaska_case d WHERE d.fk_soc = s.rowid) AS cases FROM '.MAIN_DB_PREFIX.'societe s WHERE s.rowid = '.self::$client));
	}

	private static function read(int $id): array
	{
		return Firm::office(self::$manager)->call('request.read', array('request' => $id));
	}

	private static function form(string $action): string
	{
		return '//form[.//input[@name="action" and @value="'.$action.'"]]';
	}

	public function test_CASE_29_the_queue_counts_filters_and_shows_the_age(): void
	{
		$id = self::sent();
		$page = self::$his->get(Browser::page('request_list.php', array('client' => self::$client)));
		$this->assertStringContainsString(self::read($id)['ref'], $page->text());
		$this->assertStringContainsString('2 j', (string) $page->textOf('//tbody/tr'));
		$this->assertStringContainsString(Browser::plain(self::$name), (string) $page->textOf('//tbody/tr'));
		$this->assertGreaterThan(0, $page->find('//ul[contains(@class, "elaska-counters")]//a[contains(@href, "status=received")]')->length);
		$page->submit(array('search' => 'rien de tel'), '//form[contains(@class, "elaska-filters")]');
		$this->assertSame(0, $page->find('//tbody/tr')->length);
		$this->assertTrue($page->says('Aucune demande dans cette vue.'));
	}

	public function test_CASE_29_the_whole_form_is_read_and_the_client_answered(): void
	{
		$id = self::sent('Urgent <script>');
		$page = self::$his->get(Browser::page('request_card.php', array('id' => $id)));
		$this->assertTrue($page->says('Zoé <i>Le Goff') && $page->says('Urgent <script>'));
		$page->submit(array('body' => ''), self::form('message'));
		$this->assertSame(Firm::sentence('field.required'), $page->errorAt('body'));
		$page->submit(array('body' => 'Quel est le salaire prévu ?'), self::form('message'));
		$page->submit(array('body' => 'Client fidèle', 'internal' => '1'), self::form('message'));
		$this->assertSame(array(false, true), array_column(self::read($id)['messages'], 'internal'));
		$page->submit(array('user' => self::$manager->id, 'priority' => '3'), self::form('assign'));
		$this->assertSame(array((int) self::$manager->id, 3), array(self::read($id)['assigned']['id'], self::read($id)['priority']));
	}

	public function test_CASE_29_one_click_makes_the_case_and_a_second_opens_it(): void
	{
		$id = self::sent();
		$page = self::$his->get(Browser::page('request_card.php', array('id' => $id)));
		$title = Firm::word('Embauche ');
		$stale = clone $page;
		$page->submit(array('title' => $title, 'lead' => self::$manager->id), self::form('convert'));
		$this->assertStringContainsString($title, (string) $page->textOf('//h1'));
		$case = self::read($id)['case'];
		$this->assertSame($title, $case['title']);
		$stale->submit(array('title' => 'Encore', 'lead' => self::$manager->id), self::form('convert'));
		$this->assertStringContainsString('id='.$case['id'], $stale->url);
		$this->assertSame(0, $page->get(Browser::page('request_card.php', array('id' => $id)))->find(self::form('convert'))->length);
	}

	public function test_CASE_29_what_the_form_says_of_the_client_reaches_his_sheet(): void
	{
		$clerk = Firm::person(Firm::MANAGER);
		$clerk->addrights(Firm::right('societe', 'creer'));
		$his = Browser::of($clerk->login, Firm::PASSWORD);
		$page = $his->get(Browser::page('request_card.php', array('id' => self::telling("L'Haÿ-les-Roses"))));
		$page->submit(array('title' => 'Avec sa fiche', 'lead' => $clerk->id), self::form('convert'));
		$this->assertTrue($page->says('La fiche du client a été mise à jour : ville, téléphone.'));
		$this->assertSame(array("L'Haÿ-les-Roses", '+33612345678'), array(self::sheet()->town, self::sheet()->phone));

		// Dolibarr refuses the sheet: no case either, and the form keeps what was typed.
		$id = self::telling(str_repeat('x', 200));
		$before = self::sheet();
		$page = $his->get(Browser::page('request_card.php', array('id' => $id)));
		$page->submit(array('title' => 'Trop long', 'lead' => $clerk->id), self::form('convert'));
		$this->assertTrue($page->says('la fiche du client n’a pas pu être mise à jour'));
		$this->assertSame('Trop long', $page->find('//input[@name="title"]/@value')->item(0)?->nodeValue);
		$this->assertEquals($before, self::sheet());
		$this->assertSame('received', self::read($id)['status']['code']);
		$page->submit(array('title' => 'Trop long', 'lead' => self::$manager->id), self::form('convert'));
		$this->assertSame('received', self::read($id)['status']['code']);

		// Without the right the case opens, the sheet stays, and the page says so.
		$page = self::$his->get(Browser::page('request_card.php', array('id' => self::telling('Sceaux'))));
		$page->submit(array('title' => 'Sans droit', 'lead' => self::$manager->id), self::form('convert'));
		$this->assertTrue($page->says('À reporter : ville, téléphone.'));
		$this->assertSame('Sans droit', trim((string) $page->textOf('//h1')));
		$this->assertSame("L'Haÿ-les-Roses", self::sheet()->town);
	}

	public function test_CASE_29_a_refusal_needs_its_reason(): void
	{
		$id = self::sent();
		$page = self::$his->get(Browser::page('request_card.php', array('id' => $id)));
		$page->submit(array('to' => 'refused', 'reason' => ''), self::form('move'));
		$this->assertSame('received', self::read($id)['status']['code']);
		$page->submit(array('to' => 'refused', 'reason' => 'Hors de notre métier'), self::form('move'));
		$this->assertSame(array('refused', 'Hors de notre métier'), array(self::read($id)['status']['code'], self::read($id)['reason']));
		$reader = Browser::of(Firm::person(array('case/read'))->login, Firm::PASSWORD)->get(Browser::page('request_card.php', array('id' => self::sent())));
		$this->assertSame(array(200, 0), array($reader->status, $reader->find('//aside//form')->length));
	}

	public function test_CASE_26_the_dashboard_says_what_waits(): void
	{
		self::sent();
		$case = (int) Firm::dossier(self::$client, array(), self::$manager)['id'];
		$title = Firm::word('Appeler ').' <b>';
		Firm::office(self::$manager)->call('task.create', array('case' => $case, 'title' => $title, 'assignees' => array((int) self::$manager->id), 'due_on' => Firm::day(1)));
		$page = self::$his->get(Browser::page('index.php'));
		$this->assertTrue($page->says($title));
		$this->assertTrue($page->says('Demandes nouvelles') && $page->says('Tâches du jour'));
	}
}
