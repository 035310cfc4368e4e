<?php
/*
 * What every page, hook and trigger of the module starts from: the office of the acting user, rights, addresses,
 * messages. Pages check nothing that the core has not checked: they ask, and show what it answers.
 */
require_once __DIR__ . '/../class/elaskaconffile.class.php';
require_once __DIR__ . '/elaska_html.lib.php';
require_once __DIR__ . '/elaska_form.lib.php';

/** @return string address of a page of the module, with its parameters */
function elaska_url(string $page, array $params = array()): string
{
    $query = http_build_query(array_filter($params, static fn ($v) => $v !== null && $v !== ''), '', '&', PHP_QUERY_RFC3986);
    return dol_buildpath('/elaska/' . $page, 1) . ($query !== '' ? '?' . $query : '');
}

/** True when the acting user has a right, by the name that the core knows ("time/own"). */
function elaska_can(string ...$rights): bool
{
    global $user;
    foreach ($rights as $right) {
        $parts = explode('/', $right);
        if (isset($parts[1]) ? $user->hasRight('elaska', $parts[0], $parts[1]) : $user->hasRight('elaska', $parts[0])) {
            return true;
        }
    }
    return false;
}

/** @return void ends the page for whoever has none of these rights */
function elaska_need(string ...$rights): void
{
    if (!elaska_can(...$rights)) {
        accessforbidden();
    }
}

/**
 * The acting user as the core sees one.
 *
 * @param bool $whole for guards that must see every link, whatever the user may see
 * @return array<string,mixed>
 */
function elaska_actor(User $who, bool $whole = false): array
{
    global $conf, $langs;
    $rights = Elaska\Office::rights();
    if (!$whole) {
        $rights = array_values(array_filter($rights, static function (string $name) use ($who): bool {
            $parts = explode('/', $name);
            return (bool) (isset($parts[1]) ? $who->hasRight('elaska', $parts[0], $parts[1]) : $who->hasRight('elaska', $parts[0]));
        }));
    }
    return array(
        'user_id' => max(1, (int) $who->id),
        'entity' => max(1, (int) $conf->entity),
        'lang' => (string) $langs->defaultlang,
        'rights' => $rights,
        'reads' => elaska_reads($who, $whole),
        'own_clients_only' => !$whole && !$who->hasRight('societe', 'client', 'voir'),
        'soc_entities' => array_values(array_unique(array_map('intval', explode(',', (string) getEntity('societe'))))),
        'documents' => (string) DOL_DATA_ROOT,
        'master_key' => ElaskaConfFile::current()->masterKey(),
        'ip' => filter_var($_SERVER['REMOTE_ADDR'] ?? '', FILTER_VALIDATE_IP) ? $_SERVER['REMOTE_ADDR'] : null,
        'user_agent' => function_exists('mb_scrub') ? mb_scrub((string) ($_SERVER['HTTP_USER_AGENT'] ?? ''), 'UTF-8') : null,
    );
}

/** What of Dolibarr's own a user may read there: fields that lead to it name it for him. @return list<string> */
function elaska_reads(User $who, bool $whole): array
{
    $needs = array('contact' => array('societe', 'contact', 'lire'), 'contract' => array('contrat', 'lire'), 'project' => array('projet', 'lire'), 'ticket' => array('ticket', 'read'));
    return array_keys(array_filter($needs, static fn (array $need): bool => $whole || (bool) $who->hasRight(...$need)));
}

/** The door to the core for the acting user, on the page's own connection. */
function elaska_office(?User $who = null, bool $whole = false): Elaska\Office
{
    global $db, $user;
    return new Elaska\Office($db, elaska_actor($who ?? $user, $whole));
}

/**
 * Why the module cannot work now: key of a sentence of elaska.lang, empty when all is well.
 */
