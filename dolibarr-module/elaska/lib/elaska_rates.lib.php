<?php
/*
 * Pieces of the page of hourly rates: one panel a level.
 */

/** Rates that are set. @return array<string,list<array<string,mixed>>> */
function elaska_rates_by_level(Elaska\Office $office): array
{
    $levels = array();
    foreach (elaska_read(static fn (): array => (new Elaska\Rates($office))->list())['rows'] as $row) {
        $levels[$row['level']][] = $row;
    }
    return $levels;
}

/** Which rate an entry takes, in words. */
function elaska_rates_order(): string
{
    $names = array();
    foreach (array('entry', 'task', 'case', 'client', 'category', 'user', 'default') as $level) {
        $names[] = '<span>' . elaska_t('ElaskaRateStep_' . $level) . '</span>';
    }
    return elaska_t('ElaskaRateOrder') . ' ' . implode(' <span aria-hidden="true">›</span> ', $names);
}

/** May this person change rates of a level. */
function elaska_rates_may(string $level): bool
{
    return elaska_can('rates/write') && ($level !== 'default' || elaska_can('admin'));
}

/** @param list<array<string,mixed>> $rows */
function elaska_rates_panel(Elaska\Office $office, string $level, array $rows, ?Elaska\Exception $error): string
{
    $may = elaska_rates_may($level);
    $out = '<section class="elaska-panel elaska-rates" id="' . $level . '"><header><h2>' . elaska_t('ElaskaRatePanel_' . $level) . '</h2></header><p class="elaska-quiet elaska-small">' . elaska_t('ElaskaRatePanelHelp_' . $level) . '</p>';
    if ($rows) {
        $out .= '<ul class="elaska-rate-rows">';
        foreach ($rows as $row) {
            $out .= '<li><span>' . elaska_h($level === 'default' ? elaska_words('ElaskaRateAll') : (string) $row['name']) . '</span>' . elaska_rates_row($level, $row, $may, $error) . '</li>';
        }
        $out .= '</ul>';
    } elseif (!$may || $level !== 'default') {
        $out .= '<p class="elaska-quiet">' . elaska_t('ElaskaRateNone') . '</p>';
    }
    return $out . ($may && ($level !== 'default' || !$rows) ? elaska_rates_add($office, $level, $error) : '') . '</section>';
}

/** A rate that is set: changed or taken away in place. @param array<string,mixed> $row */
function elaska_rates_row(string $level, array $row, bool $may, ?Elaska\Exception $error): string
{
    $currency = (string) ($row['currency'] ?? 'EUR');
    if (!$may) {
        return elaska_rate($row['rate'], $currency);
    }
    $mine = $error !== null && elaska_in('level') === $level && (int) elaska_in('target') === (int) $row['target'];
    $url = elaska_url('rates.php');
    $hidden = '<input type="hidden" name="level" value="' . $level . '"><input type="hidden" name="target" value="' . (int) $row['target'] . '">';
    return elaska_form($url, 'set', 'elaska-rate-form') . $hidden . '<span class="elaska-field">' . elaska_rates_field($mine ? elaska_in('rate') : elaska_decimal($row['rate']), $currency)
        . '<button type="submit" class="elaska-act">' . elaska_t('Save') . '</button></span>' . ($mine ? '<span class="elaska-error" role="alert" id="rate-error">' . elaska_h(elaska_error_text($error)) . '</span>' : '') . '</form>'
        . elaska_form($url, 'drop', 'elaska-inline') . $hidden . '<button type="submit" class="elaska-act elaska-danger" title="' . elaska_t('ElaskaRateDrop') . '">' . elaska_t('ElaskaRemove') . '</button></form>';
}

function elaska_rates_field(string $value, string $currency): string
{
    $sign = array('EUR' => '€', 'USD' => '$', 'GBP' => '£')[$currency] ?? $currency;
    return '<input type="text" inputmode="decimal" name="rate" class="elaska-rate-input" maxlength="20" autocomplete="off" value="' . elaska_h($value) . '" aria-label="' . elaska_t('ElaskaRateHT') . '"> <span class="elaska-quiet">' . elaska_h($sign) . '/h</span>';
}

/** A rate for somebody or something that has none. */
function elaska_rates_add(Elaska\Office $office, string $level, ?Elaska\Exception $error): string
{
    global $conf;
    $mine = $error !== null && elaska_in('level') === $level && elaska_in('new') === '1';
    $target = $mine ? (int) elaska_in('target_' . $level) : 0;
    $field = $level === 'default' ? '' : elaska_rates_target($office, $level, $target);
    return elaska_form(elaska_url('rates.php'), 'set', 'elaska-rate-add') . '<input type="hidden" name="level" value="' . $level . '"><input type="hidden" name="new" value="1"><span class="elaska-field">' . $field
        . elaska_rates_field($mine ? elaska_in('rate') : '', (string) $conf->currency) . '<button type="submit" class="elaska-second">' . elaska_t($level === 'default' ? 'Save' : 'Add') . '</button></span>'
        . ($mine ? '<span class="elaska-error" role="alert" id="rate-error">' . elaska_h(elaska_error_text($error)) . '</span>' : '') . '</form>';
}

/** Choice of whose rate it is; names of fields must differ on the page, the name sent is the same. */
function elaska_rates_target(Elaska\Office $office, string $level, int $chosen): string
{
    global $db;
    if ($level === 'user') {
        $field = elaska_person_select('target_user', $chosen, true);
    } elseif ($level === 'client') {
        $field = elaska_client_select('target_client', $chosen);
    } elseif ($level === 'category') {
        $field = elaska_select('target_category', elaska_activities($office), (string) $chosen, ' ');
    } else {
        require_once DOL_DOCUMENT_ROOT . '/core/class/html.formprojet.class.php';
        $field = (string) (new FormProjets($db))->selectTasks(-1, $chosen > 0 ? $chosen : '', 'target_task', 0, 0, '1', 1, 0, 0, 'maxwidth300', '', 'all', null, 1);
    }
    return str_replace('<select ', '<select aria-label="' . elaska_t('ElaskaRatePanel_' . $level) . '" ', $field);
}
