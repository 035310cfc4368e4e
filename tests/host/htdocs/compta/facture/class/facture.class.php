<?php
/*
 * A customer invoice. Each change opens a transaction, writes, then lets triggers refuse: which
 * events, and in which order, is in facts/triggers.json.
 */
require_once DOL_DOCUMENT_ROOT.'/core/class/commoninvoice.class.php';
require_once DOL_DOCUMENT_ROOT.'/compta/facture/class/factureligne.class.php';
require_once DOL_DOCUMENT_ROOT.'/societe/class/societe.class.php';
require_once __DIR__.'/host.invoicelines.class.php';

class Facture extends CommonInvoice
{
	use HostInvoiceLines;

	public $element = 'facture', $table_element = 'facture', $table_element_line = 'facturedet', $fk_element = 'fk_facture', $picto = 'bill', $ref_client = '', $ref_customer = '', $line, $fac_rec = 0;
	public $module_source, $pos_source, $fk_fac_rec_source, $situation_cycle_ref, $situation_counter, $situation_final, $fk_incoterms, $location_incoterms = '', $demand_reason_id, $fk_user_author;
	public $fk_user_valid, $date_pointoftax, $revenuestamp = 0, $cond_reglement_doc, $note;

	/** @param DoliDB $db */
	public function __construct(DoliDB $db)
	{
		$this->db = $db;
	}

	/** @return int id, <0 error */
	public function create(User $user, $notrigger = 0, $forceduedate = 0)
	{
		global $conf, $mysoc;
		$this->status = $this->statut = self::STATUS_DRAFT;
		$this->multicurrency_code = $this->multicurrency_code ?: $conf->currency;
		$this->multicurrency_tx = $this->multicurrency_tx ?: 1;
		$this->entity = setEntity($this);
		if (empty($this->date)) {
			$this->error = 'Try to create an invoice with an empty parameter (date)';
			return -3;
		}
		$soc = new Societe($this->db);
		if ($soc->fetch($this->socid) < 0) {
			$this->error = 'Failed to fetch company: '.$soc->error;
			return -2;
		}
		$this->date_creation = dol_now();
		$this->date_lim_reglement = $forceduedate ?: $this->calculate_date_lim_reglement();
		$this->db->begin();
		if (!$this->insertRow($user)) {
			return $this->hostEnd(false);
		}
		$ok = true;
		foreach ($this->linked_objects as $origin => $ids) {
			foreach ((array) $ids as $id) {
				$ok = $ok && $this->add_object_linked($origin, $id) > 0;
			}
		}
		$given = $this->lines;
		$this->lines = array();
		foreach ($given as $line) {
			$line = (object) $line;
			$rate = $line->tva_tx.(!empty($line->vat_src_code) ? ' ('.$line->vat_src_code.')' : '');
			$ok = $ok && $this->addline($line->desc, $line->subprice, $line->qty, $rate, $line->localtax1_tx ?? 0, $line->localtax2_tx ?? 0, $line->fk_product ?? 0, $line->remise_percent ?? 0, $line->date_start ?? '', $line->date_end ?? '',
				0, $line->info_bits ?? 0, '', 'HT', 0, $line->product_type ?? 0, $line->rang ?? -1, $line->special_code ?? 0, '', 0, 0, null, $line->pa_ht ?? 0, $line->label ?? '', $line->array_options ?? array(), 100, 0, null, 0, '', 1) > 0;
		}
		return $this->hostEnd($ok && $this->update_price(1, 'auto', 0, $mysoc) > 0 && $this->insertExtraFields() >= 0 && ($notrigger || $this->call_trigger('BILL_CREATE', $user) >= 0), $this->id, -4);
	}

