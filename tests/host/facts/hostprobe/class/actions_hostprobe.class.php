<?php
/*
 * Hooks of the probe: each answers what its parameters ask for.
 */
class ActionsHostprobe
{
	public $db, $error = '', $errors = array(), $results = array(), $resprints;

	public function __construct($db)
	{
		$this->db = $db;
	}

	public function doActions($parameters, &$object, &$action, $hookmanager)
	{
		$action .= '+seen:'.$parameters['currentcontext'];
		$this->resprints = $parameters['print'];
		$this->results = array('a' => $parameters['return']);
		if ($parameters['return'] < 0) {
			$this->errors = array('because');
		}
		return $parameters['return'];
	}

	public function printLeftBlock($parameters, &$object, &$action, $hookmanager)
	{
		return $this->doActions($parameters, $object, $action, $hookmanager);
	}
}
