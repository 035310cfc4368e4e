<?php
/*
 * What business objects share: their extra fields, triggers, links, contacts and documents.
 */
require_once __DIR__.'/host.commonlinks.class.php';

abstract class CommonObject
{
	use HostCommonLinks;

	/** @var DoliDB */
	public $db;
	/** @var int|string */
	public $id;
	public $ref, $ref_ext, $entity, $error = '', $errors = array(), $element, $table_element, $table_element_line = '', $fk_element = '';
	public $picto = 'generic', $module = '', $context = array(), $array_options = array(), $fields = array(), $status, $statut, $socid;
	/** @var Societe|null */
	public $thirdparty;
	/** @var Contact|null */
	public $contact;
	public $contact_id;
	/** @var Project|null */
	public $project;
	public $fk_project;
	/** @var object|null state before a change, for triggers */
	public $oldcopy;
	public $oldref, $newref, $model_pdf, $last_main_doc, $note_public, $note_private;
	/** @var array<int,object> */
	public $lines = array();
	public $total_ht = 0, $total_tva = 0, $total_ttc = 0, $total_localtax1 = 0, $total_localtax2 = 0, $multicurrency_code;
	public $multicurrency_tx = 1, $fk_multicurrency = 0, $multicurrency_total_ht = 0, $multicurrency_total_tva = 0, $multicurrency_total_ttc = 0;
	public $date_creation, $date_modification, $user_creation_id, $user_modification_id, $user_validation_id, $address, $zip, $town, $state_id, $country_id;
	public $country_code, $country, $labelStatus = array(), $labelStatusShort = array(), $result = array('fullpath' => '');

	/**
	 * Runs the triggers of an event on this object.
	 *
	 * @param string $triggerName
	 * @param User $user
	 * @return int <0 when a trigger refused: its words are in ->errors
	 */
	public function call_trigger($triggerName, $user)
	{
		global $langs, $conf;
		require_once DOL_DOCUMENT_ROOT.'/core/class/interfaces.class.php';
		$interface = new Interfaces($this->db);
		$result = $interface->run_triggers($triggerName, $this, $user, $langs, $conf);
		if ($result < 0) {
			$this->errors = array_merge($this->errors, $interface->errors);
		}
		return $result;
	}

	/** @return int reads the extra fields of the object into ->array_options */
	public function fetch_optionals($rowid = null, $optionsArray = null)
	{
		$id = (int) ($rowid ?: $this->id);
		$resql = $id > 0 ? $this->db->query('SELECT * FROM '.MAIN_DB_PREFIX.$this->table_element.'_extrafields WHERE fk_object = '.$id) : false;
		$row = $resql ? $this->db->fetch_object($resql) : null;
		$this->array_options = array();
		foreach ($row ? get_object_vars($row) : array() as $name => $value) {
			if (!in_array($name, array('rowid', 'tms', 'fk_object', 'import_key'), true)) {
				$this->array_options['options_'.$name] = $value;
			}
		}
		return $row ? 1 : 0;
	}

	public function insertExtraFields($trigger = '', $userused = null): int
	{
		if (!$this->array_options) {
			return 0;
		}
		$table = MAIN_DB_PREFIX.$this->table_element.'_extrafields';
		$this->db->query('DELETE FROM '.$table.' WHERE fk_object = '.((int) $this->id));
		$names = array('fk_object');
		$values = array((int) $this->id);
		foreach ($this->array_options as $name => $value) {
			$names[] = preg_replace('/[^a-z0-9_]/i', '', preg_replace('/^options_/', '', $name));
			$values[] = $value === null || $value === '' ? 'null' : "'".$this->db->escape((string) $value)."'";
		}
		if (!$this->db->query('INSERT INTO '.$table.' ('.implode(', ', $names).') VALUES ('.implode(', ', $values).')')) {
			$this->error = $this->db->lasterror();
			return -1;
		}
		return 1;
	}

	public function deleteExtraFields(): int
	{
		return $this->db->query('DELETE FROM '.MAIN_DB_PREFIX.$this->table_element.'_extrafields WHERE fk_object = '.((int) $this->id)) ? 1 : -1;
	}

