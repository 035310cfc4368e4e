<?php
/*
 * A user of the back office: identity, settings, rights.
 */
require_once DOL_DOCUMENT_ROOT.'/core/class/commonobject.class.php';

class User extends CommonObject
{
	const STATUS_DISABLED = 0;
	const STATUS_ENABLED = 1;

	public $element = 'user', $table_element = 'user', $picto = 'user', $login = '', $lastname = '', $firstname = '', $email = '', $job = '';
	public $office_phone = '', $user_mobile = '', $civility_code = '', $gender = '', $photo = '', $color = '', $signature = '', $admin = 0, $employee = 1;
	public $fk_user, $socid, $societe_id, $fk_socpeople, $api_key, $lang = '', $thm, $tjm, $weeklyhours, $datec, $datelastlogin, $datestartvalidity;
	public $dateendvalidity, $pass = '', $pass_crypted = '';
	/** @var stdClass settings of the user */
	public $conf;
	/** @var stdClass rights by module, level, sublevel */
	public $rights;
	public $lastsearch_values_tmp = array(), $user_group_list = array();
	/** @var int count of rights loaded, 0 before */
	public $nb_rights = 0;
	private $all_permissions_are_loaded = 0;

	/** @param DoliDB|null $db */
	public function __construct($db)
	{
		$this->db = $db;
		$this->clearrights();
		$this->conf = new stdClass();
		$this->status = $this->statut = self::STATUS_ENABLED;
	}

	/**
	 * @param int|string $id
	 * @param string $login
	 * @param string $sid not used
	 * @param int $loadpersonalconf 1 = settings too
	 * @return int 1, 0 not found, -1 error
	 */
	public function fetch($id = 0, $login = '', $sid = '', $loadpersonalconf = 0, $entity = -1, $email = '', $fk_socpeople = 0, $use_email_oauth2 = 0)
	{
		global $conf;
		if (!$id && $login === '' && $email === '') {
			$this->error = 'BadParameter';
			return -1;
		}
		$sql = 'SELECT u.*, c.code as country_code, c.label as country FROM '.MAIN_DB_PREFIX.'user as u LEFT JOIN '.MAIN_DB_PREFIX.'c_country as c ON c.rowid = u.fk_country';
		$sql .= ' WHERE u.entity IN (0, '.((int) ($entity > 0 ? $entity : $conf->entity)).')';
		$sql .= $id > 0 ? ' AND u.rowid = '.((int) $id) : ($email !== '' ? " AND u.email = '".$this->db->escape($email)."'" : " AND u.login = '".$this->db->escape($login)."'");
		$resql = $this->db->query($sql.' ORDER BY u.entity ASC LIMIT 1');
		if (!$resql) {
			$this->error = $this->db->lasterror();
			return -1;
		}
		$row = $this->db->fetch_object($resql);
		if (!$row) {
			$this->error = 'USERNOTFOUND';
			return 0;
		}
		$this->fill($row);
		if ($loadpersonalconf) {
			$this->conf = new stdClass();
			$resql = $this->db->query('SELECT param, value FROM '.MAIN_DB_PREFIX.'user_param WHERE fk_user = '.((int) $this->id).' AND entity = '.((int) $conf->entity));
			while ($resql && ($param = $this->db->fetch_object($resql))) {
				$this->conf->{$param->param} = $param->value;
			}
		}
		return 1;
	}

	private function fill(stdClass $row): void
	{
		$this->id = (int) $row->rowid;
		$this->ref = (string) $row->rowid;
		foreach (array('entity', 'login', 'lastname', 'firstname', 'email', 'job', 'office_phone', 'user_mobile', 'gender', 'photo', 'color', 'signature', 'api_key', 'lang', 'address', 'zip', 'town',
			'fk_user', 'fk_socpeople', 'thm', 'tjm', 'weeklyhours', 'pass_crypted', 'country_code', 'country', 'note_public', 'note_private') as $name) {
			$this->$name = $row->$name ?? null;
		}
		$this->entity = (int) $row->entity;
		$this->civility_code = $row->civility;
		$this->admin = (int) $row->admin;
		$this->employee = (int) $row->employee;
		$this->socid = $this->societe_id = $row->fk_soc ? (int) $row->fk_soc : 0;
		$this->contact_id = $row->fk_socpeople ? (int) $row->fk_socpeople : null;
		$this->status = $this->statut = (int) $row->statut;
		$this->country_id = $row->fk_country;
		$this->datec = $this->date_creation = $this->db->jdate($row->datec);
		$this->datelastlogin = $this->db->jdate($row->datelastlogin);
		$this->datestartvalidity = $this->db->jdate($row->datestartvalidity);
		$this->dateendvalidity = $this->db->jdate($row->dateendvalidity);
	}

	public function isNotIntoValidityDateRange(): bool
	{
		$now = dol_now();
		return ($this->datestartvalidity && $this->datestartvalidity > $now) || ($this->dateendvalidity && $this->dateendvalidity < $now - 86400);
	}

