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
}
