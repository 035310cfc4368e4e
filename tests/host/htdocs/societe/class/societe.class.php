<?php
/*
 * A third party: prospect, client, supplier.
 */
require_once DOL_DOCUMENT_ROOT.'/core/class/commonobject.class.php';

class Societe extends CommonObject
{
	public $element = 'societe', $table_element = 'societe', $fk_element = 'fk_soc', $picto = 'company', $name = '', $nom = '', $name_alias = '';
	public $email = '', $phone = '', $phone_mobile = '', $fax = '', $url = '', $idprof1 = '', $idprof2 = '', $idprof3 = '', $idprof4 = '', $idprof5 = '';
	public $idprof6 = '', $tva_assuj = 1, $tva_intra = '', $localtax1_assuj = 0, $localtax2_assuj = 0, $capital, $typent_id, $typent_code, $effectif_id;
	public $forme_juridique_code;
	/** @var int 0 none, 1 client, 2 prospect, 3 both */
	public $client = 0;
	public $prospect = 0, $fournisseur = 0, $code_client = '', $code_fournisseur = '', $code_compta_client = '', $code_compta_fournisseur = '';
	public $parent, $default_lang = '', $mode_reglement_id, $cond_reglement_id, $remise_percent = 0, $barcode, $logo = '', $ref_ext, $particulier = 0;
	public $managers, $fk_account;

	/** Columns by property where the names differ. */
	const COLUMNS = array('name' => 'nom', 'name_alias' => 'name_alias', 'address' => 'address', 'zip' => 'zip', 'town' => 'town', 'phone' => 'phone', 'fax' => 'fax', 'email' => 'email', 'url' => 'url',
		'idprof1' => 'siren', 'idprof2' => 'siret', 'idprof3' => 'ape', 'idprof4' => 'idprof4', 'idprof5' => 'idprof5', 'idprof6' => 'idprof6', 'tva_intra' => 'tva_intra',
		'note_public' => 'note_public', 'note_private' => 'note_private', 'default_lang' => 'default_lang', 'ref_ext' => 'ref_ext', 'code_compta_client' => 'code_compta');

	/** @param DoliDB $db */
	public function __construct(DoliDB $db)
	{
		$this->db = $db;
	}

	/**
	 * @param int $rowid
	 * @param string $ref name
	 * @return int id, 0 not found, <0 error
	 */
	public function fetch($rowid, $ref = '', $ref_ext = '', $barcode = '', $idprof1 = '', $idprof2 = '', $idprof3 = '', $idprof4 = '', $idprof5 = '', $idprof6 = '', $email = '', $ref_alias = '', $is_client = 0, $is_supplier = 0)
	{
		if (!$rowid && $ref === '' && $ref_ext === '' && $email === '' && $idprof1 === '') {
			return -1;
		}
		$sql = 'SELECT s.*, c.code as country_code, c.label as country, t.code as typent_code FROM '.MAIN_DB_PREFIX.'societe as s';
		$sql .= ' LEFT JOIN '.MAIN_DB_PREFIX.'c_country as c ON s.fk_pays = c.rowid LEFT JOIN '.MAIN_DB_PREFIX.'c_typent as t ON s.fk_typent = t.id WHERE ';
		if ($rowid) {
			$sql .= 's.rowid = '.((int) $rowid);
		} else {
			$sql .= 's.entity IN ('.getEntity('societe').')';
			foreach (array('nom' => $ref, 'ref_ext' => $ref_ext, 'email' => $email, 'siren' => $idprof1) as $column => $value) {
				$sql .= $value !== '' ? ' AND s.'.$column." = '".$this->db->escape($value)."'" : '';
			}
		}
		$resql = $this->db->query($sql);
		if (!$resql) {
			$this->error = $this->db->lasterror();
			return -3;
		}
		$num = $this->db->num_rows($resql);
		$row = $num === 1 ? $this->db->fetch_object($resql) : null;
		if (!$row) {
			$this->error = $num > 1 ? 'Fetch found several records.' : '';
			return $num > 1 ? -2 : 0;
		}
		foreach (self::COLUMNS as $name => $column) {
			$this->$name = $row->$column ?? '';
		}
		$this->id = (int) $row->rowid;
		$this->entity = (int) $row->entity;
		$this->ref = (string) $row->rowid;
		$this->nom = $this->name;
		$this->client = (int) $row->client;
		$this->prospect = in_array($this->client, array(2, 3), true) ? 1 : 0;
		$this->fournisseur = (int) $row->fournisseur;
		$this->status = $this->statut = (int) $row->status;
		$this->tva_assuj = (int) $row->tva_assuj;
		$this->typent_id = $row->fk_typent;
		$this->typent_code = $row->typent_code;
		$this->country_id = $row->fk_pays ?: '';
		$this->country_code = $row->country_code;
		$this->country = $row->country;
		$this->code_client = $row->code_client;
		$this->code_fournisseur = $row->code_fournisseur;
		$this->parent = $row->parent;
		$this->mode_reglement_id = $row->mode_reglement;
		$this->cond_reglement_id = $row->cond_reglement;
		$this->forme_juridique_code = $row->fk_forme_juridique;
		$this->capital = $row->capital;
		$this->date_creation = $this->db->jdate($row->datec);
		$this->date_modification = $this->db->jdate($row->tms);
		$this->fetch_optionals();
		return $this->id;
	}

