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
		$this->hostDescribe(400, 'Projet', 'projects', 'Projects and tasks', 'projet', array('/projet/temp'), array(), array(array(41, 'lire', '', 'r'), array(42, 'creer', '', 'w'), array(44, 'supprimer', '', 'd'), array(141, 'all', 'lire', 'r'), array(142, 'all', 'creer', 'w'),
			array(144, 'all', 'supprimer', 'd'), array(145, 'time', '', 'w')));
	}
}
