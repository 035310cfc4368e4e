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
		$this->hostDescribe(56000, 'Ticket', 'crm', 'Tickets', 'ticket', array('/ticket/temp'), array(), array(array(56001, 'read', '', 'r'), array(56002, 'write', '', 'w'), array(56003, 'delete', '', 'd'), array(56004, 'manage', '', 'w')));
	}
}