function elaska_problem(): string
{
    global $db;
    static $known = null;
    if ($known !== null) {
        return $known;
    }
    if (!extension_loaded('elaska')) {
        return $known = 'ElaskaExtensionAbsent';
    }
    try {
        Elaska\Version::expect((string) require __DIR__ . '/../version.php');
        Elaska\Schema::ready($db);
    } catch (Elaska\Exception $e) {
        dol_syslog('elaska: ' . $e->getKey() . ' ' . $e->getMessage(), LOG_ERR);
        $known = array('schema.newer' => 'ElaskaSchemaNewer', 'schema.started' => 'ElaskaSchemaStarted', 'version.mismatch' => 'ElaskaVersionsDiffer')[$e->getKey()] ?? '';
        return $known = $known ?: (strpos($e->getKey(), 'db.') === 0 ? 'ElaskaDatabaseAway' : 'ElaskaUpdateNeeded');
    } catch (Throwable $e) {
        // An extension so old that it lacks a class.
        dol_syslog('elaska: ' . $e->getMessage(), LOG_ERR);
        return $known = 'ElaskaVersionsDiffer';
    }
    return $known = '';
}

/** @return never the page shown instead of one that cannot work: what is wrong and what to do */
function elaska_page_away(string $problem)
{
    global $db, $user;
    $versions = array(
        elaska_words('ElaskaModuleVersion') => (string) require __DIR__ . '/../version.php',
        elaska_words('ElaskaExtensionVersion') => elaska_words('ElaskaNotLoaded'),
    );
    try {
        $versions[elaska_words('ElaskaExtensionVersion')] = Elaska\Version::core();
        $versions[elaska_words('ElaskaSchemaVersion')] = Elaska\Schema::version();
    } catch (Error $e) {
        // Not there, or so old that it cannot say.
        dol_syslog('elaska: ' . $e->getMessage(), LOG_WARNING);
    }
    http_response_code(503);
    llxHeader('', 'eLaska');
    print load_fiche_titre('eLaska', '', 'fa-business-time');
    print '<div class="elaska-away" role="alert"><h2>' . elaska_t($problem) . '</h2>';
    print '<p>' . elaska_t($problem . 'Help') . '</p><dl>';
    foreach ($versions as $label => $value) {
        print '<dt>' . elaska_h($label) . '</dt><dd>' . elaska_h($value) . '</dd>';
    }
    print '</dl>';
    if (!empty($user->admin)) {
        print '<p><a class="butAction" href="' . DOL_URL_ROOT . '/admin/modules.php?search_keyword=elaska">' . elaska_t('ElaskaGoToModules') . '</a></p>';
    }
    print '</div>';
    llxFooter();
    $db->close();
    exit;
}

/** A message key of the core with its values, in the user's language. */
function elaska_sentence(string $key, array $params = array()): string
{
    global $langs;
    $langs->load('elaska@elaska');
    $name = 'ElaskaErr_' . str_replace('.', '_', $key);
    $text = $langs->transnoentitiesnoconv($name);
    if ($text === $name) {
        // A sentence that is missing must not hide that something was refused.
        return $langs->transnoentitiesnoconv('ElaskaRefused') . ' (' . $key . ')';
    }
    foreach ($params as $param => $value) {
        $text = str_replace('{' . $param . '}', (string) $value, $text);
    }
    return $text;
}

/** What a refusal of the core says to people. */
function elaska_error_text(Throwable $e): string
{
    global $langs;
    if ($e instanceof Elaska\Exception) {
        if ($e->getStatus() === 'internal' || $e->getStatus() === 'permanent') {
            dol_syslog('elaska: ' . $e->getKey() . ' ' . $e->getMessage(), LOG_ERR);
        }
        return elaska_sentence($e->getKey(), $e->getParams());
    }
    dol_syslog('elaska: ' . get_class($e) . ' ' . $e->getMessage(), LOG_ERR);
    return $langs->transnoentitiesnoconv('ElaskaRefused');
}

/**
 * The action that this request asks for: only by POST, only with the session's token.
 */
function elaska_action(): string
{
    if (($_SERVER['REQUEST_METHOD'] ?? 'GET') !== 'POST') {
        return '';
    }
    $given = (string) GETPOST('token', 'alpha', 2);
    return $given !== '' && hash_equals((string) currentToken(), $given) ? (string) GETPOST('action', 'aZ09', 2) : '';
}

