<?php
/*
 * Pieces of the setup pages: tabs, sections of settings, fields with their default, dates to come.
 */
require_once DOL_DOCUMENT_ROOT . '/core/lib/admin.lib.php';
require_once __DIR__ . '/../class/elaskaconffile.class.php';

/**
 * Settings by section, each with the way it is typed. Names, defaults and bounds are the core's (settings.list); what is
 * not named here is Dolibarr's own and only shown.
 */
const ELASKA_SECTIONS = array(
    'firm' => array('ELASKA_ACCENT' => 'colour', 'ELASKA_FIRM_HOURS' => 'lines', 'ELASKA_FIRM_LEGAL' => 'text', 'ELASKA_TZ' => 'zone'),
    'work' => array('ELASKA_CASE_MASK' => 'mask', 'ELASKA_TIMER_WARN_HOURS' => 'hours', 'ELASKA_DEFAULT_VAT' => 'vat', 'ELASKA_GAUGE_WARN_PCT' => 'percent',
        'ELASKA_GAUGE_FULL_PCT' => 'percent', 'ELASKA_GAUGE_NOTIFY_CLIENT' => 'flag', 'ELASKA_ASK_BEFORE_DAYS' => 'days', 'ELASKA_ASK_AFTER_DAYS' => 'days',
        'ELASKA_ARCHIVE_MONTHS' => 'months'),
    'alerts' => array('ELASKA_ALERT_CASE' => 'flag', 'ELASKA_ALERT_CASE_DAYS' => 'days', 'ELASKA_ALERT_CASE_TO' => 'told', 'ELASKA_ALERT_STEP' => 'flag', 'ELASKA_ALERT_STEP_DAYS' => 'days',
        'ELASKA_ALERT_STEP_TO' => 'told', 'ELASKA_ALERT_TASK' => 'flag', 'ELASKA_ALERT_TASK_DAYS' => 'days', 'ELASKA_ALERT_TASK_TO' => 'told', 'ELASKA_ALERT_PIECE' => 'flag',
        'ELASKA_ALERT_PIECE_DAYS' => 'days', 'ELASKA_ALERT_PIECE_TO' => 'told', 'ELASKA_ALERT_ACTION' => 'flag', 'ELASKA_ALERT_ACTION_DAYS' => 'days', 'ELASKA_ALERT_ACTION_TO' => 'told',
        'ELASKA_ALERT_IDLE' => 'flag', 'ELASKA_ALERT_IDLE_DAYS' => 'days', 'ELASKA_ALERT_IDLE_TO' => 'told'),
    'portal' => array('ELASKA_PORTAL_URL' => 'url', 'ELASKA_PORTAL_SHOW_AMOUNTS' => 'flag', 'ELASKA_PORTAL_BILLABLE_ONLY' => 'flag'),
    'documents' => array('ELASKA_UPLOAD_MB' => 'megabytes', 'ELASKA_FILE_TYPES' => 'text', 'ELASKA_CLAMD' => 'text', 'ELASKA_SCAN_HOLD' => 'flag', 'ELASKA_LETTER_BATCH' => 'letters', 'ELASKA_QR' => 'flag', 'ELASKA_QR_LETTERS' => 'flag', 'ELASKA_QR_REPORTS' => 'flag', 'ELASKA_QR_INVOICES' => 'flag', 'ELASKA_QR_PROPOSALS' => 'flag', 'ELASKA_SHARE_DAYS' => 'days', 'ELASKA_SHARE_DAYS_MAX' => 'days', 'ELASKA_SHARE_PASSWORD' => 'protect', 'ELASKA_SHARE_PASSWORD_BANK' => 'protect', 'ELASKA_VAULT' => 'vault', 'ELASKA_VAULT_IDLE' => 'minutes'),
    'security' => array('ELASKA_PASSWORD_MIN' => 'characters', 'ELASKA_SESSION_IDLE_HOURS' => 'hours', 'ELASKA_SESSION_RENEW_DAYS' => 'days', 'ELASKA_INVITE_DAYS' => 'days',
        'ELASKA_RESET_HOURS' => 'hours'),
    'mail' => array('ELASKA_MAIL_FROM' => 'email', 'ELASKA_MAIL_FROM_NAME' => 'text'),
    'service' => array(),
);

