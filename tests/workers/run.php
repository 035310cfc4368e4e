<?php
/*
 * Runs the cases of this folder and prints TAP:
 *   run.php DIR BINARY PLAIN [NAME]       DIR holds the database; NAME: only cases whose name contains it
 * Last line: "# PASSED FAILED".
 */
declare(strict_types=1);
require __DIR__.'/Lab.php';

$lab = new Lab($argv[1], $argv[2], $argv[3]);
$only = $argv[4] ?? '';
foreach (glob(__DIR__.'/*Cases.php') as $file) {
    require $file;
}
$cases = array_filter(get_defined_functions()['user'], fn ($name) => str_starts_with($name, 'test_') && ($only === '' || stripos($name, $only) !== false));
$counts = array(0, 0);
foreach (array_values($cases) as $index => $name) {
    $label = (new ReflectionFunction($name))->getName();
    $began = microtime(true);
    $problem = '';
    try {
        $lab->reset();
        $label($lab);
        $problem = $lab->complaints();
    } catch (Throwable $e) {
        $problem = $e->getMessage().' ('.basename($e->getFile()).':'.$e->getLine().')';
        if (!$e instanceof Failure) {
            $lab->connect();
        }
    }
    $counts[$problem === '' ? 0 : 1]++;
    printf("%s %d - %s (%.1f s)\n", $problem === '' ? 'ok' : 'not ok', $index + 1, $label, microtime(true) - $began);
    if ($problem !== '') {
        echo "  # $problem\n";
    }
}
$lab->reset();
$lab->fake->kill(SIGTERM);
echo "# $counts[0] $counts[1]\n";
exit($counts[1] > 0 ? 1 : 0);
