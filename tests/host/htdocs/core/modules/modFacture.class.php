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
		$this->hostDescribe(30, 'Facture', 'financial', 'Customer invoices', 'facture', array('/facture/temp'), array('modSociete'), array(array(11, 'lire', '', 'a'), array(12, 'creer', '', 'a'), array(13, 'invoice_advance', 'unvalidate', 'a'), array(14, 'invoice_advance', 'validate', 'a'),
			array(15, 'invoice_advance', 'send', 'a'), array(16, 'paiement', '', 'a'), array(19, 'supprimer', '', 'a')));
	}
}
