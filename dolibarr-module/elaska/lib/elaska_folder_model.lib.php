<?php
/*
 * Editor of a model of folders: a line for each, how deep it stands said by a number, in the order of the tree. Source:
 * DOC-01.
 */

/** A tree as lines. @param list<array<string,mixed>> $folders @return list<array<string,string>> */
function elaska_folder_lines(array $folders, int $depth = 1): array
{
    $lines = array();
    foreach ($folders as $folder) {
        $lines[] = array('code' => (string) $folder['code'], 'fr' => (string) ($folder['label']['fr'] ?? ''), 'en' => (string) ($folder['label']['en'] ?? ''), 'icon' => (string) ($folder['icon'] ?? ''), 'colour' => (string) ($folder['colour'] ?? ''), 'depth' => (string) $depth,
            'categories' => implode(' ', $folder['categories'] ?? array()), 'visible' => ($folder['visible'] ?? true) ? '1' : '', 'level' => !empty($folder['level']) ? '1' : '', 'year' => !empty($folder['year']) ? '1' : '', 'cases' => !empty($folder['cases']) ? '1' : '');
        $lines = array_merge($lines, elaska_folder_lines($folder['folders'] ?? array(), $depth + 1));
    }
    return $lines;
}

/** Codes for new lines: by them a folder is found again, so that they never change. @param list<array<string,string>> $lines @return list<array<string,string>> */
function elaska_folder_coded(array $lines): array
{
    $taken = array_column($lines, 'code');
    foreach ($lines as &$line) {
        if (($line['code'] ?? '') === '') {
            $line['code'] = elaska_line_code(($line['fr'] ?? '') !== '' ? $line['fr'] : (string) ($line['en'] ?? ''), $taken);
            $line['new'] = '1';
            $taken[] = $line['code'];
        }
    }
    return $lines;
}

/** Lines as a tree. @param list<array<string,string>> $lines @return list<array<string,mixed>> */
function elaska_folder_nested(array $lines, int $depth = 1): array
{
    $nodes = array();
    for ($i = 0, $n = count($lines); $i < $n; $i = $end) {
        $line = $lines[$i];
        for ($end = $i + 1; $end < $n && (int) ($lines[$end]['depth'] ?? 1) > $depth; $end++) {
            continue;
        }
        $node = array('code' => $line['code'], 'label' => elaska_line_label($line) ?: array('fr' => '')) + array_filter(array('icon' => $line['icon'] ?? '', 'colour' => $line['colour'] ?? ''), static fn (string $text): bool => $text !== '');
        $node += empty($line['visible']) ? array('visible' => false) : array();
        $node += !empty($line['level']) ? array('level' => 1) : array();
        $node += !empty($line['year']) ? array('year' => true) : array();
        $node += !empty($line['cases']) ? array('cases' => true) : array();
        $categories = preg_split('/[\s,;]+/', (string) ($line['categories'] ?? ''), -1, PREG_SPLIT_NO_EMPTY) ?: array();
        $node += $categories ? array('categories' => $categories) : array();
        $inside = elaska_folder_nested(array_slice($lines, $i + 1, $end - $i - 1), $depth + 1);
        $nodes[] = $node + ($inside ? array('folders' => $inside) : array());
    }
    return $nodes;
}

/** Names of what goes into it, each a box; codes are the form's. @param array<string,string> $categories @param list<string> $chosen */
function elaska_folder_model_categories(string $base, array $categories, array $chosen): string
{
    $out = '';
    foreach ($categories + array_combine($chosen, $chosen) as $code => $label) {
        $out .= '<label class="elaska-check"><input type="checkbox" name="' . $base . '[categories][]" value="' . elaska_h((string) $code) . '"' . (in_array((string) $code, $chosen, true) ? ' checked' : '') . '> ' . elaska_h($label) . '</label>';
    }
    return '<fieldset class="elaska-folder-categories"><legend>' . elaska_t('ElaskaFolderCategories') . '</legend>' . $out . '</fieldset>';
}

/** What a folder is, in one line: its picture, name, and what sets it apart. @param array<string,string> $line @param array<string,string> $categories @param list<string> $chosen */
function elaska_folder_model_summary(array $line, array $categories, array $chosen): string
{
    $name = str_replace('{year}', dol_print_date(dol_now(), '%Y'), ($line['fr'] ?? '') !== '' ? $line['fr'] : (string) ($line['en'] ?? ''));
    $names = array_map(static fn (string $code): string => $categories[$code] ?? $code, $chosen);
    $marks = (!empty($line['year']) ? elaska_mark('ElaskaFolderYearly') : '') . (!empty($line['cases']) ? elaska_mark('ElaskaFolderCases') : '') . ($line !== array() && empty($line['visible']) ? elaska_mark('ElaskaInternal') : '') . (!empty($line['level']) ? elaska_level_mark(1) : '');
    return '<summary><span class="elaska-folder-picture elaska-c-' . elaska_h(($line['colour'] ?? '') ?: 'none') . '">' . elaska_icon(($line['icon'] ?? '') ?: 'folder') . '</span><span class="elaska-folder-name" data-elaska-named>' . ($name !== '' ? elaska_h($name) : elaska_t('ElaskaFolderNew')) . '</span><span class="elaska-badges">' . $marks . '</span>'
        . '<span class="elaska-quiet elaska-small elaska-folder-takes">' . elaska_h(implode(', ', $names)) . '</span></summary>';
}

