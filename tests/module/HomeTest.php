<?php
/*
 * The dashboard: what waits, in words and figures that lead to their list; the timer; the week; the cases in hand.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class HomeTest extends TestCase
{
	private static function home(User $who): Browser
	{
		return Browser::of($who->login, Firm::PASSWORD)->get(Browser::page('index.php'));
	}

	/** Figure of the tile with this label, null when there is no such tile. */
	private static function figure(Browser $browser, string $label): ?string
	{
		return $browser->textOf('//a[contains(@class,"elaska-tile")][.//*[normalize-space()="'.$label.'"]]//*[contains(@class,"elaska-tile-figure")]');
	}

	/** @return array{User, array<string,mixed>, list<array<string,mixed>>} an adviser with a case and three entries of today */
	private static function busy(array $rights = Firm::ADVISER): array
	{
		$who = Firm::person($rights);
		$case = Firm::dossier(Firm::client(), array('lead' => (int) $who->id, 'terms' => array('model' => 'hourly', 'rate' => '90')));
		$entries = array();
		foreach (array('1h', '30m', '15m') as $duration) {
			$entries[] = Firm::time($who, $case['id'], array('duration' => $duration, 'work_on' => Firm::day(0)));
		}
		return array($who, $case, $entries);
	}

	public function test_TIME_06_what_waits_is_said_in_words_and_leads_to_its_list(): void
	{
		list($who, $case, $entries) = self::busy();
		$time = new Elaska\Time(Firm::office($who));
		$time->transition(array('entries' => array($entries[0]['id']), 'to' => 'submit'));
		(new Elaska\Time(Firm::office()))->transition(array('entries' => array($entries[0]['id']), 'to' => 'refuse', 'reason' => 'Durée à revoir'));
		$home = self::home($who);
		$this->assertSame(200, $home->status);
		$this->assertTrue($home->says('À vous de jouer : 1 saisie refusée à corriger, 2 brouillons à soumettre.'), (string) $home->textOf('//*[contains(@class,"elaska-lead")]'));
		$this->assertSame('2', self::figure($home, 'Mes brouillons à soumettre'));
		$this->assertSame('1', self::figure($home, 'Saisies refusées, à corriger'));
		$list = (string) $home->textOf('//a[contains(@class,"elaska-tile")][.//*[normalize-space()="Saisies refusées, à corriger"]]/@href');
		$home->get($list);
		$this->assertSame(200, $home->status);
		$this->assertTrue($home->says('01:00:00'));
		$this->assertFalse($home->says('00:15:00'));
	}

	public function test_CASE_39_alerts_of_the_adviser_and_of_who_sees_all(): void
	{
		global $db;
		$lead = Firm::person();
		$manager = Firm::person(Firm::MANAGER);
		$case = Firm::dossier(Firm::client(), array('lead' => (int) $lead->id));
		$db->query('UPDATE '.MAIN_DB_PREFIX."elaska_case SET due_on = '2001-02-03' WHERE rowid = ".(int) $case['id']);
		$row = '//section[contains(@class,"elaska-alerts")]//li[.//a[contains(@href,"id='.$case['id'].'")]]';
		$home = self::home($lead);
		$this->assertStringContainsString('Date de fin dépassée', (string) $home->textOf($row));
		$this->assertStringNotContainsString('suivi par', (string) $home->textOf($row));
		$home = self::home($manager);
		$this->assertStringContainsString('suivi par '.$lead->getFullName($GLOBALS['langs']), (string) $home->textOf($row), 'who leads nothing sees the others at once');
		$home->get(Browser::page('index.php', array('alerts' => 'mine')));
		$this->assertNull($home->textOf($row));
		$db->query('UPDATE '.MAIN_DB_PREFIX.'elaska_case SET confidentiality = 2 WHERE rowid = '.(int) $case['id']);
		$home->get(Browser::page('index.php', array('alerts' => 'all')));
		$this->assertNull($home->textOf($row), 'what is restricted is for its team alone');
		$db->query('UPDATE '.MAIN_DB_PREFIX.'elaska_case SET due_on = NULL, confidentiality = 0 WHERE rowid = '.(int) $case['id']);
	}

	public function test_TIME_06_every_figure_and_link_opens(): void
	{
		list($who) = self::busy(Firm::MANAGER);
		$home = self::home($who);
		$links = array();
		foreach ($home->find('//*[contains(@class,"elaska-tiles") or contains(@class,"elaska-panel")]//a/@href') as $href) {
			$links[(string) $href->nodeValue] = true;
		}
		$this->assertGreaterThan(12, count($links));
		foreach (array_keys($links) as $link) {
			$this->assertSame(200, $home->get($link)->status, $link);
		}
		$home->get(Browser::page('case_list.php', array('view' => 'mine')));
		$this->assertGreaterThan(0, $home->find('//*[contains(@class,"elaska-views")]//a[@aria-current]')->length);
	}

	public function test_TIME_06_nothing_that_waits_is_said_too(): void
	{
		$home = self::home(Firm::person(array('time/own', 'case/read')));
		$this->assertTrue($home->says('Rien n’attend de votre part'));
		$this->assertTrue($home->says('Rien n’est encore saisi cette semaine'));
		$this->assertTrue($home->says('Aucun dossier en cours ne vous est confié'));
		$this->assertTrue($home->says('Aucun chronomètre en marche'));
	}

	public function test_CASE_26_tasks_that_need_me_are_counted_and_the_days_ones_come_first(): void
	{
		list($who, $case) = self::busy();
		$office = Firm::office();
		$task = static fn (string $title, ?string $due, array $more = array()): array => $office->call('task.create', array('case' => $case['id'], 'title' => $title, 'assignees' => array((int) $who->id), 'start_on' => Firm::day(30)) + $more + ($due !== null ? array('due_on' => $due) : array()));
		$this->assertNull(self::figure(self::home($who), 'Mes tâches à traiter'));
		$late = Firm::word('Relancer ').' <b>';
		$task($late, Firm::day(2));
		$task('Appeler le notaire', Firm::day(0));
		$task('Préparer le bilan', Firm::day(-20));
		$task('Chez le client', Firm::day(5), array('for_client' => true));
		$home = self::home($who);
		$this->assertSame('3', self::figure($home, 'Mes tâches à traiter'));
		$this->assertTrue($home->says('1 en retard') && $home->says('3 tâches à faire'));
		$panel = '//section[.//h2[normalize-space()="Tâches du jour"]]';
		$titles = array_map(static fn (DOMNode $a): string => trim((string) $a->textContent), iterator_to_array($home->find($panel.'//li//a')));
		$this->assertSame(array($late, 'Appeler le notaire', 'Préparer le bilan'), $titles);
		$this->assertTrue($home->says('Ensuite'));
		$list = (string) $home->textOf('//a[contains(@class,"elaska-tile")][.//*[normalize-space()="Mes tâches à traiter"]]/@href');
		$this->assertSame(200, $home->get($list)->status);
		$this->assertTrue($home->says('Appeler le notaire'));
	}

	public function test_TIME_07_week_shows_each_day_with_its_sum(): void
	{
		list($who) = self::busy();
		$home = self::home($who);
		$this->assertSame(7, $home->find('//*[contains(@class,"elaska-week-bars")]/a')->length);
		$this->assertSame('01:45:00', $home->textOf('//a[@aria-current="date"]/b'));
		$this->assertTrue($home->says('01:45:00 cette semaine'));
	}

	public function test_TIME_15_who_bills_sees_what_is_to_bill(): void
	{
		list($who, , $entries) = self::busy(Firm::MANAGER);
		$time = new Elaska\Time(Firm::office($who));
		$ids = array_column($entries, 'id');
		$time->transition(array('entries' => $ids, 'to' => 'submit'));
		$before = self::figure(self::home($who), 'Saisies à valider');
		$time->transition(array('entries' => $ids, 'to' => 'validate'));
		$home = self::home($who);
		$this->assertSame((int) $before - 3, (int) self::figure($home, 'Saisies à valider'));
		$this->assertMatchesRegularExpression('/^[\d ]+,\d\d €$/u', (string) self::figure($home, 'À facturer (HT)'));
	}

	public function test_TIME_15_nobody_sees_more_than_his_rights(): void
	{
		$home = self::home(Firm::person(array('time/own')));
		$this->assertSame(200, $home->status);
		foreach (array('Saisies à valider', 'À facturer (HT)') as $label) {
			$this->assertNull(self::figure($home, $label));
		}
		$this->assertFalse($home->says('Mes dossiers en cours'));
		$this->assertFalse($home->says('€'));
		$this->assertNull(self::home(Firm::person(array('account/manage')))->textOf('//*[contains(@class,"elaska-lead")]'));
	}

	public function test_TIME_02_timer_pauses_resumes_and_ends_as_a_draft(): void
	{
		list($who, $case) = self::busy();
		(new Elaska\Timer(Firm::office($who)))->start(array('case' => $case['id']));
		$home = self::home($who);
		$this->assertMatchesRegularExpression('/^00:00:\d\d$/', (string) $home->textOf('//*[@data-elaska-ticking]'));
		$home->submit(array(), '//form[.//input[@value="timer_pause"]]');
		$this->assertNull($home->textOf('//*[@data-elaska-ticking]'));
		$home->submit(array(), '//form[.//input[@value="timer_resume"]]');
		$this->assertNotNull($home->textOf('//*[@data-elaska-ticking]'));
		sleep(1);
		$home->submit(array(), '//form[.//input[@value="timer_stop"]]');
		$this->assertStringContainsString('time_card.php', $home->url);
		$this->assertTrue($home->says('Chronomètre arrêté'));
		$this->assertNull((new Elaska\Timer(Firm::office($who)))->read()['running']);
	}

	public function test_TIME_02_timer_of_another_is_out_of_reach(): void
	{
		list($who, $case) = self::busy();
		$timer = (new Elaska\Timer(Firm::office($who)))->start(array('case' => $case['id']));
		$other = self::home(Firm::person());
		$other->post(Browser::page('index.php'), array('action' => 'timer_stop', 'timer' => $timer['id'], 'token' => $other->token()));
		$this->assertTrue($other->says(Firm::sentence('timer.not_running')), substr($other->text(), 0, 500));
		$this->assertNotNull((new Elaska\Timer(Firm::office($who)))->read()['running']);
	}

	public function test_TIME_02_nothing_happens_without_a_token(): void
	{
		list($who, $case) = self::busy();
		$timer = (new Elaska\Timer(Firm::office($who)))->start(array('case' => $case['id']));
		$home = self::home($who);
		$home->post(Browser::page('index.php'), array('action' => 'timer_stop', 'timer' => $timer['id'], 'token' => 'autre'));
		$home->get(Browser::page('index.php', array('action' => 'timer_stop', 'timer' => $timer['id'])));
		$this->assertNotNull((new Elaska\Timer(Firm::office($who)))->read()['running']);
	}

	public function test_PLAT_23_a_native_module_that_is_off_hides_what_needs_it_and_says_so(): void
	{
		global $conf, $db;
		$boss = Browser::of();
		$boss->get(Browser::page('index.php'));
		$this->assertNotNull(self::figure($boss, 'À facturer (HT)'));
		$this->assertFalse($boss->says('Pour l’administrateur'));
		dolibarr_del_const($db, 'MAIN_MODULE_FACTURE', $conf->entity);
		try {
			$boss->get(Browser::page('index.php'));
			$this->assertSame(200, $boss->status);
			$this->assertNull(self::figure($boss, 'À facturer (HT)'));
			$this->assertTrue($boss->says('Le module Factures de Dolibarr est désactivé'));
			$this->assertSame(0, $boss->find('//a[contains(@href,"billing_queue.php")]')->length);
			$adviser = self::home(Firm::person());
			$this->assertSame(200, $adviser->status);
			$this->assertFalse($adviser->says('Pour l’administrateur'));
		} finally {
			dolibarr_set_const($db, 'MAIN_MODULE_FACTURE', '1', 'string', 0, '', $conf->entity);
		}
	}
}
