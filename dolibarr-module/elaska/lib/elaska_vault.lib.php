<?php
/*
 * The vault of a client as an adviser sees it: the door, what is inside, the bytes of one document. The key of an open one is
 * kept in the session, on the server; the core says how long it is good. Source: DOC-13, SEC-04.
 */
require_once DOL_DOCUMENT_ROOT . '/core/lib/security2.lib.php';

/** @return array<string,string> the key of this session, where it has one */
function elaska_vault_key(int $client): array
{
    $key = $_SESSION['elaska_vault'][$client] ?? '';
    return is_string($key) && $key !== '' ? array('key' => $key) : array();
}

/** Tabs of a client, with that of the vault where something of it was opened to this user. @return list<array<int,string>> */
function elaska_client_head(Elaska\Office $office, Societe $soc): array
{
    $head = societe_prepare_head($soc);
    try {
        $office->call('vault.state', array('client' => (int) $soc->id));
        $head[] = array(elaska_url('vault_tab.php', array('socid' => (int) $soc->id)), elaska_words('ElaskaTabVault'), 'elaskavault');
    } catch (Elaska\Exception $e) {
        return $head; // nothing of it is his, or no key is at hand: nothing is there
    }
    return $head;
}

/** Dolibarr says whether it is his password; the core counts wrong ones and opens. */
function elaska_vault_enter(Elaska\Office $office, int $client): void
{
    global $user, $conf, $dolibarr_main_authentication;
    $modes = array_diff(explode(',', (string) ($dolibarr_main_authentication ?: 'dolibarr')), array('forceuser', 'http'));
    $typed = (string) GETPOST('password', 'password');
    $login = $typed === '' ? '' : checkLoginPassEntity((string) $user->login, $typed, (int) $conf->entity, $modes ?: array('dolibarr'));
    $opened = $office->call('vault.enter', array('client' => $client, 'proved' => is_string($login) && $login !== '' && $login === $user->login));
    $_SESSION['elaska_vault'] = array($client => (string) $opened['key']);
}

function elaska_vault_close(Elaska\Office $office, int $client): void
{
    $key = elaska_vault_key($client);
    unset($_SESSION['elaska_vault']);
    $office->call('vault.close', array('client' => $client) + $key);
}

/** The bytes of one document, opened while they are sent. @return never */
function elaska_vault_send(Elaska\Office $office, int $client, int $item, bool $view)
{
    $file = elaska_read(static fn (): array => $office->call('vault.get', array('client' => $client, 'item' => $item, 'view' => $view) + elaska_vault_key($client)));
    session_write_close();
    while (ob_get_level() > 0) {
        ob_end_clean();
    }
    header('Content-Type: ' . $file['type']);
    header('Content-Length: ' . (int) $file['size']);
    header('Content-Disposition: ' . ($file['inline'] ? 'inline' : 'attachment') . "; filename*=UTF-8''" . rawurlencode($file['name']));
    header('X-Content-Type-Options: nosniff');
    header("Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'");
    header('Cache-Control: private, no-store');
    $office->pour();
    exit;
}

/** Closed: why, and the password. @param array<string,mixed> $state */
function elaska_vault_door(array $state, string $here, ?Elaska\Exception $error): string
{
    $out = '<section class="elaska-panel elaska-vault-door"><header><h2>' . elaska_icon('lock') . ' ' . elaska_t('ElaskaVaultClosed') . '</h2></header>';
    if ((string) $state['problem'] !== '') {
        return $out . '<p class="elaska-notice elaska-c-red" role="alert">' . elaska_h(elaska_sentence((string) $state['problem'])) . '</p></section>';
    }
    $general = $error !== null && $error->getField() !== 'password' ? '<p class="elaska-notice elaska-c-red" role="alert">' . elaska_h(elaska_sentence($error->getKey())) . '</p>' : '';
    return $out . $general . '<p class="elaska-quiet">' . elaska_t('ElaskaVaultClosedHelp') . '</p>' . elaska_form($here, 'open', 'elaska-form')
        . elaska_row(elaska_words('Password'), 'password', '<input type="password" id="password" name="password" autocomplete="current-password" required autofocus>', $error, true)
        . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('ElaskaVaultOpen') . '</button></div></form></section>';
}

/** @param array<string,mixed> $list of vault.list */
function elaska_vault_inside(array $list, int $client, string $here, int $idle): string
{
    $rows = '';
    foreach ($list['rows'] as $row) {
        $at = static fn (bool $view): string => elaska_url('vault_tab.php', array('socid' => $client, 'item' => (int) $row['id'], 'view' => $view ? 1 : null));
        $name = $row['readable'] ? '<a href="' . elaska_h($at(true)) . '" target="_blank" data-elaska-vault-read>' . elaska_h($row['name']) . '</a>' : elaska_h($row['name']);
        $rows .= '<tr class="oddeven"><td data-label="' . elaska_t('Name') . '"><strong>' . $name . '</strong>' . ($row['description'] !== '' ? '<br><span class="elaska-quiet">' . elaska_lines($row['description']) . '</span>' : '') . '</td><td class="right elaska-num" data-label="' . elaska_t('ElaskaDocumentSize') . '">' . elaska_h(elaska_size((int) $row['size']))
            . '</td><td data-label="' . elaska_t('ElaskaDocumentDeposited') . '">' . elaska_moment($row['at']) . '</td><td class="right">' . elaska_link($at(false), elaska_words('ElaskaDocumentDownload'), 'elaska-second') . '</td></tr>';
    }
    return '<div data-elaska-vault="' . $idle . '"><div class="elaska-vault-bar"><p class="elaska-quiet">' . elaska_t('ElaskaVaultInside') . '</p><div class="elaska-vault-left"><span class="elaska-num" data-elaska-vault-left aria-hidden="true" data-text="' . elaska_h(elaska_words('ElaskaVaultLeft', '…')) . '"></span> '
        . elaska_form($here, 'close', 'elaska-inline') . '<button type="submit" class="button">' . elaska_t('ElaskaVaultClose') . '</button></form></div></div>'
        . '<div class="div-table-responsive-no-min"><table class="noborder centpercent elaska-list"><thead><tr class="liste_titre"><th>' . elaska_t('Name') . '</th><th class="right">' . elaska_t('ElaskaDocumentSize') . '</th><th>' . elaska_t('ElaskaDocumentDeposited') . '</th><th></th></tr></thead><tbody>' . $rows . '</tbody></table></div></div>';
}
