<?php
/*
 * Descriptor of the native module Propale: commercial proposals.
 */
require_once DOL_DOCUMENT_ROOT.'/core/modules/DolibarrModules.class.php';

class modPropale extends DolibarrModules
{
	/** @param DoliDB $db */
	public function __construct($db)
	{
		parent::__construct($db);
		$this->hostDescribe(20, 'Propale', 'crm', 'Commercial proposals', 'propale', array('/propale/temp'), array('modSociete'), array(array(21, 'lire', '', 'r'), array(22, 'creer', '', 'w'), array(24, 'propal_advance', 'validate', 'd'),
			array(25, 'propal_advance', 'send', 'd'), array(26, 'propal_advance', 'close', 'd'), array(27, 'supprimer', '', 'd'), array(28, 'export', '', 'r'), array(29, 'propal_advance', 'reopen', 'w')));
		$this->const = array(array('PROPALE_VALIDITY_DURATION', 'chaine', '15', 'Duration of validity of business proposals', 0), array('PROPALE_ADDON_PDF', 'chaine', 'cyan', '', 0));
	}
}
