<?php
/*
 * What invoices of every kind share: states, due date, what is paid, totals.
 */
require_once DOL_DOCUMENT_ROOT.'/core/class/commonobject.class.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/date.lib.php';

abstract class CommonInvoice extends CommonObject
{
	const TYPE_STANDARD = 0;
	const TYPE_REPLACEMENT = 1;
	const TYPE_CREDIT_NOTE = 2;
	const TYPE_DEPOSIT = 3;
	const TYPE_PROFORMA = 4;
	const TYPE_SITUATION = 5;
	const STATUS_DRAFT = 0;
	const STATUS_VALIDATED = 1;
	const STATUS_CLOSED = 2;
	const STATUS_ABANDONED = 3;

	public $type = self::TYPE_STANDARD, $subtype, $paye = 0, $paid = 0, $totalpaid, $totaldeposits, $remaintopay, $date, $datem, $date_lim_reglement, $date_validation, $date_closing;
	public $close_code, $close_note, $cond_reglement_id, $cond_reglement_code, $mode_reglement_id, $mode_reglement_code, $fk_account, $fk_facture_source, $fk_project;

	/** @return float what was paid, by payments of the table */
	public function getSommePaiement($multicurrency = 0)
	{
		$row = $this->db->getRow('SELECT SUM('.($multicurrency ? 'multicurrency_amount' : 'amount').') as amount FROM '.MAIN_DB_PREFIX.'paiement_facture WHERE fk_facture = '.((int) $this->id));
		return $row ? (float) $row->amount : 0;
	}

	/** @return float credit notes and deposits used on it */
	public function getSumCreditNotesUsed($multicurrency = 0)
	{
		$row = $this->db->getRow('SELECT SUM(amount_ttc) as amount FROM '.MAIN_DB_PREFIX.'societe_remise_except WHERE fk_facture = '.((int) $this->id));
		return $row ? (float) $row->amount : 0;
	}

	/** @return float */
	public function getSumDepositsUsed($multicurrency = 0)
	{
		return 0;
	}

	/** @return float */
	public function getRemainToPay($multicurrency = 0)
	{
		return (float) price2num($this->total_ttc - $this->getSommePaiement($multicurrency) - $this->getSumCreditNotesUsed($multicurrency), 'MT');
	}

	/** @return int|string due date by the condition of payment */
	public function calculate_date_lim_reglement($cond_reglement = 0)
	{
		$row = $this->db->getRow('SELECT type_cdr, nbjour, decalage FROM '.MAIN_DB_PREFIX.'c_payment_term WHERE '.(is_numeric($cond_reglement ?: $this->cond_reglement_id)
			? 'rowid = '.((int) ($cond_reglement ?: $this->cond_reglement_id)) : "code = '".$this->db->escape($cond_reglement)."'"));
		if (!$row) {
			return $this->date;
		}
		$due = dol_time_plus_duree($this->date, (int) $row->nbjour, 'd');
		if ((int) $row->type_cdr === 1) {
			$fields = dol_getdate($due);
			$due = dol_mktime(0, 0, 0, $fields['mon'], (int) date('t', dol_mktime(12, 0, 0, $fields['mon'], 1, $fields['year'])), $fields['year']);
		}
		return $due + (int) $row->decalage * 86400;
	}

	public function getLibStatut($mode = 0, $alreadypaid = -1): string
	{
		return $this->LibStatut($this->paye, $this->status, $mode, $alreadypaid, $this->type);
	}

	public function LibStatut($paye, $status, $mode = 0, $alreadypaid = -1, $type = -1): string
	{
		global $langs;
		$langs->load('bills');
		$state = array(self::STATUS_DRAFT => array('Draft', 'status0'), self::STATUS_VALIDATED => array($alreadypaid > 0 ? 'Started' : 'NotPaid', $alreadypaid > 0 ? 'status3' : 'status1'),
			self::STATUS_CLOSED => array($paye ? 'Paid' : 'Canceled', 'status6'), self::STATUS_ABANDONED => array('Canceled', 'status9'));
		list($key, $class) = $state[(int) $status] ?? array('Draft', 'status0');
		return dolGetStatus($langs->transnoentitiesnoconv('BillStatus'.$key), $langs->transnoentitiesnoconv('BillShortStatus'.$key), '', $class, (int) $mode);
	}

	/**
	 * Adds the lines up into the invoice; a line whose VAT was rounded another way is mended first.
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
		if (!$nodatabaseupdate && !$this->db->query('UPDATE '.MAIN_DB_PREFIX.$this->table_element.' SET '.implode(', ', $sets).' WHERE rowid = '.((int) $this->id))) {
			$this->error = $this->db->lasterror();
			$this->db->rollback();
			return -1;
		}
		$this->db->commit();
		return 1;
	}

	/** VAT and total of a row as calcul_price_total gives them today, when they differ. */
	private function mendLine(stdClass $row, Societe $seller): void
	{
		$calc = calcul_price_total($row->qty, $row->subprice, $row->remise_percent, $row->tva_tx, $row->localtax1_tx, $row->localtax2_tx, 0, 'HT', $row->info_bits, $row->product_type, $seller,
			array($row->localtax1_type, $row->localtax1_tx, $row->localtax2_type, $row->localtax2_tx), (float) $row->situation_percent ?: 100, $this->multicurrency_tx ?: 1);
		$unbalanced = (float) price2num($row->total_ttc - $row->total_ht - $row->total_tva - $row->total_localtax1 - $row->total_localtax2, 'MT', 1) != 0;
		$moved = (float) price2num((float) $calc[1] - $row->total_tva, 'MT', 1) != 0 && (float) $calc[0] == (float) $row->total_ht;
		if (!$unbalanced && !$moved) {
			return;
		}
		list($row->total_tva, $row->total_ttc, $row->multicurrency_total_tva, $row->multicurrency_total_ttc) = array($calc[1], $calc[2], $calc[17], $calc[18]);
		$this->db->query('UPDATE '.MAIN_DB_PREFIX.$this->table_element_line.' SET total_tva = '.price2num($calc[1]).', total_ttc = '.price2num($calc[2]).', multicurrency_total_tva = '
			.price2num($calc[17]).', multicurrency_total_ttc = '.price2num($calc[18]).' WHERE rowid = '.((int) $row->rowid));
	}
}
