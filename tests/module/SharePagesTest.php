<?php
/*
 * Documents that leave the firm, from the case's page: a link is made and told once, its log, its end; the register of
 * sendings. The visitor's side goes through the portal's own door. Source: DOC-10, DOC-11, SEC-18.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Firm.php';
require_once __DIR__.'/Browser.php';
require_once __DIR__.'/PortalVisitor.php';

final class SharePagesTest extends TestCase
{
	private static int $case;
	private static int $file;
	private static Browser $his;

	public static function setUpBeforeClass(): void
	{
		$lead = Firm::person(array_merge(Firm::MANAGER, array('document/share')));
		self::$case = Firm::dossier(Firm::client(Firm::word('Client ')), array('portal_visible' => true), $lead)['id'];
		self::$file = Firm::office()->upload('file.put', array('object' => 'case', 'id' => self::$case, 'name' => 'Offre.pdf', 'visible' => true), '%PDF-1.7 offre '.Firm::word())['id'];
		self::$his = Browser::of($lead->login, Firm::PASSWORD);
	}

	/** Failures of an address are counted: the next tests come from the same one. */
	protected function tearDown(): void
	{
		global $db;
		$db->query('DELETE FROM '.MAIN_DB_PREFIX.'elaska_throttle');
	}

	/** @param array<string,mixed> $more */
	private static function tab(array $more = array()): Browser
	{
		return self::$his->get(Browser::page('case_card.php', array('id' => self::$case, 'tab' => 'docs') + $more));
	}

	private static function form(string $action): string
	{
		return '//form[.//input[@name="action" and @value="'.$action.'"]]';
	}

	/** A link made on the page. @return array{token: string, password: string} */
	private static function made(string $name): array
	{
		$page = self::tab(array('ask' => 'share'))->submit(array('files' => array(self::$file), 'name' => $name), self::form('share_create'));
		$told = static fn (string $what): string => (string) $page->find('//input[@id="told-'.$what.'"]/@value')->item(0)?->nodeValue;
		return array('token' => substr($told('address'), -43), 'password' => $told('password'));
	}

	private static function open(string $token, ?string $password): PortalVisitor
	{
		return (new PortalVisitor())->ask('POST', '/v1/shares', json_encode(array('token' => $token) + ($password !== null ? array('password' => $password) : array())));
	}

	public function test_DOC_11_a_link_is_made_and_told_once(): void
	{
		$page = self::tab(array('ask' => 'share'))->submit(array('name' => 'Banque <b>Nord</b>', 'message' => 'Voici'), self::form('share_create'));
		$this->assertSame(Firm::sentence('field.required'), $page->errorAt('files'));
		$this->assertSame('Voici', $page->textOf('//textarea[@name="message"]'), 'nothing typed is lost');
		$page->submit(array('files' => array(self::$file), 'days' => '91'), self::form('share_create'));
		$this->assertNotNull($page->errorAt('days'));
		$page->submit(array('files' => array(self::$file), 'days' => '20'), self::form('share_create'));
		$address = (string) $page->find('//input[@id="told-address"]/@value')->item(0)?->nodeValue;
		$this->assertMatchesRegularExpression('~/share#p-[A-Za-z0-9_-]{43}$~', $address);
		$this->assertSame(1, $page->find('//input[@id="told-password"]')->length);
		$again = self::tab();
		$this->assertFalse($again->says(substr($address, -43)));
		$this->assertStringContainsString('Banque <b>Nord</b>', (string) $again->textOf('//li[starts-with(@id, "share-")]//strong'));
		$this->assertStringContainsString('Banque <b>Nord</b>', (string) $again->textOf('//div[@id="elaska-share"]//table//tbody/tr'), 'a link is a sending');
	}

	public function test_DOC_11_the_log_tells_the_adviser_everything(): void
	{
		$link = self::made($name = Firm::word('Banque '));
		for ($i = 0; $i < 2; $i++) {
			$this->assertSame('404 share.unavailable', ($v = self::open($link['token'], 'aaaa-aaaa-aaaa'))->status.' '.$v->problem());
		}
		$visitor = self::open($link['token'], $link['password']);
		$this->assertSame(200, $visitor->status);
		$this->assertStringContainsString('HttpOnly', $visitor->headers['set-cookie']);
		$cookie = array('Cookie' => explode(';', $visitor->headers['set-cookie'])[0]);
		$address = '/v1/shares/'.$visitor->json['share']['id'].'/files/'.self::$file;
		// Nothing is read without standing in the log, not a part either.
		$logged = fn (): int => (int) $GLOBALS['db']->fetch_object($GLOBALS['db']->query('SELECT COUNT(*) n FROM '.MAIN_DB_PREFIX."elaska_share_log WHERE action = 'download'"))->n;
		$before = $logged();
		$visitor->ask('GET', $address, null, $cookie + array('Range' => 'bytes=0-3'));
		$this->assertSame('206 %PDF', $visitor->status.' '.$visitor->body);
		$visitor->ask('GET', $address, null, $cookie);
		$this->assertSame('200 %PDF-1.7 offre', $visitor->status.' '.substr($visitor->body, 0, 14));
		$this->assertSame($before + 2, $logged());
		$visitor->ask('HEAD', $address, null, $cookie);
		$this->assertSame(200, $visitor->status);
		$visitor->ask('GET', $address.'/../../../facture/x', null, $cookie);
		$this->assertSame(404, $visitor->status);
		$visitor->ask('GET', $address, null, array('Cookie' => 'x=1'));
		$this->assertSame('404 share.unavailable', $visitor->status.' '.$visitor->problem());
		$page = self::tab();
		$row = '//li[.//strong[.="'.$name.'"]]';
		$page->get($page->find($row.'//a[contains(@href, "log=")]/@href')->item(0)->nodeValue);
		$log = $page->text();
		foreach (array('Mot de passe faux', 'Téléchargement', 'Interrogation sans lecture', 'Ouverture', 'Offre.pdf', '127.0.0.1') as $word) {
			$this->assertStringContainsString($word, $log);
		}
		$this->assertSame(6, $page->find($row.'//div[@class="elaska-share-log"]//tbody/tr')->length);
	}

	public function test_DOC_11_extended_given_another_password_and_revoked(): void
	{
		$link = self::made($name = Firm::word('Banque '));
		$row = '//li[.//strong[.="'.$name.'"]]';
		for ($i = 0; $i < 6; $i++) {
			$this->assertSame(404, self::open($link['token'], 'aaaa-aaaa-aaaa')->status);
		}
		$this->assertStringContainsString('Bloqué', (string) self::tab()->textOf($row));
		$page = self::tab()->submit(array(), $row.self::form('share_password'));
		$password = (string) $page->find('//input[@id="told-password"]/@value')->item(0)?->nodeValue;
		$this->assertSame(404, self::open($link['token'], $link['password'])->status);
		$this->assertSame(200, self::open($link['token'], $password)->status);
		self::tab()->submit(array('days' => '30'), $row.self::form('share_extend'));
		$this->assertStringContainsString(date('d/m/Y', time() + 30 * 86400), (string) self::tab()->textOf($row));
		$ask = self::tab()->find($row.'//a[contains(@href, "ask=revoke")]/@href')->item(0)->nodeValue;
		$page = self::$his->get($ask);
		$this->assertSame(200, self::open($link['token'], $password)->status, 'PLAT-06: asked for first');
		$this->assertStringContainsString($name, (string) $page->textOf('//*[@role="alertdialog"]'));
		$page->submit(array(), self::form('share_revoke'));
		$this->assertSame(404, self::open($link['token'], $password)->status);
		$this->assertSame(0, self::tab()->find($row.'//form')->length);
	}

	public function test_DOC_10_marked_as_sent_to_several(): void
	{
		$office = Firm::office();
		$office->call('party.add', array('case' => self::$case, 'role' => 'bank', 'name' => $bank = Firm::word('Crédit '), 'email' => 'pro@banque.example'));
		$page = self::tab(array('ask' => 'dispatch'));
		$party = (int) $page->find('//input[@name="parties[]"]/@value')->item(0)->nodeValue;
		$page->submit(array('files' => array(self::$file), 'on' => '2099-01-01', 'name' => 'x'), self::form('dispatch_add'));
		$this->assertSame(Firm::sentence('dispatch.future'), $page->errorAt('on'));
		$page->submit(array('files' => array(self::$file), 'parties' => array($party), 'name' => $other = Firm::word('Courtier '), 'means' => 'post', 'on' => '2026-01-05', 'tracking' => '1A 22'), self::form('dispatch_add'));
		$register = (string) $page->textOf('//div[@id="elaska-share"]');
		foreach (array($bank, $other, 'Courrier · 1A 22') as $word) {
			$this->assertStringContainsString($word, $register);
		}
		$this->assertStringContainsString($bank, (string) self::tab(array('ask' => 'share'))->textOf('//ul[@id="files"]'), 'where each document was sent');
	}

	public function test_DOC_11_without_the_right_links_are_read_not_made(): void
	{
		$reader = Firm::person();
		$page = Browser::of($reader->login, Firm::PASSWORD)->get(Browser::page('case_card.php', array('id' => self::$case, 'tab' => 'docs', 'ask' => 'share')));
		$this->assertSame(0, $page->find(self::form('share_create'))->length);
		$this->assertSame(0, $page->find('//a[contains(@href, "ask=revoke")]')->length);
	}
}