	public function create($user, $notrigger = 0): int
	{
		global $conf;
		if (trim($this->login) === '' || trim((string) $this->lastname) === '') {
			$this->error = 'ErrorFieldRequired';
			return -1;
		}
		$this->db->begin();
		$resql = $this->db->query('SELECT rowid FROM '.MAIN_DB_PREFIX."user WHERE login = '".$this->db->escape($this->login)."' AND entity IN (0, ".((int) $conf->entity).')');
		if ($resql && $this->db->num_rows($resql)) {
			$this->error = 'ErrorLoginAlreadyExists';
			$this->db->rollback();
			return -6;
		}
		$sql = 'INSERT INTO '.MAIN_DB_PREFIX."user (datec, login, entity, fk_user_creat) VALUES ('".$this->db->idate(dol_now())."', '".$this->db->escape($this->login)."', ".((int) ($this->entity ?: $conf->entity)).', '.((int) ($user->id ?? 0)).')';
		if (!$this->db->query($sql)) {
			$this->error = $this->db->lasterror();
			$this->db->rollback();
			return -2;
		}
		$this->id = (int) $this->db->last_insert_id(MAIN_DB_PREFIX.'user');
		$default = 'INSERT IGNORE INTO '.MAIN_DB_PREFIX.'user_rights (entity, fk_user, fk_id) SELECT entity, '.$this->id.', id FROM '.MAIN_DB_PREFIX.'rights_def WHERE bydefault = 1 AND entity = '.((int) $conf->entity);
		if (!$this->db->query($default) || $this->update($user, 1) < 0 || (!$notrigger && $this->call_trigger('USER_CREATE', $user) < 0)) {
			$this->db->rollback();
			return -3;
		}
		$this->db->commit();
		return $this->id;
	}

	public function update($user, $notrigger = 0, $nosyncmember = 0, $nosyncmemberpass = 0, $nosynccontact = 0): int
	{
		$sets = array();
		foreach (array('login', 'lastname', 'firstname', 'email', 'job', 'office_phone', 'user_mobile', 'gender', 'color', 'signature', 'lang', 'address', 'zip', 'town', 'note_public', 'note_private') as $name) {
			$sets[] = $name." = '".$this->db->escape((string) $this->$name)."'";
		}
		$sets[] = 'admin = '.((int) $this->admin);
		$sets[] = 'employee = '.((int) $this->employee);
		$sets[] = 'statut = '.((int) $this->status);
		$sets[] = 'fk_soc = '.($this->socid > 0 ? (int) $this->socid : 'null');
		$sets[] = 'fk_user = '.($this->fk_user > 0 ? (int) $this->fk_user : 'null');
		$sets[] = 'thm = '.($this->thm !== null && $this->thm !== '' ? (float) $this->thm : 'null');
		$sets[] = 'fk_user_modif = '.((int) ($user->id ?? 0));
		$this->db->begin();
		if (!$this->db->query('UPDATE '.MAIN_DB_PREFIX.'user SET '.implode(', ', $sets).' WHERE rowid = '.((int) $this->id)) || (!$notrigger && $this->call_trigger('USER_MODIFY', $user) < 0)) {
			$this->error = $this->error ?: $this->db->lasterror();
			$this->db->rollback();
			return -1;
		}
		$this->db->commit();
		return 1;
	}

	public function delete(User $user): int
	{
		$this->db->begin();
		if ($this->call_trigger('USER_DELETE', $user) < 0 || !$this->db->query('DELETE FROM '.MAIN_DB_PREFIX.'user_rights WHERE fk_user = '.((int) $this->id))
			|| !$this->db->query('DELETE FROM '.MAIN_DB_PREFIX.'user WHERE rowid = '.((int) $this->id))) {
			$this->db->rollback();
			return -1;
		}
		$this->db->commit();
		return 1;
	}

	public function update_last_login_date(): int
	{
		return $this->db->query('UPDATE '.MAIN_DB_PREFIX."user SET datepreviouslogin = datelastlogin, datelastlogin = '".$this->db->idate(dol_now())."' WHERE rowid = ".((int) $this->id)) ? 1 : -1;
	}

	public function clearrights(): void
	{
		$this->rights = new stdClass();
		$this->rights->user = new stdClass();
		$this->rights->user->user = new stdClass();
		$this->rights->user->self = new stdClass();
		$this->nb_rights = 0;
		$this->all_permissions_are_loaded = 0;
	}

