<?php
/*
 * Descriptor of the native module Societe: third parties and contacts.
 */
require_once DOL_DOCUMENT_ROOT.'/core/modules/DolibarrModules.class.php';

class modSociete extends DolibarrModules
{
	/** @param DoliDB $db */
	public function __construct($db)
	{
		parent::__construct($db);
		$this->numero = 1;
		$this->name = 'Societe';
		$this->family = 'crm';
		$this->description = 'Third parties and contacts';
		$this->version = 'dolibarr';
		$this->const_name = 'MAIN_MODULE_SOCIETE';
		$this->rights_class = 'societe';
		$this->dirs = array('/societe/temp');
		$this->depends = array();
		foreach (array(array(121, 'lire', '', 'r'), array(122, 'creer', '', 'w'), array(125, 'supprimer', '', 'd'), array(126, 'export', '', 'r'),
			array(262, 'client', 'voir', 'r'), array(281, 'contact', 'lire', 'r'), array(282, 'contact', 'creer', 'w'), array(283, 'contact', 'supprimer', 'd')) as $right) {
			$this->rights[] = array($right[0], 'Permission'.$right[0], $right[3], 0, $right[1], $right[2]);
		}
	}
}
