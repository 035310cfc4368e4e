<?php
/*
 * The setup page's work and its panels: storing a section, writing elaska.conf, telling what is left to do on the server.
 */

/** What a field shows: what was just typed, else what is in force. */
function elaska_setup_typed(string $name, string $type, string $stored): string
{
    if ($type === 'flag') {
        return elaska_flag($name, $stored === '1') ? '1' : '0';
    }
    return elaska_in('reset') === '' ? elaska_value($name, $stored) : $stored;
}

/** @param array<string,string> $types @param array<string,array{fallback: string, min: int, max: int}> $known */
function elaska_setup_changed(array $types, array $known): bool
{
    foreach (array_keys($types) as $name) {
        if (elaska_setting_value($name, $known[$name]['fallback']) !== $known[$name]['fallback']) {
            return true;
        }
    }
    return false;
}

/**
 * The new text of elaska.conf for what was typed in this section.
 *
 * @return array{0: string, 1: array<string,string>} text, empty when the file is not to be written; and what is wrong, by field
 */
function elaska_setup_conf(Elaska\Settings $settings, ElaskaConfFile $file, string $section, string $portal): array
{
    global $langs, $conf;
    $typed = array_map('strval', elaska_settings_posted(ELASKA_CONF_SECTIONS[$section]));
    if ($section !== 'service' && !$file->exists() && implode('', array_diff_key($typed, array('smtp_tls' => 1))) === '') {
        return array('', array());
    }
    $problem = $section !== 'service' && !$file->exists() ? 'First' : $file->problem();
    if ($problem !== '') {
        return array('', array($section === 'service' ? 'conf_file' : 'smtp_url' => $langs->transnoentitiesnoconv('ElaskaConfProblem' . $problem, $file->folder(), ElaskaConfFile::phpUser())));
    }
    $values = $typed + array('db_prefix' => MAIN_DB_PREFIX, 'entity' => (string) $conf->entity, 'documents_dir' => DOL_DATA_ROOT, 'portal_url' => $portal);
    try {
        return array($settings->conf(array('current' => $file->read(), 'values' => $values))['text'], array());
    } catch (Elaska\Exception $e) {
        return array('', array(elaska_conf_field($e) => elaska_error_text($e)));
    }
}

/**
 * Keeps what was accepted: constants, journal and file together, or none of them.
 *
 * @param array<string,string> $values
 * @param array<string,array{fallback: string, min: int, max: int}> $known
 */
function elaska_setup_store(Elaska\Office $office, array $values, array $known, string $text = '', ?ElaskaConfFile $file = null): bool
{
    global $db;
    $changes = array();
    $stored = true;
    $db->begin();
    foreach ($values as $name => $value) {
        $fallback = $known[$name]['fallback'] ?? '';
        $before = elaska_setting_value($name, $fallback);
        $after = $value !== '' ? $value : $fallback;
        if ($before !== $after) {
            $changes[] = array('name' => $name, 'from' => $before, 'to' => $after);
            $stored = $stored && elaska_setting_store($name, $value, $fallback);
        }
    }
    if ($text !== '' && $file !== null && $text !== $file->read()) {
        // What stands in it is partly secret: the journal knows that it changed, and nothing more.
        $changes[] = array('name' => ElaskaConfFile::NAME, 'from' => '', 'to' => '');
    }
    try {
        if ($changes) {
            $office->call('event.settings', array('changes' => $changes));
        }
    } catch (Elaska\Exception $e) {
        $stored = false;
    }
    if ($stored && ($text === '' || $file === null || $file->write($text))) {
        return $db->commit() > 0;
    }
    $db->rollback();
    return false;
}

