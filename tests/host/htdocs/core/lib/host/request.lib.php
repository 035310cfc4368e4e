<?php
/*
 * Reading request parameters: one function family that cleans by a named rule, and the tokens.
 */

function GETPOSTISSET($paramname): bool
{
	return isset($_POST[$paramname]) || isset($_GET[$paramname]);
}

function GETPOSTISARRAY($paramname, $method = 0): bool
{
	return is_array($_POST[$paramname] ?? $_GET[$paramname] ?? null);
}

/**
 * @param string $paramname
 * @param string $check rule, see sanitizeVal; 'array:rule' for lists
 * @param int $method 0 GET then POST, 1 GET, 2 POST, 3 POST then GET
 * @return string|array<int|string,mixed>
 */
function GETPOST($paramname, $check = 'alphanohtml', $method = 0, $filter = null, $options = null, $noreplace = 0)
{
	$get = $_GET[$paramname] ?? null;
	$post = $_POST[$paramname] ?? null;
	$found = array(0 => $get ?? $post, 1 => $get, 2 => $post, 3 => $post ?? $get);
	if (!array_key_exists((int) $method, $found)) {
		return 'BadThirdParameterForGETPOST';
	}
	$out = $found[(int) $method] ?? '';
	if (strpos((string) $check, 'array') === 0) {
		$rule = explode(':', $check)[1] ?? 'alphanohtml';
		$list = is_array($out) ? $out : ($out === '' ? array() : explode(',', $out));
		return array_map(fn($v) => sanitizeVal($v, $rule), $list);
	}
	if (is_array($out)) {
		return $check === 'none' ? $out : '';
	}
	if (strpos($paramname, 'search_') === 0) {
		$out = preg_replace('/([<>])([-+]?\d)/', '\1 \2', $out);
	}
	$out = sanitizeVal($out, $check, $filter, $options);
	if (preg_match('/^backto/i', $paramname)) {
		$out = str_replace(array('\\', ':', ';', '@', "\t", ' '), array('/', '', '', '', '', ''), $out);
		$out = preg_replace(array('/javascript|vbscript|&colon|&#/i', '/^[a-z]*\/\s*\/+/i'), '', $out);
	}
	return $out;
}

function GETPOSTINT($paramname, $method = 0): int
{
	return (int) GETPOST($paramname, 'int', $method);
}

/** @return float */
function GETPOSTFLOAT($paramname, $rounding = '')
{
	return (float) price2num(GETPOST($paramname, 'alphanohtml'), $rounding, 2);
}

/**
 * @param string $prefix name of the field: its parts are prefixday, prefixmonth, prefixyear, ...
 * @param string $hourTime '' or 'getpost' or 'hh:mm:ss' or 'start', 'end'
 * @return int|string moment, '' when not filled
 */
function GETPOSTDATE($prefix, $hourTime = '', $gm = 'auto')
{
	$clock = array(0, 0, 0);
	if ($hourTime === 'getpost') {
		$clock = array(GETPOSTINT($prefix.'hour'), GETPOSTINT($prefix.'min'), GETPOSTINT($prefix.'sec'));
	} elseif ($hourTime === 'end') {
		$clock = array(23, 59, 59);
	} elseif (preg_match('/^(\d\d):(\d\d):(\d\d)$/', $hourTime, $m)) {
		$clock = array((int) $m[1], (int) $m[2], (int) $m[3]);
	}
	return dol_mktime($clock[0], $clock[1], $clock[2], GETPOSTINT($prefix.'month'), GETPOSTINT($prefix.'day'), GETPOSTINT($prefix.'year'), $gm);
}

/**
 * @param mixed $out value
 * @param string $check rule
 * @return mixed cleaned value, '' when a strict rule refuses it
 */
function sanitizeVal($out = '', $check = 'alphanohtml', $filter = null, $options = null)
{
	if ($out === null || is_array($out)) {
		return '';
	}
	$out = (string) $out;
	$strict = array('intcomma' => '0-9,\-', 'aZ' => 'a-z', 'aZ09' => 'a-z0-9_\-\.', 'aZ09arobase' => 'a-z0-9_\-\.@', 'aZ09comma' => 'a-z0-9_\-\.,');
	if (isset($strict[$check])) {
		$out = trim($out);
		return preg_match('/[^'.$strict[$check].']/i', $out) ? '' : $out;
	}
	switch ($check) {
		case 'none':
		case 'password':
			return $out;
		case 'int':
			return is_numeric($out) ? $out : '';
		case 'email':
			return filter_var($out, FILTER_SANITIZE_EMAIL);
		case 'url':
			return preg_replace('/[^:\/\[\]a-z0-9@\$\'\*\~\.\-_,;\?\!=%&+#]+/i', '', $out);
		case 'alpha':
			$out = str_replace('../', '', trim($out));
			return preg_replace(array('/<[^<>]*>/', '/"/'), '', $out);
		case 'restricthtml':
		case 'restricthtmlnolink':
		case 'restricthtmlallowclass':
			return dol_htmlwithnojs($out);
		case 'nohtml':
			return dol_string_nohtmltag($out, 0);
		case 'alphawithlgt':
			return trim(str_replace('../', '', $out));
	}
	// alphanohtml, and any unknown rule
	$out = str_replace(array('../', '..\\', "\0"), '', trim(dol_string_nohtmltag($out, 0)));
	return str_replace('"', '', $out);
}

/** @return string token that forms of this page must send back */
function newToken()
{
	return empty($_SESSION['newtoken']) ? '' : $_SESSION['newtoken'];
}

/** @return string token that this page was called with */
function currentToken()
{
	return isset($_SESSION['token']) ? $_SESSION['token'] : '';
}
