<?php
/*
 * Custom fields in the setup screens: what a form says of one becomes its definition, what the form does not know of it
 * stays as it is. Source: PLAT-08, CRM-07.
 */

const ELASKA_FIELD_TYPES = array('text', 'long', 'number', 'amount', 'percent', 'date', 'time', 'moment', 'duration', 'yesno', 'choice', 'choices', 'email', 'phone', 'address', 'iban', 'siren', 'siret', 'nir', 'link', 'table', 'computed', 'section', 'note');
/** What a cell of a table may hold. */
const ELASKA_COLUMN_TYPES = array('text', 'number', 'amount', 'percent', 'date', 'yesno', 'choice', 'email', 'phone');
const ELASKA_FIELD_LINKS = array('contact', 'contract', 'project', 'ticket', 'user');
/** Members that only some types have; the others lose them when the type changes. */
const ELASKA_FIELD_OWN = array('options' => array('choice', 'choices'), 'list' => array('choice', 'choices'), 'object' => array('link'), 'currency' => array('amount'),
    'min' => array('number', 'amount', 'percent', 'date'), 'max' => array('number', 'amount', 'percent', 'date'), 'decimals' => array('number', 'amount', 'percent'), 'computed' => array('computed'), 'columns' => array('table'));

/** @return array<string,string> type => words */
function elaska_field_types(string $current): array
{
    $types = array();
    foreach (in_array($current, ELASKA_FIELD_TYPES, true) || $current === '' ? ELASKA_FIELD_TYPES : array_merge(ELASKA_FIELD_TYPES, array($current)) as $type) {
        $types[$type] = elaska_words('ElaskaType_' . $type);
    }
    return $types;
}

/** Two texts of the form as a label. @return array<string,string> */
function elaska_field_label(string $name): array
{
    return elaska_line_label(array('fr' => elaska_in($name . '_fr'), 'en' => elaska_in($name . '_en')));
}

/**
 * The definition that was typed, over the one that stands.
 *
 * @param array<string,mixed> $field
 * @param list<string> $taken codes of the others
 * @return array<string,mixed>
 */
function elaska_field_posted(array $field, array $taken): array
{
    $type = elaska_in('type');
    $label = elaska_field_label('label');
    $field = array('code' => $field['code'] ?? (elaska_in('code') !== '' ? elaska_in('code') : elaska_line_code((string) (reset($label) ?: ''), $taken)), 'type' => $type, 'label' => $label) + $field;
    foreach (ELASKA_FIELD_OWN as $member => $types) {
        if (!in_array($type, $types, true)) {
            unset($field[$member]);
        }
    }
    $texts = array('help' => elaska_field_label('help'), 'group' => elaska_in('group'), 'show_if' => elaska_in('show_if'), 'client' => elaska_in('client'), 'width' => elaska_in('width'));
    $layout = in_array($type, array('section', 'note'), true);
    $texts['required'] = $layout ? '' : (elaska_in('required_if') !== '' ? elaska_in('required_if') : elaska_in('required') === '1');
    $texts['sensitive'] = !$layout && elaska_in('sensitive') === '1';
    foreach (array('list', 'object', 'currency', 'min', 'max', 'computed') as $member) {
        $texts[$member] = in_array($type, ELASKA_FIELD_OWN[$member], true) ? elaska_in($member) : '';
    }
    if (in_array($type, ELASKA_FIELD_OWN['decimals'], true) && ctype_digit(elaska_in('decimals'))) {
        $field['decimals'] = (int) elaska_in('decimals');
    } else {
        unset($field['decimals']);
    }
    foreach ($texts as $member => $value) {
        unset($field[$member]);
        if ($value !== '' && $value !== false && $value !== array()) {
            $field[$member] = $value;
        }
    }
    unset($field['options']);
    if (in_array($type, ELASKA_FIELD_OWN['options'], true) && !isset($field['list'])) {
        $field['options'] = array();
        foreach (elaska_lines_coded(elaska_lines_posted('options') ?? array()) as $line) {
            if (empty($line['remove'])) {
                $field['options'][] = array('code' => $line['code'], 'label' => elaska_line_label($line));
            }
        }
    }
    if ($type === 'table') {
        $field['columns'] = elaska_columns_posted($field['columns'] ?? array());
    }
    return $field;
}

