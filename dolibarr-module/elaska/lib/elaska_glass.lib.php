<?php
/*
 * Exceptional access: an administrator opens one document of a level that is not his, for an hour, with a reason. SEC-11.
 */

/** May he ask for it? */
function elaska_glass_may(): bool
{
    return elaska_can('document/break') && elaska_can('admin');
}

/** Opens what the form names and goes to it; a refusal is given back. */
function elaska_glass_break(Elaska\Office $office, int $file): ?Elaska\Exception
{
    return elaska_attempt(array('file', 'reason'), static function () use ($office, $file): void {
        $office->call('document.break', array('file' => $file, 'reason' => elaska_in('reason')));
        elaska_redirect(elaska_url('document_card.php', array('id' => $file)));
    });
}

/** The form; of a document that is known, or of one whose number is typed. */
function elaska_glass_form(string $url, bool $ask, ?Elaska\Exception $error): string
{
    return elaska_form($url, 'break', 'elaska-form')
        . ($ask ? elaska_row(elaska_words('ElaskaDocumentNumber'), 'file', elaska_input('file', elaska_value('file', (string) (GETPOSTINT('file') ?: '')), 'number', 'min="1" step="1" required'), $error, true, elaska_words('ElaskaGlassNumberHelp')) : '')
        . elaska_row(elaska_words('ElaskaReason'), 'reason', elaska_textarea('reason', elaska_value('reason'), 3, 'minlength="10" maxlength="500" required'), $error, true, elaska_words('ElaskaGlassReasonHelp'))
        . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('ElaskaGlassOpen') . '</button></div></form>';
}

/** Stands in place of a document that is not there for him, and ends the page: it says nothing of whether there is one. */
function elaska_glass_door(int $id, string $url, ?Elaska\Exception $error): void
{
    global $db;
    http_response_code(404);
    elaska_time_header(elaska_words('ElaskaGlassTitle'), array('/elaska/css/case.css'));
    print load_fiche_titre(elaska_t('ElaskaGlassTitle'), elaska_link(elaska_url('document_list.php'), elaska_words('BackToList')), 'fa-lock');
    $wrong = $error !== null && elaska_field_of($error) !== 'reason' ? '<p class="elaska-error" role="alert">' . elaska_h(elaska_error_text($error)) . '</p>' : '';
    print '<section class="elaska-panel elaska-vault-door"><header><h2>' . elaska_t('ElaskaGlassOf', (string) $id) . '</h2></header><p>' . elaska_t('ElaskaNotThere') . '</p><p class="elaska-quiet">' . elaska_t('ElaskaGlassHelp') . '</p>' . $wrong . elaska_glass_form($url, false, $error) . '</section>';
    llxFooter();
    $db->close();
    exit;
}

/** The register, newest first. @param list<array<string,mixed>> $rows */
function elaska_glass_register(array $rows): string
{
    $out = '';
    foreach ($rows as $row) {
        $number = (string) (int) $row['file'];
        $out .= '<tr class="oddeven"><td data-label="' . elaska_t('ElaskaGlassAt') . '">' . elaska_moment($row['at']) . '</td><td data-label="' . elaska_t('ElaskaGlassBy') . '">' . elaska_h((string) ($row['by']['name'] ?? '')) . '</td><td class="right elaska-num" data-label="' . elaska_t('ElaskaDocumentNumber') . '">'
            . ($row['open'] ? elaska_link(elaska_url('document_card.php', array('id' => (int) $row['file'])), $number) : $number) . '</td><td data-label="' . elaska_t('ElaskaReason') . '">' . elaska_h((string) $row['reason']) . '</td><td data-label="' . elaska_t('ElaskaGlassUntil') . '">'
            . ((int) $row['until'] > dol_now() ? elaska_mark('ElaskaGlassStill', 'amber') . ' ' : '') . elaska_h(dol_print_date((int) $row['until'], 'dayhour', 'tzuser')) . '</td></tr>';
    }
    if ($out === '') {
        return elaska_empty(elaska_words('ElaskaGlassNone'));
    }
    return '<div class="div-table-responsive-no-min"><table class="noborder centpercent elaska-list"><thead><tr class="liste_titre"><th>' . elaska_t('ElaskaGlassAt') . '</th><th>' . elaska_t('ElaskaGlassBy') . '</th><th class="right">' . elaska_t('ElaskaDocumentNumber') . '</th><th>'
        . elaska_t('ElaskaReason') . '</th><th>' . elaska_t('ElaskaGlassUntil') . '</th></tr></thead><tbody>' . $out . '</tbody></table></div>';
}
