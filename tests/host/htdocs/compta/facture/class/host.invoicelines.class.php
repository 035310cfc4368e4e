<?php
/*
 * Lines of an invoice: read, added, changed, removed. Only a draft changes.
 */
trait HostInvoiceLines
{
	/** @return int 1, -3 error */
	public function fetch_lines($only_product = 0, $loadalsotranslation = 0)
	{
		$this->lines = array();
		$resql = $this->db->query('SELECT l.*, p.ref as product_ref, p.label as product_label FROM '.MAIN_DB_PREFIX.'facturedet as l LEFT JOIN '.MAIN_DB_PREFIX.'product as p ON l.fk_product = p.rowid WHERE l.fk_facture = '.((int) $this->id).' ORDER BY l.rang, l.rowid');
		if (!$resql) {
			$this->error = $this->db->lasterror();
			return -3;
		}
		while ($row = $this->db->fetch_object($resql)) {
			$line = new FactureLigne($this->db);
			$line->fill($row);
			$line->fetch_optionals();
			$this->lines[] = $line;
		}
		return 1;
	}

	/** Rate without its code, the code, and amounts of a line. */
	private function computeLine($qty, $pu, $discount, $rate, $tax1, $tax2, string $base, $bits, $type, $progress, $pu_currency): array
	{
		global $mysoc;
		require_once DOL_DOCUMENT_ROOT.'/core/lib/price.lib.php';
		$code = preg_match('/\((.*)\)/', (string) $rate, $m) ? $m[1] : '';
		$taxes = getLocalTaxesFromRate($rate, 0, $this->thirdparty, $mysoc);
		$rate = price2num((string) preg_replace('/\s*\(.*\)/', '', (string) $rate));
		return array($rate, $code, $taxes, calcul_price_total($qty, $pu, $discount, $rate, $tax1, $tax2, 0, $base, $bits, $type, $mysoc, $taxes, $progress, $this->multicurrency_tx ?: 1, $pu_currency, (string) $this->multicurrency_code));
	}

	/** Amounts of a computation into a line. */
	private function fillAmounts(FactureLigne $line, array $t, $qty): void
	{
		$negative = $this->type == self::TYPE_CREDIT_NOTE || $qty < 0;
		foreach (array('total_ht' => 0, 'total_tva' => 1, 'total_ttc' => 2, 'total_localtax1' => 9, 'total_localtax2' => 10, 'multicurrency_total_ht' => 16, 'multicurrency_total_tva' => 17, 'multicurrency_total_ttc' => 18) as $name => $i) {
			$line->$name = $negative ? -abs((float) $t[$i]) : (float) $t[$i];
		}
		$line->subprice = $this->type == self::TYPE_CREDIT_NOTE ? -abs((float) $t[3]) : (float) $t[3];
		$line->multicurrency_subprice = $this->type == self::TYPE_CREDIT_NOTE ? -abs((float) $t[19]) : (float) $t[19];
		$line->qty = $this->type == self::TYPE_CREDIT_NOTE ? abs((float) $qty) : (float) $qty;
	}

	/** @return int id of the line, <0 error */
	public function addline($desc, $pu_ht, $qty, $txtva, $txlocaltax1 = 0, $txlocaltax2 = 0, $fk_product = 0, $remise_percent = 0, $date_start = '', $date_end = '', $fk_code_ventilation = 0, $info_bits = 0, $fk_remise_except = 0, $price_base_type = 'HT', $pu_ttc = 0, $type = 0, $rang = -1, $special_code = 0, $origin = '', $origin_id = 0, $fk_parent_line = 0, $fk_fournprice = null, $pa_ht = 0, $label = '', $array_options = array(), $situation_percent = 100, $fk_prev_id = 0, $fk_unit = null, $pu_ht_devise = 0, $ref_ext = '', $noupdateafterinsertline = 0)
	{
		global $langs, $mysoc;
		if ($this->status != self::STATUS_DRAFT) {
			$this->errors[] = 'status of invoice must be Draft to allow use of ->addline()';
			return -3;
		}
		if ($date_start && $date_end && $date_start > $date_end) {
			$this->error = $langs->trans('ErrorStartDateGreaterEnd');
			return -1;
		}
		if ($type < 0) {
			return -1;
		}
		$qty = price2num($qty);
		$pu = $price_base_type === 'HT' ? price2num($pu_ht) : price2num($pu_ttc);
		$this->db->begin();
		list($rate, $code, $taxes, $t) = $this->computeLine($qty, $pu, price2num($remise_percent), $txtva, (float) price2num($txlocaltax1), (float) price2num($txlocaltax2), $price_base_type, $info_bits, (int) $type, $situation_percent ?: 100, (float) price2num($pu_ht_devise));
		$rank = (int) $rang;
		if ($rank === -1) {
			$row = $this->db->getRow('SELECT MAX(rang) as m FROM '.MAIN_DB_PREFIX.'facturedet WHERE fk_facture = '.((int) $this->id));
			$rank = ($row ? (int) $row->m : 0) + 1;
		}
		$line = new FactureLigne($this->db);
		$this->fillAmounts($line, $t, $qty);
		foreach (array('context' => $this->context, 'fk_facture' => $this->id, 'label' => $label, 'desc' => $desc, 'ref_ext' => $ref_ext, 'vat_src_code' => $code, 'tva_tx' => $rate, 'localtax1_tx' => $t[9] ? $taxes[1] : 0,
			'localtax2_tx' => $t[10] ? $taxes[3] : 0, 'localtax1_type' => $taxes[0] ?? 0, 'localtax2_type' => $taxes[2] ?? 0, 'fk_product' => $fk_product, 'product_type' => (int) $type, 'remise_percent' => price2num($remise_percent),
			'date_start' => $date_start, 'date_end' => $date_end, 'fk_code_ventilation' => $fk_code_ventilation, 'rang' => $rank, 'info_bits' => $info_bits, 'fk_remise_except' => $fk_remise_except, 'special_code' => $special_code,
			'fk_parent_line' => $fk_parent_line, 'origin' => $origin, 'origin_id' => $origin_id, 'situation_percent' => $situation_percent, 'fk_prev_id' => $fk_prev_id, 'fk_unit' => $fk_unit, 'fk_fournprice' => $fk_fournprice,
			'pa_ht' => $pa_ht, 'fk_multicurrency' => $this->fk_multicurrency, 'multicurrency_code' => $this->multicurrency_code, 'array_options' => (array) $array_options) as $name => $value) {
			$line->$name = $value;
		}
		$this->line = $line;
		if ($line->insert() <= 0) {
			$this->error = $line->error;
			$this->errors = $line->errors;
			$this->db->rollback();
			return -2;
		}
		if (!$noupdateafterinsertline && $this->update_price(1, 'auto', 0, $mysoc) <= 0) {
			$this->error = $this->db->lasterror();
			$this->db->rollback();
			return -1;
		}
		$this->lines[] = $line;
		$this->db->commit();
		return $line->id;
	}

