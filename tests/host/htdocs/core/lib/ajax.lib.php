<?php
/*
 * Helpers of live fields. The stand-in ships no jQuery: native controls do the same work.
 */

/** @return string nothing to add: a plain select is searchable enough here */
function ajax_combobox($htmlname, $events = array(), $minLengthToAutocomplete = 0, $forcefocus = 0, $widthTypeOfAutocomplete = 'resolve', $idforemptyvalue = '-1', $morecss = '')
{
	return '';
}

/** @return string link that turns a constant on or off */
function ajax_constantonoff($code, $input = array(), $entity = null, $revertonoff = 0, $strict = 0, $forcereload = 0, $marginleftonlyshort = 2, $forcenoajax = 0, $setzeroinsteadofdel = 0, $suffix = '', $mode = '', $morecss = 'inline-block')
{
	global $langs;
	$on = getDolGlobalString($code) !== '' && getDolGlobalString($code) !== '0';
	$url = $_SERVER['PHP_SELF'].'?action='.($on ? 'del_' : 'set_').$code.'&token='.newToken();
	return '<a class="'.$morecss.'" href="'.dol_escape_htmltag($url).'">'.img_picto($langs->trans($on ? 'Enabled' : 'Disabled'), $on ? 'switch_on' : 'switch_off').'</a>';
}
