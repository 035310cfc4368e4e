<?php
/*
 * The door of drawn letters: one POST of JSON {"in": ...}, the PDF of letter.preview or a refusal in JSON. The token
 * travels in a header. Source: DOC-18, DOC-20.
 */
define('NOCSRFCHECK', 1);
define('NOTOKENRENEWAL', 1);
define('NOREQUIREMENU', 1);
define('NOREQUIREHTML', 1);
define('NOREQUIREAJAX', 1);
define('NOREDIRECTBYMAINTOLOGIN', 1);

require_once __DIR__ . '/../lib/elaska_door.lib.php';

const ELASKA_LETTER_BYTES = 1048576;

elaska_door_request('POST', 'application/json');
$elaska_root = is_file(dirname(__DIR__, 2) . '/main.inc.php') ? dirname(__DIR__, 2) : dirname(__DIR__, 3);
$elaska_login = require $elaska_root . '/main.inc.php';
require_once __DIR__ . '/../lib/elaska.lib.php';

elaska_door_person($elaska_login);
$elaska_body = json_decode((string) file_get_contents('php://input', false, null, 0, ELASKA_LETTER_BYTES), true, 48);
if (!is_array($elaska_body) || !is_array($elaska_body['in'] ?? null)) {
    elaska_refuse(400, 'json.malformed', elaska_sentence('json.malformed'));
}
elaska_door_run(static function () use ($elaska_body): array {
    $made = elaska_office()->bytes('letter.preview', $elaska_body['in']);
    header('Content-Type: application/pdf');
    header('Content-Length: ' . strlen($made['body']));
    header('Cache-Control: private, no-store');
    header('X-Content-Type-Options: nosniff');
    print $made['body'];
    exit;
});
