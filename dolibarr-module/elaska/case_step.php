<?php
/*
 * Form of a step: filled in, kept as a draft, changed. Its answers keep the version of the form that they were entered
 * with. Source: CASE-05, CASE-07, CASE-15.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
foreach (array('case', 'case_form', 'board', 'values', 'cockpit', 'cockpit_tabs', 'live') as $elaska_lib) {
    require_once __DIR__ . '/lib/elaska_' . $elaska_lib . '.lib.php';
}

elaska_need('case/read');
$id = max(1, GETPOSTINT('step'));
$step = elaska_read(static fn (): array => $office->call('step.read', array('step' => $id)));
$case = elaska_read(static fn (): array => $office->call('case.page', array('case' => (int) ($step['case'] ?? GETPOSTINT('case')))));
$back = elaska_url('case_card.php', array('id' => $case['id'])) . '#step-' . $id;
if (empty($step['form']) || empty($case['template'])) {
    elaska_redirect($back);
}
// The revision that the answers were entered with, whatever the template says today.
$fill = elaska_read(static fn (): array => $office->call('case.form', array('case' => (int) $case['id'], 'step' => $id)));
$pages = $fill['form']['pages'] ?? array();
$asks = (array) (array_column($case['steps'], 'asks', 'id')[$id] ?? array());
$fields = array_merge(array(), ...array_map(static fn (array $page): array => $page['fields'], $pages));
$error = null;
if (elaska_action() === 'answer') {
    $error = elaska_try(static function () use ($office, $id, $fields, $step, $back): void {
        $draft = elaska_in('draft') === '1';
        $office->call('step.form', array('step' => $id, 'version' => (int) (elaska_in('version') ?: $step['version']), 'draft' => $draft, 'answers' => array_filter(elaska_values_posted($fields), static fn ($v): bool => $v !== null)));
        elaska_redirect($back, elaska_words($draft ? 'ElaskaDraftKept' : 'ElaskaSaved'));
    });
}

elaska_time_header($case['ref'] . ' ' . $step['label'], array('/elaska/css/case.css', '/elaska/js/form.css'), array('/elaska/js/form.js'));
print elaska_case_head($case, 'case');
print '<section class="elaska-panel"><header><h2>' . elaska_h($fill['form']['label'] ?? $step['label']) . '</h2>' . elaska_link($back, elaska_words('ElaskaBackToCase')) . '</header>' . elaska_step_sent($asks) . (!empty($asks['waits']) ? '<p class="elaska-notice elaska-c-amber">' . elaska_t('ElaskaStepWaitsHelp') . '</p>' : '');
$plain = elaska_form(elaska_url('case_step.php', array('step' => $id, 'case' => $case['id'])), 'answer', 'elaska-form', 'data-elaska-keep') . '<input type="hidden" name="version" value="' . elaska_h(elaska_value('version', (string) $step['version'])) . '">';
foreach ($pages as $page) {
    $plain .= '<fieldset><legend>' . elaska_h($page['label']) . '</legend>' . ((string) $page['help'] !== '' ? '<p class="elaska-row-wide elaska-quiet">' . elaska_lines($page['help']) . '</p>' : '');
    foreach ($page['fields'] as $field) {
        $plain .= elaska_value_field($field, $step['answers'][$field['code']] ?? null, $error);
    }
    $plain .= '</fieldset>';
}
$plain .= '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('Save') . '</button><button type="submit" class="elaska-second" name="draft" value="1">' . elaska_t('ElaskaDraftKeep') . '</button>' . elaska_link($back, elaska_words('Cancel'), 'elaska-second') . '</div></form>';
print ($error !== null ? $plain : elaska_live_form($fill, 'step.form', array('step' => $id, 'version' => (int) $step['version']), 'answers', $back, $plain, array('object' => 'step', 'id' => $id))) . '</section>';
print dol_get_fiche_end();
llxFooter();
$db->close();
