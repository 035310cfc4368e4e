<?php
/*
 * Hourly rates by level: default, person, category, client, task; a case has its own in its terms. Source: TIME-09.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_rates.lib.php';

elaska_need('rates/read');
$rates = new Elaska\Rates($office);
$error = null;
$action = elaska_action();
if (in_array($action, array('set', 'drop'), true)) {
    $error = elaska_try(static function () use ($rates, $action): void {
        $target = (int) (elaska_in('target') ?: elaska_in('target_' . elaska_in('level')));
        $rates->set(array('level' => elaska_in('level'), 'rate' => $action === 'drop' ? null : elaska_in('rate')) + ($target > 0 ? array('target' => $target) : array()));
        elaska_redirect(elaska_url('rates.php') . '#' . rawurlencode(elaska_in('level')), elaska_words($action === 'drop' ? 'ElaskaRateDropped' : 'ElaskaRateSaved'));
    });
}
$levels = elaska_rates_by_level($office);
elaska_time_header(elaska_words('ElaskaMenuRates'));
print load_fiche_titre(elaska_t('ElaskaMenuRates'), '', 'fa-coins');
print '<p class="elaska-rates-order">' . elaska_rates_order() . '</p><div class="elaska-panels">';
foreach (array('default', 'user', 'category', 'client', 'task') as $level) {
    print elaska_rates_panel($office, $level, $levels[$level] ?? array(), $error);
}
print '</div>';
llxFooter();
$db->close();
