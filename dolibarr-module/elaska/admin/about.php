<?php
/*
 * What runs here: versions, licences, libraries, and where to get help, ready to be copied into a question.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';

elaska_need('admin');
$versions = array(
    'ElaskaVersionModule' => (string) require __DIR__ . '/../version.php',
    'ElaskaVersionExtension' => Elaska\Version::core(),
    'ElaskaVersionTables' => Elaska\Schema::version(),
    'ElaskaVersionDolibarr' => DOL_VERSION,
    'ElaskaVersionPhp' => PHP_VERSION . ' (' . PHP_SAPI . ')',
    'ElaskaVersionDatabase' => (string) $db->getVersion(),
    'ElaskaVersionSystem' => php_uname('s') . ' ' . php_uname('r') . ' ' . php_uname('m'),
);
$licences = array('ElaskaLicenceModule' => 'GPL-3.0-or-later', 'ElaskaLicenceCore' => 'MIT', 'ElaskaLicenceWorkers' => 'MIT');
$libraries = array(
    'MariaDB Connector/C' => 'LGPL-2.1-or-later', 'libsodium' => 'ISC', 'Jansson' => 'MIT', 'libharu' => 'Zlib', 'libqrencode' => 'LGPL-2.1-or-later', 'libuv' => 'MIT', 'libcurl' => 'curl', 'libsystemd' => 'LGPL-2.1-or-later', 'Inter' => 'OFL-1.1', 'React' => 'MIT',
    'Mantine' => 'MIT', 'Tabler Icons' => 'MIT', 'TanStack Query, Router' => 'MIT', 'i18next' => 'MIT', 'Workbox' => 'MIT',
);
$copy = "eLaska\n";
foreach ($versions as $label => $value) {
    $copy .= $langs->transnoentitiesnoconv($label) . ' : ' . $value . "\n";
}

llxHeader('', $langs->transnoentities('ElaskaTabAbout') . ' - eLaska', '', '', 0, 0, array('/elaska/js/admin.js'), array('/elaska/css/admin.css'));
print load_fiche_titre('eLaska', '', 'fa-business-time');
print elaska_admin_tabs('about');
print '<p class="elaska-lead">' . elaska_t('ElaskaDescriptionLong') . '</p><div class="elaska-panels">';
print '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaVersions') . '</h2><button type="button" class="elaska-reset" data-elaska-copy="' . elaska_h($copy) . '" data-done="' . elaska_t('ElaskaCopied') . '">'
    . elaska_t('ElaskaCopyVersions') . '</button></header><dl class="elaska-facts">';
foreach ($versions as $label => $value) {
    print '<dt>' . elaska_t($label) . '</dt><dd class="elaska-break">' . elaska_h($value) . '</dd>';
}
print '</dl></section><section class="elaska-panel"><header><h2>' . elaska_t('ElaskaHelpTitle') . '</h2></header><ul class="elaska-help-list">';
print '<li>' . elaska_link(elaska_url('admin/health.php'), $langs->transnoentitiesnoconv('ElaskaMenuHealth')) . '<span>' . elaska_t('ElaskaHelpHealth') . '</span></li>';
print '<li>' . elaska_link(elaska_url('admin/setup.php', array('section' => 'service')), $langs->transnoentitiesnoconv('ElaskaSection_service')) . '<span>' . elaska_t('ElaskaHelpServer') . '</span></li>';
print '<li><strong>' . elaska_t('ElaskaHelpDocs') . '</strong><span>' . elaska_t('ElaskaHelpDocsWhere') . '</span></li>';
print '<li><strong>' . elaska_t('ElaskaHelpAsk') . '</strong><span>' . elaska_t('ElaskaHelpAskHow') . '</span></li></ul></section>';
print '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaLicences') . '</h2></header><dl class="elaska-facts">';
foreach ($licences as $label => $licence) {
    print '<dt>' . elaska_t($label) . '</dt><dd>' . elaska_h($licence) . '</dd>';
}
print '</dl><p class="elaska-quiet">' . elaska_t('ElaskaLicencesFree') . '</p></section>';
print '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaLibraries') . '</h2></header><dl class="elaska-facts">';
foreach ($libraries as $library => $licence) {
    print '<dt>' . elaska_h($library) . '</dt><dd>' . elaska_h($licence) . '</dd>';
}
print '</dl></section></div>';
print dol_get_fiche_end(-1);
llxFooter();
$db->close();
