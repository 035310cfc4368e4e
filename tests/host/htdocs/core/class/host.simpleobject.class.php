<?php
/*
 * Objects that are one row with plain columns: the same four verbs, a trigger each. A class gives
 * its columns (property => [column, kind]) and the prefix of its events.
 */
require_once DOL_DOCUMENT_ROOT.'/core/class/commonobject.class.php';

abstract class HostSimpleObject extends CommonObject
{
	/** Property => [column, kind]; kinds: text, int, id (0 = null), date, float. */
	const COLUMNS = array();
	const EVENT = '';

	/** @param DoliDB $db */
	public function __construct(DoliDB $db)
	{
		$this->db = $db;
	}

	/** SQL of a value. */
	protected function literal($value, string $kind): string
	{
		if ($kind === 'int') {
			return (string) (int) $value;
		}
		if ($kind === 'id') {
			return $value > 0 ? (string) (int) $value : 'null';
		}
		if ($value === null || $value === '') {
			return 'null';
		}
		return $kind === 'date' ? "'".$this->db->idate($value)."'" : ($kind === 'float' ? price2num($value) : "'".$this->db->escape(trim((string) $value))."'");
	}

	/** Row into properties. */
	protected function fillFrom(stdClass $row): void
	{
		$this->id = (int) ($row->rowid ?? $row->id);
		$this->entity = (int) ($row->entity ?? 1);
		foreach (static::COLUMNS as $name => list($column, $kind)) {
			$value = $row->$column ?? null;
			$this->$name = $kind === 'date' ? $this->db->jdate($value) : (($kind === 'int' || $kind === 'id') && $value !== null ? (int) $value : $value);
		}
		$this->ref = isset(static::COLUMNS['ref']) ? $this->ref : (string) $this->id;
		$this->statut = $this->status;
	}

	/** @return int id, 0 not found, -1 error */
	protected function fetchWhere(string $where)
	{
		$row = $this->db->getRow('SELECT * FROM '.MAIN_DB_PREFIX.$this->table_element.' as t WHERE '.$where);
		if (!$row) {
			$this->error = $row === false ? $this->db->lasterror() : '';
			return $row === false ? -1 : 0;
		}
		$this->fillFrom($row);
		$this->fetch_optionals();
		return $this->id;
	}

	/** Reads by id, else by reference within the entities of the element. */
	protected function fetchByIdOrRef($id, $ref): int
	{
		if (!$id && (string) $ref === '') {
			return -1;
		}
		return (int) $this->fetchWhere($id > 0 ? 't.rowid = '.((int) $id) : "t.ref = '".$this->db->escape((string) $ref)."' AND t.entity IN (".getEntity($this->element).')');
	}

	/** @return int id, -1 error */
	protected function insertRowWith(User $user, array $more, $notrigger)
	{
		global $conf;
		$this->entity = $this->entity > 0 ? $this->entity : (int) $conf->entity;
		$values = array('entity' => (int) $this->entity, 'datec' => "'".$this->db->idate(dol_now())."'") + $more;
		foreach (static::COLUMNS as $name => list($column, $kind)) {
			$values[$column] = $this->literal($this->$name, $kind);
		}
		$this->db->begin();
		if ($this->db->query('INSERT INTO '.MAIN_DB_PREFIX.$this->table_element.' ('.implode(', ', array_keys($values)).') VALUES ('.implode(', ', $values).')')) {
			$this->id = (int) $this->db->last_insert_id(MAIN_DB_PREFIX.$this->table_element);
			if ($this->insertExtraFields() >= 0 && ($notrigger || $this->call_trigger(static::EVENT.'_CREATE', $user) >= 0)) {
				return $this->hostEnd(true, $this->id);
			}
		}
		return $this->hostEnd(false);
	}

	/** @return int 1, -1 error */
	protected function updateRow(User $user, $notrigger)
	{
		$sets = array();
		foreach (static::COLUMNS as $name => list($column, $kind)) {
			$sets[] = $column.' = '.$this->literal($this->$name, $kind);
		}
		$this->db->begin();
		return $this->hostEnd($this->db->query('UPDATE '.MAIN_DB_PREFIX.$this->table_element.' SET '.implode(', ', $sets).' WHERE rowid = '.((int) $this->id)) && $this->insertExtraFields() >= 0
			&& ($notrigger || $this->call_trigger(static::EVENT.'_MODIFY', $user) >= 0));
	}

	/** @return int 1, -1 error; tables => column go before the row */
	protected function deleteRow(User $user, $notrigger, array $children = array())
	{
		$this->db->begin();
		$done = $notrigger || $this->call_trigger(static::EVENT.'_DELETE', $user) >= 0;
		foreach ($children + array($this->table_element.'_extrafields' => 'fk_object', $this->table_element => 'rowid') as $table => $column) {
			$done = $done && $this->db->query('DELETE FROM '.MAIN_DB_PREFIX.$table.' WHERE '.$column.' = '.((int) $this->id));
		}
		return $this->hostEnd($done && $this->deleteObjectLinked() >= 0);
	}

	/** Next reference PREFIXyymm-nnnn. */
	protected function nextRef(string $prefix): string
	{
		$row = $this->db->getRow('SELECT MAX(CAST(SUBSTRING(ref, '.(strlen($prefix) + 6).') AS SIGNED)) as max FROM '.MAIN_DB_PREFIX.$this->table_element." WHERE ref LIKE '".$prefix."____-%' AND entity = ".((int) ($this->entity ?: 1)));
		return $prefix.date('ym').'-'.sprintf('%04d', ($row ? (int) $row->max : 0) + 1);
	}
}

trait HostPlainRow
{
	public function update($user = null, $notrigger = 0): int
	{
		return $this->updateRow($user, $notrigger);
	}

	public function delete($user, $notrigger = 0): int
	{
		return $this->deleteRow($user, $notrigger);
	}
}
