<?php
/*
 * Escaping and cleaning of text.
 */

/** @return string safe inside HTML text and attributes */
function dol_escape_htmltag($stringtoescape, $keepb = 0, $keepn = 0, $noescapetags = '', $escapeonlyhtmltags = 0, $cleanalsojavascript = 0)
{
	if ($escapeonlyhtmltags) {
		return htmlspecialchars(htmlspecialchars_decode((string) $stringtoescape, ENT_COMPAT), ENT_COMPAT, 'UTF-8');
	}
	// Entities are decoded first, but those of markup itself.
	$text = preg_replace_callback('/&(?!(?:lt|gt|amp|quot|apos|#39))[a-z0-9#]+;/i', fn($m) => html_entity_decode($m[0], ENT_COMPAT, 'UTF-8'), (string) $stringtoescape);
	$text = $keepb ? $text : str_replace(array('<b>', '</b>', '<strong>', '</strong>'), '', $text);
	$text = $keepn ? ($keepn == -1 ? str_replace(array("\r", "\n"), '', $text) : $text) : str_replace(array("\r", "\n"), array('\r', '\n'), $text);
	$text = str_replace('&amp;#39;', '&#39;', htmlentities($text, ENT_COMPAT, 'UTF-8'));
	$tags = $noescapetags === 'common' ? 'a,b,em,hr,i,u,ul,ol,li,br,div,font,p,span,strong,table,tr,td,th,tbody' : $noescapetags;
	foreach ($tags ? explode(',', $tags) : array() as $tag) {
		$text = preg_replace('/&lt;(\/?'.$tag.'(?:\s[^&]*(?:&quot;[^&]*)*)?\s?\/?)&gt;/i', '<\1>', $text);
	}
	return $text;
}

/** @return string safe between simple quotes of a script */
function dol_escape_js($stringtoescape, $mode = 0, $noescapebackslashn = 0)
{
	$map = array('&#039;' => "\\'", "\r" => '\r');
	$map += $noescapebackslashn ? array() : array("\n" => '\n', '\\' => '\\\\');
	$map += $mode === 2 ? array() : array("'" => "\\'");
	$map += $mode === 1 ? array() : array('"' => $mode === 0 ? "\\'" : '\\"');
	return strtr((string) $stringtoescape, $map);
}

/** @return string HTML of a text that may hold allowed tags */
function dolPrintHTML($s, $allowiframe = 0)
{
	return dol_htmlentitiesbr(dol_htmlwithnojs((string) $s));
}

/** @return string attribute value */
function dolPrintHTMLForAttribute($s)
{
	return dol_escape_htmltag((string) $s);
}

function dolPrintLabel($s): string
{
	return dol_escape_htmltag(dol_string_nohtmltag((string) $s), 0, 0);
}

function dol_textishtml($msg, $option = 0): bool
{
	return (bool) preg_match('/<(br|b|p|div|span|table|ul|li|strong|em|a|h[1-6]|i|u|font|img)[\s>\/]|&[a-z]{2,6};|&#\d+;/i', (string) $msg);
}

/** @return string HTML with a <br> at each end of line when the text was not HTML */
function dol_htmlentitiesbr($stringtoencode, $nl2brmode = 0, $pagecodefrom = 'UTF-8', $removelasteolbr = 1)
{
	$text = rtrim((string) $stringtoencode, "\r\n");
	return dol_textishtml($text) ? $text : nl2br(htmlspecialchars($text, ENT_COMPAT, 'UTF-8', false));
}

/** @return string HTML kept without scripts, events and dangerous tags */
function dol_htmlwithnojs($stringtoencode, $nouseofiframesandbox = 0, $check = 'restricthtml')
{
	$allowed = '<b><i><u><em><strong><br><p><div><span><ul><ol><li><a><table><thead><tbody><tr><td><th><h1><h2><h3><h4><hr><img><font><pre><code><blockquote><sub><sup>';
	$text = preg_replace('/<(script|style|iframe|object|embed)\b.*?<\/\1>/is', '', (string) $stringtoencode);
	$text = strip_tags($text, $allowed);
	$text = preg_replace('/\son[a-z]+\s*=\s*("[^"]*"|\'[^\']*\'|[^\s>]*)/i', '', $text);
	return preg_replace('/(href|src)\s*=\s*(["\']?)\s*(javascript|vbscript|data):[^"\'>\s]*/i', '\1=\2#', $text);
}

