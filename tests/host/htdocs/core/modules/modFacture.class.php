<?php
/*
 * Descriptor of the native module Facture: customer invoices.
 */
require_once DOL_DOCUMENT_ROOT.'/core/modules/DolibarrModules.class.php';

class modFacture extends DolibarrModules
{
	/** @param DoliDB $db */
	public function __construct($db)
	{
		parent::__construct($db);
		$this->numero = 30;
		$this->name = 'Facture';
		$this->family = 'financial';
		$this->description = 'Customer invoices';
		$this->version = 'dolibarr';
		$this->const_name = 'MAIN_MODULE_FACTURE';
		$this->rights_class = 'facture';
		$this->dirs = array('/facture/temp');
		$this->depends = array('modSociete');
		foreach (array(array(11, 'lire', '', 'a'), array(12, 'creer', '', 'a'), array(13, 'invoice_advance', 'unvalidate', 'a'), array(14, 'invoice_advance', 'validate', 'a'),
			array(15, 'invoice_advance', 'send', 'a'), array(16, 'paiement', '', 'a'), array(19, 'supprimer', '', 'a')) as $right) {
			$this->rights[] = array($right[0], 'Permission'.$right[0], $right[3], 0, $right[1], $right[2]);
		}
	}
}
