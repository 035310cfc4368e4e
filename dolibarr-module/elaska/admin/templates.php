<?php
/*
 * Kinds of case: what the firm offers, each a template that an administrator writes. New, copied, switched on and off,
 * brought back to what was shipped, taken to another installation. Source: CASE-04, PLAT-11.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_time.lib.php';
require_once __DIR__ . '/../lib/elaska_template.lib.php';

elaska_need('admin');
$langs->load('admin');
$here = elaska_url('admin/templates.php');
$kind = in_array(GETPOST('kind', 'aZ09'), ELASKA_CLIENT_KINDS, true) ? (string) GETPOST('kind', 'aZ09') : '';
$rows = elaska_read(static fn (): array => $office->call('template.list'))['rows'];
$taken = array_column($rows, 'code');
$names = array_column($rows, 'label', 'code');
$error = null;

$action = elaska_action();
if ($action === 'import') {
    $error = elaska_try(static function () use ($office, $here): void {
        $pack = elaska_pack_posted('pack');
        if (!$pack['files']) {
            setEventMessages(elaska_words('ElaskaPackNone'), null, 'errors');
            return;
        }
        list($pack['files'][0]['body'], $missing) = elaska_pack_models_in($office, $pack['files'][0]['body']);
        $office->call('pack.install', $pack);
        if ($missing) {
            setEventMessages(elaska_h(elaska_words('ElaskaPackModelsMissing', implode(', ', $missing))), null, 'warnings');
        }
        elaska_redirect($here, elaska_words('ElaskaPackInstalled'));
    });
    if ($error !== null && ($error->getParams()['file'] ?? '') !== '') {
        setEventMessages(elaska_words('ElaskaPackWhere', $error->getParams()['file'], $error->getField()), null, 'errors');
    }
} elseif ($action === 'export') {
    $codes = array_values(array_intersect(array_filter((array) ($_POST['codes'] ?? array()), 'is_string'), $taken));
    elaska_try(static function () use ($office, $codes): void {
        // As text and as objects: what is empty stays what it was.
        $pack = json_decode($office->json('pack.export', (string) json_encode(array('templates' => $codes))))->body;
        elaska_pack_models_out($office, $pack);
        header('Content-Type: application/json; charset=UTF-8');
        header('Content-Disposition: attachment; filename="elaska-modeles.json"');
        header('X-Content-Type-Options: nosniff');
        print json_encode($pack, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES) . "\n";
        exit;
    });
} else {
    elaska_definition_act($office, $action, array('ops' => 'template', 'list' => 'admin/templates.php', 'page' => 'admin/template.php', 'begun' => 'elaska_template_begun', 'begun_active' => true, 'on' => 'ElaskaTemplateIsOn', 'off' => 'ElaskaTemplateIsOff'), $rows);
}

llxHeader('', $langs->transnoentities('ElaskaTemplates'), '', '', 0, 0, array(), array('/elaska/css/admin.css', '/elaska/css/template.css'));
print load_fiche_titre($langs->trans('ElaskaTemplates'), '', 'title_setup');
print elaska_admin_tabs('templates');
print '<p class="elaska-lead">' . elaska_t('ElaskaTemplatesLead') . '</p>';
print elaska_definition_ask($here, $rows) . elaska_definition_new($here, elaska_words('ElaskaTemplateNew'), $names, elaska_words('ElaskaTemplateNameHint'));
$views = array('' => elaska_words('ElaskaAll'));
foreach (ELASKA_CLIENT_KINDS as $each) {
    $views[$each] = elaska_words('ElaskaKind_' . $each);
}
print elaska_views('admin/templates.php', 'kind', $views, $kind);
$shown = array_filter($rows, static fn (array $row): bool => $kind === '' || in_array($kind, $row['client_kinds'], true));
print $shown ? '<div class="elaska-templates">' . implode('', array_map('elaska_template_card', $shown)) . '</div>' : elaska_empty(elaska_words('ElaskaTemplatesNone'));
$options = '';
foreach ($names as $code => $name) {
    $options .= '<option value="' . elaska_h((string) $code) . '">' . elaska_h((string) $name) . '</option>';
}
print '<section class="elaska-panel elaska-packs"><header><h2>' . elaska_t('ElaskaPacks') . '</h2></header><div class="elaska-panels"><div><p>' . elaska_t('ElaskaPackImportHelp') . '</p>'
    . elaska_form($here, 'import', '', 'enctype="multipart/form-data"') . '<input type="file" name="pack" accept="application/json,.json" aria-label="' . elaska_t('ElaskaPackFile') . '" required> <button type="submit" class="butAction">' . elaska_t('ElaskaPackImport') . '</button></form></div>'
    . '<div><p>' . elaska_t('ElaskaPackExportHelp') . '</p>' . elaska_form($here, 'export') . '<select name="codes[]" multiple size="6" aria-label="' . elaska_t('ElaskaTemplates') . '">' . $options . '</select> <button type="submit" class="butAction">' . elaska_t('ElaskaPackExport') . '</button></form></div></div></section>';
print dol_get_fiche_end();
llxFooter();
$db->close();
