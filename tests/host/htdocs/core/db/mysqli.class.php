<?php
/*
 * The mysqli driver: text results, generic error codes, the mysqli object public in ->db.
 */
require_once DOL_DOCUMENT_ROOT.'/core/db/DoliDB.class.php';

class DoliDBMysqli extends DoliDB
{
	public $type = 'mysqli';
	const LABEL = 'MySQL or MariaDB';
	const VERSIONMIN = '5.0.3';

	/** MySQL error numbers by the generic name that callers test. */
	const ERRORS = array(
		'CANNOT_CREATE' => array(1004, 1005, 1006), 'ALREADY_EXISTS' => array(1007), 'CANNOT_DROP' => array(1008),
		'KEY_NAME_ALREADY_EXISTS' => array(1022, 1061, 1826), 'NO_FOREIGN_KEY_TO_DROP' => array(1025), 'ACCESSDENIED' => array(1044),
		'NODBSELECTED' => array(1046), 'CONSTRAINT' => array(1048), 'TABLE_ALREADY_EXISTS' => array(1050), 'NOSUCHTABLE' => array(1051, 1146),
		'NOSUCHFIELD' => array(1054, 1091), 'COLUMN_ALREADY_EXISTS' => array(1060), 'RECORD_ALREADY_EXISTS' => array(1062),
		'SYNTAX' => array(1064), 'PRIMARY_KEY_ALREADY_EXISTS' => array(1068), 'CANT_DROP_PRIMARY_KEY' => array(1075), 'NOT_LOCKED' => array(1100),
		'VALUE_COUNT_ON_ROW' => array(1136), 'CANNOT_ADD_FOREIGN_KEY_CONSTRAINT' => array(1215), 'NO_PARENT' => array(1216),
		'CHILD_EXISTS' => array(1217, 1451), 'USER_ALREADY_EXISTS' => array(1396),
	);

	/** @var mysqli_result|bool */
	private $_results;

	/**
	 * @param string $type 'mysqli'
	 * @param string $host
	 * @param string $user
	 * @param string $pass
	 * @param string $name
	 * @param int $port
	 */
	public function __construct($type, $host, $user, $pass, $name = '', $port = 0)
	{
		global $conf;
		$this->database_user = $user;
		$this->database_host = $host;
		$this->database_port = $port;
		$this->forcecharset = $conf->db->character_set ?: 'utf8';
		$this->forcecollate = $conf->db->dolibarr_main_db_collation ?: 'utf8_unicode_ci';
		$this->db = $this->connect($host, $user, $pass, '', $port);
		if (!$this->db || $this->db->connect_errno) {
			$this->error = $this->db ? $this->db->connect_error : 'Failed to connect';
			return;
		}
		$this->connected = $this->ok = true;
		if ($name && $this->select_db($name)) {
			$this->database_selected = true;
			$this->database_name = $name;
			$charset = preg_match('/latin1/', $this->forcecharset) ? 'utf8' : $this->forcecharset;
			if ($this->db->character_set_name() !== $charset) {
				$this->db->set_charset($charset);
			}
			$this->db->query('SET collation_connection = '.preg_replace('/[^a-z0-9_]/', '', $this->forcecollate));
		} elseif ($name) {
			$this->ok = false;
			$this->error = $this->error();
		}
	}

	/** @return mysqli|false */
	public function connect($host, $login, $passwd, $name, $port = 0)
	{
		try {
			return new mysqli($host, $login, $passwd, $name, (int) $port);
		} catch (Exception $e) {
			$this->error = $e->getMessage();
			return false;
		}
	}

	public function select_db($database): bool
	{
		try {
			return $this->db->select_db($database);
		} catch (Exception $e) {
			return false;
		}
	}

	public function getVersion(): string
	{
		return $this->db->server_info;
	}

	public function getDriverInfo(): string
	{
		return $this->db->client_info;
	}

	public function close(): bool
	{
		if (!$this->db) {
			return false;
		}
		$this->connected = false;
		return $this->db->close();
	}

