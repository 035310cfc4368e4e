<?php
/*
 * The functions that every page may call without including anything, kept by subject in host/.
 */
foreach (array('conf', 'request', 'text', 'date', 'money', 'file', 'html', 'list', 'event', 'tab', 'page') as $host_part) {
	require_once __DIR__.'/host/'.$host_part.'.lib.php';
}
