<?php
/*
 * Records the fact files on an installed real Dolibarr (make facts DOLIBARR_ROOT=...).
 *
 *   ELASKA_TEST_HOST=DIR php record.php
 *
 * The first version recorded is the base; another version adds only what differs from it.
 */
require __DIR__.'/../../module/bootstrap.php';
require __DIR__.'/install.php';
require __DIR__.'/probes.php';

if (defined('HOST_IS_STANDIN')) {
	fwrite(STDERR, "Facts are recorded on a real Dolibarr, never on the stand-in\n");
	exit(1);
}
foreach (HostProbes::NAMES as $name) {
	$file = __DIR__.'/'.$name.'.json';
	$answers = HostProbes::plain(HostProbes::ask($name));
	$old = is_file($file) ? json_decode((string) file_get_contents($file), true) : null;
	if (!$old || $old['recorded_on'] === DOL_VERSION) {
		$data = array('recorded_on' => DOL_VERSION, 'facts' => $answers, 'versions' => $old['versions'] ?? array());
	} else {
		$data = $old;
		$data['versions'] = $old['versions'] ?? array();
		$data['versions'][DOL_VERSION] = array_filter($answers, fn($key) => !array_key_exists($key, $old['facts']) || $old['facts'][$key] !== $answers[$key], ARRAY_FILTER_USE_KEY);
	}
	// One fact a line: a change of behaviour shows as one line of a diff.
	$flags = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION;
	$lines = array();
	foreach ($data['facts'] as $key => $fact) {
		$lines[] = '    '.json_encode((string) $key, $flags).': '.json_encode($fact, $flags);
	}
	$text = "{\n  \"recorded_on\": \"".$data['recorded_on']."\",\n  \"facts\": {\n".implode(",\n", $lines)."\n  },\n  \"versions\": ".json_encode($data['versions'] ?: new stdClass(), $flags)."\n}\n";
	file_put_contents($file, $text);
	$differs = count(($data['versions'][DOL_VERSION] ?? array()));
	echo $name.': '.count($answers).' facts of '.DOL_VERSION.($data['recorded_on'] === DOL_VERSION ? '' : ', '.$differs.' differ from '.$data['recorded_on'])."\n";
}
