<?php
/*
 * One letter for many cases: asked for once, made by a worker, followed here. Source: DOC-20.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_form.lib.php';
require_once __DIR__ . '/lib/elaska_letter.lib.php';

elaska_need('case/write');
$ids = array_values(array_unique(array_filter(array_map('intval', explode(',', (string) GETPOST('cases', 'alphanohtml'))))));
$batch = max(0, GETPOSTINT('batch'));
if (elaska_action() === 'make') {
    elaska_try(static function () use ($office, $ids): void {
        $made = $office->call('letter.batch', array('key' => elaska_in('key'), 'template' => elaska_in('template'), 'cases' => $ids, 'visible' => elaska_in('visible') === '1'));
        elaska_redirect(elaska_url('letter_batch.php', array('batch' => $made['batch'])));
    });
}
$state = $batch > 0 ? elaska_read(static fn (): array => $office->call('letter.batch_state', array('batch' => $batch))) : null;
$left = $state ? $state['total'] - $state['made'] - $state['failed'] : 0;
$more = $left > 0 ? '<meta http-equiv="refresh" content="3">' : '';
$title = $langs->transnoentities('ElaskaLetterBatch');
llxHeader($more, $title, '', '', 0, 0, array(), array('/elaska/css/case.css'));
print load_fiche_titre(elaska_h($title), elaska_link(elaska_url('case_list.php'), '‹ ' . elaska_words('ElaskaMenuCases')), 'fa-mail-bulk');
if ($state) {
    print '<p class="elaska-lead" role="status">' . elaska_t($left > 0 ? 'ElaskaLetterBatchGoes' : 'ElaskaLetterBatchDone', (string) $state['made'], (string) $state['total']) . '</p><progress max="' . (int) $state['total'] . '" value="' . ((int) $state['made'] + (int) $state['failed']) . '"></progress>';
    print '<div class="div-table-responsive"><table class="noborder centpercent"><tr class="liste_titre"><th>' . elaska_t('ElaskaLetterTo') . '</th><th>' . elaska_t('ElaskaCase') . '</th><th>' . elaska_t('Status') . '</th></tr>';
    foreach ($state['rows'] as $row) {
        $word = $row['state'] === 'made' ? elaska_link(dol_buildpath('/elaska/file.php', 1) . '?id=' . (int) $row['file'], elaska_words('ElaskaLetterOpen'))
            : ($row['state'] === 'failed' ? '<span class="elaska-error">' . elaska_h(elaska_sentence((string) $row['error'])) . '</span>' : elaska_t('ElaskaLetterWaits'));
        print '<tr class="oddeven"><td>' . elaska_h($row['recipient']) . '</td><td>' . ($row['case'] ? elaska_link(elaska_url('case_card.php', array('id' => $row['case'], 'tab' => 'docs')), (string) $row['ref']) : '') . '</td><td>' . $word . '</td></tr>';
    }
    print '</table></div>';
} elseif (!$ids) {
    print elaska_empty(elaska_words('ElaskaLetterBatchNone'), elaska_link(elaska_url('case_list.php'), elaska_words('ElaskaMenuCases'), 'butAction'));
} else {
    $choices = elaska_letter_choices(elaska_read(static fn (): array => $office->call('letter.templates', array('active' => true)))['rows']);
    print '<p class="elaska-lead">' . elaska_t('ElaskaLetterBatchLead', (string) count($ids)) . '</p>' . elaska_form(elaska_url('letter_batch.php'), 'make', 'elaska-panel')
        . '<input type="hidden" name="key" value="' . bin2hex(random_bytes(16)) . '"><input type="hidden" name="cases" value="' . elaska_h(implode(',', $ids)) . '">'
        . elaska_filter(elaska_words('ElaskaLetterTemplate'), 'template', elaska_select('template', $choices, elaska_in('template'))) . elaska_checkbox('visible', elaska_flag('visible', true), elaska_words('ElaskaLetterVisible'))
        . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('ElaskaLetterBatchMake', (string) count($ids)) . '</button></div></form>';
}
llxFooter();
$db->close();
