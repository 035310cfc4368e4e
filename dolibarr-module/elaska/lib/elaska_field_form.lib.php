<?php
/*
 * The form of one custom field. Everything is sent, so that it works without JavaScript; what a type has no use for is
 * hidden by the style sheet (data-elaska-for names what is shown) and left out when it is saved. Source: PLAT-08.
 */

/** @param array<string,string> $errors by member */
function elaska_field_row(string $member, string $name, string $key, string $input, array $errors, bool $required = false): string
{
    $row = elaska_setting_row($name, elaska_words($key), $input, elaska_field_help($key), $errors[$member] ?? '');
    return $required ? str_replace('class="elaska-label"', 'class="elaska-label fieldrequired"', $row) : $row;
}

/** What only some types have, by its member: shown where the type that is chosen has it. */
function elaska_field_for(string $member, string $html): string
{
    return (string) preg_replace('/^<(div|details|label) /', '<$1 data-elaska-for="' . $member . '" ', $html);
}

function elaska_field_help(string $key): string
{
    $help = elaska_words($key . 'Help');
    return $help === $key . 'Help' ? '' : $help;
}

/**
 * @param array<string,mixed> $field as it stands or as it was typed
 * @param list<array<string,mixed>> $groups
 */
function elaska_field_form(Elaska\Office $office, string $here, string $code, array $field, array $groups, ?Elaska\Exception $error, int $at, int $version): string
{
    $errors = elaska_field_errors($error, $at);
    $new = $code === 'new';
    $label = static fn (string $member, string $lang): string => elaska_value($member . '_' . $lang, is_array($field[$member] ?? null) ? (string) ($field[$member][$lang] ?? '') : ($lang === 'fr' ? (string) ($field[$member] ?? '') : ''));
    $out = elaska_form($here, 'save', 'elaska-form elaska-panel') . ($new ? '' : '<input type="hidden" name="field" value="' . elaska_h($code) . '">') . '<input type="hidden" name="version" value="' . elaska_h(elaska_value('version', $version)) . '">';
    $out .= '<h2 class="elaska-row-wide">' . ($new ? elaska_t('ElaskaFieldNew') : elaska_h(elaska_label_text($field['label'] ?? $code))) . '</h2>';
    $out .= isset($errors['']) ? '<p class="elaska-error elaska-row-wide" role="alert">' . elaska_h($errors['']) . '</p>' : '';
    $out .= elaska_field_row('label', 'label_fr', 'ElaskaFieldLabelFr', elaska_input('label_fr', $label('label', 'fr'), 'text', 'maxlength="200" required'), $errors, true)
        . elaska_field_row('', 'label_en', 'ElaskaFieldLabelEn', elaska_input('label_en', $label('label', 'en'), 'text', 'maxlength="200"'), array());
    if ($new) {
        $out .= elaska_field_row('code', 'code', 'ElaskaCode', elaska_input('code', elaska_value('code'), 'text', 'maxlength="40" placeholder="' . elaska_t('ElaskaCodeByItself') . '" spellcheck="false" autocapitalize="none"'), $errors);
    }
    $type = elaska_value('type', $field['type'] ?? 'text');
    $out .= elaska_field_row('type', 'type', 'ElaskaFieldType', elaska_select('type', elaska_field_types($type), $type), $errors, true);
    return $out . elaska_field_form_type($office, $field, $errors) . elaska_field_form_place($field, $groups, $errors, $label)
        . str_replace('class="elaska-buttons"', 'class="elaska-buttons elaska-row-wide"', elaska_lines_end($error, $version)) . '<p class="elaska-row-wide">' . elaska_link($here, elaska_words('ElaskaCancelWord')) . '</p></form>';
}

