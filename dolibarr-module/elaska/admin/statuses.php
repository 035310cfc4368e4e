<?php
/*
 * The registry of statuses: per object the words for the firm and for the client, colour, icon, order, in use or not, each
 * with its badge as it will look. Source: CASE-03, PLAT-11.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_registry.lib.php';

elaska_need('admin');
const ELASKA_CLASSES = array('open', 'wait_client', 'wait_third', 'done', 'cancelled');
$objects = array_column(elaska_read(static fn (): array => $office->call('status.list'))['objects'], null, 'object');
$name = (string) (GETPOST('object', 'aZ09') ?: 'case');
$here = elaska_url('admin/statuses.php', array('object' => $name));
$object = $objects[$name] ?? elaska_read(static fn (): array => $office->call('status.list', array('object' => $name)))['objects'][0];
$stored = array_column($object['statuses'], null, 'code');
$lines = array();
foreach ($object['statuses'] as $status) {
    $lines[] = array('code' => $status['code'], 'fr' => $status['label']['fr'], 'en' => $status['label']['en'], 'cfr' => $status['client_label']['fr'], 'cen' => $status['client_label']['en'], 'class' => $status['class'],
        'colour' => $status['colour'], 'icon' => $status['icon'], 'active' => $status['active'] ? '1' : '');
}
$error = null;
if (elaska_action() === 'save') {
    $posted = elaska_lines_posted('statuses');
    if ($posted === null) {
        setEventMessages(elaska_words('ElaskaLinesCut'), null, 'errors');
    } else {
        $all = elaska_lines_coded($posted);
        $lines = array_values(array_filter($all, static fn (array $line): bool => empty($line['remove'])));
        $error = elaska_try(static function () use ($office, $name, $lines, $stored, $here): void {
            $statuses = array();
            foreach ($lines as $line) {
                $known = $stored[$line['code']] ?? array('initial' => false, 'class' => 'open');
                $statuses[] = array('code' => $line['code'], 'label' => elaska_line_label($line) ?: array('fr' => ''), 'class' => ($line['class'] ?? '') ?: $known['class'],
                    'colour' => ($line['colour'] ?? '') ?: 'slate', 'icon' => ($line['icon'] ?? '') ?: 'circle', 'initial' => (bool) $known['initial'], 'active' => !empty($line['active'])) + array_filter(array('client_label' => elaska_line_label($line, 'cfr', 'cen')));
            }
            $office->call('status.save', array('object' => $name, 'version' => elaska_lines_version(), 'statuses' => $statuses));
            elaska_redirect($here, elaska_words('ElaskaSaved'));
        });
        if ($error !== null && $error->getKey() === 'meta.status_used') {
            $lines = $all; // What was to go stands in use: its line comes back with the reason.
        }
    }
}
$errors = elaska_line_errors($error, 'statuses');
if ($error !== null && $error->getKey() === 'meta.status_used') {
    foreach ($lines as $i => $line) {
        if (($stored[$line['code']]['label']['fr'] ?? null) === ($error->getParams()['label'] ?? '')) {
            $errors = array($i => array(elaska_error_text($error)));
        }
    }
}

/** Both badges of a status; admin.js renews them while one types. @param array<string,string> $line */
function elaska_status_preview(array $line): string
{
    $out = '<span class="elaska-line-preview">';
    $french = strpos((string) $GLOBALS['langs']->defaultlang, 'en') !== 0;
    foreach (array('ElaskaStatusOffice' => $french ? 'fr en' : 'en fr', 'ElaskaStatusClient' => $french ? 'cfr cen fr en' : 'cen cfr en fr') as $who => $keys) {
        $text = '';
        foreach (explode(' ', $keys) as $key) {
            $text = $text !== '' ? $text : (string) ($line[$key] ?? '');
        }
        $out .= '<span class="elaska-quiet elaska-small">' . elaska_t($who) . '</span><span class="elaska-badge elaska-c-' . elaska_h(($line['colour'] ?? '') ?: 'slate') . '" data-elaska-says="' . $keys . '">' . elaska_icon(($line['icon'] ?? '') ?: 'circle')
            . '<b>' . elaska_h($text !== '' ? $text : '…') . '</b></span>';
    }
    return $out . '</span>';
}

