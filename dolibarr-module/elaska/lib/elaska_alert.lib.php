<?php
/*
 * What should not wait on cases: the panel of the dashboard, and the rules of each kind on the setup page. Source: CASE-39.
 */

const ELASKA_ALERT_COLOURS = array('case_late' => 'red', 'step_late' => 'red', 'task_late' => 'orange', 'piece_waiting' => 'amber', 'action_late' => 'orange', 'idle' => 'slate', 'budget' => 'violet');

/** Kind of alert by the name of its settings. */
const ELASKA_ALERT_RULES = array('CASE' => 'case_late', 'STEP' => 'step_late', 'TASK' => 'task_late', 'PIECE' => 'piece_waiting', 'ACTION' => 'action_late', 'IDLE' => 'idle');

const ELASKA_ALERTS_SHOWN = 8;
const ELASKA_ALERTS_MOST = 200;

/**
 * What is shown: of one's own cases, or of all those in sight. Who leads none sees the others' at once.
 *
 * @return array{0: string, 1: array<string,mixed>}
 */
function elaska_alerts_read(Elaska\Office $office, string $whose, int $limit): array
{
    $read = static fn (bool $mine): array => elaska_read(static fn (): array => $office->call('alert.list', array('mine' => $mine, 'limit' => $limit)));
    if ($whose !== 'all') {
        $mine = $read(true);
        if ($whose === 'mine' || $mine['rows']) {
            return array('mine', $mine);
        }
    }
    $all = $read(false);
    return array($whose === 'all' || $all['rows'] ? 'all' : 'mine', $all);
}

/** One alert as a row. @param array<string,mixed> $row */
function elaska_alert_row(array $row, bool $led): string
{
    $what = $row['label'] !== '' ? ' ' . elaska_h($row['label']) . ' — ' : ' ';
    $facts = array(elaska_h((string) ($row['client']['name'] ?? '')));
    if ($row['since_on'] !== null) {
        $facts[] = '<span title="' . elaska_day($row['since_on']) . '">' . elaska_t('ElaskaAlertDays', (string) ($row['days'] ?? 0)) . '</span>';
    }
    if ($led && $row['lead']) {
        $facts[] = elaska_t('ElaskaAlertLead', (string) $row['lead']['name']);
    }
    return '<li>' . elaska_mark('ElaskaAlert_' . $row['kind'], ELASKA_ALERT_COLOURS[$row['kind']] ?? 'slate') . $what . elaska_case($row['case'])
        . ' <span class="elaska-quiet elaska-small">' . implode(' · ', array_filter($facts)) . '</span></li>';
}

/** Panel of the dashboard; nothing for who does not read cases. */
function elaska_alerts(Elaska\Office $office): string
{
    if (!elaska_can('case/read')) {
        return '';
    }
    $asked = (string) GETPOST('alerts', 'aZ09');
    $more = GETPOSTINT('alerts_more') === 1;
    list($whose, $found) = elaska_alerts_read($office, $asked, $more ? ELASKA_ALERTS_MOST : ELASKA_ALERTS_SHOWN);
    $views = elaska_views('index.php', 'alerts', array('mine' => elaska_words('ElaskaAlertsMine'), 'all' => elaska_words('ElaskaAlertsAll')), $whose);
    $out = '<section class="elaska-panel elaska-alerts" id="alerts"><header><h2>' . elaska_t('ElaskaAlerts') . '</h2>' . $views . '</header>';
    if (!$found['rows']) {
        return $out . '<p class="elaska-quiet">' . elaska_t($whose === 'all' ? 'ElaskaAlertsNoneAll' : 'ElaskaAlertsNone') . '</p></section>';
    }
    $out .= '<ul class="elaska-plain">' . implode('', array_map(static fn (array $row): string => elaska_alert_row($row, $whose === 'all'), $found['rows'])) . '</ul>';
    if (!$more && array_sum($found['counts']) > count($found['rows'])) {
        $out .= '<p class="elaska-small">' . elaska_link(elaska_url('index.php', array('alerts' => $whose, 'alerts_more' => 1)) . '#alerts', elaska_words('ElaskaAlertsMore')) . '</p>';
    }
    return $out . '</section>';
}

/**
 * Rules of each kind of alert: switch, delay, who is told by mail.
 *
 * @param array<string,array{fallback: string, min: int, max: int}> $known
 * @param array<string,string> $errors
 */
function elaska_alert_rules(array $known, array $errors): string
{
    $out = '<table class="elaska-rules elaska-row-wide"><thead><tr><th scope="col">' . elaska_t('ElaskaAlertRule') . '</th><th scope="col">' . elaska_t('ElaskaAlertRuleDays') . '</th><th scope="col">' . elaska_t('ElaskaAlertRuleTo')
        . '</th></tr></thead><tbody>';
    foreach (ELASKA_ALERT_RULES as $code => $kind) {
        $out .= elaska_alert_rule('ELASKA_ALERT_' . $code, $kind, $known, $errors);
    }
    return $out . '</tbody></table>';
}

/** @param array<string,array{fallback: string, min: int, max: int}> $known @param array<string,string> $errors */
function elaska_alert_rule(string $name, string $kind, array $known, array $errors): string
{
    $words = static fn (string $key): string => elaska_words($key);
    $value = static fn (string $one, string $type): string => elaska_setup_typed($one, $type, elaska_setting_value($one, $known[$one]['fallback']));
    $days = $name . '_DAYS';
    $to = $name . '_TO';
    $wrong = static fn (string $one): string => isset($errors[$one]) ? ' aria-invalid="true" aria-describedby="' . elaska_h($one) . '-error"' : '';
    $error = static fn (string $one): string => isset($errors[$one]) ? '<span class="elaska-error" role="alert" id="' . elaska_h($one) . '-error">' . elaska_h($errors[$one]) . '</span>' : '';
    $told = array_map($words, ELASKA_TOLD);
    $cell = static fn (string $one, string $label): string => '<td data-label="' . elaska_t($label) . '"' . (isset($errors[$one]) ? ' class="elaska-row-error"' : '') . '>';
    return '<tr><th scope="row">' . elaska_checkbox($name, $value($name, 'flag') === '1', $words('ElaskaAlert_' . $kind))
        . '<span class="elaska-quiet elaska-small">' . elaska_t('ElaskaAlertRuleHelp_' . $kind) . '</span></th>' . $cell($days, 'ElaskaAlertRuleDays') . '<span class="elaska-field">'
        . elaska_input($days, $value($days, 'days'), 'number', 'min="' . $known[$days]['min'] . '" max="' . $known[$days]['max'] . '" step="1" aria-label="' . elaska_t('ElaskaSet_' . $days) . '"' . $wrong($days))
        . '<span class="elaska-quiet">' . elaska_h(elaska_setting_unit('days')) . '</span></span>' . $error($days) . '</td>' . $cell($to, 'ElaskaAlertRuleTo')
        . elaska_select($to, $told, $value($to, 'told'), '', 'aria-label="' . elaska_t('ElaskaSet_' . $to) . '"' . $wrong($to)) . $error($to) . '</td></tr>';
}
