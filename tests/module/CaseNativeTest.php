<?php
/*
 * What Dolibarr itself keeps of a case: tickets and appointments in their tabs, and the native pages that a case leads to
 * with client and project filled in.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Natives.php';

final class CaseNativeTest extends TestCase
{
	private static Browser $admin;
	private static int $client;
	/** @var array<string,mixed> */
	private static array $case;

	public static function setUpBeforeClass(): void
	{
		global $db;
		dol_include_once('/elaska/class/elaskamirror.class.php');
		// Pages of Dolibarr's that the stand-in has not: their modules are only there to be switched on.
		require_once DOL_DOCUMENT_ROOT.'/core/lib/admin.lib.php';
		foreach (array('modAgenda', 'modExpenseReport') as $module) {
			if (is_file(DOL_DOCUMENT_ROOT.'/core/modules/'.$module.'.class.php')) {
				activateModule($module);
			}
		}
		self::$client = Firm::client();
		self::$case = Firm::dossier(self::$client, array('title' => 'Reprise'));
		(new ElaskaMirror($db))->run();
		self::$admin = Browser::of();
	}

	private static function project(): int
	{
		return (int) Firm::office()->call('case.page', array('case' => self::$case['id']))['project']['id'];
	}

	private static function tab(string $name): Browser
	{
		return self::$admin->get(Browser::page('case_card.php', array('id' => self::$case['id'], 'tab' => $name)));
	}

	private static function ticket(string $subject, int $status): void
	{
		global $db;
		$ticket = Natives::ticket(self::$client);
		$db->query('UPDATE '.MAIN_DB_PREFIX."ticket SET subject = '".$db->escape($subject)."', fk_statut = ".$status.', fk_project = '.self::project().' WHERE rowid = '.(int) $ticket->id);
	}

	public function test_CASE_13_tickets_of_the_case_have_their_tab(): void
	{
		$page = self::tab('tickets');
		$this->assertSame(200, $page->status);
		$this->assertSame(1, $page->find('//div[contains(@class, "elaska-empty")]//a[contains(@href, "/ticket/card.php")]')->length);
		self::ticket('Imprimante <b>bloquée', 1);
		self::ticket('Réglé', 8);
		$page = self::tab('tickets');
		$this->assertSame(2, $page->find('//table//tbody/tr')->length);
		$this->assertStringContainsString('Imprimante <b>bloquée', $page->find('//table//tbody/tr[1]')->item(0)->textContent);
		$this->assertSame(1, $page->find('//a[contains(@href, "tab=tickets")]//span[contains(@class, "badge")][normalize-space() = "1"]')->length);
		$new = $page->find('//section//a[contains(@href, "/ticket/card.php?action=create")]/@href')->item(0)->nodeValue;
		$this->assertStringContainsString('projectid='.self::project(), $new);
		$this->assertStringContainsString('socid='.self::$client, $new);
	}

	public function test_PLAT_23_tabs_of_modules_that_one_may_not_read_are_hidden(): void
	{
		$adviser = Firm::person();
		$his = Browser::of($adviser->login, Firm::PASSWORD);
		$page = $his->get(Browser::page('case_card.php', array('id' => self::$case['id'])));
		$this->assertSame(200, $page->status);
		$this->assertSame(0, $page->find('//a[contains(@href, "tab=tickets") or contains(@href, "tab=meetings")]')->length);
		$page = $his->get(Browser::page('case_card.php', array('id' => self::$case['id'], 'tab' => 'tickets')));
		$this->assertStringContainsString('Tickets de Dolibarr', $page->text());
	}

	/** Dolibarr's own cards. */
	private function real(): void
	{
		if (!is_file(DOL_DOCUMENT_ROOT.'/comm/action/card.php')) {
			$this->markTestSkipped('@real: native pages');
		}
	}

	public function test_CASE_13_appointments_of_the_case_have_their_tab(): void
	{
		global $db, $user;
		$this->real();
		require_once DOL_DOCUMENT_ROOT.'/comm/action/class/actioncomm.class.php';
		$this->assertSame(1, self::tab('meetings')->find('//div[contains(@class, "elaska-empty")]//a[contains(@href, "actioncode=AC_RDV")]')->length);
		foreach (array('Bilan' => dol_now() - 86400 * 3, 'Signature' => dol_now() + 86400 * 3) as $label => $at) {
			$event = new ActionComm($db);
			$event->type_code = 'AC_RDV';
			$event->label = $label;
			$event->datep = $at;
			$event->datef = $at + 1800;
			$event->fk_project = self::project();
			$event->socid = self::$client;
			$event->userownerid = (int) $user->id;
			$event->location = 'Au cabinet';
			$event->percentage = -1;
			$this->assertGreaterThan(0, $event->create($user), (string) $event->error);
		}
		$page = self::tab('meetings');
		$this->assertSame(2, $page->find('//main//table')->length);
		$this->assertStringContainsString('Signature', $page->find('(//main//table)[1]')->item(0)->textContent);
		$this->assertStringContainsString('Au cabinet', $page->find('(//main//table)[2]')->item(0)->textContent);
		$this->assertSame(1, $page->find('//a[contains(@href, "tab=meetings")]//span[contains(@class, "badge")][normalize-space() = "1"]')->length);
	}

	public function test_CASE_12_native_pages_open_with_client_and_project(): void
	{
		$this->real();
		$project = self::project();
		$found = array();
		foreach (self::tab('case')->find('//details[contains(@class, "elaska-more")]//a/@href') as $href) {
			$found[] = html_entity_decode($href->nodeValue);
		}
		$native = array_values(array_filter($found, static fn (string $url): bool => strpos($url, '/custom/elaska/') === false));
		$this->assertCount(5, $native, implode("\n", $found));
		foreach ($native as $url) {
			$page = self::$admin->get($url);
			$this->assertSame(200, $page->status, $url);
			$this->assertStringNotContainsString('/custom/elaska/', $page->url, $url);
			if (strpos($url, 'actioncode=') !== false || strpos($url, '/ticket/') !== false) {
				$this->assertSame(1, $page->find('//select[@name="projectid"]/option[@selected][@value="'.$project.'"] | //input[@name="projectid"][@value="'.$project.'"]')->length, $url);
				$this->assertGreaterThan(0, $page->find('//select[@name="socid"]/option[@selected][@value="'.self::$client.'"] | //input[@name="socid"][@value="'.self::$client.'"]')->length, $url);
				$this->assertSame(strpos($url, 'actioncode=') === false ? 0 : 1, $page->find('//input[@name="backtopage"][contains(@value, "case_card.php")]')->length, $url);
			}
			$this->assertGreaterThan(0, $page->find('//form')->length, $url);
		}
	}
}