	/** @return void own rights and those of groups */
	public function loadRights($moduletag = '', $forcereload = 0)
	{
		global $conf;
		if ($this->all_permissions_are_loaded && !$forcereload) {
			return;
		}
		$entity = (int) $conf->entity;
		$sql = 'SELECT DISTINCT r.module, r.perms, r.subperms FROM '.MAIN_DB_PREFIX.'rights_def as r WHERE r.entity = '.$entity.' AND r.perms IS NOT NULL AND (';
		$sql .= 'r.id IN (SELECT fk_id FROM '.MAIN_DB_PREFIX.'user_rights WHERE fk_user = '.((int) $this->id).' AND entity = '.$entity.')';
		$sql .= ' OR r.id IN (SELECT gr.fk_id FROM '.MAIN_DB_PREFIX.'usergroup_rights as gr JOIN '.MAIN_DB_PREFIX.'usergroup_user as gu ON gu.fk_usergroup = gr.fk_usergroup';
		$sql .= ' AND gu.entity IN (0, '.$entity.') WHERE gu.fk_user = '.((int) $this->id).' AND gr.entity = '.$entity.'))';
		$resql = $this->db->query($sql);
		while ($resql && ($row = $this->db->fetch_object($resql))) {
			list($module, $perms, $sub) = array($row->module, $row->perms, (string) $row->subperms);
			$this->rights->$module = $this->rights->$module ?? new stdClass();
			if ($sub === '') {
				$this->rights->$module->$perms = $this->rights->$module->$perms ?? 1;
			} else {
				$old = $this->rights->$module->$perms ?? null;
				$this->rights->$module->$perms = is_object($old) ? $old : new stdClass();
				$this->rights->$module->$perms->$sub = 1;
			}
			$this->nb_rights++;
		}
		if ($this->admin) {
			foreach (array('lire', 'creer', 'password', 'supprimer') as $name) {
				$this->rights->user->user->$name = 1;
			}
			$this->rights->user->self->creer = $this->rights->user->self->password = 1;
		}
		$this->all_permissions_are_loaded = 1;
	}

	public function getrights($moduletag = '', $forcereload = 0): void
	{
		$this->loadRights($moduletag, $forcereload);
	}

	/** @return int 1 added, -1 error: a right by id, or all of a module */
	public function addrights($rid, $allmodule = '', $allperms = '', $entity = 0, $notrigger = 0)
	{
		global $conf;
		$entity = (int) ($entity ?: $conf->entity);
		$where = $rid ? 'id = '.((int) $rid) : "module = '".$this->db->escape($allmodule)."'".($allperms ? " AND perms = '".$this->db->escape($allperms)."'" : '');
		return $this->db->query('INSERT IGNORE INTO '.MAIN_DB_PREFIX.'user_rights (entity, fk_user, fk_id) SELECT '.$entity.', '.((int) $this->id).', id FROM '.MAIN_DB_PREFIX.'rights_def WHERE entity = '.$entity.' AND '.$where) ? 1 : -1;
	}

	/** @return int 1 when the right is held and its module is on */
	public function hasRight($module, $permlevel1, $permlevel2 = '')
	{
		$aliases = array('category' => 'categorie', 'contract' => 'contrat', 'member' => 'adherent', 'order' => 'commande', 'project' => 'projet', 'invoice' => 'facture', 'product' => 'produit', 'shipping' => 'expedition', 'propal' => 'propale');
		$names = array('produit' => 'product', 'task' => 'projet', 'propale' => 'propal');
		$path = $aliases[$module] ?? $module;
		if (!isModEnabled($names[$path] ?? $path)) {
			return 0;
		}
		// Same words in French and English descriptors.
		$levels = array('read' => 'lire', 'lire' => 'read', 'write' => 'creer', 'creer' => 'write', 'delete' => 'supprimer', 'supprimer' => 'delete');
		foreach (array($permlevel1, $levels[$permlevel1] ?? $permlevel1) as $first) {
			$right = $this->rights->$path->$first ?? null;
			if ($permlevel2 !== '' && is_object($right)) {
				foreach (array($permlevel2, $levels[$permlevel2] ?? $permlevel2) as $second) {
					if (!empty($right->$second)) {
						return 1;
					}
				}
			} elseif ($permlevel2 === '' && !empty($right)) {
				return 1;
			}
		}
		return 0;
	}

	public function getFullName($langs, $option = 0, $nameorder = -1, $maxlen = 0): string
	{
		return dol_trunc(dolGetFirstLastname($this->firstname, $this->lastname, $nameorder), $maxlen);
	}

	public function getNomUrl($withpictoimg = 0, $option = '', $infologin = 0, $notooltip = 0, $maxlen = 24, $hidethirdpartylogo = 0, $mode = '', $morecss = '', $save_lastsearch_value = -1): string
	{
		global $langs;
		return $this->cardLink('/user/card.php', $this->getFullName($langs, 0, -1, (int) $maxlen), (int) (bool) $withpictoimg);
	}

	public function getLibStatut($mode = 0): string
	{
		$this->labelStatus = array('Disabled', 'Enabled');
		return $this->statusBadge((int) $this->status, array('status5', 'status4'), (int) $mode);
	}

	/** @return array<int,int> this user and those below */
	public function getAllChildIds($addcurrentuser = 0)
	{
		$ids = $addcurrentuser ? array((int) $this->id) : array();
		$level = array((int) $this->id);
		while ($level) {
			$resql = $this->db->query('SELECT rowid FROM '.MAIN_DB_PREFIX.'user WHERE fk_user IN ('.implode(',', $level).')');
			$level = array();
			while ($resql && ($row = $this->db->fetch_object($resql))) {
				if (!in_array((int) $row->rowid, $ids, true)) {
					$level[] = $ids[] = (int) $row->rowid;
				}
			}
		}
		return $ids;
	}
}