/** @return string text without tags */
function dol_string_nohtmltag($stringtoclean, $removelinefeed = 1, $pagecodeto = 'UTF-8', $strip_tags = 0, $removedoublespaces = 1)
{
	$text = preg_replace(array('/<br[^>]*>/i', '/<\/p>/i'), "\n", (string) $stringtoclean);
	do {
		$before = $text;
		$text = preg_replace('/<[^<>]*>/', '', $text);
	} while ($before !== $text);
	$text = preg_replace('/<+([a-z\/!?])/i', '\1', $text);
	$text = html_entity_decode($text, ENT_QUOTES | ENT_HTML5, 'UTF-8');
	if ($removelinefeed) {
		$text = str_replace(array("\r\n", "\r", "\n"), ' ', $text);
	}
	return trim($removedoublespaces ? preg_replace('/ {2,}/', ' ', $text) : $text);
}

function dol_string_unaccent($str): string
{
	$text = htmlentities((string) $str, ENT_NOQUOTES, 'UTF-8');
	$text = preg_replace(array('/&([a-z])(?:acute|grave|circ|uml|cedil|tilde|ring|slash|caron);/i', '/&([a-z]{2})lig;/i'), '\1', $text);
	return html_entity_decode($text, ENT_NOQUOTES, 'UTF-8');
}

function dol_trunc($string, $size = 40, $trunc = 'right', $stringencoding = 'UTF-8', $nodot = 0, $display = 0): string
{
	$string = (string) $string;
	if ($size <= 0 || mb_strlen($string) <= $size + ($nodot ? 0 : 1)) {
		return $string;
	}
	$dots = $nodot ? '' : '…';
	if ($trunc === 'middle') {
		$half = (int) ceil($size / 2);
		return mb_substr($string, 0, $half).$dots.mb_substr($string, -($size - $half));
	}
	return mb_substr($string, 0, $size).$dots;
}

function dol_strlen($string, $stringencoding = 'UTF-8'): int
{
	return mb_strlen((string) $string, 'UTF-8');
}

/** @return string two texts joined by an end of line of the right kind */
function dol_concatdesc($text1, $text2, $forxml = false, $invert = false)
{
	if ($invert) {
		list($text1, $text2) = array($text2, $text1);
	}
	$glue = (dol_textishtml($text1) || dol_textishtml($text2) ? '<br>' : '')."\n";
	return $text1.(($text1 !== '' && $text2 !== '') ? $glue : '').$text2;
}

function isValidEmail($address, $acceptsupervisorkey = 0, $acceptuserkey = 0): bool
{
	return filter_var($address, FILTER_VALIDATE_EMAIL) !== false;
}

function dol_print_email($email, $cid = 0, $socid = 0, $addlink = 0, $max = 64, $showinvalid = 1, $withpicto = 0): string
{
	$shown = dol_escape_htmltag(dol_trunc($email, $max));
	return $addlink ? '<a class="paddingrightonly" href="mailto:'.dol_escape_htmltag($email).'">'.$shown.'</a>' : $shown;
}

function dol_print_phone($phone, $countrycode = '', $cid = 0, $socid = 0, $addlink = '', $separ = '&nbsp;', $withpicto = '', $titlealt = '', $adddivfloat = 0, $morecss = ''): string
{
	return dol_escape_htmltag((string) $phone);
}

function dol_print_url($url, $target = '_blank', $max = 32, $withpicto = 0, $morecss = ''): string
{
	return '<a href="'.dol_escape_htmltag($url).'" target="'.$target.'" rel="noopener noreferrer">'.dol_escape_htmltag(dol_trunc($url, $max)).'</a>';
}

function make_substitutions($text, $substitutionarray, $outputlangs = null, $converttextinhtmlifnecessary = 0): string
{
	return is_array($substitutionarray) ? strtr((string) $text, array_filter($substitutionarray, 'is_scalar')) : $text;
}

/** @return string Nom Prénom in the order of the setting */
function dolGetFirstLastname($firstname, $lastname, $nameorder = -1)
{
	$first = $nameorder < 0 ? getDolGlobalInt('MAIN_FIRSTNAME_NAME_POSITION') === 0 : $nameorder === 1;
	return trim($first ? $firstname.' '.$lastname : $lastname.' '.$firstname);
}
