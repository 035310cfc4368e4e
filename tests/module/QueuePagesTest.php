<?php
/*
 * The queue of documents to validate as a page without scripts: what waits, of which client, the decision and its reason at
 * its field, the next one, several at once, who may only look. Source: DOC-07, DOC-08, CASE-40.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Firm.php';
require_once __DIR__.'/Browser.php';
require_once __DIR__.'/PortalVisitor.php';

final class QueuePagesTest extends TestCase
{
	private const YES = '//form[contains(@class, "elq-yes")]';
	private const NO = '//form[contains(@class, "elq-no")]';
	private const LIST = '//form[@data-elq-list]';
	private static User $person;
	private static Browser $his;
	private static int $client;
	private static int $case;
	private static PortalVisitor $owner;

	public static function setUpBeforeClass(): void
	{
		self::$person = Firm::person(Firm::MANAGER);
		self::$client = Firm::client(Firm::word('Client & '));
		self::$case = (int) Firm::dossier(self::$client, array('portal_visible' => true), self::$person)['id'];
		self::$owner = PortalVisitor::of(array(self::$client => true));
		self::$his = Browser::of(self::$person->login, Firm::PASSWORD);
	}

	/** A piece with a file of the client. @return array{0: string, 1: int} label, piece */
	private static function waiting(string $label = ''): array
	{
		$label = $label ?: Firm::word('Pièce <b> ');
		$piece = (int) Firm::office(self::$person)->call('piece.add', array('case' => self::$case, 'label' => $label))['id'];
		self::deposit($piece);
		return array($label, $piece);
	}

	private static function deposit(int $piece): void
	{
		$name = Firm::word('f').'.pdf';
		self::$owner->ask('PUT', '/v1/clients/'.self::$client.'/files?object=piece&id='.$piece.'&name='.$name, "%PDF-1.7\n".$name, array('Content-Type' => 'application/octet-stream'));
		self::assertSame(201, self::$owner->status, self::$owner->body);
	}

	private static function queue(array $more = array()): Browser
	{
		return self::$his->get(Browser::page('document_queue.php', $more + array('case' => self::$case)));
	}

	private static function state(int $piece): string
	{
		global $db;
		return (string) $db->fetch_object($db->query('SELECT status FROM '.MAIN_DB_PREFIX.'elaska_case_piece WHERE rowid = '.$piece))->status;
	}

	private static function shown(Browser $page): string
	{
		return (string) $page->textOf('//section[contains(@class, "elq-item")]//h2');
	}

	public function test_DOC_08_what_is_judged_makes_room_for_the_next(): void
	{
		list($first, $one) = self::waiting();
		list($second, $two) = self::waiting();
		list($third, $three) = self::waiting();
		$page = self::queue();
		$this->assertSame(200, $page->status);
		$this->assertStringNotContainsString('Pièce <b>', $page->body);
		$this->assertSame(3, $page->find('//li[contains(@class, "elq-row")]')->length);
		$this->assertSame($first, self::shown($page));
		$this->assertTrue($page->says('3 documents attendent'));
		$page->submit(array('to' => 'validated'), self::YES);
		$this->assertSame('validated', self::state($one));
		$this->assertSame($second, self::shown($page), 'the next one is open');
		$this->assertTrue($page->says('Validé : '.$first));
		$page->submit(array('to' => 'received'), self::YES);
		$this->assertSame('received', self::state($two));
		$this->assertSame($third, self::shown($page));
		$page->submit(array('to' => 'refused', 'reason' => '  '), self::NO);
		$this->assertStringContainsString('Dites au client', (string) $page->errorAt('reason'));
		$this->assertSame('waiting', self::state($three));
		$page->submit(array('to' => 'refused', 'reason' => 'Photo floue & sombre'), self::NO);
		$this->assertSame('refused', self::state($three));
		$this->assertTrue($page->says('Rien n’attend d’être validé dans ce dossier'));
		$this->assertSame($second, self::shown(self::queue(array('view' => 'received'))));
		$this->assertSame(0, self::$his->find('//button[@value="received"]')->length, 'acknowledged once');
	}

	public function test_DOC_08_several_at_once(): void
	{
		list(, $one) = self::waiting();
		list(, $two) = self::waiting();
		list(, $three) = self::waiting();
		$page = self::queue();
		$boxes = array();
		foreach ($page->find(self::LIST.'//input[@name="items[]"]') as $box) {
			$boxes[] = $box->getAttribute('value');
		}
		$this->assertCount(3, $boxes);
		$page->post(Browser::page('document_queue.php', array('case' => self::$case)), array('token' => $page->token(), 'action' => 'decide', 'to' => 'validated', 'items[0]' => $boxes[0], 'items[1]' => $boxes[1]));
		$this->assertSame(array('validated', 'validated', 'waiting'), array(self::state($one), self::state($two), self::state($three)));
		$this->assertTrue($page->says('2 documents validés'));
		$page->post(Browser::page('document_queue.php', array('case' => self::$case)), array('token' => $page->token(), 'action' => 'decide', 'to' => 'validated'));
		$this->assertTrue($page->says('Cochez d’abord'));
		$page->submit(array('to' => 'validated'), self::YES);
		$this->assertSame('validated', self::state($three));
	}

	public function test_DOC_08_two_advisers_and_a_client_at_once(): void
	{
		list($label, $piece) = self::waiting();
		list(, $other) = self::waiting();
		$colleague = Firm::person(Firm::MANAGER);
		$hers = Browser::of($colleague->login, Firm::PASSWORD)->get(Browser::page('document_queue.php', array('case' => self::$case)));
		$page = self::queue();
		$this->assertSame($label, self::shown($page));
		$hers->submit(array('to' => 'validated'), self::YES);
		$page->submit(array('to' => 'refused', 'reason' => 'Non'), self::NO);
		$this->assertSame('validated', self::state($piece));
		$this->assertTrue($page->says('Déjà traité par Alix '.$colleague->lastname));
		// Something came since: it stays, and is looked at.
		$page = self::queue();
		self::deposit($other);
		$page->submit(array('to' => 'validated'), self::YES);
		$this->assertSame('waiting', self::state($other));
		$this->assertTrue($page->says(Firm::sentence('document.moved')));
		$this->assertSame(2, $page->find('//ul[contains(@class, "elq-files")]/li')->length);
		$page->submit(array('to' => 'validated'), self::YES);
		$this->assertSame('validated', self::state($other));
	}

	public function test_CASE_40_who_may_not_validate_only_looks(): void
	{
		list($label, $piece) = self::waiting();
		$token = self::queue()->find(self::YES.'//input[@name="items[]"]')->item(0)->getAttribute('value');
		$reader = Browser::of(Firm::person(array('case/read'))->login, Firm::PASSWORD)->get(Browser::page('document_queue.php', array('case' => self::$case)));
		$this->assertSame($label, self::shown($reader));
		$this->assertSame(0, $reader->find('//section[contains(@class, "elq-item")]//button')->length);
		$this->assertSame(0, $reader->find('//input[@name="items[]"]')->length);
		$this->assertTrue($reader->says('les valider demande le droit'));
		$reader->post(Browser::page('document_queue.php'), array('token' => $reader->token(), 'action' => 'decide', 'to' => 'validated', 'items[]' => $token));
		$this->assertSame('waiting', self::state($piece));
		$this->assertTrue(Browser::of(Firm::person(array())->login, Firm::PASSWORD)->get(Browser::page('document_queue.php'))->refused());
		self::queue()->submit(array('to' => 'validated'), self::YES);
	}

	public function test_DOC_08_the_way_there_and_hostile_addresses(): void
	{
		list($label) = self::waiting();
		$page = self::$his->get(Browser::page('case_card.php', array('id' => self::$case, 'tab' => 'docs')));
		$this->assertSame(1, $page->find('//a[contains(@href, "document_queue.php?case='.self::$case.'")]')->length);
		$this->assertTrue(self::$his->get(Browser::page('index.php'))->says('Pièces à valider'));
		foreach (array(array('item' => 'p999999999'), array('item' => "x'"), array('at' => 'zz'), array('at' => str_repeat('a', 3000)), array('doc' => '999999'), array('view' => '../x'), array('category' => "a' OR 1=1"), array('client' => '-1'), array('lead' => 'x')) as $more) {
			$page = self::queue($more);
			$this->assertSame(200, $page->status, json_encode($more));
			$this->assertSame($label, self::shown($page), json_encode($more));
		}
		$this->assertTrue(self::$his->get(Browser::page('document_queue.php', array('client' => 999999)))->says('Aucun document à valider ne répond à ces filtres'));
		$page = self::queue();
		$page->post(Browser::page('document_queue.php'), array('token' => $page->token(), 'action' => 'decide', 'to' => 'filed', 'items[]' => $page->find(self::YES.'//input[@name="items[]"]')->item(0)->getAttribute('value')));
		$this->assertSame(200, $page->status);
		self::queue()->submit(array('to' => 'validated'), self::YES);
	}
}
