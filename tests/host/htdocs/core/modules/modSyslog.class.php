<?php
/*
 * Descriptor of the native module Syslog: log file.
 */
require_once DOL_DOCUMENT_ROOT.'/core/modules/DolibarrModules.class.php';

class modSyslog extends DolibarrModules
{
	/** @param DoliDB $db */
	public function __construct($db)
	{
		parent::__construct($db);
		$this->numero = 42;
		$this->name = 'Syslog';
		$this->family = 'base';
		$this->description = 'Log file';
		$this->version = 'dolibarr';
		$this->const_name = 'MAIN_MODULE_SYSLOG';
		$this->rights_class = 'syslog';
		$this->dirs = array();
		$this->depends = array();
	}
}
