<?php
/*
 * Fields that a template adds to a case, answers of a step's form: shown as facts, typed in a form. Types and rules are
 * the core's: a field here is an input of the right shape, nothing more.
 */

/** One value as people read it. @param array<string,mixed> $row of case.page, step.read or request.read */
function elaska_value_html(array $row): string
{
    if (!empty($row['rows'])) {
        $out = '<table class="noborder elaska-list elaska-compact"><tr class="liste_titre">';
        foreach ($row['columns'] ?? array() as $column) {
            $out .= '<th>' . elaska_h(is_array($column) ? ($column['label'] ?? '') : $column) . '</th>';
        }
        $out .= '</tr>';
        foreach ($row['rows'] as $cells) {
            $out .= '<tr class="oddeven">';
            foreach ($cells as $cell) {
                $out .= '<td>' . elaska_h((string) $cell) . '</td>';
            }
            $out .= '</tr>';
        }
        return $out . '</table>';
    }
    $text = (string) ($row['text'] ?? '');
    if ($text === '') {
        return '<span class="elaska-quiet">—</span>';
    }
    if (isset($row['masked'])) {
        return elaska_value_masked($row['masked']);
    }
    if ($row['type'] === 'rich' && isset($row['html'])) {
        return '<div class="elaska-rich">' . $row['html'] . '</div>'; // written and escaped by the core, from its tree
    }
    if ($row['type'] === 'email') {
        return '<a href="mailto:' . elaska_h($text) . '">' . elaska_h($text) . '</a>';
    }
    $figure = in_array($row['type'], array('number', 'amount', 'percent', 'duration', 'iban', 'siren', 'siret'), true);
    return $figure ? '<span class="elaska-num">' . elaska_h($text) . '</span>' : elaska_lines($text);
}

/** A sensitive value: its mask, shown in clear to whom may see it (js/page.js). SEC-06. @param array<string,mixed> $masked */
function elaska_value_masked(array $masked): string
{
    $mask = '<span class="elaska-num">' . elaska_h((string) $masked['text']) . '</span>';
    if (isset($masked['unavailable'])) {
        return $mask . ' <span class="elaska-notice elaska-c-amber" title="' . elaska_h(elaska_sentence((string) $masked['unavailable'])) . '">' . elaska_t('ElaskaSealedUnavailable') . '</span>';
    }
    if (!isset($masked['uid']) || !elaska_can('sensitive/reveal')) {
        return $mask;
    }
    return '<span data-elaska-sealed="' . elaska_h((string) $masked['uid']) . '" ' . elaska_endpoint() . '>' . $mask . ' <button type="button" class="elaska-reset" data-hide="' . elaska_t('ElaskaSealedHide') . '">' . elaska_t('ElaskaSealedShow')
        . '</button><span class="elaska-error" role="alert"></span></span>';
}

/** @param list<array<string,mixed>> $rows */
function elaska_values_facts(array $rows): string
{
    $out = '';
    foreach ($rows as $row) {
        $out .= '<dt>' . elaska_h($row['label']) . '</dt><dd>' . elaska_value_html($row) . '</dd>';
    }
    return $out !== '' ? '<dl class="elaska-facts">' . $out . '</dl>' : '';
}

/** Values by group, in the order of the template. @param list<array<string,mixed>> $rows @param list<array{code: string, label: string}> $groups @param list<string>|null $only codes of groups */
function elaska_values_panels(array $rows, array $groups, ?array $only = null): string
{
    $out = '';
    $groups[] = array('code' => '', 'label' => elaska_words('ElaskaOtherFields'));
    foreach ($groups as $group) {
        $mine = array_values(array_filter($rows, static fn (array $row): bool => (string) ($row['group'] ?? '') === (string) $group['code']));
        if ($mine && ($only === null || in_array($group['code'], $only, true))) {
            $out .= '<section class="elaska-panel"><header><h2>' . elaska_h($group['label']) . '</h2></header>' . elaska_values_facts($mine) . '</section>';
        }
    }
    return $out;
}

