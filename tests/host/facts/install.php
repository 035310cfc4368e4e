<?php
/*
 * Puts the probe's page and trigger in custom/ of the host that the probes run in, a copy of ours.
 */
foreach (array('page.php', 'class/actions_hostprobe.class.php', 'core/modules/modHostprobe.class.php', 'core/triggers/interface_99_all_HostProbe.class.php') as $host_file) {
	$host_to = DOL_DOCUMENT_ROOT.'/custom/hostprobe/'.$host_file;
	@mkdir(dirname($host_to), 0775, true);
	copy(__DIR__.'/hostprobe/'.$host_file, $host_to);
}
