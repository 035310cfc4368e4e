<?php
/*
 * docs/requirements.md tells which test proves each delivered requirement, a table row each:
 *   | TIME-04 | one rounding, at the invoice line | `tests/core/billing/test_x.c::test_TIME_04_once`, ... |
 * Every ID is well formed and listed once; every test named exists, and the file holds the name after "::".
 */
require __DIR__.'/source.php';

const AREAS = 'CASE|TIME|DOC|COM|PORT|CRM|TKT|INS|WEA|CRE|SUB|REC|BIZ|HR|FND|ASSO|LEG|AG|MAIL|IND|SITE|INST|FIELD|SEC|PLAT|TICK';
$path = 'docs/requirements.md';
$findings = new Findings(array('requirement'));
if (!is_file($path)) {
    $findings->add('requirement', $path, 1, 'is missing');
    $findings->finish();
}

$seen = array();
foreach (file($path, FILE_IGNORE_NEW_LINES) as $index => $line) {
    $cells = array_map('trim', explode('|', trim(trim($line), '|')));
    if (count($cells) < 3 || preg_match('~^(:?-+:?|ID)$~i', $cells[0])) {
        continue;
    }
    $number = $index + 1;
    $id = trim($cells[0], '*` ');
    if (!preg_match('~^('.AREAS.')-\d{2}$~', $id)) {
        $findings->add('requirement', $path, $number, "$cells[0] is not a requirement ID");
        continue;
    }
    if (isset($seen[$id])) {
        $findings->add('requirement', $path, $number, "$id stands on line $seen[$id] already");
    }
    $seen[$id] = $number;
    preg_match_all('~[\w./@-]+\.(?:c|phpt|php|tsx|ts|sh|js|mjs|json)(?:::[^`,|<;]+)?~', end($cells), $m);
    if (!$m[0]) {
        $findings->add('requirement', $path, $number, "$id names no test file");
    }
    foreach ($m[0] as $test) {
        list($file, $name) = explode('::', $test) + array(1 => '');
        $name = trim($name);
        if (!is_file($file)) {
            $findings->add('requirement', $path, $number, "$id: $file does not exist");
        } elseif ($name !== '' && !str_contains(file_get_contents($file), $name)) {
            $findings->add('requirement', $path, $number, "$id: $file holds no $name");
        }
    }
}
if (!$seen) {
    $findings->add('requirement', $path, 1, 'lists nothing');
}
$findings->finish();