/** Values of elaska.conf by section, each with the way it is typed. */
const ELASKA_CONF_SECTIONS = array(
    'mail' => array('smtp_url' => 'text', 'smtp_tls' => 'tls', 'smtp_user' => 'text', 'smtp_password' => 'secret'),
    'service' => array('db_host' => 'text', 'db_port' => 'number', 'db_socket' => 'text', 'db_tls' => 'yesno', 'db_name' => 'text', 'db_user' => 'text', 'db_password' => 'secret',
        'log_level' => 'level'),
);

/** Do links to documents ask for a password? DOC-11. */
const ELASKA_PROTECT = array('required' => 'ElaskaProtectRequired', 'optional' => 'ElaskaProtectOptional', 'none' => 'ElaskaProtectNone');

/** Which clients have a vault? DOC-13. */
const ELASKA_VAULTS = array('individuals' => 'ElaskaVaultIndividuals', 'all' => 'ElaskaVaultAll', 'none' => 'ElaskaVaultNone');

/** Who is told of an alert by mail. */
const ELASKA_TOLD = array('lead' => 'ElaskaToldLead', 'team' => 'ElaskaToldTeam', 'manager' => 'ElaskaToldManager', 'nobody' => 'ElaskaToldNobody');

/** Time zones of people who use this, as POSIX writes them. */
const ELASKA_ZONES = array(
    'CET-1CEST,M3.5.0,M10.5.0/3' => 'ElaskaZoneParis', 'AST4' => 'ElaskaZoneAntilles', '<-03>3' => 'ElaskaZoneGuyane', '<+04>-4' => 'ElaskaZoneReunion',
    '<+03>-3' => 'ElaskaZoneMayotte', '<+11>-11' => 'ElaskaZoneNoumea', '<-10>10' => 'ElaskaZoneTahiti', '<-03>3<-02>,M3.2.0,M11.1.0' => 'ElaskaZoneMiquelon',
    'EST5EDT,M3.2.0,M11.1.0' => 'ElaskaZoneQuebec', 'GMT0BST,M3.5.0/1,M10.5.0' => 'ElaskaZoneLondon', 'UTC0' => 'ElaskaZoneUtc',
);

/** What clamd says of itself at an address; empty when it does not answer like one. */
function elaska_scan_answer(string $address): string
{
    $target = str_starts_with($address, '/') ? 'unix://' . $address : 'tcp://' . $address;
    $socket = $address === '' ? false : @stream_socket_client($target, $code, $words, 3);
    if ($socket === false) {
        return '';
    }
    stream_set_timeout($socket, 3);
    fwrite($socket, "zVERSION\0");
    $answer = rtrim((string) stream_get_contents($socket, 200), "\0\n");
    fclose($socket);
    return str_starts_with($answer, 'ClamAV') ? (string) preg_replace('/[^\x20-\x7E]/', '?', $answer) : '';
}

/** Tabs of the setup pages. */
function elaska_admin_tabs(string $active): string
{
    global $langs;
    $tabs = array();
    foreach (array('setup' => 'ElaskaTabSetup', 'templates' => 'ElaskaTemplates', 'letters' => 'ElaskaLetters', 'folders' => 'ElaskaFolderModels', 'services' => 'ElaskaServices', 'lists' => 'ElaskaLists', 'statuses' => 'ElaskaStatuses', 'fields' => 'ElaskaFields', 'rights' => 'ElaskaKindRights', 'glass' => 'ElaskaGlasses', 'keys' => 'ElaskaKeys', 'health' => 'ElaskaMenuHealth', 'about' => 'ElaskaTabAbout') as $page => $label) {
        if ($page === 'health' || elaska_can('admin') && $page !== 'services' || $page === 'services' && elaska_can('catalogue/manage')) {
            $tabs[] = array(elaska_url('admin/' . $page . '.php'), $langs->transnoentities($label), $page);
        }
    }
    return dol_get_fiche_head($tabs, $active, '', -1, '');
}

