<?php
/*
 * One case: opened, changed, read; its status, how its time is billed, its journal. Source: CASE-01, CASE-02, TIME-09,
 * TIME-10.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_case.lib.php';
require_once __DIR__ . '/lib/elaska_case_form.lib.php';

elaska_need('case/read');
$id = GETPOSTINT('id');
$edit = $id > 0 ? (string) (GETPOST('edit', 'aZ09') ?: (GETPOST('action', 'aZ09', 1) === 'edit' ? 'case' : '')) : 'case';
$cases = new Elaska\Cases($office);
$url = elaska_url('case_card.php', array('id' => $id));
$error = null;
$closing = null;

$action = elaska_action();
if ($action === 'add') {
    $error = elaska_attempt(ELASKA_CASE_FIELDS, static function () use ($cases): void {
        $made = $cases->create(elaska_case_input(true));
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
}

if ($id <= 0) {
    elaska_need('case/write');
    elaska_time_header(elaska_words('ElaskaMenuCaseNew'));
    print load_fiche_titre(elaska_t('ElaskaMenuCaseNew'), elaska_link(elaska_url('case_list.php'), elaska_words('BackToList')), 'fa-folder-open');
    print elaska_case_form(elaska_case_new(), $error);
    llxFooter();
    $db->close();
    exit;
}

$case = elaska_read(static fn (): array => $cases->read(array('case' => $id)));
$tab = GETPOST('tab', 'aZ09') === 'timeline' ? 'timeline' : 'case';
$GLOBALS['elaska_page_case'] = array('id' => $case['id'], 'ref' => $case['ref'], 'title' => $case['title']);
elaska_time_header($case['ref'] . ' ' . $case['title']);
print elaska_case_head($case, $tab);
if ($closing !== null) {
    print elaska_case_ask_closing($case, $closing);
} elseif (GETPOST('ask', 'aZ09') === 'delete' && elaska_can('case/delete')) {
    print elaska_confirm($url, 'delete', elaska_words('ElaskaCaseAskDelete', $case['ref'], $case['title']), elaska_words('Delete'), $url, array('version' => $case['version']));
}
if ($tab === 'timeline') {
    $trail = elaska_trail_read();
    $events = elaska_read(static fn (): array => (new Elaska\Events($office))->list(array('case' => $id, 'limit' => 50) + ($trail ? array('after' => (string) end($trail)) : array())));
    print '<section class="elaska-panel">' . elaska_timeline($events['rows'], true) . '</section>' . elaska_pager('case_card.php', array('id' => $id, 'tab' => 'timeline'), $events['next'], $trail);
} elseif ($edit === 'case' && elaska_can('case/write')) {
    print elaska_case_form($case, $error);
} else {
    $events = elaska_read(static fn (): array => (new Elaska\Events($office))->list(array('case' => $id, 'limit' => 6)));
    $more = elaska_link(elaska_url('case_card.php', array('id' => $id, 'tab' => 'timeline')), elaska_words('ElaskaSeeAll'));
    print '<div class="elaska-cols"><main>' . elaska_case_tiles($case);
    print $edit === 'terms' && elaska_can('rates/write') ? elaska_terms_form($case, $error) : '';
    print (string) $case['description'] !== '' ? '<section class="elaska-panel"><header><h2>' . elaska_t('Description') . '</h2></header>' . elaska_lines($case['description']) . '</section>' : '';
    print '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaTimeline') . '</h2>' . $more . '</header>' . elaska_timeline($events['rows'], false) . '</section></main><aside>';
    $gauge = elaska_gauge($case['gauge']);
    print $gauge !== '' ? '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaPackage') . '</h2></header>' . $gauge . '</section>' : '';
    print '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaCaseFacts') . '</h2></header>' . elaska_case_facts($case) . '</section>';
    $change = elaska_can('rates/write') && $edit !== 'terms' ? elaska_link(elaska_url('case_card.php', array('id' => $id, 'edit' => 'terms')), elaska_words('Modify')) : '';
    print '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaTerms') . '</h2>' . $change . '</header>' . elaska_case_terms($case) . '</section></aside></div>';
}
print dol_get_fiche_end();
llxFooter();
$db->close();
