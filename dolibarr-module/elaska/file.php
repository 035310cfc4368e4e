<?php
/*
 * One stored file, the picture of a page of it, or the one to fill in that a piece gives, for whoever reaches what it hangs on: shown where nothing in it can act, else downloaded. The core
 * decides and names the place; no address leads there.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_send.lib.php';

elaska_need('case/read');
$elaska_id = GETPOSTINT('id');
$elaska_piece = GETPOSTINT('piece');
if (GETPOSTINT('link') > 0) { // a document that lies elsewhere: the opening is kept
    $elaska_there = elaska_read(static fn (): array => $office->call('document.open', array('file' => GETPOSTINT('link'))));
    header('Referrer-Policy: no-referrer');
    header('Location: ' . $elaska_there['url'], true, 303);
    exit;
}
$elaska_number = GETPOSTINT('number') > 0 ? array('number' => GETPOSTINT('number')) : array();
$elaska_page = GETPOST('page', 'alphanohtml') === '' ? -1 : GETPOSTINT('page');
$elaska_file = elaska_read(static function () use ($office, $elaska_id, $elaska_piece, $elaska_page, $elaska_number): array {
    if ($elaska_piece > 0) {
        return $office->call('piece.model', array('piece' => $elaska_piece));
    }
    return $elaska_page >= 0 ? $office->call('preview.get', array('file' => max(1, $elaska_id), 'page' => $elaska_page))
        : $office->call('file.get', array('file' => max(1, $elaska_id), 'view' => GETPOSTINT('view') === 1) + $elaska_number);
});
$elaska_store = realpath(DOL_DATA_ROOT . '/elaska-store');
$elaska_path = realpath(DOL_DATA_ROOT . '/' . $elaska_file['path']);
if ($elaska_store === false || $elaska_path === false || !str_starts_with($elaska_path, $elaska_store . '/')) {
    accessforbidden();
}
session_write_close();
while (ob_get_level() > 0) {
    ob_end_clean();
}
header('Content-Type: ' . $elaska_file['type']);
header('Content-Disposition: ' . ($elaska_file['inline'] ? 'inline' : 'attachment') . "; filename*=UTF-8''" . rawurlencode($elaska_file['name']));
header('X-Content-Type-Options: nosniff');
header("Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'");
header('Cache-Control: private, no-store');
elaska_send_file($elaska_path, $elaska_store, empty($elaska_file['sealed']));
