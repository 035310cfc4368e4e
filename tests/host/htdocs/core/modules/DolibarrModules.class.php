<?php
/*
 * Parent of every module descriptor: what activation writes and deactivation takes away.
 */
class DolibarrModules
{
	const KEY_ID = 0;
	const KEY_LABEL = 1;
	const KEY_TYPE = 2;
	const KEY_DEFAULT = 3;
	const KEY_FIRST_LEVEL = 4;
	const KEY_SECOND_LEVEL = 5;
	const KEY_MODULE = 6;
	const KEY_ENABLED = 7;

	/** @var DoliDB */
	public $db;
	public $numero, $editor_name = '', $editor_url = '', $family = '', $familyinfo = array(), $module_position = '50', $name = '', $description = '';
	public $descriptionlong = '', $version = '', $url_last_version = '', $picto = '', $rights = array(), $rights_class = '', $rights_admin_allowed = 0;
	public $menu = array(), $module_parts = array(), $const = array(), $const_name = '', $tabs = array(), $boxes = array(), $cronjobs = array();
	public $dictionaries = array(), $dirs = array(), $depends = array(), $requiredby = array(), $conflictwith = array(), $config_page_url = array();
	public $langfiles = array(), $phpmin = array(), $need_dolibarr_version = array(), $need_javascript_ajax = 0, $warnings_activation = array();
	public $warnings_activation_ext = array(), $always_enabled = false, $core_enabled = false, $hidden = false, $special, $export_code = array();
	public $export_label = array(), $import_code = array(), $error = '', $errors = array();

	/** @param DoliDB $db */
	public function __construct($db)
	{
		$this->db = $db;
	}

	/** A native module in one call; rights are (id, level, second level, type). */
	protected function hostDescribe(int $numero, string $name, string $family, string $description, string $rights_class, array $dirs, array $depends, array $rights): void
	{
		list($this->numero, $this->name, $this->family, $this->description, $this->version, $this->const_name) = array($numero, $name, $family, $description, 'dolibarr', 'MAIN_MODULE_'.strtoupper($name));
		list($this->rights_class, $this->dirs, $this->depends) = array($rights_class, $dirs, $depends);
		foreach ($rights as $right) {
			$this->rights[] = array($right[0], 'Permission'.$right[0], $right[3], 0, $right[1], $right[2]);
		}
	}

	public function getName(): string
	{
		global $langs;
		foreach ($this->langfiles as $domain) {
			$langs->load($domain);
		}
		$key = 'Module'.$this->numero.'Name';
		$text = $langs->transnoentities($key);
		return $text === $key ? $langs->trans($this->name) : $text;
	}

	public function getDesc(): string
	{
		global $langs;
		$key = 'Module'.$this->numero.'Desc';
		$text = $langs->transnoentities($key);
		return $text === $key ? $langs->trans($this->description) : $text;
	}

	/** @return string */
	public function getVersion($translated = 1)
	{
		return $this->version === 'dolibarr' ? DOL_VERSION : (string) $this->version;
	}

	/** @return bool */
	public function isCoreOrExternalModule()
	{
		return $this->version === 'dolibarr' ? 'core' : 'external';
	}

	/** @return string class of rights */
	private function rightsModule(): string
	{
		return empty($this->rights_class) ? strtolower($this->name) : $this->rights_class;
	}

	/**
	 * @param array<int,string|array<string,mixed>> $array_sql requests of the module, run last
	 * @param string $options 'noboxes', 'newboxdefonly'
	 * @return int 1, 0 on error: everything was rolled back
	 */
	protected function _init($array_sql, $options = '')
	{
		global $conf;
		$this->db->begin();
		$err = $this->_active() ?: ($this->insert_tabs() ?: $this->insert_module_parts());
		$err = $err ?: (preg_match('/newboxdefonly/', $options) ? 0 : $this->insert_const());
		$err = $err ?: (preg_match('/noboxes/', $options) ? 0 : $this->insert_boxes($options));
		$err = $err ?: ($this->insert_cronjobs() ?: ($this->insert_permissions(1, null, 1) ?: ($this->insert_menus() ?: $this->create_dirs())));
		foreach ($err ? array() : $array_sql as $request) {
			$sql = str_replace('__ENTITY__', (string) $conf->entity, is_array($request) ? $request['sql'] : $request);
			if (!$this->db->query($sql) && empty($request['ignoreerror'])) {
				$this->error = $this->db->lasterror();
				$err = 1;
				break;
			}
		}
		if ($err) {
			$this->db->rollback();
			return 0;
		}
		$this->db->commit();
		$conf->modules[$this->confName()] = $this->confName();
		return 1;
	}

