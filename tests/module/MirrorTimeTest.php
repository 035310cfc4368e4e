<?php
/*
 * Time that counts is a line of Dolibarr's own time, to the second; what is entered, changed or removed in its pages is
 * an entry here, with the rights of who did it.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Mirroring.php';

final class MirrorTimeTest extends TestCase
{
	use Mirroring;

	private int $client;
	/** @var array<string,mixed> */
	private array $case;

	protected function setUp(): void
	{
		self::drain();
		$this->client = Firm::client();
		$this->case = Firm::dossier($this->client, array('title' => 'Reprise'));
	}

	/** A validated entry. */
	private function validated(array $more = array()): int
	{
		$office = Firm::office();
		$id = (int) $office->call('time.create', $more + array('case' => $this->case['id'], 'activity' => Firm::activity(), 'duration' => '1h15m28',
			'work_on' => '2026-11-02', 'description' => 'Étude du bilan'))['id'];
		$this->go($id, 'submit', 'validate');
		return $id;
	}

	private function go(int $id, string ...$moves): void
	{
		foreach ($moves as $to) {
			$this->assertSame(array(), Firm::office()->call('time.transition', array('entries' => array($id), 'to' => $to, 'reason' => 'Vu'))['failed']);
		}
	}

	/** @return array<string,mixed>|null the native line of an entry */
	private static function line(int $time): ?array
	{
		return self::row('SELECT e.* FROM '.MAIN_DB_PREFIX.'elaska_time t JOIN '.MAIN_DB_PREFIX.'element_time e ON e.rowid = t.fk_native WHERE t.rowid = '.$time);
	}

	/** @return array<string,mixed>|null */
	private static function row(string $sql): ?array
	{
		global $db;
		$resql = $db->query($sql);
		$row = $resql ? $db->fetch_array($resql) : null;
		return $row ?: null;
	}

	private static function spent(int $task): int
	{
		return (int) self::row('SELECT duration_effective FROM '.MAIN_DB_PREFIX.'projet_task WHERE rowid = '.$task)['duration_effective'];
	}

	/** How many lines Dolibarr has for the case's project. */
	private function lines(): int
	{
		return (int) self::row('SELECT COUNT(*) AS n FROM '.MAIN_DB_PREFIX.'element_time e JOIN '.MAIN_DB_PREFIX.'projet_task k ON k.rowid = e.fk_element JOIN '
			.MAIN_DB_PREFIX.'elaska_case d ON d.fk_projet = k.fk_projet WHERE d.rowid = '.(int) $this->case['id'])['n'];
	}

	/** Dolibarr's task of one of ours, made with its case. */
	private function nativeTask(string $title = 'Bilan'): Task
	{
		global $db;
		$made = Firm::office()->call('task.create', array('case' => $this->case['id'], 'title' => $title));
		self::drain();
		$task = new Task($db);
		$this->assertGreaterThan(0, $task->fetch((int) self::row('SELECT fk_task FROM '.MAIN_DB_PREFIX.'elaska_task WHERE rowid = '.(int) $made['id'])['fk_task']));
		return $task;
	}

	/** What a page of native time does. */
	private static function typed(Task $task, int $seconds, string $note, string $day = '2026-11-02'): Task
	{
		global $user;
		$task->timespent_date = $task->timespent_datehour = dol_mktime(12, 0, 0, (int) substr($day, 5, 2), (int) substr($day, 8, 2), (int) substr($day, 0, 4));
		$task->timespent_withhour = 0;
		$task->timespent_duration = $seconds;
		$task->timespent_fk_user = (int) $user->id;
		$task->timespent_note = $note;
		$task->error = '';
		$task->errors = array();
		return $task;
	}

	public function test_PLAT_18_validated_time_is_a_line_of_its_task_to_the_second(): void
	{
		global $user;
		$task = $this->nativeTask();
		$id = $this->validated(array('task' => (int) $task->id));
		$this->assertNull(self::line($id));
		self::drain();
		$line = self::line($id);
		$this->assertSame((int) $task->id, (int) $line['fk_element']);
		$this->assertSame(4528, (int) $line['element_duration']);
		$this->assertSame('2026-11-02', $line['element_date']);
		$this->assertSame((int) $user->id, (int) $line['fk_user']);
		$this->assertSame('Étude du bilan', $line['note']);
		$this->assertSame(4528, self::spent((int) $task->id));
		// told twice is written once
		Firm::office()->call('mirror.state');
		$this->go($id, 'unvalidate', 'validate');
		self::drain();
		$this->assertSame(1, $this->lines());
		$this->assertSame($line['rowid'], self::line($id)['rowid']);
		$this->assertSame(0, Firm::office()->call('mirror.state')['waiting']);
	}

	public function test_PLAT_18_time_without_a_task_goes_to_the_one_of_its_case(): void
	{
		$first = $this->validated();
		self::drain();
		$second = $this->validated(array('start_local' => '2026-11-03T09:00:00', 'end_local' => '2026-11-03T09:30:10', 'duration' => '30m10s', 'work_on' => '2026-11-03'));
		self::drain();
		$line = self::line($second);
		$this->assertSame(self::line($first)['fk_element'], $line['fk_element']);
		$this->assertSame('2026-11-03 09:00:00', $line['element_datehour']);
		$this->assertSame(1, (int) $line['element_date_withhour']);
		$rest = self::row('SELECT ref, label, duration_effective FROM '.MAIN_DB_PREFIX.'projet_task WHERE rowid = '.(int) $line['fk_element']);
		$this->assertSame($this->case['ref'].'-T', $rest['ref']);
		$this->assertSame('Temps', $rest['label']);
		$this->assertSame(4528 + 1810, (int) $rest['duration_effective']);
		$this->assertSame(2, $this->lines());
	}

	public function test_PLAT_18_a_month_validated_at_once_is_written_few_at_a_time(): void
	{
		global $db;
		$ids = array();
		for ($day = 1; $day <= 13; $day++) {
			$ids[] = (int) Firm::office()->call('time.create', array('case' => $this->case['id'], 'activity' => Firm::activity(), 'duration' => '3m07', 'work_on' => sprintf('2026-10-%02d', $day), 'description' => 'Suivi'))['id'];
		}
		foreach (array('submit', 'validate') as $to) {
			Firm::office()->call('time.transition', array('entries' => $ids, 'to' => $to));
		}
		$mirror = new ElaskaMirror($db);
		$this->assertGreaterThanOrEqual(10, $mirror->drain(10) + $mirror->drain(10));
		$mirror->drain(10);
		$this->assertSame(13, $this->lines());
	}

	public function test_PLAT_18_time_that_no_longer_counts_leaves_its_line(): void
	{
		$id = $this->validated();
		self::drain();
		$this->assertSame(1, $this->lines());
		$this->go($id, 'unvalidate');
		self::drain();
		$this->assertSame(0, $this->lines());
		$this->go($id, 'validate');
		self::drain();
		$this->assertSame(1, $this->lines());
		// to another task before anybody looked
		$task = $this->nativeTask();
		$this->go($id, 'unvalidate', 'recall');
		$office = Firm::office();
		$office->call('time.update', array('time' => $id, 'version' => (int) $office->call('time.read', array('time' => $id))['version'], 'case' => $this->case['id'],
			'task' => (int) $task->id, 'duration' => '50m'));
		$this->go($id, 'submit', 'validate');
		self::drain();
		$this->assertSame(1, $this->lines());
		$this->assertSame((int) $task->id, (int) self::line($id)['fk_element']);
		$this->assertSame(3000, (int) self::line($id)['element_duration']);
		$this->go($id, 'unvalidate', 'recall');
		$office->call('time.delete', array('time' => $id, 'version' => (int) $office->call('time.read', array('time' => $id))['version']));
		self::drain();
		$this->assertSame(0, $this->lines());
		$this->assertSame(0, self::spent((int) $task->id));
	}

	public function test_PLAT_18_what_cannot_be_written_waits_and_is_seen(): void
	{
		global $db;
		$id = $this->validated();
		$other = Natives::project($this->client);
		$db->query('UPDATE '.MAIN_DB_PREFIX."projet SET ref = '".$db->escape($this->case['ref'])."' WHERE rowid = ".(int) $other->id);
		self::drain();
		$this->assertNull(self::line($id));
		$this->assertGreaterThan(1, Firm::office()->call('mirror.state')['waiting']);
		$db->query('UPDATE '.MAIN_DB_PREFIX."projet SET ref = '".Firm::word('PJ')."' WHERE rowid = ".(int) $other->id);
		$db->query('UPDATE '.MAIN_DB_PREFIX."elaska_mirror SET due_at = 0 WHERE state = 'wanted'");
		self::drain();
		$this->assertSame(1, $this->lines());
		$this->assertSame(0, Firm::office()->call('mirror.state')['waiting']);
	}

	public function test_PLAT_18_time_of_a_native_page_is_an_entry(): void
	{
		global $user;
		$task = $this->nativeTask();
		$line = self::typed($task, 5400, 'Appel')->addTimeSpent($user);
		$this->assertGreaterThan(0, $line, (string) $task->error);
		$rows = Firm::office()->call('time.list', array('case' => $this->case['id']))['rows'];
		$this->assertCount(1, $rows);
		$this->assertSame(5400, $rows[0]['duration_s']);
		$this->assertSame('Appel', $rows[0]['description']);
		$this->assertSame('draft', $rows[0]['status']['code']);
		$this->assertSame((int) $task->id, $rows[0]['task']['id']);
		self::drain();
		$this->assertSame(1, $this->lines());
		// changed here, it changes there, before it is validated too
		Firm::office()->call('time.update', array('time' => $rows[0]['id'], 'version' => $rows[0]['version'], 'duration' => '2h10'));
		self::drain();
		$this->assertSame(7800, (int) self::line((int) $rows[0]['id'])['element_duration']);
		$this->assertSame(1, $this->lines());
		// and there, it changes here
		$task->timespent_id = $line;
		$task->timespent_old_duration = 7800;
		$this->assertGreaterThan(0, self::typed($task, 3600, 'Appel et courrier')->updateTimeSpent($user), (string) $task->error);
		$read = Firm::office()->call('time.read', array('time' => $rows[0]['id']));
		$this->assertSame(3600, $read['duration_s']);
		$this->assertSame('Appel et courrier', $read['description']);
		$this->assertGreaterThan(0, self::typed($task, 3600, '')->delTimeSpent($user), (string) $task->error);
		$this->assertSame(array(), Firm::office()->call('time.list', array('case' => $this->case['id']))['rows']);
		self::drain();
		$this->assertSame(0, $this->lines());
	}

	public function test_PLAT_18_a_native_page_is_told_why_it_may_not(): void
	{
		global $user;
		$task = $this->nativeTask();
		$id = $this->validated(array('task' => (int) $task->id));
		self::drain();
		$task->timespent_id = (int) self::line($id)['rowid'];
		$task->timespent_old_duration = 4528;
		$this->assertLessThan(0, self::typed($task, 3600, 'Étude du bilan')->updateTimeSpent($user));
		$this->assertSame('Ce temps est validé dans eLaska : sa validation doit d’abord être annulée.', html_entity_decode((string) $task->error, ENT_QUOTES));
		$this->assertSame(4528, (int) self::line($id)['element_duration']);
		$this->assertLessThan(0, self::typed($task, 4528, '')->delTimeSpent($user));
		$this->assertStringContainsString('validation', (string) $task->error);
		$this->assertSame(1, $this->lines());
		// a form that is only saved knows minutes: nothing changes, and the seconds come back
		$this->assertGreaterThan(0, self::typed($task, 4500, 'Étude du bilan')->updateTimeSpent($user), (string) $task->error);
		self::drain();
		$this->assertSame(4528, (int) self::line($id)['element_duration']);
		// what our rules refuse is not written there either
		$this->assertLessThan(0, self::typed($task, 90000, 'Trop')->addTimeSpent($user));
		$this->assertStringContainsString('24', (string) $task->error);
		$this->assertSame(1, $this->lines());
	}

	public function test_PLAT_18_time_of_other_projects_is_left_alone(): void
	{
		global $user;
		$task = Natives::task(Natives::project($this->client));
		$line = self::typed($task, 5400, 'Interne')->addTimeSpent($user);
		$this->assertGreaterThan(0, $line, (string) $task->error);
		$task->timespent_id = $line;
		$this->assertGreaterThan(0, self::typed($task, 60, 'Interne')->delTimeSpent($user), (string) $task->error);
		$this->assertNull(self::row('SELECT rowid FROM '.MAIN_DB_PREFIX.'elaska_time WHERE fk_native = '.$line));
	}

	public function test_PLAT_23_the_task_of_the_time_of_a_case_is_not_deleted_alone(): void
	{
		global $db, $user;
		$id = $this->validated();
		self::drain();
		$task = new Task($db);
		$task->fetch((int) self::line($id)['fk_element']);
		$this->assertLessThanOrEqual(0, $task->delete($user));
		$this->assertStringContainsString($this->case['ref'], html_entity_decode($task->error.' '.implode(' ', $task->errors)));
		$this->assertSame(1, $this->lines());
	}

	public function test_TIME_16_dolibarrs_own_invoicing_leaves_our_time_alone(): void
	{
		global $db, $user;
		dol_include_once('/elaska/class/actions_elaska.class.php');
		$id = $this->validated();
		self::drain();
		$own = self::typed(Natives::task(Natives::project($this->client)), 60, 'Interne')->addTimeSpent($user);
		$hooks = new ActionsElaska($db);
		$object = new Task($db);
		foreach (array(array($own, 'confirm_generateinvoice'), array((int) self::line($id)['rowid'], '')) as list($line, $expected)) {
			$GLOBALS['toselect'] = array((string) $line);
			$action = 'confirm_generateinvoice';
			$hooks->doActions(array(), $object, $action, null);
			$this->assertSame($expected, $action);
		}
		unset($GLOBALS['toselect']);
	}
}
