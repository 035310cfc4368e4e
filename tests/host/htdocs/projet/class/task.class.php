<?php
/*
 * A task of a project, and the native time spent on it.
 */
require_once DOL_DOCUMENT_ROOT.'/core/class/host.simpleobject.class.php';

class Task extends HostSimpleObject
{
	const EVENT = 'TASK';
	const COLUMNS = array('ref' => array('ref', 'text'), 'fk_project' => array('fk_projet', 'id'), 'fk_task_parent' => array('fk_task_parent', 'int'), 'label' => array('label', 'text'), 'description' => array('description', 'text'),
		'date_start' => array('dateo', 'date'), 'date_end' => array('datee', 'date'), 'planned_workload' => array('planned_workload', 'float'), 'progress' => array('progress', 'int'), 'priority' => array('priority', 'int'),
		'note_public' => array('note_public', 'text'), 'note_private' => array('note_private', 'text'));

	public $element = 'project_task', $table_element = 'projet_task', $fk_element = 'fk_element', $picto = 'projecttask', $fk_task_parent = 0, $label = '', $description = '', $date_c, $date_start, $date_end, $planned_workload, $progress = 0, $priority = 0;
	public $duration_effective, $timespent_id, $timespent_date, $timespent_datehour, $timespent_withhour, $timespent_duration, $timespent_fk_user, $timespent_fk_product, $timespent_note, $timespent_thm, $timespent_old_duration;

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

	public function update($user = null, $notrigger = 0): int
	{
		return $this->updateRow($user, $notrigger);
	}

	public function delete($user, $notrigger = 0): int
	{
		return $this->deleteRow($user, $notrigger);
	}

	/** @return int id of the row of llx_element_time, -1 error: from the ->timespent_* properties */
	public function addTimeSpent($user, $notrigger = 0)
	{
		if (!is_numeric($this->timespent_fk_user)) {
			$this->error = 'BadValueForParameterFkUser';
			return -1;
		}
		$this->db->begin();
		$values = array('fk_element' => (int) $this->id, 'elementtype' => "'task'", 'element_date' => "'".$this->db->idate($this->timespent_date)."'", 'element_datehour' => "'".$this->db->idate($this->timespent_datehour ?: $this->timespent_date)."'",
			'element_date_withhour' => empty($this->timespent_withhour) ? 0 : 1, 'element_duration' => (int) $this->timespent_duration, 'fk_user' => (int) $this->timespent_fk_user, 'fk_product' => $this->literal($this->timespent_fk_product, 'id'),
			'note' => $this->literal($this->timespent_note, 'text'), 'datec' => "'".$this->db->idate(dol_now())."'");
		$done = $this->db->query('INSERT INTO '.MAIN_DB_PREFIX.'element_time ('.implode(', ', array_keys($values)).') VALUES ('.implode(', ', $values).')');
		$this->timespent_id = $done ? (int) $this->db->last_insert_id(MAIN_DB_PREFIX.'element_time') : 0;
		$done = $done && ($notrigger || $this->call_trigger('TASK_TIMESPENT_CREATE', $user) >= 0);
		$done = $done && $this->db->query('UPDATE '.MAIN_DB_PREFIX.'projet_task SET duration_effective = (SELECT SUM(element_duration) FROM '.MAIN_DB_PREFIX."element_time WHERE elementtype = 'task' AND fk_element = ".((int) $this->id).') WHERE rowid = '.((int) $this->id));
		return $this->hostEnd($done, $this->timespent_id);
	}

	public function getNomUrl($withpicto = 0, $option = '', $mode = 'task', $addlabel = 0, $sep = ' - ', $notooltip = 0, $save_lastsearch_value = -1): string
	{
		return $this->cardLink('/projet/tasks/task.php', (string) $this->ref, (int) $withpicto, (string) $this->label);
	}

	public function getLibStatut($mode = 0): string
	{
		return '';
	}
}