	/**
	 * @param array<int,string> $array_sql
	 * @param string $options
	 * @return int 1, 0 on error
	 */
	protected function _remove($array_sql, $options = '')
	{
		global $conf;
		$this->db->begin();
		$err = $this->_unactive() + $this->delete_tabs() + $this->delete_module_parts() + $this->delete_const();
		$err += $err || preg_match('/(newboxdefonly|noboxes)/', $options) ? 0 : $this->delete_boxes();
		$err = $err ?: $this->delete_cronjobs() + $this->delete_permissions() + $this->delete_menus();
		foreach ($err ? array() : (array) $array_sql as $sql) {
			if ($sql && !$this->db->query($sql)) {
				$this->error = $this->db->lasterror();
				$err = 1;
				break;
			}
		}
		if ($err) {
			$this->db->rollback();
			return 0;
		}
		$this->db->commit();
		unset($conf->modules[$this->confName()]);
		return 1;
	}

	/** @return int */
	public function init($options = '')
	{
		return $this->_init(array(), $options);
	}

	/** @return int */
	public function remove($options = '')
	{
		return $this->_remove(array(), $options);
	}

	/** Name under which the module stands in $conf. */
	private function confName(): string
	{
		return strtolower(preg_replace('/^MAIN_MODULE_/', '', $this->const_name));
	}

	/** One statement; counts its failure. */
	private function run(string $sql, bool $existsIsFine = false): int
	{
		if ($this->db->query($sql) || ($existsIsFine && $this->db->lasterrno() === 'DB_ERROR_RECORD_ALREADY_EXISTS')) {
			return 0;
		}
		$this->error = $this->db->lasterror();
		$this->errors[] = $this->error;
		return 1;
	}

	private function addConst(string $name, string $value, int $entity): int
	{
		return $this->run('INSERT INTO '.MAIN_DB_PREFIX."const (name, type, value, note, visible, entity) VALUES ('".$this->db->escape($name)."', 'chaine', '"
			.$this->db->escape($value)."', null, '0', ".$entity.')', true);
	}

	/** @return int */
	protected function _active()
	{
		global $conf, $user;
		$entity = $this->always_enabled || $this->core_enabled ? 0 : (int) $conf->entity;
		$note = json_encode(array('authorid' => is_object($user) ? $user->id : 0, 'ip' => $_SERVER['REMOTE_ADDR'] ?? '', 'lastactivationversion' => $this->version));
		return $this->_unactive() + $this->run('INSERT INTO '.MAIN_DB_PREFIX."const (name, value, visible, entity, note) VALUES ('"
			.$this->db->escape($this->const_name)."', '1', 0, ".$entity.", '".$this->db->escape($note)."')");
	}

	/** @return int */
	protected function _unactive()
	{
		global $conf;
		return $this->run('DELETE FROM '.MAIN_DB_PREFIX."const WHERE name = '".$this->db->escape($this->const_name)."' AND entity IN (0, ".((int) $conf->entity).')');
	}

