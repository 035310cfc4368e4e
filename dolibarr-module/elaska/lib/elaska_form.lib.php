<?php
/*
 * Forms: reading what was posted into the input of an operation, and fields that keep what was typed with their error
 * underneath.
 */

/** What was posted, trimmed; never cleaned of anything: the core checks it and pages escape it. */
function elaska_in(string $name): string
{
    $value = $_POST[$name] ?? '';
    return is_string($value) ? trim(str_replace("\r\n", "\n", mb_scrub($value, 'UTF-8'))) : '';
}

/**
 * Posted fields as the input of an operation. Types: text, id, int, day, flag; with "?" an empty one becomes null
 * (the field is emptied), without it an empty one is left out.
 *
 * @param array<string,string> $fields name => type
 * @return array<string,mixed>
 */
function elaska_posted(array $fields): array
{
    $input = array();
    foreach ($fields as $name => $type) {
        $value = elaska_in($name);
        $nullable = substr($type, -1) === '?';
        $type = rtrim($type, '?');
        if ($type === 'flag') {
            $input[$name] = $value === '1';
            continue;
        }
        if ($value === '' || ($type === 'id' && (int) $value <= 0)) {
            if ($nullable && array_key_exists($name, $_POST)) {
                $input[$name] = null;
            }
            continue;
        }
        $input[$name] = ($type === 'id' || $type === 'int') && preg_match('/^-?\d{1,18}$/', $value) ? (int) $value : $value;
    }
    return $input;
}

/** Ids ticked in a list. @return list<int> */
function elaska_ticked(string $name = 'toselect'): array
{
    $ids = array_map('intval', array_filter((array) ($_POST[$name] ?? array()), 'is_scalar'));
    return array_values(array_unique(array_filter($ids, static fn (int $id): bool => $id > 0)));
}

/** @return list<string> */
function elaska_ticked_codes(string $name): array
{
    $codes = array_map('strval', array_filter((array) ($_POST[$name] ?? array()), 'is_scalar'));
    return array_values(array_unique(array_filter($codes, static fn (string $code): bool => $code !== '')));
}

/** Value of a field: what was just typed, else what is stored. */
function elaska_value(string $name, $stored = ''): string
{
    return array_key_exists($name, $_POST) ? elaska_in($name) : (string) $stored;
}

function elaska_flag(string $name, bool $stored): bool
{
    return ($_SERVER['REQUEST_METHOD'] ?? 'GET') === 'POST' && array_key_exists($name . '_shown', $_POST) ? elaska_in($name) === '1' : $stored;
}

/** Start of a form with its token and action. */
function elaska_form(string $url, string $action, string $class = '', string $more = ''): string
{
    return '<form method="POST" action="' . elaska_h($url) . '"' . ($class !== '' ? ' class="' . $class . '"' : '') . ($more !== '' ? ' ' . $more : '') . '>'
        . '<input type="hidden" name="token" value="' . elaska_h(newToken()) . '">'
        . ($action !== '' ? '<input type="hidden" name="action" value="' . elaska_h($action) . '">' : '');
}

/** A button that acts at once, in a form of its own. */
function elaska_post_button(string $url, string $action, string $label, string $class = 'butAction', array $hidden = array()): string
{
    $out = elaska_form($url, $action, 'elaska-inline');
    foreach ($hidden as $name => $value) {
        $out .= '<input type="hidden" name="' . elaska_h($name) . '" value="' . elaska_h((string) $value) . '">';
    }
    return $out . '<button type="submit" class="' . $class . '">' . elaska_h($label) . '</button></form>';
}

/**
 * One row of a form: label, field, help, error.
 *
 * @param string $name of the field as the core names it, to find its error
 */
function elaska_row(string $label, string $name, string $field, ?Elaska\Exception $error = null, bool $required = false, string $help = ''): string
{
    $mine = $error !== null && elaska_field_of($error) === $name;
    return '<div class="elaska-row' . ($mine ? ' elaska-row-error' : '') . '"><label class="elaska-label' . ($required ? ' fieldrequired' : '') . '" for="' . elaska_h($name) . '">'
        . elaska_h($label) . '</label><div class="elaska-field">' . $field
        . ($help !== '' ? '<span class="elaska-help opacitymedium">' . elaska_h($help) . '</span>' : '')
        . ($mine ? '<span class="elaska-error" role="alert" id="' . elaska_h($name) . '-error">' . elaska_h(elaska_error_text($error)) . '</span>' : '') . '</div></div>';
}

