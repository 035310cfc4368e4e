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
		$this->hostDescribe(1, 'Societe', 'crm', 'Third parties and contacts', 'societe', array('/societe/temp'), array(), array(array(121, 'lire', '', 'r'), array(122, 'creer', '', 'w'), array(125, 'supprimer', '', 'd'), array(126, 'export', '', 'r'),
			array(262, 'client', 'voir', 'r'), array(281, 'contact', 'lire', 'r'), array(282, 'contact', 'creer', 'w'), array(283, 'contact', 'supprimer', 'd')));
	}
}
