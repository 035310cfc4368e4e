<?php
/*
 * The catalogue of services: what the firm sells, for whom, at what price, and the kind of case that does it. A list to
 * read, a form for each. Source: CASE-10.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_registry.lib.php';
require_once __DIR__ . '/../lib/elaska_template.lib.php';
require_once __DIR__ . '/../lib/elaska_services.lib.php';

elaska_need('catalogue/manage');
$id = max(0, GETPOSTINT('id'));
$editing = GETPOST('edit', 'aZ09') === 'new' || $id > 0;
$stored = $id > 0 ? elaska_read(static fn (): array => $office->call('service.read', array('service' => $id)))['service'] : elaska_service_new();
$here = elaska_url('admin/services.php', $id > 0 ? array('id' => $id) : array('edit' => 'new'));
$list = elaska_url('admin/services.php');
$error = null;
$action = elaska_action();
if ($action === 'save') {
    $editing = true;
    $error = elaska_try(static function () use ($office, $id, $list): void {
        $office->call('service.save', elaska_service_posted($office, $id));
        elaska_redirect($list, elaska_words($id > 0 ? 'ElaskaSaved' : 'ElaskaServiceAdded'));
    });
} elseif ($id > 0 && ($action === 'on' || $action === 'off')) {
    elaska_try(static function () use ($office, $stored, $action, $list): void {
        $office->call('service.save', array('active' => $action === 'on') + elaska_service_as_input($stored));
        elaska_redirect($list, elaska_words($action === 'on' ? 'ElaskaServiceIsOn' : 'ElaskaServiceIsOff', $stored['name']));
    });
    $editing = false;
}
$view = elaska_read(static fn (): array => array('families' => elaska_service_families($office), 'templates' => elaska_service_templates($office)));

llxHeader('', elaska_words('ElaskaServices'), '', '', 0, 0, array('/elaska/js/admin.js'), array('/elaska/css/admin.css', '/elaska/css/template.css', '/elaska/css/registry.css', '/elaska/css/services.css'));
print load_fiche_titre($langs->trans('ElaskaServices'), '', 'title_setup');
print elaska_admin_tabs('services');
if ($editing) {
    print elaska_link($list, elaska_words('BackToList'));
    print elaska_service_form($office, $here, $stored, $view['families'], $view['templates'], $error);
} else {
    $search = mb_substr(trim((string) GETPOST('search', 'restricthtml')), 0, 100);
    $kind = in_array(GETPOST('kind', 'aZ09'), ELASKA_CLIENT_KINDS, true) ? (string) GETPOST('kind', 'aZ09') : '';
    $rows = elaska_read(static fn (): array => $office->call('service.list', $search !== '' ? array('search' => $search) : array()))['rows'];
    print '<p class="elaska-lead">' . elaska_t('ElaskaServicesLead') . '</p>';
    print elaska_service_filters($search, $kind);
    $shown = array_values(array_filter($rows, static fn (array $row): bool => $kind === '' || !$row['client_kinds'] || in_array($kind, $row['client_kinds'], true)));
    print $shown ? elaska_service_table($shown, $view['families'], $view['templates']) : elaska_service_none($search !== '' || $kind !== '');
}
print dol_get_fiche_end();
llxFooter();
$db->close();
