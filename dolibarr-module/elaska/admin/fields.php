<?php
/*
 * Custom fields of third parties, per kind of client, and of contacts, contracts, tickets and tasks: a list to read and
 * order, a form for each. Source: PLAT-08, CRM-07.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_registry.lib.php';
require_once __DIR__ . '/../lib/elaska_template.lib.php';
require_once __DIR__ . '/../lib/elaska_fields.lib.php';
require_once __DIR__ . '/../lib/elaska_objects.lib.php';

elaska_need('admin');
$objects = elaska_field_objects();
$kind = in_array(GETPOST('kind', 'aZ09'), array_merge(ELASKA_CLIENT_KINDS, $objects), true) ? (string) GETPOST('kind', 'aZ09') : ELASKA_CLIENT_KINDS[0];
$of = in_array($kind, $objects, true) ? array('object' => $kind) : array('object' => 'thirdparty', 'kind' => $kind);
$code = (string) GETPOST('field', 'aZ09');
$here = elaska_url('admin/fields.php', array('kind' => $kind));
$set = elaska_read(static fn (): array => $office->call('fields.read', $of));
$fields = $set['body']['fields'] ?? array();
$groups = $set['body']['groups'] ?? array();
$version = elaska_in('version') !== '' ? elaska_lines_version() : (int) $set['version'];
$at = array_search($code, array_column($fields, 'code'), true);
$field = $at !== false ? $fields[$at] : array();
$error = null;
$save = static function (array $fields, array $groups, string $to) use ($office, $of, $version): ?Elaska\Exception {
    return elaska_try(static function () use ($office, $of, $version, $fields, $groups, $to): void {
        // A group that no field is in any more goes.
        $groups = array_values(array_filter($groups, static fn (array $g): bool => in_array($g['code'], array_column($fields, 'group'), true)));
        $office->call('fields.save', $of + array('version' => $version, 'groups' => $groups, 'fields' => array_values($fields)));
        elaska_redirect($to, elaska_words('ElaskaSaved'));
    });
};
$action = elaska_action();
if ($action === 'save') {
    if (elaska_lines_posted('options') === null) {
        setEventMessages(elaska_words('ElaskaLinesCut'), null, 'errors');
    } else {
        $field = elaska_field_posted($field, array_column($fields, 'code'));
        if (elaska_in('new_group') !== '') {
            $made = elaska_line_code(elaska_in('new_group'), array_column($groups, 'code'));
            $field['group'] = $made;
        }
        $at = $at !== false ? $at : count($fields);
        $fields[$at] = $field;
        $error = $save($fields, isset($made) ? array_merge($groups, array(array('code' => $made, 'label' => array('fr' => elaska_in('new_group'))))) : $groups, $here);
        $code = $code !== '' ? $code : 'new';
    }
} elseif ($at !== false && in_array($action, array('up', 'down', 'remove'), true)) {
    if ($action === 'remove') {
        array_splice($fields, $at, 1);
    } else {
        $one = array_splice($fields, $at, 1);
        array_splice($fields, max(0, $at + ($action === 'up' ? -1 : 1)), 0, $one);
    }
    $save($fields, $groups, $here);
    $fields = $set['body']['fields'] ?? array();
    $code = '';
}

llxHeader('', elaska_words('ElaskaFields'), '', '', 0, 0, array('/elaska/js/admin.js'), array('/elaska/css/admin.css', '/elaska/css/template.css', '/elaska/css/registry.css'));
print load_fiche_titre($langs->trans('ElaskaFields'), '', 'title_setup');
print elaska_admin_tabs('fields');
print '<p class="elaska-lead">' . elaska_t('ElaskaFieldsLead') . '</p>';
print elaska_field_chooser($kind, $objects);
if ($code === 'new' || $at !== false && $code !== '') {
    require __DIR__ . '/../lib/elaska_field_form.lib.php';
    print elaska_field_form($office, $here, $code, $field, $groups, $error, (int) ($at === false ? count($fields) : $at), (int) $set['version']);
} else {
    print '<p>' . elaska_button(elaska_url('admin/fields.php', array('kind' => $kind, 'field' => 'new')), elaska_words('ElaskaFieldNew')) . '</p>';
    if (!$fields) {
        print elaska_empty(elaska_words(isset($of['kind']) ? 'ElaskaCustomFieldsNone' : 'ElaskaObjectFieldsNone_' . $kind));
    } else {
        $names = array_column($groups, 'label', 'code');
        print '<table class="noborder centpercent elaska-list"><thead><tr class="liste_titre"><th scope="col">' . elaska_t('ElaskaField') . '</th><th scope="col">' . elaska_t('ElaskaFieldType') . '</th><th scope="col">' . elaska_t('ElaskaFieldGroup') . '</th><th scope="col">' . elaska_t('ElaskaFieldRules')
            . '</th><th scope="col"></th></tr></thead><tbody>';
        foreach (array_values($fields) as $i => $row) {
            $hidden = array('field' => $row['code'], 'version' => $set['version']);
            print '<tr class="oddeven"><td class="elaska-title">' . elaska_link(elaska_url('admin/fields.php', array('kind' => $kind, 'field' => $row['code'])), elaska_label_text($row['label'])) . ' <code class="elaska-quiet elaska-small">' . elaska_h($row['code']) . '</code></td>'
                . '<td data-label="' . elaska_t('ElaskaFieldType') . '">' . elaska_t('ElaskaType_' . $row['type']) . '</td><td data-label="' . elaska_t('ElaskaFieldGroup') . '">' . elaska_h(elaska_label_text($names[$row['group'] ?? ''] ?? '')) . '</td>'
                . '<td data-label="' . elaska_t('ElaskaFieldRules') . '"><span class="elaska-badges">' . elaska_field_marks($row) . '</span></td><td class="right nowraponall">'
                . ($i > 0 ? elaska_post_button($here, 'up', elaska_words('ElaskaLineUp'), 'elaska-textbutton', $hidden) : '') . ' ' . ($i < count($fields) - 1 ? elaska_post_button($here, 'down', elaska_words('ElaskaLineDown'), 'elaska-textbutton', $hidden) : '')
                . ' ' . str_replace('<form ', '<form ' . elaska_ask(elaska_words('ElaskaFieldRemoveAsk', elaska_label_text($row['label']))) . ' ', elaska_post_button($here, 'remove', elaska_words('ElaskaLineRemove'), 'elaska-textbutton elaska-danger', $hidden)) . '</td></tr>';
        }
        print '</tbody></table>';
    }
}
print dol_get_fiche_end();
llxFooter();
$db->close();
