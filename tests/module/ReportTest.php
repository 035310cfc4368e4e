<?php
/*
 * A case as a document: chosen parts as a PDF and as a page to print.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class ReportTest extends TestCase
{
	private static User $manager;
	private static Browser $his;
	private static int $case;

	public static function setUpBeforeClass(): void
	{
		self::$manager = Firm::person(Firm::MANAGER);
		self::$his = Browser::of(self::$manager->login, Firm::PASSWORD);
		self::$case = (int) Firm::dossier(Firm::client(), array('template' => 'assistance-embauche', 'title' => 'Embauche <img src=x onerror=alert(1)> d’Anaïs'), self::$manager)['id'];
	}

	/** @return array<string,mixed> */
	private static function row(string $sql): array
	{
		return (array) $GLOBALS['db']->fetch_array($GLOBALS['db']->query($sql));
	}

	/** @param list<string> $parts */
	private static function page(array $parts, string $as): Browser
	{
		return self::$his->get(Browser::page('case_export.php', array('id' => self::$case, 'as' => $as) + array_fill_keys(array_map(static fn (string $p): string => 'p_'.$p, $parts), 1)));
	}

	public function test_CASE_38_a_case_leaves_as_pdf_or_page(): void
	{
		$card = self::$his->get(Browser::page('case_card.php', array('id' => self::$case)));
		$this->assertSame(7, $card->find('//details[contains(@class, "elaska-export")]//input[@type="checkbox"]')->length);
		$file = self::page(array('summary', 'steps', 'journal'), 'pdf');
		$this->assertSame('application/pdf', $file->headers['content-type']);
		$this->assertStringStartsWith('%PDF-', $file->body);
		$print = self::page(array('summary', 'steps', 'journal'), 'print');
		$this->assertSame(3, $print->find('//article[contains(@class, "elaska-report")]/section')->length);
		$this->assertSame('Embauche <img src=x onerror=alert(1)> d’Anaïs', trim($print->find('//article//h1')->item(0)->textContent));
		$this->assertSame(0, $print->find('//article//img')->length);
		$this->assertStringContainsString('ouvert', $print->find('//section[@id="part-journal"]//tbody')->item(0)->textContent);
	}

	public function test_CASE_38_no_part_and_no_right(): void
	{
		$back = self::page(array(), 'pdf');
		$this->assertStringContainsString('Choisissez au moins une partie', $back->body);
		$stranger = Firm::person(array('time/own'));
		$page = Browser::of($stranger->login, Firm::PASSWORD)->get(Browser::page('case_export.php', array('id' => self::$case, 'p_summary' => 1)));
		$this->assertTrue($page->refused(), (string) $page->status);
		$gone = self::$his->get(Browser::page('case_export.php', array('id' => 99999999, 'p_summary' => 1)));
		$this->assertStringNotContainsString('%PDF', $gone->body);
	}

	public function test_DOC_17_a_report_is_filed_in_one_click(): void
	{
		$card = self::$his->get(Browser::page('case_card.php', array('id' => self::$case)));
		$token = (string) $card->find('//details[contains(@class, "elaska-export")]//input[@name="token"]/@value')->item(0)->nodeValue;
		$page = $card->post(Browser::page('case_export.php', array('id' => self::$case)), array('token' => $token, 'action' => 'export', 'as' => 'file', 'p_summary' => 1));
		$this->assertStringContainsString('classé dans les documents', $page->body);
		$this->assertStringContainsString('Fiche de synthèse', (string) $page->textOf('//h1[contains(., ".pdf")]'));
		$row = self::row('SELECT origin, level, visible FROM '.MAIN_DB_PREFIX.'elaska_file WHERE fk_case = '.self::$case.' ORDER BY rowid DESC LIMIT 1');
		$this->assertSame(array('generated', 1, 0), array($row['origin'], (int) $row['level'], (int) $row['visible']));
		// Without the token of the person nothing is kept; the address that remains gives the file.
		$again = self::$his->get(Browser::page('case_export.php', array('id' => self::$case, 'as' => 'file', 'p_summary' => 1)));
		$this->assertStringStartsWith('%PDF-', $again->body);
	}

	public function test_DOC_17_a_client_and_a_week_leave_as_pdf_or_page(): void
	{
		$client = (int) self::row('SELECT fk_soc FROM '.MAIN_DB_PREFIX.'elaska_case WHERE rowid = '.self::$case)['fk_soc'];
		$tab = self::$his->get(Browser::page('thirdparty_tab.php', array('socid' => $client)));
		$this->assertSame(4, $tab->find('//details[contains(@class, "elaska-export")]//input[@type="checkbox"]')->length);
		$all = array('p_information' => 1, 'p_figures' => 1, 'p_cases' => 1, 'p_documents' => 1);
		$file = self::$his->get(Browser::page('client_export.php', array('socid' => $client) + $all));
		$this->assertSame('application/pdf', $file->headers['content-type']);
		$print = self::$his->get(Browser::page('client_export.php', array('socid' => $client, 'as' => 'print') + $all));
		$this->assertSame(4, $print->find('//article[contains(@class, "elaska-report")]/section')->length);
		$this->assertStringContainsString('Anaïs', (string) $print->textOf('//section[@id="part-cases"]'));
		$this->assertTrue(self::$his->get(Browser::page('client_export.php', array('socid' => 99999999) + $all))->refused());
		$week = self::$his->get(Browser::page('week.php'));
		$this->assertSame(2, $week->find('//a[contains(@href, "week_export.php")]')->length);
		$this->assertStringStartsWith('%PDF-', self::$his->get(Browser::page('week_export.php', array('day' => '2026-11-20', 'as' => 'pdf')))->body);
		$this->assertSame(1, self::$his->get(Browser::page('week_export.php', array('day' => '2026-11-20', 'as' => 'print')))->find('//section[@id="part-week"]')->length);
	}
}
