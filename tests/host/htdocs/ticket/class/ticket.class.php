<?php
/*
 * A ticket.
 */
require_once DOL_DOCUMENT_ROOT.'/core/class/host.simpleobject.class.php';

class Ticket extends HostSimpleObject
{
	use HostPlainRow;
	const STATUS_NOT_READ = 0;
	const STATUS_READ = 1;
	const STATUS_ASSIGNED = 2;
	const STATUS_IN_PROGRESS = 3;
	const STATUS_NEED_MORE_INFO = 5;
	const STATUS_WAITING = 7;
	const STATUS_CLOSED = 8;
	const STATUS_CANCELED = 9;
	const EVENT = 'TICKET';
	const COLUMNS = array('ref' => array('ref', 'text'), 'track_id' => array('track_id', 'text'), 'fk_soc' => array('fk_soc', 'int'), 'fk_project' => array('fk_project', 'int'), 'origin_email' => array('origin_email', 'text'),
		'fk_user_create' => array('fk_user_create', 'id'), 'fk_user_assign' => array('fk_user_assign', 'id'), 'subject' => array('subject', 'text'), 'message' => array('message', 'text'), 'status' => array('fk_statut', 'int'),
		'resolution' => array('resolution', 'int'), 'progress' => array('progress', 'int'), 'timing' => array('timing', 'text'), 'type_code' => array('type_code', 'text'), 'category_code' => array('category_code', 'text'), 'severity_code' => array('severity_code', 'text'));

	public $element = 'ticket', $table_element = 'ticket', $picto = 'ticket', $track_id = '', $fk_soc, $origin_email = '', $fk_user_create, $fk_user_assign, $subject = '', $message = '', $resolution = 0, $progress = 0, $timing = '';
	public $type_code = '', $category_code = '', $severity_code = '', $datec, $type_label = '', $category_label = '', $severity_label = '';

	/** @return int 1, 0 not found, -1 error */
	public function fetch($id, $ref = '', $track_id = '', $email_msgid = '')
	{
		$found = $id > 0 || $ref ? $this->fetchByIdOrRef($id, $ref) : $this->fetchWhere("t.track_id = '".$this->db->escape($track_id)."'");
		$this->socid = $this->fk_soc;
		return $found > 0 ? 1 : $found;
	}

	public function create($user, $notrigger = 0): int
	{
		$this->ref = $this->ref ?: $this->nextRef('TS');
		$this->track_id = $this->track_id ?: bin2hex(random_bytes(8));
		$this->fk_user_create = $this->fk_user_create ?: $user->id;
		$this->fk_soc = $this->fk_soc ?: $this->socid;
		return $this->insertRowWith($user, array(), $notrigger);
	}

	public function setStatut($status, $elementId = null, $elementType = '', $trigkey = 'TICKET_MODIFY', $fieldstatus = 'fk_statut'): int
	{
		global $user;
		$this->status = $this->statut = (int) $status;
		return $this->updateRow($user, 0);
	}

	public function getNomUrl($withpicto = 0, $option = '', $notooltip = 0, $morecss = '', $save_lastsearch_value = -1): string
	{
		return $this->cardLink('/ticket/card.php', (string) $this->ref, (int) $withpicto, (string) $this->subject);
	}

	public function getLibStatut($mode = 0): string
	{
		$this->labelStatus = array(0 => 'Unread', 1 => 'Read', 2 => 'Assigned', 3 => 'InProgress', 5 => 'NeedMoreInformation', 7 => 'Waiting', 8 => 'Closed', 9 => 'Canceled');
		return $this->statusBadge((int) $this->status, array(0 => 'status0', 1 => 'status1', 2 => 'status2', 3 => 'status4', 5 => 'status3', 7 => 'status3', 8 => 'status6', 9 => 'status9'), (int) $mode);
	}
}