/** The latest changes: what, from what to what, by whom. */
function elaska_setup_history(Elaska\Office $office): string
{
    global $langs;
    $rows = $office->call('event.list', array('object' => 'settings', 'object_id' => 1, 'kinds' => 'settings.changed', 'limit' => 6))['rows'];
    if (!$rows) {
        return '';
    }
    $types = array_merge(...array_values(ELASKA_SECTIONS));
    $out = '<details class="elaska-panel elaska-server"><summary>' . elaska_t('ElaskaSettingsHistory') . '</summary><ul class="elaska-latest">';
    foreach ($rows as $row) {
        $name = (string) ($row['data']['name'] ?? '');
        $label = $name === ElaskaConfFile::NAME ? $langs->transnoentitiesnoconv('ElaskaConf_conf_file') : $langs->transnoentitiesnoconv('ElaskaSet_' . $name);
        $shown = static fn (string $value): string => $value === '' ? '—' : dol_trunc(elaska_setting_shown($types[$name] ?? '', $value), 60);
        $what = $name === ElaskaConfFile::NAME ? '' : elaska_h($shown((string) $row['data']['from'])) . ' → ' . elaska_h($shown((string) $row['data']['to']));
        $out .= '<li><div><span>' . elaska_h($label) . '</span><span class="elaska-quiet elaska-small">' . $what . '</span></div><div><span>' . elaska_h($row['by']['name']) . '</span><span class="elaska-quiet elaska-small">'
            . elaska_moment($row['at']) . '</span></div></li>';
    }
    return $out . '</ul></details>';
}

/** The portal's address stands in the file too: it follows the setting. */
function elaska_setup_follow(Elaska\Settings $settings, string $section): void
{
    global $langs;
    $file = ElaskaConfFile::current();
    if ($section !== 'portal' || !$file->exists() || $file->read() === '') {
        return;
    }
    try {
        $text = $settings->conf(array('current' => $file->read(), 'values' => array('portal_url' => getDolGlobalString('ELASKA_PORTAL_URL'))))['text'];
        $done = $file->problem() === '' && $file->write($text);
    } catch (Elaska\Exception $e) {
        $done = false;
    }
    if (!$done) {
        setEventMessages($langs->transnoentitiesnoconv('ElaskaConfNotFollowed', $file->path), null, 'warnings');
    }
}

/** True when the database accepts the account just typed, as portal and mail service will use it. A kept password is not tried. */
function elaska_setup_reaches(): bool
{
    if (elaska_in('db_password') === '') {
        return true;
    }
    mysqli_report(MYSQLI_REPORT_OFF);
    $link = mysqli_init();
    $link->options(MYSQLI_OPT_CONNECT_TIMEOUT, 3);
    $socket = elaska_in('db_socket');
    $reached = @$link->real_connect($socket !== '' ? 'localhost' : elaska_in('db_host'), elaska_in('db_user'), elaska_in('db_password'), elaska_in('db_name'), (int) elaska_in('db_port') ?: 3306, $socket !== '' ? $socket : null);
    if ($reached) {
        $link->close();
    }
    return $reached;
}

/** What the file holds, and where it is. @return array{file: ElaskaConfFile, values: array<string,string>, secrets: array<string,bool>, problem: array<string,mixed>|null} */
function elaska_setup_file(Elaska\Settings $settings): array
{
    $file = ElaskaConfFile::current();
    $said = $settings->conf(array('current' => $file->read()));
    return array('file' => $file, 'values' => $said['values'], 'secrets' => $said['secrets'], 'problem' => $said['problem']);
}

/** Fields of elaska.conf in this section. @param array<string,mixed> $show @param array<string,string> $errors */
function elaska_setup_conf_fields(array $show, string $section, array $errors): string
{
    global $conf, $langs;
    $out = '';
    $defaults = array('db_host' => (string) ($conf->db->host ?? ''), 'db_port' => (string) ($conf->db->port ?? ''), 'db_name' => (string) ($conf->db->name ?? ''), 'smtp_tls' => 'required',
        'log_level' => 'info', 'db_tls' => 'no');
    if ($section === 'service') {
        $out .= elaska_setting_row('conf_file', $langs->transnoentitiesnoconv('ElaskaConf_conf_file'), elaska_input('conf_file', elaska_value('conf_file', $show['file']->path), 'text', 'spellcheck="false"'),
            $langs->transnoentitiesnoconv('ElaskaConfHelp_conf_file'), $errors['conf_file'] ?? '', '', true);
    } elseif (!$show['file']->exists()) {
        return '<div class="elaska-note elaska-row-wide">' . elaska_t('ElaskaConfFirst') . ' ' . elaska_link(elaska_url('admin/setup.php', array('section' => 'service')), $langs->transnoentities('ElaskaSection_service'))
            . '</div>';
    }
    foreach (ELASKA_CONF_SECTIONS[$section] as $name => $type) {
        $value = $type === 'secret' ? '' : elaska_value($name, $show['values'][$name] ?? ($show['values'] ? ($name === 'smtp_tls' || $type !== 'text' ? $defaults[$name] ?? '' : '') : $defaults[$name] ?? ''));
        $out .= elaska_conf_row($name, $type, $value, !empty($show['secrets'][$name]), $errors[$name] ?? '');
    }
    return $out;
}

