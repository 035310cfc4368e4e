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
}