	/** @return int id, <0 error */
	public function create(User $user, $notrigger = 0)
	{
		global $conf;
		$this->name = trim($this->name !== '' ? $this->name : $this->nom);
		$this->entity = $this->entity > 0 ? $this->entity : (int) $conf->entity;
		if ($this->name === '') {
			$this->errors[] = 'ErrorBadThirdPartyName';
			return -2;
		}
		$this->db->begin();
		if ((string) $this->code_client === '-1' || $this->code_client === 'auto') {
			$this->code_client = $this->nextCode('code_client', 'CU');
		}
		if ((string) $this->code_fournisseur === '-1' || $this->code_fournisseur === 'auto') {
			$this->code_fournisseur = $this->nextCode('code_fournisseur', 'SU');
		}
		$code = fn($v) => (string) $v === '' ? 'null' : "'".$this->db->escape($v)."'";
		$sql = 'INSERT INTO '.MAIN_DB_PREFIX."societe (nom, entity, datec, fk_user_creat, fk_typent, canvas, status, ref_ext, code_client, code_fournisseur) VALUES ('".$this->db->escape($this->name)."', ".$this->entity;
		$sql .= ", '".$this->db->idate(dol_now())."', ".($user->id > 0 ? (int) $user->id : 'null').', '.((int) $this->typent_id ?: 'null').', null, 1, '.$code($this->ref_ext).', '.$code($this->code_client).', '.$code($this->code_fournisseur).')';
		if (!$this->db->query($sql)) {
			$this->error = $this->db->lasterrno() === 'DB_ERROR_RECORD_ALREADY_EXISTS' ? 'ErrorCompanyNameAlreadyExists' : $this->db->lasterror();
			$this->db->rollback();
			return $this->error === 'ErrorCompanyNameAlreadyExists' ? -1 : -2;
		}
		$this->id = (int) $this->db->last_insert_id(MAIN_DB_PREFIX.'societe');
		$this->ref = (string) $this->id;
		$this->status = $this->statut = 1;
		// A user who sees only his clients must see the one he makes.
		if ($user->id > 0 && !$user->hasRight('societe', 'client', 'voir')) {
			$this->add_commercial($user, $user->id);
		}
		return $this->hostEnd($this->update($this->id, $user, 0, 1, 1, 'add') >= 0 && ($notrigger || $this->call_trigger('COMPANY_CREATE', $user) >= 0), $this->id, -4);
	}

	/** Next free code of the year and month, CU2611-00001. */
	private function nextCode(string $column, string $prefix): string
	{
		$start = $prefix.date('ym').'-';
		$resql = $this->db->query('SELECT MAX(CAST(SUBSTRING('.$column.' FROM '.(strlen($start) + 1).') AS SIGNED)) as max FROM '.MAIN_DB_PREFIX.'societe WHERE '.$column." LIKE '".$prefix."____-%' AND entity IN (".getEntity('societe').')');
		$row = $resql ? $this->db->fetch_object($resql) : null;
		return $start.sprintf('%05d', ($row ? (int) $row->max : 0) + 1);
	}

