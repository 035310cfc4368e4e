<?php
/*
 * The islands' door: what it answers and what it refuses, always in JSON.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class OfficeDoorTest extends TestCase
{
	private const DOOR = '/custom/elaska/ajax/office.php';
	private static ?User $person = null;
	private static ?Browser $browser = null;
	private static string $token = '';

	private static function browser(): Browser
	{
		if (self::$browser === null) {
			self::$person = Firm::person();
			self::$browser = Browser::of(self::$person->login, Firm::PASSWORD);
			self::$browser->get(Browser::page('index.php'));
			self::$token = (string) self::$browser->textOf('//*[@data-elaska-timer]/@data-token');
		}
		return self::$browser;
	}

	/** @return array<string,mixed> the answer, decoded */
	private function ask(string $body, ?string $token = null, string $type = 'application/json'): array
	{
		$browser = self::browser();
		$browser->post(self::DOOR, $body, array('Content-Type: '.$type, 'X-Elaska-Token: '.($token ?? self::$token)));
		$answer = json_decode($browser->body, true);
		$this->assertIsArray($answer, $browser->status.' '.$browser->body);
		$this->assertStringStartsWith('application/json', $browser->headers['content-type'] ?? '');
		$this->assertSame('no-store', $browser->headers['cache-control'] ?? '');
		return $answer;
	}

	private function call(string $op, array $in): array
	{
		return $this->ask((string) json_encode(array('op' => $op, 'in' => (object) $in)));
	}

	private function assertRefused(int $status, string $key, array $answer): void
	{
		$this->assertSame($status, self::browser()->status);
		$this->assertSame($key, $answer['error']['key']);
		$this->assertNotSame('', $answer['error']['message']);
		$this->assertArrayHasKey('field', $answer['error']);
	}

	public function test_TIME_03_answers_what_was_understood(): void
	{
		$answer = $this->call('time.parse', array('duration' => '1h15'));
		$this->assertSame(200, self::browser()->status);
		$this->assertSame(4500, $answer['out']['seconds']);
	}

	public function test_TIME_03_refuses_a_bare_number_at_its_field(): void
	{
		$answer = $this->call('time.parse', array('duration' => '75'));
		$this->assertRefused(422, 'duration.bare_number', $answer);
		$this->assertSame('duration', $answer['error']['field']);
		$this->assertSame(Firm::sentence('duration.bare_number'), Browser::plain($answer['error']['message']));
	}

	public function test_TIME_02_timer_runs_through_the_door(): void
	{
		self::browser();
		$case = Firm::dossier(Firm::client(), array(), self::$person);
		$started = $this->call('timer.start', array('case' => $case['id']));
		$this->assertSame(200, self::browser()->status, self::browser()->body);
		$read = $this->call('timer.read', array());
		$this->assertSame($case['id'], $read['out']['running']['case']['id']);
		$paused = $this->call('timer.pause', array('timer' => $started['out']['id']));
		$this->assertSame(200, self::browser()->status, json_encode($paused));
		$gone = $this->call('timer.discard', array('timer' => $started['out']['id']));
		$this->assertSame(200, self::browser()->status, json_encode($gone));
		$this->assertRefused(404, 'timer.not_running', $this->call('timer.pause', array('timer' => $started['out']['id'])));
	}

	public function test_TIME_02_text_that_dolibarr_filters_passes_as_it_was_typed(): void
	{
		$hostile = "l'acte <b>onclick=alert(1)</b> \" UNION SELECT é 🙂";
		$answer = $this->call('case.picker', array('search' => mb_substr($hostile, 0, 90)));
		$this->assertSame(200, self::browser()->status, json_encode($answer));
	}

	public function test_PLAT_06_refuses_without_the_token(): void
	{
		$this->assertRefused(403, 'http.token', $this->ask('{"op":"timer.read","in":{}}', ''));
		$this->assertRefused(403, 'http.token', $this->ask('{"op":"timer.read","in":{}}', str_repeat('0', 32)));
	}

	public function test_PLAT_06_refuses_an_unknown_or_closed_operation(): void
	{
		$this->assertRefused(400, 'op.unknown', $this->call('time.everything', array()));
		$this->assertRefused(400, 'op.unknown', $this->call('case.links', array('object' => 'client', 'id' => 1)));
		$this->assertRefused(400, 'op.unknown', $this->call('billing.queue', array()));
		$this->assertRefused(400, 'op.unknown', $this->ask('{"in":{}}'));
		$this->assertRefused(400, 'op.unknown', $this->ask('{"op":["time.parse"],"in":{}}'));
		$this->assertRefused(400, 'op.unknown', $this->ask('{"op":"time.parse","in":"1h"}'));
	}

	public function test_PLAT_06_refuses_what_is_not_json(): void
	{
		$this->assertRefused(400, 'json.malformed', $this->ask('{"op":"time.parse"'));
		$this->assertRefused(400, 'json.malformed', $this->ask('"time.parse"'));
		$this->assertRefused(400, 'json.malformed', $this->ask("{\"op\":\"time.parse\",\"in\":{\"duration\":\"\xff\"}}"));
		$this->assertRefused(415, 'http.type', $this->ask('op=timer.read', null, 'application/x-www-form-urlencoded'));
		$this->assertRefused(413, 'json.too_large', $this->ask('{"op":"time.parse","in":{"duration":"'.str_repeat('1', 1100000).'"}}'));
	}

	public function test_PLAT_06_refuses_other_methods(): void
	{
		$browser = self::browser()->get(self::DOOR);
		$this->assertSame(405, $browser->status);
		$this->assertSame('POST', $browser->headers['allow']);
	}

	public function test_PLAT_06_without_a_session_says_so_in_json(): void
	{
		$browser = new Browser();
		$browser->post(self::DOOR, '{"op":"timer.read","in":{}}', array('Content-Type: application/json', 'X-Elaska-Token: x'));
		$this->assertSame(401, $browser->status, $browser->body);
		$this->assertSame('session.ended', json_decode($browser->body, true)['error']['key']);
	}

	public function test_PLAT_06_rights_are_the_core_s(): void
	{
		$person = Firm::person(array('case/read'));
		$browser = Browser::of($person->login, Firm::PASSWORD);
		$browser->get(Browser::page('index.php'));
		$token = $browser->token();
		$browser->post(self::DOOR, '{"op":"timer.start","in":{"client":1}}', array('Content-Type: application/json', 'X-Elaska-Token: '.$token));
		$this->assertSame(403, $browser->status, $browser->body);
		$this->assertSame('denied', json_decode($browser->body, true)['error']['key']);
	}

	public function test_PLAT_06_people_of_a_client_stay_outside(): void
	{
		global $db;
		$person = Firm::person();
		$db->query('UPDATE '.MAIN_DB_PREFIX.'user SET fk_soc = '.Firm::client().' WHERE rowid = '.((int) $person->id));
		$browser = Browser::of($person->login, Firm::PASSWORD);
		$browser->get('/index.php');
		$browser->post(self::DOOR, '{"op":"timer.read","in":{}}', array('Content-Type: application/json', 'X-Elaska-Token: '.$browser->token()));
		$this->assertSame(403, $browser->status, $browser->body);
		$this->assertSame('denied', json_decode($browser->body, true)['error']['key']);
	}
}
