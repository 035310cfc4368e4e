<?php
/*
 * Numbers of invoices: FAyymm-nnnn, credit notes AVyymm-nnnn, without a hole.
 */
require_once __DIR__.'/modules_facture.php';

class mod_facture_terre extends ModeleNumRefFactures
{
	public $version = 'dolibarr', $prefixinvoice = 'FA', $prefixcreditnote = 'AV', $prefixdeposit = 'AC', $error = '';

	/** @return string */
	public function getNextValue($objsoc, $invoice, $mode = 'next')
	{
		global $db;
		$prefix = $invoice->type == Facture::TYPE_CREDIT_NOTE ? $this->prefixcreditnote : ($invoice->type == Facture::TYPE_DEPOSIT ? $this->prefixdeposit : $this->prefixinvoice);
		$row = $db->getRow('SELECT MAX(CAST(SUBSTRING(ref, '.(strlen($prefix) + 6).') AS SIGNED)) as max FROM '.MAIN_DB_PREFIX."facture WHERE ref LIKE '".$prefix."____-%' AND entity IN (".getEntity('invoicenumber', 1, $invoice).')');
		$max = $row ? (int) $row->max : 0;
		$yymm = dol_print_date($invoice->date, '%y%m');
		return $prefix.$yymm.'-'.sprintf('%04d', $mode === 'last' ? $max : $max + 1);
	}
}
