<?php
/*
 * Messages for the user, kept in the session until the next page shows them.
 */

function setEventMessage($mesgs, $style = 'mesgs', $noduplicate = 0): void
{
	$styles = array('mesgs' => 'mesgs', 'warnings' => 'warnings', 'errors' => 'errors');
	foreach (is_array($mesgs) ? $mesgs : array($mesgs) as $text) {
		if (trim((string) $text) === '' || ($noduplicate && in_array($text, $_SESSION['dol_events'][$style] ?? array(), true))) {
			continue;
		}
		$_SESSION['dol_events'][$styles[$style] ?? 'mesgs'][] = $text;
	}
}

/**
 * @param string|null $mesg
 * @param array<int,string>|null $mesgs
 * @param string $style 'mesgs', 'warnings' or 'errors'
 * @return void
 */
function setEventMessages($mesg, $mesgs, $style = 'mesgs', $messagekey = '', $noduplicate = 0)
{
	global $langs;
	if (empty($mesg) && empty($mesgs)) {
		return;
	}
	if ($mesg && preg_match('/^[A-Za-z0-9_]+$/', $mesg) && is_object($langs)) {
		$mesg = $langs->trans($mesg);
	}
	if (empty($mesgs) || !in_array($mesg, $mesgs, true)) {
		setEventMessage((string) $mesg, $style, $noduplicate);
	}
	setEventMessage($mesgs ?? array(), $style, $noduplicate);
}

function get_htmloutput_mesg($mesgstring = '', $mesgarray = array(), $style = 'ok', $keepembedded = 0): string
{
	$class = array('ok' => 'ok', 'mesgs' => 'ok', 'warning' => 'warning', 'warnings' => 'warning', 'error' => 'error', 'errors' => 'error');
	$out = '';
	foreach (array_merge($mesgstring !== '' ? array($mesgstring) : array(), $mesgarray) as $text) {
		$out .= '<div class="jnotify-message '.$class[$style].'" role="'.($class[$style] === 'ok' ? 'status' : 'alert').'">'.dol_htmlwithnojs($text).'</div>';
	}
	return $out;
}

function dol_htmloutput_mesg($mesgstring = '', $mesgarray = array(), $style = 'ok', $keepembedded = 0): void
{
	print get_htmloutput_mesg((string) $mesgstring, is_array($mesgarray) ? $mesgarray : array(), $style, $keepembedded);
}

function dol_htmloutput_errors($mesgstring = '', $mesgarray = array(), $keepembedded = 0): void
{
	dol_htmloutput_mesg($mesgstring, $mesgarray, 'error', $keepembedded);
}

/** @return void prints and forgets what setEventMessages kept */
function dol_htmloutput_events($disabledoutputofmessages = 0)
{
	$events = $_SESSION['dol_events'] ?? array();
	unset($_SESSION['dol_events']);
	if ($disabledoutputofmessages || !$events) {
		return;
	}
	print '<div id="host-events" class="jnotify-container">';
	foreach (array('mesgs', 'warnings', 'errors') as $style) {
		print get_htmloutput_mesg('', $events[$style] ?? array(), $style);
	}
	print '</div>';
}