	/**
	 * Loads llx_*.sql, llx_*.key.sql, functions*, data*, update* of a folder of the module and of its tables/ and data/.
	 *
	 * @param string $reldir '/elaska/sql/'
	 * @return int 1, 0 when a file failed
	 */
	protected function _load_tables($reldir, $onlywithsuffix = '')
	{
		global $conf;
		if (empty($reldir)) {
			return 1;
		}
		include_once DOL_DOCUMENT_ROOT.'/core/lib/admin.lib.php';
		$groups = array('/^llx_(?!.*\.key\.sql$).*\.sql$/i', '/^llx_.*\.key\.sql$/i', '/^functions(?!.*\.key\.sql$).*\.sql$/i', '/^data(?!.*\.key\.sql$).*\.sql$/i', '/^update(?!.*\.key\.sql$).*\.sql$/i');
		$error = 0;
		foreach ($conf->file->dol_document_root as $root) {
			foreach (array('', 'tables/', 'data/') as $sub) {
				$files = @scandir($root.$reldir.$sub) ?: array();
				sort($files);
				foreach ($groups as $pattern) {
					foreach (preg_grep($pattern, $files) as $file) {
						if ($onlywithsuffix && !preg_match('/\-'.preg_quote($onlywithsuffix, '/').'\./i', $file)) {
							continue;
						}
						$error += run_sql($root.$reldir.$sub.$file, 1, 0, 1) <= 0 ? 1 : 0;
					}
				}
			}
			if ($error) {
				return 0;
			}
		}
		return 1;
	}

	public function insert_tabs(): int
	{
		global $conf;
		$err = 0;
		$i = 0;
		foreach ($this->tabs as $tab) {
			$data = is_array($tab) ? ($tab['data'] ?? '') : $tab;
			if ($data) {
				$err += $this->addConst($this->const_name.'_TABS_'.$i++, $data, (int) ($tab['entity'] ?? $conf->entity));
			}
		}
		return $err;
	}

	public function delete_tabs(): int
	{
		return $this->deleteConstLike($this->const_name.'\_TABS\_%');
	}

	private function deleteConstLike(string $like): int
	{
		global $conf;
		return $this->run('DELETE FROM '.MAIN_DB_PREFIX."const WHERE name LIKE '".str_replace("'", "''", $like)."' AND entity IN (0, ".((int) $conf->entity).')');
	}

	public function insert_module_parts(): int
	{
		global $conf;
		$err = 0;
		foreach ($this->module_parts as $part => $value) {
			$entity = is_array($value) && isset($value['entity']) ? $value['entity'] : $conf->entity;
			if (is_array($value)) {
				$data = $value['data'] ?? $value;
				$value = $data === array() ? '' : (is_array($data) ? json_encode($data) : $data);
			}
			$err += empty($value) ? 0 : $this->addConst($this->const_name.'_'.strtoupper($part), (string) $value, (int) $entity);
		}
		return $err;
	}

	public function delete_module_parts(): int
	{
		global $conf;
		$err = 0;
		foreach (array_keys($this->module_parts) as $part) {
			$err += $this->run('DELETE FROM '.MAIN_DB_PREFIX."const WHERE name = '".$this->db->escape($this->const_name.'_'.strtoupper($part))."' AND entity IN (0, ".((int) $conf->entity).')');
		}
		return $err;
	}

	/** @return int constants of the descriptor that do not exist yet: name, type, value, note, visible, entity, deleteonunactive */
	public function insert_const()
	{
		global $conf;
		$err = 0;
		foreach ($this->const as $row) {
			$entity = isset($row[5]) && $row[5] === 'allentities' ? 0 : (int) $conf->entity;
			if (empty($row[0])) {
				continue;
			}
			$resql = $this->db->query('SELECT rowid FROM '.MAIN_DB_PREFIX."const WHERE name = '".$this->db->escape($row[0])."' AND entity = ".$entity);
			if ($resql && $this->db->num_rows($resql) === 0) {
				$err += $this->run('INSERT INTO '.MAIN_DB_PREFIX."const (name, type, value, note, visible, entity) VALUES ('".$this->db->escape($row[0])."', '"
					.$this->db->escape($row[1])."', '".$this->db->escape((string) $row[2])."', '".$this->db->escape($row[3] ?? '')."', '".(int) ($row[4] ?? 0)."', ".$entity.')');
			}
		}
		return $err;
	}

	public function delete_const(): int
	{
		global $conf;
		$err = 0;
		foreach ($this->const as $row) {
			if (!empty($row[6])) {
				$err += $this->run('DELETE FROM '.MAIN_DB_PREFIX."const WHERE name = '".$this->db->escape($row[0])."' AND entity IN (0, ".((int) $conf->entity).')');
			}
		}
		return $err;
	}