	/** @return int 1, <0 error */
	public function update($id, User $user, $call_trigger = 1, $allowmodcodeclient = 0, $allowmodcodefournisseur = 0, $action = 'update', $nosyncmember = 1)
	{
		$id = (int) ($id ?: $this->id);
		$this->name = trim($this->name !== '' ? $this->name : $this->nom);
		if ($this->name === '' || $id <= 0) {
			$this->errors[] = 'ErrorBadThirdPartyName';
			return -1;
		}
		$sets = array();
		foreach (self::COLUMNS as $name => $column) {
			$value = trim((string) $this->$name);
			$sets[] = $column.' = '.($value === '' && $column !== 'nom' ? 'null' : "'".$this->db->escape($value)."'");
		}
		$int = fn($v) => $v > 0 ? (string) (int) $v : 'null';
		array_push($sets, 'client = '.((int) $this->client), 'fournisseur = '.((int) $this->fournisseur), 'tva_assuj = '.($this->tva_assuj === '' ? 1 : (int) $this->tva_assuj), 'status = '.((int) ($this->status ?? 1)),
			'fk_pays = '.$int($this->country_id), 'fk_departement = '.$int($this->state_id), 'fk_typent = '.$int($this->typent_id), 'fk_forme_juridique = '.$int($this->forme_juridique_code), 'parent = '.$int($this->parent),
			'mode_reglement = '.$int($this->mode_reglement_id), 'cond_reglement = '.$int($this->cond_reglement_id), 'fk_user_modif = '.$int($user->id));
		if ($allowmodcodeclient) {
			$sets[] = 'code_client = '.((string) $this->code_client === '' ? 'null' : "'".$this->db->escape($this->code_client)."'");
		}
		$this->db->begin();
		return $this->hostEnd($this->db->query('UPDATE '.MAIN_DB_PREFIX.'societe SET '.implode(', ', $sets).' WHERE rowid = '.$id) && $this->insertExtraFields() >= 0
			&& (!$call_trigger || $this->call_trigger('COMPANY_MODIFY', $user) >= 0));
	}

	/** @return int 1, 0 when still used, <0 error */
	public function delete($id, $fuser = null, $call_trigger = 1)
	{
		global $user;
		$who = is_object($fuser) ? $fuser : $user;
		if ($this->isObjectUsed($id)) {
			$this->error = 'ErrorRecordIsUsedCantDelete';
			return 0;
		}
		$this->db->begin();
		$done = !$call_trigger || $this->call_trigger('COMPANY_DELETE', $who) >= 0;
		foreach (array('societe_commerciaux' => 'fk_soc', 'categorie_societe' => 'fk_soc', 'societe_extrafields' => 'fk_object', 'societe_remise_except' => 'fk_soc', 'socpeople' => 'fk_soc', 'societe' => 'rowid') as $table => $column) {
			$done = $done && $this->db->query('DELETE FROM '.MAIN_DB_PREFIX.$table.' WHERE '.$column.' = '.((int) $id));
		}
		return $this->hostEnd($done);
	}

	/** @return int count of objects that forbid deletion */
	public function isObjectUsed($id = 0, $entity = 0)
	{
		$count = 0;
		foreach (array('facture' => 'fk_soc', 'propal' => 'fk_soc', 'projet' => 'fk_soc', 'ticket' => 'fk_soc') as $table => $column) {
			$row = $this->db->getRow('SELECT COUNT(*) as nb FROM '.MAIN_DB_PREFIX.$table.' WHERE '.$column.' = '.((int) ($id ?: $this->id)));
			$count += $row ? (int) $row->nb : 0;
		}
		return $count;
	}

