<?php
/*
 * Rights per kind of case: which groups read, open, edit, close, delete, see money and what is confidential, on top of the
 * rights that Dolibarr gives. A kind without any line follows Dolibarr's rights alone. Source: CASE-40.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_registry.lib.php';

elaska_need('admin');
const ELASKA_KIND_RIGHTS = array('read', 'create', 'edit', 'close', 'delete', 'money', 'confidential');
$kinds = array_column(elaska_read(static fn (): array => $office->call('template.list'))['rows'], 'label', 'code');
$kind = isset($kinds[elaska_value('kind', (string) ($_GET['kind'] ?? ''))]) ? elaska_value('kind', (string) ($_GET['kind'] ?? '')) : (string) array_key_first($kinds);
$here = elaska_url('admin/rights.php', array('kind' => $kind));
$known = elaska_read(static fn (): array => $office->call('case.kind_rights', array('kind' => $kind)));
$held = array_column($known['rows'], 'rights', 'group');
$groups = array_column($known['groups'], 'name', 'id');
$error = null;
if (elaska_action() === 'save') {
    $held = array();
    foreach ($groups as $id => $name) {
        $ticked = array_filter((array) ($_POST['g' . $id] ?? array()), 'is_string');
        $held[$id] = array_values(array_intersect(ELASKA_KIND_RIGHTS, $ticked));
    }
    $held = array_filter($held);
    $error = elaska_try(static function () use ($office, $kind, $held, $here): void {
        $lines = array();
        foreach ($held as $id => $rights) {
            // Who may do something with a case may open it.
            $lines[] = array('group' => $id, 'rights' => array_map(static fn (string $right): array => array('right' => $right), array_values(array_unique(array_merge(array('read'), $rights)))));
        }
        $office->call('case.kind_rights_save', array('kind' => $kind, 'groups' => $lines));
        elaska_redirect($here, elaska_words('ElaskaSaved'));
    });
}

llxHeader('', elaska_words('ElaskaKindRights'), '', '', 0, 0, array(), array('/elaska/css/admin.css', '/elaska/css/template.css', '/elaska/css/registry.css'));
print load_fiche_titre($langs->trans('ElaskaKindRights'), '', 'title_setup');
print elaska_admin_tabs('rights');
print '<p class="elaska-lead">' . elaska_t('ElaskaKindRightsLead') . '</p>';
$menu = array();
foreach ($kinds as $code => $label) {
    $menu[] = array('url' => elaska_url('admin/rights.php', array('kind' => $code)), 'label' => (string) $label, 'figure' => '', 'on' => $code === $kind);
}
print '<div class="elaska-registry">' . elaska_side_menu($menu, elaska_words('ElaskaTemplates')) . '<section class="elaska-panel"><header><h2>' . elaska_h($kinds[$kind] ?? '') . '</h2></header>';
if (!$groups) {
    print elaska_empty(elaska_words('ElaskaKindRightsNoGroup'), elaska_button(DOL_URL_ROOT . '/user/group/card.php?action=create', elaska_words('ElaskaGroupNew')));
} else {
    print '<p class="elaska-quiet">' . elaska_t($held ? 'ElaskaKindRightsSome' : 'ElaskaKindRightsNone') . '</p>' . elaska_form($here, 'save', 'elaska-lines-form');
    print '<div class="div-table-responsive-no-min"><table class="noborder centpercent elaska-matrix"><thead><tr class="liste_titre"><th scope="col">' . elaska_t('ElaskaGroup') . '</th>';
    foreach (ELASKA_KIND_RIGHTS as $right) {
        print '<th scope="col">' . elaska_t('ElaskaKindRight_' . $right) . '</th>';
    }
    print '</tr></thead><tbody>';
    foreach ($groups as $id => $name) {
        print '<tr class="oddeven"><th scope="row">' . elaska_h($name) . '</th>';
        foreach (ELASKA_KIND_RIGHTS as $right) {
            print '<td><input type="checkbox" name="g' . $id . '[]" value="' . $right . '"' . (in_array($right, $held[$id] ?? array(), true) ? ' checked' : '') . ' aria-label="' . elaska_h($name . ' : ' . elaska_words('ElaskaKindRight_' . $right)) . '"></td>';
        }
        print '</tr>';
    }
    print '</tbody></table></div><div class="elaska-buttons"><button type="submit" class="button button-save">' . elaska_t('Save') . '</button></div></form>';
}
print '</section></div>' . dol_get_fiche_end();
llxFooter();
$db->close();
