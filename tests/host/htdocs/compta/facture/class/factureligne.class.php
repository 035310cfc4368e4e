<?php
/*
 * One line of an invoice.
 */
require_once DOL_DOCUMENT_ROOT.'/core/class/commonobject.class.php';

class FactureLigne extends CommonObject
{
	public $element = 'facturedet', $table_element = 'facturedet', $oldline, $rowid, $fk_facture, $fk_parent_line = 0, $label = '', $desc = '', $libelle = '', $product_label = '', $product_ref = '';
	public $qty = 0, $subprice = 0, $vat_src_code = '', $tva_tx = 0, $localtax1_tx = 0, $localtax2_tx = 0, $localtax1_type = 0, $localtax2_type = 0, $remise_percent = 0, $fk_product, $product_type = 0;
	public $fk_remise_except, $rang = 0, $special_code = 0, $info_bits = 0, $date_start, $date_end, $fk_code_ventilation = 0, $situation_percent = 100, $fk_prev_id = 0, $fk_unit, $fk_fournprice, $pa_ht = 0;
	public $multicurrency_subprice = 0, $origin, $origin_id, $skip_update_total = 0, $batch, $fk_warehouse;

	/** Numbers kept as they are; an empty one is 0. */
	const NUMBERS = array('qty', 'tva_tx', 'localtax1_tx', 'localtax2_tx', 'remise_percent', 'subprice', 'total_ht', 'total_tva', 'total_ttc', 'total_localtax1', 'total_localtax2', 'situation_percent',
		'multicurrency_subprice', 'multicurrency_total_ht', 'multicurrency_total_tva', 'multicurrency_total_ttc');

	/** @param DoliDB $db */
	public function __construct($db)
	{
		$this->db = $db;
	}

	/** @return int 1, 0 not found, <0 error */
	public function fetch($rowid)
	{
		$row = $this->db->getRow('SELECT fd.*, p.ref as product_ref, p.label as product_label FROM '.MAIN_DB_PREFIX.'facturedet as fd LEFT JOIN '.MAIN_DB_PREFIX.'product as p ON fd.fk_product = p.rowid WHERE fd.rowid = '.((int) $rowid));
		if (!$row) {
			$this->error = $row === false ? $this->db->lasterror() : 'not found';
			return $row === false ? -1 : 0;
		}
		$this->fill($row);
		return 1;
	}

	/** @return void properties from a row of llx_facturedet with product_ref and product_label */
	public function fill(stdClass $row)
	{
		$this->id = $this->rowid = (int) $row->rowid;
		foreach (array_merge(self::NUMBERS, array('vat_src_code', 'ref_ext', 'label', 'product_ref', 'product_label', 'fk_unit', 'multicurrency_code', 'localtax1_type', 'localtax2_type')) as $name) {
			$this->$name = $row->$name;
		}
		foreach (array('fk_facture', 'fk_parent_line', 'fk_product', 'product_type', 'fk_remise_except', 'rang', 'special_code', 'info_bits', 'fk_code_ventilation', 'fk_prev_id', 'fk_multicurrency') as $name) {
			$this->$name = $row->$name === null ? null : (int) $row->$name;
		}
		$this->desc = $row->description;
		$this->libelle = $row->product_label;
		$this->pa_ht = $row->buy_price_ht;
		$this->fk_fournprice = $row->fk_product_fournisseur_price;
		$this->date_start = $this->db->jdate($row->date_start);
		$this->date_end = $this->db->jdate($row->date_end);
	}

