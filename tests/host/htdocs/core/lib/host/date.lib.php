<?php
/*
 * Moments are Unix seconds. 'gmt' means the civil fields are UTC; anything else is the server's zone.
 */

function dol_now($mode = 'gmt'): int
{
	return time();
}

/** @return DateTimeZone */
function host_zone($gm): DateTimeZone
{
	if ($gm === 'gmt' || $gm === 1 || $gm === true) {
		return new DateTimeZone('UTC');
	}
	if (($gm === 'tzuser' || $gm === 'tzuserrel') && !empty($_SESSION['dol_tz_string'])) {
		try {
			return new DateTimeZone($_SESSION['dol_tz_string']);
		} catch (Exception $e) {
			return new DateTimeZone(date_default_timezone_get());
		}
	}
	return new DateTimeZone(date_default_timezone_get());
}

/**
 * @param int|string $hour ... $year civil fields
 * @param mixed $gm 'gmt', 'tzserver', 'tzuser', 'auto'
 * @param int $check 0 = impossible dates are carried over
 * @return int|string moment, '' when the date does not exist
 */
function dol_mktime($hour, $minute, $second, $month, $day, $year, $gm = 'auto', $check = 1)
{
	foreach (array('hour', 'minute', 'second') as $part) {
		$$part = $$part == -1 ? 0 : (int) $$part;
	}
	$month = (int) $month;
	$day = (int) $day;
	$year = (int) $year;
	if ($check && (!$month || !$day || $day > 31 || $month > 12 || $hour > 23 || $minute > 59 || $second > 59 || $hour < 0)) {
		return '';
	}
	$date = new DateTime('now', host_zone($gm));
	$date->setDate($year, $month, $day);
	$date->setTime((int) $hour, (int) $minute, (int) $second);
	return $date->getTimestamp();
}

/** @return string strftime-like format of a named one */
function host_date_format($format, $lang): string
{
	$fixed = array('dayhourrfc' => '%Y-%m-%dT%H:%M:%SZ', 'dayrfc' => '%Y-%m-%d', 'dayhourlog' => '%Y%m%d%H%M%S', 'dayhourlogsmall' => '%y%m%d%H%M',
		'dayhourldap' => '%Y%m%d%H%M%SZ', 'dayhourxcard' => '%Y%m%dT%H%M%SZ', 'dayxcard' => '%Y%m%d', 'standard' => '%Y-%m-%d %H:%M:%S', 'daygmt' => '%Y-%m-%d');
	$named = array('day' => 'FormatDateShort', 'hour' => 'FormatHourShort', 'hoursec' => 'FormatHourSec', 'daytext' => 'FormatDateText',
		'daytextshort' => 'FormatDateTextShort', 'dayhour' => 'FormatDateHourShort', 'dayhoursec' => 'FormatDateHourSecShort',
		'dayhourreduceformat' => 'FormatDateHourShort', 'dayreduceformat' => 'FormatDateShort', 'dayhourtext' => 'FormatDateHourText',
		'dayhourtextshort' => 'FormatDateHourTextShort', 'dayinputnoreduce' => 'FormatDateShortInput', 'hourinput' => 'FormatHourShort');
	$format = $format === '' ? 'dayhour' : $format;
	return $fixed[$format] ?? (isset($named[$format]) ? $lang->transnoentitiesnoconv($named[$format]) : $format);
}

/**
 * @param int|string|null $time moment
 * @param string $format named format or strftime letters
 * @param mixed $tzoutput 'gmt', 'tzserver', 'tzuser', 'tzuserrel', 'auto'
 * @return string '' when empty
 */
function dol_print_date($time, $format = '', $tzoutput = 'auto', $outputlangs = null, $encodetooutput = false)
{
	global $langs;
	if ($time === '' || $time === null) {
		return '';
	}
	$lang = is_object($outputlangs) ? $outputlangs : $langs;
	$zone = $tzoutput === 'auto' ? 'tzserver' : $tzoutput;
	if ($format === 'daygmt') {
		$zone = 'gmt';
	}
	$letters = host_date_format($format, $lang);
	if (is_numeric($time)) {
		$date = new DateTime('@'.(int) $time);
		$date->setTimezone(host_zone($zone));
	} else {
		// A text is a civil date already: no zone moves it.
		$date = date_create((string) $time);
		if (!$date) {
			return 'BadValueForDate';
		}
	}
	$php = array('%Y' => 'Y', '%y' => 'y', '%m' => 'm', '%d' => 'd', '%e' => 'j', '%H' => 'H', '%I' => 'h', '%M' => 'i', '%S' => 's', '%p' => 'A', '%j' => 'z', '%w' => 'w', '%Z' => 'T');
	$names = array('%B' => 'Month'.$date->format('m'), '%b' => 'MonthShort'.$date->format('m'), '%A' => 'Day'.$date->format('w'), '%a' => 'ShortDay'.$date->format('w'));
	return preg_replace_callback('/%[a-zA-Z]/', function ($m) use ($date, $php, $names, $lang) {
		if (isset($names[$m[0]])) {
			return $lang->transnoentitiesnoconv($names[$m[0]]);
		}
		return isset($php[$m[0]]) ? $date->format($php[$m[0]]) : $m[0];
	}, $letters);
}

/** @return array<string|int,int|string> fields of a moment, as getdate() */
function dol_getdate($timestamp, $fast = false, $forcetimezone = '')
{
	$date = new DateTime('@'.(int) $timestamp);
	$date->setTimezone($forcetimezone ? new DateTimeZone($forcetimezone === 'gmt' ? 'UTC' : $forcetimezone) : host_zone('tzserver'));
	return array('year' => (int) $date->format('Y'), 'mon' => (int) $date->format('n'), 'mday' => (int) $date->format('j'), 'wday' => (int) $date->format('w'),
		'yday' => (int) $date->format('z'), 'hours' => (int) $date->format('G'), 'minutes' => (int) $date->format('i'), 'seconds' => (int) $date->format('s'), 0 => (int) $timestamp);
}
