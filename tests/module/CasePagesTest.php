<?php
/*
 * Pages of cases: opened, changed by two people at once, their status, terms of billing, time, journal, deletion.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class CasePagesTest extends TestCase
{
	private static User $manager;
	private static User $adviser;
	private static Browser $his;
	private static Browser $hers;
	private static int $client;

	public static function setUpBeforeClass(): void
	{
		self::$manager = Firm::person(Firm::MANAGER);
		self::$adviser = Firm::person();
		self::$his = Browser::of(self::$manager->login, Firm::PASSWORD);
		self::$hers = Browser::of(self::$adviser->login, Firm::PASSWORD);
		self::$client = Firm::client();
	}

	private static function read(int $id): array
	{
		return (new Elaska\Cases(Firm::office()))->read(array('case' => $id));
	}

	private static function idOf(Browser $page): int
	{
		parse_str((string) parse_url($page->url, PHP_URL_QUERY), $query);
		return (int) ($query['id'] ?? 0);
	}

	private static function card(int $id, array $more = array(), ?Browser $browser = null): Browser
	{
		return ($browser ?? self::$his)->get(Browser::page('case_card.php', array('id' => $id) + $more));
	}

	private static function make(array $more = array()): int
	{
		return (int) Firm::dossier(self::$client, $more, self::$manager)['id'];
	}

	/** Time of the adviser on a case, brought to a state. */
	private static function spend(int $case, string $duration, string $state = 'draft'): int
	{
		static $ago = 100;
		$id = (int) Firm::time(self::$adviser, $case, array('duration' => $duration, 'work_on' => Firm::day(++$ago)))['id'];
		$moves = array('draft' => array(), 'submitted' => array('submit'), 'validated' => array('submit', 'validate'))[$state];
		foreach ($moves as $move) {
			(new Elaska\Time(Firm::office()))->transition(array('entries' => array($id), 'to' => $move));
		}
		return $id;
	}

	public function test_CASE_01_a_case_is_opened_and_found(): void
	{
		$title = Firm::word('Bail ').' de l\'"Étoile" <b>&';
		$page = self::$his->get(Browser::page('case_card.php', array('action' => 'create')));
		$page->submit(array('title' => $title, 'client' => self::$client, 'lead' => self::$manager->id, 'start_on' => '2026-01-10', 'due_on' => '2026-02-10', 'nature' => 'mission', 'priority' => '3',
			'description' => "Deux\nlignes", 'member_0' => self::$adviser->id, 'role_0' => 'Rédaction', 'model' => 'package', 'included' => '10h', 'price' => '1 200,50', 'overage_rate' => '95,5', 'rate' => ''));
		$id = self::idOf($page);
		$case = self::read($id);
		$this->assertSame($title, $case['title']);
		$this->assertSame(array('mission', 3, "Deux\nlignes", '2026-02-10'), array($case['nature'], $case['priority'], $case['description'], $case['due_on']));
		$this->assertSame(array((int) self::$adviser->id, 'Rédaction'), array($case['members'][0]['id'], $case['members'][0]['role']));
		$this->assertSame(array('package', 36000, 120050, '95.50'), array($case['terms']['model'], $case['terms']['included_s'], $case['terms']['price_minor'], $case['terms']['overage_rate']));
		$this->assertSame(Browser::plain($title), $page->textOf('//h1'));
		$this->assertStringContainsString('En retard', (string) $page->textOf('//header[contains(@class, "elaska-head")]'));
		$this->assertStringContainsString('00:00:00 utilisées sur 10:00:00', $page->text());
		self::$his->get(Browser::page('case_list.php'))->submit(array('search' => $title), '//form[contains(@class, "elaska-filters")]');
		$this->assertSame(1, self::$his->find('//tbody/tr')->length);
	}

	public function test_CASE_11_cards_are_found_and_lead_to_what_their_template_asks(): void
	{
		$client = Firm::client();
		$cards = Browser::of()->get(Browser::page('case_card.php', array('action' => 'create', 'client' => $client)));
		$this->assertCount(1, $cards->find('//input[@data-elaska-find]'), 'cards are searched');
		$this->assertGreaterThan(2, $cards->find('//a[contains(@class,"elaska-kind")]')->length);
		$form = Browser::of()->get(Browser::page('case_card.php', array('action' => 'create', 'client' => $client, 'template' => 'audit-organisationnel')));
		$this->assertStringContainsString('"carrier":"answers"', $form->body, 'its fields react');
		$this->assertGreaterThan(0, $form->find('//details[contains(@class,"elaska-case-more")]//select[@name="priority"]')->length, 'what has a default is folded');
		$this->assertCount(0, $form->find('//details[contains(@class,"elaska-case-more")]//*[@name="title" or @name="client" or @name="lead"]'));
	}

	public function test_CASE_11_answers_of_the_form_that_reacts_are_kept_and_refused_at_their_field(): void
	{
		$client = Firm::client();
		$form = Browser::of()->get(Browser::page('case_card.php', array('action' => 'create', 'client' => $client, 'template' => 'audit-organisationnel')));
		$fields = Firm::office()->call('template.form', array('template' => 'audit-organisationnel'))['fields'];
		$number = array_values(array_filter($fields, static fn (array $field): bool => $field['type'] === 'number' && empty($field['computed'])))[0]['code'];
		$base = array('token' => $form->token(), 'action' => 'add', 'template' => 'audit-organisationnel', 'title' => Firm::word('Audit '), 'client' => (string) $client, 'lead' => (string) $GLOBALS['user']->id);
		$refused = $form->post(Browser::page('case_card.php'), array('answers' => json_encode(array($number => 'douze'))) + $base);
		$this->assertStringContainsString('"refused":[{"field":"'.$number, $refused->body, substr($refused->text(), -600));
		$this->assertStringContainsString('value="douze"', $refused->body, 'and the plain form holds it too');
	}

	public function test_CASE_01_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(): void
	{
		$page = self::$his->get(Browser::page('case_card.php', array('action' => 'create')));
		$page->submit(array('title' => '', 'client' => self::$client, 'description' => 'Gardée'));
		$this->assertSame(Firm::sentence('field.required'), $page->errorAt('title'));
		$this->assertSame('Gardée', $page->textOf('//textarea[@name="description"]'));
		$page->submit(array('title' => 'Avec titre', 'client' => ''));
		$this->assertSame(Firm::sentence('field.required'), $page->errorAt('client'));
		$page->submit(array('title' => 'Avec titre', 'client' => self::$client, 'lead' => '-1'));
		$this->assertSame(Firm::sentence('field.required'), $page->errorAt('lead'));
		$page->submit(array('lead' => self::$manager->id, 'start_on' => '2026-05-10', 'due_on' => '2026-05-01'));
		$this->assertSame(Firm::sentence('case.due_before_start'), $page->errorAt('due_on'));
		$page->submit(array('due_on' => '', 'model' => 'package', 'included' => '40', 'price' => '100'));
		$this->assertSame(Firm::sentence('duration.bare_number'), $page->errorAt('included'));
		$page->submit(array('included' => '40h', 'price' => 'cher'));
		$this->assertSame(Firm::sentence('money.unreadable'), $page->errorAt('price'));
		$page->submit(array('price' => '4000'));
		$this->assertSame(144000, self::read(self::idOf($page))['terms']['included_s']);
	}

	public function test_CASE_01_two_people_changing_one_case(): void
	{
		$id = self::make();
		self::card($id, array('action' => 'edit'));
		self::card($id, array('action' => 'edit'), self::$hers)->submit(array('title' => 'Le sien'));
		$page = self::$his->submit(array('title' => 'Le mien'));
		$this->assertTrue($page->says(Firm::sentence('conflict.version')));
		$this->assertSame('Le mien', $page->find('//input[@name="title"]/@value')->item(0)->nodeValue);
		$this->assertSame('Le sien', self::read($id)['title']);
	}

	public function test_CASE_01_team_progress_and_visibility_change(): void
	{
		$id = self::make(array('members' => array(array('user' => (int) self::$adviser->id, 'role' => 'Aide'))));
		self::card($id, array('action' => 'edit'))->submit(array('progress' => '40', 'portal_visible' => null, 'member_0' => '-1', 'member_1' => self::$manager->id, 'role_1' => 'Revue'));
		$case = self::read($id);
		$this->assertSame(array(40, false, array((int) self::$manager->id)), array($case['progress'], $case['portal_visible'], array_column($case['members'], 'id')));
	}

	public function test_CASE_02_a_status_changes_and_the_journal_says_so_in_words(): void
	{
		$id = self::make();
		$page = self::card($id)->submit(array('to' => 'in_progress'), '//form[.//input[@value="status"]]');
		$this->assertSame('in_progress', self::read($id)['status']['code']);
		$page->get(Browser::page('case_card.php', array('id' => $id, 'tab' => 'timeline')));
		$this->assertTrue($page->says('Statut passé de « À traiter » à « En cours »'));
	}

	public function test_CASE_02_closing_with_time_left_is_asked_once(): void
	{
		$id = self::make();
		self::spend($id, '1h', 'submitted');
		self::spend($id, '30m', 'validated');
		$page = self::card($id)->submit(array('to' => 'done'), '//form[.//input[@value="status"]]');
		$this->assertSame('todo', self::read($id)['status']['code']);
		$this->assertSame(Firm::sentence('case.closing_left', array('unvalidated' => '01:00:00', 'unbilled' => '00:30:00')), $page->textOf('//*[@role="alertdialog"]//p'));
		$page->submit(array(), '//*[@role="alertdialog"]//form');
		$this->assertSame('done', self::read($id)['status']['code']);
	}

	public function test_CASE_02_reopening_needs_a_reason(): void
	{
		$id = self::make();
		self::card($id)->submit(array('to' => 'cancelled'), '//form[.//input[@value="status"]]');
		$page = self::card($id)->submit(array('to' => 'in_progress'), '//form[.//input[@value="status"]]');
		$this->assertTrue($page->says(Firm::sentence('workflow.reason_required')));
		$page->submit(array('to' => 'in_progress', 'reason' => 'Pièce retrouvée'), '//form[.//input[@value="status"]]');
		$this->assertSame('in_progress', self::read($id)['status']['code']);
		$this->assertTrue(self::card($id, array('tab' => 'timeline'))->says('Pièce retrouvée'));
	}

	public function test_CASE_02_closing_needs_its_right(): void
	{
		$id = self::make();
		$page = self::card($id, array(), self::$hers);
		$this->assertSame(0, $page->find('//button[@value="done"]')->length);
		$page->submit(array('to' => 'done'), '//form[.//input[@value="status"]]');
		$this->assertSame('todo', self::read($id)['status']['code']);
	}

	public function test_TIME_09_terms_are_changed_and_needless_fields_are_not_sent(): void
	{
		$id = self::make();
		$page = self::card($id, array('edit' => 'terms'))->submit(array('model' => 'fixed', 'price' => '1500', 'rate' => '85', 'included' => '4h'));
		$terms = self::read($id)['terms'];
		$this->assertSame(array('fixed', 150000, null, null), array($terms['model'], $terms['price_minor'], $terms['rate'], $terms['included_s']));
		$this->assertTrue($page->says('À la mission'));
		$page->get(Browser::page('case_card.php', array('id' => $id, 'edit' => 'terms')))->submit(array('price' => ''));
		$this->assertSame(Firm::sentence('field.required'), $page->errorAt('price'));
		$this->assertSame('fixed', $page->find('//select[@name="model"]/option[@selected]/@value')->item(0)->nodeValue);
	}

	public function test_TIME_28_terms_and_amounts_need_their_rights(): void
	{
		$id = self::make(array('terms' => array('model' => 'hourly', 'rate' => '123')));
		$page = self::card($id, array('edit' => 'terms'), self::$hers);
		$this->assertSame(0, $page->find('//select[@name="model"]')->length);
		$this->assertStringNotContainsString('123', (string) $page->textOf('//aside'));
		$page->post(Browser::page('case_card.php', array('id' => $id)), array('token' => $page->token(), 'action' => 'terms', 'model' => 'unbilled'));
		$this->assertTrue($page->says(Firm::sentence('denied')));
		$this->assertSame('hourly', self::read($id)['terms']['model']);
	}

	public function test_TIME_10_the_gauge_and_the_sums_of_a_case(): void
	{
		$id = self::make(array('terms' => array('model' => 'package', 'included' => '2h', 'price' => '200', 'overage_rate' => '90')));
		self::spend($id, '2h30', 'validated');
		self::spend($id, '15m');
		$text = self::card($id)->text();
		$this->assertStringContainsString('02:30:00 utilisées sur 02:00:00', $text);
		$this->assertStringContainsString('Dépassement : 00:30:00', $text);
		$this->assertStringContainsString('+ 00:15:00 à valider', $text);
		$rows = Firm::office()->call('list.rows', array('list' => 'cases', 'columns' => array('package'), 'filter' => array('field' => 'client', 'op' => 'is', 'value' => self::$client)))['rows'];
		$this->assertSame(125, array_column($rows, 'package', 'id')[$id]);
	}

	public function test_TIME_18_the_time_of_a_case_and_its_sheet(): void
	{
		$id = self::make();
		$draft = self::spend($id, '20m', 'submitted');
		self::spend($id, '1h', 'validated');
		$page = self::$his->get(Browser::page('case_time.php', array('id' => $id)));
		$this->assertSame(2, $page->find('//input[@name="toselect[]"]')->length);
		$this->assertStringContainsString('01:20:00', (string) $page->textOf('//tr[contains(@class, "liste_total")]'));
		$page->submit(array('one' => $draft.':validate'), '//form[@data-elaska-select]');
		$this->assertSame('validated', (new Elaska\Time(Firm::office()))->read(array('time' => $draft))['status']['code']);
		$page->get(Browser::page('case_time.php', array('id' => $id, 'pdf' => 1)));
		$this->assertSame('application/pdf', $page->headers['content-type']);
		$this->assertStringStartsWith('%PDF-', $page->body);
		$empty = self::$his->get(Browser::page('case_time.php', array('id' => self::make())));
		$this->assertSame(1, $empty->find('//*[contains(@class, "elaska-empty")]')->length);
	}

	public function test_CASE_02_only_an_empty_case_is_deleted(): void
	{
		$id = self::make();
		$page = self::card($id, array('ask' => 'delete'));
		$this->assertStringContainsString(self::read($id)['ref'], (string) $page->textOf('//*[@role="alertdialog"]'));
		$page->submit(array(), '//form[.//input[@value="delete"]]');
		$this->assertTrue($page->says('Dossier supprimé'));
		$used = self::make();
		self::spend($used, '1h');
		$page = self::card($used, array('ask' => 'delete'))->submit(array(), '//form[.//input[@value="delete"]]');
		$this->assertTrue($page->says(Firm::sentence('case.in_use')));
		$this->assertSame($used, self::read($used)['id']);
	}

	public function test_CASE_02_views_of_the_list(): void
	{
		$client = Firm::client();
		$late = (int) Firm::dossier($client, array('start_on' => '2026-01-01', 'due_on' => '2026-02-01'), self::$manager)['id'];
		$soon = (int) Firm::dossier($client, array('due_on' => date('Y-m-d', time() + 20 * 86400)), self::$manager)['id'];
		$done = (int) Firm::dossier($client, array('start_on' => '2026-01-01', 'due_on' => '2026-02-01'), self::$manager)['id'];
		$wait = (int) Firm::dossier($client, array(), self::$adviser)['id'];
		$cases = new Elaska\Cases(Firm::office());
		$cases->transition(array('case' => $done, 'to' => 'done'));
		$cases->transition(array('case' => $wait, 'to' => 'wait_client'));
		$views = array('open' => array($late, $soon, $wait), 'mine' => array($late, $soon), 'late' => array($late), 'wait' => array($wait), 'closed' => array($done), 'all' => array($late, $soon, $done, $wait));
		foreach ($views as $view => $ids) {
			$page = self::$his->get(Browser::page('case_list.php', array('view' => $view, 'client' => $client)));
			$found = array();
			foreach ($page->find('//tbody/tr//td[contains(@class, "elaska-title")]/a/@href') as $href) {
				parse_str((string) parse_url($href->nodeValue, PHP_URL_QUERY), $query);
				$found[] = (int) $query['id'];
			}
			sort($found);
			sort($ids);
			$this->assertSame($ids, $found, $view);
		}
	}

	public function test_CASE_01_a_case_out_of_reach_is_not_there(): void
	{
		$id = self::make();
		$page = self::card(999999999);
		$this->assertTrue($page->refused());
		$person = Firm::person(Firm::ADVISER, false);
		$page = self::card($id, array(), Browser::of($person->login, Firm::PASSWORD));
		$this->assertTrue($page->refused(), 'clients of others are out of reach');
		$page->get(Browser::page('case_time.php', array('id' => $id, 'pdf' => 1)));
		$this->assertStringNotContainsString('%PDF', $page->body);
	}

	public function test_PLAT_a_get_changes_nothing(): void
	{
		$id = self::make();
		self::$his->get(Browser::page('case_card.php', array('id' => $id, 'action' => 'status', 'to' => 'cancelled', 'token' => self::$his->token())));
		$this->assertSame('todo', self::read($id)['status']['code']);
	}
}