/** @return array<string,array{fallback: string, min: int, max: int}> */
function elaska_settings_known(Elaska\Settings $settings): array
{
    $known = array();
    foreach ($settings->list()['rows'] as $row) {
        $known[$row['name']] = array('fallback' => $row['fallback'], 'min' => $row['min'], 'max' => $row['max']);
    }
    return $known;
}

/** @return string value in force */
function elaska_setting_value(string $name, string $fallback): string
{
    $value = getDolGlobalString($name);
    return $value !== '' ? $value : $fallback;
}

/** Stores one value that the core has accepted; the default is stored as nothing, so that it follows a later version. */
function elaska_setting_store(string $name, string $value, string $fallback): bool
{
    global $db, $conf;
    if ($value === '' || $value === $fallback) {
        return dolibarr_del_const($db, $name, $conf->entity) >= 0;
    }
    return dolibarr_set_const($db, $name, $value, 'chaine', 0, '', $conf->entity) > 0;
}

/**
 * Asks the core about every value of a section.
 *
 * @param array<string,string> $values
 * @return array<string,string> what is wrong, by name
 */
function elaska_settings_refused(Elaska\Settings $settings, array $values): array
{
    $refused = array();
    foreach ($values as $name => $value) {
        try {
            $settings->check(array('name' => $name, 'value' => $value));
        } catch (Elaska\Exception $e) {
            $refused[$name] = elaska_error_text($e);
        }
    }
    return $refused;
}

/** What was typed in the fields of a section. @param array<string,string> $types @return array<string,string> */
function elaska_settings_posted(array $types): array
{
    $values = array();
    foreach ($types as $name => $type) {
        if ($type === 'flag') {
            $values[$name] = elaska_in($name) === '1' ? '1' : '0';
        } elseif (array_key_exists($name, $_POST)) {
            $values[$name] = elaska_in($name);
        }
    }
    return $values;
}

/** Name of the value that a refusal of elaska.conf is about ("values/db_port"). */
function elaska_conf_field(Elaska\Exception $e): string
{
    $parts = explode('/', $e->getField());
    return (string) end($parts);
}

/** A row: label, field, help, default with its reset, error. */
function elaska_setting_row(string $name, string $label, string $field, string $help, string $error, string $reset = '', bool $wide = false): string
{
    return '<div class="elaska-row' . ($error !== '' ? ' elaska-row-error' : '') . ($wide ? ' elaska-row-wide' : '') . '">'
        . '<label class="elaska-label" for="' . elaska_h($name) . '">' . elaska_h($label) . '</label><div class="elaska-field">' . $field
        . ($error !== '' ? '<span class="elaska-error" role="alert" id="' . elaska_h($name) . '-error">' . elaska_h($error) . '</span>' : '')
        . ($help !== '' || $reset !== '' ? '<span class="elaska-help elaska-quiet">' . elaska_h($help) . ($help !== '' && $reset !== '' ? ' ' : '') . $reset . '</span>' : '') . '</div></div>';
}

/** A setting of the core with its words. @param array{fallback: string, min: int, max: int} $known */
function elaska_setting_field(string $name, string $type, array $known, string $value, string $error): string
{
    global $langs;
    $fallback = $known['fallback'];
    $help = $langs->transnoentitiesnoconv('ElaskaSetHelp_' . $name);
    $stored = elaska_setting_value($name, $fallback);
    $reset = '';
    if ($stored !== $fallback) {
        $shown = elaska_setting_shown($type, $fallback);
        $words = $shown === '' ? $langs->transnoentitiesnoconv('ElaskaResetEmpty') : $langs->transnoentitiesnoconv('ElaskaResetTo', $shown);
        $reset = '<button type="submit" name="reset" value="' . elaska_h($name) . '" class="elaska-reset" formnovalidate>' . elaska_h($words) . '</button>';
    }
    $label = $langs->transnoentitiesnoconv('ElaskaSet_' . $name);
    return elaska_setting_row($name, $label, elaska_setting_input($name, $type, $value, $known, $error !== ''), $help, $error, $reset, in_array($type, array('lines', 'flag', 'url'), true));
}

