<?php
/*
 * Lines that an administrator edits in place: items of reference lists, statuses, choices of a field. They work without
 * JavaScript (a number per line gives the order, an empty line waits at the end); admin.js adds lines and moves them.
 * Source: CASE-03, PLAT-12.
 */

const ELASKA_COLOURS = array('slate', 'blue', 'teal', 'green', 'amber', 'orange', 'red', 'violet');

/**
 * Posted lines in the order asked for; null when the server cut the form short (max_input_vars): saving that would
 * lose what was cut.
 *
 * @return list<array<string,string>>|null
 */
function elaska_lines_posted(string $name): ?array
{
    if (elaska_in('whole') !== '1') {
        return null;
    }
    $lines = array();
    foreach ((array) ($_POST[$name] ?? array()) as $i => $line) {
        if (!is_array($line)) {
            continue;
        }
        $clean = array();
        foreach ($line as $key => $value) {
            $value = is_array($value) ? implode(' ', array_filter($value, 'is_string')) : $value; /* ticked boxes of one name */
            $clean[(string) $key] = is_string($value) ? trim(mb_scrub($value, 'UTF-8')) : '';
        }
        if (($clean['code'] ?? '') . ($clean['fr'] ?? '') . ($clean['en'] ?? '') !== '') {
            $clean['at'] = is_numeric($clean['position'] ?? '') ? (string) $clean['position'] : (string) ((int) $i + 1);
            $lines[] = $clean;
        }
    }
    usort($lines, static fn (array $a, array $b): int => (float) $a['at'] <=> (float) $b['at']);
    return $lines;
}

/** Labels of a line; the other language may stay empty. @param array<string,string> $line @return array<string,string> */
function elaska_line_label(array $line, string $fr = 'fr', string $en = 'en'): array
{
    return array_filter(array('fr' => $line[$fr] ?? '', 'en' => $line[$en] ?? ''), static fn (string $text): bool => $text !== '');
}

/** A code for a new line, from its name. @param list<string> $taken */
function elaska_line_code(string $name, array $taken): string
{
    $plain = trim((string) preg_replace('/[^a-z0-9]+/', '_', strtolower(dol_string_unaccent($name))), '_');
    $plain = trim(substr((string) preg_replace('/^[^a-z]+/', '', $plain), 0, 20), '_');
    $plain = $plain !== '' ? $plain : 'valeur';
    for ($free = $plain, $n = 2; in_array($free, $taken, true); $n++) {
        $free = $plain . '_' . $n;
    }
    return $free;
}

/** Gives every line its code. @param list<array<string,string>> $lines @return list<array<string,string>> */
function elaska_lines_coded(array $lines): array
{
    $taken = array_column($lines, 'code');
    foreach ($lines as &$line) {
        if (($line['code'] ?? '') === '') {
            $line['code'] = elaska_line_code($line['fr'] !== '' ? $line['fr'] : $line['en'], $taken);
            $line['new'] = '1';
            $taken[] = $line['code'];
        }
    }
    return $lines;
}

/**
 * What the core found wrong, by number of the line; what is about no line stands under -1.
 *
 * @return array<int,list<string>>
 */
function elaska_line_errors(?Elaska\Exception $error, string $member): array
{
    $errors = array();
    if ($error === null) {
        return $errors;
    }
    foreach ($error->getDetails()['problems'] ?? array() as $problem) {
        $line = preg_match('#^' . $member . '/(\d+)#', (string) $problem['path'], $m) ? (int) $m[1] : -1;
        $errors[$line][] = elaska_sentence((string) $problem['key'], $problem['params'] ?? array());
    }
    if (!$errors) {
        $errors[preg_match('#^' . $member . '/(\d+)#', $error->getField(), $m) ? (int) $m[1] : -1][] = elaska_error_text($error);
    }
    return array_map('array_values', array_map('array_unique', $errors));
}

/** @param list<string> $errors */
function elaska_line_error(array $errors, string $id): string
{
    return $errors ? '<p class="elaska-error" role="alert" id="' . elaska_h($id) . '-error">' . elaska_h(implode(' ', $errors)) . '</p>' : '';
}

