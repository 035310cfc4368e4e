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

/** @return int */
function convertTime2Seconds($iHours = 0, $iMinutes = 0, $iSeconds = 0)
{
	return (int) $iHours * 3600 + (int) $iMinutes * 60 + (int) $iSeconds;
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

/** @return array<string,int|string> year, first_day, ... of the week of a day */
function dol_get_first_day_week($day, $month, $year, $gm = false)
{
	$monday = new DateTime(sprintf('%04d-%02d-%02d', $year, $month, $day));
	$monday->modify('-'.((int) $monday->format('N') - 1).' days');
	$before = (clone $monday)->modify('-7 days');
	return array('year' => $year, 'month' => $month, 'week' => $monday->format('W'), 'first_day' => $monday->format('d'), 'first_month' => $monday->format('m'), 'first_year' => $monday->format('Y'),
		'prev_year' => $before->format('Y'), 'prev_month' => $before->format('m'), 'prev_day' => $before->format('d'));
}

/** @return int days between two moments */
function num_between_day($timestampStart, $timestampEnd, $lastday = 0)
{
	return $timestampStart <= $timestampEnd ? (int) floor(($timestampEnd - $timestampStart) / 86400) + ($lastday ? 1 : 0) : 0;
}
