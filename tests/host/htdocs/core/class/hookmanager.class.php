<?php
/*
 * Calls the ActionsXxx classes of modules that declared a context.
 */
class HookManager
{
	/** @var DoliDB */
	public $db;
	/** @var string */
	public $error = '';
	/** @var array<int,string> */
	public $errors = array();
	/** @var array<int,string> */
	public $contextarray = array();
	/** @var array<string,array<string,object>> */
	public $hooks = array();
	/** @var array<string,array<string,object>> */
	public $hooksSorted = array();
	/** @var array<string,mixed> */
	public $resArray = array();
	/** @var string */
	public $resPrint = '';
	/** @var int */
	public $resNbOfHooks = 0;

	/** Hooks whose prints are always added, never replaced. */
	const OUTPUT_HOOKS = '/^(createFrom|dashboard\w+|insertExtraHeader|insertExtraFooter|printLeftBlock|formAddObjectLine|formBuilddocOptions|showSocinfoOnPrint)$/';

	/** @param DoliDB $db */
	public function __construct($db)
	{
		$this->db = $db;
	}

	/**
	 * @param array<int,string>|string $arraycontext
	 * @return int 1, 0 when no module declares hooks
	 */
	public function initHooks($arraycontext)
	{
		global $conf;
		$contexts = (array) $arraycontext;
		if (empty($conf->modules_parts['hooks'])) {
			return 0;
		}
		$this->contextarray = array_unique(array_merge($contexts, $this->contextarray));
		foreach ($conf->modules_parts['hooks'] as $module => $declared) {
			if (!isModEnabled($module)) {
				continue;
			}
			$declared = is_array($declared) ? $declared : explode(':', $declared);
			foreach ($contexts as $context) {
				if (!in_array($context, $declared, true) && !in_array('all', $declared, true) || isset($this->hooks[$context][$module])) {
					continue;
				}
				if (!dol_include_once('/'.$module.'/class/actions_'.$module.'.class.php')) {
					continue;
				}
				$class = 'Actions'.ucfirst($module);
				$instance = new $class($this->db);
				$this->hooks[$context][$module] = $instance;
				$this->hooksSorted[$context][(empty($instance->priority) ? 50 : $instance->priority).':'.$module] = $instance;
				ksort($this->hooksSorted[$context], SORT_NATURAL);
			}
		}
		return 1;
	}

	/**
	 * @param string $method
	 * @param array<string,mixed> $parameters
	 * @param object|null $object
	 * @param string $action
	 * @return int <0 error, 0 go on, >0 replaces the standard code
	 */
	public function executeHooks($method, $parameters = array(), &$object = null, &$action = '')
	{
		if (!$this->hooks) {
			return 0;
		}
		$parameters['context'] = implode(':', $this->contextarray);
		$output = (bool) preg_match(self::OUTPUT_HOOKS, $method);
		$prints = '';
		$list = array();
		$this->resNbOfHooks = 0;
		$done = array();
		$sum = 0;
		$error = 0;
		foreach ($this->hooksSorted as $context => $instances) {
			foreach ($instances as $key => $instance) {
				$module = preg_replace('/^\d+:/', '', $key);
				if (isset($done[$module]) || !method_exists($instance, $method)) {
					continue;
				}
				$done[$module] = 1;
				$this->resNbOfHooks++;
				$instance->error = '';
				$instance->errors = array();
				$parameters['currentcontext'] = $context;
				$res = (int) $instance->$method($parameters, $object, $action, $this);
				$sum += $res;
				if ($res < 0 || (!$output && (!empty($instance->error) || !empty($instance->errors)))) {
					$error++;
					$this->error = $instance->error;
					$this->errors = array_merge($this->errors, (array) $instance->errors);
				}
				$replace = !$output && $res > 0;
				if (isset($instance->results) && is_array($instance->results)) {
					$list = $replace ? $instance->results : array_merge_recursive($list, $instance->results);
				}
				if (!empty($instance->resprints)) {
					$prints = $replace ? (string) $instance->resprints : $prints.$instance->resprints;
				}
				$instance->results = array();
				$instance->resprints = null;
			}
		}
		$this->resPrint = $prints;
		$this->resArray = $list;
		return $error ? -1 : $sum;
	}
}