/** Who the firm is: Dolibarr's own, only shown. */
function elaska_setup_identity(): string
{
    global $langs, $mysoc;
    $facts = array('ElaskaFirmName' => (string) $mysoc->name, 'ElaskaFirmEmail' => (string) $mysoc->email, 'ElaskaFirmPhone' => (string) $mysoc->phone,
        'ElaskaFirmAddress' => trim(str_replace("\n", ', ', trim((string) $mysoc->address)) . ', ' . trim($mysoc->zip . ' ' . $mysoc->town), ', '));
    $out = '<section class="elaska-panel elaska-identity"><header><h2>' . elaska_t('ElaskaFirmIdentity') . '</h2>'
        . elaska_link(DOL_URL_ROOT . '/admin/company.php', $langs->transnoentities('ElaskaFirmChange')) . '</header><dl class="elaska-facts">';
    foreach ($facts as $label => $value) {
        $out .= '<dt>' . elaska_t($label) . '</dt><dd>' . ($value !== '' ? elaska_h($value) : '<span class="elaska-quiet">' . elaska_t('ElaskaNotSet') . '</span>') . '</dd>';
    }
    return $out . '</dl></section>';
}

/** State of the file, and what is left to do on the server, with the commands. @param array<string,mixed> $show */
function elaska_setup_service(array $show): string
{
    global $conf;
    $file = $show['file'];
    $told = (string) ini_get('elaska.config');
    $steps = array();
    $problem = $file->problem();
    if (!$file->exists()) {
        $steps[] = array('ElaskaStepGrant', "GRANT SELECT, INSERT, UPDATE, DELETE ON `" . ($conf->db->name ?? 'dolibarr') . "`.* TO 'elaska'@'localhost' IDENTIFIED BY '…';");
        $command = in_array($problem, array('NoFolder', 'Folder'), true) ? 'sudo install -d -m 0750 -o ' . ElaskaConfFile::phpUser() . ' ' . $file->folder() : '';
        $steps[] = array($problem === '' ? 'ElaskaStepWrite' : 'ElaskaStepFolder', $command);
    } elseif ($file->open()) {
        $steps[] = array('ElaskaStepMode', 'sudo chmod 0600 ' . $file->path);
    }
    if ($file->exists() && $show['problem'] === null && empty($show['values']['smtp_url'])) {
        $steps[] = array('ElaskaStepMail', '');
    }
    if ($told !== $file->path) {
        $steps[] = array('ElaskaStepIni', 'elaska.config = ' . $file->path);
        $steps[] = array('ElaskaStepReload', 'sudo systemctl reload php' . PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION . '-fpm');
    }
    $steps[] = array('ElaskaStepWorker', 'sudo systemctl enable --now elaska.target');
    $state = $problem !== '' && !$file->exists() ? elaska_mark('ElaskaFileCannot', 'red') : (!$file->exists() ? elaska_mark('ElaskaFileAbsent', 'amber')
        : ($show['problem'] !== null ? elaska_mark('ElaskaFileWrong', 'red') : ($file->open() ? elaska_mark('ElaskaFileOpen', 'amber') : elaska_mark('ElaskaFileReady', 'green'))));
    $out = '<section class="elaska-panel elaska-server"><header><h2>' . elaska_t('ElaskaFileTitle') . '</h2>' . $state . '</header>';
    $out .= '<p><code>' . elaska_h($file->path) . '</code></p>';
    if ($show['problem'] !== null) {
        $out .= '<p class="elaska-error">' . elaska_h(elaska_sentence($show['problem']['key'], $show['problem']['params'])) . '</p>';
    } elseif ($problem !== '') {
        $out .= '<p class="elaska-error">' . elaska_t('ElaskaConfProblem' . $problem, $file->folder(), ElaskaConfFile::phpUser()) . '</p>';
    }
    $out .= '<h3>' . elaska_t('ElaskaStepsTitle') . '</h3><ol class="elaska-steps">';
    foreach ($steps as list($key, $command)) {
        $out .= '<li>' . elaska_t($key) . ($command !== '' ? '<code>' . elaska_h($command) . '</code>' : '') . '</li>';
    }
    return $out . '</ol></section>';
}
