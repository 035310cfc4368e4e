<?php
/*
 * Settings of the instance: constants of llx_const, active modules and what they hang in, folders.
 */
class Conf
{
	/** @var stdClass constants by name */
	public $global;
	/** @var stdClass */
	public $db;
	/** @var stdClass */
	public $file;
	/** @var stdClass */
	public $browser;
	/** @var stdClass */
	public $currency_cache;
	/** @var array<string,string> */
	public $modules = array();
	/** @var array<string,mixed> parts that modules declare: hooks, triggers, css, js, tabs, ... */
	public $modules_parts = array('css' => array(), 'js' => array(), 'tabs' => array(), 'triggers' => array(), 'login' => array(), 'substitutions' => array(),
		'menus' => array(), 'theme' => array(), 'tpl' => array(), 'models' => array(), 'hooks' => array(), 'dir' => array(), 'syslog' => array(), 'contactelement' => array(),
		'moduleforexternal' => array(), 'websitetemplates' => array());
	public $entity = 1, $currency = 'EUR', $liste_limit = 20, $theme = 'eldy', $css = '/theme/eldy/style.css.php', $use_javascript_ajax = 1;
	public $disable_compute = 0, $dol_optimize_smallscreen = 0, $dol_no_mouse_hover = 0, $dol_use_jmobile = 0, $dol_hide_topmenu = '';
	public $dol_hide_leftmenu = '', $main_checkbox_left_column = 0, $standard_menu = 'eldy_menu.php', $authmode = '';
	/** @var array<int,mixed> */
	public $loghandlers = array();
	public $cache = array(), $format_date_short = '%d/%m/%Y', $tzuserinputkey = 'tzserver';
	/** @var stdClass */
	public $user;
	/** @var stdClass */
	public $societe;
	/** @var stdClass */
	public $facture;
	/** @var stdClass */
	public $projet;
	/** @var stdClass */
	public $project;
	/** @var stdClass */
	public $ticket;
	/** @var stdClass */
	public $product;
	/** @var stdClass */
	public $service;
	/** @var stdClass */
	public $mycompany;
	/** @var stdClass */
	public $admin;
	/** @var array<string,stdClass> objects of modules that are not native */
	private $extra = array();

	public function __construct()
	{
		foreach (array('global', 'db', 'file', 'browser', 'currency_cache', 'user', 'societe', 'facture', 'projet', 'ticket', 'product', 'service', 'mycompany', 'admin') as $name) {
			$this->$name = new stdClass();
		}
		$this->browser->layout = 'classic';
		$this->browser->name = '';
		$this->project = $this->projet;
		foreach (array('character_set', 'dolibarr_main_db_collation') as $name) {
			$this->db->$name = '';
		}
	}

	/** @return stdClass */
	public function &__get($name)
	{
		if (!isset($this->extra[$name])) {
			$none = null;
			return $none;
		}
		return $this->extra[$name];
	}

	/** @return void */
	public function __set($name, $value)
	{
		$this->extra[$name] = $value;
	}

	/** @return bool */
	public function __isset($name)
	{
		return isset($this->extra[$name]);
	}

	/** @return int 1, or -1 on error */
	public function setEntityValues($db, $entity)
	{
		if ($this->entity === $entity) {
			return 0;
		}
		$this->entity = $entity;
		return $this->setValues($db);
	}

	/**
	 * Reads llx_const of the entity.
	 *
	 * @param DoliDB $db
	 * @return int 1, or -1 on error
	 */
	public function setValues($db)
	{
		$this->global = new stdClass();
		$this->modules = array();
		foreach (array_keys($this->modules_parts) as $part) {
			$this->modules_parts[$part] = array();
		}
		$resql = $db->query('SELECT name, value FROM '.MAIN_DB_PREFIX.'const WHERE entity IN (0, '.((int) $this->entity).') ORDER BY entity');
		if (!$resql) {
			return -1;
		}
		while ($obj = $db->fetch_object($resql)) {
			$name = $obj->name;
			$this->global->$name = $obj->value;
			if ($obj->value !== '' && $obj->value !== '0' && strpos($name, 'MAIN_MODULE_') === 0) {
				$this->readModuleConst(substr($name, 12), $obj->value);
			}
		}
		$db->free($resql);
		// User is always there.
		$this->modules['user'] = 'user';
		$this->setDefaults();
		return 1;
	}

