<?php
/*
 * Who may include whom, and what the core may not touch.
 *   php boundaries.php "PURE FOLDERS" "DOORS"
 * base <- expr <- form <- json <- db <- scope <- settings, op, workflow <- features <- {ext/php, workers}. A folder sees another
 * through its door (<folder>/<folder>.h, the headers in DOORS, anything of base); no cycles.
 */
require __DIR__.'/source.php';

const RANK = array('base' => 0, 'expr' => 0, 'form' => 0, 'json' => 1, 'db' => 2, 'rich' => 2, 'scope' => 3, 'settings' => 4, 'op' => 4, 'workflow' => 4);
const FEATURE = 5;
const C_LIBRARY = 'assert ctype errno float inttypes limits math setjmp stdalign stdarg stdatomic stdbool stddef '
    .'stdint stdio stdlib stdnoreturn string strings time';
const FOREIGN = '~^(php|zend|Zend|ext/|SAPI|uv|curl/|pthread|threads|sys/socket|sys/un|netdb|netinet/|signal)~';
const CALLS = array(
    'core-env' => 'getenv|secure_getenv|setenv|putenv',
    'core-print' => 'printf|vprintf|puts|putchar|perror|fprintf|vfprintf|fputs|fputc|syslog',
    'core-thread' => 'pthread_create|thrd_create|fork|vfork|system|popen|posix_spawn|execl|execv|execve|execvp',
    'core-file' => 'fopen|open|openat|creat|opendir|mkdir|unlink|rename|stat|lstat|access|socket|connect',
    'core-clock' => 'time|gettimeofday|clock_gettime|clock|sleep|usleep|nanosleep',
);

$pure = preg_split('~\s+~', trim($argv[1] ?? ''), -1, PREG_SPLIT_NO_EMPTY);
$doors = preg_split('~\s+~', trim($argv[2] ?? ''), -1, PREG_SPLIT_NO_EMPTY);
$findings = new Findings(array_merge(
    array('include', 'door', 'layer', 'pure', 'foreign', 'cycle'),
    array_keys(CALLS)
));

/** "ext/core/time", "ext/php", "workers/mail": the house of a file; null outside of them. */
function house(string $path): ?string
{
    if (preg_match('~^(ext/core/[^/]+|ext/php|workers/[^/]+)/~', $path, $m)) {
        return $m[1];
    }
    return null;
}

/** Where a quoted include leads, as a path of the tree; null when to something that the build writes. */
function resolve(string $from, string $name): ?string
{
    foreach (array(dirname($from), 'ext/core', 'ext/php', 'workers') as $root) {
        $path = "$root/$name";
        if (is_file($path)) {
            return preg_replace('~[^/]+/\.\./~', '', $path);
        }
    }
    return null;
}

function rank(string $house): int
{
    if (!str_starts_with($house, 'ext/core/')) {
        return FEATURE + 1;
    }
    return RANK[substr($house, 9)] ?? FEATURE;
}

function is_door(string $path, string $house, array $doors): bool
{
    $folder = basename($house);
    return $house === 'ext/core/base' || $house === 'workers/runtime' && !preg_match('~_(internal|sql)\.h$~', $path)
        || $path === "$house/$folder.h" || in_array(substr($path, 9), $doors, true);
}

function check_include(Findings $findings, string $path, int $line, string $name, array $doors, array $pure, array &$graph): void
{
    $house = house($path);
    $target = resolve($path, $name);
    if ($target === null) {
        if (!preg_match('~(_arginfo|_gen|gen_\w+)\.h$|^gen/|^config\.h$~', $name) && !is_file("out/core/gen/$name")
            && !preg_match(FOREIGN, $name)) {
            $findings->add('include', $path, $line, "\"$name\" is not in the tree");
        }
        return;
    }
    $other = house($target);
    if ($other === $house) {
        return;
    }
    $short = str_replace('ext/core/', '', "$house includes $target");
    if ($other === null || str_starts_with($house, 'ext/core/') && !str_starts_with($other, 'ext/core/')
        || $house === 'ext/php' && str_starts_with($other, 'workers/')
        || str_starts_with($house, 'workers/') && $other === 'ext/php'
        || str_starts_with($house, 'workers/') && str_starts_with($other, 'workers/') && $other !== 'workers/runtime') {
        $findings->add('layer', $path, $line, "$short: not below it");
        return;
    }
    if (!is_door($target, $other, $doors)) {
        $findings->add('door', $path, $line, "$short: that header is private to its folder");
    }
    if (rank($other) > rank($house)) {
        $findings->add('layer', $path, $line, "$short: a lower layer sees a higher one");
    }
    if (in_array(basename($house), $pure, true) && str_starts_with($house, 'ext/core/')
        && !in_array(basename($other), $pure, true)) {
        $findings->add('pure', $path, $line, "$short: a pure folder sees pure folders only");
    }
    $graph[$house][$other] = "$path:$line";
}