/** @param array<string,string> $line @param array<string,mixed>|null $known as the registry has it @param list<string> $errors */
function elaska_status_line(string $i, array $line, ?array $known, int $position, array $errors): string
{
    $base = 'statuses[' . $i . ']';
    $classes = '';
    foreach (ELASKA_CLASSES as $class) {
        $classes .= '<option value="' . $class . '"' . ($class === (($line['class'] ?? '') ?: 'open') ? ' selected' : '') . '>' . elaska_t('ElaskaClass_' . $class) . '</option>';
    }
    $fixed = $known !== null && $known['shipped'];
    $class = $fixed ? '<span class="elaska-line-code"><span>' . elaska_t('ElaskaStatusClass') . '</span>' . elaska_t('ElaskaClass_' . $known['class']) . '</span>'
        : '<label class="elaska-line-text elaska-line-short"><span>' . elaska_t('ElaskaStatusClass') . '</span><select name="' . $base . '[class]">' . $classes . '</select></label>';
    return '<div class="elaska-line' . ($errors ? ' elaska-row-error' : '') . ($known !== null && empty($line['active']) ? ' elaska-off' : '') . '" data-elaska-one>' . elaska_status_preview($line) . elaska_line_place($base, $position)
        . '<input type="hidden" name="' . $base . '[code]" value="' . elaska_h($line['code'] ?? '') . '">'
        . elaska_line_text($base, 'fr', elaska_words('ElaskaInFrench'), $line['fr'] ?? '', 40) . elaska_line_text($base, 'en', elaska_words('ElaskaInEnglish'), $line['en'] ?? '', 40)
        . elaska_line_text($base, 'cfr', elaska_words('ElaskaStatusClientFr'), $line['cfr'] ?? '', 60) . elaska_line_text($base, 'cen', elaska_words('ElaskaStatusClientEn'), $line['cen'] ?? '', 60)
        . elaska_line_colours($base, ($line['colour'] ?? '') ?: 'slate', false)
        . str_replace('elaska-line-text', 'elaska-line-text elaska-line-short', elaska_line_text($base, 'icon', elaska_words('ElaskaStatusIcon'), ($line['icon'] ?? '') ?: 'circle', 31, 'list="elaska-icons" spellcheck="false" autocapitalize="none"')) . $class
        . '<span class="elaska-line-ends">' . elaska_line_check($base, 'active', elaska_words('ElaskaStatusActive'), $known === null || !empty($line['active']))
        . ($known !== null && !$fixed ? elaska_line_check($base, 'remove', elaska_words('ElaskaLineRemove'), !empty($line['remove'])) : '')
        . ($known !== null && $known['initial'] ? '<span class="elaska-quiet elaska-small">' . elaska_t('ElaskaStatusInitial') . '</span>' : '') . '</span>' . elaska_line_error($errors, 'statuses-' . $i) . '</div>';
}

llxHeader('', elaska_words('ElaskaStatuses'), '', '', 0, 0, array('/elaska/js/admin.js'), array('/elaska/css/admin.css', '/elaska/css/template.css', '/elaska/css/registry.css'));
print load_fiche_titre($langs->trans('ElaskaStatuses'), '', 'title_setup');
print elaska_admin_tabs('statuses');
print '<p class="elaska-lead">' . elaska_t('ElaskaStatusesLead') . '</p>';
$menu = array();
foreach ($objects as $row) {
    $menu[] = array('url' => elaska_url('admin/statuses.php', array('object' => $row['object'])), 'label' => elaska_words('ElaskaObject_' . $row['object']), 'figure' => (string) count($row['statuses']), 'on' => $row['object'] === $name);
}
print '<div class="elaska-registry">' . elaska_side_menu($menu, elaska_words('ElaskaStatuses')) . '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaObject_' . $name) . '</h2></header>';
print ($object['extensible'] ? '' : '<p class="elaska-quiet">' . elaska_t('ElaskaStatusFixed') . '</p>') . elaska_icon_names();
print elaska_form($here, 'save', 'elaska-lines-form') . '<input type="hidden" name="version" value="' . elaska_h(elaska_value('version', $object['version'])) . '">';
print elaska_line_error($errors[-1] ?? array(), 'statuses') . '<div data-elaska-lines>';
foreach ($lines as $i => $line) {
    print elaska_status_line((string) $i, $line, $stored[$line['code']] ?? null, $i + 1, $errors[$i] ?? array());
}
print ($object['extensible'] ? elaska_status_line((string) count($lines), array(), null, count($lines) + 1, array()) : '') . '</div>';
print ($object['extensible'] ? elaska_lines_more(elaska_status_line('__n__', array(), null, 9999, array())) : '') . elaska_lines_end($error, (int) $object['version']) . '</form></section></div>';
print dol_get_fiche_end();
llxFooter();
$db->close();
