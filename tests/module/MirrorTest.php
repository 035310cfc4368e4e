<?php
/*
 * Each case has a project of Dolibarr's, each task a task: made and kept by Dolibarr's own classes, and what is changed
 * there comes back.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Mirroring.php';

final class MirrorTest extends TestCase
{
	use Mirroring;

	private int $client;
	/** @var array<string,mixed> */
	private array $case;

	protected function setUp(): void
	{
		self::drain();
		$this->client = Firm::client();
		$this->case = Firm::dossier($this->client, array('title' => 'Reprise', 'due_on' => '2027-03-31'));
	}

	/** @return array<string,mixed> */
	private function task(array $more = array()): array
	{
		return Firm::office()->call('task.create', $more + array('case' => $this->case['id'], 'title' => 'Réunir les bilans', 'due_on' => '2027-01-15'));
	}

	private static function column(string $table, string $column, int $id): int
	{
		global $db;
		$row = $db->fetch_row($db->query('SELECT '.$column.' FROM '.MAIN_DB_PREFIX.$table.' WHERE rowid = '.$id));
		return (int) ($row[0] ?? 0);
	}

	private function twin(int $task): Task
	{
		global $db;
		$twin = new Task($db);
		$this->assertGreaterThan(0, $twin->fetch(self::column('elaska_task', 'fk_task', $task)));
		return $twin;
	}

	private function project(): Project
	{
		global $db;
		$project = new Project($db);
		$this->assertGreaterThan(0, $project->fetch(self::column('elaska_case', 'fk_projet', (int) $this->case['id'])));
		return $project;
	}

	public function test_PLAT_18_a_task_and_its_case_get_native_twins(): void
	{
		$made = $this->task();
		self::drain();
		$project = $this->project();
		$this->assertSame($this->case['ref'], $project->ref);
		$this->assertSame('Reprise', $project->title);
		$this->assertSame($this->client, (int) $project->socid);
		$this->assertSame('2027-03-31', dol_print_date($project->date_end, '%Y-%m-%d'));
		$this->assertSame(Project::STATUS_VALIDATED, (int) $project->status);
		$twin = $this->twin((int) $made['id']);
		$this->assertSame('Réunir les bilans', $twin->label);
		$this->assertSame((int) $project->id, (int) $twin->fk_project);
		$this->assertSame('2027-01-15', dol_print_date($twin->date_end, '%Y-%m-%d'));
		$this->assertSame(0, (int) $twin->progress);
		$this->assertSame(0, Firm::office()->call('mirror.state')['dead']);
	}

	public function test_PLAT_18_what_changes_here_changes_there(): void
	{
		$made = $this->task();
		self::drain();
		$office = Firm::office();
		$office->call('task.update', array('task' => $made['id'], 'version' => 1, 'title' => 'Réunir trois bilans'));
		$office->call('task.move', array('task' => $made['id'], 'to' => 'done'));
		self::drain();
		$twin = $this->twin((int) $made['id']);
		$this->assertSame('Réunir trois bilans', $twin->label);
		$this->assertSame(100, (int) $twin->progress);
		$native = (int) $twin->id;
		$office->call('task.delete', array('task' => $made['id']));
		self::drain();
		$this->assertSame(0, self::column('projet_task', 'rowid', $native));
	}

	public function test_PLAT_18_what_changes_there_changes_here(): void
	{
		global $user;
		$made = $this->task();
		self::drain();
		$twin = $this->twin((int) $made['id']);
		$twin->label = 'Réunir les liasses';
		$twin->date_end = dol_mktime(0, 0, 0, 2, 1, 2027);
		$twin->progress = 100;
		$this->assertGreaterThan(0, $twin->update($user), (string) $twin->error);
		$read = Firm::office()->call('task.read', array('task' => $made['id']));
		$this->assertSame('Réunir les liasses', $read['title']);
		$this->assertSame('2027-02-01', $read['due_on']);
		$this->assertSame('done', $read['status']['class']);
		$project = $this->project();
		$project->title = 'Reprise du fonds';
		$this->assertGreaterThan(0, $project->update($user), (string) $project->error);
		$this->assertSame('Reprise du fonds', Firm::office()->call('case.read', array('case' => $this->case['id']))['title']);
	}

	public function test_PLAT_18_a_project_that_was_chosen_keeps_its_name(): void
	{
		global $db, $user;
		$chosen = Natives::project($this->client);
		$this->case = Firm::dossier($this->client, array('title' => 'Autre', 'project' => (int) $chosen->id));
		$made = $this->task();
		self::drain();
		$again = $this->project();
		$this->assertSame((int) $chosen->id, (int) $again->id);
		$this->assertSame($chosen->title, $again->title);
		$this->assertSame((int) $chosen->id, (int) $this->twin((int) $made['id'])->fk_project);
		$again->title = 'Renommé';
		$again->update($user);
		$this->assertSame('Autre', Firm::office()->call('case.read', array('case' => $this->case['id']))['title']);
	}

	/** @return list<string> "TYPE:id" of the people of a native object */
	private static function people(object $twin): array
	{
		$all = array_map(static fn (array $one): string => $one['code'].':'.$one['id'], (array) $twin->liste_contact(-1, 'internal'));
		sort($all);
		return $all;
	}

	public function test_PLAT_18_who_works_on_it_is_a_contact_there_and_leaves_with_us(): void
	{
		global $db, $user;
		$office = Firm::office();
		$made = $this->task(array('assignees' => array((int) $user->id)));
		$other = Firm::person(array());
		$third = Firm::person(array());
		$office->call('member.put', array('case' => $this->case['id'], 'user' => (int) $other->id));
		self::drain();
		$lead = 'PROJECTLEADER:'.(int) $user->id;
		$this->assertSame(array('PROJECTCONTRIBUTOR:'.(int) $other->id, $lead), self::people($this->project()));
		$this->assertSame(array('TASKEXECUTIVE:'.(int) $user->id), self::people($this->twin((int) $made['id'])));
		// somebody named by hand in the native page stays
		$this->project()->add_contact((int) $third->id, 'PROJECTCONTRIBUTOR', 'internal');
		$office->call('member.remove', array('case' => $this->case['id'], 'user' => (int) $other->id));
		$office->call('task.update', array('task' => $made['id'], 'version' => 1, 'assignees' => array((int) $other->id)));
		self::drain();
		$this->assertSame(array('PROJECTCONTRIBUTOR:'.(int) $third->id, $lead), self::people($this->project()));
		$this->assertSame(array('TASKEXECUTIVE:'.(int) $other->id), self::people($this->twin((int) $made['id'])));
		$office->call('member.lead', array('case' => $this->case['id'], 'user' => (int) $other->id));
		self::drain();
		$this->assertContains('PROJECTLEADER:'.(int) $other->id, self::people($this->project()));
		$this->assertNotContains($lead, self::people($this->project()));
	}

	public function test_PLAT_23_a_native_twin_is_not_deleted_alone(): void
	{
		global $user;
		$made = $this->task();
		self::drain();
		$twin = $this->twin((int) $made['id']);
		$this->assertLessThanOrEqual(0, $twin->delete($user));
		$this->assertStringContainsString($this->case['ref'], html_entity_decode($twin->error.' '.implode(' ', $twin->errors)));
		$project = $this->project();
		$this->assertLessThanOrEqual(0, $project->delete($user));
		$this->assertGreaterThan(0, self::column('projet_task', 'rowid', (int) $twin->id));
	}

	public function test_PLAT_18_what_cannot_be_written_waits(): void
	{
		global $db;
		$other = Natives::project($this->client);
		$db->query('UPDATE '.MAIN_DB_PREFIX."projet SET ref = '".$db->escape($this->case['ref'])."' WHERE rowid = ".(int) $other->id);
		$this->task();
		self::drain();
		$this->assertSame(0, self::column('elaska_case', 'fk_projet', (int) $this->case['id']));
		$this->assertGreaterThan(0, Firm::office()->call('mirror.state')['waiting']);
		$db->query('UPDATE '.MAIN_DB_PREFIX."projet SET ref = '".Firm::word('PJ')."' WHERE rowid = ".(int) $other->id);
		$db->query('UPDATE '.MAIN_DB_PREFIX."elaska_mirror SET due_at = 0 WHERE state = 'wanted'");
		self::drain();
		$this->assertGreaterThan(0, self::column('elaska_case', 'fk_projet', (int) $this->case['id']));
	}
}