/** What some types have: choices, bounds, formula. @param array<string,mixed> $field @param array<string,string> $errors */
function elaska_field_form_type(Elaska\Office $office, array $field, array $errors): string
{
    $lists = array_column($office->call('reference.list')['rows'], 'label', 'code');
    $links = array();
    foreach (ELASKA_FIELD_LINKS as $link) {
        $links[$link] = elaska_words('ElaskaFieldLink_' . $link);
    }
    $lines = '';
    $options = array_values($field['options'] ?? array());
    foreach (array_merge($options, array(array(), array(), array())) as $i => $option) {
        $base = 'options[' . $i . ']';
        $text = is_array($option['label'] ?? null) ? $option['label'] : array('fr' => (string) ($option['label'] ?? ''));
        $lines .= elaska_field_option($base, (string) ($option['code'] ?? ''), $text, $i + 1);
    }
    $out = '<details data-elaska-for="options" class="elaska-row-wide elaska-more"' . ($options || isset($field['list']) || isset($errors['options']) || isset($errors['list']) ? ' open' : '') . '><summary>' . elaska_t('ElaskaFieldOptions') . '</summary>'
        . elaska_field_row('list', 'list', 'ElaskaFieldList', elaska_select('list', $lists, elaska_value('list', $field['list'] ?? ''), elaska_words('ElaskaFieldListOwn')), $errors)
        . (isset($errors['options']) ? '<p class="elaska-error" role="alert" id="options-error">' . elaska_h($errors['options']) . '</p>' : '') . '<div data-elaska-lines>' . $lines . '</div>'
        . elaska_lines_more(elaska_field_option('options[__n__]', '', array(), 9999)) . '</details>' . elaska_field_columns($field, $errors);
    $out .= '<details data-elaska-for="bounds" class="elaska-row-wide elaska-more"' . (array_intersect_key($field + $errors, array_flip(array('min', 'max', 'decimals', 'currency'))) ? ' open' : '') . '><summary>' . elaska_t('ElaskaFieldBounds') . '</summary>';
    foreach (array('min', 'max', 'decimals', 'currency') as $member) {
        $out .= elaska_field_for($member, elaska_field_row($member, $member, 'ElaskaField_' . $member, elaska_input($member, elaska_value($member, (string) ($field[$member] ?? '')), 'text', 'size="12"'), $errors));
    }
    return $out . '</details>' . elaska_field_for('object', elaska_field_row('object', 'object', 'ElaskaField_object', elaska_select('object', $links, elaska_value('object', $field['object'] ?? ''), ' '), $errors))
        . elaska_field_for('computed', elaska_field_row('computed', 'computed', 'ElaskaField_computed', elaska_input('computed', elaska_value('computed', (string) ($field['computed'] ?? '')), 'text', 'spellcheck="false"'), $errors));
}

/** Columns of a table, each with what is wrong with it. @param array<string,mixed> $field @param array<string,string> $errors */
function elaska_field_columns(array $field, array $errors): string
{
    $columns = array_values($field['columns'] ?? array());
    $wrong = array_filter($errors, static fn (string $member): bool => strpos($member, 'columns') === 0, ARRAY_FILTER_USE_KEY);
    $lines = '';
    foreach (array_merge($columns, array(array(), array())) as $i => $column) {
        $lines .= elaska_field_column('columns[' . $i . ']', $column, $i + 1, $errors['columns/' . $i] ?? '');
    }
    return '<details data-elaska-for="columns" class="elaska-row-wide elaska-more"' . ($columns || $wrong ? ' open' : '') . '><summary>' . elaska_t('ElaskaFieldColumns') . '</summary>'
        . (isset($errors['columns']) ? '<p class="elaska-error" role="alert" id="columns-error">' . elaska_h($errors['columns']) . '</p>' : '')
        . '<div data-elaska-lines>' . $lines . '</div>' . elaska_lines_more(elaska_field_column('columns[__n__]', array(), 9999, '')) . '</details>';
}

/** @param array<string,mixed> $column */
function elaska_field_column(string $base, array $column, int $position, string $wrong): string
{
    $code = (string) ($column['code'] ?? '');
    $type = (string) ($column['type'] ?? 'text');
    $label = is_array($column['label'] ?? null) ? $column['label'] : array('fr' => (string) ($column['label'] ?? ''));
    $types = array();
    foreach (in_array($type, ELASKA_COLUMN_TYPES, true) ? ELASKA_COLUMN_TYPES : array_merge(ELASKA_COLUMN_TYPES, array($type)) as $each) {
        $types[$each] = elaska_words('ElaskaType_' . $each);
    }
    $options = implode(' ; ', array_map('elaska_label_text', array_column($column['options'] ?? array(), 'label')));
    return '<div class="elaska-line' . ($wrong !== '' ? ' elaska-row-error' : '') . '" data-elaska-one>' . elaska_line_place($base, $position) . '<input type="hidden" name="' . $base . '[code]" value="' . elaska_h($code) . '">'
        . elaska_line_text($base, 'fr', elaska_words('ElaskaInFrench'), (string) ($label['fr'] ?? ''), 200) . elaska_line_text($base, 'en', elaska_words('ElaskaInEnglish'), (string) ($label['en'] ?? ''), 200)
        . '<label class="elaska-line-text"><span>' . elaska_t('ElaskaFieldType') . '</span>' . elaska_select($base . '[type]', $types, $type) . '</label>'
        . (isset($column['list']) ? '' : elaska_field_for('options', elaska_line_text($base, 'options', elaska_words('ElaskaColumnOptions'), $options, 2000)))
        . elaska_line_check($base, 'required', elaska_words('ElaskaFieldRequired'), ($column['required'] ?? false) === true)
        . ($code !== '' ? elaska_line_check($base, 'remove', elaska_words('ElaskaLineRemove'), false) : '') . ($wrong !== '' ? '<p class="elaska-error" role="alert">' . elaska_h($wrong) . '</p>' : '') . '</div>';
}

