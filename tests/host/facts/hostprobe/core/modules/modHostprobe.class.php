<?php
/*
 * A module with one of everything that a descriptor may declare, to record what activation writes.
 */
include_once DOL_DOCUMENT_ROOT.'/core/modules/DolibarrModules.class.php';

class modHostprobe extends DolibarrModules
{
	public function __construct($db)
	{
		$this->db = $db;
		$this->numero = 599999;
		$this->rights_class = $this->name = 'hostprobe';
		$this->family = 'crm';
		$this->description = 'Probe';
		$this->version = '1.0';
		$this->const_name = 'MAIN_MODULE_HOSTPROBE';
		$this->picto = 'generic';
		$this->module_parts = array('triggers' => 0, 'hooks' => array('data' => array('hostprobecard'), 'entity' => '0'), 'css' => array('/hostprobe/css/x.css'), 'models' => 1);
		$this->dirs = array('/hostprobe/temp');
		$this->depends = array('modSociete');
		$this->requiredby = $this->conflictwith = $this->langfiles = array();
		$this->phpmin = array(7, 4);
		$this->need_dolibarr_version = array(18, 0);
		$this->const = array(array('HOSTPROBE_KEPT', 'chaine', '12', 'note', 1, 'current', 0), array('HOSTPROBE_GONE', 'chaine', '13', '', 0, 'current', 1));
		$this->tabs = array(array('data' => 'thirdparty:+hostprobe:Probe:hostprobe@hostprobe:1:/hostprobe/page.php?id=__ID__'));
		$this->rights = array(array(59999901, 'Read', 'r', 0, 'time', 'read'), array(59999902, 'Write', 'w', 1, 'own', ''));
		$this->menu = array(array('fk_menu' => '', 'type' => 'top', 'titre' => 'Top', 'mainmenu' => 'hostprobe', 'leftmenu' => '', 'url' => '/hostprobe/page.php', 'langs' => '', 'position' => 1000, 'enabled' => '1', 'perms' => '1', 'target' => '', 'user' => 2),
			array('fk_menu' => 'fk_mainmenu=hostprobe', 'type' => 'left', 'titre' => 'Left', 'mainmenu' => 'hostprobe', 'leftmenu' => 'hostprobe_l', 'url' => '/hostprobe/page.php', 'langs' => '', 'position' => 1001, 'enabled' => '1', 'perms' => '1', 'target' => '', 'user' => 2));
		$this->cronjobs = array(array('label' => 'Probe job', 'jobtype' => 'method', 'class' => '/hostprobe/x.php', 'objectname' => 'X', 'method' => 'run', 'parameters' => '', 'comment' => 'c', 'frequency' => 1, 'unitfrequency' => 3600, 'status' => 0, 'test' => '1', 'priority' => 50));
		$this->boxes = array(array('file' => 'box@hostprobe', 'note' => 'n', 'enabledbydefaulton' => 'Home'));
	}

	public function init($options = '')
	{
		$this->remove($options);
		return $this->_init(array(), $options);
	}

	public function remove($options = '')
	{
		return $this->_remove(array(), $options);
	}

	/** Answer of _load_tables, which activation may not trust. */
	public function load(string $dir): int
	{
		return $this->_load_tables($dir);
	}
}
