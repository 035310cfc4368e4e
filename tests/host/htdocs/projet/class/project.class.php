<?php
/*
 * A project.
 */
require_once DOL_DOCUMENT_ROOT.'/core/class/host.simpleobject.class.php';

class Project extends HostSimpleObject
{
	const STATUS_DRAFT = 0;
	const STATUS_VALIDATED = 1;
	const STATUS_CLOSED = 2;
	const EVENT = 'PROJECT';
	const COLUMNS = array('ref' => array('ref', 'text'), 'title' => array('title', 'text'), 'description' => array('description', 'text'), 'socid' => array('fk_soc', 'id'), 'status' => array('fk_statut', 'int'), 'public' => array('public', 'int'),
		'date_start' => array('dateo', 'date'), 'date_end' => array('datee', 'date'), 'budget_amount' => array('budget_amount', 'float'), 'usage_task' => array('usage_task', 'int'), 'usage_bill_time' => array('usage_bill_time', 'int'),
		'note_public' => array('note_public', 'text'), 'note_private' => array('note_private', 'text'), 'ref_ext' => array('ref_ext', 'text'));

	public $element = 'project', $table_element = 'projet', $fk_element = 'fk_projet', $picto = 'project', $title = '', $description = '', $public = 0, $date_start, $date_end, $budget_amount, $usage_task = 1, $usage_bill_time = 0;

	/** @return int 1, 0 not found, <0 error */
	public function fetch($id, $ref = '', $ref_ext = '', $email_msgid = '')
	{
		$found = $this->fetchByIdOrRef($id, $ref);
		return $found > 0 ? 1 : $found;
	}

	public function create($user, $notrigger = 0): int
	{
		$this->ref = $this->ref ?: $this->nextRef('PJ');
		$this->status = $this->status ?? 0;
		return $this->insertRowWith($user, array('fk_user_creat' => (int) $user->id), $notrigger);
	}

	public function update($user, $notrigger = 0): int
	{
		return $this->updateRow($user, $notrigger);
	}

	public function delete($user, $notrigger = 0): int
	{
		$row = $this->db->getRow('SELECT COUNT(*) as nb FROM '.MAIN_DB_PREFIX.'facture WHERE fk_projet = '.((int) $this->id));
		if ($row && $row->nb) {
			$this->error = 'ErrorObjectHasChildren';
			return -1;
		}
		$this->delete_linked_contact();
		return $this->deleteRow($user, $notrigger, array('categorie_project' => 'fk_project', 'projet_task' => 'fk_projet'));
	}

	public function setValid($user, $notrigger = 0): int
	{
		return $this->status == self::STATUS_VALIDATED ? 0 : $this->setState($user, self::STATUS_VALIDATED, 'PROJECT_VALIDATE', $notrigger);
	}

	public function setClose($user): int
	{
		return $this->status == self::STATUS_CLOSED ? 0 : $this->setState($user, self::STATUS_CLOSED, 'PROJECT_CLOSE', 0);
	}

	private function setState(User $user, int $status, string $event, $notrigger): int
	{
		$this->db->begin();
		if (!$this->db->query('UPDATE '.MAIN_DB_PREFIX.'projet SET fk_statut = '.$status.' WHERE rowid = '.((int) $this->id)) || (!$notrigger && $this->call_trigger($event, $user) < 0)) {
			$this->db->rollback();
			return -1;
		}
		$this->status = $this->statut = $status;
		$this->db->commit();
		return 1;
	}

	/** @return string|array<int,int> ids of projects that the user may see */
	public function getProjectsAuthorizedForUser($user, $mode = 0, $list = 0, $socid = 0, $filter = '')
	{
		$sql = 'SELECT p.rowid, p.ref FROM '.MAIN_DB_PREFIX.'projet as p WHERE p.entity IN ('.getEntity('project').')'.($socid > 0 ? ' AND (p.fk_soc IS NULL OR p.fk_soc = '.((int) $socid).')' : '');
		if (!$user->hasRight('projet', 'all', 'lire')) {
			$sql .= ' AND (p.public = 1 OR p.rowid IN (SELECT ec.element_id FROM '.MAIN_DB_PREFIX.'element_contact as ec JOIN '.MAIN_DB_PREFIX."c_type_contact as tc ON tc.rowid = ec.fk_c_type_contact WHERE tc.element = 'project' AND tc.source = 'internal' AND ec.fk_socpeople = ".((int) $user->id).'))';
		}
		$ids = array();
		foreach ($this->db->getRows($sql) ?: array() as $row) {
			$ids[(int) $row->rowid] = $list ? (int) $row->rowid : $row->ref;
		}
		return $list ? (implode(',', $ids) ?: '0') : $ids;
	}

	/** @return int >0 allowed, -1 not */
	public function restrictedProjectArea(User $user, $mode = 'read')
	{
		return $user->hasRight('projet', 'all', 'lire') || isset($this->getProjectsAuthorizedForUser($user)[$this->id]) ? 1 : -1;
	}

	public function getNomUrl($withpicto = 0, $option = '', $addlabel = 0, $moreinpopup = '', $sep = ' - ', $notooltip = 0, $save_lastsearch_value = -1, $morecss = '', $save_pageforbacktolist = ''): string
	{
		return $this->cardLink('/projet/card.php', $this->ref.($addlabel ? $sep.$this->title : ''), (int) $withpicto, (string) $this->title);
	}

	public function getLibStatut($mode = 0): string
	{
		$this->labelStatus = array('Draft', 'Opened', 'Closed');
		return $this->statusBadge((int) $this->status, array('status0', 'status4', 'status6'), (int) $mode);
	}
}