/** @return never goes on with another page, the usual end of an action that worked */
function elaska_redirect(string $url, string $message = '')
{
    if ($message !== '') {
        setEventMessages($message, null, 'mesgs');
    }
    header('Location: ' . $url, true, 303);
    exit;
}

/**
 * Runs an action; a refusal is shown to the user and given back, so that the page can show it at its field.
 *
 * @param callable(): void $do
 */
function elaska_try(callable $do): ?Elaska\Exception
{
    try {
        $do();
    } catch (Elaska\Exception $e) {
        setEventMessages(elaska_error_text($e), null, 'errors');
        return $e;
    }
    return null;
}

/**
 * Reads what a page is about; what is refused or not there ends the page in Dolibarr's own way.
 *
 * @param callable(): array<string,mixed> $read
 * @return array<string,mixed>
 */
function elaska_read(callable $read): array
{
    global $langs;
    try {
        return $read();
    } catch (Elaska\Exception $e) {
        if ($e->getStatus() === 'not_found') {
            http_response_code(404);
            accessforbidden($langs->transnoentities('ElaskaNotThere'), 1, 1, 1);
        }
        if ($e->getStatus() === 'denied') {
            accessforbidden();
        }
        accessforbidden(elaska_h(elaska_error_text($e)), 1, 1, 1);
    }
    return array();
}

/** Many entries changed at once: what went, and why the rest did not. */
function elaska_say_bulk(array $answer, string $doneKey): void
{
    global $langs;
    $done = count($answer['done'] ?? array());
    if ($done > 0) {
        setEventMessages($langs->transnoentitiesnoconv($done > 1 ? $doneKey . 'Many' : $doneKey, (string) $done), null, 'mesgs');
    }
    $reasons = array();
    foreach ($answer['failed'] ?? array() as $failed) {
        $text = elaska_sentence($failed['key'], $failed['params'] ?? array());
        $reasons[$text] = ($reasons[$text] ?? 0) + 1;
    }
    foreach ($reasons as $text => $count) {
        setEventMessages(($count > 1 ? $langs->transnoentitiesnoconv('ElaskaEntriesCount', (string) $count) . ' : ' : '') . elaska_h($text), null, 'errors');
    }
}

/** Native objects that our rows hang on: name of the link by Dolibarr's element. */
const ELASKA_LINKED = array('societe' => 'client', 'project' => 'project', 'project_task' => 'task', 'ticket' => 'ticket', 'user' => 'user',
    'contact' => 'contact', 'contrat' => 'contract', 'facture' => 'invoice');

/**
 * Why a native object may not be deleted: what of ours hangs on it, as HTML; empty when nothing does. Asked with every
 * right, since what the user may not see must not be lost either. PLAT-23.
 *
 * @param string $object a value of ELASKA_LINKED
 */
function elaska_still_linked(string $object, int $id): string
{
    global $langs;
    $langs->load('elaska@elaska');
    $links = elaska_office(null, true)->call('case.links', array('object' => $object, 'id' => $id));
    $parts = array();
    $names = array();
    foreach ($links['rows'] as $case) {
        $names[] = elaska_h($case['ref'] . ' ' . $case['title']);
    }
    $more = $links['cases'] - count($names);
    if ($links['cases'] > 0) {
        $parts[] = ($names ? elaska_t($links['cases'] > 1 ? 'ElaskaLinkedCases' : 'ElaskaLinkedCase') . ' ' . implode(', ', $names) : '')
            . ($more > 0 ? ' ' . elaska_t($names ? 'ElaskaLinkedMore' : 'ElaskaLinkedOnly', (string) $more) : '');
    }
    foreach (array('entries' => 'ElaskaLinkedEntr', 'timers' => 'ElaskaLinkedTimer', 'accounts' => 'ElaskaLinkedAccess', 'lines' => 'ElaskaLinkedLine') as $name => $key) {
        if ($links[$name] > 0) {
            $parts[] = elaska_t($links[$name] > 1 ? $key . 'Many' : $key . 'One', (string) $links[$name]);
        }
    }
    return $parts ? elaska_t('ElaskaStillLinked') . ' ' . implode(' ; ', array_map('trim', $parts)) . '.' : '';
}
