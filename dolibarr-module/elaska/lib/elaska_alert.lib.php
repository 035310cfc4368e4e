<?php
/*
 * What should not wait on the cases that one leads. Source: CASE-39.
 */

const ELASKA_ALERT_COLOURS = array('case_late' => 'red', 'step_late' => 'red', 'task_late' => 'orange', 'piece_waiting' => 'amber', 'action_late' => 'orange', 'idle' => 'slate');

/** Panel of the dashboard; nothing for who does not read cases. */
function elaska_alerts(Elaska\Office $office, int $limit = 8): string
{
    if (!elaska_can('case/read')) {
        return '';
    }
    $rows = elaska_read(static fn (): array => $office->call('alert.list', array('limit' => $limit)))['rows'];
    $out = '<section class="elaska-panel elaska-alerts"><header><h2>' . elaska_t('ElaskaAlerts') . '</h2></header>';
    if (!$rows) {
        return $out . '<p class="elaska-quiet">' . elaska_t('ElaskaAlertsNone') . '</p></section>';
    }
    $out .= '<ul class="elaska-plain">';
    foreach ($rows as $row) {
        $what = $row['label'] !== '' ? ' ' . elaska_h($row['label']) . ' — ' : ' ';
        $out .= '<li>' . elaska_mark('ElaskaAlert_' . $row['kind'], ELASKA_ALERT_COLOURS[$row['kind']] ?? 'slate') . $what . elaska_case($row['case'])
            . ' <span class="elaska-quiet elaska-small">' . elaska_h((string) ($row['client']['name'] ?? '')) . ', ' . elaska_t('ElaskaAlertDays', (string) ($row['days'] ?? 0)) . '</span></li>';
    }
    return $out . '</ul></section>';
}