	/** @return int prospects become clients when they are invoiced */
	public function setAsCustomer()
	{
		if (!$this->id) {
			return 0;
		}
		$new = in_array((int) $this->client, array(0, 2), true) ? ((int) $this->client === 2 && getDolGlobalString('MAIN_DISABLEPROSPECTCUSTOMERUPDATE') === '' ? 3 : 1) : (int) $this->client;
		if ($new === (int) $this->client) {
			return 1;
		}
		$this->client = $new;
		return $this->db->query('UPDATE '.MAIN_DB_PREFIX.'societe SET client = '.$new.' WHERE rowid = '.((int) $this->id)) ? 1 : -1;
	}

	public function add_commercial(User $user, $commid): int
	{
		$this->db->query('DELETE FROM '.MAIN_DB_PREFIX.'societe_commerciaux WHERE fk_soc = '.((int) $this->id).' AND fk_user = '.((int) $commid));
		return $this->db->query('INSERT INTO '.MAIN_DB_PREFIX.'societe_commerciaux (fk_soc, fk_user) VALUES ('.((int) $this->id).', '.((int) $commid).')') ? 1 : -1;
	}

	/** @return array<int,mixed>|int ids, or rows */
	public function getSalesRepresentatives(User $user, $mode = 0, $sortfield = null, $sortorder = null)
	{
		$sql = 'SELECT u.rowid, u.rowid as id, u.login, u.lastname, u.firstname, u.email FROM '.MAIN_DB_PREFIX.'societe_commerciaux as sc JOIN '.MAIN_DB_PREFIX.'user as u ON u.rowid = sc.fk_user WHERE sc.fk_soc = '.((int) $this->id);
		$rows = $this->db->getRows($sql);
		return $rows === false ? -1 : array_map(fn($r) => $mode ? (int) $r->id : (array) $r, $rows);
	}

	public function getFullName($langs, $option = 0, $nameorder = -1, $maxlen = 0): string
	{
		return dol_trunc($this->name, $maxlen);
	}

	public function getNomUrl($withpicto = 0, $option = '', $maxlen = 0, $notooltip = 0, $save_lastsearch_value = -1, $noaliasinname = 0, $target = '', $morecss = ''): string
	{
		return $this->cardLink('/societe/card.php', dol_trunc($this->name, $maxlen), (int) (bool) $withpicto);
	}

	public function getLibStatut($mode = 0): string
	{
		$this->labelStatus = array('ActivityCeased', 'InActivity');
		return $this->statusBadge((int) $this->status, array('status5', 'status4'), (int) $mode);
	}

	public function isACompany(): bool
	{
		return !in_array($this->typent_code, array('TE_PRIVATE'), true);
	}

	public function isInEEC(): bool
	{
		return in_array($this->country_code, array('FR', 'BE', 'DE', 'ES', 'IT', 'LU', 'NL', 'PT', 'IE', 'AT'), true);
	}

	/** @return void this object becomes the firm itself */
	public function setMysoc(Conf $conf)
	{
		$this->id = 0;
		$this->entity = $conf->entity;
		$this->name = $this->nom = getDolGlobalString('MAIN_INFO_SOCIETE_NOM');
		foreach (array('address' => 'SOCIETE_ADDRESS', 'zip' => 'SOCIETE_ZIP', 'town' => 'SOCIETE_TOWN', 'phone' => 'SOCIETE_TEL', 'email' => 'SOCIETE_MAIL', 'url' => 'SOCIETE_WEB', 'logo' => 'SOCIETE_LOGO',
			'idprof1' => 'SIREN', 'idprof2' => 'SIRET', 'idprof3' => 'APE', 'idprof4' => 'RCS', 'tva_intra' => 'TVAINTRA', 'managers' => 'SOCIETE_MANAGERS') as $name => $constant) {
			$this->$name = getDolGlobalString('MAIN_INFO_'.$constant);
		}
		list($this->country_id, $this->country_code, $this->country) = array_pad(explode(':', getDolGlobalString('MAIN_INFO_SOCIETE_COUNTRY', '1:FR:France')), 3, '');
		$this->tva_assuj = getDolGlobalString('FACTURE_TVAOPTION') === '' || getDolGlobalString('FACTURE_TVAOPTION') === '0' ? 0 : 1;
		$this->localtax1_assuj = $this->localtax2_assuj = 0;
	}
}
