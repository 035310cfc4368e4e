<?php
/*
 * The filter that every request passes before anything else is read: text that looks like SQL or
 * script in a parameter ends the request with a bare 403. What is refused, harmless text included,
 * is recorded in tests/host/facts/filter.json; the patterns below give the same answers.
 */

/** Words that start an event attribute; anything of letters may follow, then an equal sign. */
const HOST_EVENT_WORDS = 'abort|after|animation|auxclick|before|begin|blur|bounce|cancel|can|change|click|close|context|copy|cue|cut'
	.'|dblclick|drag|drop|durationchange|emptied|end|error|finish|focus|formdata|gotpointercapture|hashchange|input|invalid|key|load'
	.'|lostpointercapture|mouse|offline|online|pagehide|pageshow|paste|pause|play|pointer|progress|ratechange|repeat|reset|resize'
	.'|scroll|search|seeked|seeking|select|show|stalled|start|submit|suspend|timeupdate|toggle|touch|transition|unload|volumechange'
	.'|waiting|wheel';

/**
 * The character of a numeric entity when it only hides a letter, a digit or an emoji.
 *
 * @param array<int,string> $matches [whole, number with optional x and ;]
 * @return string
 */
function realCharForNumericEntities($matches)
{
	$number = rtrim($matches[1], ';');
	$code = strtolower($number[0]) === 'x' ? (int) hexdec(substr($number, 1)) : (int) $number;
	if (($code >= 47 && $code <= 59) || ($code >= 65 && $code <= 90) || ($code >= 97 && $code <= 122)) {
		return chr($code);
	}
	foreach (array(0x2600 => 0x27BF, 0xFE00 => 0xFE0F, 0x1F1E0 => 0x1F1FF, 0x1F300 => 0x1F64F, 0x1F680 => 0x1F6FF, 0x1F900 => 0x1F9FF) as $from => $to) {
		if ($code >= $from && $code <= $to) {
			return mb_chr($code, 'UTF-8');
		}
	}
	return '&#'.$matches[1];
}

/** The text as a browser would read it: entities, comments and line ends removed until stable. */
function host_waf_decode(string $val): string
{
	do {
		$before = $val;
		$val = html_entity_decode($val, ENT_QUOTES | ENT_HTML5);
		$val = (string) preg_replace_callback('/&#(x?[0-9][0-9a-f]+;?)/i', 'realCharForNumericEntities', $val);
		$val = (string) preg_replace('/<!--[^>]*-->/', '', $val);
		$val = str_replace(array("\r", "\n", "\t"), '', $val);
	} while ($before !== $val);
	return $val;
}

/**
 * @return array<int,string> patterns for a kind of value: 0 POST, 1 GET, 2 PHP_SELF, 3 strict GET
 */
function host_waf_patterns(int $type): array
{
	$gap = '[\/\*\s]*';
	$list = array('<\/textarea', '<embed', '<script', 'Set\.constructor', 'base\s+href', '=data:', '&#58;|&#0000058|&#x3A',
		'j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:', 'vbscript\s*:');
	foreach (array('AUDIO', 'IFRAME', 'OBJECT') as $tag) {
		if (!defined('NOSCAN'.$tag.'FORINJECTION')) {
			$list[] = '<'.$tag;
		}
	}
	if (!defined('NOSTYLECHECK')) {
		$list[] = '<style';
	}
	if ($type === 1 || $type === 3) {
		array_push($list, 'delete'.$gap.'from', 'create'.$gap.'table', 'insert'.$gap.'into', 'select'.$gap.'from', 'from'.$gap.'dual',
			'into'.$gap.'(outfile|dumpfile)', 'user'.$gap.'\(', 'information_schema', '<svg', 'update[^&=\w].*set.+=', 'union.+select');
	}
	if ($type === 3) {
		$list[] = 'select|update|delete|truncate|replace|group\s*by|concat|count|from|union';
	}
	if ($type !== 2) {
		array_push($list, 'updatexml\(', '(\.\.%2f)+', '\s@@');
	} else {
		$list[] = '[:;"\'<>\?\(\){}\$%#]';
	}
	return $list;
}

