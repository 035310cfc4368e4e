<?php
/*
 * One menu entry of a module.
 */
class Menubase
{
	/** @var DoliDB */
	public $db;
	/** @var string */
	public $error = '';
	/** @var int|string */
	public $id;
	/** @var int */
	public $entity;
	public $menu_handler = '';
	public $module = '';
	public $type = '';
	public $mainmenu = '';
	public $leftmenu = '';
	public $fk_menu = 0;
	public $fk_mainmenu = '';
	public $fk_leftmenu = '';
	public $position = 0;
	public $url = '';
	public $target = '';
	public $title = '';
	public $prefix = '';
	public $langs = '';
	public $perms = '';
	public $enabled = '1';
	public $user = 0;

	/** @param DoliDB $db */
	public function __construct($db, $menu_handler = '')
	{
		$this->db = $db;
		$this->menu_handler = $menu_handler;
	}

	/** @return int|string id, 0 when the same entry exists, -1 on error */
	public function create($user = null)
	{
		global $conf;
		$q = fn($v) => "'".$this->db->escape(trim((string) $v))."'";
		$orNull = fn($v) => (string) $v === '' ? 'null' : $q($v);
		$sql = 'SELECT count(*) FROM '.MAIN_DB_PREFIX.'menu WHERE menu_handler = '.$q($this->menu_handler).' AND fk_menu = '.((int) $this->fk_menu);
		$sql .= ' AND position = '.((int) $this->position).' AND url = '.$q($this->url).' AND entity IN (0, '.((int) $conf->entity).')';
		$resql = $this->db->query($sql);
		$row = $resql ? $this->db->fetch_row($resql) : null;
		if (!$row) {
			return -1;
		}
		if ($row[0] > 0) {
			$this->error = 'Error Menu entry ('.$this->menu_handler.','.$this->position.','.$this->url.') already exists';
			return 0;
		}
		$values = array('menu_handler' => $q($this->menu_handler), 'entity' => (int) $this->entity, 'module' => $q($this->module), 'type' => $q($this->type),
			'mainmenu' => $q($this->mainmenu), 'leftmenu' => $orNull($this->leftmenu), 'fk_menu' => (int) $this->fk_menu, 'fk_mainmenu' => $orNull($this->fk_mainmenu),
			'fk_leftmenu' => $orNull($this->fk_leftmenu), 'position' => (int) $this->position, 'url' => $q($this->url), 'target' => $q($this->target),
			'titre' => $q($this->title), 'prefix' => $q($this->prefix), 'langs' => $q($this->langs), 'perms' => $q($this->perms), 'enabled' => $q($this->enabled),
			'usertype' => (int) $this->user);
		$sql = 'INSERT INTO '.MAIN_DB_PREFIX.'menu ('.implode(', ', array_keys($values)).') VALUES ('.implode(', ', $values).')';
		if (!$this->db->query($sql)) {
			$this->error = 'Error '.$this->db->lasterror();
			return -1;
		}
		return $this->id = $this->db->last_insert_id(MAIN_DB_PREFIX.'menu');
	}
}