	/** @return mysqli_result|bool */
	public function query($query, $usesavepoint = 0, $type = 'auto', $result_mode = 0)
	{
		$query = trim($query);
		if ($query === '') {
			return false;
		}
		if (!in_array($query, array('BEGIN', 'COMMIT', 'ROLLBACK'), true)) {
			dol_syslog('sql='.substr($query, 0, 10000), LOG_DEBUG);
		}
		try {
			$ret = $this->db->query($query, $result_mode);
		} catch (Exception $e) {
			$ret = false;
		}
		if (!preg_match('/^(COMMIT|ROLLBACK)/i', $query)) {
			if (!$ret) {
				$this->lastqueryerror = $query;
				$this->lasterror = $this->error();
				$this->lasterrno = $this->errno();
				dol_syslog(get_class($this).'::query SQL Error query: '.$query, LOG_ERR);
				dol_syslog(get_class($this).'::query SQL Error message: '.$this->lasterrno.' '.$this->lasterror, LOG_ERR);
			}
			$this->lastquery = $query;
			$this->_results = $ret;
		}
		return $ret;
	}

	/** @return mysqli_result|bool the given set, or the last one */
	private function set($resultset)
	{
		return is_object($resultset) ? $resultset : $this->_results;
	}

	/** @return object|null|false */
	public function fetch_object($resultset)
	{
		return $this->set($resultset)->fetch_object();
	}

	/** @return array<int|string,mixed>|null|false */
	public function fetch_array($resultset)
	{
		return $this->set($resultset)->fetch_array();
	}

	/** @return array<int,mixed>|null|int|false 0 when the set is a boolean */
	public function fetch_row($resultset)
	{
		return is_bool($resultset) ? 0 : $this->set($resultset)->fetch_row();
	}

	public function num_rows($resultset): int
	{
		$set = $this->set($resultset);
		return isset($set->num_rows) ? $set->num_rows : 0;
	}

	/** @return int rows really changed */
	public function affected_rows($resultset)
	{
		return $this->db->affected_rows;
	}

	public function free($resultset = null): void
	{
		$set = $this->set($resultset);
		if (is_object($set)) {
			$set->free_result();
		}
	}

	public function escape($stringtoencode): string
	{
		return $this->db->real_escape_string((string) $stringtoencode);
	}

	public function escapeforlike($stringtoencode): string
	{
		return str_replace(array('\\', '_', '%'), array('\\\\', '\_', '\%'), (string) $stringtoencode);
	}

	/** @return string generic code, DB_ERROR_<number>, or '0' */
	public function errno()
	{
		if (!$this->connected) {
			return 'DB_ERROR_FAILED_TO_CONNECT';
		}
		foreach (self::ERRORS as $name => $numbers) {
			if (in_array($this->db->errno, $numbers, true)) {
				return 'DB_ERROR_'.$name;
			}
		}
		return $this->db->errno ? 'DB_ERROR_'.$this->db->errno : '0';
	}

	public function error(): string
	{
		return $this->connected ? $this->db->error : 'Not connected. Check setup parameters in conf/conf.php file and your mysql client and server versions';
	}

	/** @return int|string */
	public function last_insert_id($tab, $fieldid = 'rowid')
	{
		return $this->db->insert_id;
	}

	/** @return string quoted and escaped */
	public function encrypt($fieldorvalue, $withQuotes = 1)
	{
		$quote = $withQuotes ? "'" : '';
		return $quote.$this->escape($fieldorvalue).$quote;
	}

	public function decrypt($value): string
	{
		return $value;
	}

	/** @return array<int,string> tables whose name is like $table */
	public function DDLListTables($database, $table = '')
	{
		$sql = 'SHOW TABLES FROM `'.preg_replace('/[^0-9a-z_\-]/i', '', $database).'`'.($table ? " LIKE '".$this->escape($table)."'" : '');
		$list = array();
		$resql = $this->query($sql);
		while ($resql && ($row = $this->fetch_row($resql))) {
			$list[] = $row[0];
		}
		return $list;
	}
}
