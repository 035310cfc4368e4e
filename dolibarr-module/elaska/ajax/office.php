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
const ELASKA_ISLAND_OPS = array('time.parse', 'timer.read', 'timer.start', 'timer.pause', 'timer.resume', 'timer.stop', 'timer.discard', 'case.picker', 'activity.list',
    'task.create', 'task.update', 'task.move', 'task.delete', 'task.read', 'task.board', 'task.list', 'task.check', 'task.comment', 'task.accept', 'task.refuse', 'task.confirm', 'task.send_back',
    'action.ask', 'action.cancel', 'action.list', 'file.list', 'preview.read', 'file.update', 'file.deliverable', 'file.delete', 'upload.begin', 'upload.read', 'upload.drop',
    'folder.tree', 'folder.read', 'folder.create', 'folder.update', 'folder.move', 'folder.delete', 'folder.prepare', 'document.file',
    'list.define', 'list.rows', 'list.board', 'list.sealed', 'list.change', 'view.save', 'view.delete', 'view.default', 'view.keep',
    'template.check', 'template.save', 'letter.save', 'letter.make', 'letter.batch_state', 'step.form', 'case.fields', 'object.fields_save', 'task.fields', 'task.fields_save', 'sealed.reveal');
const ELASKA_ISLAND_BYTES = 1048576;

require_once __DIR__ . '/../lib/elaska_door.lib.php';

// Refused before Dolibarr is loaded: it would answer a page.
elaska_door_request('POST', 'application/json');
$elaska_root = is_file(dirname(__DIR__, 2) . '/main.inc.php') ? dirname(__DIR__, 2) : dirname(__DIR__, 3);
// Without a session Dolibarr would show its login form: the island wants to know that it must log in.
define('NOREDIRECTBYMAINTOLOGIN', 1);
$elaska_login = require $elaska_root . '/main.inc.php';
require_once __DIR__ . '/../lib/elaska.lib.php';

elaska_door_person($elaska_login);
$elaska_text = (string) file_get_contents('php://input', false, null, 0, ELASKA_ISLAND_BYTES + 1);
if (strlen($elaska_text) > ELASKA_ISLAND_BYTES) {
    elaska_refuse(413, 'json.too_large', elaska_sentence('json.too_large'));
}
$elaska_body = json_decode($elaska_text, true, 48);
if (!is_array($elaska_body)) {
    elaska_refuse(400, 'json.malformed', elaska_sentence('json.malformed'));
}
$elaska_op = $elaska_body['op'] ?? '';
$elaska_in = $elaska_body['in'] ?? array();
if (!in_array($elaska_op, ELASKA_ISLAND_OPS, true) || !is_array($elaska_in)) {
    elaska_refuse(400, 'op.unknown', elaska_sentence('op.unknown'));
}
if (preg_match('~^(?:task|case)\.(?!read|board|list|page|picker)~', $elaska_op)) {
    register_shutdown_function(static function () use ($db): void {
        if (function_exists('fastcgi_finish_request')) {
            fastcgi_finish_request(); // nobody waits for the native twin
        }
        require_once __DIR__ . '/../class/elaskamirror.class.php';
        (new ElaskaMirror($db))->drain(3);
    });
}
require_once __DIR__ . '/../lib/elaska_list.lib.php';
elaska_door_run(static function () use ($elaska_op, $elaska_in): array {
    $out = elaska_office()->call($elaska_op, $elaska_in);
    return strpos($elaska_op, 'list.') === 0 ? elaska_list_explained($out) : (strpos($elaska_op, 'template.') === 0 ? elaska_door_told($out) : $out);
});