/** Place in the order: a number, and two buttons once admin.js runs. */
function elaska_line_place(string $base, int $position): string
{
    return '<span class="elaska-line-place"><input type="number" step="any" name="' . $base . '[position]" value="' . $position . '" aria-label="' . elaska_t('ElaskaLinePosition') . '">'
        . '<button type="button" hidden data-elaska-up aria-label="' . elaska_t('ElaskaLineUp') . '">' . elaska_icon('arrow-up') . '</button>'
        . '<button type="button" hidden data-elaska-down aria-label="' . elaska_t('ElaskaLineDown') . '">' . elaska_icon('arrow-down') . '</button></span>';
}

/** A short text of a line with its name above it. */
function elaska_line_text(string $base, string $key, string $label, string $value, int $max, string $more = ''): string
{
    return '<label class="elaska-line-text"><span>' . elaska_h($label) . '</span><input type="text" name="' . $base . '[' . $key . ']" value="' . elaska_h($value) . '" maxlength="' . $max . '"' . ($more !== '' ? ' ' . $more : '') . '></label>';
}

function elaska_line_check(string $base, string $key, string $label, bool $on, string $more = ''): string
{
    return '<label class="elaska-check"><input type="checkbox" name="' . $base . '[' . $key . ']" value="1"' . ($on ? ' checked' : '') . ($more !== '' ? ' ' . $more : '') . '> ' . elaska_h($label) . '</label>';
}

/** Colours of the badges: names, since themes give the tones. */
function elaska_line_colours(string $base, string $value, bool $none): string
{
    $out = '<fieldset class="elaska-swatches"><legend>' . elaska_t('ElaskaColour') . '</legend>';
    foreach ($none ? array_merge(array(''), ELASKA_COLOURS) : ELASKA_COLOURS as $colour) {
        $words = elaska_t('ElaskaColour_' . ($colour === '' ? 'none' : $colour));
        $out .= '<label class="elaska-c-' . ($colour === '' ? 'none' : $colour) . '" title="' . $words . '"><input type="radio" name="' . $base . '[colour]" value="' . $colour . '"' . ($colour === $value ? ' checked' : '') . '><span class="elaska-sr">' . $words . '</span></label>';
    }
    return $out . '</fieldset>';
}

/** Names of the sprite's pictures, offered while one types. */
function elaska_icon_names(): string
{
    $names = json_decode((string) @file_get_contents(__DIR__ . '/../js/icons.json'), true);
    $out = '<datalist id="elaska-icons">';
    foreach (is_array($names) ? $names : array() as $key => $name) {
        $out .= '<option value="' . elaska_h(is_string($name) ? $name : (string) $key) . '"></option>';
    }
    return $out . '</datalist>';
}

/** Button that adds a line (admin.js), and the line that it adds. */
function elaska_lines_more(string $line): string
{
    return '<template data-elaska-line>' . $line . '</template><p class="elaska-lines-more"><button type="button" hidden data-elaska-add class="elaska-secondary">' . elaska_icon('plus') . ' ' . elaska_t('ElaskaLineAdd') . '</button></p>';
}

/** End of a form of lines: what was cut before this is noticed; somebody else's change may be overruled. */
function elaska_lines_end(?Elaska\Exception $error, int $version): string
{
    $out = '<input type="hidden" name="whole" value="1"><div class="elaska-buttons"><button type="submit" class="button button-save">' . elaska_t('Save') . '</button>';
    if ($error !== null && $error->getKey() === 'conflict.version') {
        $out .= '<button type="submit" class="elaska-secondary" name="over" value="' . $version . '">' . elaska_t('ElaskaSaveOver') . '</button>';
    }
    return $out . '</div>';
}

/** Version that the form was shown with, or the one that its author agreed to overrule. */
function elaska_lines_version(): int
{
    return (int) (elaska_in('over') !== '' ? elaska_in('over') : elaska_in('version'));
}

/** Menu at the left: name, address, a figure. @param list<array{url: string, label: string, figure: string, on: bool, off?: bool}> $rows */
function elaska_side_menu(array $rows, string $title): string
{
    $out = '<nav class="elaska-side" aria-label="' . elaska_h($title) . '"><ul>';
    foreach ($rows as $row) {
        $out .= '<li><a href="' . elaska_h($row['url']) . '"' . ($row['on'] ? ' aria-current="page"' : '') . (empty($row['off']) ? '' : ' class="elaska-off"') . '><span>' . elaska_h($row['label']) . '</span>'
            . '<span class="elaska-num elaska-quiet">' . elaska_h($row['figure']) . '</span></a></li>';
    }
    return $out . '</ul></nav>';
}