/**
 * Columns that were typed, in the order asked for; what the form does not know of one stays as it is.
 *
 * @param list<array<string,mixed>> $before
 * @return list<array<string,mixed>>
 */
function elaska_columns_posted(array $before): array
{
    $before = array_column($before, null, 'code');
    $columns = array();
    foreach (elaska_lines_coded(elaska_lines_posted('columns') ?? array()) as $line) {
        if (!empty($line['remove'])) {
            continue;
        }
        $old = $before[$line['code']] ?? array();
        $type = ($line['type'] ?? '') !== '' ? $line['type'] : 'text';
        $column = array('code' => $line['code'], 'type' => $type, 'label' => elaska_line_label($line)) + ($type === ($old['type'] ?? '') ? $old : array());
        unset($column['required'], $column['options']);
        $column += !empty($line['required']) ? array('required' => true) : array();
        if ($type === 'choice' && !isset($column['list'])) {
            $column['options'] = elaska_column_options((string) ($line['options'] ?? ''), $old['options'] ?? array());
        }
        $columns[] = $column;
    }
    return $columns;
}

/**
 * "Oui ; Non" as choices; one that was there keeps its code.
 *
 * @param list<array<string,mixed>> $before
 * @return list<array<string,mixed>>
 */
function elaska_column_options(string $text, array $before): array
{
    $known = array();
    foreach ($before as $option) {
        $known[elaska_label_text($option['label'])] = $option;
    }
    $options = array();
    foreach (array_unique(array_filter(array_map('trim', explode(';', $text)), static fn (string $one): bool => $one !== '')) as $label) {
        $taken = array_merge(array_column($before, 'code'), array_column($options, 'code'));
        $options[] = $known[$label] ?? array('code' => elaska_line_code($label, $taken), 'label' => array('fr' => $label));
    }
    return $options;
}

/** Facts of a field in one line of the list. @param array<string,mixed> $field @return string HTML */
function elaska_field_marks(array $field): string
{
    $marks = array();
    if (!empty($field['required'])) {
        $marks[] = elaska_mark('ElaskaFieldRequired', 'amber', is_string($field['required']) ? $field['required'] : '');
    }
    if (!empty($field['sensitive'])) {
        $marks[] = elaska_mark('ElaskaField_sensitive', 'red');
    }
    if (($field['client'] ?? 'hidden') !== 'hidden') {
        $marks[] = elaska_mark('ElaskaFieldClient_' . $field['client'], 'teal');
    }
    if (!empty($field['show_if'])) {
        $marks[] = elaska_mark('ElaskaFieldCondition', 'violet', (string) $field['show_if']);
    }
    return implode(' ', $marks);
}

/** Text in the user's language. @param array<string,string>|string|null $label */
function elaska_label_text($label): string
{
    global $langs;
    $first = strpos((string) $langs->defaultlang, 'en') === 0 ? 'en' : 'fr';
    return is_array($label) ? (string) ($label[$first] ?? reset($label)) : (string) $label;
}

/**
 * What the core found wrong with one field, by member of its definition; "" is about the whole.
 *
 * @return array<string,string>
 */
function elaska_field_errors(?Elaska\Exception $error, int $at): array
{
    $errors = array();
    if ($error === null) {
        return $errors;
    }
    $found = $error->getDetails()['problems'] ?? array();
    if (!$found) {
        $found = array(array('path' => $error->getField(), 'key' => $error->getKey(), 'params' => $error->getParams()));
    }
    foreach ($found as $problem) {
        $parts = explode('/', (string) $problem['path']);
        $member = ($parts[0] ?? '') === 'fields' && ($parts[1] ?? '') === (string) $at ? ($parts[2] ?? '') : '';
        // Of a table the column is told: "columns/2".
        $member .= $member === 'columns' && isset($parts[3]) ? '/' . $parts[3] : '';
        $errors[$member] = trim(($errors[$member] ?? '') . ' ' . elaska_sentence((string) $problem['key'], $problem['params'] ?? array()));
    }
    return $errors;
}
