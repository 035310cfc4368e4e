<?php
/*
 * SQL text stands in <feature>_sql.c (and ext/core/db) only: none elsewhere in C, none in PHP, so that each query
 * can be found, filtered by entity and reviewed in one place.
 */
require __DIR__.'/source.php';

// Dolibarr's prefix, or a statement's own words in capitals: prose does not write them so.
const SQL = '~\bllx_\w|\b(SELECT\s+\S|INSERT\s+(IGNORE\s+)?INTO\b|REPLACE\s+INTO\b|UPDATE\s+\S+\s+SET\b|DELETE\s+FROM\b'
    .'|(CREATE|ALTER|DROP|TRUNCATE)\s+TABLE\b|START\s+TRANSACTION\b|ORDER\s+BY\s|GROUP\s+BY\s|LEFT\s+JOIN\b)~';
const PHP_CALLS = '~->\s*(query|exec|multi_query|prepare|execute)\s*\(~';

$findings = new Findings(array('sql'));

foreach (tree_files('ext/*.c', 'ext/*.h', 'workers/*.c', 'workers/*.h') as $path) {
    if (preg_match('~_sql\.[ch]$|^ext/core/db/~', $path)) {
        // Natively a parameter takes the collation of what it meets; on the bridge both are literals, and MySQL refuses to choose.
        foreach (split_c(file_get_contents($path))['strings'] as list($line, $string)) {
            if (preg_match('~\?\s*(=|<>|!=|<|>|<=|>=|LIKE|IN \()\s*\'~', $string)) {
                $findings->add('sql', $path, $line, 'a parameter compared with a text: "'.substr($string, 0, 60).'"');
            }
        }
        continue;
    }
    foreach (split_c(file_get_contents($path))['strings'] as list($line, $string)) {
        if (preg_match(SQL, $string)) {
            $findings->add('sql', $path, $line, 'SQL outside *_sql.c: "'.substr($string, 0, 60).'"');
        }
    }
}

foreach (tree_files('dolibarr-module/elaska/*.php', 'ext/php/*.php') as $path) {
    $text = file_get_contents($path);
    $code = '';
    foreach (token_get_all($text) as $token) {
        if (!is_array($token)) {
            $code .= $token;
            continue;
        }
        list($kind, $content, $line) = $token;
        if (in_array($kind, array(T_CONSTANT_ENCAPSED_STRING, T_ENCAPSED_AND_WHITESPACE), true)) {
            if (preg_match(SQL, $content)) {
                $findings->add('sql', $path, $line, 'SQL in PHP: '.substr(trim($content), 0, 60));
            }
            $content = preg_replace('~[^\n]~', ' ', $content);
        } elseif (in_array($kind, array(T_COMMENT, T_DOC_COMMENT, T_INLINE_HTML), true)) {
            $content = preg_replace('~[^\n]~', ' ', $content);
        }
        $code .= $content;
    }
    if (preg_match_all(PHP_CALLS, $code, $m, PREG_OFFSET_CAPTURE)) {
        foreach ($m[0] as list($call, $offset)) {
            $findings->add('sql', $path, line_of($code, $offset), "PHP sends SQL: $call)");
        }
    }
}
$findings->finish();