/** A value in words, for "back to ...". */
function elaska_setting_shown(string $type, string $value): string
{
    global $langs;
    if ($type === 'flag') {
        return $langs->transnoentitiesnoconv($value === '1' ? 'ElaskaYes' : 'ElaskaNo');
    }
    if ($type === 'told' && isset(ELASKA_TOLD[$value])) {
        return $langs->transnoentitiesnoconv(ELASKA_TOLD[$value]);
    }
    if ($type === 'vault' && isset(ELASKA_VAULTS[$value])) {
        return $langs->transnoentitiesnoconv(ELASKA_VAULTS[$value]);
    }
    if ($type === 'protect' && isset(ELASKA_PROTECT[$value])) {
        return $langs->transnoentitiesnoconv(ELASKA_PROTECT[$value]);
    }
    if ($type === 'zone' && isset(ELASKA_ZONES[$value])) {
        return $langs->transnoentitiesnoconv(ELASKA_ZONES[$value]);
    }
    $unit = elaska_setting_unit($type);
    return ($type === 'vat' ? elaska_vat_short($value) : $value) . ($unit !== '' && $value !== '' ? "\u{a0}" . $unit : '');
}

function elaska_setting_unit(string $type): string
{
    global $langs;
    $units = array('hours' => 'ElaskaUnitHours', 'days' => 'ElaskaUnitDays', 'minutes' => 'ElaskaUnitMinutes', 'months' => 'ElaskaUnitMonths', 'megabytes' => 'ElaskaUnitMegabytes', 'characters' => 'ElaskaUnitCharacters', 'letters' => 'ElaskaUnitLetters');
    return isset($units[$type]) ? $langs->transnoentitiesnoconv($units[$type]) : ($type === 'vat' || $type === 'percent' ? '%' : '');
}

/** "20.000" as "20", "5.500" as "5,5". */
function elaska_vat_short(string $vat): string
{
    return elaska_decimal(preg_match('/^\d+\.\d+$/', $vat) ? rtrim(rtrim($vat, '0'), '.') : $vat);
}

/** @param array{fallback: string, min: int, max: int} $known */
function elaska_setting_input(string $name, string $type, string $value, array $known, bool $wrong): string
{
    global $langs;
    $more = $wrong ? ' aria-invalid="true" aria-describedby="' . elaska_h($name) . '-error"' : '';
    switch ($type) {
        case 'flag':
            return elaska_checkbox($name, $value === '1', $langs->transnoentitiesnoconv('ElaskaSetYes_' . $name), trim($more));
        case 'lines':
            return elaska_textarea($name, $value, 3, trim($more));
        case 'vault':
            return elaska_select($name, array_map(array($langs, 'transnoentitiesnoconv'), ELASKA_VAULTS), $value, '', trim($more));
        case 'protect':
            return elaska_select($name, array_map(array($langs, 'transnoentitiesnoconv'), ELASKA_PROTECT), $value, '', trim($more));
        case 'zone':
            $zones = array_map(array($langs, 'transnoentitiesnoconv'), ELASKA_ZONES);
            return elaska_select($name, $zones + (isset($zones[$value]) ? array() : array($value => $value)), $value, '', trim($more));
        case 'colour':
            return '<input type="color" class="elaska-swatch" value="' . elaska_h(preg_match('/^#[0-9a-f]{6}$/i', $value) ? $value : $known['fallback']) . '" aria-label="'
                . elaska_t('ElaskaPickColour') . '" data-elaska-colour="' . elaska_h($name) . '">' . elaska_input($name, $value, 'text', 'size="9" maxlength="7" spellcheck="false"' . $more);
        case 'mask':
            return elaska_input($name, $value, 'text', 'maxlength="30" spellcheck="false"' . $more)
                . ($wrong ? '' : '<span class="elaska-quiet elaska-small">' . elaska_t('ElaskaMaskExample', elaska_mask_example($value)) . '</span>');
        case 'hours':
        case 'days':
        case 'months':
        case 'megabytes':
        case 'percent':
        case 'characters':
        case 'letters':
            return elaska_input($name, $value, 'number', 'min="' . $known['min'] . '" max="' . $known['max'] . '" step="1"' . $more)
                . '<span class="elaska-quiet">' . elaska_h(elaska_setting_unit($type)) . '</span>';
        case 'vat':
            return elaska_input($name, $wrong ? $value : elaska_vat_short($value), 'text', 'inputmode="decimal" size="6"' . $more) . '<span class="elaska-quiet">%</span>';
    }
    $kind = array('url' => 'url', 'email' => 'email')[$type] ?? 'text';
    return elaska_input($name, $value, $kind, ($kind === 'url' ? 'placeholder="https://espace.exemple.fr" ' : '') . 'autocomplete="off"' . $more);
}