	public function insert_boxes($option = ''): int
	{
		global $conf;
		$err = 0;
		foreach ($this->boxes as $box) {
			$file = $box['file'] ?? $box[1] ?? '';
			$resql = $this->db->query('SELECT rowid FROM '.MAIN_DB_PREFIX."boxes_def WHERE file = '".$this->db->escape($file)."' AND entity = ".((int) $conf->entity));
			if ($file && $resql && $this->db->num_rows($resql) === 0) {
				$err += $this->run('INSERT INTO '.MAIN_DB_PREFIX."boxes_def (file, entity, note) VALUES ('".$this->db->escape($file)."', ".((int) $conf->entity).", '".$this->db->escape($box['note'] ?? '')."')");
			}
		}
		return $err;
	}

	public function delete_boxes(): int
	{
		global $conf;
		$err = 0;
		foreach ($this->boxes as $box) {
			$in = "(SELECT rowid FROM ".MAIN_DB_PREFIX."boxes_def WHERE file = '".$this->db->escape($box['file'] ?? $box[1] ?? '')."' AND entity = ".((int) $conf->entity).')';
			$err += $this->run('DELETE FROM '.MAIN_DB_PREFIX.'boxes WHERE box_id IN '.$in);
			$err += $this->run('DELETE FROM '.MAIN_DB_PREFIX."boxes_def WHERE file = '".$this->db->escape($box['file'] ?? $box[1] ?? '')."' AND entity = ".((int) $conf->entity));
		}
		return $err;
	}

	public function insert_cronjobs(): int
	{
		global $conf;
		$err = 0;
		foreach ($this->cronjobs as $job) {
			$entity = (int) ($job['entity'] ?? $conf->entity);
			$resql = $this->db->query('SELECT rowid FROM '.MAIN_DB_PREFIX."cronjob WHERE label = '".$this->db->escape($job['label'])."' AND entity = ".$entity);
			if (!$resql || $this->db->num_rows($resql) > 0) {
				continue;
			}
			$values = array('entity' => $entity, 'label' => $job['label'], 'jobtype' => $job['jobtype'] ?? '', 'classesname' => $job['class'] ?? '', 'objectname' => $job['objectname'] ?? '',
				'methodename' => $job['method'] ?? '', 'command' => $job['command'] ?? '', 'params' => $job['parameters'] ?? '', 'frequency' => (int) ($job['frequency'] ?? 1),
				'unitfrequency' => (int) ($job['unitfrequency'] ?? 3600), 'priority' => (int) ($job['priority'] ?? 0), 'status' => (int) ($job['status'] ?? 0), 'maxrun' => (int) ($job['maxrun'] ?? 0),
				'note' => $job['comment'] ?? '', 'libname' => $job['libname'] ?? '', 'test' => $job['test'] ?? '', 'module_name' => $this->rightsModule(), 'datec' => $this->db->idate(dol_now()), 'datenextrun' => $this->db->idate($job['datenextrun'] ?? dol_now()));
			$err += $this->run('INSERT INTO '.MAIN_DB_PREFIX.'cronjob ('.implode(', ', array_keys($values)).") VALUES ('".implode("', '", array_map(fn($v) => $this->db->escape((string) $v), $values))."')");
		}
		return $err;
	}

	public function delete_cronjobs(): int
	{
		global $conf;
		return $this->cronjobs ? $this->run('DELETE FROM '.MAIN_DB_PREFIX."cronjob WHERE module_name = '".$this->db->escape($this->rightsModule())."' AND test = '1' AND entity = ".((int) $conf->entity)) : 0;
	}

