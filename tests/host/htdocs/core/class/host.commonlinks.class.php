<?php
/*
 * Links between objects (llx_element_element) and contacts of an object (llx_element_contact).
 */
trait HostCommonLinks
{
	/** @var array<string,array<int,object>> */
	public $linkedObjects = array();
	/** @var array<string,array<int,int>> */
	public $linkedObjectsIds = array();
	/** @var array<string,mixed> links written at creation */
	public $linked_objects = array();

	public function getElementType(): string
	{
		return $this->module && $this->module !== $this->element ? $this->module.'_'.$this->element : $this->element;
	}

	/** @return int 1, 0 on error */
	public function add_object_linked($origin = null, $origin_id = null, $f_user = null, $notrigger = 0)
	{
		$sql = 'INSERT INTO '.MAIN_DB_PREFIX.'element_element (fk_source, sourcetype, fk_target, targettype) VALUES ('.((int) $origin_id).", '".$this->db->escape($origin)."', ";
		$sql .= ((int) $this->id).", '".$this->db->escape($this->getElementType())."')";
		if (!$this->db->query($sql)) {
			$this->error = $this->db->lasterror();
			return $this->db->lasterrno() === 'DB_ERROR_RECORD_ALREADY_EXISTS' ? 1 : 0;
		}
		return 1;
	}

	public function deleteObjectLinked($sourceid = null, $sourcetype = '', $targetid = null, $targettype = '', $rowid = 0, $f_user = null, $notrigger = 0): int
	{
		$type = "'".$this->db->escape($this->getElementType())."'";
		$where = '(fk_source = '.((int) $this->id).' AND sourcetype = '.$type.') OR (fk_target = '.((int) $this->id).' AND targettype = '.$type.')';
		if ($sourceid && $sourcetype) {
			$where = 'fk_source = '.((int) $sourceid)." AND sourcetype = '".$this->db->escape($sourcetype)."' AND fk_target = ".((int) ($targetid ?: $this->id)).' AND targettype = '.($targettype ? "'".$this->db->escape($targettype)."'" : $type);
		}
		return $this->db->query('DELETE FROM '.MAIN_DB_PREFIX.'element_element WHERE '.($rowid > 0 ? 'rowid = '.((int) $rowid) : $where)) ? 1 : -1;
	}

	/** @return int ids (and objects when known) of both directions */
	public function fetchObjectLinked($sourceid = null, $sourcetype = '', $targetid = null, $targettype = '', $clause = 'OR', $alsosametype = 1, $orderby = 'sourcetype', $loadalsoobjects = 1)
	{
		$this->linkedObjects = $this->linkedObjectsIds = array();
		$type = $this->getElementType();
		$sql = 'SELECT rowid, fk_source, sourcetype, fk_target, targettype FROM '.MAIN_DB_PREFIX.'element_element';
		$sql .= ' WHERE (fk_source = '.((int) $this->id)." AND sourcetype = '".$this->db->escape($type)."') OR (fk_target = ".((int) $this->id)." AND targettype = '".$this->db->escape($type)."')";
		$resql = $this->db->query($sql);
		while ($resql && ($row = $this->db->fetch_object($resql))) {
			$mine = (int) $row->fk_source === (int) $this->id && $row->sourcetype === $type;
			$other = $mine ? $row->targettype : $row->sourcetype;
			$id = (int) ($mine ? $row->fk_target : $row->fk_source);
			$this->linkedObjectsIds[$other][$row->rowid] = $id;
			$object = $loadalsoobjects ? fetchObjectByElement($id, $other) : null;
			if ($object) {
				$this->linkedObjects[$other][$row->rowid] = $object;
			}
		}
		return $resql ? 1 : -1;
	}

	/** @return int id of the type of contact */
	private function contactType($type_contact, string $source): int
	{
		if (is_numeric($type_contact)) {
			return (int) $type_contact;
		}
		$sql = 'SELECT rowid FROM '.MAIN_DB_PREFIX."c_type_contact WHERE element = '".$this->db->escape($this->element)."' AND source = '".$this->db->escape($source)."' AND code = '".$this->db->escape($type_contact)."' AND active = 1";
		$resql = $this->db->query($sql);
		$row = $resql ? $this->db->fetch_object($resql) : null;
		return $row ? (int) $row->rowid : 0;
	}