	/** The row of the invoice under its provisional reference. */
	private function insertRow(User $user): bool
	{
		$text = fn($v) => (string) $v === '' ? 'null' : "'".$this->db->escape(trim((string) $v))."'";
		$id = fn($v) => $v > 0 ? (string) (int) $v : 'null';
		$values = array('ref' => "'(PROV)'", 'entity' => (int) $this->entity, 'ref_ext' => $text($this->ref_ext), 'type' => (int) $this->type, 'fk_soc' => (int) $this->socid, 'datec' => "'".$this->db->idate($this->date_creation)."'",
			'datef' => "'".$this->db->idate($this->date)."'", 'note_private' => $text($this->note_private), 'note_public' => $text($this->note_public), 'ref_client' => $text($this->ref_customer ?: $this->ref_client),
			'fk_account' => $id($this->fk_account), 'module_source' => $text($this->module_source), 'fk_facture_source' => $id($this->fk_facture_source), 'fk_user_author' => $id($user->id), 'fk_projet' => $id($this->fk_project),
			'fk_cond_reglement' => (int) $this->cond_reglement_id, 'fk_mode_reglement' => (int) $this->mode_reglement_id, 'date_lim_reglement' => "'".$this->db->idate($this->date_lim_reglement)."'", 'model_pdf' => $text($this->model_pdf),
			'fk_multicurrency' => (int) $this->fk_multicurrency, 'multicurrency_code' => $text($this->multicurrency_code), 'multicurrency_tx' => (float) $this->multicurrency_tx);
		if (!$this->db->query('INSERT INTO '.MAIN_DB_PREFIX.'facture ('.implode(', ', array_keys($values)).') VALUES ('.implode(', ', $values).')')) {
			return false;
		}
		$this->id = (int) $this->db->last_insert_id(MAIN_DB_PREFIX.'facture');
		$this->ref = '(PROV'.$this->id.')';
		return (bool) $this->db->query('UPDATE '.MAIN_DB_PREFIX."facture SET ref = '".$this->db->escape($this->ref)."' WHERE rowid = ".$this->id);
	}

	/** @return int 1, 0 not found, <0 error */
	public function fetch($rowid, $ref = '', $ref_ext = '', $notused = 0, $fetch_situation = false)
	{
		if (empty($rowid) && empty($ref) && empty($ref_ext)) {
			return -1;
		}
		$sql = 'SELECT f.*, c.code as cond_code, c.libelle_facture as cond_doc, p.code as mode_code FROM '.MAIN_DB_PREFIX.'facture as f LEFT JOIN '.MAIN_DB_PREFIX.'c_payment_term as c ON f.fk_cond_reglement = c.rowid';
		$sql .= ' LEFT JOIN '.MAIN_DB_PREFIX.'c_paiement as p ON f.fk_mode_reglement = p.id WHERE '.($rowid ? 'f.rowid = '.((int) $rowid) : 'f.entity IN ('.getEntity('invoice').')');
		$sql .= $rowid ? '' : ($ref ? " AND f.ref = '".$this->db->escape($ref)."'" : " AND f.ref_ext = '".$this->db->escape($ref_ext)."'");
		$row = $this->db->getRow($sql);
		if (!$row) {
			$this->error = $row === false ? $this->db->lasterror() : 'Invoice with id='.$rowid.' ref='.$ref.' ref_ext='.$ref_ext.' not found';
			return $row === false ? -1 : 0;
		}
		foreach (array('ref', 'ref_ext', 'close_code', 'close_note', 'note_private', 'note_public', 'model_pdf', 'last_main_doc', 'total_ht', 'total_tva', 'total_ttc', 'multicurrency_code', 'multicurrency_tx',
			'multicurrency_total_ht', 'multicurrency_total_tva', 'multicurrency_total_ttc', 'module_source', 'pos_source', 'fk_facture_source', 'fk_fac_rec_source', 'revenuestamp', 'fk_account', 'situation_final') as $name) {
			$this->$name = $row->$name;
		}
		$this->id = (int) $row->rowid;
		$this->entity = (int) $row->entity;
		$this->type = (int) $row->type;
		$this->status = $this->statut = (int) $row->fk_statut;
		$this->paye = $this->paid = (int) $row->paye;
		$this->socid = (int) $row->fk_soc;
		$this->thirdparty = null;
		$this->fk_project = $row->fk_projet ? (int) $row->fk_projet : null;
		$this->ref_client = $this->ref_customer = (string) $row->ref_client;
		$this->total_localtax1 = $row->localtax1;
		$this->total_localtax2 = $row->localtax2;
		list($this->cond_reglement_id, $this->cond_reglement_code, $this->cond_reglement_doc) = array($row->fk_cond_reglement, $row->cond_code, $row->cond_doc);
		list($this->mode_reglement_id, $this->mode_reglement_code) = array($row->fk_mode_reglement, $row->mode_code);
		list($this->date, $this->date_creation, $this->date_validation) = array($this->db->jdate($row->datef), $this->db->jdate($row->datec), $this->db->jdate($row->date_valid));
		list($this->date_lim_reglement, $this->datem, $this->date_closing) = array($this->db->jdate($row->date_lim_reglement), $this->db->jdate($row->tms), $this->db->jdate($row->date_closing));
		list($this->user_creation_id, $this->user_validation_id) = array($row->fk_user_author, $row->fk_user_valid);
		$this->fetch_optionals();
		return $this->fetch_lines() < 0 ? -3 : 1;
	}