/* ---- typing ---------------------------------------------------------------- */

/** Inputs of most types: type of the input, more attributes. */
const ELASKA_VALUE_INPUTS = array(
    'number' => array('text', 'inputmode="decimal"'), 'amount' => array('text', 'inputmode="decimal"'), 'percent' => array('text', 'inputmode="decimal"'), 'date' => array('date', ''), 'time' => array('time', ''),
    'email' => array('email', 'inputmode="email"'), 'phone' => array('tel', ''), 'iban' => array('text', 'autocomplete="off"'), 'siren' => array('text', 'inputmode="numeric"'), 'siret' => array('text', 'inputmode="numeric"'),
    'nir' => array('text', 'inputmode="numeric" autocomplete="off"'), 'duration' => array('text', ''), 'text' => array('text', ''),
);

/** @param array<string,mixed> $field @param mixed $value */
function elaska_value_field(array $field, $value, ?Elaska\Exception $error): string
{
    $name = 'f_' . $field['code'];
    if (in_array($field['type'], array('section', 'note'), true)) {
        return $field['type'] === 'section' ? '<h3 class="elaska-row-wide">' . elaska_h($field['label']) . '</h3>' : '<p class="elaska-row-wide elaska-quiet">' . elaska_lines($field['label']) . '</p>';
    }
    if (!empty($field['computed']) || $field['type'] === 'file') {
        return '';
    }
    $wide = in_array($field['type'], array('long', 'rich', 'table', 'address', 'choices'), true) || ($field['width'] ?? '') === 'full' ? 'elaska-row-wide ' : '';
    $unit = $field['type'] === 'percent' ? ' %' : ($field['type'] === 'amount' ? ' ' . elaska_h(array('EUR' => '€')[$field['currency'] ?? 'EUR'] ?? ($field['currency'] ?? '')) : '');
    $mine = $error !== null && in_array($field['code'], explode('/', $error->getField()), true) ? $error : null;
    $row = elaska_row((string) $field['label'], $name, elaska_value_input($field, $name, $value) . $unit, null, !empty($field['required']), (string) ($field['help'] ?? ''));
    if ($mine !== null) {
        $row = str_replace(array('class="elaska-row"', '</div></div>'), array('class="elaska-row elaska-row-error"', '<span class="elaska-error" role="alert">' . elaska_h(elaska_error_text($mine)) . '</span></div></div>'), $row);
    }
    return str_replace('class="elaska-row', 'class="' . $wide . 'elaska-row', $row);
}

