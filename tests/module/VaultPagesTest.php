<?php
/*
 * What a client opened of his vault, on its page in the office: to whom he opened it, after his own password, and to nobody
 * else. Source: DOC-13, SEC-04, SEC-12.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Firm.php';
require_once __DIR__.'/Browser.php';
require_once __DIR__.'/PortalVisitor.php';

final class VaultPagesTest extends TestCase
{
	private const DOOR = '//form[.//input[@name="action" and @value="open"]]';
	private static int $client;
	private static int $item;
	private static int $hidden;
	private static Browser $his;
	private static Browser $others;
	private static PortalVisitor $owner;

	public static function setUpBeforeClass(): void
	{
		global $db;
		$lead = Firm::person(Firm::MANAGER);
		$other = Firm::person(Firm::MANAGER);
		self::$client = Firm::client(Firm::word('Client '));
		$db->query('UPDATE '.MAIN_DB_PREFIX.'societe SET fk_typent = 8 WHERE rowid = '.self::$client); // a person
		Firm::dossier(self::$client, array('portal_visible' => true), $lead);
		self::$owner = PortalVisitor::of(array(self::$client => true));
		self::$owner->unlock(self::$client);
		self::$item = self::deposit('Bail.pdf', '%PDF-1.7 bail');
		self::$hidden = self::deposit('Intime.pdf', '%PDF-1.7 intime');
		self::$owner->ask('PUT', self::vault('/files/'.self::$item.'/readers'), json_encode(array('users' => array((int) $lead->id))));
		self::assertSame(204, self::$owner->status, self::$owner->body);
		self::$his = Browser::of($lead->login, Firm::PASSWORD);
		self::$others = Browser::of($other->login, Firm::PASSWORD);
	}

	/** Failures are counted: the next tests come from the same person. */
	protected function tearDown(): void
	{
		global $db;
		$db->query('DELETE FROM '.MAIN_DB_PREFIX.'elaska_throttle');
	}

	private static function vault(string $rest): string
	{
		return '/v1/clients/'.self::$client.'/vault'.$rest;
	}

	private static function deposit(string $name, string $bytes): int
	{
		self::$owner->ask('POST', self::vault('/files'), json_encode(array('name' => $name, 'size' => strlen($bytes))));
		$item = (int) self::$owner->json['item'];
		self::$owner->ask('PUT', self::vault("/files/$item/bytes?offset=0"), $bytes, array('Content-Type' => 'application/octet-stream'));
		return $item;
	}

	/** @param array<string,mixed> $more */
	private static function page(Browser $who, array $more = array()): Browser
	{
		return $who->get(Browser::page('vault_tab.php', array('socid' => self::$client) + $more));
	}

	public function test_DOC_13_a_tab_for_whom_it_was_opened_to_and_nobody_else(): void
	{
		$tab = '//a[contains(@href, "vault_tab.php")]';
		$this->assertSame(1, self::$his->get(Browser::page('thirdparty_tab.php', array('socid' => self::$client)))->find($tab)->length);
		$this->assertSame(0, self::$others->get(Browser::page('thirdparty_tab.php', array('socid' => self::$client)))->find($tab)->length);
		$this->assertTrue(self::page(self::$others)->refused());
		$this->assertTrue(self::page(self::$others, array('item' => self::$item))->refused());
	}

	public function test_DOC_13_opens_by_his_password_and_gives_what_was_opened(): void
	{
		$page = self::page(self::$his);
		$this->assertStringNotContainsString('Bail.pdf', $page->body);
		$page->submit(array('password' => 'pas le bon'), self::DOOR);
		$this->assertStringNotContainsString('Bail.pdf', self::page(self::$his)->body);
		self::page(self::$his)->submit(array('password' => Firm::PASSWORD), self::DOOR);
		$page = self::page(self::$his);
		$this->assertStringContainsString('Bail.pdf', $page->body);
		$this->assertStringNotContainsString('Intime.pdf', $page->body);
		$this->assertSame('%PDF-1.7 bail', self::page(self::$his, array('item' => self::$item))->body);
		$this->assertTrue(self::page(self::$his, array('item' => self::$hidden))->refused());
		self::page(self::$his)->submit(array(), '//form[.//input[@name="action" and @value="close"]]');
		$this->assertStringNotContainsString('Bail.pdf', self::page(self::$his)->body);
		self::$owner->ask('GET', self::vault('/log?limit=9'));
		$did = array_map(static fn (array $e): string => $e['action'].' '.$e['result'], self::$owner->json['rows']);
		$this->assertSame(array('close ok', 'read refused', 'download ok', 'list ok', 'open ok', 'open wrong'), array_slice($did, 0, 6));
	}

	public function test_DOC_13_the_portal_gives_ranges_of_what_it_opens(): void
	{
		self::$owner->ask('GET', self::vault('/files/'.self::$item.'/bytes'), null, array('Range' => 'bytes=5-7'));
		$this->assertSame(206, self::$owner->status);
		$this->assertSame('1.7', self::$owner->body);
		$this->assertSame('bytes 5-7/13', self::$owner->headers['content-range']);
		self::$owner->ask('GET', self::vault('/files/'.self::$item.'/bytes'));
		$this->assertSame('%PDF-1.7 bail', self::$owner->body);
		$this->assertSame('no-store', self::$owner->headers['cache-control']);
	}
}