/** @param array<string,string> $line @param array<string,string> $categories */
function elaska_folder_model_line(string $i, array $line, int $position, array $categories): string
{
    $base = 'folders[' . $i . ']';
    $depth = max(1, min(4, (int) ($line['depth'] ?? 1)));
    $options = '';
    for ($d = 1; $d <= 4; $d++) {
        $options .= '<option value="' . $d . '"' . ($d === $depth ? ' selected' : '') . '>' . $d . '</option>';
    }
    $new = ($line['code'] ?? '') === '' || !empty($line['new']);
    $chosen = preg_split('/[\s,;]+/', (string) ($line['categories'] ?? ''), -1, PREG_SPLIT_NO_EMPTY) ?: array();
    return '<div class="elaska-line elaska-folder-line" data-depth="' . $depth . '" data-elaska-one>' . elaska_line_place($base, $position) . '<input type="hidden" name="' . $base . '[code]" value="' . elaska_h($line['code'] ?? '') . '">'
        . '<details class="elaska-folder-fold"' . ($new ? ' open' : '') . '>' . elaska_folder_model_summary($line, $categories, $chosen) . '<div class="elaska-folder-fields">'
        . elaska_line_text($base, 'fr', elaska_words('ElaskaInFrench'), $line['fr'] ?? '', 80) . elaska_line_text($base, 'en', elaska_words('ElaskaInEnglish'), $line['en'] ?? '', 80)
        . '<label class="elaska-line-text elaska-line-short"><span>' . elaska_t('ElaskaFolderDepth') . '</span><select name="' . $base . '[depth]" data-elaska-depth>' . $options . '</select></label>'
        . elaska_line_text($base, 'icon', elaska_words('ElaskaIcon'), $line['icon'] ?? '', 31, 'list="elaska-icons"') . elaska_line_colours($base, $line['colour'] ?? '', true)
        . elaska_folder_model_categories($base, $categories, $chosen)
        . '<span class="elaska-line-ends">' . elaska_line_check($base, 'visible', elaska_words('ElaskaSeenByClient'), $line === array() || !empty($line['visible'])) . elaska_line_check($base, 'level', elaska_levels()[1]['label'], !empty($line['level']))
        . elaska_line_check($base, 'year', elaska_words('ElaskaFolderYear'), !empty($line['year'])) . elaska_line_check($base, 'cases', elaska_words('ElaskaFolderCases'), !empty($line['cases'])) . ($new ? '' : elaska_line_check($base, 'remove', elaska_words('ElaskaLineRemove'), false)) . '</span></div></details></div>';
}

/** What it is for, and what can be done with it whole. @param array<string,mixed> $row */
function elaska_folder_model_head(array $row, string $here): string
{
    $for = $row['of'] === 'case' ? elaska_words('ElaskaFolderOfCases') : implode(', ', array_map(static fn (string $kind): string => elaska_words('ElaskaKind_' . $kind), $row['client_kinds']));
    $acts = elaska_post_button($here, 'copy', elaska_words('ElaskaTemplateCopy')) . elaska_post_button($here, $row['active'] ? 'off' : 'on', elaska_words($row['active'] ? 'ElaskaTemplateOff' : 'ElaskaTemplateOn'));
    $acts .= $row['shipped'] && $row['local'] ? elaska_post_button($here, 'revert', elaska_words('ElaskaTemplateRevert')) : '';
    $acts .= !$row['shipped'] ? elaska_post_button($here, 'delete', elaska_words('ElaskaDelete')) : '';
    return '<header class="elaska-model-head"><h2>' . elaska_h($row['label']) . '</h2><p class="elaska-quiet">' . elaska_h($for) . ($row['description'] !== '' ? ' · ' . elaska_h($row['description']) : '') . '</p><div class="elaska-buttons">' . $acts . '</div></header>';
}

/** @param list<array<string,string>> $lines @param array<string,string> $categories */
function elaska_folder_model_form(array $lines, array $categories, string $here, int $version, ?Elaska\Exception $error): string
{
    $out = elaska_form($here, 'save', 'elaska-lines-form') . '<input type="hidden" name="version" value="' . $version . '">';
    if ($error !== null) {
        $told = array_map(static fn (array $p): string => elaska_sentence((string) $p['key'], $p['params'] ?? array()), $error->getDetails()['problems'] ?? array());
        $out .= '<p class="elaska-error" role="alert">' . elaska_h(implode(' ', array_unique($told ?: array(elaska_error_text($error))))) . '</p>';
    }
    $out .= '<div data-elaska-lines>';
    foreach ($lines as $i => $line) {
        $out .= elaska_folder_model_line((string) $i, $line, $i + 1, $categories);
    }
    /* One more at the end for who has no script; with one, it comes when it is asked for. */
    $out .= '<noscript>' . elaska_folder_model_line((string) count($lines), array(), count($lines) + 1, $categories) . '</noscript></div>';
    return $out . elaska_lines_more(elaska_folder_model_line('__n__', array(), 9999, $categories)) . elaska_lines_end($error, $version) . '</form>';
}
