<?php
/*
 * Numbers and amounts. price2num is where Dolibarr rounds: half away from zero, on doubles.
 */

/**
 * Number typed or stored, as text with a dot, rounded when asked.
 *
 * @param string|float|int|null $amount
 * @param string|int $rounding 'MU' unit price, 'MT' total, 'MS' stock, 'CU', 'CT' or a count of decimals
 * @param int $option 1 when the text is already in the neutral format
 * @return string
 */
function price2num($amount, $rounding = '', $option = 0)
{
	global $langs;
	if ($amount === null) {
		$amount = '';
	}
	if ($option != 1) {
		$amount = host_number_text($amount, is_object($langs) ? $langs->transnoentitiesnoconv('SeparatorDecimal') : '.');
	}
	if ($rounding === '' || $rounding === 0 && !is_numeric($rounding)) {
		return (string) $amount;
	}
	$places = array('MU' => getDolGlobalInt('MAIN_MAX_DECIMALS_UNIT', 5), 'MT' => getDolGlobalInt('MAIN_MAX_DECIMALS_TOT', 2),
		'MS' => getDolGlobalInt('MAIN_MAX_DECIMALS_STOCK', 5), 'CU' => getDolGlobalInt('MAIN_MAX_DECIMALS_CURRENCY_UNIT', getDolGlobalInt('MAIN_MAX_DECIMALS_UNIT', 5)),
		'CT' => getDolGlobalInt('MAIN_MAX_DECIMALS_CURRENCY_TOT', getDolGlobalInt('MAIN_MAX_DECIMALS_TOT', 2)));
	if (!isset($places[$rounding]) && !is_numeric($rounding)) {
		return 'ErrorBadParameterProvidedToFunction';
	}
	$decimals = $places[$rounding] ?? (int) $rounding;
	return host_plain_number(round((float) $amount, $decimals), $decimals);
}

/** A number without exponent, at most 10 decimals (or fewer), no trailing zero. */
function host_plain_number(float $value, int $decimals = 10): string
{
	// Decimals are those of the fraction alone, which keeps digits that a large whole part would blur.
	$fraction = sprintf('%10.10F', $value - intval($value));
	$fraction = (string) preg_replace('/([\.1-9])0+$/', '\\1', $fraction);
	$count = max(0, strlen($fraction) - 2);
	return number_format($value, min($count, $decimals), '.', '');
}

/** A typed text as a neutral number: spaces and letters out, decimal separator made a dot. */
function host_number_text($amount, string $separator): string
{
	if (is_numeric($amount)) {
		return host_plain_number((float) $amount);
	}
	$text = (string) preg_replace('/[^0-9,.\-]/u', '', (string) $amount);
	// With a single kind of separator used once, it is the decimal one whatever the language.
	if (preg_match('/^-?[^,]*,[^.,]*$/', $text)) {
		$text = str_replace(array('.', ','), array('', '.'), $text);
	} elseif ($separator === ',') {
		$text = substr_count($text, '.') === 1 ? $text : str_replace(array('.', ','), array('', '.'), $text);
	} else {
		$text = str_replace(',', '', $text);
	}
	return (string) preg_replace('/[^0-9\-\.]/', '', $text);
}

/**
 * Amount for people.
 *
 * @param float|string $amount
 * @param int $form 1 = HTML entities for spaces
 * @param int|string $rounding least count of decimals, -1 default, 'MT', 'MU'
 * @param int $forcerounding same values; at most and at least
 * @param string $currency_code 'auto', 'EUR' ...; '' for none
 * @return string
 */