	/** One constant of a module: that it is on, a tab, or a part. */
	private function readModuleConst(string $name, string $value): void
	{
		if (preg_match('/^([0-9A-Z_]+?)_TABS_/', $name)) {
			$this->modules_parts['tabs'][explode(':', $value, 2)[0]][] = $value;
		} elseif (preg_match('/^([0-9A-Z_]+)_([A-Z]+)$/', $name, $m)) {
			$module = strtolower($m[1]);
			$part = strtolower($m[2]);
			$list = json_decode($value, true);
			if (!is_array($list)) {
				$core = in_array($part, array('login', 'menus', 'substitutions', 'triggers', 'tpl'), true);
				$top = in_array($part, array('models', 'theme', 'websitetemplates'), true);
				$list = $core ? '/'.$module.'/core/'.$part.'/' : ($top ? '/'.$module.'/' : ($value == 1 ? '/'.$module.'/core/modules/'.$part.'/' : $value));
			}
			$this->modules_parts[$part][$module] = $list;
		} elseif (preg_match('/^[0-9A-Z_]+$/', $name)) {
			$module = strtolower($name);
			$aliases = array('propale' => 'propal', 'supplierproposal' => 'supplier_proposal');
			$module = $aliases[$module] ?? $module;
			$this->modules[$module] = $module;
			if ($module === 'service' && !isset($this->modules['product'])) {
				$this->service->enabled = 1;
			}
			if (!is_object($this->$module ?? null)) {
				$this->$module = new stdClass();
			}
			$this->$module->enabled = 1;
		}
	}

	/** Folders, and settings that must have a value. */
	private function setDefaults(): void
	{
		$root = DOL_DATA_ROOT.($this->entity > 1 ? '/'.$this->entity : '');
		foreach (array('societe' => 'societe', 'facture' => 'facture', 'projet' => 'projet', 'ticket' => 'ticket', 'product' => 'produit', 'service' => 'produit', 'mycompany' => 'mycompany', 'user' => 'users') as $name => $dir) {
			$this->$name->dir_output = $root.'/'.$dir;
			$this->$name->dir_temp = $root.'/'.$dir.'/temp';
			$this->$name->multidir_output = array($this->entity => $root.'/'.$dir);
			$this->$name->multidir_temp = array($this->entity => $root.'/'.$dir.'/temp');
		}
		foreach ($this->extra as $name => $object) {
			if (is_object($object) && empty($object->dir_output)) {
				$object->dir_output = $root.'/'.$name;
				$object->dir_temp = $root.'/'.$name.'/temp';
				$object->multidir_output = array($this->entity => $root.'/'.$name);
			}
		}
		$this->admin->dir_temp = $root.'/admin/temp';
		$defaults = array('MAIN_MAX_DECIMALS_UNIT' => '5', 'MAIN_MAX_DECIMALS_TOT' => '2', 'MAIN_MAX_DECIMALS_SHOWN' => '8', 'MAIN_SIZE_LISTE_LIMIT' => '20',
			'MAIN_SECURITY_CSRF_WITH_TOKEN' => '2', 'MAIN_MONNAIE' => 'EUR', 'MAIN_LANG_DEFAULT' => 'fr_FR');
		foreach ($defaults as $name => $value) {
			if (!isset($this->global->$name)) {
				$this->global->$name = $value;
			}
		}
		$this->currency = $this->global->MAIN_MONNAIE;
		$this->liste_limit = (int) $this->global->MAIN_SIZE_LISTE_LIMIT;
	}
}