/** @param array<string,mixed> $field @param mixed $value */
function elaska_value_input(array $field, string $name, $value): string
{
    $options = array();
    foreach ($field['options'] ?? array() as $option) {
        $options[$option['code']] = $option['label'];
    }
    if (isset($value['sealed'])) {
        // What stands goes back as it came unless something is typed.
        return elaska_input($name, elaska_value($name, ''), 'text', 'autocomplete="off" placeholder="' . elaska_h((string) ($field['masked']['text'] ?? '••••')) . '"') . '<input type="hidden" name="' . elaska_h($name . '_sealed') . '" value="' . elaska_h((string) $value['sealed']) . '">';
    }
    $text = is_scalar($value) ? (is_bool($value) ? ($value ? '1' : '0') : (string) $value) : '';
    switch ($field['type']) {
        case 'rich':
            // Without scripts a formatted text is read, and goes back as it came.
            return is_array($value) ? '<p class="elaska-note">' . elaska_lines(elaska_rich_words($value)) . '</p><input type="hidden" name="' . elaska_h($name) . '" value="' . elaska_h((string) json_encode($value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES)) . '">'
                : elaska_textarea($name, elaska_value($name, $text), 6);
        case 'long':
            return elaska_textarea($name, elaska_value($name, $text), 4);
        case 'yesno':
            return elaska_select($name, array('1' => elaska_words('Yes'), '0' => elaska_words('No')), elaska_value($name, $text), ' ');
        case 'choice':
            return elaska_select($name, $options, elaska_value($name, $text), ' ');
        case 'link':
            // What is not his to change goes back as it came.
            return !empty($field['locked']) ? elaska_select($name, $options, $text, ' ', 'disabled') . '<input type="hidden" name="' . elaska_h($name) . '" value="' . elaska_h($text) . '">'
                : elaska_select($name, $options, elaska_value($name, $text), ' ');
        case 'choices':
            return elaska_value_boxes($name, $options, is_array($value) ? $value : array());
        case 'address':
            $out = '';
            foreach (array('street' => 'Address', 'zip' => 'Zip', 'town' => 'Town', 'country' => 'Country') as $part => $label) {
                $out .= elaska_input($name . '_' . $part, elaska_value($name . '_' . $part, (string) ($value[$part] ?? '')), 'text', 'placeholder="' . elaska_t($label) . '" aria-label="' . elaska_t($label) . '"' . ($part === 'zip' ? ' size="8"' : ''));
            }
            return $out;
        case 'table':
            return elaska_value_table($field, $name, is_array($value) ? $value : array());
        case 'moment':
            return elaska_input($name, elaska_value($name, $text !== '' ? dol_print_date((int) $text, '%Y-%m-%dT%H:%M', 'tzserver') : ''), 'datetime-local');
    }
    list($type, $more) = ELASKA_VALUE_INPUTS[$field['type']] ?? array('text', '');
    return elaska_input($name, elaska_value($name, $type === 'text' && in_array($field['type'], array('number', 'amount', 'percent'), true) ? elaska_decimal($text) : $text), $type, $more . (isset($field['max_length']) ? ' maxlength="' . (int) $field['max_length'] . '"' : ''));
}

/** Words of a formatted text, a line a block. @param array<string,mixed> $node */
function elaska_rich_words(array $node): string
{
    if (isset($node['text'])) {
        return (string) $node['text'];
    }
    $parts = array_map('elaska_rich_words', array_filter($node['content'] ?? array(), 'is_array'));
    return implode(in_array($node['type'] ?? '', array('paragraph', 'heading'), true) ? '' : "\n", $parts);
}

/** What somebody else wrote meanwhile, by the names of its choices. @param array<string,mixed> $field @param mixed $value */
function elaska_value_theirs(array $field, $value): string
{
    if (isset($value['sealed'])) {
        return elaska_t('ElaskaTheirs', '••••');
    }
    if ($field['type'] === 'rich' && is_array($value)) {
        $value = elaska_rich_words($value);
    }
    $names = array_column($field['options'] ?? array(), 'label', 'code');
    $said = array_map(static fn ($one): string => (string) ($names[$one] ?? $one), array_filter(is_array($value) ? $value : array($value), 'is_scalar'));
    return elaska_t('ElaskaTheirs', implode(', ', array_filter($said, static fn (string $one): bool => $one !== '')) ?: '—');
}

/** @param array<string,string> $options @param list<string> $chosen */
function elaska_value_boxes(string $name, array $options, array $chosen): string
{
    $posted = $_POST[$name] ?? null;
    $chosen = is_array($posted) ? $posted : $chosen;
    $out = '<input type="hidden" name="' . elaska_h($name) . '[]" value="">';
    foreach ($options as $code => $label) {
        $out .= '<label class="elaska-check"><input type="checkbox" name="' . elaska_h($name) . '[]" value="' . elaska_h((string) $code) . '"' . (in_array((string) $code, $chosen, true) ? ' checked' : '') . '> ' . elaska_h($label) . '</label>';
    }
    return $out;
}

