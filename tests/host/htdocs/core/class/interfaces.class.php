<?php
/*
 * Runs the triggers of core and modules for a business event, in the order of their file names.
 */
class Interfaces
{
	/** @var DoliDB */
	public $db;
	/** @var string */
	public $lastmoduleerror = '';
	/** @var array<int,string> */
	public $errors = array();

	/** @param DoliDB $db */
	public function __construct($db)
	{
		$this->db = $db;
	}

	/** @return array<string,string> class by 'NN_modX_Name', naturally sorted */
	private function triggers($conf): array
	{
		$found = array();
		foreach (array_merge(array('/core/triggers'), array_values($conf->modules_parts['triggers'])) as $reldir) {
			foreach (glob(rtrim(dol_buildpath($reldir), '/').'/interface_*.class.php') ?: array() as $file) {
				if (!preg_match('/^interface_([0-9]+)_([^_]+)_(.+)\.class\.php$/i', basename($file), $m)) {
					continue;
				}
				$module = strtolower(preg_replace('/^mod/i', '', $m[2]));
				if (strtolower($m[2]) !== 'all' && !isModEnabled($module)) {
					continue;
				}
				include_once $file;
				$found[$m[1].'_'.$m[2].'_'.$m[3]] = 'Interface'.ucfirst($m[3]);
			}
		}
		uksort($found, 'strnatcmp');
		return $found;
	}

	/**
	 * @param string $action code of the event
	 * @param object $object
	 * @param User $user
	 * @param Translate $langs
	 * @param Conf $conf
	 * @return int count of triggers that did something, or minus the count of failures
	 */
	public function run_triggers($action, $object, $user, $langs, $conf)
	{
		if (!is_object($object) || !is_object($conf)) {
			$this->errors[] = 'function run_triggers called with wrong parameters action='.$action;
			return -1;
		}
		$user = is_object($user) ? $user : new User($this->db);
		$ok = $ko = 0;
		foreach ($this->triggers($conf) as $class) {
			if (!class_exists($class)) {
				continue;
			}
			$trigger = new $class($this->db);
			$before = $this->db->transaction_opened;
			$result = $trigger->runTrigger($action, $object, $user, $langs, $conf);
			if ($this->db->transaction_opened !== $before) {
				$this->errors[] = 'Error, the balance begin/close of db transactions has been broken into trigger '.$class.' with action='.$action
					.' before='.$before.' after='.$this->db->transaction_opened;
				$result = -1;
			}
			$ok += $result > 0 ? 1 : 0;
			if ($result < 0) {
				$ko++;
				$this->lastmoduleerror = $class;
				$this->errors = array_merge($this->errors, !empty($trigger->errors) ? $trigger->errors : (empty($trigger->error) ? array() : array($trigger->error)));
			}
		}
		return $ko ? -$ko : $ok;
	}
}