	/** @return int the third party of ->socid into ->thirdparty */
	public function fetch_thirdparty($force_thirdparty_id = 0)
	{
		$id = (int) ($force_thirdparty_id ?: $this->socid);
		if ($id <= 0) {
			return 0;
		}
		require_once DOL_DOCUMENT_ROOT.'/societe/class/societe.class.php';
		$this->thirdparty = new Societe($this->db);
		return $this->thirdparty->fetch($id);
	}

	public function fetch_contact($contactid = null): int
	{
		require_once DOL_DOCUMENT_ROOT.'/contact/class/contact.class.php';
		$this->contact = new Contact($this->db);
		return $this->contact->fetch((int) ($contactid ?? $this->contact_id));
	}

	public function fetch_projet(): int
	{
		if (empty($this->fk_project)) {
			return 0;
		}
		require_once DOL_DOCUMENT_ROOT.'/projet/class/project.class.php';
		$this->project = new Project($this->db);
		return $this->project->fetch($this->fk_project);
	}

	/** @return int one column changed, with its trigger when given */
	public function setValueFrom($field, $value, $table = '', $id = null, $format = '', $id_field = '', $fuser = null, $trigkey = '', $fk_user_field = 'fk_user_modif')
	{
		global $user;
		$text = $value === null ? 'null' : ($format === 'date' ? "'".$this->db->idate($value)."'" : ($format === 'int' ? (string) (int) $value : "'".$this->db->escape((string) $value)."'"));
		$this->db->begin();
		$sql = 'UPDATE '.MAIN_DB_PREFIX.($table ?: $this->table_element).' SET '.preg_replace('/[^a-z0-9_]/i', '', $field).' = '.$text;
		$ok = $this->db->query($sql.' WHERE '.($id_field ?: 'rowid').' = '.((int) ($id ?? $this->id)));
		return $this->hostEnd($ok && (!$trigkey || $this->call_trigger($trigkey, $fuser ?: $user) >= 0));
	}

	/** Ends a transaction: keeps it when all was done, else drops it and leaves the reason in ->error. */
	protected function hostEnd($done, int $good = 1, int $bad = -1): int
	{
		if ($done) {
			$this->db->commit();
			return $good;
		}
		$this->error = $this->error ?: $this->db->lasterror();
		$this->db->rollback();
		return $bad;
	}

	/**
	 * Adds the lines up into the document; a line whose VAT was rounded another way is mended first.
	 *
	 * @return int 1, -1 on error
	 */
	public function update_price($exclspec = 0, $roundingadjust = 'auto', $nodatabaseupdate = 0, $seller = null)
	{
		global $hookmanager, $mysoc, $action;
		$parameters = array('exclspec' => $exclspec, 'roundingadjust' => $roundingadjust, 'nodatabaseupdate' => $nodatabaseupdate, 'seller' => $seller);
		$self = $this;
		$reshook = is_object($hookmanager) ? $hookmanager->executeHooks('updateTotalPrice', $parameters, $self, $action) : 0;
		if ($reshook) {
			return $reshook > 0 ? 1 : -1;
		}
		require_once DOL_DOCUMENT_ROOT.'/core/lib/price.lib.php';
		$resql = $this->db->query('SELECT * FROM '.MAIN_DB_PREFIX.$this->table_element_line.' WHERE '.$this->fk_element.' = '.((int) $this->id).($exclspec ? ' AND product_type <> 9' : '').' ORDER BY rowid');
		if (!$resql) {
			$this->error = $this->db->lasterror();
			return -1;
		}
		$names = array('total_ht', 'total_tva', 'total_localtax1', 'total_localtax2', 'total_ttc', 'multicurrency_total_ht', 'multicurrency_total_tva', 'multicurrency_total_ttc');
		$sums = array_fill_keys($names, 0);
		$this->db->begin();
		while ($row = $this->db->fetch_object($resql)) {
			if ($roundingadjust !== 'none' && $roundingadjust !== '1') {
				$this->mendLine($row, is_object($seller) ? $seller : $mysoc);
			}
			foreach ($names as $name) {
				$sums[$name] += $row->$name;
			}
		}
		$sets = array();
		foreach ($sums as $name => $sum) {
			$this->$name = (float) price2num($sum);
			$column = array('total_localtax1' => 'localtax1', 'total_localtax2' => 'localtax2')[$name] ?? $name;
			$sets[] = $column.' = '.price2num($sum, 'MT', 1);
		}
		return $this->hostEnd($nodatabaseupdate || $this->db->query('UPDATE '.MAIN_DB_PREFIX.$this->table_element.' SET '.implode(', ', $sets).' WHERE rowid = '.((int) $this->id)));
	}

