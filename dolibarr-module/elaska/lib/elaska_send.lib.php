<?php
/*
 * The bytes of one stored file as an answer, for the portal and the back office: whole, in the ranges that were asked for, or by
 * the web server itself where it says that it can (fastcgi_param ELASKA_ACCEL, see workers/etc). What may be read was decided
 * before; Dolibarr is not needed. RFC 9110, 13 and 14.
 */
declare(strict_types=1);

/** Ranges of one answer; more, or such that together hold more than the file, are answered by all of it. */
const ELASKA_RANGES = 16;
const ELASKA_PART = 65536;

/**
 * What a Range header asks of a file of that size.
 *
 * @return list<array{int, int}>|null first and last byte of each; empty: none can be had; null: not to be understood, all is sent
 */
function elaska_ranges(string $header, int $size): ?array
{
    if (preg_match('/^bytes=(.+)$/i', trim($header), $m) !== 1) {
        return null;
    }
    $ranges = array();
    $total = 0;
    $asked = explode(',', $m[1]);
    if (count($asked) > ELASKA_RANGES) {
        return null;
    }
    foreach ($asked as $one) {
        if (preg_match('/^(\d{0,18})-(\d{0,18})$/', trim($one), $r) !== 1 || $r[1] . $r[2] === '') {
            return null;
        }
        if ($r[1] === '') {
            $from = max(0, $size - (int) $r[2]);
            $to = (int) $r[2] > 0 ? $size - 1 : -1;
        } else {
            $from = (int) $r[1];
            $to = $r[2] === '' ? $size - 1 : min((int) $r[2], $size - 1);
            if ($r[2] !== '' && (int) $r[2] < $from) {
                return null;
            }
        }
        if ($from < $size && $to >= $from) {
            $ranges[] = array($from, $to);
            $total += $to - $from + 1;
        }
    }
    return $total > $size ? null : $ranges;
}

/** Is one of the tags of a condition this one? Weak ones compare alike (If-None-Match), or never (If-Range). */
function elaska_tag_matches(string $header, string $tag): bool
{
    if (trim($header) === '*') {
        return true;
    }
    foreach (explode(',', $header) as $one) {
        if (preg_replace('~^W/~', '', trim($one)) === $tag) {
            return true;
        }
    }
    return false;
}

/** @param resource $file */
function elaska_send_bytes($file, int $from, int $to): void
{
    fseek($file, $from);
    for ($left = $to - $from + 1; $left > 0 && !connection_aborted(); $left -= strlen($bytes)) {
        $bytes = fread($file, min(ELASKA_PART, $left));
        if ($bytes === false || $bytes === '') {
            return;
        }
        echo $bytes;
        flush();
    }
}

/**
 * Sends it. The caller has set what the answer says of the file (type, name, policy); this sets what it says of its bytes.
 *
 * @param string $path of the file, real
 * @param string $store folder of stored files, real, '' while there is none; the web server is asked only for what lies below it
 * @param bool $plain its bytes lie as they are sent: what is encrypted is never the web server's to send
 */
function elaska_send_file(string $path, string $store, bool $plain = true): void
{
    $server = array_map('strval', array_filter($_SERVER, 'is_scalar'));
    $head = ($server['REQUEST_METHOD'] ?? 'GET') === 'HEAD';
    $accel = $server['ELASKA_ACCEL'] ?? '';
    $size = (int) filesize($path);
    $type = 'application/octet-stream';
    foreach (headers_list() as $line) {
        if (stripos($line, 'Content-Type:') === 0) {
            $type = trim(substr($line, 13));
        }
    }
    $tag = '"' . substr(hash('sha256', basename($path) . ' ' . $size), 0, 32) . '"'; // its name is never given to other bytes
    header('ETag: ' . $tag);
    if (isset($server['HTTP_IF_NONE_MATCH']) && elaska_tag_matches($server['HTTP_IF_NONE_MATCH'], $tag)) {
        http_response_code(304);
        header_remove('Content-Length');
        return;
    }
    if ($plain && $accel !== '' && $store !== '' && str_starts_with($path, $store . '/') && !$head) {
        header_remove('Content-Length');
        header('X-Accel-Redirect: ' . rtrim($accel, '/') . substr($path, strlen($store)));
        return;
    }
    header('Accept-Ranges: bytes');
    $wanted = $server['HTTP_RANGE'] ?? '';
    $same = !isset($server['HTTP_IF_RANGE']) || trim($server['HTTP_IF_RANGE']) === $tag;
    $ranges = $wanted !== '' && $same && !$head ? elaska_ranges($wanted, $size) : null;
    if ($ranges === array()) {
        http_response_code(416);
        header('Content-Range: bytes */' . $size);
        header('Content-Length: 0');
        return;
    }
    $file = fopen($path, 'rb');
    if ($file === false) {
        http_response_code(404);
        return;
    }
    if ($ranges === null) {
        header('Content-Length: ' . $size);
        if (!$head && $size > 0) {
            elaska_send_bytes($file, 0, $size - 1);
        }
    } elseif (count($ranges) === 1) {
        http_response_code(206);
        header('Content-Range: bytes ' . $ranges[0][0] . '-' . $ranges[0][1] . '/' . $size);
        header('Content-Length: ' . ($ranges[0][1] - $ranges[0][0] + 1));
        elaska_send_bytes($file, $ranges[0][0], $ranges[0][1]);
    } else {
        elaska_send_parts($file, $ranges, $size, $type);
    }
    fclose($file);
}

/** Several ranges, each with what it is. @param resource $file @param list<array{int, int}> $ranges */
function elaska_send_parts($file, array $ranges, int $size, string $type): void
{
    $mark = bin2hex(random_bytes(12));
    $heads = array();
    $length = strlen("\r\n--$mark--\r\n");
    foreach ($ranges as $i => list($from, $to)) {
        $heads[$i] = ($i ? "\r\n" : '') . "--$mark\r\nContent-Type: $type\r\nContent-Range: bytes $from-$to/$size\r\n\r\n";
        $length += strlen($heads[$i]) + $to - $from + 1;
    }
    http_response_code(206);
    header('Content-Type: multipart/byteranges; boundary=' . $mark);
    header('Content-Length: ' . $length);
    foreach ($ranges as $i => list($from, $to)) {
        echo $heads[$i];
        elaska_send_bytes($file, $from, $to);
    }
    echo "\r\n--$mark--\r\n";
}
