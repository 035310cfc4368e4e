<?php
/*
 * Models of folders: what the documents of each kind of client, and of cases, are arranged in. Shipped ones are changed as
 * revisions of one's own and go back to what was shipped; folders that were made by them stay as they are. Source: DOC-01.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_cockpit.lib.php';
require_once __DIR__ . '/../lib/elaska_registry.lib.php';
require_once __DIR__ . '/../lib/elaska_template.lib.php';
require_once __DIR__ . '/../lib/elaska_folder_model.lib.php';

elaska_need('admin');
$models = elaska_read(static fn (): array => $office->call('folders.models'))['rows'];
$codes = array_column($models, 'code');
$code = (string) (GETPOST('model', 'alphanohtml') ?: ($codes[0] ?? ''));
if (!in_array($code, $codes, true)) {
    http_response_code(404);
    accessforbidden($langs->transnoentities('ElaskaNotThere'), 1, 1, 1);
}
$row = array_column($models, null, 'code')[$code];
$here = elaska_url('admin/folders.php', array('model' => $code));
$model = elaska_read(static fn (): array => $office->call('folders.model', array('code' => $code)));
$categories = elaska_reference($office, 'piece_categories');
$lines = elaska_folder_lines($model['body']['folders']);
$error = null;
$action = elaska_action();
if ($action === 'save') {
    $posted = elaska_lines_posted('folders');
    if ($posted === null) {
        setEventMessages(elaska_words('ElaskaLinesCut'), null, 'errors');
    } else {
        $lines = elaska_folder_coded(array_values(array_filter($posted, static fn (array $line): bool => empty($line['remove']))));
        $error = elaska_try(static function () use ($office, $code, $model, $lines, $here): void {
            $body = array('folders' => elaska_folder_nested($lines)) + $model['body'];
            unset($body['$schema']);
            $office->call('folders.save', array('code' => $code, 'version' => elaska_lines_version(), 'body' => $body));
            elaska_redirect($here, elaska_words('ElaskaSaved'));
        });
    }
} elseif ($action === 'copy') {
    elaska_try(static function () use ($office, $code, $codes, $row): void {
        $made = elaska_template_code($code, $codes);
        $office->call('folders.copy', array('code' => $code, 'to' => $made, 'label' => elaska_words('ElaskaTemplateCopyOf', (string) $row['label'])));
        elaska_redirect(elaska_url('admin/folders.php', array('model' => $made)), elaska_words('ElaskaSaved'));
    });
} elseif (in_array($action, array('on', 'off', 'revert', 'delete'), true)) {
    elaska_try(static function () use ($office, $code, $action, $here): void {
        $office->call(in_array($action, array('on', 'off'), true) ? 'folders.active' : 'folders.' . $action, array('code' => $code) + (in_array($action, array('on', 'off'), true) ? array('active' => $action === 'on') : array()));
        elaska_redirect($action === 'delete' ? elaska_url('admin/folders.php') : $here, elaska_words('ElaskaSaved'));
    });
}

llxHeader('', elaska_words('ElaskaFolderModels'), '', '', 0, 0, array('/elaska/js/admin.js'), array('/elaska/css/admin.css', '/elaska/css/template.css', '/elaska/css/registry.css'));
print load_fiche_titre($langs->trans('ElaskaFolderModels'), '', 'title_setup');
print elaska_admin_tabs('folders');
print '<p class="elaska-lead">' . elaska_t('ElaskaFolderModelsLead') . '</p>';
$menu = array();
foreach ($models as $one) {
    $menu[] = array('url' => elaska_url('admin/folders.php', array('model' => $one['code'])), 'label' => $one['label'], 'figure' => (string) $one['folders'], 'on' => $one['code'] === $code, 'off' => !$one['active']);
}
print '<div class="elaska-registry">' . elaska_side_menu($menu, elaska_words('ElaskaFolderModels')) . '<section class="elaska-panel">' . elaska_folder_model_head($row, $here) . elaska_folder_model_form($lines, $categories, $here, (int) $model['version'], $error) . '</section></div>';
print elaska_icon_names();
print dol_get_fiche_end();
llxFooter();
$db->close();
