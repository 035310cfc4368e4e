<?php
/*
 * Dolibarr's own project of each case and task of each task, written by Dolibarr's classes once our transaction is over:
 * at the next page of the back office, after an island's call, and by Dolibarr's scheduler for what the portal or a worker
 * caused. Each object is a transaction of its own; what fails waits and is tried again. Source: PLAT-18.
 */
require_once __DIR__ . '/../lib/elaska.lib.php';

class ElaskaMirror
{
    /** True while we write: what the triggers see then came from us. */
    public static bool $writing = false;
    /** @var string what the scheduler shows */
    public $output = '';
    /** @var string */
    public $error = '';

    private DoliDB $db;

    /** @param DoliDB $db */
    public function __construct($db)
    {
        $this->db = $db;
    }

    /** For Dolibarr's scheduler. */
    public function run(): int
    {
        $done = 0;
        for ($round = 0; $round < 20 && ($n = $this->drain(50)) > 0; $round++) {
            $done += $n;
        }
        $this->output = (string) $done;
        return 0;
    }

    /** @return int how many objects were written */
    public function drain(int $limit = 10): int
    {
        global $user;
        if (!isModEnabled('project') || elaska_problem() !== '' || (int) $user->id <= 0) {
            return 0;
        }
        require_once DOL_DOCUMENT_ROOT . '/projet/class/project.class.php';
        require_once DOL_DOCUMENT_ROOT . '/projet/class/task.class.php';
        $done = 0;
        try {
            $office = elaska_office(null, true);
            $early = true; // a task comes after the project of its case
            for ($round = 0; $early && $round < 3; $round++) {
                $early = false;
                foreach ($office->call('mirror.claim', array('limit' => $limit))['rows'] as $row) {
                    $early = $early || !empty($row['early']);
                    $done += empty($row['early']) && $this->one($office, $row, $user) ? 1 : 0;
                }
            }
        } catch (Throwable $e) { // the queue keeps what is left
            dol_syslog('elaska: mirror: ' . $e->getMessage(), LOG_WARNING);
        }
        return $done;
    }

    /** @param array<string,mixed> $row as mirror.claim gives it */
    private function one(Elaska\Office $office, array $row, User $user): bool
    {
        $id = array('object' => $row['object'], 'id' => $row['id'], 'wanted' => $row['wanted']);
        self::$writing = true;
        $this->db->begin();
        try {
            $native = $this->write($row, $user);
            $office->call('mirror.done', $id + array('native' => $native));
            if (!$this->db->commit()) {
                throw new RuntimeException('commit');
            }
            return true;
        } catch (Throwable $e) {
            $this->db->rollback();
            dol_syslog('elaska: mirror of ' . $row['object'] . ' ' . $row['id'] . ': ' . $e->getMessage(), LOG_WARNING);
            $why = $e->getMessage() !== '' ? $e->getMessage() : get_class($e);
            $office->call('mirror.failed', $id + array('error' => mb_substr($why, 0, 500)));
            return false;
        } finally {
            self::$writing = false;
        }
    }

    /**
     * @param array<string,mixed> $row
     * @return int|null id of the native object, null where there is none
     */
    private function write(array $row, User $user): ?int
    {
        $task = $row['object'] === 'task';
        if ($row['drop']) {
            $this->remove($task ? new Task($this->db) : new Project($this->db), (int) $row['native'], $user);
            return null;
        }
        if ($row['gone'] || ($task && $row['project'] === null)) {
            return null;
        }
        if (!$task && !$row['owned']) {
            return null;
        }
        return $task ? $this->task($row, $user) : $this->project($row, $user);
    }

    /** @param Project|Task $object */
    private function remove($object, int $native, User $user): void
    {
        if ($native > 0 && $object->fetch($native) > 0) {
            $this->need($object->delete($user) > 0, $object);
        }
    }

