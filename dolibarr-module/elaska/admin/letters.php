<?php
/*
 * Letter templates: shipped ones and the firm's own, switched on and off, copied, brought back, offered first. Source: DOC-18.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_template.lib.php';
require_once __DIR__ . '/../lib/elaska_letter.lib.php';

elaska_need('admin');
$langs->load('admin');
$here = elaska_url('admin/letters.php');
$rows = elaska_read(static fn (): array => $office->call('letter.templates'))['rows'];
$taken = array_column($rows, 'code');
$names = array_column($rows, 'label', 'code');

$action = elaska_action();
$code = elaska_in('code');
if ($action === 'new') {
    elaska_try(static function () use ($office, $taken): void {
        $name = elaska_in('name');
        $made = elaska_template_code($name, $taken);
        if ($name === '') {
            setEventMessages(elaska_sentence('field.required'), null, 'errors');
            return;
        }
        if (in_array(elaska_in('from'), $taken, true)) {
            $office->call('letter.copy', array('code' => elaska_in('from'), 'to' => $made, 'label' => $name));
        } else {
            $office->call('letter.save', array('body' => elaska_letter_begun($made, $name), 'version' => 0, 'active' => false));
        }
        elaska_redirect(elaska_url('admin/letter.php', array('code' => $made)));
    });
} elseif ($action === 'copy') {
    elaska_try(static function () use ($office, $code, $taken, $names): void {
        $made = elaska_template_code($code, $taken);
        $office->call('letter.copy', array('code' => $code, 'to' => $made, 'label' => elaska_words('ElaskaTemplateCopyOf', (string) ($names[$code] ?? $code))));
        elaska_redirect(elaska_url('admin/letter.php', array('code' => $made)));
    });
} elseif ($action === 'on' || $action === 'off') {
    elaska_try(static function () use ($office, $code, $action, $here): void {
        $office->call('letter.active', array('code' => $code, 'active' => $action === 'on'));
        elaska_redirect($here, elaska_words('ElaskaSaved'));
    });
} elseif ($action === 'default' || $action === 'nodefault') {
    elaska_try(static function () use ($office, $code, $action, $here): void {
        $office->call('letter.default', array('code' => $code, 'lang' => elaska_in('side'), 'on' => $action === 'default'));
        elaska_redirect($here, elaska_words('ElaskaSaved'));
    });
} elseif ($action === 'revert' || $action === 'delete') {
    elaska_try(static function () use ($office, $code, $action, $here): void {
        $office->call('letter.' . $action, array('code' => $code));
        elaska_redirect($here, elaska_words('ElaskaSaved'));
    });
}

llxHeader('', $langs->transnoentities('ElaskaLetters'), '', '', 0, 0, array(), array('/elaska/css/admin.css', '/elaska/css/template.css'));
print load_fiche_titre($langs->trans('ElaskaLetters'), '', 'title_setup');
print elaska_admin_tabs('letters');
print '<p class="elaska-lead">' . elaska_t('ElaskaLettersLead') . '</p>';
print elaska_form($here, 'new', 'elaska-template-new') . '<label for="name">' . elaska_t('ElaskaLetterNew') . '</label><input type="text" id="name" name="name" required maxlength="120" value="' . elaska_h(elaska_value('name')) . '">'
    . '<label for="from">' . elaska_t('ElaskaTemplateFrom') . '</label>' . elaska_select('from', $names, '', elaska_words('ElaskaTemplateBlank')) . '<button type="submit" class="butAction">' . elaska_t('Create') . '</button></form>';
print $rows ? '<div class="div-table-responsive"><table class="noborder centpercent"><tr class="liste_titre"><th>' . elaska_t('ElaskaLetterTemplate') . '</th><th>' . elaska_t('Type') . '</th><th title="' . elaska_t('ElaskaLetterDefaultHelp') . '">'
    . elaska_t('ElaskaLetterLangs') . '</th><th>' . elaska_t('Status') . '</th><th></th></tr>' . implode('', array_map('elaska_letter_row', $rows)) . '</table></div><p class="elaska-small elaska-quiet">' . elaska_t('ElaskaLetterDefaultHelp') . '</p>'
    : elaska_empty(elaska_words('ElaskaLettersNone'));
print dol_get_fiche_end();
llxFooter();
$db->close();