/** @param array<string,mixed> $column @param mixed $value */
function elaska_value_cell(array $column, string $name, $value): string
{
    $label = ' aria-label="' . elaska_h($column['label']) . '" ';
    return str_replace(array('<input ', '<select '), array('<input' . $label, '<select' . $label), elaska_value_input($column, $name, $value));
}

/** Lines of a table, with three empty ones. @param array<string,mixed> $field @param list<array<string,mixed>> $rows */
function elaska_value_table(array $field, string $name, array $rows): string
{
    $out = '<div class="div-table-responsive"><table class="noborder elaska-list elaska-compact"><tr class="liste_titre">';
    foreach ($field['columns'] ?? array() as $column) {
        $out .= '<th>' . elaska_h($column['label']) . '</th>';
    }
    $out .= '</tr>';
    for ($i = 0; $i < min(60, count($rows) + 3); $i++) {
        $out .= '<tr class="oddeven">';
        foreach ($field['columns'] ?? array() as $column) {
            $out .= '<td>' . elaska_value_cell($column, $name . '_' . $i . '_' . $column['code'], $rows[$i][$column['code']] ?? null) . '</td>';
        }
        $out .= '</tr>';
    }
    return $out . '</table></div>';
}

/**
 * What was typed, by code of field, in the core's types; an empty one is null.
 *
 * @param list<array<string,mixed>> $fields
 * @return array<string,mixed>
 */
function elaska_values_posted(array $fields, string $prefix = 'f_'): array
{
    $values = array();
    foreach ($fields as $field) {
        $name = $prefix . $field['code'];
        if (in_array($field['type'], array('section', 'note', 'file'), true) || !empty($field['computed'])) {
            continue;
        }
        if (elaska_in($name . '_sealed') !== '' && elaska_in($name) === '') {
            $values[$field['code']] = array('sealed' => elaska_in($name . '_sealed'));
        } elseif ($field['type'] === 'choices') {
            $chosen = array_values(array_filter((array) ($_POST[$name] ?? array()), static fn ($code): bool => is_string($code) && $code !== ''));
            $values[$field['code']] = $chosen ?: null;
        } elseif ($field['type'] === 'address') {
            $parts = array();
            foreach (array('street', 'zip', 'town', 'country') as $part) {
                $parts[$part] = elaska_in($name . '_' . $part);
            }
            $values[$field['code']] = array_filter($parts, static fn (string $text): bool => $text !== '') ?: null;
        } elseif ($field['type'] === 'table') {
            $values[$field['code']] = elaska_values_lines($field, $name) ?: null;
        } else {
            $values[$field['code']] = elaska_value_typed((string) $field['type'], elaska_in($name));
        }
    }
    return $values;
}

/** @param array<string,mixed> $field @return list<array<string,mixed>> */
function elaska_values_lines(array $field, string $name): array
{
    $lines = array();
    for ($i = 0; $i < 60; $i++) {
        $line = array_filter(elaska_values_posted($field['columns'] ?? array(), $name . '_' . $i . '_'), static fn ($v): bool => $v !== null);
        if ($line) {
            $lines[] = $line;
        }
    }
    return $lines;
}

/** @return mixed */
function elaska_value_typed(string $type, string $text)
{
    if ($text === '') {
        return null;
    }
    if ($type === 'yesno') {
        return $text === '1';
    }
    if ($type === 'moment') {
        $at = dol_stringtotime(str_replace('T', ' ', $text) . ':00', 0);
        return is_numeric($at) ? (int) $at : $text;
    }
    if ($type === 'rich' && strncmp($text, '{"type":"doc"', 13) === 0) {
        return json_decode($text, true, 48) ?? $text;
    }
    if ($type === 'link' && ctype_digit($text)) {
        return (int) $text;
    }
    return in_array($type, array('number', 'amount', 'percent'), true) ? str_replace(array(' ', "\u{a0}", "\u{202f}", ','), array('', '', '', '.'), $text) : $text;
}
