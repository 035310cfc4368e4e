<?php
/*
 * What the firm notes about a client beyond Dolibarr's own fields: shown on his tab, typed in a form that follows the
 * definition of each field. Source: CRM-07, PLAT-08.
 */
require_once __DIR__ . '/elaska_values.lib.php';
require_once __DIR__ . '/elaska_registry.lib.php';
require_once __DIR__ . '/elaska_fields.lib.php';
require_once __DIR__ . '/elaska_template.lib.php';

/** Sets of fields of the kinds given: those of the client as he is, the others as if he were. @param array<string,mixed> $card @param list<string> $kinds @return list<array<string,mixed>> */
function elaska_client_sets(Elaska\Office $office, int $client, array $card, array $kinds): array
{
    if (!array_diff($kinds, $card['kinds'])) {
        return array_values(array_filter($card['sets'], static fn (array $set): bool => in_array($set['kind'], $kinds, true)));
    }
    return $office->call('client.fields', array('client' => $client, 'form' => true, 'kinds' => $kinds))['sets'];
}

/** Fields of all sets, each once. @param list<array<string,mixed>> $sets @return list<array<string,mixed>> */
function elaska_client_set_fields(array $sets): array
{
    $fields = array();
    foreach ($sets as $set) {
        foreach ($set['fields'] as $field) {
            $fields[$field['code']] = $fields[$field['code']] ?? $field;
        }
    }
    return array_values($fields);
}

/** Kinds ticked in the form. @return list<string> */
function elaska_client_kinds_posted(): array
{
    return array_values(array_intersect(ELASKA_CLIENT_KINDS, array_filter((array) ($_POST['kinds'] ?? array()), 'is_string')));
}

/** What the form was first shown with: who left a field as he read it does not write it. @return array{kinds: list<string>, fields: array<string,mixed>}|null */
function elaska_client_base_posted(): ?array
{
    $base = json_decode(elaska_in('base'), true);
    return is_array($base) && is_array($base['kinds'] ?? null) && is_array($base['fields'] ?? null) ? $base : null;
}

/** What stands, as its untouched inputs would send it back. @param array<string,mixed> $card @param list<array<string,mixed>> $fields @param array<string,mixed> $values by code */
function elaska_client_base(array $card, array $fields, array $values): string
{
    $base = array();
    foreach ($fields as $field) {
        $value = $values[$field['code']] ?? null;
        $plain = is_scalar($value) && $field['type'] !== 'moment';
        $base[$field['code']] = $plain ? elaska_value_typed((string) $field['type'], is_bool($value) ? ($value ? '1' : '0') : (string) $value) : $value;
    }
    return (string) json_encode(array('kinds' => $card['kinds'], 'fields' => (object) $base), JSON_UNESCAPED_UNICODE);
}

/** Saves what was typed. @param array<string,mixed> $card */
function elaska_client_fields_save(Elaska\Office $office, int $client, array $card, string $back): ?Elaska\Exception
{
    return elaska_try(static function () use ($office, $client, $card, $back): void {
        $kinds = elaska_client_kinds_posted();
        $shown = array_filter((array) ($_POST['shown'] ?? array()), 'is_string');
        $fields = elaska_client_set_fields(elaska_client_sets($office, $client, $card, array_values(array_intersect($kinds, $shown))));
        $values = elaska_values_posted($fields);
        $base = elaska_client_base_posted();
        $input = array('client' => $client, 'version' => elaska_lines_version(), 'kinds' => $kinds) + ($base ? array('base_kinds' => $base['kinds'], 'base' => $base['fields']) : array());
        $office->call('client.fields_save', $input + ($values ? array('fields' => $values) : array()));
        elaska_redirect($back, elaska_words('ElaskaSaved'));
    });
}

