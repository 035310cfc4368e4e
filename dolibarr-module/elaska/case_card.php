<?php
/*
 * One case: its cockpit and tabs, opened, changed; its status, how its time is billed, its journal. Source: CASE-01,
 * CASE-02, CASE-11..19, CASE-27, CASE-30, CASE-31, CASE-35..37, TIME-09, TIME-10.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
foreach (array('case', 'case_form', 'case_new', 'services', 'board', 'values', 'cockpit', 'document', 'cockpit_tabs', 'cockpit_act', 'share', 'live') as $elaska_lib) {
    require_once __DIR__ . '/lib/elaska_' . $elaska_lib . '.lib.php';
}

elaska_need('case/read');
$id = GETPOSTINT('id');
$edit = $id > 0 ? (string) (GETPOST('edit', 'aZ09') ?: (GETPOST('action', 'aZ09', 1) === 'edit' ? 'case' : '')) : 'case';
$cases = new Elaska\Cases($office);
$tab = (string) GETPOST('tab', 'aZ09') ?: 'case';
$tab = $tab === 'documents' ? 'docs' : $tab;
$url = elaska_url('case_card.php', array('id' => $id));
$here = elaska_url('case_card.php', array('id' => $id, 'tab' => $tab === 'case' ? null : $tab));
$error = null;
$closing = null;

$action = elaska_action();
if ($action === 'add') {
    $error = elaska_attempt(ELASKA_CASE_FIELDS, static function () use ($office, $cases): void {
        $made = $cases->create(elaska_case_input(true) + elaska_case_new_input($office));
        elaska_redirect(elaska_url('case_card.php', array('id' => $made['id'])), elaska_words('ElaskaCaseCreated', $made['ref']));
    });
} elseif ($action === 'update') {
    $edit = 'case';
    $error = elaska_attempt(ELASKA_CASE_FIELDS, static function () use ($cases, $id, $url): void {
        $cases->update(array('case' => $id, 'version' => (int) elaska_in('version')) + elaska_case_input(false));
        elaska_redirect($url, elaska_words('ElaskaSaved'));
    });
} elseif ($action === 'terms') {
    $edit = 'terms';
    $error = elaska_attempt(ELASKA_CASE_FIELDS, static function () use ($cases, $id, $url): void {
        $answer = $cases->terms(array('case' => $id) + elaska_terms_input() + elaska_posted(array('valid_from' => 'day')));
        elaska_redirect($url, ($answer['applies_from'] ?? null) === null ? elaska_words('ElaskaTermsSaved') : elaska_words('ElaskaTermsSavedFrom', html_entity_decode(elaska_day($answer['applies_from']), ENT_QUOTES)));
    });
} elseif ($action === 'fields') {
    $edit = 'fields';
    $error = elaska_cockpit_fields_save($office, $id, $here);
} elseif ($action === 'status') {
    try {
        $answer = $cases->transition(array('case' => $id, 'to' => elaska_in('to'), 'confirm' => elaska_in('confirm') === '1') + (elaska_in('reason') !== '' ? array('reason' => elaska_in('reason')) : array()));
        elaska_redirect($url, elaska_words('ElaskaCaseNow', (string) $answer['status']['label']));
    } catch (Elaska\Exception $e) {
        if (in_array($e->getKey(), array('case.closing_left', 'case.closing_work'), true)) {
            $closing = $e;
        } else {
            setEventMessages(elaska_error_text($e), null, 'errors');
            elaska_redirect($url);
        }
    }
} elseif ($action === 'delete') {
    elaska_try(static function () use ($cases, $id): void {
        $cases->delete(array('case' => $id, 'version' => (int) elaska_in('version')));
        elaska_redirect(elaska_url('case_list.php'), elaska_words('ElaskaCaseDeleted'));
    });
    elaska_redirect($url);
} elseif (isset(ELASKA_SHARE_ACTS[$action])) {
    $error = elaska_share_act($office, $id, $action, $here);
} elseif ($action !== '') {
    $error = elaska_cockpit_act($office, $id, $action, $here);
}

if ($id <= 0) {
    elaska_need('case/write');
    elaska_time_header(elaska_words('ElaskaMenuCaseNew'), array('/elaska/css/case.css', '/elaska/js/form.css'), array('/elaska/js/form.js'));
    print load_fiche_titre(elaska_t('ElaskaMenuCaseNew'), elaska_link(elaska_url('case_list.php'), elaska_words('BackToList')), 'fa-folder-open');
    print elaska_case_new_page($office, $error);
    llxFooter();
    $db->close();
    exit;
}

$case = elaska_read(static fn (): array => $office->call('case.page', array('case' => $id)));
$GLOBALS['elaska_page_case'] = array('id' => $case['id'], 'ref' => $case['ref'], 'title' => $case['title']);
$body = elaska_read(static fn (): array => array('html' => elaska_cockpit_body($office, $case, $tab, $edit, $here, $error)));
$live = $edit === 'fields' ? array('form') : array();
elaska_time_header($case['ref'] . ' ' . $case['title'], array_merge(array('/elaska/js/board.css', '/elaska/css/case.css'), array_map(static fn (string $n): string => '/elaska/js/' . $n . '.css', $live)), array_merge(array('/elaska/js/board.js', '/elaska/js/case.js'), array_map(static fn (string $n): string => '/elaska/js/' . $n . '.js', $live)));
print elaska_case_head($case, $tab);
if ($closing !== null) {
    print elaska_case_ask_closing($case, $closing);
} elseif (GETPOST('ask', 'aZ09') === 'delete' && elaska_can('case/delete')) {
    print elaska_confirm($url, 'delete', elaska_words('ElaskaCaseAskDelete', $case['ref'], $case['title']), elaska_words('Delete'), $url, array('version' => $case['version']));
}
print $body['html'];
print dol_get_fiche_end();
llxFooter();
$db->close();