	/** Columns that insert and update write, as SQL. */
	private function columns(): array
	{
		$text = fn($v) => "'".$this->db->escape(trim((string) $v))."'";
		$idOrNull = fn($v) => $v > 0 ? (string) (int) $v : 'null';
		$values = array('description' => $text($this->desc), 'ref_ext' => $text($this->ref_ext), 'label' => empty($this->label) ? 'null' : $text($this->label), 'vat_src_code' => $text($this->vat_src_code),
			'localtax1_type' => $text($this->localtax1_type ?: 0), 'localtax2_type' => $text($this->localtax2_type ?: 0), 'product_type' => (int) $this->product_type, 'fk_remise_except' => $idOrNull($this->fk_remise_except),
			'date_start' => $this->date_start ? "'".$this->db->idate($this->date_start)."'" : 'null', 'date_end' => $this->date_end ? "'".$this->db->idate($this->date_end)."'" : 'null',
			'info_bits' => (int) $this->info_bits, 'special_code' => (int) $this->special_code, 'fk_parent_line' => $idOrNull($this->fk_parent_line), 'fk_unit' => $idOrNull($this->fk_unit),
			'fk_product_fournisseur_price' => $idOrNull($this->fk_fournprice), 'buy_price_ht' => price2num((float) $this->pa_ht));
		foreach (self::NUMBERS as $name) {
			if (empty($this->skip_update_total) || strpos($name, 'total_') !== 0) {
				$values[$name] = price2num(empty($this->$name) ? 0 : $this->$name);
			}
		}
		return $values;
	}

	/** @return int id, <0 error */
	public function insert($notrigger = 0, $noerrorifdiscountalreadylinked = 0)
	{
		global $user;
		if ($this->product_type < 0) {
			$this->error = 'ErrorProductTypeMustBe0orMore';
			return -1;
		}
		if ($this->fk_product > 0 && self::isExistingObject('product', $this->fk_product) <= 0) {
			$this->error = 'ErrorProductIdDoesNotExists';
			return -1;
		}
		$this->db->begin();
		$values = array('fk_facture' => (int) $this->fk_facture, 'fk_product' => $this->fk_product > 0 ? (int) $this->fk_product : 'null', 'rang' => (int) $this->rang, 'fk_code_ventilation' => (int) $this->fk_code_ventilation,
			'fk_prev_id' => $this->fk_prev_id ? (int) $this->fk_prev_id : 'null', 'fk_user_author' => (int) $user->id, 'fk_user_modif' => (int) $user->id, 'fk_multicurrency' => (int) $this->fk_multicurrency,
			'multicurrency_code' => "'".$this->db->escape((string) $this->multicurrency_code)."'") + $this->columns();
		$done = $this->db->query('INSERT INTO '.MAIN_DB_PREFIX.'facturedet ('.implode(', ', array_keys($values)).') VALUES ('.implode(', ', $values).')');
		$this->id = $this->rowid = $done ? (int) $this->db->last_insert_id(MAIN_DB_PREFIX.'facturedet') : 0;
		return $this->hostEnd($done && $this->insertExtraFields() >= 0 && ($notrigger || $this->call_trigger('LINEBILL_INSERT', $user) >= 0), $this->id, -2);
	}

	/** @return int 1, <0 error */
	public function update($user = null, $notrigger = 0)
	{
		global $user;
		if ($this->product_type < 0) {
			return -1;
		}
		$sets = array('fk_user_modif = '.((int) $user->id));
		foreach ($this->columns() as $column => $value) {
			$sets[] = $column.' = '.$value;
		}
		if (!empty($this->rang)) {
			$sets[] = 'rang = '.((int) $this->rang);
		}
		$this->db->begin();
		$done = $this->db->query('UPDATE '.MAIN_DB_PREFIX.'facturedet SET '.implode(', ', $sets).' WHERE rowid = '.((int) $this->rowid));
		$this->id = $this->rowid;
		return $this->hostEnd($done && $this->insertExtraFields() >= 0 && ($notrigger || $this->call_trigger('LINEBILL_MODIFY', $user) >= 0), 1, -2);
	}

	/** @return int 1, <0 error */
	public function delete($tmpuser = null, $notrigger = 0)
	{
		global $user;
		$this->db->begin();
		$id = (int) $this->id;
		$done = ($notrigger || $this->call_trigger('LINEBILL_DELETE', $user) >= 0) && $this->deleteExtraFields() >= 0;
		foreach (array('UPDATE '.MAIN_DB_PREFIX.'societe_remise_except SET fk_facture_line = NULL WHERE fk_facture_line = '.$id,
			'UPDATE '.MAIN_DB_PREFIX.'element_time SET invoice_id = NULL, invoice_line_id = NULL WHERE invoice_line_id = '.$id, 'DELETE FROM '.MAIN_DB_PREFIX.'facturedet WHERE rowid = '.$id) as $sql) {
			$done = $done && $this->db->query($sql);
		}
		return $this->hostEnd($done);
	}
}
