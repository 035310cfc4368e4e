<?php
/*
 * Letters: templates in the setup, the way from a case to a PDF. Source: DOC-18..20.
 */

const ELASKA_LETTER_LANGS = array('fr', 'en');

/**
 * A new template: a greeting, a line to write on, a farewell.
 *
 * @return array<string,mixed>
 */
function elaska_letter_begun(string $code, string $name): array
{
    $doc = static fn (string ...$lines): array => array('type' => 'doc', 'content' => array_map(static fn (string $line): array => array('type' => 'paragraph', 'content' => array(array('type' => 'text', 'text' => $line))), $lines));
    return array(
        'format' => 'elaska.letter/1', 'code' => $code, 'label' => array('fr' => $name, 'en' => $name), 'kind' => 'letter', 'of' => 'case',
        'subject' => array('fr' => 'Votre dossier {{reference_dossier}}', 'en' => 'Your case {{reference_dossier}}'),
        'body' => array('fr' => $doc('Madame, Monsieur,', '…', 'Nous vous prions d’agréer, Madame, Monsieur, l’expression de nos salutations distinguées.')),
    );
}

/** One template as a row of the list. @param array<string,mixed> $row of letter.templates */
function elaska_letter_row(array $row): string
{
    $here = elaska_url('admin/letters.php');
    $hidden = array('code' => $row['code']);
    $marks = elaska_definition_marks($row);
    $langs = array();
    foreach ($row['langs'] as $lang) {
        $first = in_array($lang, $row['defaults'], true);
        $langs[] = elaska_post_button($here, $first ? 'nodefault' : 'default', elaska_words('ElaskaLetterLang_' . $lang) . ($first ? ' ★' : ''), 'elaska-textbutton', $hidden + array('side' => $lang));
    }
    return '<tr class="oddeven' . ($row['active'] ? '' : ' elaska-off') . '"><td>' . elaska_link(elaska_url('admin/letter.php', array('code' => $row['code'])), (string) $row['label'])
        . '<div class="elaska-small elaska-quiet">' . elaska_h($row['description']) . '</div></td><td>' . elaska_t('ElaskaLetterKind_' . $row['kind']) . '</td><td>' . implode(' ', $langs) . '</td><td>' . implode(' ', $marks) . '</td><td class="elaska-letter-acts">'
        . implode(' ', elaska_definition_buttons($here, $row, true)) . '</td></tr>';
}

/** Where the editor of letters stands, with what it opens. @param array<string,mixed> $opened */
function elaska_letter_island(array $opened): string
{
    return '<div data-elaska-letter ' . elaska_endpoint() . ' data-preview="' . elaska_h(dol_buildpath('/elaska/ajax/letter.php', 1)) . '"><script type="application/json">'
        . json_encode($opened, JSON_UNESCAPED_UNICODE | JSON_HEX_TAG | JSON_HEX_AMP) . '</script><noscript>' . elaska_t('ElaskaTemplateNeedsScript') . '</noscript></div>';
}

/**
 * Templates to choose from, the ones offered first before the others.
 *
 * @param list<array<string,mixed>> $rows
 * @return array<string,string>
 */
function elaska_letter_choices(array $rows): array
{
    usort($rows, static fn (array $a, array $b): int => count($b['defaults']) <=> count($a['defaults']));
    $choices = array();
    foreach ($rows as $row) {
        $choices[$row['code']] = $row['label'];
    }
    return $choices;
}

/** Recipient as the page sends it: "contact:12", or lines of one's own. @return array<string,mixed> */
function elaska_letter_recipient(string $chosen, string $lines): array
{
    if ($chosen === 'other') {
        return array('kind' => 'other', 'lines' => array_values(array_filter(array_map('trim', explode("\n", $lines)))));
    }
    list($kind, $id) = explode(':', $chosen . ':');
    return array('kind' => $kind !== '' ? $kind : 'client') + ((int) $id > 0 ? array('id' => (int) $id) : array());
}