    /** @param array<string,mixed> $row */
    private function project(array $row, User $user): int
    {
        $project = new Project($this->db);
        $known = $row['native'] !== null && $project->fetch((int) $row['native']) > 0;
        $project->title = (string) $row['title'];
        $project->description = $known && $row['description'] === null ? $project->description : (string) $row['description'];
        $project->socid = (int) $row['client'];
        $project->date_start = $this->moment($row['start_on']);
        $project->date_end = $this->moment($row['due_on']);
        if ($known) {
            $this->need($project->update($user) > 0, $project);
        } else {
            $project->ref = (string) $row['ref'];
            $project->usage_task = 1;
            $project->public = 0;
            $this->need($project->create($user) > 0, $project);
            $project->add_contact((int) $row['lead'], 'PROJECTLEADER', 'internal');
        }
        $wanted = $row['closed'] ? Project::STATUS_CLOSED : Project::STATUS_VALIDATED;
        if ((int) $project->status !== $wanted) {
            // A draft is opened before it can be closed.
            if ((int) $project->status !== Project::STATUS_VALIDATED) {
                $this->need($project->setValid($user) >= 0, $project);
            }
            if ($row['closed']) {
                $this->need($project->setClose($user) >= 0, $project);
            }
        }
        return (int) $project->id;
    }

    /** @param array<string,mixed> $row */
    private function task(array $row, User $user): int
    {
        $task = new Task($this->db);
        $known = $row['native'] !== null && $task->fetch((int) $row['native']) > 0;
        $task->label = (string) $row['title'];
        $task->description = (string) $row['description'];
        $task->fk_project = (int) $row['project'];
        $task->date_start = $this->moment($row['start_on']);
        $task->date_end = $this->moment($row['due_on']);
        $task->progress = (int) $row['progress'];
        $task->priority = (int) $row['priority'];
        if ($known) {
            $this->need($task->update($user) > 0, $task);
            return (int) $task->id;
        }
        $project = new Project($this->db);
        $this->need($project->fetch((int) $row['project']) > 0, $project);
        $task->ref = mb_substr((string) $project->ref, 0, 36) . '-T' . (int) $row['id'];
        $task->fk_task_parent = 0;
        $task->date_c = (int) $row['created_at'];
        $this->need($task->create($user) > 0, $task);
        foreach ($row['users'] as $who) {
            $task->add_contact((int) $who, 'TASKEXECUTIVE', 'internal');
        }
        return (int) $task->id;
    }

    /** A civil day as the moment at which Dolibarr's dates begin. @return int|string */
    private function moment(?string $day)
    {
        return $day === null ? '' : dol_mktime(0, 0, 0, (int) substr($day, 5, 2), (int) substr($day, 8, 2), (int) substr($day, 0, 4));
    }

    /** @param CommonObject $object */
    private function need(bool $done, $object): void
    {
        if (!$done) {
            throw new RuntimeException(trim($object->error . ' ' . implode(' ', $object->errors)) ?: get_class($object));
        }
    }

    /**
     * A native project or task that somebody changed: what of it is ours follows.
     *
     * @param Project|Task $object
     */
    public static function changed(string $kind, $object, User $user): void
    {
        $day = static fn ($moment): ?string => is_numeric($moment) && $moment > 0 ? dol_print_date((int) $moment, '%Y-%m-%d') : null;
        $in = array('object' => $kind, 'native' => (int) $object->id, 'start_on' => $day($object->date_start), 'due_on' => $day($object->date_end));
        $title = trim((string) ($kind === 'task' ? $object->label : $object->title));
        if ($title !== '') {
            $in['title'] = mb_substr($title, 0, 255);
        }
        if ($kind === 'task') {
            $in['closed'] = (int) $object->progress >= 100;
        } else {
            $in['closed'] = (int) $object->status === Project::STATUS_CLOSED;
        }
        elaska_office($user)->call('case.native_event', $in);
    }
}
