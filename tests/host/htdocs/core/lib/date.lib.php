<?php
/*
 * Durations and bounds of periods.
 */

/** @return string seconds for people: 'allhourmin' 27:05, 'allhourminsec', 'all' in days of 24 h */
function convertSecondToTime($iSecond, $format = 'all', $lengthOfDay = 86400, $lengthOfWeek = 7)
{
	$s = (int) $iSecond;
	if (strpos($format, 'allhour') === 0) {
		return sprintf('%02d:%02d', intdiv($s, 3600), intdiv($s % 3600, 60)).($format === 'allhourminsec' ? sprintf(':%02d', $s % 60) : '');
	}
	$days = intdiv($s, (int) $lengthOfDay);
	return trim(($days ? $days.' j ' : '').($s % $lengthOfDay ? sprintf('%02d:%02d', intdiv($s % $lengthOfDay, 3600), intdiv($s % 3600, 60)) : ''));
}

/** @return int|string */
function dol_get_first_day($year, $month = 1, $gm = false)
{
	return dol_mktime(0, 0, 0, $month ?: 1, 1, $year, $gm ? 'gmt' : 'tzserver');
}

/** @return int|string */
function dol_get_last_day($year, $month = 12, $gm = false)
{
	$next = $month == 12 ? dol_mktime(0, 0, 0, 1, 1, $year + 1, $gm ? 'gmt' : 'tzserver') : dol_mktime(0, 0, 0, $month + 1, 1, $year, $gm ? 'gmt' : 'tzserver');
	return $next - 1;
}

/**
 * @param string $string '2026-11-21', '20261121', '2026-11-21T10:20:30Z', '2026-11-21 10:20:30'
 * @param int|string $gm 1 or 'gmt' = UTC fields
 * @return int|string moment, '' when unreadable
 */
function dol_stringtotime($string, $gm = 1)
{
	$digits = preg_replace('/[^0-9]/', '', (string) $string);
	if (preg_match('/^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d\d):(\d\d))?/', (string) $string, $m)) {
		$digits = sprintf('%04d%02d%02d%02d%02d00', $m[3], $m[2], $m[1], $m[4] ?? 0, $m[5] ?? 0);
	}
	if (strlen($digits) < 8) {
		return '';
	}
	$t = str_pad($digits, 14, '0');
	return dol_mktime((int) substr($t, 8, 2), (int) substr($t, 10, 2), (int) substr($t, 12, 2), (int) substr($t, 4, 2), (int) substr($t, 6, 2), (int) substr($t, 0, 4), $gm ? 'gmt' : 'tzserver');
}

/** @return int moment moved by whole units in the server's zone */
function dol_time_plus_duree($time, $duration_value, $duration_unit, $ruleforendofmonth = 0)
{
	if (empty($duration_value)) {
		return $time;
	}
	$units = array('y' => 'years', 'm' => 'months', 'w' => 'weeks', 'd' => 'days', 'h' => 'hours', 'mn' => 'minutes', 'i' => 'minutes', 's' => 'seconds');
	$date = new DateTime('@'.(int) $time);
	$date->setTimezone(host_zone('tzserver'));
	$day = (int) $date->format('j');
	$date->modify(((int) $duration_value).' '.($units[$duration_unit] ?? 'days'));
	if ($ruleforendofmonth && in_array($duration_unit, array('m', 'y'), true) && (int) $date->format('j') < $day) {
		$date->modify('last day of previous month');
	}
	return $date->getTimestamp();
}

/** @return string condition on a period */
function dolSqlDateFilter($datefield, $day_date, $month_date, $year_date, $excludefirstand = 0, $gm = false)
{
	global $db;
	if ((int) $year_date <= 0) {
		return '';
	}
	$from = dol_mktime(0, 0, 0, (int) $month_date ?: 1, (int) $day_date ?: 1, (int) $year_date);
	$to = (int) $day_date ? dol_time_plus_duree($from, 1, 'd') : ((int) $month_date ? dol_time_plus_duree($from, 1, 'm') : dol_time_plus_duree($from, 1, 'y'));
	return ($excludefirstand ? '' : ' AND ').$datefield." >= '".$db->idate($from)."' AND ".$datefield." < '".$db->idate($to)."'";
}
