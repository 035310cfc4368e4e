<?php
/*
 * The portal's API: hands one HTTP request to the extension and sends its answer. Routes, checks, scope and JSON are
 * the core's; Dolibarr is not loaded.
 */

declare(strict_types=1);

/** @param array{status: int, headers: list<array{string, string}>, body: string} $answer */
function elaska_api_send(array $answer): void
{
    http_response_code($answer['status']);
    header_remove('X-Powered-By');
    foreach ($answer['headers'] as [$name, $value]) {
        header($name . ': ' . $value, $name !== 'Set-Cookie');
    }
    echo $answer['body'];
}

/** A problem where even the extension cannot be asked: absent, older, or its configuration is unusable. */
function elaska_api_away(string $key, string $title): void
{
    elaska_api_send([
        'status' => 503,
        'headers' => [
            ['Content-Type', 'application/problem+json'],
            ['Cache-Control', 'no-store'],
            ['X-Content-Type-Options', 'nosniff'],
            ['Retry-After', '60'],
        ],
        'body' => (string) json_encode(
            ['type' => 'about:blank#' . $key, 'title' => $title, 'status' => 503, 'key' => $key, 'params' => new stdClass(), 'errors' => []],
            JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE
        ),
    ]);
}

/** The path below /v1, still percent-encoded, whether or not the web server leaves the script's name before it. */
function elaska_api_path(): string
{
    $path = explode('?', (string) ($_SERVER['REQUEST_URI'] ?? '/'), 2)[0];
    foreach ([(string) ($_SERVER['SCRIPT_NAME'] ?? ''), '/api.php', '/api'] as $prefix) {
        if ($prefix !== '' && str_starts_with($path, $prefix . '/')) {
            return substr($path, strlen($prefix));
        }
    }
    return $path;
}

/** One byte more than the core takes (a file, a part of one, JSON): it refuses what is larger without our reading it all. */
function elaska_api_limit(): int
{
    $put = ($_SERVER['REQUEST_METHOD'] ?? '') === 'PUT' ? elaska_api_path() : '';
    $megabytes = preg_match('~^/v1/clients/\d+/files$~', $put) === 1 ? 20 : (preg_match('~^/v1/clients/\d+/(?:uploads/\d+|vault/files/\d+/bytes)$~', $put) === 1 ? 8 : 1);
    return $megabytes * 1048576 + 1;
}

/** The real path, if the file is there, among the invoices or in the store of the documents directory: no link leads out. */
function elaska_api_file(string $file): ?string
{
    $root = realpath(dirname($file, 3));
    $real = realpath($file);
    if ($root === false || $real === false || !is_file($real)
        || (!str_starts_with($real, $root . '/facture/') && !str_starts_with($real, $root . '/elaska-store/'))) {
        return null;
    }
    return $real;
}

function elaska_api_main(): void
{
    if (!extension_loaded('elaska')) {
        elaska_api_away('extension.absent', 'Le service est indisponible pour un moment.');
        return;
    }
    $request = [
        'method' => (string) ($_SERVER['REQUEST_METHOD'] ?? 'GET'),
        'path' => elaska_api_path(),
        'query' => (string) ($_SERVER['QUERY_STRING'] ?? ''),
        'headers' => array_map('strval', array_filter(getallheaders(), 'is_string', ARRAY_FILTER_USE_KEY)),
        'body' => (string) file_get_contents('php://input', false, null, 0, elaska_api_limit()),
        'ip' => (string) ($_SERVER['REMOTE_ADDR'] ?? ''),
        'https' => !in_array(strtolower((string) ($_SERVER['HTTPS'] ?? '')), ['', 'off'], true),
    ];
    try {
        if (Elaska\Version::core() !== require __DIR__ . '/../version.php') {
            elaska_api_send(Elaska\Portal::refuse($request, 503, 'version.mismatch'));
            return;
        }
        $answer = Elaska\Portal::handle($request);
        $file = $answer['file'] === null ? null : elaska_api_file($answer['file']);
        if ($answer['file'] !== null && $file === null) {
            $answer = Elaska\Portal::refuse($request, 404, 'not_found');
        }
        elaska_api_send($answer);
        if ($answer['pour']) {
            while (ob_get_level() > 0) {
                ob_end_clean();
            }
            Elaska\Portal::pour();
        } elseif ($file !== null) {
            require_once __DIR__ . '/../lib/elaska_send.lib.php';
            elaska_send_file($file, (string) realpath(dirname((string) $answer['file'], 3) . '/elaska-store'));
        }
    } catch (Throwable $e) {
        // An extension so old that it lacks a class ends here too.
        error_log('elaska api: ' . ($e instanceof Elaska\Exception ? $e->getKey() : get_class($e)));
        elaska_api_away('service.away', 'Le service est indisponible pour un moment.');
    }
}

elaska_api_main();
