<?php
use PHPUnit\Framework\TestCase;

/**
 * Cases out of a file: the page says what is wrong line by line, stores all or nothing, and the good lines where asked.
 */
final class CaseImportTest extends TestCase
{
	private const PAGE = 'case_import.php';

	private static Browser $his;
	private static int $client;
	private static string $name;

	public static function setUpBeforeClass(): void
	{
		global $db;
		$manager = Firm::person(Firm::MANAGER);
		self::$client = Firm::client();
		$societe = new Societe($db);
		$societe->fetch(self::$client);
		self::$name = (string) $societe->name;
		self::$his = Browser::of($manager->login, Firm::PASSWORD);
	}

	/** @param array<string,string> $more */
	private static function send(string $bytes, string $action = 'import', array $more = array()): Browser
	{
		$edge = 'edge'.Firm::word();
		$part = static fn (string $head, string $text): string => "--$edge\r\nContent-Disposition: form-data; $head\r\n\r\n$text\r\n";
		$body = '';
		self::$his->get(Browser::page(self::PAGE));
		foreach (array('token' => self::$his->token(), 'action' => $action) + $more as $name => $value) {
			$body .= $part('name="'.$name.'"', $value);
		}
		return self::$his->post(Browser::page(self::PAGE), $body.$part('name="file"; filename="dossiers.csv"', $bytes)."--$edge--\r\n", array('Content-Type: multipart/form-data; boundary='.$edge));
	}

	private static function cell(string $text): string
	{
		return '"'.str_replace('"', '""', $text).'"';
	}

	private static function found(string $title): int
	{
		global $user;
		return count(Firm::office($user)->call('case.list', array('search' => $title))['rows']);
	}

	public function test_CASE_11_what_is_wrong_is_told_line_by_line_and_nothing_is_stored(): void
	{
		$good = Firm::word('Bail');
		$client = self::cell(self::$name);
		$csv = (string) mb_convert_encoding("Client;Intitulé;Date de début;Remarque\r\n$client;$good;31/01/2026;x\r\nNulle part <b>;Bail;;\r\n$client;Bail;30/02/2026;\r\n", 'Windows-1252', 'UTF-8');
		$page = self::send($csv);
		$this->assertSame(200, $page->status);
		$rows = $page->find('//table[contains(@class, "elaska-list")]//tr[td]');
		$this->assertSame(2, $rows->length, substr($page->text(), 0, 800));
		$cells = array_map(static fn ($td): string => trim($td->textContent), iterator_to_array($page->find('(//table[contains(@class, "elaska-list")]//tr[td])[1]/td')));
		$this->assertSame('3 Client Nulle part <b> '.Firm::sentence('import.unknown'), Browser::plain(implode(' ', $cells)));
		$this->assertTrue($page->says(Firm::sentence('field.no_such_day')));
		$this->assertTrue($page->says('Remarque'), 'columns that mean nothing are named');
		$this->assertStringNotContainsString('Nulle part <b>', $page->body);
		$this->assertSame(0, self::found($good));
		self::send($csv, 'import', array('good_only' => '1'));
		$this->assertSame(1, self::found($good));
	}

	public function test_CASE_11_a_right_file_opens_its_cases_once(): void
	{
		$title = Firm::word('=Bail');
		$csv = "Client,Titre\n".self::cell(self::$name).','.$title."\n";
		$this->assertSame(200, self::send($csv, 'check')->status);
		$this->assertSame(0, self::found($title), 'a check stores nothing');
		self::send($csv);
		$this->assertSame(1, self::found($title));
		$this->assertTrue(self::send($csv)->says(Firm::sentence('import.there')), 'clicked twice');
		$this->assertSame(1, self::found($title));
	}

	public function test_CASE_11_files_that_are_none(): void
	{
		$this->assertTrue(self::send("PK\x03\x04")->says(Firm::sentence('import.not_text')));
		$this->assertTrue(self::send("Client;Montant\nA;B\n")->says('Intitulé'));
		$this->assertTrue(self::send('')->says(Firm::sentence('import.empty')));
		$reader = Firm::person(array('case/read'));
		$this->assertTrue(Browser::of($reader->login, Firm::PASSWORD)->get(Browser::page(self::PAGE))->refused());
	}
}
