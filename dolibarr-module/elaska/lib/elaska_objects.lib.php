<?php
/*
 * Custom fields of native objects (contact, contract, ticket): which object a page is about, what is entered, who changed
 * what. Source: PLAT-08.
 */
require_once __DIR__ . '/elaska_values.lib.php';
require_once __DIR__ . '/elaska_fields.lib.php';
require_once __DIR__ . '/elaska_live.lib.php';

/** Where Dolibarr keeps each: class, library of its tabs, who may see it, its list. */
const ELASKA_NATIVE = array(
    'contact' => array('class' => 'Contact', 'file' => '/contact/class/contact.class.php', 'lib' => '/core/lib/contact.lib.php', 'head' => 'contact_prepare_head', 'area' => 'contact', 'table' => 'socpeople&societe', 'title' => 'Contact', 'picto' => 'contact', 'list' => '/contact/list.php', 'module' => 'societe'),
    'contract' => array('class' => 'Contrat', 'file' => '/contrat/class/contrat.class.php', 'lib' => '/core/lib/contract.lib.php', 'head' => 'contract_prepare_head', 'area' => 'contrat', 'table' => '', 'title' => 'Contract', 'picto' => 'contract', 'list' => '/contrat/list.php', 'module' => 'contract'),
    'ticket' => array('class' => 'Ticket', 'file' => '/ticket/class/ticket.class.php', 'lib' => '/core/lib/ticket.lib.php', 'head' => 'ticket_prepare_head', 'area' => 'ticket', 'table' => '', 'title' => 'Ticket', 'picto' => 'ticket', 'list' => '/ticket/list.php', 'module' => 'ticket'),
);

/** Objects whose fields can be defined here: those whose module is on. @return list<string> */
function elaska_field_objects(): array
{
    $on = array_filter(array_keys(ELASKA_NATIVE), static fn (string $name): bool => isModEnabled(ELASKA_NATIVE[$name]['module']));
    return array_merge(array_values($on), array('task'));
}

/** Whose fields the setup screen shows: clients by kind, then the other objects. @param list<string> $objects */
function elaska_field_chooser(string $kind, array $objects): string
{
    $clients = $others = array();
    foreach (ELASKA_CLIENT_KINDS as $each) {
        $clients[$each] = elaska_words('ElaskaKind_' . $each);
    }
    foreach ($objects as $each) {
        $others[$each] = elaska_words('ElaskaFieldsOf_' . $each);
    }
    return '<div class="elaska-field-chooser"><div><h2>' . elaska_t('ElaskaFieldsOfClients') . '</h2>' . elaska_views('admin/fields.php', 'kind', $clients, $kind) . '</div>'
        . '<div><h2>' . elaska_t('ElaskaFieldsOfOthers') . '</h2>' . elaska_views('admin/fields.php', 'kind', $others, $kind) . '</div></div>';
}

/** Empty for what Dolibarr does not keep. @return array<string,string> */
function elaska_native_of(string $name): array
{
    return ELASKA_NATIVE[$name] ?? array();
}

/** The native object, or the page that says why not. */
function elaska_native(string $name, int $id): object
{
    global $db, $langs, $user;
    $native = elaska_native_of($name);
    if (!$native || !isModEnabled($native['module']) || !is_file(DOL_DOCUMENT_ROOT . $native['file'])) {
        http_response_code(404);
        accessforbidden($langs->transnoentities('ElaskaNotThere'), 1, 1, 1);
    }
    require_once DOL_DOCUMENT_ROOT . $native['file'];
    require_once DOL_DOCUMENT_ROOT . $native['lib'];
    $class = $native['class'];
    $object = new $class($db);
    if ($id <= 0 || $object->fetch($id) <= 0) {
        http_response_code(404);
        accessforbidden($langs->transnoentities('ElaskaNotThere'), 1, 1, 1);
    }
    restrictedArea($user, $native['area'], $id, $native['table']);
    return $object;
}

/** Tasks are ours, the others Dolibarr's. */
function elaska_object_op(string $name, string $what = ''): string
{
    return ($name === 'task' ? 'task' : 'object') . '.fields' . $what;
}

/** Head of the page: tabs and banner of the native card, the task's title with the way back to it. */
function elaska_object_head(string $name, ?object $object, ?array $task): string
{
    global $langs;
    if ($task !== null) {
        $back = $task['case'] ? elaska_url('case_card.php', array('id' => $task['case']['id'], 'tab' => 'tasks', 'task' => $task['id'])) : elaska_url('task_board.php', array('task' => $task['id']));
        return load_fiche_titre(elaska_h((string) $task['title']), elaska_link($back, elaska_words('ElaskaBackToTask')), 'projecttask');
    }
    $native = elaska_native_of($name);
    $langs->loadLangs(array('contracts', 'ticket'));
    return dol_get_fiche_head($native['head']($object), 'elaskafields', $langs->trans($native['title']), -1, $native['picto']);
}

