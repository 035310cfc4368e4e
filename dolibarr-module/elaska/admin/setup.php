<?php
/*
 * Settings of eLaska, by section: each value is checked by the core and refused at its field, nothing of a section is kept
 * when one is wrong; a value equal to its default is stored as nothing. What portal and mail worker read is one file,
 * elaska.conf, written here with mode 0600. Source: PLAT-11, SEC-13, SEC-22, decision 15.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_setup.lib.php';
require_once __DIR__ . '/../lib/elaska_alert.lib.php';
require_once __DIR__ . '/../lib/elaska_keys.lib.php';

elaska_need('admin');
$langs->load('admin');
$settings = new Elaska\Settings($office);
$known = elaska_settings_known($settings);
$section = array_key_exists((string) GETPOST('section', 'aZ09'), ELASKA_SECTIONS) ? (string) GETPOST('section', 'aZ09') : 'firm';
$types = ELASKA_SECTIONS[$section];
$here = elaska_url('admin/setup.php', array('section' => $section));
$errors = array();

$action = elaska_action();
if ($action === 'save' && isset($types[elaska_in('reset')])) {
    elaska_setup_store($office, array(elaska_in('reset') => ''), $known);
    elaska_setup_follow($settings, $section);
    elaska_redirect($here, $langs->transnoentitiesnoconv('ElaskaResetDone', $langs->transnoentitiesnoconv('ElaskaSet_' . elaska_in('reset'))));
}
if ($action === 'save') {
    $values = elaska_settings_posted($types);
    $errors = elaska_settings_refused($settings, $values);
    $text = '';
    if (isset(ELASKA_CONF_SECTIONS[$section])) {
        $file = $section === 'service' ? new ElaskaConfFile(elaska_in('conf_file')) : ElaskaConfFile::current();
        list($text, $wrong) = elaska_setup_conf($settings, $file, $section, elaska_setting_value('ELASKA_PORTAL_URL', ''));
        $errors += $wrong;
    }
    if ($section === 'service') {
        $values['ELASKA_CONF_FILE'] = elaska_in('conf_file');
    }
    if (!$errors && elaska_setup_store($office, $values, $known, $text, $file ?? null)) {
        elaska_setup_follow($settings, $section);
        if ($section === 'service' && !elaska_setup_reaches()) {
            setEventMessages($langs->transnoentitiesnoconv('ElaskaDatabaseSilent'), null, 'warnings');
        }
        elaska_redirect($here, $langs->transnoentitiesnoconv('ElaskaSettingsSaved'));
    }
    setEventMessages($errors ? $langs->transnoentitiesnoconv(count($errors) > 1 ? 'ElaskaSettingsRefusedMany' : 'ElaskaSettingsRefused', (string) count($errors))
        : $langs->transnoentitiesnoconv('ElaskaConfNotWritten'), null, 'errors');
}
if ($action === 'scan') {
    $answer = elaska_scan_answer(elaska_setting_value('ELASKA_CLAMD', ''));
    setEventMessages($answer === '' ? $langs->transnoentitiesnoconv('ElaskaScanSilent') : $langs->transnoentitiesnoconv('ElaskaScanAnswers', $answer), null, $answer === '' ? 'errors' : 'mesgs');
    elaska_redirect($here);
}
if ($action === 'defaults') {
    elaska_setup_store($office, array_fill_keys(array_keys($types), ''), $known);
    elaska_setup_follow($settings, $section);
    elaska_redirect($here, $langs->transnoentitiesnoconv('ElaskaDefaultsDone'));
}

llxHeader('', $langs->transnoentities('ElaskaSetupTitle'), '', '', 0, 0, array('/elaska/js/admin.js'), array('/elaska/css/admin.css'));
print load_fiche_titre($langs->trans('ElaskaSetupTitle'), elaska_link(DOL_URL_ROOT . '/admin/modules.php?search_keyword=elaska', '‹ ' . $langs->transnoentities('ElaskaGoToModules')), 'title_setup');
print elaska_admin_tabs('setup') . elaska_keys_alert($office);
$sections = array();
foreach (array_keys(ELASKA_SECTIONS) as $name) {
    $sections[$name] = $langs->transnoentities('ElaskaSection_' . $name);
}
print elaska_views('admin/setup.php', 'section', $sections, $section);
print '<p class="elaska-lead">' . elaska_t('ElaskaSectionHelp_' . $section) . '</p>';
if ($section === 'firm') {
    print elaska_setup_identity();
}
$show = isset(ELASKA_CONF_SECTIONS[$section]) ? elaska_setup_file($settings) : null;
if ($section === 'service') {
    print elaska_setup_service($show);
}
print elaska_form($here, 'save', 'elaska-form elaska-panel', 'data-elaska-keep');
print $section === 'alerts' ? elaska_alert_rules($known, $errors) : '';
foreach ($section === 'alerts' ? array() : $types as $name => $type) {
    print elaska_setting_field($name, $type, $known[$name], elaska_setup_typed($name, $type, elaska_setting_value($name, $known[$name]['fallback'])), $errors[$name] ?? '');
}
if ($show !== null) {
    print elaska_setup_conf_fields($show, $section, $errors);
}
print '<div class="elaska-buttons"><button type="submit" class="button button-save">' . elaska_t('ElaskaSave') . '</button>';
print $section === 'work' ? elaska_link(elaska_url('rates.php'), $langs->transnoentities('ElaskaSeeRates'), 'elaska-quiet') : '';
print '</div></form>';
if ($section === 'documents' && elaska_setting_value('ELASKA_CLAMD', '') !== '') {
    print elaska_post_button($here, 'scan', $langs->transnoentitiesnoconv('ElaskaScanTest'));
}
if (elaska_setup_changed($types, $known)) {
    print elaska_form($here, 'defaults', 'elaska-aside-form', elaska_ask($langs->transnoentitiesnoconv('ElaskaDefaultsAsk', html_entity_decode($sections[$section], ENT_QUOTES))))
        . '<button type="submit" class="elaska-reset">' . elaska_t('ElaskaDefaults') . '</button></form>';
}
print elaska_setup_history($office);
print dol_get_fiche_end(-1);
llxFooter();
$db->close();