/** The first reference that a numbering mask would give this month. */
function elaska_mask_example(string $mask): string
{
    $text = str_replace(array('{yyyy}', '{yy}', '{mm}'), array(date('Y'), date('y'), date('m')), $mask);
    return (string) preg_replace_callback('/\{(0{1,9})\}/', static fn (array $m): string => str_pad('1', strlen($m[1]), '0', STR_PAD_LEFT), $text);
}

/** A value of elaska.conf with its words; a secret is never shown, only that there is one. */
function elaska_conf_row(string $name, string $type, string $value, bool $hasSecret, string $error): string
{
    global $langs;
    $more = 'autocomplete="off" spellcheck="false"' . ($error !== '' ? ' aria-invalid="true" aria-describedby="' . elaska_h($name) . '-error"' : '');
    $choices = array(
        'tls' => array('required' => 'ElaskaTlsRequired', 'none' => 'ElaskaTlsNone'),
        'yesno' => array('no' => 'ElaskaNo', 'yes' => 'ElaskaYes'),
        'level' => array('info' => 'ElaskaLevelInfo', 'warn' => 'ElaskaLevelWarn', 'error' => 'ElaskaLevelError', 'debug' => 'ElaskaLevelDebug'),
    );
    if (isset($choices[$type])) {
        $field = elaska_select($name, array_map(array($langs, 'transnoentitiesnoconv'), $choices[$type]), $value, '', $more);
    } elseif ($type === 'secret') {
        $field = elaska_input($name, '', 'password', 'autocomplete="new-password" placeholder="' . ($hasSecret ? elaska_t('ElaskaSecretKept') : '') . '"');
    } else {
        $field = elaska_input($name, $value, $type === 'number' ? 'number' : 'text', $more);
    }
    return elaska_setting_row($name, $langs->transnoentitiesnoconv('ElaskaConf_' . $name), $field, $langs->transnoentitiesnoconv('ElaskaConfHelp_' . $name), $error);
}

/** A moment to come ("dans 4 min"), or past, in words. */
function elaska_coming($at): string
{
    global $langs;
    $in = (int) $at - dol_now();
    if (!$at || $in <= 0) {
        return elaska_moment($at);
    }
    $full = dol_print_date((int) $at, 'dayhour', 'tzuser');
    list($key, $n) = $in < 60 ? array('ElaskaInSeconds', $in) : ($in < 3600 ? array('ElaskaInMinutes', intdiv($in + 59, 60))
        : ($in < 172800 ? array('ElaskaInHours', intdiv($in, 3600)) : array('ElaskaInDays', intdiv($in, 86400))));
    return '<time datetime="' . gmdate('Y-m-d\TH:i:s\Z', (int) $at) . '" title="' . elaska_h($full) . '">' . elaska_t($key, (string) $n) . '</time>';
}

/** Attributes of a form that asks before it goes (admin.js). */
function elaska_ask(string $question): string
{
    return 'data-elaska-confirm="' . elaska_h($question) . '" data-elaska-no="' . elaska_t('ElaskaCancelWord') . '"';
}