/** What stands, by group. @param array<string,mixed> $sheet of object.fields */
function elaska_object_panel(array $sheet, string $edit): string
{
    $out = '<section class="elaska-panel elaska-object-fields"><header><h2>' . elaska_t('ElaskaMoreInfo') . '</h2>' . ($edit !== '' && $sheet['sets'] ? elaska_link($edit, elaska_words('Modify')) : '') . '</header>';
    foreach ($sheet['sets'] as $set) {
        foreach (array_merge($set['groups'] ?? array(), array(array('code' => '', 'label' => ''))) as $group) {
            $rows = array_values(array_filter($set['rows'], static fn (array $row): bool => (string) ($row['group'] ?? '') === (string) $group['code']));
            $out .= $rows ? ($group['label'] !== '' ? '<h3>' . elaska_h($group['label']) . '</h3>' : '') . elaska_values_facts($rows) : '';
        }
    }
    return $out . '</section>';
}

/** The same as it is typed: it reacts where the browser can. @param array<string,mixed> $sheet */
function elaska_object_form(array $sheet, string $name, int $id, string $back, ?Elaska\Exception $error): string
{
    $set = $sheet['sets'][0] ?? array('fields' => array(), 'groups' => array());
    $url = elaska_url('fields_tab.php', array('object' => $name, 'id' => $id, 'edit' => 'fields'));
    $plain = elaska_form($url, 'fields', 'elaska-form') . '<input type="hidden" name="version" value="' . elaska_h(elaska_value('version', (string) $sheet['version'])) . '">';
    $theirs = array_column($error !== null ? ($error->getDetails()['conflict']['fields'] ?? array()) : array(), 'theirs', 'code');
    foreach (array_merge($set['groups'], array(array('code' => '', 'label' => elaska_words('ElaskaOtherFields')))) as $group) {
        $fields = '';
        foreach ($set['fields'] as $field) {
            if ((string) ($field['group'] ?? '') === $group['code']) {
                $fields .= elaska_value_field($field, $sheet['answers'][$field['code']] ?? null, $error);
                $fields .= array_key_exists($field['code'], $theirs) ? '<p class="elaska-row-wide elaska-note">' . elaska_value_theirs($field, $theirs[$field['code']]) . '</p>' : '';
            }
        }
        $plain .= $fields !== '' ? '<fieldset>' . ($set['groups'] ? '<legend>' . elaska_h($group['label']) . '</legend>' : '') . $fields . '</fieldset>' : '';
    }
    $plain .= elaska_lines_end($error, (int) $sheet['version']) . '<p>' . elaska_link($back, elaska_words('ElaskaCancelWord')) . '</p></form>';
    $form = array('program' => $set['program'] ?? null, 'fields' => $set['fields'], 'groups' => $set['groups'], 'answers' => $sheet['answers'], 'facts' => $sheet['facts']);
    return '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaMoreInfo') . '</h2></header>'
        . ($error !== null ? $plain : elaska_live_form($form, elaska_object_op($name, '_save'), array($name => $id, 'version' => (int) $sheet['version']), 'fields', $back, $plain)) . '</section>';
}

/** @param array<string,mixed> $sheet */
function elaska_object_save(Elaska\Office $office, array $sheet, string $name, int $id, string $back): ?Elaska\Exception
{
    return elaska_try(static function () use ($office, $sheet, $name, $id, $back): void {
        $office->call(elaska_object_op($name, '_save'), array($name => $id, 'version' => elaska_lines_version(), 'fields' => elaska_values_posted($sheet['sets'][0]['fields'] ?? array())));
        elaska_redirect($back, elaska_words('ElaskaSaved'));
    });
}

/** A stored value as people read it. @param array<string,mixed>|null $field */
function elaska_object_said(?array $field, ?string $value): string
{
    if ($value === null || $value === '') {
        return '—';
    }
    $labels = array_column($field['options'] ?? array(), 'label', 'code');
    $type = $field['type'] ?? '';
    if ($type === 'yesno') {
        return elaska_words($value === 'true' ? 'Yes' : 'No');
    }
    if ($type === 'date') {
        return html_entity_decode(elaska_day($value), ENT_QUOTES);
    }
    return dol_trunc((string) ($labels[$value] ?? ($type === 'number' || $type === 'amount' || $type === 'percent' ? elaska_decimal($value) : $value)), 60);
}

/** Who changed what. @param array<string,mixed> $sheet @param list<array<string,mixed>> $rows of object.fields_changes */
function elaska_object_history(array $sheet, array $rows): string
{
    if (!$rows) {
        return '';
    }
    $fields = array_column($sheet['sets'][0]['fields'] ?? array(), null, 'code');
    $out = '<details class="elaska-panel elaska-object-history"><summary>' . elaska_t('ElaskaHistory') . '</summary><ul class="elaska-latest">';
    foreach ($rows as $row) {
        $field = $fields[$row['field']] ?? null;
        $out .= '<li><div><strong>' . elaska_h($field['label'] ?? $row['field']) . '</strong><span class="elaska-quiet elaska-small">' . elaska_h((string) $row['by']) . ' · ' . elaska_moment((int) $row['at']) . '</span></div>'
            . '<div>' . elaska_h($row['old_text'] ?? elaska_object_said($field, $row['old'])) . ' → ' . elaska_h($row['new_text'] ?? elaska_object_said($field, $row['new'])) . '</div></li>';
    }
    return $out . '</ul></details>';
}
