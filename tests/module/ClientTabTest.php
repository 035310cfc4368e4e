<?php
/*
 * The tab of a third party: its cases with their gauge, its time to validate and to bill, what can be begun from there.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class ClientTabTest extends TestCase
{
	private function open(Browser $browser, int $client, array $more = array()): Browser
	{
		$browser->get(Browser::page('thirdparty_tab.php', array('socid' => $client) + $more));
		return $browser;
	}

	/** Figure of the tile that leads to a page. */
	private static function figure(Browser $browser, string $href): ?string
	{
		return $browser->textOf('//a[contains(@class, "elaska-tile")][contains(@href, "'.$href.'")]//span[contains(@class, "figure")]');
	}

	public function test_PLAT_15_cases_and_time_of_the_client_are_summed(): void
	{
		$manager = Firm::person(Firm::MANAGER);
		$client = Firm::client();
		$case = Firm::dossier($client, array('terms' => array('model' => 'package', 'included' => '10h', 'price' => '500.00')), $manager);
		$plain = Firm::dossier($client, array('terms' => array('model' => 'hourly', 'rate' => '80.00')), $manager);
		$entries = array(Firm::time($manager, (int) $case['id'], array('duration' => '2h30'))['id'], Firm::time($manager, (int) $plain['id'], array('duration' => '1h 00m 30s'))['id']);
		$time = new Elaska\Time(Firm::office($manager));
		$time->transition(array('entries' => $entries, 'to' => 'submit'));
		$time->transition(array('entries' => array($entries[1]), 'to' => 'validate'));
		$browser = $this->open(Browser::of($manager->login, Firm::PASSWORD), $client);
		$this->assertSame(200, $browser->status);
		$this->assertSame('02:30:00', self::figure($browser, 'view=unvalidated'));
		$this->assertSame('01:00:30', self::figure($browser, 'billing_client.php'));
		$this->assertTrue($browser->says('80,67 € HT'), $browser->text());
		$this->assertCount(2, $browser->find('//table[contains(@class, "elaska-list")]/tbody/tr'));
		$this->assertCount(1, $browser->find('//table//span[contains(@class, "elaska-gauge")]'));
		$this->assertTrue($browser->says($case['ref']));
		$this->assertStringContainsString('"client":'.$client, html_entity_decode($browser->body), 'the timer starts on this client');
		$this->assertCount(1, $browser->find('//a[contains(@href, "case_card.php") and contains(@href, "action=create") and contains(@href, "client='.$client.'")]'));
	}

	public function test_PLAT_15_nothing_yet_offers_the_next_step(): void
	{
		$person = Firm::person();
		$browser = $this->open(Browser::of($person->login, Firm::PASSWORD), Firm::client());
		$this->assertTrue($browser->says('Aucun dossier en cours'));
		$this->assertCount(2, $browser->find('//a[contains(@href, "case_card.php") and contains(@href, "action=create")]'));
		$this->assertTrue($browser->says('Pas encore de temps passé'));
		$this->assertCount(1, $this->open($browser, Firm::client(), array('view' => 'closed'))->find('//*[contains(., "Aucun dossier terminé") and contains(@class, "elaska-empty")]'));
	}

	public function test_TIME_28_who_enters_only_his_time_sees_no_amount_and_no_other_time(): void
	{
		$manager = Firm::person(Firm::MANAGER);
		$client = Firm::client();
		$case = Firm::dossier($client, array('terms' => array('model' => 'hourly', 'rate' => '80.00')), $manager);
		Firm::time($manager, (int) $case['id']);
		$person = Firm::person(array('time/own'));
		$browser = $this->open(Browser::of($person->login, Firm::PASSWORD), $client);
		$this->assertSame(200, $browser->status);
		$this->assertNull(self::figure($browser, 'view=unvalidated'));
		Firm::time($manager, (int) $case['id'], array('user' => (int) $person->id, 'duration' => '20 min'));
		$this->assertSame('00:20:00', self::figure($this->open($browser, $client), 'view=unvalidated'));
		$this->assertStringNotContainsString('€', $browser->textOf('//div[contains(@class, "elaska-tiles")]') ?? '');
		$this->assertCount(0, $browser->find('//table[contains(@class, "elaska-list")]'));
		$this->assertTrue($browser->says('demande un droit que vous n’avez pas'));
		$this->assertCount(0, $browser->find('//a[contains(@href, "billing_client.php")]'));
	}

	public function test_SEC_10_a_client_out_of_reach_is_not_there(): void
	{
		global $db;
		$manager = Firm::person(Firm::MANAGER);
		$name = 'Cachee '.Firm::word();
		$client = Firm::client($name);
		$db->query('UPDATE '.MAIN_DB_PREFIX.'societe SET entity = 2 WHERE rowid = '.$client);
		$browser = Browser::of($manager->login, Firm::PASSWORD);
		foreach (array($client, 99999999, 0) as $id) {
			$this->open($browser, $id);
			$this->assertStringNotContainsString($name, $browser->body);
			$this->assertCount(0, $browser->find('//*[contains(@class, "elaska-tiles")]'));
		}
		$own = Firm::person(Firm::ADVISER, false);
		$this->assertCount(0, $this->open(Browser::of($own->login, Firm::PASSWORD), Firm::client())->find('//*[contains(@class, "elaska-tiles")]'));
		$none = Firm::person(array('account/manage'));
		$this->assertCount(0, $this->open(Browser::of($none->login, Firm::PASSWORD), Firm::client())->find('//*[contains(@class, "elaska-client-acts")]'));
	}
}
