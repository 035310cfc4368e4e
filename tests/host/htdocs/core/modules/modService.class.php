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
		$this->numero = 53;
		$this->name = 'Service';
		$this->family = 'products';
		$this->description = 'Services';
		$this->version = 'dolibarr';
		$this->const_name = 'MAIN_MODULE_SERVICE';
		$this->rights_class = 'service';
		$this->dirs = array('/produit/temp');
		$this->depends = array();
		foreach (array(array(531, 'lire', '', 'r'), array(532, 'creer', '', 'w'), array(534, 'supprimer', '', 'd')) as $right) {
			$this->rights[] = array($right[0], 'Permission'.$right[0], $right[3], 0, $right[1], $right[2]);
		}
	}
}
