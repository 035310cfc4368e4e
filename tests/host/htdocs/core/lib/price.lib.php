<?php
/*
 * The arithmetic of a line. Totals are rounded once, VAT is what remains between the rounded
 * total with tax and the rounded total without: facts/arithmetic.json holds what comes out.
 */

/** Amounts of a local tax: [on total before discount, on total, on unit price]. */
function host_local_tax(int $kind, float $rate, $used, int $type, array $bases): array
{
	// Odd kinds are computed without VAT, even ones with it; 3-4 goods only, 5-6 services only.
	$applies = $used && in_array($kind, $type == 0 ? array(1, 2, 3, 4) : array(1, 2, 5, 6), true);
	if (!$applies) {
		return array(0, 0, 0);
	}
	return array(price2num($bases[0] * (1 + $rate / 100) - $bases[0], 'MT'), price2num($bases[1] * (1 + $rate / 100) - $bases[1], 'MT'), price2num($bases[2] * (1 + $rate / 100) - $bases[2], 'MU'));
}

/**
 * @param float|string $qty
 * @param float|string $pu unit price
 * @param float|string $remise_percent_ligne
 * @param float|string $txtva
 * @param float|string $uselocaltax1_rate 0 none, <0 as the seller
 * @param string $price_base_type 'HT' or 'TTC'
 * @param int $info_bits 1 = VAT not really due
 * @param int $type 0 good, 1 service
 * @param Societe|null $seller
 * @param array<int,mixed> $localtaxes_array as getLocalTaxesFromRate
 * @return array<int,string|float|int> 0 HT, 1 VAT, 2 TTC, 3-5 unit, 6-8 before discount, 9-15 local taxes, 16-26 currency
 */
function calcul_price_total($qty, $pu, $remise_percent_ligne, $txtva, $uselocaltax1_rate, $uselocaltax2_rate, $remise_percent_global, $price_base_type, $info_bits, $type, $seller = null, $localtaxes_array = array(), $progress = 100, $multicurrency_tx = 1, $pu_devise = 0, $multicurrency_code = '')
{
	global $mysoc;
	$seller = is_object($seller) ? $seller : $mysoc;
	$tva = (float) ($txtva ?: 0);
	$due = ((int) $info_bits & 1) ? 0.0 : $tva;
	$pu = empty($pu) && !empty($pu_devise) && $multicurrency_tx ? $pu_devise / $multicurrency_tx : (float) $pu;
	$used1 = $uselocaltax1_rate < 0 ? $seller->localtax1_assuj : (float) $uselocaltax1_rate;
	$used2 = $uselocaltax2_rate < 0 ? $seller->localtax2_assuj : (float) $uselocaltax2_rate;
	$gross = $pu * (float) $qty * ($progress / 100);
	$net = $gross * (1 - (float) $remise_percent_ligne / 100) * (1 - (float) $remise_percent_global / 100);
	$result = array_fill(0, 16, 0);
	$with = array(price2num($gross * (1 + $tva / 100), 'MU'), price2num($net * (1 + $tva / 100), 'MU'), price2num($pu * (1 + $tva / 100), 'MU'));
	$without = array($gross, $net, $pu);
	if ($price_base_type === 'TTC') {
		$with = array($gross, $net, $pu);
		$without = array(price2num($gross / (1 + $tva / 100), 'MU'), price2num($net / (1 + $tva / 100), 'MU'), price2num($pu / (1 + $tva / 100), 'MU'));
	}
	list($kind1, $rate1, $kind2, $rate2) = array((int) ($localtaxes_array[0] ?? 0), (float) ($localtaxes_array[1] ?? 0), (int) ($localtaxes_array[2] ?? 0), (float) ($localtaxes_array[3] ?? 0));
	$one = host_local_tax($kind1, $rate1, $used1, (int) $type, $kind1 % 2 ? $without : $with);
	$two = host_local_tax($kind2, $rate2, $used2, (int) $type, $kind2 % 2 ? $without : $with);
	$inside = array(0, 0, 0);
	foreach (array(0, 1, 2) as $i) {
		$inside[$i] = ($kind1 % 2 ? 0 : (float) $one[$i]) + ($kind2 % 2 ? 0 : (float) $two[$i]);
	}
	list($result[14], $result[9], $result[11]) = $one;
	list($result[15], $result[10], $result[12]) = $two;
	// [HT, VAT, TTC] at 0, 3 and 6 from the amount, its precision and the tax inside.
	foreach (array(0 => array($net, 'MT', $inside[1]), 3 => array($pu, 'MU', $inside[2]), 6 => array($gross, 'MT', $inside[0])) as $at => list($amount, $precision, $tax)) {
		if ($price_base_type === 'TTC') {
			$result[$at + 2] = price2num($amount + $tax, $precision);
			$result[$at] = price2num($amount / (1 + $due / 100), $precision);
			$base = price2num($amount / (1 + $tva / 100), $precision);
			$result[$at + 1] = price2num((float) $result[$at + 2] - ((float) $base + $tax), $precision);
		} else {
			$result[$at] = price2num($amount, $precision);
			$result[$at + 2] = price2num($amount * (1 + $due / 100) + $tax, $precision);
			$full = price2num($amount * (1 + $tva / 100) + $tax, $precision);
			$result[$at + 1] = price2num((float) $full - ((float) $result[$at] + $tax), $precision);
		}
	}
	foreach (array(array($kind1, $one), array($kind2, $two)) as list($kind, $amounts)) {
		if ($kind % 2) {
			$result[8] += (float) $amounts[0];
			$result[2] += (float) $amounts[1];
			$result[5] += (float) $amounts[2];
		}
	}
	$other = $multicurrency_tx == 1 ? $result : calcul_price_total($qty, $pu_devise ?: $pu * $multicurrency_tx, $remise_percent_ligne, $txtva, $uselocaltax1_rate, $uselocaltax2_rate, $remise_percent_global, $price_base_type, $info_bits, $type, $seller, $localtaxes_array, $progress, 1, 0, '');
	foreach (range(0, 10) as $i) {
		$result[16 + $i] = $other[$i];
	}
	return $result;
}
