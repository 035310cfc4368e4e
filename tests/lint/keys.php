<?php
/*
 * Every message key that C refuses with has its sentence everywhere it may be shown: ElaskaErr_<key> in the module's
 * two language files, errors.<key> in the front end's two locales. The portal shows one sentence for whatever is
 * internal, and never meets the keys of the glue to Dolibarr. The two language files hold the same words, with the
 * same variables.
 */
require __DIR__.'/source.php';

$findings = new Findings(array('message'));

/** Keys named by ela_fail(), ela_failf() and any helper whose name holds "fail" or "refuse", with where they stand. */
$keys = array();
foreach (tree_files('ext/core/*.c', 'ext/php/*.c', 'workers/*.c') as $path) {
    $text = file_get_contents($path);
    if (preg_match_all('~\b\w*(?:fail|refuse)\w*\s*\([^;"]*"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)"~', $text, $m, PREG_OFFSET_CAPTURE)) {
        foreach ($m[1] as $index => list($key, $offset)) {
            $portal = str_starts_with($path, 'ext/core/') && !str_contains($m[0][$index][0], 'ELA_E_INTERNAL');
            $keys[$key] = array($path, line_of($text, $offset), $portal || ($keys[$key][2] ?? false));
        }
    }
}

// The pure folders hand keys round as values.
foreach (tree_files('ext/core/expr/*.c', 'ext/core/form/*.c') as $path) {
    $text = file_get_contents($path);
    preg_match_all('~"((?:expr|form|field)\.[a-z_]+)"~', $text, $m, PREG_OFFSET_CAPTURE);
    foreach ($m[1] as list($key, $offset)) {
        $keys[$key] ??= array($path, line_of($text, $offset), true);
    }
}

/** All members of a JSON object as dotted paths. */
function flatten(array $node, string $prefix = ''): array
{
    $out = array();
    foreach ($node as $name => $value) {
        $out += is_array($value) ? flatten($value, "$prefix$name.") : array("$prefix$name" => true);
    }
    return $out;
}

$homes = array();
foreach (array('fr_FR', 'en_US') as $lang) {
    $file = "dolibarr-module/elaska/langs/$lang/elaska.lang";
    if (is_file($file) && preg_match_all('~^\s*ElaskaErr_(\w+)\s*=\s*\S~m', file_get_contents($file), $m)) {
        $homes[$file] = array(fn (string $key): string => str_replace('.', '_', $key), array_flip($m[1]));
    }
}
foreach (array('fr', 'en') as $lang) {
    $have = array();
    $files = tree_files("dolibarr-module/frontend/src/locales/$lang.json", "dolibarr-module/frontend/src/locales/$lang/*.json");
    foreach ($files as $file) {
        $have += flatten(json_decode(file_get_contents($file), true) ?? array(), basename($file) === 'errors.json' ? 'errors.' : '');
    }
    if ($have) {
        $homes["dolibarr-module/frontend/src/locales/$lang"] = array(fn (string $key): string => "errors.$key", $have);
    }
}

foreach ($keys as $key => list($path, $line, $portal)) {
    foreach ($homes as $home => list($name, $have)) {
        if (str_contains($home, 'frontend') && !$portal) {
            continue;
        }
        if (!isset($have[$name($key)]) && !isset($have["errors.errors.$key"])) {
            $findings->add('message', $path, $line, "$key has no sentence in $home");
        }
    }
}

/** Words of a language file: key => sorted variables ({name}, %s). A key given twice is a finding. */
function words_of(string $path, Findings $findings): array
{
    $out = array();
    foreach (is_file($path) ? file($path, FILE_IGNORE_NEW_LINES) : array() as $index => $line) {
        if (!preg_match('~^\s*([\w()]+)\s*=(.*)$~', $line, $m)) {
            continue;
        }
        if (isset($out[$m[1]])) {
            $findings->add('message', $path, $index + 1, "$m[1] is given twice");
        }
        preg_match_all('~\{\w+\}|%[sd]~', $m[2], $variables);
        sort($variables[0]);
        $out[$m[1]] = array($index + 1, $variables[0]);
    }
    return $out;
}

$french = 'dolibarr-module/elaska/langs/fr_FR/elaska.lang';
$english = 'dolibarr-module/elaska/langs/en_US/elaska.lang';
$words = array($french => words_of($french, $findings), $english => words_of($english, $findings));
foreach (array($french => $english, $english => $french) as $path => $other) {
    foreach ($words[$path] as $key => list($line, $variables)) {
        if (str_starts_with($key, 'ElaskaErr_') && array_intersect($variables, array('%s', '%d'))) {
            $findings->add('message', $path, $line, "$key is filled by names: {max}, not %s");
        }
        if (!isset($words[$other][$key])) {
            $findings->add('message', $path, $line, "$key is missing in $other");
        } elseif ($words[$other][$key][1] !== $variables) {
            $findings->add('message', $path, $line, "$key has other variables in $other");
        }
    }
}
$findings->finish();
