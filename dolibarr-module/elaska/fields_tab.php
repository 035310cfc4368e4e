<?php
/*
 * The firm's own fields of a contact, a contract, a ticket (a tab of the native card) or a task: read and typed, with who
 * changed what. Source: PLAT-08.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_registry.lib.php';
require_once __DIR__ . '/lib/elaska_objects.lib.php';
require_once __DIR__ . '/lib/elaska_cockpit.lib.php';
require_once __DIR__ . '/lib/elaska_native_documents.lib.php';
require_once __DIR__ . '/lib/elaska_qr.lib.php';

elaska_need('case/read', 'case/write');
$name = (string) GETPOST('object', 'aZ09');
$id = GETPOSTINT('id');
$task = $name === 'task' ? elaska_read(static fn (): array => $office->call('task.read', array('task' => $id))) : null;
$object = $task === null ? elaska_native($name, $id) : null;
$here = elaska_url('fields_tab.php', array('object' => $name, 'id' => $id));
$sheet = elaska_read(static fn (): array => $office->call(elaska_object_op($name), array($name => $id) + ($task === null ? array('form' => true) : array())));
$changes = elaska_read(static fn (): array => $office->call(elaska_object_op($name, '_changes'), array($name => $id)));
$mayWrite = elaska_can('case/write');
$editing = $mayWrite && $sheet['sets'] && GETPOST('edit', 'aZ09') === 'fields';
$refused = $name === 'contract' ? elaska_native_documents_act($office, $name, $id, $here) : null;
$documents = $name === 'contract' && elaska_can('case/read') ? elaska_read(static fn (): array => array('html' => elaska_native_documents($office, $name, $id, (int) $object->socid, $here, $refused)))['html'] : '';
$qr = $name === 'contract' ? elaska_read(static fn (): array => array('html' => elaska_qr_of($office, $name, $id, (string) $object->ref, $here)))['html'] : '';
$error = $editing && elaska_action() === 'fields' ? elaska_object_save($office, $sheet, $name, $id, $here) : null;

llxHeader('', elaska_words('ElaskaMoreInfo') . ' - ' . (string) ($task['title'] ?? $object->ref), '', '', 0, 0, array('/elaska/js/form.js'), array('/elaska/css/admin.css', '/elaska/css/case.css', '/elaska/js/form.css', '/elaska/css/registry.css'));
print elaska_object_head($name, $object, $task);
if ($object !== null) {
    dol_banner_tab($object, 'id', elaska_link(DOL_URL_ROOT . ELASKA_NATIVE[$name]['list'] . '?restore_lastsearch_values=1', elaska_words('BackToList')), 0, 'rowid', 'ref');
    print '<div class="underbanner clearboth"></div>';
    print $qr !== '' ? '<div class="elaska-qr-bar">' . $qr . '</div>' : '';
}
if (!$sheet['sets']) {
    $setup = $user->admin ? elaska_button(elaska_url('admin/fields.php', array('kind' => $name)), elaska_words('ElaskaFieldsDefine')) : '';
    print elaska_empty(elaska_words('ElaskaObjectFieldsNone_' . $name), $setup);
} elseif ($editing) {
    print elaska_object_form($sheet, $name, $id, $here, $error);
} else {
    print elaska_object_panel($sheet, $mayWrite ? elaska_url('fields_tab.php', array('object' => $name, 'id' => $id, 'edit' => 'fields')) : '') . elaska_object_history($sheet, $changes['rows']);
}
print $documents;
print $object !== null ? dol_get_fiche_end(-1) : '';
llxFooter();
$db->close();
