<?php
/*
 * Dolibarr's own project of each case, task of each task and line of time of each entry that counts, written by Dolibarr's
 * classes once our transaction is over: at the next page of the back office, after an island's call, and by Dolibarr's
 * scheduler for what the portal or a worker caused. Each object is a transaction of its own; what fails waits and is tried
 * again. What to write and when is the core's to say. Source: PLAT-18.
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
            $early = true; // time comes after its task, a task after the project of its case
            for ($round = 0; $early && $round < 5; $round++) {
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

    /** @var list<string> contacts that the object has from us, as "TYPE:id" */
    private array $people = array();

    /** @param array<string,mixed> $row as mirror.claim gives it */
    private function one(Elaska\Office $office, array $row, User $user): bool
    {
        $id = array('object' => $row['object'], 'id' => $row['id'], 'wanted' => $row['wanted']);
        self::$writing = true;
        $this->people = array();
        $this->db->begin();
        try {
            $native = $this->write($row, $user);
            $office->call('mirror.done', $id + array('native' => $native, 'was' => $row['was'] ?? null, 'people' => implode(' ', $this->people)));
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
        $what = $row['object'];
        if ($what === 'time') {
            return empty($row['gone']) ? $this->time($row, $user) : null;
        }
        if ($row['drop']) {
            $this->remove($what === 'case' ? new Project($this->db) : new Task($this->db), (int) $row['native'], $user);
            return null;
        }
        if ($row['gone'] || ($what !== 'case' && $row['project'] === null) || ($what === 'case' && !$row['owned'])) {
            return null;
        }
        return $what === 'case' ? $this->project($row, $user) : ($what === 'task' ? $this->task($row, $user) : $this->rest($row, $user));
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
        }
        $this->people($project, $row);
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
        } else {
            $this->add($task, '-T' . (int) $row['id'], (int) $row['created_at'], $user);
        }
        $this->people($task, $row);
        return (int) $task->id;
    }

    /** The task of a project for time that names none. @param array<string,mixed> $row */
    private function rest(array $row, User $user): int
    {
        if ($row['native'] !== null) {
            return (int) $row['native'];
        }
        $task = new Task($this->db);
        $task->label = elaska_words('ElaskaTimesTask');
        $task->description = elaska_words('ElaskaTimesTaskHelp');
        $task->fk_project = (int) $row['project'];
        $task->progress = 0;
        $this->add($task, '-T', dol_now(), $user);
        return (int) $task->id;
    }

    private function add(Task $task, string $suffix, int $at, User $user): void
    {
        $project = new Project($this->db);
        $this->need($project->fetch((int) $task->fk_project) > 0, $project);
        $task->ref = mb_substr((string) $project->ref, 0, 36) . $suffix;
        $task->fk_task_parent = 0;
        $task->date_c = $at;
        $this->need($task->create($user) > 0, $task);
    }

    /**
     * Who works on it here is a contact there, and leaves with us; who was named there by hand stays.
     *
     * @param Project|Task $object
     * @param array<string,mixed> $row
     */
    private function people($object, array $row): void
    {
        $there = array();
        foreach ((array) $object->liste_contact(-1, 'internal') as $one) {
            $there[$one['code'] . ':' . $one['id']] = (int) $one['rowid'];
        }
        foreach (array_diff(explode(' ', (string) $row['told']), $row['people']) as $left) {
            if (isset($there[$left])) {
                $this->need($object->delete_contact($there[$left]) > 0, $object);
            }
        }
        foreach ($row['people'] as $token) {
            list($type, $id) = explode(':', $token);
            // A type that the firm switched off gives nobody.
            if (isset($there[$token]) || $object->add_contact((int) $id, $type, 'internal') > 0) {
                $this->people[] = $token;
            }
        }
    }

    /**
     * A line of native time, to the second: changed where it stands, moved by being written anew.
     *
     * @param array<string,mixed> $row
     */
    private function time(array $row, User $user): ?int
    {
        $line = $row['line'];
        if ($line !== null && (!$row['keep'] || $line['task'] !== $row['task'])) {
            $this->unspend($line, $user);
            $line = null;
        }
        if (!$row['keep'] || $row['task'] === null) {
            return null;
        }
        $task = new Task($this->db);
        $this->need($task->fetch((int) $row['task']) > 0, $task);
        $task->timespent_date = $this->moment($row['clock'] ?? $row['work_on'] . ' 12:00:00');
        $task->timespent_datehour = $task->timespent_date;
        $task->timespent_withhour = $row['clock'] === null ? 0 : 1;
        $task->timespent_duration = (int) $row['seconds'];
        $task->timespent_fk_user = (int) $row['user'];
        $task->timespent_fk_product = $line['product'] ?? null;
        $task->timespent_note = (string) $row['note'];
        if ($line === null) {
            $this->need($task->addTimeSpent($user) > 0, $task);
            if ($row['invoice'] === null) {
                return (int) $task->timespent_id;
            }
        }
        $task->timespent_id = $line['id'] ?? $task->timespent_id;
        $task->timespent_old_duration = $line['seconds'] ?? $task->timespent_duration;
        $task->timespent_invoiceid = $row['invoice'];
        $this->need($task->updateTimeSpent($user) > 0, $task);
        return (int) $task->timespent_id;
    }

    /** @param array{id:int, task:int, seconds:int, on:string} $line as it stands */
    private function unspend(array $line, User $user): void
    {
        $task = new Task($this->db);
        $this->need($task->fetch($line['task']) > 0, $task);
        $task->timespent_id = $line['id'];
        $task->timespent_duration = $line['seconds'];
        $task->timespent_date = $this->moment($line['on']);
        $this->need($task->delTimeSpent($user) > 0, $task);
    }

    /** A civil day as the moment at which Dolibarr's dates begin, or a reading of the firm's clock. @return int|string */
    private function moment(?string $text)
    {
        $part = static fn (int $at, int $n = 2): int => (int) substr((string) $text, $at, $n);
        return $text === null ? '' : dol_mktime($part(11), $part(14), $part(17), $part(5), $part(8), $part(0, 4));
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
