<?php
/*
 * What every database driver shares: nested transactions by a counter, dates, sort and limits.
 * Only depth 1 reaches the server: an inner rollback() just counts down (facts/transactions.json).
 */
abstract class DoliDB
{
	/** @var mysqli|false */
	public $db;
	/** @var string */
	public $type;
	/** @var string */
	public $forcecharset = 'utf8';
	/** @var string */
	public $forcecollate = 'utf8_unicode_ci';
	/** @var bool */
	public $connected = false;
	/** @var bool */
	public $database_selected = false;
	/** @var string */
	public $database_name;
	/** @var string */
	public $database_user;
	/** @var string */
	public $database_host;
	/** @var int */
	public $database_port;
	/** @var int depth, 0 outside any transaction */
	public $transaction_opened = 0;
	/** @var string */
	public $lastquery;
	/** @var string */
	public $lastqueryerror;
	/** @var string */
	public $lasterror;
	/** @var string */
	public $lasterrno;
	/** @var string */
	public $prefix_db;
	/** @var bool */
	public $ok = false;
	/** @var string */
	public $error;

	public function prefix(): string
	{
		return empty($this->prefix_db) ? MAIN_DB_PREFIX : $this->prefix_db;
	}

	public function ifsql($test, $resok, $resko): string
	{
		return '(CASE WHEN '.$test.' THEN '.$resok.' ELSE '.$resko.' END)';
	}

	/**
	 * @param int|string $param moment
	 * @param string $gm 'gmt' or 'tzserver'
	 * @return string YYYY-MM-DD HH:MM:SS
	 */
	public function idate($param, $gm = 'tzserver')
	{
		return dol_print_date($param, '%Y-%m-%d %H:%M:%S', $gm);
	}

	/**
	 * @param string $string date of the database
	 * @param mixed $gm 'gmt' or 'tzserver'
	 * @return int|string moment, '' when empty
	 */
	public function jdate($string, $gm = 'tzserver')
	{
		if (empty($string) || $string === '0000-00-00 00:00:00') {
			return '';
		}
		$t = preg_replace('/[^0-9]/', '', $string).'000000';
		return dol_mktime((int) substr($t, 8, 2), (int) substr($t, 10, 2), (int) substr($t, 12, 2), (int) substr($t, 4, 2), (int) substr($t, 6, 2), (int) substr($t, 0, 4), $gm);
	}

	public function sanitize($stringtosanitize, $allowsimplequote = 0, $allowsequals = 0, $allowsspace = 0, $allowschars = 1): string
	{
		$class = '0-9_\-\.,'.($allowschars ? '\p{L}' : '').($allowsequals ? '=' : '').($allowsimplequote ? "'" : '').($allowsspace ? ' ' : '');
		return (string) preg_replace('/[^'.$class.']/ui', '', (string) $stringtosanitize);
	}

	/** @return int 1, or 0 on error */
	public function begin($textinlog = '')
	{
		if ($this->transaction_opened <= 0) {
			if (!$this->query('BEGIN')) {
				return 0;
			}
			dol_syslog('BEGIN Transaction'.($textinlog ? ' '.$textinlog : ''), LOG_DEBUG);
		}
		$this->transaction_opened++;
		return 1;
	}

	/** @return int 1, or 0 on error: the depth then stays as it was */
	public function commit($log = '')
	{
		if ($this->transaction_opened > 1) {
			$this->transaction_opened--;
			return 1;
		}
		if (!$this->query('COMMIT')) {
			return 0;
		}
		$this->transaction_opened = 0;
		dol_syslog('COMMIT Transaction'.($log ? ' '.$log : ''), LOG_DEBUG);
		return 1;
	}

	/** @return mixed 1 when inner, else the answer of the server */
	public function rollback($log = '')
	{
		if ($this->transaction_opened > 1) {
			$this->transaction_opened--;
			return 1;
		}
		$ret = $this->query('ROLLBACK');
		$this->transaction_opened = 0;
		dol_syslog('ROLLBACK Transaction'.($log ? ' '.$log : ''), LOG_DEBUG);
		return $ret;
	}

	public function plimit($limit = 0, $offset = 0): string
	{
		global $conf;
		if (empty($limit)) {
			return '';
		}
		$limit = $limit < 0 ? $conf->liste_limit : $limit;
		return ' LIMIT '.($offset > 0 ? (int) $offset.',' : '').(int) $limit.' ';
	}

	public function order($sortfield = '', $sortorder = ''): string
	{
		$orders = $sortorder ? explode(',', $sortorder) : array();
		$last = 'ASC';
		$parts = array();
		foreach ($sortfield ? explode(',', $sortfield) : array() as $i => $field) {
			$field = preg_replace('/[^0-9a-z_\.]/i', '', $field);
			if ($field === '') {
				continue;
			}
			$wanted = strtoupper(trim($orders[$i] ?? ''));
			$last = in_array($wanted, array('ASC', 'DESC'), true) ? $wanted : $last;
			$parts[] = $field.' '.$last;
		}
		return $parts ? ' ORDER BY '.implode(', ', $parts) : '';
	}

	public function lasterror(): string
	{
		return (string) $this->lasterror;
	}

	public function lasterrno(): string
	{
		return (string) $this->lasterrno;
	}

	/** @return array<int,string> */
	public function getVersionArray()
	{
		return preg_split('/[\.,-]/', $this->getVersion());
	}

	/** @return string */
	abstract public function getVersion();
	/** @return mysqli_result|bool */
	abstract public function query($query, $usesavepoint = 0, $type = 'auto', $result_mode = 0);
	abstract public function fetch_object($resultset);
	abstract public function fetch_array($resultset);
	abstract public function fetch_row($resultset);
	abstract public function affected_rows($resultset);
	abstract public function last_insert_id($tab, $fieldid = 'rowid');
	abstract public function escape($stringtoencode): string;
	abstract public function escapeforlike($stringtoencode): string;
	abstract public function error(): string;
	abstract public function errno();
	abstract public function close(): bool;
	abstract public function free($resultset = null);
	abstract public function num_rows($resultset);

	/** @return object|int|false the first row, 0 when none, false on error */
	public function getRow($sql)
	{
		$resql = $this->query($sql.' LIMIT 1');
		if (!$resql) {
			return false;
		}
		$obj = $this->fetch_object($resql);
		return $obj ?: 0;
	}

	/** @return array<int,object>|false */
	public function getRows($sql)
	{
		$resql = $this->query($sql);
		if (!$resql) {
			return false;
		}
		$rows = array();
		while ($obj = $this->fetch_object($resql)) {
			$rows[] = $obj;
		}
		return $rows;
	}
}
