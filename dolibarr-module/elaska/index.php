<?php
/*
 * Own dashboard: what waits for this person first, then the timer, the week so far and the cases in hand. Every figure
 * leads to the list that it counts. Source: CASE-26, CASE-29, TIME-02, TIME-06, TIME-07, TIME-15.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_home.lib.php';
require_once __DIR__ . '/lib/elaska_alert.lib.php';
require_once __DIR__ . '/lib/elaska_keys.lib.php';

elaska_need('time/own', 'case/read', 'time/validate', 'invoice/create');
$action = elaska_action();
if ($action !== '' && elaska_can('time/own')) {
    elaska_home_timer_action($office, $action);
    elaska_redirect(elaska_url('index.php'));
}

$home = elaska_read(static fn (): array => elaska_home($office));

llxHeader('', $langs->transnoentitiesnoconv('ElaskaMenuHome'), '', '', 0, 0, array(), array('/elaska/css/case.css'));
$new = elaska_new_button($langs->transnoentitiesnoconv('ElaskaMenuTimeNew'), elaska_url('time_card.php', array('action' => 'create')), elaska_can('time/own'));
print load_fiche_titre(elaska_t('ElaskaHomeHello', (string) ($user->firstname ?: $user->getFullName($langs))), $new, 'fa-business-time');
print elaska_keys_alert($office) . elaska_home_waits($home);
print '<div class="elaska-cols elaska-cols-aside-first"><div>' . elaska_alerts($office);
if ($home['tasks'] !== null) {
    print elaska_home_tasks($home['tasks']);
}
if ($home['week']) {
    print elaska_home_week($home['week']);
}
if ($home['cases'] !== null) {
    print elaska_home_cases($home['cases']);
}
print '</div><aside>';
if ($home['timer']) {
    print elaska_home_timer($home['timer']);
}
print elaska_home_shortcuts() . elaska_home_off();
print '</aside></div>';
llxFooter();
$db->close();
