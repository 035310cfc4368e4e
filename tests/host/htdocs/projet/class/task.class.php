<?php
/*
 * A task of a project, and the native time spent on it.
 */
require_once DOL_DOCUMENT_ROOT.'/core/class/host.simpleobject.class.php';

class Task extends HostSimpleObject
{
	use HostPlainRow;
	const EVENT = 'TASK';
	const COLUMNS = array('ref' => array('ref', 'text'), 'fk_project' => array('fk_projet', 'id'), 'fk_task_parent' => array('fk_task_parent', 'int'), 'label' => array('label', 'text'), 'description' => array('description', 'text'),
		'date_start' => array('dateo', 'date'), 'date_end' => array('datee', 'date'), 'planned_workload' => array('planned_workload', 'float'), 'progress' => array('progress', 'int'), 'priority' => array('priority', 'int'),
		'note_public' => array('note_public', 'text'), 'note_private' => array('note_private', 'text'));

	public $element = 'project_task', $table_element = 'projet_task', $fk_element = 'fk_element', $picto = 'projecttask', $fk_task_parent = 0, $label = '', $description = '', $date_c, $date_start, $date_end, $planned_workload, $progress = 0, $priority = 0;
	public $duration_effective, $timespent_id, $timespent_date, $timespent_datehour, $timespent_withhour, $timespent_duration, $timespent_fk_user, $timespent_fk_product, $timespent_note, $timespent_thm, $timespent_old_duration, $timespent_invoiceid, $timespent_invoicelineid;

	/** @return int 1, 0 not found, <0 error */
	public function fetch($id, $ref = '', $loadparentdata = 0)
	{
		$found = $this->fetchByIdOrRef($id, $ref);
		return $found > 0 ? 1 : $found;
	}

	public function create($user, $notrigger = 0): int
	{
		$this->ref = $this->ref ?: $this->nextRef('TK');
		return $this->insertRowWith($user, array('fk_user_creat' => (int) $user->id), $notrigger);
	}

	/** @return int id of the row of llx_element_time, -1 error: from the ->timespent_* properties */
	public function addTimeSpent($user, $notrigger = 0)
	{
		return $this->spent('CREATE', 'INSERT INTO', ", elementtype = 'task', fk_element = ".((int) $this->id).", datec = '".$this->db->idate(dol_now())."'", $user);
	}

	public function updateTimeSpent($user, $notrigger = 0)
	{
		return min(1, $this->spent('MODIFY', 'UPDATE', ', invoice_id = '.$this->literal($this->timespent_invoiceid, 'id').' WHERE rowid = '.((int) $this->timespent_id), $user));
	}

	public function delTimeSpent($user, $notrigger = 0)
	{
		return min(1, $this->spent('DELETE', '', ' WHERE rowid = '.((int) $this->timespent_id), $user));
	}

	/** What is removed is announced before, all else after. */
	private function spent(string $event, string $verb, string $tail, User $user): int
	{
		$columns = array('element_date' => array($this->timespent_date, 'date'), 'element_datehour' => array($this->timespent_datehour ?: $this->timespent_date, 'date'), 'element_date_withhour' => array((bool) $this->timespent_withhour, 'int'), 'element_duration' => array($this->timespent_duration, 'int'), 'fk_user' => array($this->timespent_fk_user, 'int'), 'fk_product' => array($this->timespent_fk_product, 'id'), 'note' => array($this->timespent_note, 'text'));
		$this->db->begin();
		$done = ($verb !== '' || $this->call_trigger('TASK_TIMESPENT_DELETE', $user) >= 0) && $this->db->query(($verb ?: 'DELETE FROM').' '.MAIN_DB_PREFIX.'element_time'.($verb ? ' SET '.implode(', ', array_map(fn (string $name): string => $name.' = '.$this->literal(...$columns[$name]), array_keys($columns))) : '').$tail);
		$this->timespent_id = $done && $event === 'CREATE' ? (int) $this->db->last_insert_id(MAIN_DB_PREFIX.'element_time') : $this->timespent_id;
		$done = $done && ($verb === '' || $this->call_trigger('TASK_TIMESPENT_'.$event, $user) >= 0);
		$done = $done && $this->db->query('UPDATE '.MAIN_DB_PREFIX.'projet_task SET duration_effective = (SELECT SUM(element_duration) FROM '.MAIN_DB_PREFIX."element_time WHERE elementtype = 'task' AND fk_element = ".((int) $this->id).') WHERE rowid = '.((int) $this->id));
		return $this->hostEnd($done, (int) $this->timespent_id);
	}

	public function getNomUrl($withpicto = 0, $option = '', $mode = 'task', $addlabel = 0, $sep = ' - ', $notooltip = 0, $save_lastsearch_value = -1): string
	{
		return $this->cardLink('/projet/tasks/task.php', (string) $this->ref, (int) $withpicto, (string) $this->label);
	}
}