	public function insert_permissions($reinitadminperms = 0, $force_entity = null, $notrigger = 0): int
	{
		global $conf, $user;
		$entity = (int) ($force_entity ?: $conf->entity);
		$err = 0;
		foreach ($this->rights as $right) {
			if (empty($right[self::KEY_FIRST_LEVEL])) {
				continue;
			}
			$module = $right[self::KEY_MODULE] ?? $this->rightsModule();
			$values = array('id' => (int) $right[self::KEY_ID], 'entity' => $entity, 'libelle' => $right[self::KEY_LABEL], 'module' => $module,
				'module_origin' => isset($right[self::KEY_MODULE]) ? $this->rightsModule() : '', 'type' => $right[self::KEY_TYPE] ?? 'w', 'bydefault' => (int) ($right[self::KEY_DEFAULT] ?? 0),
				'perms' => $right[self::KEY_FIRST_LEVEL], 'subperms' => $right[self::KEY_SECOND_LEVEL] ?? '', 'enabled' => $right[self::KEY_ENABLED] ?? '1');
			$err += $this->run('INSERT INTO '.MAIN_DB_PREFIX.'rights_def ('.implode(', ', array_keys($values)).") VALUES ('"
				.implode("', '", array_map(fn($v) => $this->db->escape((string) $v), $values))."')", true);
			if ($reinitadminperms) {
				$err += $this->run('INSERT IGNORE INTO '.MAIN_DB_PREFIX.'user_rights (entity, fk_user, fk_id) SELECT '.$entity.', rowid, '.((int) $right[self::KEY_ID]).' FROM '.MAIN_DB_PREFIX.'user WHERE admin = 1');
			}
		}
		if ($reinitadminperms && !empty($user->admin)) {
			$user->clearrights();
			$user->loadRights();
		}
		return $err;
	}

	public function delete_permissions(): int
	{
		global $conf;
		$module = $this->db->escape($this->rightsModule());
		return $this->run('DELETE FROM '.MAIN_DB_PREFIX."rights_def WHERE (module = '".$module."' OR module_origin = '".$module."') AND entity = ".((int) $conf->entity));
	}

	public function insert_menus(): int
	{
		global $conf, $user;
		include_once DOL_DOCUMENT_ROOT.'/core/class/menubase.class.php';
		$this->db->begin();
		foreach ($this->menu as $key => $row) {
			$menu = new Menubase($this->db, 'all');
			$menu->module = $this->rightsModule();
			$parent = (string) ($row['fk_menu'] ?? '');
			if (preg_match('/^fk_mainmenu=([a-zA-Z0-9_]+)(?:,fk_leftmenu=([a-zA-Z0-9_]+))?$/', $parent, $m)) {
				$menu->fk_menu = -1;
				$menu->fk_mainmenu = $m[1];
				$menu->fk_leftmenu = $m[2] ?? '';
			} elseif (preg_match('/^r=(.+)$/', $parent, $m) && isset($this->menu[$m[1]]['rowid'])) {
				$menu->fk_menu = $this->menu[$m[1]]['rowid'];
			} elseif ($parent !== '' && $parent !== '0') {
				$this->error = 'ErrorBadDefinitionOfMenuArrayInModuleDescriptor';
				$this->db->rollback();
				return 1;
			}
			foreach (array('type', 'leftmenu', 'url', 'langs', 'position', 'perms', 'target', 'user', 'enabled', 'prefix') as $name) {
				$menu->$name = $row[$name] ?? ($name === 'enabled' ? 0 : '');
			}
			$menu->title = $row['titre'];
			$menu->mainmenu = $row['mainmenu'] ?? $menu->fk_mainmenu;
			$menu->entity = $this->always_enabled || $this->core_enabled ? 0 : $conf->entity;
			$result = $menu->create($user);
			if ($result <= 0) {
				$this->error = $menu->error;
				$this->db->rollback();
				return 1;
			}
			$this->menu[$key]['rowid'] = $result;
		}
		$this->db->commit();
		return 0;
	}

	public function delete_menus(): int
	{
		global $conf;
		return $this->run('DELETE FROM '.MAIN_DB_PREFIX."menu WHERE module = '".$this->db->escape($this->rightsModule())."' AND menu_handler = 'all' AND entity IN (0, ".((int) $conf->entity).')');
	}

	public function create_dirs(): int
	{
		foreach ($this->dirs as $dir) {
			if (dol_mkdir(DOL_DATA_ROOT.str_replace('__DATA_ROOT__', '', is_array($dir) ? $dir[1] : $dir)) < 0) {
				$this->error = 'ErrorCanNotCreateDir '.(is_array($dir) ? $dir[1] : $dir);
				return 1;
			}
		}
		return 0;
	}
}
