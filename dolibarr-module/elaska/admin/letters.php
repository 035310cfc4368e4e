<?php
/*
 * Letter templates: shipped ones and the firm's own, switched on and off, copied, brought back, offered first. Source: DOC-18.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_time.lib.php';
require_once __DIR__ . '/../lib/elaska_template.lib.php';
require_once __DIR__ . '/../lib/elaska_letter.lib.php';

elaska_need('admin');
$langs->load('admin');
$here = elaska_url('admin/letters.php');
$rows = elaska_read(static fn (): array => $office->call('letter.templates'))['rows'];

$kind = array('ops' => 'letter', 'list' => 'admin/letters.php', 'page' => 'admin/letter.php', 'begun' => 'elaska_letter_begun', 'begun_active' => false, 'on' => 'ElaskaSaved', 'off' => 'ElaskaSaved');
$action = elaska_action();
if ($action === 'default' || $action === 'nodefault') {
    elaska_try(static function () use ($office, $action, $here): void {
        $office->call('letter.default', array('code' => elaska_in('code'), 'lang' => elaska_in('side'), 'on' => $action === 'default'));
        elaska_redirect($here, elaska_words('ElaskaSaved'));
    });
} else {
    elaska_definition_act($office, $action, $kind, $rows);
}

llxHeader('', $langs->transnoentities('ElaskaLetters'), '', '', 0, 0, array(), array('/elaska/css/admin.css', '/elaska/css/template.css'));
print load_fiche_titre($langs->trans('ElaskaLetters'), '', 'title_setup');
print elaska_admin_tabs('letters');
print '<p class="elaska-lead">' . elaska_t('ElaskaLettersLead') . '</p>';
print elaska_definition_ask($here, $rows) . elaska_definition_new($here, elaska_words('ElaskaLetterNew'), array_column($rows, 'label', 'code'));
print $rows ? '<div class="div-table-responsive"><table class="noborder centpercent"><tr class="liste_titre"><th>' . elaska_t('ElaskaLetterTemplate') . '</th><th>' . elaska_t('Type') . '</th><th title="' . elaska_t('ElaskaLetterDefaultHelp') . '">'
    . elaska_t('ElaskaLetterLangs') . '</th><th>' . elaska_t('Status') . '</th><th></th></tr>' . implode('', array_map('elaska_letter_row', $rows)) . '</table></div><p class="elaska-small elaska-quiet">' . elaska_t('ElaskaLetterDefaultHelp') . '</p>'
    : elaska_empty(elaska_words('ElaskaLettersNone'));
print dol_get_fiche_end();
llxFooter();
$db->close();
