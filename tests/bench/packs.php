<?php
/*
 * The shipped packs in a PHP process that has none of them yet: processor time of the first operations that need every template,
 * every list and every letter, less that of the second, which finds them kept.
 *   packs.php install   installs them, as the module's activation does
 *   packs.php load      one figure, in milliseconds
 *   packs.php rows      the row of figures read from standard input
 */
require __DIR__.'/../ext/lib/real.php';

const PACKS = __DIR__.'/../../dolibarr-module/elaska/packs';
const GOAL = 5;

function processor_ms(): float
{
    $u = getrusage();
    return ($u['ru_utime.tv_sec'] + $u['ru_stime.tv_sec']) * 1000 + ($u['ru_utime.tv_usec'] + $u['ru_stime.tv_usec']) / 1000;
}

function install(Elaska\Office $office, string $pack): void
{
    $files = array();
    foreach (array('', 'lists/', 'statuses/', 'fields/', 'templates/', 'letters/') as $folder) {
        foreach (glob(PACKS."/$pack/$folder*.json") as $path) {
            if ($folder !== '' || basename($path) === 'pack.json') {
                $files[] = array('path' => $folder.basename($path), 'body' => file_get_contents($path));
            }
        }
    }
    $office->call('pack.install', array('pack' => $pack, 'files' => $files));
}

function used(Elaska\Office $office): float
{
    $from = processor_ms();
    $office->json('template.list', '{}');
    $office->json('reference.list', '{}');
    $office->json('letter.templates', '{}');
    return processor_ms() - $from;
}

$mode = $argv[1] ?? '';
if ($mode === 'rows') {
    $ms = array_map('floatval', array_filter(explode("\n", stream_get_contents(STDIN)), 'strlen'));
    sort($ms);
    $median = $ms[intdiv(count($ms), 2)];
    fprintf(STDERR, "fresh PHP process: %.2f to %.2f ms\n", $ms[0], end($ms));
    echo json_encode(array('name' => 'load of the shipped packs in a fresh PHP process, CPU', 'value' => $median, 'unit' => 'ms', 'against' => '',
        'ratio' => null, 'goal' => '< '.GOAL, 'ok' => $median < GOAL)), "\n";
    exit;
}
$office = new Elaska\Office(new RealDb(), actor(array('rights' => array('admin', 'case/read'))));
if ($mode === 'install') {
    array_map(fn ($pack) => install($office, $pack), array('core', 'starter'));
    exit;
}
$office->call('status.list', array('object' => 'task'));
$first = used($office);
used($office);
echo round($first - used($office), 3), "\n";
