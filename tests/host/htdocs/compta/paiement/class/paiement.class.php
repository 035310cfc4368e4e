<?php
/*
 * A payment of customer invoices.
 */
require_once DOL_DOCUMENT_ROOT.'/core/class/commonobject.class.php';
require_once DOL_DOCUMENT_ROOT.'/compta/facture/class/facture.class.php';

class Paiement extends CommonObject
{
	public $element = 'payment', $table_element = 'paiement', $picto = 'payment', $datepaye, $amount = 0, $amounts = array(), $paiementid, $num_payment = '', $bank_account, $paiementcode = '', $multicurrency_amounts = array();

	/** @param DoliDB $db */
	public function __construct(DoliDB $db)
	{
		$this->db = $db;
	}

	/** @return int id, <0 error: ->amounts is invoice => amount; fully paid invoices are closed when asked */
	public function create($user, $closepaidinvoices = 0, $thirdparty = null)
	{
		global $conf;
		$total = array_sum(array_map(fn($v) => (float) price2num($v, 'MT'), $this->amounts));
		if (!$total) {
			$this->error = 'ErrorPaymentAmountEmpty';
			return -1;
		}
		$this->db->begin();
		$this->paiementid = $this->paiementid ?: dol_getIdFromCode($this->db, $this->paiementcode, 'c_paiement', 'code', 'id', 1);
		$row = $this->db->getRow('SELECT MAX(CAST(SUBSTRING(ref, 9) AS SIGNED)) as max FROM '.MAIN_DB_PREFIX."paiement WHERE ref LIKE 'PAY____-%' AND entity = ".((int) $conf->entity));
		$this->ref = 'PAY'.date('ym').'-'.sprintf('%04d', ($row ? (int) $row->max : 0) + 1);
		$sql = 'INSERT INTO '.MAIN_DB_PREFIX.'paiement (entity, ref, datec, datep, amount, multicurrency_amount, fk_paiement, num_paiement, fk_user_creat) VALUES ('.((int) $conf->entity).", '".$this->ref."', '".$this->db->idate(dol_now())."', '".$this->db->idate($this->datepaye);
		$sql .= "', ".$total.', '.$total.', '.((int) $this->paiementid).", '".$this->db->escape($this->num_payment)."', ".((int) $user->id).')';
		$done = $this->db->query($sql);
		$this->id = $done ? (int) $this->db->last_insert_id(MAIN_DB_PREFIX.'paiement') : 0;
		foreach ($this->amounts as $invoiceid => $amount) {
			$amount = price2num($amount, 'MT');
			$done = $done && ((float) $amount == 0.0 || $this->db->query('INSERT INTO '.MAIN_DB_PREFIX.'paiement_facture (fk_facture, fk_paiement, amount, multicurrency_amount) VALUES ('.((int) $invoiceid).', '.$this->id.', '.$amount.', '.$amount.')'));
			$invoice = new Facture($this->db);
			if ($done && $closepaidinvoices && $invoice->fetch($invoiceid) > 0 && $invoice->getRemainToPay() <= 0) {
				$done = $invoice->setPaid($user) >= 0;
			}
		}
		$this->amount = $total;
		return $this->hostEnd($done && $this->call_trigger('PAYMENT_CUSTOMER_CREATE', $user) >= 0, $this->id);
	}

	public function getNomUrl($withpicto = 0, $option = '', $mode = 'withlist', $notooltip = 0, $morecss = ''): string
	{
		return dol_escape_htmltag((string) $this->ref);
	}
}
