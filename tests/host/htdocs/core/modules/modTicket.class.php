<?php
/*
 * Descriptor of the native module Ticket: tickets.
 */
require_once DOL_DOCUMENT_ROOT.'/core/modules/DolibarrModules.class.php';

class modTicket extends DolibarrModules
{
	/** @param DoliDB $db */
	public function __construct($db)
	{
		parent::__construct($db);
		$this->numero = 56000;
		$this->name = 'Ticket';
		$this->family = 'crm';
		$this->description = 'Tickets';
		$this->version = 'dolibarr';
		$this->const_name = 'MAIN_MODULE_TICKET';
		$this->rights_class = 'ticket';
		$this->dirs = array('/ticket/temp');
		$this->depends = array();
		foreach (array(array(56001, 'read', '', 'r'), array(56002, 'write', '', 'w'), array(56003, 'delete', '', 'd'), array(56004, 'manage', '', 'w')) as $right) {
			$this->rights[] = array($right[0], 'Permission'.$right[0], $right[3], 0, $right[1], $right[2]);
		}
	}
}
