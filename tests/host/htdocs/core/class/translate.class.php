<?php
/*
 * Texts of the interface: langs/<code>/<domain>.lang of the host, then of the modules.
 */
class Translate
{
	/** @var string */
	public $defaultlang = 'fr_FR';
	/** @var string */
	public $shortlang = 'fr';
	/** @var string */
	public $charset_output = 'UTF-8';
	/** @var array<string,string> */
	public $tab_translate = array();
	/** @var array<string,string> */
	public $cache_currencies = array();
	/** @var array<string,int> */
	private $loaded = array();

	/**
	 * @param string $dir not used
	 * @param Conf $conf
	 */
	public function __construct($dir, $conf)
	{
	}

	public function setDefaultLang($srclang = 'en_US'): void
	{
		if ($srclang === 'auto' || $srclang === '') {
			$srclang = strpos($_SERVER['HTTP_ACCEPT_LANGUAGE'] ?? 'fr', 'en') === 0 ? 'en_US' : 'fr_FR';
		}
		$srclang = preg_replace('/[^a-z_]/i', '', $srclang);
		if ($srclang !== $this->defaultlang) {
			$again = array_keys($this->loaded);
			$this->loaded = $this->tab_translate = array();
		}
		$this->defaultlang = $srclang;
		$this->shortlang = substr($srclang, 0, 2);
		$this->load('main');
		foreach ($again ?? array() as $domain) {
			$this->load($domain);
		}
	}

	public function getDefaultLang($mode = 0): string
	{
		return $mode ? $this->shortlang : $this->defaultlang;
	}

	/**
	 * @param string $domain 'main', 'bills', 'elaska@elaska'
	 * @return int 1 loaded, 2 already, 0 nothing found
	 */
	public function load($domain, $alt = 0, $stopafterdirection = 0, $forcelangdir = '', $loadfromfileonly = 0, $forceloadifalreadynotfound = 0)
	{
		global $conf;
		if (isset($this->loaded[$domain])) {
			return 2;
		}
		list($file, $module) = array_pad(explode('@', $domain, 2), 2, '');
		$found = 0;
		// English first: what a language lacks stays readable.
		foreach (array_unique(array('en_US', $this->defaultlang)) as $code) {
			foreach ($conf->file->dol_document_root ?? array(DOL_DOCUMENT_ROOT) as $root) {
				$path = $root.($module ? '/'.$module : '').'/langs/'.$code.'/'.$file.'.lang';
				$found += is_file($path) ? $this->read($path) : 0;
			}
		}
		$this->loaded[$domain] = 1;
		return $found ? 1 : 0;
	}

	public function loadLangs($domains): void
	{
		foreach ($domains as $domain) {
			$this->load($domain);
		}
	}

	/** Reads one file of lines Key=Text. */
	private function read(string $path): int
	{
		foreach (file($path, FILE_IGNORE_NEW_LINES) as $line) {
			if ($line === '' || $line[0] === '#' || strpos($line, '=') === false) {
				continue;
			}
			list($key, $text) = explode('=', $line, 2);
			$this->tab_translate[trim($key)] = str_replace('\n', "\n", trim($text));
		}
		return 1;
	}

	/** @return string text of a key with its parameters, or the key */
	private function text($key, array $params): string
	{
		$key = (string) $key;
		$text = $this->tab_translate[$key] ?? null;
		if ($text === null || $text === '') {
			return preg_match('/^Currency([A-Z]{3})$/', $key, $m) ? $m[1] : $key;
		}
		if (strpos($text, '%') === false || strpos($key, 'Format') === 0) {
			return $text;
		}
		try {
			return vsprintf(preg_replace('/%(?![sdf0-9.\'%])/', '%%', $text), array_pad(array_values($params), 5, ''));
		} catch (ValueError $e) {
			return $text;
		}
	}

	/** @return string HTML entities for what could break markup */
	public function trans($key, $param1 = '', $param2 = '', $param3 = '', $param4 = '', $maxsize = 0)
	{
		$text = $this->text($key, array($param1, $param2, $param3, $param4));
		$text = str_replace(array('"', '&lt;', '&gt;'), array('&quot;', '<', '>'), $text);
		return $maxsize ? dol_trunc($text, $maxsize) : $text;
	}

	public function transnoentities($key, $param1 = '', $param2 = '', $param3 = '', $param4 = '', $param5 = ''): string
	{
		return $this->text($key, array($param1, $param2, $param3, $param4, $param5));
	}

	public function transnoentitiesnoconv($key, $param1 = '', $param2 = '', $param3 = '', $param4 = '', $param5 = ''): string
	{
		return $this->text($key, array($param1, $param2, $param3, $param4, $param5));
	}

	public function transcountry($str, $countrycode): string
	{
		return isset($this->tab_translate[$str.$countrycode]) ? $this->trans($str.$countrycode) : $this->trans($str);
	}

	public function getCurrencySymbol($currency_code, $forceloadall = 0): string
	{
		$symbols = array('EUR' => '€', 'USD' => '$', 'GBP' => '£', 'CHF' => 'CHF', 'CAD' => '$');
		return $symbols[$currency_code] ?? $currency_code;
	}

	public function getCurrencyAmount($currency_code, $amount): string
	{
		return price($amount, 0, $this, 1, -1, -1, $currency_code);
	}
}
