<?php
/*
 * One document: what is known of it, its versions, what it belongs to, what happened to it. One of a level that is not his is
 * opened by an administrator with a reason, for reading. Source: DOC-02, DOC-14, DOC-24, DOC-26, DOC-27, SEC-11.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_board.lib.php';
require_once __DIR__ . '/lib/elaska_cockpit.lib.php';
require_once __DIR__ . '/lib/elaska_document.lib.php';
require_once __DIR__ . '/lib/elaska_talk.lib.php';
require_once __DIR__ . '/lib/elaska_glass.lib.php';

elaska_need('case/read');
$id = max(1, GETPOSTINT('id'));
$binned = GETPOSTINT('bin', 1) === 1;
$editing = GETPOST('edit', 'aZ09') === '1';
$url = elaska_url('document_card.php', array('id' => $id, 'bin' => $binned ? 1 : null));
$action = elaska_action();
$glass = !$binned && elaska_glass_may();
$error = $action === '' ? null : ($action === 'break' && $glass ? elaska_glass_break($office, $id) : (strpos($action, 'talk') === 0 ? elaska_talk_act($office, $id, $action, $url) : elaska_document_act($office, $id, $action, $url)));
$document = elaska_read(static function () use ($office, $id, $binned, $glass, $url, $error): array {
    try {
        return $office->call('document.read', array('file' => $id, 'binned' => $binned, 'with_groups' => true));
    } catch (Elaska\Exception $e) {
        if ($glass && $e->getStatus() === 'not_found') {
            elaska_glass_door($id, $url, $error);
        }
        throw $e;
    }
});
$trail = elaska_trail_read();
$events = $document['glass'] ? array('rows' => array(), 'next' => null) : elaska_read(static fn (): array => $office->call('event.list', array('object' => 'file', 'object_id' => $id, 'limit' => 30) + ($trail ? array('after' => (string) end($trail)) : array())));
$editing = ($editing || ($error !== null && $action === 'update')) && $document['may']['edit'];
$body = elaska_read(static fn (): array => array('html' => ($editing ? elaska_document_form($document, elaska_reference($office, 'piece_categories'), elaska_url('document_card.php', array('id' => $id)), $error) : elaska_document_facts($document))
    . ($binned || $document['glass'] ? '' : elaska_talk($office->call('file.comments', array('file' => $id)), $url, $error)) . elaska_document_versions($document, $url) . elaska_document_links($office, $document, $url, $error)));

elaska_time_header($document['name'], array('/elaska/js/board.css', '/elaska/css/case.css'), array('/elaska/js/board.js', '/elaska/js/case.js'));
print load_fiche_titre(elaska_t('ElaskaDocument'), elaska_link(elaska_url('document_list.php', array('bin' => $binned ? 1 : null)), elaska_words('BackToList')), 'fa-file-lines');
print ($document['glass'] ? '<p class="elaska-notice elaska-c-amber" role="status">' . elaska_t('ElaskaGlassNow') . '</p>' : '') . elaska_document_head($document, $url);
if (GETPOST('ask', 'aZ09') === 'delete' && $document['may']['edit']) {
    print elaska_confirm($url, 'delete', elaska_words('ElaskaDocumentAskDelete', $document['name']), elaska_words('Delete'), $url);
}
print '<div class="elaska-cockpit elaska-document" ' . elaska_endpoint() . ' data-upload-url="' . elaska_h(dol_buildpath('/elaska/ajax/upload.php', 1)) . '"><main>' . $body['html'];
if ($document['may']['edit'] && !$editing) {
    print '<div class="elaska-buttons">' . elaska_button(elaska_url('document_card.php', array('id' => $id, 'edit' => 1)), elaska_words('Modify'), 'elaska-second') . elaska_button(elaska_url('document_card.php', array('id' => $id, 'ask' => 'delete')), elaska_words('Delete'), 'elaska-second elaska-danger') . '</div>';
}
print '</main>' . ($document['glass'] ? '</div>' : '<aside class="elaska-cockpit-right"><section class="elaska-panel"><header><h2>' . elaska_t('ElaskaTimeline') . '</h2></header>' . elaska_timeline($events['rows'], false) . elaska_pager('document_card.php', array('id' => $id, 'bin' => $binned ? 1 : null), $events['next'], $trail) . '</section></aside></div>');
llxFooter();
$db->close();
