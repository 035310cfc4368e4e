<?php
/*
 * What has no place in the tree: unfinished work, paths of somebody's machine, addresses of package registries,
 * references outside the project. Long files and long pages are warned about, not refused.
 */
require __DIR__.'/source.php';

// Written in pieces so that this file does not find itself.
$forbidden = array(
    'unfinished' => '~\b('.implode('|', array('TO'.'DO', 'FIX'.'ME', 'X'.'XX', 'HA'.'CK', 'not '.'implemented yet', 'stub '.'for now')).')\b~',
    'machine' => '~(?<![A-Za-z0-9_.])/('.implode('|', array('wo'.'rk', 'fa'.'rm', 'ho'.'me/\w+', 'ro'.'ot')).')/|/opt/'.'doli\b~',
    'outside' => '~\.\./'.'shared\b~',
    'registry' => '~\b(registry\.'.'npmjs\.org|repo\.'.'packagist\.org|deb\.'.'debian\.org)\b~',
);
$findings = new Findings(array_keys($forbidden));

foreach (tree_files('.') as $path) {
    $text = (string) file_get_contents($path, false, null, 0, 2000000);
    if (str_contains(substr($text, 0, 8000), "\0")) {
        continue;
    }
    foreach ($forbidden as $rule => $pattern) {
        if (preg_match_all($pattern, $text, $m, PREG_OFFSET_CAPTURE)) {
            foreach ($m[0] as list($word, $offset)) {
                $findings->add($rule, $path, line_of($text, $offset), "forbidden here: $word");
            }
        }
    }
    $lines = substr_count($text, "\n");
    $generated = preg_match('~_arginfo\.h$|schema\.d\.ts$|\.gen\.|package-lock|openapi\.json$|/(facts|packs|locales|corpus)/~', $path);
    if (!$generated && $lines > 600 && preg_match('~\.(c|h|php|ts|tsx|js|sh|css|mk)$~', $path)) {
        echo "warning: $path has $lines lines (is it still one idea?)\n";
    }
    if ($lines > 200 && preg_match('~^dolibarr-module/elaska/[^/]+\.php$~', $path)) {
        echo "warning: $path has $lines lines, a page has 200\n";
    }
}
$findings->finish();