/** The panel as it is read. @param array<string,mixed> $card */
function elaska_client_fields_panel(array $card, int $client): string
{
    $kinds = implode(' · ', array_map(static fn (string $kind): string => elaska_t('ElaskaKind_' . $kind), $card['kinds'])) . ($card['kinds_said'] ? '' : ' <span class="elaska-quiet">' . elaska_t('ElaskaClientKindsGuess') . '</span>');
    $out = '<section class="elaska-panel elaska-client-fields" id="fields"><header><h2>' . elaska_t('ElaskaMoreInfo') . '</h2>'
        . (elaska_can('case/write') ? elaska_link(elaska_url('thirdparty_tab.php', array('socid' => $client, 'edit' => 'fields')) . '#fields', elaska_words('Modify')) : '') . '</header>'
        . '<dl class="elaska-facts"><dt>' . elaska_t('ElaskaClientKinds') . '</dt><dd>' . $kinds . '</dd></dl>';
    $seen = array();
    foreach ($card['sets'] as $set) {
        $rows = array_values(array_filter($set['rows'], static fn (array $row): bool => !isset($seen[$row['code']])));
        $seen += array_flip(array_column($rows, 'code'));
        foreach (array_merge($set['groups'] ?? array(), array(array('code' => '', 'label' => ''))) as $group) {
            $mine = array_values(array_filter($rows, static fn (array $row): bool => (string) ($row['group'] ?? '') === (string) $group['code']));
            $out .= $mine ? ($group['label'] !== '' ? '<h3>' . elaska_h($group['label']) . '</h3>' : '') . elaska_values_facts($mine) : '';
        }
    }
    return $out . ($card['sets'] ? '' : '<p class="elaska-quiet">' . elaska_t('ElaskaMoreInfoNone') . '</p>') . '</section>';
}

/** The panel as it is typed. @param array<string,mixed> $card */
function elaska_client_fields_form(Elaska\Office $office, array $card, int $client, ?Elaska\Exception $error): string
{
    $back = elaska_url('thirdparty_tab.php', array('socid' => $client));
    $kinds = $error !== null ? elaska_client_kinds_posted() : $card['kinds'];
    $out = elaska_form(elaska_url('thirdparty_tab.php', array('socid' => $client, 'edit' => 'fields')) . '#fields', 'fields', 'elaska-form elaska-panel elaska-client-fields', 'id="fields"') . '<input type="hidden" name="version" value="' . elaska_h(elaska_value('version', $card['version'])) . '">'
        . '<h2 class="elaska-row-wide">' . elaska_t('ElaskaMoreInfo') . '</h2>';
    $boxes = '';
    foreach (ELASKA_CLIENT_KINDS as $kind) {
        $boxes .= '<label class="elaska-check"><input type="checkbox" name="kinds[]" value="' . $kind . '"' . (in_array($kind, $kinds, true) ? ' checked' : '') . '> ' . elaska_t('ElaskaKind_' . $kind) . '</label> ';
    }
    $out .= elaska_setting_row('kinds', elaska_words('ElaskaClientKinds'), $boxes, '', $error !== null && $error->getField() === 'kinds' ? elaska_error_text($error) : '', '', true);
    $theirs = array_column($error !== null ? ($error->getDetails()['conflict']['fields'] ?? array()) : array(), 'theirs', 'code');
    $sets = elaska_client_sets($office, $client, $card, $kinds);
    $values = array();
    foreach ($sets as $set) {
        $out .= '<input type="hidden" name="shown[]" value="' . elaska_h($set['kind']) . '">';
        $values += array_column($set['rows'], 'value', 'code');
    }
    $fields = elaska_client_set_fields($sets);
    $out .= '<input type="hidden" name="base" value="' . elaska_h(elaska_client_base_posted() !== null ? elaska_in('base') : elaska_client_base($card, $fields, $values)) . '">';
    $group = '';
    foreach ($fields as $field) {
        $name = elaska_client_group($sets, (string) ($field['group'] ?? ''));
        $out .= $name !== $group && $name !== '' ? '<h3 class="elaska-row-wide">' . elaska_h($name) . '</h3>' : '';
        $group = $name;
        $out .= elaska_value_field($field, $values[$field['code']] ?? null, $error);
        if (array_key_exists($field['code'], $theirs)) {
            $out .= '<p class="elaska-row-wide elaska-note">' . elaska_h($field['label']) . ' — ' . elaska_value_theirs($field, $theirs[$field['code']]) . '</p>';
        }
    }
    return $out . str_replace('class="elaska-buttons"', 'class="elaska-buttons elaska-row-wide"', elaska_lines_end($error, (int) $card['version'])) . '<p class="elaska-row-wide">' . elaska_link($back, elaska_words('ElaskaCancelWord')) . '</p></form>';
}

/** Name of a group in the sets. @param list<array<string,mixed>> $sets */
function elaska_client_group(array $sets, string $code): string
{
    foreach ($sets as $set) {
        foreach ($set['groups'] ?? array() as $group) {
            if ($code !== '' && $group['code'] === $code) {
                return (string) $group['label'];
            }
        }
    }
    return '';
}
