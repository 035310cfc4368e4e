<?php
/*
 * The door for files: one PUT whose body is the file, its facts {object, id, name, visible?} in the header
 * X-Elaska-Input as base64url of JSON; or a part of one that was announced (upload.begin), its facts {upload, offset}.
 * PUT, because PHP holds the body of a POST against post_max_size.
 */
define('NOCSRFCHECK', 1);
define('NOTOKENRENEWAL', 1);
define('NOREQUIREMENU', 1);
define('NOREQUIREHTML', 1);
define('NOREQUIREAJAX', 1);
define('NOREDIRECTBYMAINTOLOGIN', 1);

require_once __DIR__ . '/../lib/elaska_door.lib.php';

/** One byte more than the core takes: it refuses what is larger without our reading it all. */
const ELASKA_UPLOAD_BYTES = 20 * 1048576 + 1;

elaska_door_request('PUT', 'application/octet-stream');
$elaska_root = is_file(dirname(__DIR__, 2) . '/main.inc.php') ? dirname(__DIR__, 2) : dirname(__DIR__, 3);
$elaska_login = require $elaska_root . '/main.inc.php';
require_once __DIR__ . '/../lib/elaska.lib.php';

elaska_door_person($elaska_login);
$elaska_facts = json_decode((string) base64_decode(strtr((string) ($_SERVER['HTTP_X_ELASKA_INPUT'] ?? ''), '-_', '+/'), true), true, 4);
if (!is_array($elaska_facts)) {
    elaska_refuse(400, 'json.malformed', elaska_sentence('json.malformed'));
}
elaska_door_run(static function () use ($elaska_facts): array {
    // A file that hangs on nothing is one that templates give.
    if (($elaska_facts['for'] ?? '') === 'letter') { // a picture in its text
        unset($elaska_facts['for']);
        return elaska_office()->upload('letter.picture', $elaska_facts, (string) file_get_contents('php://input', false, null, 0, ELASKA_UPLOAD_BYTES));
    }
    $op = isset($elaska_facts['upload']) ? 'upload.put' : (isset($elaska_facts['object']) ? 'file.put' : 'model.put');
    return elaska_office()->upload($op, $elaska_facts, (string) file_get_contents('php://input', false, null, 0, ELASKA_UPLOAD_BYTES));
});