function check_system_include(Findings $findings, string $path, int $line, string $name, array $pure): void
{
    $house = (string) house($path);
    if (!str_starts_with($house, 'ext/core/')) {
        return;
    }
    if (preg_match(FOREIGN, $name)) {
        $findings->add('foreign', $path, $line, "the core includes no <$name>");
    }
    if (preg_match('~mysql|mariadb~', $name) && $house !== 'ext/core/db') {
        $findings->add('foreign', $path, $line, "<$name> belongs to ext/core/db");
    }
    if (str_contains($name, 'jansson') && $house !== 'ext/core/json') {
        $findings->add('foreign', $path, $line, "<$name> stands behind json/json.h");
    }
    if (in_array(basename($house), $pure, true)
        && !in_array(preg_replace('~\.h$~', '', $name), explode(' ', C_LIBRARY), true)) {
        $findings->add('pure', $path, $line, "<$name> is not the C library");
    }
}

function check_calls(Findings $findings, string $path, string $code): void
{
    foreach (CALLS as $rule => $names) {
        // A call: neither a member of that name nor a declaration such as `int64_t time(`.
        if (preg_match_all('~(\b\w+\s+)?(?<![\w.>])('.$names.')\s*\(~', $code, $m, PREG_OFFSET_CAPTURE)) {
            foreach ($m[2] as $index => list($name, $offset)) {
                $before = is_array($m[1][$index]) ? trim($m[1][$index][0]) : '';
                if ($before === '' || in_array($before, array('return', 'else', 'do', 'case'), true)) {
                    $findings->add($rule, $path, line_of($code, $offset), "the core does not call $name()");
                }
            }
        }
    }
}

/** Depth first; the path of a cycle is told once. */
function find_cycles(Findings $findings, array $graph): void
{
    $done = array();
    $visit = function (string $node, array $trail) use (&$visit, &$done, $graph, $findings): void {
        if (($at = array_search($node, $trail, true)) !== false) {
            $cycle = array_merge(array_slice($trail, $at), array($node));
            $last = $graph[end($trail)][$node];
            list($path, $line) = explode(':', $last);
            $findings->add('cycle', $path, (int) $line, 'cycle: '.str_replace('ext/core/', '', implode(' -> ', $cycle)));
            return;
        }
        if (isset($done[$node])) {
            return;
        }
        foreach (array_keys($graph[$node] ?? array()) as $next) {
            $visit($next, array_merge($trail, array($node)));
        }
        $done[$node] = true;
    };
    foreach (array_keys($graph) as $node) {
        $visit($node, array());
    }
}

$graph = array();
foreach (tree_files('ext/*.c', 'ext/*.h', 'workers/*.c', 'workers/*.h') as $path) {
    if (house($path) === null) {
        continue;
    }
    $text = file_get_contents($path);
    $code = split_c($text)['code'];
    foreach (explode("\n", $text) as $index => $line) {
        if (preg_match('~^\s*#\s*include\s+"([^"]+)"~', $line, $m)) {
            check_include($findings, $path, $index + 1, $m[1], $doors, $pure, $graph);
        } elseif (preg_match('~^\s*#\s*include\s+<([^>]+)>~', $line, $m)) {
            check_system_include($findings, $path, $index + 1, $m[1], $pure);
        }
    }
    if (str_starts_with($path, 'ext/core/')) {
        check_calls($findings, $path, preg_replace('~^\s*#.*$~m', '', $code));
    }
}
find_cycles($findings, $graph);
$findings->finish();
