<?php
/*
 * Pages of time, used as people use them: an entry is typed, refused where it stands with what was typed kept, corrected,
 * submitted, validated one by one or many at once, copied, deleted.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class TimePagesTest extends TestCase
{
	private static User $adviser;
	private static User $manager;
	private static Browser $hers;
	private static Browser $his;
	private static int $client;
	private static int $case;
	private static int $serial = 40;

	public static function setUpBeforeClass(): void
	{
		self::$adviser = Firm::person();
		self::$manager = Firm::person(Firm::MANAGER);
		self::$hers = Browser::of(self::$adviser->login, Firm::PASSWORD);
		self::$his = Browser::of(self::$manager->login, Firm::PASSWORD);
		self::$client = Firm::client();
		self::$case = (int) Firm::dossier(self::$client, array('terms' => array('model' => 'hourly', 'rate' => '80')))['id'];
	}

	/** A day that no other test of this class uses: its 24 hours are free. */
	private static function free(): string
	{
		return Firm::day(++self::$serial);
	}

	private static function form(): Browser
	{
		return self::$hers->get(Browser::page('time_card.php', array('action' => 'create')));
	}

	/** @param array<string,mixed> $fill */
	private static function enter(array $fill): Browser
	{
		return self::form()->submit($fill + array('case' => self::$case, 'activity' => Firm::activity(), 'work_on' => self::free(), 'duration' => '1h15', 'description' => 'Appel du notaire'));
	}

	private static function read(int $id): array
	{
		return (new Elaska\Time(Firm::office()))->read(array('time' => $id));
	}

	private static function idOf(Browser $page): int
	{
		parse_str((string) parse_url($page->url, PHP_URL_QUERY), $query);
		return (int) ($query['id'] ?? 0);
	}

	/** An entry of the adviser on a free day, perhaps submitted. */
	private static function entry(bool $submitted = false, array $more = array()): int
	{
		$id = (int) Firm::time(self::$adviser, self::$case, $more + array('work_on' => self::free()))['id'];
		if ($submitted) {
			(new Elaska\Time(Firm::office(self::$adviser)))->transition(array('entries' => array($id), 'to' => 'submit'));
		}
		return $id;
	}

	public function test_TIME_01_an_entry_is_typed_and_found_in_the_list(): void
	{
		$words = Firm::word('Rédaction ').' <b>l\'acte</b> & "plan"';
		$page = self::enter(array('description' => $words));
		$this->assertSame(200, $page->status);
		$entry = self::read(self::idOf($page));
		$this->assertSame(4500, $entry['duration_s']);
		$this->assertSame($words, $entry['description']);
		$this->assertSame(self::$client, $entry['client']['id'], 'the case names its client');
		$this->assertTrue($page->says('01:15:00 enregistrées'));
		$page = self::$hers->get(Browser::page('time_list.php'))->submit(array('search' => $words), '//form[contains(@class, "elaska-filters")]');
		$this->assertSame(1, $page->find('//tr[.//input[@name="toselect[]"]]')->length);
		$this->assertStringContainsString('01:15:00', (string) $page->textOf('//tr[.//input[@name="toselect[]"]]'));
		$this->assertStringNotContainsString('<b>l', $page->body, 'what people type is shown, never run');
		$page->get(Browser::page('time_card.php', array('id' => $entry['id'])));
		$this->assertSame($words, $page->find('//textarea[@name="description"]')->item(0)->textContent);
	}

	public static function provideBadDurations(): iterable
	{
		yield 'bare number' => array('75', 'duration.bare_number');
		yield 'words' => array('longtemps', 'duration.unreadable');
		yield 'zero' => array('0 min', 'duration.zero');
		yield 'negative' => array('-1h', 'duration.negative');
		yield 'over a day' => array('25h', 'duration.over_a_day');
		yield 'nothing' => array('', 'duration.empty');
		yield 'tags' => array('<script>1h</script>', 'duration.unreadable');
	}

	/** @dataProvider provideBadDurations */
	public function test_TIME_03_a_bad_duration_is_said_under_its_field_and_kept(string $typed, string $key): void
	{
		$page = self::enter(array('duration' => $typed, 'description' => 'Gardé tel quel'));
		$this->assertSame(Firm::sentence($key), $page->errorAt('duration'));
		$this->assertSame($typed, $page->find('//input[@name="duration"]/@value')->item(0)->nodeValue);
		$this->assertSame('Gardé tel quel', $page->textOf('//textarea[@name="description"]'));
		$this->assertSame((string) self::$case, $page->find('//select[@name="case"]/option[@selected]/@value')->item(0)->nodeValue);
		$page->submit(array('duration' => '45m'));
		$this->assertSame(2700, self::read(self::idOf($page))['duration_s'], 'the corrected form goes');
	}

	public function test_TIME_03_hours_give_the_duration_and_an_end_before_the_start_is_refused(): void
	{
		$page = self::enter(array('duration' => '', 'start' => '10:30', 'end' => '09:00'));
		$this->assertSame(Firm::sentence('time.end_before_start'), $page->errorAt('end'));
		$this->assertSame('10:30', $page->find('//input[@name="start"]/@value')->item(0)->nodeValue);
		$page->submit(array('end' => '12:00:20'));
		$entry = self::read(self::idOf($page));
		$this->assertSame(5420, $entry['duration_s']);
		$this->assertSame('10:30', (new DateTime('@'.$entry['start_at']))->setTimezone(new DateTimeZone('Europe/Paris'))->format('H:i'));
	}

	public function test_TIME_03_work_past_midnight_ends_the_next_day(): void
	{
		$page = self::enter(array('duration' => '', 'start' => '23:00', 'end' => '00:30', 'end_next' => '1'));
		$this->assertSame(5400, self::read(self::idOf($page))['duration_s']);
	}

	public function test_TIME_03_only_one_of_start_and_end_is_refused(): void
	{
		$page = self::enter(array('duration' => '', 'start' => '10:30', 'end' => ''));
		$this->assertSame(Firm::sentence('field.required'), $page->errorAt('end'));
	}

	public function test_TIME_03_a_day_over_24_hours_is_refused_with_what_it_holds(): void
	{
		$day = self::free();
		self::enter(array('work_on' => $day, 'duration' => '20h'));
		$page = self::enter(array('work_on' => $day, 'duration' => '4h01'));
		$this->assertSame(Firm::sentence('time.day_over_24h', array('already' => '20:00:00')), $page->errorAt('duration'));
		$page->submit(array('duration' => '4h'));
		$this->assertGreaterThan(0, self::idOf($page), 'to the second');
	}

	public function test_TIME_03_an_overlap_is_warned_of_and_saved(): void
	{
		$day = self::free();
		self::enter(array('work_on' => $day, 'duration' => '', 'start' => '09:00', 'end' => '10:00'));
		$page = self::enter(array('work_on' => $day, 'duration' => '', 'start' => '09:30', 'end' => '11:00'));
		$this->assertTrue($page->says(Firm::sentence('time.overlap')));
		$this->assertSame(5400, self::read(self::idOf($page))['duration_s']);
	}

	public function test_TIME_03_the_night_that_has_an_hour_twice(): void
	{
		$page = self::enter(array('work_on' => '2025-10-26', 'duration' => '', 'start' => '02:10', 'end' => '02:40'));
		$id = self::idOf($page);
		$this->assertTrue($page->says(Firm::sentence('time.moment_twice')));
		$first = self::read($id);
		$this->assertSame(1800, $first['duration_s']);
		$this->assertSame(1, $page->find('//input[@type="checkbox" and @name="end_second"]')->length, 'that night the second pass can be chosen');
		$page->submit(array('end_second' => '1'));
		$this->assertSame(5400, self::read($id)['duration_s'], 'from the first to the second pass');
		$page->get(Browser::page('time_card.php', array('id' => $id)));
		$this->assertSame(1, $page->find('//input[@name="end_second" and @checked]')->length);
		$page->submit(array('description' => 'Rien d’autre ne change'));
		$this->assertSame(array(5400, $first['start_at']), array(self::read($id)['duration_s'], self::read($id)['start_at']));
	}

	public function test_TIME_03_the_night_that_lacks_an_hour(): void
	{
		$page = self::enter(array('work_on' => '2026-03-29', 'duration' => '', 'start' => '01:30', 'end' => '03:30'));
		$this->assertSame(3600, self::read(self::idOf($page))['duration_s']);
		$page = self::enter(array('work_on' => '2026-03-29', 'duration' => '', 'start' => '02:15', 'end' => '04:00'));
		$this->assertStringContainsString('nuit du changement', $page->text());
	}

	public function test_TIME_01_a_client_that_is_not_the_cases_is_refused(): void
	{
		$page = self::form();
		$page->submit(array('was_client' => '1', 'client' => Firm::client(), 'case' => self::$case, 'activity' => Firm::activity(), 'work_on' => self::free(), 'duration' => '1h', 'description' => 'x'));
		$this->assertSame(Firm::sentence('time.link_client'), $page->errorAt('client'));
	}

	public function test_TIME_01_a_task_names_its_case_and_client(): void
	{
		global $db, $user;
		require_once DOL_DOCUMENT_ROOT.'/projet/class/project.class.php';
		require_once DOL_DOCUMENT_ROOT.'/projet/class/task.class.php';
		$project = new Project($db);
		$project->ref = Firm::word('PJ');
		$project->title = 'Mission';
		$project->socid = self::$client;
		$project->public = 1;
		$project->date_c = dol_now();
		$this->assertGreaterThan(0, $project->create($user), (string) $project->error);
		$task = new Task($db);
		$task->fk_project = $project->id;
		$task->ref = Firm::word('TK');
		$task->label = 'Rédiger';
		$task->date_c = dol_now();
		$this->assertGreaterThan(0, $task->create($user), (string) $task->error);
		$case = (int) Firm::dossier(self::$client, array('project' => (int) $project->id))['id'];
		$page = self::enter(array('case' => '', 'task' => $task->id));
		$entry = self::read(self::idOf($page));
		$this->assertSame(array($case, self::$client, (int) $task->id), array($entry['case']['id'], $entry['client']['id'], $entry['task']['id']));
		$page->get(Browser::page('time_card.php', array('id' => $entry['id'])))->submit(array('duration' => '2h'));
		$this->assertSame((int) $task->id, self::read($entry['id'])['task']['id'], 'the link stays for who may not choose tasks');
		$page = self::enter(array('task' => $task->id, 'case' => (int) Firm::dossier(Firm::client())['id']));
		$this->assertTrue($page->says(Firm::sentence('time.link_task')), 'a refusal whose field is not shown is said above');
	}

	public function test_TIME_01_missing_case_and_category_are_said_at_their_fields(): void
	{
		$page = self::enter(array('case' => '', 'client' => self::$client));
		$this->assertSame(Firm::sentence('field.required'), $page->errorAt('case'));
		$page = self::enter(array('activity' => ''));
		$this->assertSame(Firm::sentence('field.required'), $page->errorAt('activity'));
		$page = self::enter(array('case' => '999999999'));
		$this->assertSame(Firm::sentence('not_found'), $page->errorAt('case'));
	}

	public function test_TIME_01_the_future_is_refused(): void
	{
		$page = self::enter(array('work_on' => date('Y-m-d', time() + 2 * 86400)));
		$this->assertSame(Firm::sentence('time.future'), $page->errorAt('work_on'));
	}

	public function test_TIME_28_the_entry_of_somebody_else_is_not_there(): void
	{
		$mine = (int) Firm::time(self::$manager, self::$case, array('work_on' => self::free()))['id'];
		$stranger = Firm::person(array('time/own'));
		$page = Browser::of($stranger->login, Firm::PASSWORD);
		$page->get(Browser::page('time_card.php', array('id' => $mine)));
		$this->assertTrue($page->refused());
		$this->assertSame(0, $page->find('//textarea')->length);
		$page->get(Browser::page('time_list.php'));
		$token = $page->token();
		$page->post(Browser::page('time_card.php', array('id' => $mine)), array('token' => $token, 'action' => 'delete', 'version' => 1));
		$this->assertSame('draft', self::read($mine)['status']['code']);
	}

	public function test_TIME_28_a_person_without_any_right_is_kept_out(): void
	{
		$page = Browser::of(Firm::person(array())->login, Firm::PASSWORD);
		foreach (array('time_list.php', 'time_card.php', 'week.php', 'case_list.php', 'case_card.php', 'rates.php') as $name) {
			$page->get(Browser::page($name));
			$this->assertTrue($page->refused(), $name);
			$this->assertSame(0, $page->find('//nav[contains(@class, "elaska-views")] | //form[contains(@class, "elaska")]')->length, $name);
		}
	}

	public function test_PLAT_nothing_is_done_without_the_token_and_what_was_typed_comes_back(): void
	{
		$form = array('action' => 'add', 'case' => self::$case, 'activity' => Firm::activity(), 'work_on' => self::free(), 'duration' => '1h', 'description' => Firm::word('Sans jeton '));
		$page = self::form();
		$page->post(Browser::page('time_card.php'), $form);
		$this->assertSame(403, $page->status);
		$page->post(Browser::page('time_card.php'), $form + array('token' => str_repeat('0', 32)));
		$this->assertSame(200, $page->status);
		$this->assertSame($form['description'], $page->textOf('//textarea[@name="description"]'), 'typed text is kept when the page was too old');
		$found = (new Elaska\Time(Firm::office()))->list(array('search' => $form['description']));
		$this->assertSame(array(), $found['rows']);
		$page->submit(array());
		$this->assertSame(3600, self::read(self::idOf($page))['duration_s'], 'and goes with the new token');
	}

	public function test_TIME_02_a_stopped_timer_opens_as_its_form_and_a_new_duration_replaces_its_hours(): void
	{
		$timer = new Elaska\Timer(Firm::office(self::$adviser));
		$timer->start(array('case' => self::$case));
		sleep(1);
		$id = $timer->stop(array())['time'];
		$page = self::$hers->get(Browser::page('time_card.php', array('id' => $id)));
		$this->assertSame(1, $page->find('//input[@name="duration"]')->length);
		$before = self::read($id);
		$page->submit(array('description' => 'Complété'));
		$this->assertSame(array($before['start_at'], $before['duration_s']), array(self::read($id)['start_at'], self::read($id)['duration_s']), 'hours stay to the second');
		self::$hers->get(Browser::page('time_card.php', array('id' => $id)))->submit(array('duration' => '10m'));
		$this->assertSame(array(null, 600), array(self::read($id)['start_at'], self::read($id)['duration_s']));
	}

	public function test_TIME_01_two_people_changing_one_entry(): void
	{
		$id = self::entry();
		self::$hers->get(Browser::page('time_card.php', array('id' => $id)));
		self::$his->get(Browser::page('time_card.php', array('id' => $id)))->submit(array('duration' => '2h'));
		$page = self::$hers->submit(array('duration' => '3h', 'description' => 'La mienne'));
		$this->assertTrue($page->says(Firm::sentence('conflict.version')));
		$this->assertSame('La mienne', $page->textOf('//textarea[@name="description"]'));
		$this->assertSame(7200, self::read($id)['duration_s']);
	}

	public function test_TIME_01_saving_keeps_whom_and_what_the_form_could_not_offer(): void
	{
		global $db;
		$person = Firm::person();
		$client = Firm::client();
		$id = (int) Firm::time($person, (int) Firm::dossier($client)['id'], array('work_on' => self::free()))['id'];
		$db->query('UPDATE '.MAIN_DB_PREFIX.'societe SET status = 0 WHERE rowid = '.$client);
		self::$his->get(Browser::page('time_card.php', array('id' => $id)))->submit(array('duration' => '20m'));
		$this->assertSame(array(1200, $client), array(self::read($id)['duration_s'], self::read($id)['client']['id']));
		$db->query('UPDATE '.MAIN_DB_PREFIX.'user SET statut = 0 WHERE rowid = '.((int) $person->id));
		$page = self::$his->get(Browser::page('time_card.php', array('id' => $id)));
		$this->assertSame((string) $person->id, $page->find('//select[@name="user"]/option[@selected]/@value')->item(0)->nodeValue);
		$page->submit(array('duration' => '30m'));
		$this->assertSame((int) $person->id, self::read($id)['user']['id'], 'never somebody else instead');
	}

	public function test_TIME_28_an_address_tells_no_client_that_is_out_of_reach(): void
	{
		$client = Firm::client($name = Firm::word('Secret '));
		$page = Browser::of(Firm::person(Firm::ADVISER, false)->login, Firm::PASSWORD);
		foreach (array('time_card.php', 'time_list.php', 'case_list.php', 'case_card.php') as $name_of_page) {
			$page->get(Browser::page($name_of_page, array('client' => $client) + (strpos($name_of_page, 'card') ? array('action' => 'create') : array())));
			$this->assertFalse($page->says($name), $name_of_page);
		}
	}

	public function test_TIME_06_submit_from_the_card_then_validate_from_the_list(): void
	{
		$page = self::enter(array('then' => 'submit', 'description' => $words = Firm::word('Soumise ')));
		$this->assertTrue($page->says('Saisie soumise à validation'));
		$list = self::$his->get(Browser::page('time_list.php', array('view' => 'unvalidated', 'q' => rtrim(strtr(base64_encode($words), '+/', '-_'), '='))));
		$id = (int) $list->find('//input[@name="toselect[]"]/@value')->item(0)->nodeValue;
		$list->submit(array('one' => $id.':validate'), '//form[@data-elaska-select]');
		$this->assertTrue($list->says('Saisie validée'));
		$this->assertSame('validated', self::read($id)['status']['code']);
		$this->assertStringContainsString('view=unvalidated', $list->url, 'the list is the one that was left');
	}

	public function test_TIME_06_many_at_once_the_good_ones_go_the_others_are_said(): void
	{
		$good = array(self::entry(true), self::entry(true));
		$draft = self::entry();
		$list = self::$his->get(Browser::page('time_list.php', array('user' => self::$adviser->id)));
		$list->submit(array('toselect' => array_merge($good, array($draft)), 'to' => 'validate'), '//form[@data-elaska-select]');
		$this->assertTrue($list->says('2 saisies validées'));
		$this->assertTrue($list->says('Impossible depuis l’état'), 'the draft is told of');
		$this->assertSame(array('validated', 'validated', 'draft'), array_map(static fn (int $id): string => self::read($id)['status']['code'], array_merge($good, array($draft))));
	}

	public function test_TIME_06_nothing_ticked_is_said(): void
	{
		self::entry();
		$list = self::$hers->get(Browser::page('time_list.php'))->submit(array('to' => 'submit'), '//form[@data-elaska-select]');
		$this->assertTrue($list->says('Sélectionnez d’abord des saisies'));
	}

	public function test_TIME_06_a_refusal_needs_its_reason_which_its_author_reads(): void
	{
		$id = self::entry(true);
		$list = self::$his->get(Browser::page('time_list.php', array('view' => 'unvalidated', 'user' => self::$adviser->id)));
		$list->submit(array('one' => $id.':refuse'), '//form[@data-elaska-select]');
		$this->assertTrue($list->says(Firm::sentence('workflow.reason_required')));
		$this->assertSame('submitted', self::read($id)['status']['code']);
		$why = 'Durée à revoir : <i>deux</i> heures, c\'est trop';
		$list->submit(array('one' => $id.':refuse', 'reason' => $why), '//form[@data-elaska-select]');
		$this->assertSame('refused', self::read($id)['status']['code']);
		$page = self::$hers->get(Browser::page('time_card.php', array('id' => $id)));
		$this->assertStringContainsString(Browser::plain($why), (string) $page->textOf('//div[contains(@class, "elaska-notice")]'));
		$page->submit(array('duration' => '50m', 'then' => 'submit'));
		$this->assertSame('submitted', self::read($id)['status']['code'], 'corrected and submitted again');
	}

	public function test_TIME_06_what_its_state_no_longer_allows_is_read_only(): void
	{
		$id = self::entry(true);
		$page = self::$hers->get(Browser::page('time_card.php', array('id' => $id)));
		$this->assertSame(0, $page->find('//textarea[@name="description"]')->length);
		$page->submit(array('to' => 'recall'), '//form[.//button[@value="recall"]]');
		$this->assertSame('draft', self::read($id)['status']['code']);
		$this->assertSame(1, $page->find('//textarea[@name="description"]')->length, 'open again');
		$this->assertStringContainsString('Saisie reprise', $page->text(), 'its history says so');
	}

	public function test_TIME_07_copy_and_delete(): void
	{
		$id = self::entry();
		$day = self::free();
		$page = self::$hers->get(Browser::page('time_card.php', array('id' => $id)))->submit(array('work_on' => $day), '//form[.//input[@value="copy"]]');
		$copy = self::idOf($page);
		$this->assertNotSame($id, $copy);
		$this->assertSame($day, self::read($copy)['work_on']);
		$page->get(Browser::page('time_card.php', array('id' => $copy, 'ask' => 'delete')));
		$this->assertStringContainsString('01:00:00', (string) $page->textOf('//*[@role="alertdialog"]'), 'what goes is named');
		$page->submit(array(), '//form[.//input[@value="delete"]]');
		$this->assertTrue($page->says('Saisie supprimée'));
		$this->expectException(Elaska\Exception::class);
		self::read($copy);
	}

	public function test_TIME_06_views_hold_what_their_names_say_and_sums_are_exact(): void
	{
		$client = Firm::client();
		$case = (int) Firm::dossier($client)['id'];
		$time = new Elaska\Time(Firm::office(self::$adviser));
		$ids = array();
		foreach (array('1h', '30m', '15s') as $duration) {
			$ids[] = (int) Firm::time(self::$adviser, $case, array('work_on' => self::free(), 'duration' => $duration))['id'];
		}
		$time->transition(array('entries' => array($ids[1], $ids[2]), 'to' => 'submit'));
		(new Elaska\Time(Firm::office()))->transition(array('entries' => array($ids[2]), 'to' => 'validate'));
		foreach (array('all' => '01:30:15', 'unvalidated' => '01:30:00', 'validated' => '00:00:15') as $view => $sum) {
			$page = self::$his->get(Browser::page('time_list.php', array('view' => $view, 'client' => $client)));
			$this->assertStringContainsString($sum, (string) $page->textOf('//tr[contains(@class, "liste_total")]'), $view);
		}
		$page = self::$his->get(Browser::page('time_list.php', array('view' => 'invoiced', 'client' => $client)));
		$this->assertSame(1, $page->find('//*[contains(@class, "elaska-empty")]')->length);
	}

	public function test_TIME_06_pages_of_a_long_list_follow_each_other_without_loss(): void
	{
		$client = Firm::client();
		$case = (int) Firm::dossier($client)['id'];
		for ($i = 0; $i < 53; $i++) {
			Firm::time(self::$manager, $case, array('work_on' => Firm::day(200 + $i), 'duration' => '1m'));
		}
		$page = self::$his->get(Browser::page('time_list.php', array('client' => $client)));
		$this->assertSame(50, $page->find('//input[@name="toselect[]"]')->length);
		$page->get($page->find('//nav[contains(@class, "elaska-pager")]/a[last()]/@href')->item(0)->nodeValue);
		$this->assertSame(3, $page->find('//input[@name="toselect[]"]')->length);
		$page->get($page->find('//nav[contains(@class, "elaska-pager")]/a[1]/@href')->item(0)->nodeValue);
		$this->assertSame(50, $page->find('//input[@name="toselect[]"]')->length);
		$page->get(Browser::page('time_list.php', array('client' => $client, 'at' => 'bm9wZQ')));
		$this->assertSame(0, $page->find('//input[@name="toselect[]"]')->length, 'a damaged cursor opens nothing');
	}

	public function test_TIME_28_amounts_are_for_those_who_may_see_rates(): void
	{
		$id = self::entry();
		$this->assertStringNotContainsString('80,00', self::$hers->get(Browser::page('time_list.php'))->text());
		self::$his->get(Browser::page('time_list.php', array('user' => self::$adviser->id)));
		$this->assertStringContainsString('80,00 €', (string) self::$his->textOf('//tr[.//input[@value="'.$id.'"]]'));
		$page = self::$hers->get(Browser::page('time_card.php', array('id' => $id)));
		$this->assertSame(0, $page->find('//input[@name="rate"]')->length);
		$page->submit(array('rate' => '1'));
		$this->assertSame('80.00', self::read($id)['rate'], 'a field that was not shown is not taken');
	}
}
