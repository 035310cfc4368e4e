<?php
/*
 * Descriptor of the native module Service: services.
 */
require_once DOL_DOCUMENT_ROOT.'/core/modules/DolibarrModules.class.php';

class modService extends DolibarrModules
{
	/** @param DoliDB $db */
	public function __construct($db)
	{
		parent::__construct($db);
		$this->hostDescribe(53, 'Service', 'products', 'Services', 'service', array('/produit/temp'), array(), array(array(531, 'lire', '', 'r'), array(532, 'creer', '', 'w'), array(534, 'supprimer', '', 'd')));
	}
}