function price($amount, $form = 0, $outlangs = '', $trunc = 1, $rounding = -1, $forcerounding = -1, $currency_code = '')
{
	global $langs, $conf;
	$lang = is_object($outlangs) ? $outlangs : $langs;
	$value = (float) price2num($amount === null ? 0 : $amount);
	$text = (string) $value;
	$text = strpos($text, 'E') === false ? $text : host_plain_number($value);
	$decimals = strpos($text, '.') === false ? 0 : strlen($text) - strpos($text, '.') - 1;
	$least = $rounding === 'MU' || $rounding === 'MT' ? 2 : ((int) $rounding < 0 ? min(getDolGlobalInt('MAIN_MAX_DECIMALS_UNIT', 5), getDolGlobalInt('MAIN_MAX_DECIMALS_TOT', 2)) : (int) $rounding);
	$decimals = max($decimals, $least);
	if ($trunc) {
		$decimals = min($decimals, getDolGlobalInt('MAIN_MAX_DECIMALS_SHOWN', 8));
	}
	if ($forcerounding === 'MU' || $forcerounding === 'MT') {
		$decimals = getDolGlobalInt($forcerounding === 'MU' ? 'MAIN_MAX_DECIMALS_UNIT' : 'MAIN_MAX_DECIMALS_TOT', 2);
	} elseif ((int) $forcerounding >= 0 && is_numeric($forcerounding)) {
		$decimals = (int) $forcerounding;
	}
	$thousand = $lang->transnoentitiesnoconv('SeparatorThousand');
	$thousand = $thousand === 'Space' ? ($form ? '&nbsp;' : ' ') : ($thousand === 'None' ? '' : $thousand);
	$point = $lang->transnoentitiesnoconv('SeparatorDecimal');
	$shown = str_replace('|', $thousand, number_format($value, $decimals, $point, '|'));
	if ($currency_code === '') {
		return $shown;
	}
	$code = $currency_code === 'auto' ? $conf->currency : $currency_code;
	$symbol = $lang->getCurrencySymbol($code);
	return in_array($code, array('USD', 'GBP', 'CAD'), true) ? $symbol.$shown : $shown.($form ? '&nbsp;' : ' ').$symbol;
}

/** @return string '20%' for '20.000' */
function vatrate($rate, $addpercent = false, $info_bits = 0, $usestarfornpr = 0, $html = 0)
{
	$rate = (string) $rate;
	$code = preg_match('/\((.*)\)/', $rate, $m) ? ' ('.$m[1].')' : '';
	$addpercent = $addpercent || strpos($rate, '%') !== false;
	$rate = str_replace('%', '', (string) preg_replace('/\s*\(.*\)/', '', $rate));
	return price($rate, 0, '', 0, 0).($addpercent ? '%' : '').($info_bits & 1 ? ' *' : '').$code;
}

/**
 * @return array<int,string|float> type and rate of the two local taxes, then account codes
 */
function getLocalTaxesFromRate($vatrate, $local, $buyer, $seller, $firstparamisid = 0)
{
	global $db, $mysoc;
	if (!preg_match('/\((.*)\)/', (string) $vatrate, $m)) {
		$m = array(1 => '');
	}
	$sql = 'SELECT t.localtax1, t.localtax1_type, t.localtax2, t.localtax2_type, t.accountancy_code_sell, t.accountancy_code_buy';
	$sql .= ' FROM '.MAIN_DB_PREFIX.'c_tva as t WHERE t.active = 1 AND t.fk_pays = '.((int) ($seller->country_id ?: $mysoc->country_id));
	$sql .= ' AND t.taux = '.((float) $vatrate)." AND t.code = '".$db->escape($m[1])."' AND t.entity IN (".getEntity('c_tva').')';
	$resql = $db->query($sql);
	$obj = $resql ? $db->fetch_object($resql) : null;
	return $obj ? array($obj->localtax1_type, $obj->localtax1, $obj->localtax2_type, $obj->localtax2, $obj->accountancy_code_sell, $obj->accountancy_code_buy) : array();
}

/** @return float|string rate used by default between two companies: the highest of the seller's country */
function get_default_tva($thirdparty_seller, $thirdparty_buyer, $idprod = 0, $idprodfournprice = 0)
{
	global $db;
	if (!$thirdparty_seller->tva_assuj) {
		return 0;
	}
	$sql = 'SELECT taux FROM '.MAIN_DB_PREFIX.'c_tva WHERE active = 1 AND type_vat <= 1 AND fk_pays = '.((int) $thirdparty_seller->country_id);
	$resql = $db->query($sql.' AND entity IN ('.getEntity('c_tva').') ORDER BY use_default DESC, taux DESC LIMIT 1');
	$obj = $resql ? $db->fetch_object($resql) : null;
	return $obj ? $obj->taux : 0;
}