	/** @return int 1, <0 error: fields of the draft that a card may change */
	public function update(User $user, $notrigger = 0)
	{
		$text = fn($v) => (string) $v === '' ? 'null' : "'".$this->db->escape((string) $v)."'";
		$this->db->begin();
		$done = $this->db->query('UPDATE '.MAIN_DB_PREFIX.'facture SET ref_client = '.$text($this->ref_client).", datef = '".$this->db->idate($this->date)."', date_lim_reglement = '".$this->db->idate($this->date_lim_reglement)
			."', note_private = ".$text($this->note_private).', note_public = '.$text($this->note_public).', model_pdf = '.$text($this->model_pdf).', fk_projet = '.($this->fk_project > 0 ? (int) $this->fk_project : 'null')
			.', fk_user_modif = '.((int) $user->id).' WHERE rowid = '.((int) $this->id));
		if (!$done || (!$notrigger && $this->call_trigger('BILL_MODIFY', $user) < 0)) {
			$this->error = $this->error ?: $this->db->lasterror();
			$this->db->rollback();
			return -1;
		}
		$this->db->commit();
		return 1;
	}

	/** @return int >0 erasable, 0 or <0 not: validated ones only when last of the numbering and unpaid */
	public function is_erasable()
	{
		if ($this->status == self::STATUS_DRAFT && preg_match('/^\(?PROV/i', (string) $this->ref)) {
			return 1;
		}
		if (getDolGlobalInt('INVOICE_CAN_NEVER_BE_REMOVED')) {
			return 0;
		}
		$row = $this->db->getRow('SELECT MAX(ref) as maxref FROM '.MAIN_DB_PREFIX.'facture WHERE entity = '.((int) $this->entity)." AND ref LIKE '".$this->db->escape(substr($this->ref, 0, 2))."____-%'");
		$last = $row && $row->maxref === $this->ref;
		return $last && !$this->getSommePaiement() ? ($this->status == self::STATUS_DRAFT || getDolGlobalInt('INVOICE_CAN_ALWAYS_BE_REMOVED') || $this->status == self::STATUS_VALIDATED ? 2 : -1) : -2;
	}

	/** @return int 1, 0 refused, <0 error. Lines go without an event of their own. */
	public function delete($user, $notrigger = 0, $idwarehouse = -1)
	{
		global $conf;
		require_once DOL_DOCUMENT_ROOT.'/core/lib/files.lib.php';
		if ($this->is_erasable() <= 0) {
			return 0;
		}
		$this->db->begin();
		if (!$notrigger && $this->call_trigger('BILL_DELETE', $user) < 0 || $this->deleteExtraFields() < 0 || $this->deleteObjectLinked() < 0) {
			$this->db->rollback();
			return -2;
		}
		$id = (int) $this->id;
		$p = MAIN_DB_PREFIX;
		foreach (array("UPDATE {$p}element_time SET invoice_id = NULL, invoice_line_id = NULL WHERE invoice_id = $id",
			"DELETE FROM {$p}facturedet_extrafields WHERE fk_object IN (SELECT rowid FROM {$p}facturedet WHERE fk_facture = $id)", "DELETE FROM {$p}facturedet WHERE fk_facture = $id",
			"DELETE FROM {$p}facture WHERE rowid = $id") as $sql) {
			if (!$this->db->query($sql)) {
				$this->error = $this->db->lasterror();
				$this->db->rollback();
				return -4;
			}
		}
		$this->delete_linked_contact();
		dol_delete_dir_recursive($conf->facture->dir_output.'/'.dol_sanitizeFileName($this->ref));
		$this->db->commit();
		return 1;
	}

