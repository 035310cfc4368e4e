<?php
/*
 * Board of tasks and the door that its island moves them through.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class BoardTest extends TestCase
{
	private static User $adviser;
	private static Browser $hers;
	private static int $case;

	public static function setUpBeforeClass(): void
	{
		self::$adviser = Firm::person();
		self::$hers = Browser::of(self::$adviser->login, Firm::PASSWORD);
		self::$case = (int) Firm::dossier(Firm::client(), array(), self::$adviser)['id'];
	}

	/** @param array<string,mixed> $more */
	private static function task(string $title, array $more = array()): int
	{
		$more += array('case' => self::$case, 'title' => $title, 'assignees' => array((int) self::$adviser->id));
		return (int) Firm::office(self::$adviser)->call('task.create', $more)['id'];
	}

	/** @return array<string,mixed> what the island starts from */
	private static function board(Browser $browser, string $view): array
	{
		$browser->get(Browser::page('task_board.php', array('view' => $view)));
		return json_decode((string) $browser->find('//*[@data-elaska-board]/script')->item(0)?->textContent, true) ?? array();
	}

	private static function ask(Browser $browser, string $op, array $in): array
	{
		$token = (string) $browser->find('//*[@data-elaska-board]/@data-token')->item(0)?->nodeValue;
		$body = (string) json_encode(array('op' => $op, 'in' => $in));
		$answer = (clone $browser)->post(Browser::page('ajax/office.php'), $body, array('Content-Type: application/json', 'X-Elaska-Token: '.$token));
		return array($answer->status, json_decode($answer->body, true));
	}

	/** Every card, as the island asks for those that the page does not start from. @return list<array<string,mixed>> */
	private static function cards(Browser $browser, string $view): array
	{
		$board = self::board($browser, $view);
		return $board['partial'] ? self::ask($browser, 'task.board', array($view => true))[1]['out']['cards'] : $board['cards'];
	}

	public function test_CASE_21_the_page_carries_the_board_hostile_titles_included(): void
	{
		$title = '</script><b>"Étoile" & '.Firm::word();
		$id = self::task($title, array('due_on' => '2026-01-05', 'priority' => 'high'));
		$card = array_values(array_filter(self::board(self::$hers, 'mine')['cards'], static fn (array $c): bool => $c['id'] === $id))[0];
		$this->assertSame(array($title, 'todo', true, 'high'), array($card['title'], $card['status'], $card['late'], $card['priority']));
		$this->assertStringNotContainsString('</script><b>', self::$hers->body);
		$people = json_decode((string) self::$hers->find('//@data-people')->item(0)->nodeValue, true);
		$this->assertContains((int) self::$adviser->id, array_column($people, 'id'));
	}

	public function test_CASE_21_a_move_goes_through_the_door_and_is_journalled(): void
	{
		$id = self::task(Firm::word('Bouge '));
		self::board(self::$hers, 'mine');
		list($status, $answer) = self::ask(self::$hers, 'task.move', array('task' => $id, 'to' => 'doing'));
		$this->assertSame(array(200, 'doing'), array($status, $answer['out']['status']['code']));
		list($status, $answer) = self::ask(self::$hers, 'task.move', array('task' => $id, 'to' => 'nowhere'));
		$this->assertSame(array(422, Firm::sentence('workflow.unknown_status')), array($status, Browser::plain($answer['error']['message'])));
		$events = (new Elaska\Events(Firm::office()))->list(array('case' => self::$case, 'limit' => 5))['rows'];
		$this->assertNotEmpty(array_filter($events, static fn (array $e): bool => $e['kind'] === 'task.moved'));
	}

	public function test_CASE_26_my_board_holds_my_tasks_only(): void
	{
		$other = Firm::person();
		$theirs = self::task(Firm::word('Autre '), array('assignees' => array((int) $other->id)));
		$mine = array_column(self::cards(self::$hers, 'mine'), 'id');
		$all = array_column(self::cards(self::$hers, 'all'), 'id');
		$this->assertNotContains($theirs, $mine);
		$this->assertContains($theirs, $all);
	}

	public function test_CASE_40_without_the_right_to_read_cases_there_is_no_board(): void
	{
		$nobody = Firm::person(array('time/own'));
		$browser = Browser::of($nobody->login, Firm::PASSWORD);
		$this->assertTrue($browser->get(Browser::page('task_board.php'))->refused());
		$id = self::task(Firm::word('Fermée '));
		$page = $browser->get(Browser::page('index.php'));
		$token = (string) $page->find('//@data-token')->item(0)?->nodeValue;
		$answer = $page->post(Browser::page('ajax/office.php'), (string) json_encode(array('op' => 'task.read', 'in' => array('task' => $id))), array('Content-Type: application/json', 'X-Elaska-Token: '.$token));
		$this->assertSame(403, $answer->status);
	}
}