/**
 * @param string $val raw value
 * @param int $type 0 POST, 1 GET, 2 PHP_SELF, 3 GET without reserved words
 * @return int 0 when nothing was found
 */
function testSqlAndScriptInject($val, $type)
{
	$val = host_waf_decode((string) $val);
	// An invalid UTF-8 text or one with control characters is never harmless.
	$found = preg_replace('/[\x00-\x08\x0B\x0C\x0E-\x1F\x7F]/u', '', $val) === $val ? 0 : 1;
	foreach (host_waf_patterns((int) $type) as $pattern) {
		$found += (int) preg_match('/'.$pattern.'/is', $val);
	}
	// Events also when tags stand inside the word, as in on<a>error=.
	foreach (array($val, (string) preg_replace('/<[^<]*>/', '', $val)) as $text) {
		$found += (int) preg_match('/on('.HOST_EVENT_WORDS.')[a-z]*\s*=/i', $text);
	}
	if (($type === 1 || $type === 3) && !(defined('SECURITY_WAF_ALLOW_QUOTES_IN_GET') && constant('SECURITY_WAF_ALLOW_QUOTES_IN_GET'))) {
		$found += strpos(str_replace('enclosure="', '', $val), '"') === false ? 0 : 1;
	}
	return $found;
}

/**
 * @param string|array<int|string,mixed> $var value or list of values; keys are tested too
 * @param int $type as testSqlAndScriptInject
 * @param int $stopcode 1 ends the request, 0 only answers
 * @return bool true when clean
 */
function analyseVarsForSqlAndScriptsInjection(&$var, $type, $stopcode = 1)
{
	if (!is_array($var)) {
		return testSqlAndScriptInject((string) $var, $type) <= 0;
	}
	foreach ($var as $key => $value) {
		if ($type === 0 && defined('NOSCANPOSTFORINJECTION') && is_array(constant('NOSCANPOSTFORINJECTION'))
			&& in_array($key, constant('NOSCANPOSTFORINJECTION'), true)) {
			continue;
		}
		$name = (string) $key;
		if (analyseVarsForSqlAndScriptsInjection($name, 1, $stopcode) && analyseVarsForSqlAndScriptsInjection($value, $type, $stopcode)) {
			continue;
		}
		http_response_code(403);
		if (!$stopcode) {
			return false;
		}
		$message = 'Access refused to '.htmlentities($_SERVER['REMOTE_ADDR'] ?? 'unknown')
			.' by SQL or Script injection protection in main.inc.php:analyseVarsForSqlAndScriptsInjection type='.(int) $type;
		if (class_exists('PHPUnit\Framework\TestSuite', false)) {
			throw new Exception('Security injection exception: '.$message);
		}
		print $message."<br>\nTry to go back, fix data of your form and resubmit it. You can contact also your technical support.";
		exit;
	}
	return true;
}

// The whole query is tested as one text, the way a browser sent it; POST value by value.
if (!defined('NOSCANPHPSELFFORINJECTION') && !empty($_SERVER['PHP_SELF'])) {
	$host_self = array($_SERVER['PHP_SELF']);
	analyseVarsForSqlAndScriptsInjection($host_self, 2);
}
if (!defined('NOSCANGETFORINJECTION') && !empty($_SERVER['QUERY_STRING'])) {
	$host_query = array(urldecode($_SERVER['QUERY_STRING']));
	analyseVarsForSqlAndScriptsInjection($host_query, 1);
}
if (!defined('NOSCANPOSTFORINJECTION') || is_array(constant('NOSCANPOSTFORINJECTION'))) {
	analyseVarsForSqlAndScriptsInjection($_POST, 0);
}