	/** VAT and total of a row as calcul_price_total gives them today, when they differ. */
	private function mendLine(stdClass $row, Societe $seller): void
	{
		$calc = calcul_price_total($row->qty, $row->subprice, $row->remise_percent, $row->tva_tx, $row->localtax1_tx, $row->localtax2_tx, 0, 'HT', $row->info_bits, $row->product_type, $seller,
			array($row->localtax1_type, $row->localtax1_tx, $row->localtax2_type, $row->localtax2_tx), (float) ($row->situation_percent ?? 100) ?: 100, $this->multicurrency_tx ?: 1);
		$unbalanced = (float) price2num($row->total_ttc - $row->total_ht - $row->total_tva - $row->total_localtax1 - $row->total_localtax2, 'MT', 1) != 0;
		$moved = (float) price2num((float) $calc[1] - $row->total_tva, 'MT', 1) != 0 && (float) $calc[0] == (float) $row->total_ht;
		if (!$unbalanced && !$moved) {
			return;
		}
		list($row->total_tva, $row->total_ttc, $row->multicurrency_total_tva, $row->multicurrency_total_ttc) = array($calc[1], $calc[2], $calc[17], $calc[18]);
		$this->db->query('UPDATE '.MAIN_DB_PREFIX.$this->table_element_line.' SET total_tva = '.price2num($calc[1]).', total_ttc = '.price2num($calc[2]).', multicurrency_total_tva = '
			.price2num($calc[17]).', multicurrency_total_ttc = '.price2num($calc[18]).' WHERE rowid = '.((int) $row->rowid));
	}

	/** @return int notes are columns note_public and note_private */
	public function update_note($note, $suffix = '', $notrigger = 0)
	{
		$name = 'note'.(in_array($suffix, array('_public', '_private'), true) ? $suffix : '_private');
		$this->$name = $note;
		return $this->setValueFrom($name, $note);
	}

	/** @return string badge of a status code from the labels of the class */
	protected function statusBadge(int $status, array $types, int $mode): string
	{
		global $langs;
		$label = $langs->transnoentitiesnoconv($this->labelStatus[$status] ?? 'Unknown');
		$short = $langs->transnoentitiesnoconv($this->labelStatusShort[$status] ?? $this->labelStatus[$status] ?? 'Unknown');
		return dolGetStatus($label, $short, '', $types[$status] ?? 'status0', $mode);
	}

	/** @return string link to the card */
	protected function cardLink(string $page, string $label, int $withpicto, string $tooltip = ''): string
	{
		$link = $page.(strpos($page, '?') === false ? '?' : '&').'id='.((int) $this->id);
		$picto = $withpicto ? img_object('', $this->picto, 'class="paddingright"') : '';
		return '<a href="'.DOL_URL_ROOT.dol_escape_htmltag($link).'" class="classfortooltip"'.($tooltip ? ' title="'.dol_escape_htmltag($tooltip).'"' : '').'>'.$picto.($withpicto == 2 ? '' : dol_escape_htmltag($label)).'</a>';
	}

	public function isInt($info): bool
	{
		return is_numeric($info);
	}

	public function errorsToString(): string
	{
		return $this->error.(is_array($this->errors) ? (($this->error !== '' ? ', ' : '').implode(', ', $this->errors)) : '');
	}

	/** @return bool true when a row of the table has this id or reference */
	public static function isExistingObject($element, $id, $ref = '', $ref_ext = '')
	{
		global $db;
		$resql = $db->query('SELECT rowid FROM '.MAIN_DB_PREFIX.$element.' WHERE '.($id > 0 ? 'rowid = '.((int) $id) : "ref = '".$db->escape($ref)."'"));
		return $resql && $db->num_rows($resql) > 0 ? 1 : 0;
	}
}