	/** @return int 1, <0 error */
	public function updateline($rowid, $desc, $pu, $qty, $remise_percent, $date_start, $date_end, $txtva, $txlocaltax1 = 0, $txlocaltax2 = 0, $price_base_type = 'HT', $info_bits = 0, $type = 0, $fk_parent_line = 0, $skip_update_total = 0, $fk_fournprice = null, $pa_ht = 0, $label = '', $special_code = 0, $array_options = array(), $situation_percent = 100, $fk_unit = null, $pu_ht_devise = 0, $notrigger = 0, $ref_ext = '', $rang = 0)
	{
		global $user;
		if ($this->status != self::STATUS_DRAFT) {
			$this->error = 'Invoice statut makes operation forbidden';
			return -2;
		}
		$this->db->begin();
		$qty = price2num($qty ?: 0);
		list($rate, $code, $taxes, $t) = $this->computeLine($qty, price2num($pu), price2num($remise_percent), $txtva, (float) price2num($txlocaltax1), (float) price2num($txlocaltax2), $price_base_type, $info_bits, (int) $type, $situation_percent ?: 100, (float) price2num($pu_ht_devise));
		$line = new FactureLigne($this->db);
		$line->fetch($rowid);
		$line->fetch_optionals();
		$line->oldline = clone $line;
		$this->fillAmounts($line, $t, $qty);
		foreach (array('context' => $this->context, 'id' => $rowid, 'rowid' => $rowid, 'label' => $label, 'desc' => $desc, 'ref_ext' => $ref_ext, 'vat_src_code' => $code, 'tva_tx' => $rate, 'localtax1_type' => $taxes[0] ?? 0,
			'localtax2_type' => $taxes[2] ?? 0, 'remise_percent' => price2num($remise_percent), 'date_start' => $date_start, 'date_end' => $date_end, 'info_bits' => $info_bits, 'special_code' => $special_code == 3 ? 0 : $special_code,
			'product_type' => (int) $type, 'fk_parent_line' => max(0, (int) $fk_parent_line), 'skip_update_total' => $skip_update_total, 'situation_percent' => $situation_percent, 'fk_unit' => $fk_unit, 'fk_fournprice' => $fk_fournprice,
			'pa_ht' => $pa_ht, 'rang' => $rang, 'array_options' => array_merge($line->array_options, (array) $array_options)) as $name => $value) {
			$line->$name = $value;
		}
		$this->line = $line;
		if ($line->update($user, $notrigger) <= 0) {
			$this->error = $line->error;
			$this->errors = array_merge($this->errors, $line->errors);
			$this->db->rollback();
			return -1;
		}
		$this->update_price(1, 'auto');
		$this->db->commit();
		return 1;
	}

	/** @return int 1, -1 error */
	public function deleteLine($rowid, $id = 0)
	{
		global $user;
		if ($this->status != self::STATUS_DRAFT) {
			$this->error = 'ErrorDeleteLineNotAllowedByObjectStatus';
			return -1;
		}
		$line = new FactureLigne($this->db);
		$line->context = $this->context;
		if ($line->fetch($rowid) <= 0 || ($id > 0 && $line->fk_facture != $id)) {
			$this->error = 'ErrorLineIDDoesNotMatchWithObjectID';
			return -1;
		}
		$this->db->begin();
		$line->oldline = clone $line;
		if ($line->delete($user) <= 0 || $this->update_price(1) <= 0) {
			$this->error = $line->error ?: $this->db->lasterror();
			$this->errors = array_merge($this->errors, $line->errors);
			$this->db->rollback();
			return -1;
		}
		$this->db->commit();
		return 1;
	}
}
