<?php
/*
 * What the lint scripts share: the list of the tree's files, C text without comments and strings, findings.
 * Every script prints "path:line: message" and exits 1 when it has found something.
 */

/** Files of the tree, tracked or not yet, never ignored ones. Patterns are git's (globs over whole paths). */
function tree_files(string ...$patterns): array
{
    $command = 'git ls-files -z -co --exclude-standard -- '
        .implode(' ', array_map('escapeshellarg', $patterns)).' 2>/dev/null';
    $files = array_filter(explode("\0", (string) shell_exec($command)), 'is_file');
    sort($files);
    return array_values(array_unique($files));
}

/**
 * Splits C text: 'code' is the text with comments and the inside of literals blanked (lines kept),
 * 'strings' the string literals as [line, content].
 */
function split_c(string $text): array
{
    $strings = array();
    $code = preg_replace_callback(
        '~//[^\n]*|/\*.*?\*/|"(?:\\\\.|[^"\\\\\n])*"|\'(?:\\\\.|[^\'\\\\\n])*\'~s',
        function (array $m) use (&$strings): string {
            list($token, $offset) = $m[0];
            if ($token[0] === '"') {
                $strings[] = array($offset, substr($token, 1, -1));
            }
            $blank = preg_replace('~[^\n]~', ' ', $token);
            return $token[0] === '/' ? $blank : $token[0].substr($blank, 1, -1).$token[0];
        },
        $text,
        -1,
        $count,
        PREG_OFFSET_CAPTURE
    );
    foreach ($strings as &$string) {
        $string[0] = line_of($text, $string[0]);
    }
    return array('code' => $code, 'strings' => $strings);
}

function line_of(string $text, int $offset): int
{
    return substr_count($text, "\n", 0, $offset) + 1;
}

/** Exceptions of tests/lint/allow.txt: "path rule reason", a line each; one that is no longer needed is a finding. */
final class Findings
{
    private array $allowed = array();
    private array $used = array();
    private array $found = array();

    public function __construct(private array $rules)
    {
        foreach (file(__DIR__.'/allow.txt', FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) as $line) {
            if ($line[0] !== '#') {
                list($path, $rule) = preg_split('~\s+~', $line);
                $this->allowed[$rule][$path] = true;
            }
        }
    }

    public function add(string $rule, string $path, int $line, string $message): void
    {
        if (isset($this->allowed[$rule][$path])) {
            $this->used[$rule][$path] = true;
            return;
        }
        $this->found[] = "$path:$line: $message [$rule]";
    }

    public function finish(): never
    {
        foreach ($this->rules as $rule) {
            foreach (array_keys($this->allowed[$rule] ?? array()) as $path) {
                if (!isset($this->used[$rule][$path])) {
                    $this->found[] = "tests/lint/allow.txt:1: $path no longer needs the exception $rule";
                }
            }
        }
        foreach ($this->found as $line) {
            fwrite(STDERR, $line."\n");
        }
        exit($this->found ? 1 : 0);
    }
}