/** @param array<string,string> $text */
function elaska_field_option(string $base, string $code, array $text, int $position): string
{
    return '<div class="elaska-line" data-elaska-one>' . elaska_line_place($base, $position) . '<input type="hidden" name="' . $base . '[code]" value="' . elaska_h($code) . '">'
        . elaska_line_text($base, 'fr', elaska_words('ElaskaInFrench'), (string) ($text['fr'] ?? ''), 200) . elaska_line_text($base, 'en', elaska_words('ElaskaInEnglish'), (string) ($text['en'] ?? ''), 200)
        . ($code !== '' ? '<span class="elaska-line-code"><span>' . elaska_t('ElaskaCode') . '</span><code>' . elaska_h($code) . '</code></span>' . elaska_line_check($base, 'remove', elaska_words('ElaskaLineRemove'), false) : '') . '</div>';
}

/**
 * Where a field stands, who sees it, what it demands.
 *
 * @param array<string,mixed> $field
 * @param list<array<string,mixed>> $groups
 * @param array<string,string> $errors
 * @param callable(string,string): string $label
 */
function elaska_field_form_place(array $field, array $groups, array $errors, callable $label): string
{
    $names = array_map('elaska_label_text', array_column($groups, 'label', 'code'));
    $clients = array();
    foreach (array('hidden', 'read', 'write') as $each) {
        $clients[$each] = elaska_words('ElaskaFieldClient_' . $each);
    }
    $widths = array('full' => elaska_words('ElaskaWidth_full'), 'half' => elaska_words('ElaskaWidth_half'), 'third' => elaska_words('ElaskaWidth_third'));
    $required = $field['required'] ?? false;
    $flags = '';
    foreach (array('required', 'sensitive') as $flag) {
        $flags .= elaska_checkbox($flag, elaska_flag($flag, ($field[$flag] ?? false) === true), elaska_words($flag === 'required' ? 'ElaskaFieldRequired' : 'ElaskaField_' . $flag)) . ' ';
    }
    return elaska_setting_row('required', elaska_words('ElaskaFieldRules'), $flags, '', trim(($errors['required'] ?? '') . ' ' . ($errors['sensitive'] ?? '')), '', true)
        . elaska_field_row('client', 'client', 'ElaskaFieldInPortal', elaska_select('client', $clients, elaska_value('client', $field['client'] ?? 'hidden')), $errors)
        . elaska_field_row('group', 'group', 'ElaskaFieldGroup', elaska_select('group', $names, elaska_value('group', $field['group'] ?? ''), ' '), $errors)
        . elaska_field_row('', 'new_group', 'ElaskaFieldGroupNew', elaska_input('new_group', elaska_value('new_group'), 'text', 'maxlength="80"'), array())
        . elaska_field_row('width', 'width', 'ElaskaFieldWidth', elaska_select('width', $widths, elaska_value('width', $field['width'] ?? 'full')), $errors)
        . elaska_field_row('help', 'help_fr', 'ElaskaFieldHelpFr', elaska_textarea('help_fr', $label('help', 'fr'), 2), $errors)
        . elaska_field_row('', 'help_en', 'ElaskaFieldHelpEn', elaska_textarea('help_en', $label('help', 'en'), 2), array())
        . elaska_field_row('show_if', 'show_if', 'ElaskaFieldShowIf', elaska_input('show_if', elaska_value('show_if', (string) ($field['show_if'] ?? '')), 'text', 'spellcheck="false"'), $errors)
        . elaska_field_row('', 'required_if', 'ElaskaFieldRequiredIf', elaska_input('required_if', elaska_value('required_if', is_string($required) ? $required : ''), 'text', 'spellcheck="false"'), array());
}