	/** @return int 1 added, 0 there already, <0 on error */
	public function add_contact($fk_socpeople, $type_contact, $source = 'external', $notrigger = 0)
	{
		global $user;
		$type = $this->contactType($type_contact, $source);
		if ($fk_socpeople <= 0 || !$type) {
			$this->error = 'CODE_NOT_VALID_FOR_THIS_ELEMENT';
			return -3;
		}
		$this->db->begin();
		$sql = 'INSERT INTO '.MAIN_DB_PREFIX.'element_contact (element_id, fk_socpeople, datecreate, statut, fk_c_type_contact) VALUES (';
		$sql .= ((int) $this->id).', '.((int) $fk_socpeople).", '".$this->db->idate(dol_now())."', 4, ".$type.')';
		if (!$this->db->query($sql)) {
			$exists = $this->db->lasterrno() === 'DB_ERROR_RECORD_ALREADY_EXISTS';
			$this->error = $this->db->lasterror();
			$this->db->rollback();
			return $exists ? 0 : -1;
		}
		if (!$notrigger && $this->call_trigger(strtoupper($this->element).'_ADD_CONTACT', $user) < 0) {
			$this->db->rollback();
			return -1;
		}
		$this->db->commit();
		return 1;
	}

	/** @return array<int,array<string,mixed>>|int */
	public function liste_contact($statusoflink = -1, $source = 'external', $list = 0, $code = '', $status = -1, $arrayoftcids = array())
	{
		$people = $source === 'internal' ? 'user' : 'socpeople';
		$sql = 'SELECT ec.rowid, ec.statut as statuslink, ec.fk_socpeople as id, ec.fk_c_type_contact, tc.source, tc.code, tc.libelle, t.lastname, t.firstname, t.email, '.($source === 'internal' ? '-1' : 't.fk_soc').' as socid';
		$sql .= ' FROM '.MAIN_DB_PREFIX.'element_contact as ec JOIN '.MAIN_DB_PREFIX.'c_type_contact as tc ON tc.rowid = ec.fk_c_type_contact JOIN '.MAIN_DB_PREFIX.$people.' as t ON t.rowid = ec.fk_socpeople';
		$sql .= ' WHERE ec.element_id = '.((int) $this->id)." AND tc.element = '".$this->db->escape($this->element)."' AND tc.source = '".$this->db->escape($source)."'";
		$sql .= $code ? " AND tc.code = '".$this->db->escape($code)."'" : '';
		$resql = $this->db->query($sql.' ORDER BY t.lastname ASC');
		if (!$resql) {
			return -1;
		}
		$rows = array();
		while ($row = $this->db->fetch_array($resql)) {
			$rows[] = $list ? (int) $row['id'] : array_filter($row, 'is_string', ARRAY_FILTER_USE_KEY);
		}
		return $rows;
	}

	/** @return array<int,int>|null ids of contacts of a type */
	public function getIdContact($source, $code, $status = 0)
	{
		return $this->liste_contact(-1, $source, 1, $code);
	}

	public function delete_linked_contact($source = '', $code = ''): int
	{
		$types = 'SELECT rowid FROM '.MAIN_DB_PREFIX."c_type_contact WHERE element = '".$this->db->escape($this->element)."'";
		return $this->db->query('DELETE FROM '.MAIN_DB_PREFIX.'element_contact WHERE element_id = '.((int) $this->id).' AND fk_c_type_contact IN ('.$types.')') ? 1 : -1;
	}

	public function delete_contact($rowid, $notrigger = 0): int
	{
		return $this->db->query('DELETE FROM '.MAIN_DB_PREFIX.'element_contact WHERE rowid = '.((int) $rowid)) ? 1 : -1;
	}
}
