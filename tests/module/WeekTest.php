<?php
/*
 * «Ma Semaine»: seven days with their sums, time added, copied and submitted in place.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class WeekTest extends TestCase
{
	/** A week of the past: Monday 2 to Sunday 8 March 2026. */
	private const MONDAY = '2026-03-02';
	private const SUNDAY = '2026-03-08';
	private User $adviser;
	private Browser $browser;
	private int $case;

	protected function setUp(): void
	{
		$this->adviser = Firm::person();
		$this->browser = Browser::of($this->adviser->login, Firm::PASSWORD);
		$this->case = (int) Firm::dossier(Firm::client(), array('title' => 'Dossier de la semaine'))['id'];
	}

	private function open(string $day = '2026-03-04', array $more = array()): Browser
	{
		return $this->browser->get(Browser::page('week.php', array('day' => $day) + $more));
	}

	private function entry(string $day, array $more = array()): int
	{
		return (int) Firm::time($this->adviser, $this->case, $more + array('work_on' => $day))['id'];
	}

	private function status(int $id): string
	{
		return (new Elaska\Time(Firm::office()))->read(array('time' => $id))['status']['code'];
	}

	private function add(array $fill): Browser
	{
		return $this->open()->submit($fill + array('work_on' => '2026-03-04', 'case' => $this->case, 'activity' => Firm::activity(), 'duration' => '1h30', 'description' => 'Ajouté'), '//form[contains(@class, "elaska-week-add")]');
	}

	public function test_TIME_07_a_week_goes_from_monday_to_sunday_with_its_sums(): void
	{
		$this->entry(self::MONDAY, array('duration' => '2h'));
		$this->entry(self::SUNDAY, array('duration' => '45s'));
		$this->entry('2026-03-09', array('duration' => '5h'));
		$page = $this->open();
		$this->assertSame(7, $page->find('//section[contains(@class, "elaska-week-day")]')->length);
		$this->assertSame('02:00:45', $page->textOf('//*[contains(@class, "elaska-clock")]'));
		$this->assertSame('2', (string) $page->find('//article')->length);
		$this->assertStringContainsString('lun. 2', (string) $page->textOf('//section[contains(@class, "elaska-week-day")][1]//h2'));
		$page->get($page->find('//a[@rel="next"]/@href')->item(0)->nodeValue);
		$this->assertSame('05:00:00', $page->textOf('//*[contains(@class, "elaska-clock")]'));
		$page->get($page->find('//a[@rel="prev"]/@href')->item(0)->nodeValue);
		$this->assertSame('02:00:45', $page->textOf('//*[contains(@class, "elaska-clock")]'));
	}

	public function test_TIME_07_an_unreadable_day_shows_this_week(): void
	{
		$page = $this->open('2026-13-45');
		$this->assertSame(1, $page->find('//section[contains(@class, "elaska-today")]')->length);
	}

	public function test_TIME_07_time_is_added_to_a_day_in_place(): void
	{
		$page = $this->add(array());
		$this->assertTrue($page->says('01:30:00 enregistrées'));
		$this->assertStringContainsString('01:30:00', (string) $page->textOf('//section[contains(@class, "elaska-week-day")][3]'));
		$this->assertStringContainsString('week.php', $page->url);
	}

	public function test_TIME_03_a_bad_duration_is_said_under_its_field_and_kept(): void
	{
		$page = $this->add(array('duration' => '90', 'description' => 'Gardé'));
		$this->assertSame(Firm::sentence('duration.bare_number'), $page->errorAt('duration'));
		$this->assertSame('90', $page->find('//input[@name="duration"]/@value')->item(0)->nodeValue);
		$this->assertSame('Gardé', $page->find('//input[@name="description"]/@value')->item(0)->nodeValue);
		$this->assertSame('2026-03-04', $page->find('//select[@id="work_on"]/option[@selected]/@value')->item(0)->nodeValue);
	}

	public function test_TIME_07_an_entry_is_copied_to_another_day(): void
	{
		$id = $this->entry(self::MONDAY);
		$page = $this->open()->submit(array('work_on' => '2026-03-05'), '//form[.//input[@value="copy"] and .//input[@name="time" and @value="'.$id.'"]]');
		$this->assertTrue($page->says('Copie enregistrée'));
		$this->assertStringContainsString('01:00:00', (string) $page->textOf('//section[contains(@class, "elaska-week-day")][4]'));
	}

	public function test_TIME_07_the_week_is_submitted_what_cannot_go_is_said(): void
	{
		$good = $this->entry(self::MONDAY);
		$wordless = $this->entry(self::MONDAY, array('description' => ''));
		$outside = $this->entry('2026-03-09');
		$page = $this->open()->submit(array(), '//form[.//input[@value="submit"]]');
		$this->assertTrue($page->says('Saisie soumise à validation'));
		$this->assertTrue($page->says(Firm::sentence('time.description_missing')));
		$this->assertSame(array('submitted', 'draft', 'draft'), array_map(array($this, 'status'), array($good, $wordless, $outside)));
		(new Elaska\Time(Firm::office($this->adviser)))->delete(array('time' => $wordless, 'version' => 1));
		$page = $this->open();
		$this->assertSame(0, $page->find('//form[.//input[@value="submit"]]')->length, 'nothing is left to submit');
		$this->assertTrue($page->says('Tout est soumis'));
	}

	public function test_TIME_06_a_refused_entry_stands_out_with_its_reason(): void
	{
		$id = $this->entry(self::MONDAY);
		(new Elaska\Time(Firm::office($this->adviser)))->transition(array('entries' => array($id), 'to' => 'submit'));
		(new Elaska\Time(Firm::office()))->transition(array('entries' => array($id), 'to' => 'refuse', 'reason' => 'Trop long & <flou>'));
		$page = $this->open();
		$this->assertStringContainsString('Trop long & <flou>', (string) $page->textOf('//article[contains(@class, "elaska-entry-refused")]'));
		$page->get($page->find('//article/a/@href')->item(0)->nodeValue)->submit(array('duration' => '30m'));
		$this->assertStringContainsString('week.php', $page->url, 'after saving, the week comes back');
		$this->assertSame('draft', $this->status($id));
	}

	public function test_TIME_28_the_week_of_somebody_else_needs_a_right(): void
	{
		global $user;
		$this->entry(self::MONDAY);
		$stranger = Firm::person(array('time/own'));
		$page = Browser::of($stranger->login, Firm::PASSWORD)->get(Browser::page('week.php', array('day' => self::MONDAY, 'user' => $this->adviser->id)));
		$this->assertSame(0, $page->find('//article')->length);
		$page = Browser::of()->get(Browser::page('week.php', array('day' => self::MONDAY, 'user' => $this->adviser->id)));
		$this->assertSame(1, $page->find('//article')->length);
		$this->assertSame(0, $page->find('//form[.//input[@value="submit"]]')->length, 'only its owner submits a week');
	}

	public function test_PLAT_a_stale_token_adds_nothing(): void
	{
		$this->open()->post(Browser::page('week.php', array('day' => self::MONDAY)), array('action' => 'submit', 'token' => str_repeat('f', 32)));
		$id = $this->entry(self::MONDAY);
		$this->browser->post(Browser::page('week.php', array('day' => self::MONDAY)), array('action' => 'submit', 'token' => str_repeat('f', 32)));
		$this->assertSame('draft', $this->status($id));
	}
}
