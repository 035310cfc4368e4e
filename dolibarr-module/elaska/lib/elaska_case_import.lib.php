<?php
/*
 * Import of cases: the file that was posted, the form, what the core says of each line.
 */

/** As much as the core reads. */
const ELASKA_IMPORT_BYTES = 8388608;

/** Bytes of the file, or null where none came. */
function elaska_import_posted(string $field): ?string
{
    $file = $_FILES[$field] ?? null;
    if (!is_array($file) || !is_string($file['tmp_name'] ?? null) || ($file['error'] ?? UPLOAD_ERR_NO_FILE) !== UPLOAD_ERR_OK || !is_uploaded_file($file['tmp_name'])) {
        return null;
    }
    return (string) file_get_contents($file['tmp_name'], false, null, 0, ELASKA_IMPORT_BYTES + 1);
}

/** @param array<string,string> $kinds */
function elaska_import_form(string $here, array $kinds, ?Elaska\Exception $error): string
{
    $file = '<input type="file" id="file" name="file" accept=".csv,.txt,.tsv,text/csv" required>';
    return elaska_form($here, '', 'elaska-form', 'enctype="multipart/form-data"')
        . elaska_row(elaska_words('ElaskaImportFile'), 'file', $file, $error, true, elaska_words('ElaskaImportFileHelp'))
        . elaska_row(elaska_words('ElaskaImportKind'), 'template', elaska_select('template', $kinds, elaska_in('template'), ' '), $error, false, elaska_words('ElaskaImportKindHelp'))
        . elaska_row('', 'good_only', elaska_checkbox('good_only', elaska_in('good_only') === '1', elaska_words('ElaskaImportGoodOnly')), $error, false, elaska_words('ElaskaImportGoodOnlyHelp'))
        . '<div class="elaska-actions"><button type="submit" name="action" value="import" class="butAction">' . elaska_t('ElaskaImport') . '</button> '
        . '<button type="submit" name="action" value="check" class="elaska-second">' . elaska_t('ElaskaImportCheck') . '</button></div></form>';
}

/** @param array<string,mixed> $report */
function elaska_import_report(array $report, bool $check): string
{
    $wrong = (int) $report['wrong_total'];
    $state = $report['made'] > 0 ? elaska_words('ElaskaImportMade', (string) $report['made']) : elaska_words($check && $wrong === 0 ? 'ElaskaImportRight' : 'ElaskaImportNothing');
    $out = '<section class="elaska-panel" role="' . ($wrong ? 'alert' : 'status') . '"><h2>' . elaska_t('ElaskaImportRead', (string) $report['rows'], (string) $wrong) . '</h2><p>' . elaska_h($state) . '</p>';
    if ($report['ignored']) {
        $out .= '<p class="opacitymedium">' . elaska_t('ElaskaImportIgnored', implode(', ', $report['ignored'])) . '</p>';
    }
    if ($report['wrong']) {
        $out .= '<div class="div-table-responsive"><table class="noborder elaska-list elaska-compact"><tr class="liste_titre"><th class="right">' . elaska_t('ElaskaImportLine') . '</th><th>' . elaska_t('ElaskaImportColumn') . '</th><th>' . elaska_t('ElaskaImportValue') . '</th><th>' . elaska_t('ElaskaImportReason') . '</th></tr>';
        foreach ($report['wrong'] as $one) {
            $out .= '<tr class="oddeven"><td class="right elaska-num" data-label="' . elaska_t('ElaskaImportLine') . '">' . (int) $one['line'] . '</td><td data-label="' . elaska_t('ElaskaImportColumn') . '">' . elaska_h($one['column'])
                . '</td><td data-label="' . elaska_t('ElaskaImportValue') . '">' . elaska_h($one['value']) . '</td><td data-label="' . elaska_t('ElaskaImportReason') . '">' . elaska_h(elaska_sentence($one['key'], $one['params'])) . '</td></tr>';
        }
        $out .= '</table></div>';
        $out .= $wrong > count($report['wrong']) ? '<p>' . elaska_t('ElaskaImportMore', (string) ($wrong - count($report['wrong']))) . '</p>' : '';
    }
    return $out . '</section>';
}
