<?php
/*
 * Is everything running? Versions, tables, workers and their queue, renewed by itself; then the messages that leave, with
 * what became of each, run again or cancelled one or many. Source: COM-29, SEC-21, PLAT-24.
 */
// Asked for every few seconds: renewing the tokens each time would make those of open forms stale.
if (isset($_GET['part']) && !defined('NOTOKENRENEWAL')) {
    define('NOTOKENRENEWAL', 1);
}
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_health.lib.php';

elaska_need('admin', 'outbox/manage');
$outbox = new Elaska\Outbox($office);
if (GETPOST('part', 'aZ09') === 'live') {
    session_write_close();
    header('Cache-Control: no-store');
    header('Content-Type: text/html; charset=UTF-8');
    print '<div data-elaska-part>' . elaska_health_live($outbox->health()) . '</div>';
    exit;
}
$manage = elaska_can('outbox/manage');
$mail = max(0, GETPOSTINT('mail'));
$filters = array_filter(array('state' => in_array(GETPOST('state', 'aZ09'), ELASKA_STATES, true) ? (string) GETPOST('state', 'aZ09') : '', 'client' => max(0, GETPOSTINT('client'))));
$trail = elaska_trail_read();
$here = elaska_url('admin/health.php', $mail ? array('mail' => $mail) : $filters + array('at' => elaska_trail($trail)));
$error = null;

$action = elaska_action();
if ($action === 'test') {
    $error = elaska_try(static function () use ($outbox): void {
        $outbox->test(array('email' => elaska_in('email')));
    });
    if (!$error) {
        elaska_redirect(elaska_url('admin/health.php'), $langs->transnoentitiesnoconv('ElaskaTestQueued', elaska_in('email')));
    }
}
if ($action === 'mirror') {
    $error = elaska_try(static function () use ($langs): void {
        setEventMessages($langs->transnoentitiesnoconv('ElaskaMirrorRetried', (string) elaska_office()->call('mirror.retry')['retried']), null, 'mesgs');
    });
    elaska_redirect(elaska_url('admin/health.php'));
}
if ($action === 'preview') {
    $error = elaska_try(static function () use ($langs): void {
        setEventMessages($langs->transnoentitiesnoconv('ElaskaPreviewRetried', (string) elaska_office()->call('preview.retry')['retried']), null, 'mesgs');
    });
    elaska_redirect(elaska_url('admin/health.php'));
}
if ($action === 'scan_release' || $action === 'scan_remove') {
    $error = elaska_try(static function () use ($action, $langs): void {
        elaska_office()->call($action === 'scan_release' ? 'scan.release' : 'scan.remove', array('file' => max(1, GETPOSTINT('file'))));
        setEventMessages($langs->transnoentitiesnoconv($action === 'scan_release' ? 'ElaskaScanReleased' : 'ElaskaScanRemoved'), null, 'mesgs');
    });
    if (!$error) {
        elaska_redirect(elaska_url('admin/health.php'));
    }
}
if ($action === 'rerun' || $action === 'cancel') {
    $ids = $mail ? array($mail) : elaska_ticked();
    if ($ids) {
        $error = elaska_try(static function () use ($outbox, $action, $ids): void {
            elaska_health_say($action === 'rerun' ? $outbox->rerun(array('outbox' => $ids)) : $outbox->cancel(array('outbox' => $ids)), $action === 'rerun' ? 'ElaskaRerunDone' : 'ElaskaCancelDone');
        });
    } else {
        setEventMessages($langs->transnoentitiesnoconv('ElaskaNothingTickedMail'), null, 'warnings');
    }
    elaska_redirect($here);
}

// Read before anything is shown: what is refused or not there ends the page in its own way.
$message = $mail ? elaska_read(static fn (): array => $outbox->read(array('outbox' => $mail))) : array();
$health = $mail ? array() : elaska_read(static fn (): array => $outbox->health());
$input = $filters + array('limit' => 25) + ($trail ? array('after' => (string) end($trail)) : array());
$list = $mail || !$manage ? array() : elaska_read(static fn (): array => $outbox->list($input));

llxHeader('', $langs->transnoentities('ElaskaMenuHealth'), '', '', 0, 0, array('/elaska/js/admin.js'), array('/elaska/css/admin.css'));
print load_fiche_titre($langs->trans('ElaskaMenuHealth'), $mail ? elaska_link(elaska_url('admin/health.php'), '‹ ' . $langs->transnoentities('ElaskaMessages')) : '', 'fa-heartbeat');
print elaska_admin_tabs('health');
if ($mail) {
    print elaska_health_mail($message, $here);
} else {
    print '<div data-elaska-live="' . elaska_h(elaska_url('admin/health.php', array('part' => 'live'))) . '" data-elaska-every="5" aria-live="off">' . elaska_health_live($health) . '</div>';
    if ($manage) {
        print '<h2 class="elaska-heading">' . elaska_t('ElaskaMessages') . '</h2>';
        print elaska_health_views($filters);
        print elaska_health_list($list, $filters, $here);
        print elaska_pager('admin/health.php', $filters, $list['next'], $trail);
    } else {
        print elaska_empty($langs->transnoentitiesnoconv('ElaskaMessagesNoRight'));
    }
    print '<div class="elaska-panels elaska-below">' . elaska_health_test($error) . ($user->admin ? elaska_health_cases($health['workers']) . elaska_health_scan() : '') . elaska_health_tables() . '</div>';
}
print dol_get_fiche_end(-1);
llxFooter();
$db->close();
