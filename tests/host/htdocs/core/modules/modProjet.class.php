<?php
/*
 * Descriptor of the native module Projet: projects and tasks.
 */
require_once DOL_DOCUMENT_ROOT.'/core/modules/DolibarrModules.class.php';

class modProjet extends DolibarrModules
{
	/** @param DoliDB $db */
	public function __construct($db)
	{
		parent::__construct($db);
		$this->numero = 400;
		$this->name = 'Projet';
		$this->family = 'projects';
		$this->description = 'Projects and tasks';
		$this->version = 'dolibarr';
		$this->const_name = 'MAIN_MODULE_PROJET';
		$this->rights_class = 'projet';
		$this->dirs = array('/projet/temp');
		$this->depends = array();
		foreach (array(array(41, 'lire', '', 'r'), array(42, 'creer', '', 'w'), array(44, 'supprimer', '', 'd'), array(141, 'all', 'lire', 'r'), array(142, 'all', 'creer', 'w'),
			array(144, 'all', 'supprimer', 'd'), array(145, 'time', '', 'w')) as $right) {
			$this->rights[] = array($right[0], 'Permission'.$right[0], $right[3], 0, $right[1], $right[2]);
		}
	}
}
