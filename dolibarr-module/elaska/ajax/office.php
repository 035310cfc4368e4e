<?php
/*
 * The islands' door: one POST of JSON {"op": ..., "in": {...}}, one operation of the core, one answer in JSON. The token
 * travels in a header, compared in constant time, and the session is let go before the work.
 */
define('NOCSRFCHECK', 1);
define('NOTOKENRENEWAL', 1);
define('NOREQUIREMENU', 1);
define('NOREQUIREHTML', 1);
define('NOREQUIREAJAX', 1);

/** Operations that islands may ask for. */
const ELASKA_ISLAND_OPS = array('time.parse', 'timer.read', 'timer.start', 'timer.pause', 'timer.resume', 'timer.stop', 'timer.discard', 'case.picker', 'activity.list');
const ELASKA_ISLAND_BYTES = 65536;

/** @return never */
function elaska_answer(int $status, array $body)
{
    http_response_code($status);
    header('Content-Type: application/json; charset=UTF-8');
    header('Cache-Control: no-store');
    header('X-Content-Type-Options: nosniff');
    echo json_encode($body, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE);
    exit;
}

/** @return never */
function elaska_refuse(int $status, string $key, string $message, string $field = '')
{
    elaska_answer($status, array('error' => array('key' => $key, 'message' => $message, 'field' => $field)));
}

// Refused before Dolibarr is loaded: it would answer a page.
if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
    header('Allow: POST');
    elaska_refuse(405, 'http.method', 'POST');
}
if (stripos((string) ($_SERVER['CONTENT_TYPE'] ?? ''), 'application/json') !== 0) {
    elaska_refuse(415, 'http.type', 'application/json');
}
$elaska_root = is_file(dirname(__DIR__, 2) . '/main.inc.php') ? dirname(__DIR__, 2) : dirname(__DIR__, 3);
// Without a session Dolibarr would show its login form: the island wants to know that it must log in.
define('NOREDIRECTBYMAINTOLOGIN', 1);
$elaska_login = require $elaska_root . '/main.inc.php';
require_once __DIR__ . '/../lib/elaska.lib.php';

$langs->load('elaska@elaska');
if ($elaska_login === 'ERROR_NOT_LOGGED' || (int) $user->id <= 0) {
    elaska_refuse(401, 'session.ended', $langs->transnoentitiesnoconv('ElaskaSessionEnded'));
}
$elaska_given = (string) ($_SERVER['HTTP_X_ELASKA_TOKEN'] ?? '');
$elaska_known = array_filter(array($_SESSION['newtoken'] ?? '', $_SESSION['token'] ?? ''));
session_write_close();
if ($elaska_given === '' || !array_filter($elaska_known, static fn ($t) => hash_equals((string) $t, $elaska_given))) {
    elaska_refuse(403, 'http.token', $langs->transnoentitiesnoconv('ElaskaTokenStale'));
}
if (!empty($user->socid)) {
    elaska_refuse(403, 'denied', elaska_sentence('denied'));
}
if (!isModEnabled('elaska') || elaska_problem() !== '') {
    elaska_refuse(503, 'service.away', $langs->transnoentitiesnoconv(elaska_problem() ?: 'ElaskaRefused'));
}
$elaska_text = (string) file_get_contents('php://input', false, null, 0, ELASKA_ISLAND_BYTES + 1);
if (strlen($elaska_text) > ELASKA_ISLAND_BYTES) {
    elaska_refuse(413, 'json.too_large', elaska_sentence('json.too_large'));
}
$elaska_body = json_decode($elaska_text, true, 16);
if (!is_array($elaska_body)) {
    elaska_refuse(400, 'json.malformed', elaska_sentence('json.malformed'));
}
$elaska_op = $elaska_body['op'] ?? '';
$elaska_in = $elaska_body['in'] ?? array();
if (!in_array($elaska_op, ELASKA_ISLAND_OPS, true) || !is_array($elaska_in)) {
    elaska_refuse(400, 'op.unknown', elaska_sentence('op.unknown'));
}
try {
    elaska_answer(200, array('out' => elaska_office()->call($elaska_op, $elaska_in)));
} catch (Elaska\Exception $e) {
    $elaska_status = array('input' => 422, 'state' => 409, 'conflict' => 409, 'not_found' => 404, 'denied' => 403, 'transient' => 503);
    elaska_refuse($elaska_status[$e->getStatus()] ?? 500, $e->getKey(), elaska_error_text($e), $e->getField());
} catch (Throwable $e) {
    elaska_refuse(500, 'internal', elaska_error_text($e));
}