	/** @return int 1, 0 not a draft, -1 error */
	public function validate($user, $force_number = '', $idwarehouse = 0, $notrigger = 0, $batch_rule = 0)
	{
		global $conf, $langs;
		$this->fetch_thirdparty();
		$this->fetch_lines();
		if ($this->status != self::STATUS_DRAFT) {
			return 0;
		}
		if (!$this->lines) {
			$this->error = $langs->trans('ErrorObjectMustHaveLinesToBeValidated', $this->ref);
			return -1;
		}
		if (!$user->hasRight('facture', 'creer')) {
			$this->error = 'Permission denied';
			return -1;
		}
		$now = dol_now();
		$this->db->begin();
		$provisional = (bool) preg_match('/^\(?PROV/i', (string) $this->ref);
		$num = $force_number ?: ($provisional || !$this->ref ? $this->getNextNumRef($this->thirdparty) : $this->ref);
		list($this->oldref, $this->newref) = array($this->ref, dol_sanitizeFileName($num));
		$done = $num && $this->update_price(1) > 0 && $this->db->query('UPDATE '.MAIN_DB_PREFIX."facture SET ref = '".$this->db->escape($num)."', fk_statut = 1, fk_user_valid = ".($user->id > 0 ? (int) $user->id : 'null')
			.", date_valid = '".$this->db->idate($now)."' WHERE rowid = ".((int) $this->id));
		// Triggers see the old reference and state, and the new one in ->newref.
		if (!$done || $this->thirdparty->setAsCustomer() < 0 || (!$notrigger && $this->call_trigger('BILL_VALIDATE', $user) < 0)) {
			$this->error = $this->error ?: $this->db->lasterror();
			$this->db->rollback();
			return -1;
		}
		$this->ref = $num;
		$this->status = $this->statut = self::STATUS_VALIDATED;
		$this->date_validation = $now;
		if ($provisional) {
			$this->renameDocuments(dol_sanitizeFileName($this->oldref), $this->newref);
		}
		$this->db->commit();
		return 1;
	}

	/** Documents of the provisional reference follow the final one. */
	private function renameDocuments(string $old, string $new): void
	{
		global $conf;
		$dir = $conf->facture->dir_output.'/';
		if (!is_dir($dir.$old) || !@rename($dir.$old, $dir.$new)) {
			return;
		}
		foreach (scandir($dir.$new) ?: array() as $file) {
			if (strpos($file, $old) === 0) {
				@rename($dir.$new.'/'.$file, $dir.$new.'/'.$new.substr($file, strlen($old)));
			}
		}
		$this->db->query('UPDATE '.MAIN_DB_PREFIX."ecm_files SET filename = CONCAT('".$this->db->escape($new)."', SUBSTR(filename, ".(strlen($old) + 1).")), filepath = 'facture/".$this->db->escape($new)
			."' WHERE filename LIKE '".$this->db->escape($old)."%' AND filepath = 'facture/".$this->db->escape($old)."' AND entity = ".((int) $conf->entity));
	}

	/** A change of state with its event; the object changes only when no trigger refused. */
	private function changeState(User $user, string $sets, int $status, string $event, bool $before): int
	{
		$this->db->begin();
		$old = $this->status;
		$this->oldcopy = clone $this;
		$done = $this->db->query('UPDATE '.MAIN_DB_PREFIX.'facture SET '.$sets.' WHERE rowid = '.((int) $this->id));
		if ($before) {
			$this->status = $this->statut = $status;
		}
		if (!$done || $this->call_trigger($event, $user) < 0) {
			$this->error = $this->error ?: $this->db->lasterror();
			$this->status = $this->statut = $old;
			$this->db->rollback();
			return -1;
		}
		$this->status = $this->statut = $status;
		$this->db->commit();
		return 1;
	}

