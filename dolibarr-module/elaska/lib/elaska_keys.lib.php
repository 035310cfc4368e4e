<?php
/*
 * Pieces of the page of encryption keys, and the alert that administrators see where sensitive data cannot be read. SEC-08.
 */

/** Nothing to say to somebody else, or while all is well. */
function elaska_keys_alert(Elaska\Office $office): string
{
    if (!elaska_can('admin')) {
        return '';
    }
    $problem = (string) $office->call('crypt.status', array('brief' => true))['problem'];
    return $problem === '' ? '' : '<p class="elaska-notice elaska-c-' . ($problem === 'crypt.key_unset' ? 'amber' : 'red') . '" role="alert"><strong>' . elaska_t('ElaskaKeysAlert') . '</strong> ' . elaska_h(elaska_sentence($problem)) . ' '
        . elaska_link(elaska_url('admin/keys.php'), elaska_words('ElaskaKeysSee')) . '</p>';
}

/** The file named in elaska.conf, made where there is none yet. */
function elaska_keys_create(Elaska\Settings $settings): void
{
    $file = ElaskaConfFile::current();
    if ($file->masterKey() === '') {
        $text = $settings->conf(array('current' => $file->read(), 'values' => array('master_key' => $file->usualKey())))['text'];
        if (!$file->write($text)) {
            setEventMessages(elaska_words('ElaskaConfNotWritten'), null, 'errors');
            return;
        }
    }
    elaska_office()->call('crypt.create');
    setEventMessages(elaska_words('ElaskaKeysCreated'), null, 'mesgs');
}

/** The text of the file that was chosen; empty when none was. */
function elaska_keys_copy(): string
{
    $chosen = $_FILES['copy'] ?? null;
    $ok = is_array($chosen) && ($chosen['error'] ?? 1) === UPLOAD_ERR_OK && is_uploaded_file((string) $chosen['tmp_name']);
    $text = $ok ? trim((string) file_get_contents((string) $chosen['tmp_name'], false, null, 0, 400)) : '';
    return mb_check_encoding($text, 'UTF-8') ? $text : '?';
}

/** @param array<string,mixed> $status of crypt.status */
function elaska_keys_state(array $status): string
{
    $problem = (string) $status['problem'];
    $out = $problem === '' ? '<p class="elaska-notice elaska-c-green">' . elaska_t('ElaskaKeysGood') . '</p>'
        : '<p class="elaska-notice elaska-c-' . ($problem === 'crypt.key_unset' ? 'amber' : 'red') . '" role="alert"><strong>' . elaska_t('ElaskaKeysAlert') . '</strong> ' . elaska_h(elaska_sentence($problem)) . '</p>';
    if ($problem === '' && $status['renew_due']) {
        $out .= '<p class="elaska-notice elaska-c-amber">' . elaska_t('ElaskaKeysDue') . '</p>';
    }
    return $out;
}

/** @param array<string,mixed> $status */
function elaska_keys_table(array $status): string
{
    $colours = array('current' => 'green', 'old' => 'amber', 'retired' => 'slate');
    if (!$status['keys']) {
        return '<p class="elaska-quiet">' . elaska_t('ElaskaKeysNone') . '</p>';
    }
    $out = '<div class="div-table-responsive-no-min"><table class="noborder centpercent elaska-list"><thead><tr class="liste_titre"><th class="right">' . elaska_t('ElaskaKeysVersion') . '</th><th>' . elaska_t('ElaskaKeysState') . '</th><th>'
        . elaska_t('ElaskaKeysSince') . '</th><th class="right">' . elaska_t('ElaskaKeysValues') . '</th></tr></thead><tbody>';
    foreach ($status['keys'] as $key) {
        $out .= '<tr class="oddeven"><td class="right elaska-num" data-label="' . elaska_t('ElaskaKeysVersion') . '">' . (int) $key['version'] . '</td><td data-label="' . elaska_t('ElaskaKeysState') . '">' . elaska_mark('ElaskaKeysState_' . $key['state'], $colours[$key['state']] ?? 'slate') . '</td><td data-label="' . elaska_t('ElaskaKeysSince') . '">' . elaska_moment($key['created_at'])
            . '</td><td class="right elaska-num" data-label="' . elaska_t('ElaskaKeysValues') . '">' . elaska_h(price((int) $key['values'], 0, '', 1, 0, 0)) . '</td></tr>';
    }
    return $out . '</tbody></table></div>';
}

/** How far the values are that older keys still encrypt. @param array<string,mixed> $status */
function elaska_keys_progress(array $status): string
{
    $left = (int) $status['left'];
    if ($left === 0) {
        return '';
    }
    $all = array_sum(array_map('intval', array_column($status['keys'], 'values')));
    $done = $all > 0 ? (int) floor(100 * ($all - $left) / $all) : 0;
    return '<p>' . elaska_t('ElaskaKeysLeft', price($left, 0, '', 1, 0, 0)) . '</p><progress class="elaska-keys-progress" max="100" value="' . $done . '">' . $done . ' %</progress>';
}

/** How far values are looked for that were entered before their field became sensitive. @param array<string,mixed> $status */
function elaska_keys_sealing(array $status): string
{
    $sealing = $status['sealing'] ?? null;
    if ($sealing === null || $status['problem'] !== null) {
        return '';
    }
    if ((int) $sealing['ended_at'] > 0) {
        return '<p class="elaska-quiet">' . elaska_t('ElaskaKeysSealed', price((int) $sealing['sealed'], 0, '', 1, 0, 0)) . ' ' . elaska_moment($sealing['ended_at']) . '</p>';
    }
    $total = max(1, (int) $sealing['total']);
    $done = (int) floor(100 * min($total, (int) $sealing['looked']) / $total);
    return '<p>' . elaska_t('ElaskaKeysSealing', price((int) $sealing['looked'], 0, '', 1, 0, 0), price((int) $sealing['total'], 0, '', 1, 0, 0)) . '</p><progress class="elaska-keys-progress" max="100" value="' . $done . '" aria-label="' . elaska_t('ElaskaKeysSealingTitle') . '">' . $done . ' %</progress>';
}