/** First part of the path of the refused field ("members/0/user" is about "members"). */
function elaska_field_of(Elaska\Exception $error): string
{
    $field = $error->getField();
    $parts = explode('/', $field);
    $last = (string) end($parts);
    $name = $parts[0] === 'terms' && isset($parts[1]) ? $last : $parts[0];
    return array('duration_s' => 'duration', 'start_local' => 'start', 'end_local' => 'end', 'included_s' => 'included')[$name] ?? $name;
}

/** Fields of a form that is not alone on its page: their ids begin with the form's own name, errors keep theirs. */
function elaska_ids(string $prefix, string $form): string
{
    return (string) preg_replace('/ (id|for)="([a-z_]+)"/', ' $1="' . $prefix . '-$2"', $form);
}

function elaska_input(string $name, string $value, string $type = 'text', string $more = ''): string
{
    return '<input type="' . $type . '" id="' . elaska_h($name) . '" name="' . elaska_h($name) . '" value="' . elaska_h($value) . '" class="flat' . ($type === 'text' ? ' minwidth300' : '') . '"'
        . ($more !== '' ? ' ' . $more : '') . '>';
}

function elaska_textarea(string $name, string $value, int $rows = 4, string $more = ''): string
{
    return '<textarea id="' . elaska_h($name) . '" name="' . elaska_h($name) . '" rows="' . $rows . '" class="flat quatrevingtpercent"' . ($more !== '' ? ' ' . $more : '') . '>' . elaska_h($value) . '</textarea>';
}

/** Tick box that says "no" too: its twin tells that the form showed it. */
function elaska_checkbox(string $name, bool $on, string $label, string $more = ''): string
{
    return '<input type="hidden" name="' . elaska_h($name) . '_shown" value="1"><label class="elaska-check"><input type="checkbox" id="' . elaska_h($name) . '" name="' . elaska_h($name) . '" value="1"'
        . ($on ? ' checked' : '') . ($more !== '' ? ' ' . $more : '') . '> ' . elaska_h($label) . '</label>';
}

/** @param array<int|string,string> $options value => label */
function elaska_select(string $name, array $options, string $value, string $empty = '', string $more = ''): string
{
    $out = '<select id="' . elaska_h($name) . '" name="' . elaska_h($name) . '" class="flat"' . ($more !== '' ? ' ' . $more : '') . '>';
    if ($empty !== '') {
        $out .= '<option value="">' . ($empty === ' ' ? '&nbsp;' : elaska_h($empty)) . '</option>';
    }
    foreach ($options as $key => $label) {
        $out .= '<option value="' . elaska_h((string) $key) . '"' . ((string) $key === $value ? ' selected' : '') . '>' . elaska_h($label) . '</option>';
    }
    return $out . '</select>';
}

/**
 * Choice of a case: the most recent ones, and a search among all others (page.js, the core's picker).
 *
 * @param array{id: int, ref: string, title: string}|null $chosen
 */
function elaska_case_select(Elaska\Office $office, string $name, ?array $chosen, int $client = 0, string $empty = ' ', string $more = ''): string
{
    $options = array();
    if ($chosen) {
        $options[$chosen['id']] = $chosen['ref'] . ' ' . $chosen['title'];
    }
    if (elaska_can('case/read')) {
        foreach ((new Elaska\Cases($office))->picker($client > 0 ? array('client' => $client) : array())['rows'] as $row) {
            $options[$row['id']] = $row['ref'] . ' ' . $row['title'] . ' — ' . ($row['client']['name'] ?? '');
        }
    }
    return elaska_select($name, $options, $chosen ? (string) $chosen['id'] : '', $empty, 'data-elaska-case ' . elaska_endpoint() . ($more !== '' ? ' ' . $more : ''));
}

/** Where the islands of a page send their questions. */
function elaska_endpoint(): string
{
    global $langs;
    return 'data-endpoint="' . elaska_h(dol_buildpath('/elaska/ajax/office.php', 1)) . '" data-token="' . elaska_h(newToken()) . '" data-lang="' . elaska_h((string) $langs->defaultlang) . '"';
}