	public function setDraft($user, $idwarehouse = -1): int
	{
		return $this->status == self::STATUS_DRAFT ? 0 : $this->changeState($user, 'fk_statut = 0', self::STATUS_DRAFT, 'BILL_UNVALIDATE', true);
	}

	public function setPaid($user, $close_code = '', $close_note = ''): int
	{
		if ($this->paye == 1 && $this->status == self::STATUS_CLOSED) {
			return 0;
		}
		$sets = 'fk_statut = 2, fk_user_closing = '.((int) $user->id).", date_closing = '".$this->db->idate(dol_now())."'";
		$sets .= ($close_code ? ", close_code = '".$this->db->escape($close_code)."'" : ', paye = 1').($close_note ? ", close_note = '".$this->db->escape($close_note)."'" : '');
		$result = $this->changeState($user, $sets, self::STATUS_CLOSED, 'BILL_PAYED', false);
		$this->paye = $result > 0 ? 1 : $this->paye;
		return $result;
	}

	public function set_paid($user, $close_code = '', $close_note = ''): int
	{
		return $this->setPaid($user, $close_code, $close_note);
	}

	public function setUnpaid($user): int
	{
		$result = $this->changeState($user, 'paye = 0, fk_statut = 1, close_code = null, close_note = null, date_closing = null, fk_user_closing = null', self::STATUS_VALIDATED, 'BILL_UNPAYED', false);
		$this->paye = $result > 0 ? 0 : $this->paye;
		return $result;
	}

	public function setCanceled($user, $close_code = '', $close_note = ''): int
	{
		return $this->changeState($user, 'fk_statut = 3'.($close_code ? ", close_code = '".$this->db->escape($close_code)."'" : '').($close_note ? ", close_note = '".$this->db->escape($close_note)."'" : ''), self::STATUS_ABANDONED, 'BILL_CANCEL', false);
	}

	/** @return string next reference of the numbering module */
	public function getNextNumRef($soc, $mode = 'next')
	{
		require_once DOL_DOCUMENT_ROOT.'/core/modules/facture/mod_facture_terre.php';
		$numbering = new mod_facture_terre();
		return $numbering->getNextValue($soc, $this, $mode);
	}

	public function getNomUrl($withpicto = 0, $option = '', $max = 0, $short = 0, $moretitle = '', $notooltip = 0, $addlinktonotes = 0, $save_lastsearch_value = -1, $target = ''): string
	{
		return $this->cardLink('/compta/facture/card.php', $max ? dol_trunc($this->ref, $max) : (string) $this->ref, (int) $withpicto);
	}

	/** @return array<int,int> */
	public function getIdBillingContact()
	{
		return $this->getIdContact('external', 'BILLING');
	}

	public function getLibType($withbadge = 0): string
	{
		global $langs;
		return $langs->trans(array('InvoiceStandard', 'InvoiceReplacement', 'InvoiceAvoir', 'InvoiceDeposit')[$this->type] ?? 'Unknown');
	}

	/** @return int 1, <=0 error: writes the PDF of the model */
	public function generateDocument($modele, $outputlangs, $hidedetails = 0, $hidedesc = 0, $hideref = 0, $moreparams = null)
	{
		require_once DOL_DOCUMENT_ROOT.'/core/modules/facture/modules_facture.php';
		$model = ModelePDFFactures::load($this->db, $modele ?: ($this->model_pdf ?: getDolGlobalString('FACTURE_ADDON_PDF', 'crabe')));
		if (!$model) {
			$this->error = 'Error the PDF model was not found';
			return -1;
		}
		$result = $model->write_file($this, $outputlangs, '', $hidedetails, $hidedesc, $hideref);
		if ($result <= 0) {
			$this->error = $model->error;
			return -1;
		}
		return 1;
	}
}
