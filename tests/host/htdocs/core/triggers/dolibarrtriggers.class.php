<?php
/*
 * Parent of every trigger class.
 */
abstract class DolibarrTriggers
{
	/** @var DoliDB */
	protected $db;
	/** @var string */
	public $name = '';
	/** @var string */
	public $description = '';
	/** @var string */
	public $version = self::VERSION_DEVELOPMENT;
	/** @var string */
	public $family = '';
	/** @var string */
	public $picto = '';
	/** @var string */
	public $error = '';
	/** @var array<int,string> */
	public $errors = array();

	const VERSION_DEVELOPMENT = 'development';
	const VERSION_EXPERIMENTAL = 'experimental';
	const VERSION_DOLIBARR = 'dolibarr';

	/** @param DoliDB $db */
	public function __construct(DoliDB $db)
	{
		$this->db = $db;
		$this->name = (string) preg_replace('/^Interface/i', '', get_class($this));
	}

	/** @return string */
	public function getName()
	{
		return $this->name;
	}

	/** @return string */
	public function getDesc()
	{
		return $this->description;
	}

	/** @return string */
	public function getVersion()
	{
		return $this->version;
	}

	/** @return int <0 error, 0 nothing done, >0 done */
	abstract public function runTrigger($action, $object, User $user, Translate $langs, Conf $conf);
}
