<?php
/*
 * Encryption keys of sensitive data: made, renewed, and the saved copy of the master key tried out. Source: SEC-06, SEC-08.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_keys.lib.php';

elaska_need('admin');
$here = elaska_url('admin/keys.php');
$error = null;
$action = elaska_action();
if ($action === 'create') {
    $error = elaska_try(static function () use ($office): void {
        elaska_keys_create(new Elaska\Settings($office));
    });
    elaska_redirect($here);
}
if ($action === 'renew') {
    $error = elaska_try(static function () use ($office): void {
        setEventMessages(elaska_words('ElaskaKeysRenewed', (string) $office->call('crypt.renew')['version']), null, 'mesgs');
    });
    elaska_redirect($here);
}
if ($action === 'test') {
    $copy = elaska_keys_copy();
    if ($copy === '') {
        setEventMessages(elaska_words('ElaskaKeysTestNone'), null, 'errors');
    } else {
        $error = elaska_try(static function () use ($office, $copy): void {
            setEventMessages(elaska_words('ElaskaKeysTested', (string) $office->call('crypt.test', array('text' => $copy))['opened']), null, 'mesgs');
        });
    }
    elaska_redirect($here);
}

$status = elaska_read(static fn (): array => $office->call('crypt.status'));
$file = ElaskaConfFile::current();
$path = $file->masterKey() !== '' ? $file->masterKey() : $file->usualKey();
$problem = (string) $status['problem'];
llxHeader('', elaska_words('ElaskaKeys'), '', '', 0, 0, array('/elaska/js/admin.js'), array('/elaska/css/admin.css'));
print load_fiche_titre($langs->trans('ElaskaKeys'), '', 'fa-key');
print elaska_admin_tabs('keys');
print '<p class="elaska-lead">' . elaska_t('ElaskaKeysLead') . '</p>' . elaska_keys_state($status);
print '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaKeysTitle') . '</h2></header><dl class="elaska-facts"><dt>' . elaska_t('ElaskaKeysFile') . '</dt><dd><code>' . elaska_h($path) . '</code></dd></dl>';
print elaska_keys_table($status) . elaska_keys_progress($status) . elaska_keys_sealing($status);
if (!$file->exists()) {
    print '<p class="elaska-note">' . elaska_t('ElaskaKeysNeedConf') . ' ' . elaska_link(elaska_url('admin/setup.php', array('section' => 'service')), elaska_words('ElaskaSection_service')) . '</p>';
} elseif (in_array($problem, array('crypt.key_unset', 'crypt.key_missing'), true) && !$status['keys']) {
    print '<p class="elaska-quiet">' . elaska_t('ElaskaKeysCreateHelp', $path, ElaskaConfFile::phpUser()) . '</p>' . elaska_form($here, 'create') . '<button type="submit" class="button">' . elaska_t('ElaskaKeysCreate') . '</button></form>';
}
print '</section>';
if ($problem === '') {
    print '<div class="elaska-panels elaska-below"><section class="elaska-panel"><header><h2>' . elaska_t('ElaskaKeysRenew') . '</h2></header><p class="elaska-quiet">' . elaska_t('ElaskaKeysRenewHelp') . '</p>'
        . elaska_form($here, 'renew', '', elaska_ask(elaska_words('ElaskaKeysRenewAsk'))) . '<button type="submit" class="button">' . elaska_t('ElaskaKeysRenew') . '</button></form></section>';
    print '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaKeysTest') . '</h2></header><p class="elaska-quiet">' . elaska_t('ElaskaKeysTestHelp') . '</p>'
        . elaska_form($here, 'test', '', 'enctype="multipart/form-data"') . '<p><label for="copy">' . elaska_t('ElaskaKeysTestFile') . '</label><br><input type="file" id="copy" name="copy" required></p><button type="submit" class="button">' . elaska_t('ElaskaKeysTestRun') . '</button></form></section>';
    print '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaKeysBackup') . '</h2></header><p class="elaska-quiet">' . elaska_t('ElaskaKeysBackupHelp') . '</p></section></div>';
}
print dol_get_fiche_end(-1);
llxFooter();
$db->close();
