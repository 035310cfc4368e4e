<?php
/*
 * Prints how a host's answers differ from the fact files (what the conformance test asserts), to work on them.
 *
 *   ELASKA_TEST_HOST=DIR php compare.php [probe...]
 */
require __DIR__.'/../../module/bootstrap.php';
require __DIR__.'/install.php';
require __DIR__.'/probes.php';
$total = 0;
foreach (array_slice($argv, 1) ?: HostProbes::NAMES as $name) {
	$expected = HostProbes::expected($name);
	foreach (HostProbes::ask($name) as $key => $answer) {
		$answer = HostProbes::plain($answer);
		if (!array_key_exists($key, $expected) || $expected[$key] != $answer || json_encode($expected[$key]) !== json_encode($answer)) {
			$total++;
			echo $name.' | '.$key."\n   expected ".json_encode($expected[$key] ?? null, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES)."\n   answered ".json_encode($answer, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES)."\n";
		}
	}
}
echo $total." differ\n";
exit($total ? 1 : 0);
