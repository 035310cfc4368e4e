<?php
/*
 * Services of the catalogue: rows of the list, the form of one, what was typed in the core's words. Source: CASE-10.
 */

const ELASKA_SERVICE_UNITS = array('package', 'hour', 'mission', 'month');

/** A service that is not there yet. @return array<string,mixed> */
function elaska_service_new(): array
{
    return array('id' => 0, 'version' => 0, 'code' => '', 'name' => '', 'description' => '', 'client_kinds' => array(), 'family' => '', 'price_minor' => null, 'unit' => 'package', 'vat' => null, 'included_s' => null,
        'overage_rate' => null, 'product' => null, 'product_label' => null, 'template' => preg_match('/^[a-z0-9_-]{1,48}$/', (string) ($_GET['template'] ?? '')) ? (string) $_GET['template'] : '', 'requestable' => false, 'active' => true, 'currency' => (string) $GLOBALS['conf']->currency);
}

/** @return array<string,string> families of the firm's list, code => label */
function elaska_service_families(Elaska\Office $office): array
{
    $families = array();
    foreach ($office->call('reference.read', array('list' => 'families'))['items'] as $item) {
        $families[$item['code']] = (string) $item['text'];
    }
    return $families;
}

/** @return array<string,array<string,mixed>> templates by code */
function elaska_service_templates(Elaska\Office $office): array
{
    return array_column($office->call('template.list')['rows'], null, 'code');
}

/** "1 200,00 €", with what it pays for. @param array<string,mixed> $row */
function elaska_service_price(array $row): string
{
    return $row['price_minor'] === null ? '' : elaska_money($row['price_minor'], (string) $row['currency']) . ' ' . elaska_words('ElaskaUnit_' . $row['unit']);
}

/* ---- what was typed ------------------------------------------------------ */

/** @return array<string,mixed> input of service.save */
function elaska_service_posted(Elaska\Office $office, int $id): array
{
    $input = array('service' => $id > 0 ? $id : null, 'name' => elaska_in('name'), 'unit' => elaska_in('unit'), 'requestable' => elaska_in('requestable') === '1', 'active' => elaska_in('active') === '1');
    $input += elaska_posted(array('description' => 'text?', 'family' => 'text?', 'price' => 'text?', 'vat' => 'text?', 'included_hours' => 'int?', 'overage_rate' => 'text?', 'product' => 'id?', 'template' => 'text?'));
    if (!in_array($input['unit'], array('package', 'mission', 'month'), true)) {
        // Hours that are counted one by one are neither included nor too many.
        $input['included_hours'] = $input['overage_rate'] = null;
    }
    $input['client_kinds'] = array_map(static fn (string $kind): array => array('kind' => $kind), elaska_service_kinds_posted());
    if ($id > 0) {
        return $input + array('version' => elaska_lines_version());
    }
    $taken = array_column($office->call('service.list')['rows'], 'code');
    return $input + array('code' => elaska_in('code') !== '' ? elaska_in('code') : elaska_template_code(elaska_in('name'), $taken));
}

/** @return list<string> */
function elaska_service_kinds_posted(): array
{
    return array_values(array_intersect(ELASKA_CLIENT_KINDS, array_filter((array) ($_POST['client_kinds'] ?? array()), 'is_string')));
}

/** Cents as they are typed: "180", "180,50". */
function elaska_service_plain($minor): string
{
    if ($minor === null) {
        return '';
    }
    $cents = (int) $minor % 100;
    return elaska_decimal(intdiv((int) $minor, 100) . ($cents !== 0 ? sprintf('.%02d', $cents) : ''));
}

/** A service as it stands, to save it with one thing changed. @param array<string,mixed> $row @return array<string,mixed> */
function elaska_service_as_input(array $row): array
{
    return array('service' => (int) $row['id'], 'version' => (int) $row['version'], 'name' => $row['name'], 'unit' => $row['unit'], 'requestable' => $row['requestable'], 'active' => $row['active'],
        'client_kinds' => array_map(static fn (string $kind): array => array('kind' => $kind), $row['client_kinds']), 'description' => $row['description'], 'family' => $row['family'] !== '' ? $row['family'] : null,
        'price' => $row['price_minor'] === null ? null : sprintf('%d.%02d', intdiv((int) $row['price_minor'], 100), (int) $row['price_minor'] % 100), 'vat' => $row['vat'],
        'included_hours' => $row['included_s'] === null ? null : intdiv((int) $row['included_s'], 3600), 'overage_rate' => $row['overage_rate'], 'product' => $row['product']['id'] ?? null,
        'template' => $row['template'] !== '' ? $row['template'] : null);
}

/* ---- list ---------------------------------------------------------------- */

function elaska_service_filters(string $search, string $kind): string
{
    $kinds = array();
    foreach (ELASKA_CLIENT_KINDS as $each) {
        $kinds[$each] = elaska_words('ElaskaKind_' . $each);
    }
    return '<div class="elaska-service-head"><form method="GET" action="' . elaska_h(elaska_url('admin/services.php')) . '" class="elaska-filters" role="search"><div class="elaska-filter"><label for="search">' . elaska_t('Search') . '</label>'
        . '<input type="search" id="search" name="search" maxlength="100" value="' . elaska_h($search) . '" placeholder="' . elaska_t('ElaskaServiceSearch') . '"></div><div class="elaska-filter"><label for="kind">' . elaska_t('ElaskaClientKinds') . '</label>'
        . elaska_select('kind', $kinds, $kind, elaska_words('ElaskaAll'), 'data-elaska-go') . '</div><div class="elaska-filter-end"><button type="submit" class="elaska-second">' . elaska_t('Search') . '</button></div></form>'
        . elaska_button(elaska_url('admin/services.php', array('edit' => 'new')), elaska_words('ElaskaServiceNew')) . '</div>';
}

function elaska_service_none(bool $filtered): string
{
    return $filtered ? elaska_empty(elaska_words('ElaskaServicesNoMatch'), elaska_button(elaska_url('admin/services.php'), elaska_words('ElaskaServicesAll'), 'elaska-secondary'))
        : elaska_empty(elaska_words('ElaskaServicesNone'), elaska_button(elaska_url('admin/services.php', array('edit' => 'new')), elaska_words('ElaskaServiceNew')));
}

/** @param list<array<string,mixed>> $rows @param array<string,string> $families @param array<string,array<string,mixed>> $templates */
function elaska_service_table(array $rows, array $families, array $templates): string
{
    $order = array_flip(array_keys($families));
    usort($rows, static fn (array $a, array $b): int => array($order[$a['family']] ?? 999, !$a['active']) <=> array($order[$b['family']] ?? 999, !$b['active']));
    $out = '<table class="noborder centpercent elaska-list elaska-services"><thead><tr class="liste_titre"><th scope="col">' . elaska_t('ElaskaService') . '</th><th scope="col">' . elaska_t('ElaskaServiceFor') . '</th><th scope="col" class="right">'
        . elaska_t('ElaskaServicePriceHT') . '</th><th scope="col">' . elaska_t('ElaskaServiceUnit') . '</th><th scope="col" class="right">' . elaska_t('ElaskaVat') . '</th><th scope="col">' . elaska_t('ElaskaServiceTemplate') . '</th><th scope="col">' . elaska_t('Status') . '</th><th scope="col"></th></tr></thead><tbody>';
    $family = null;
    foreach ($rows as $row) {
        if ($family !== $row['family']) {
            $family = $row['family'];
            $out .= '<tr class="elaska-service-family"><th scope="colgroup" colspan="8">' . elaska_h($families[$family] ?? elaska_words('ElaskaServiceNoFamily')) . '</th></tr>';
        }
        $out .= elaska_service_row($row, $templates);
    }
    return $out . '</tbody></table>';
}

/** @param array<string,mixed> $row @param array<string,array<string,mixed>> $templates */
function elaska_service_row(array $row, array $templates): string
{
    $url = elaska_url('admin/services.php', array('id' => $row['id']));
    $kinds = implode(', ', array_map(static fn (string $kind): string => elaska_t('ElaskaKind_' . $kind), $row['client_kinds']));
    $state = !$row['active'] ? elaska_mark('ElaskaServiceOff', 'slate') : ($row['requestable'] ? elaska_mark('ElaskaServiceRequestable', 'teal') : elaska_mark('ElaskaServiceInner', 'blue'));
    $template = $templates[$row['template']] ?? null;
    $runs = $template !== null ? elaska_h($template['label']) . ($template['active'] ? '' : ' ' . elaska_mark('ElaskaTemplateInactive', 'amber')) : '<span class="elaska-quiet">—</span>';
    $price = $row['price_minor'] !== null ? elaska_amount($row['price_minor'], (string) $row['currency']) : '<span class="elaska-quiet">' . elaska_t('ElaskaServiceNoPrice') . '</span>';
    $hours = $row['included_s'] !== null ? ' <span class="elaska-quiet elaska-small">' . elaska_t('ElaskaServiceHours', (string) intdiv((int) $row['included_s'], 3600)) . '</span>' : '';
    $cell = static fn (string $key, string $html, string $class = ''): string => '<td data-label="' . elaska_t($key) . '"' . ($class !== '' ? ' class="' . $class . '"' : '') . '>' . $html . '</td>';
    return '<tr class="oddeven' . ($row['active'] ? '' : ' elaska-off') . '"><td class="elaska-title">' . elaska_link($url, (string) $row['name']) . '<code class="elaska-quiet elaska-small">' . elaska_h($row['code']) . '</code></td>'
        . $cell('ElaskaServiceFor', $kinds !== '' ? $kinds : elaska_t('ElaskaServiceForAll')) . $cell('ElaskaServicePriceHT', $price, 'right nowraponall')
        . $cell('ElaskaServiceUnit', elaska_t('ElaskaUnitName_' . $row['unit']) . $hours) . $cell('ElaskaVat', $row['vat'] !== null ? '<span class="elaska-num">' . elaska_h(elaska_vat_short((string) $row['vat'])) . ' %</span>' : '<span class="elaska-quiet">—</span>', 'right nowraponall')
        . $cell('ElaskaServiceTemplate', $runs) . $cell('Status', $state)
        . '<td class="right">' . elaska_post_button($url, $row['active'] ? 'off' : 'on', elaska_words($row['active'] ? 'ElaskaServiceTakeOut' : 'ElaskaServicePutBack'), 'elaska-textbutton') . '</td></tr>';
}

/* ---- form ---------------------------------------------------------------- */

/** Rows of the form; after somebody else's change each tells what it has become. @param array<string,mixed> $stored */
function elaska_service_rower(array $stored, ?Elaska\Exception $error): callable
{
    $conflict = $error !== null && $error->getKey() === 'conflict.version';
    return static function (string $name, string $key, string $input, string $now, bool $required = false, string $help = '') use ($error, $conflict): string {
        if ($conflict && elaska_in($name) !== $now && array_key_exists($name, $_POST)) {
            $help = elaska_words('ElaskaTheirs', $now !== '' ? $now : '—');
        }
        return elaska_row(elaska_words($key), $name, $input, $error, $required, $help);
    };
}

/** @param array<string,mixed> $stored @param array<string,string> $families @param array<string,array<string,mixed>> $templates */
function elaska_service_form(Elaska\Office $office, string $here, array $stored, array $families, array $templates, ?Elaska\Exception $error): string
{
    $row = elaska_service_rower($stored, $error);
    $wide = static fn (string $html): string => str_replace('class="elaska-row', 'class="elaska-row-wide elaska-row', $html);
    $out = elaska_form($here, 'save', 'elaska-form elaska-panel elaska-service-form', 'data-elaska-keep') . '<input type="hidden" name="version" value="' . elaska_h(elaska_value('version', $stored['version'])) . '">';
    $out .= '<h2 class="elaska-row-wide">' . ($stored['id'] > 0 ? elaska_h($stored['name']) . ' <code class="elaska-quiet elaska-small">' . elaska_h($stored['code']) . '</code>' : elaska_t('ElaskaServiceNew')) . '</h2>';
    if ($error !== null && $error->getKey() === 'conflict.version') {
        $out .= '<p class="elaska-note elaska-row-wide" role="alert">' . elaska_t('ElaskaServiceConflict') . '</p>';
    }
    $out .= $wide($row('name', 'ElaskaServiceName', elaska_input('name', elaska_value('name', $stored['name']), 'text', 'required maxlength="160"' . ($stored['id'] > 0 ? '' : ' autofocus placeholder="' . elaska_t('ElaskaServiceNameHint') . '"')), (string) $stored['name'], true));
    $out .= $row('family', 'ElaskaServiceFamily', elaska_select('family', $families, elaska_value('family', $stored['family']), ' '), (string) ($families[$stored['family']] ?? ''));
    $out .= $stored['id'] > 0 ? '' : $row('code', 'ElaskaCode', elaska_input('code', elaska_value('code'), 'text', 'maxlength="48" spellcheck="false" autocapitalize="none" placeholder="' . elaska_t('ElaskaCodeByItself') . '"'), '');
    $out .= $wide($row('description', 'Description', elaska_textarea('description', elaska_value('description', (string) $stored['description']), 3, 'maxlength="5000"'), (string) $stored['description'], false, elaska_words('ElaskaServiceDescriptionHelp')));
    $out .= $wide(elaska_service_kinds($stored, $error));
    $choices = $office->call('service.choices', array('country' => (int) ($GLOBALS['mysoc']->country_id ?? 0), 'product' => (int) ($stored['product']['id'] ?? 0)));
    $out .= elaska_service_money($stored, $choices, $row) . elaska_service_links($stored, $choices, $templates, $row);
    return $out . str_replace('class="elaska-buttons"', 'class="elaska-buttons elaska-row-wide"', elaska_lines_end($error, (int) $stored['version'])) . '</form>';
}

/** @param array<string,mixed> $stored */
function elaska_service_kinds(array $stored, ?Elaska\Exception $error): string
{
    $chosen = ($_SERVER['REQUEST_METHOD'] ?? 'GET') === 'POST' && $error !== null ? elaska_service_kinds_posted() : $stored['client_kinds'];
    $boxes = '<span class="elaska-service-kinds">';
    foreach (ELASKA_CLIENT_KINDS as $kind) {
        $boxes .= '<label class="elaska-check"><input type="checkbox" name="client_kinds[]" value="' . $kind . '"' . (in_array($kind, $chosen, true) ? ' checked' : '') . '> ' . elaska_t('ElaskaKind_' . $kind) . '</label>';
    }
    return elaska_row(elaska_words('ElaskaServiceFor'), 'client_kinds', $boxes . '</span>', $error, false, elaska_words('ElaskaServiceForHelp'));
}

/** Price, unit, VAT, hours. @param array<string,mixed> $stored @param array<string,mixed> $choices */
function elaska_service_money(array $stored, array $choices, callable $row): string
{
    $units = array();
    $says = '';
    foreach (ELASKA_SERVICE_UNITS as $unit) {
        $units[$unit] = elaska_words('ElaskaUnitName_' . $unit);
        $says .= '<p class="elaska-row-wide elaska-quiet elaska-service-says" data-elaska-when="unit=' . $unit . '">' . elaska_t('ElaskaUnitSays_' . $unit) . '</p>';
    }
    $rates = array();
    foreach (array_unique(array_merge($choices['vat'], array_filter(array((string) $stored['vat'], elaska_in('vat')), static fn (string $vat): bool => (bool) preg_match('/^\d/', $vat)))) as $vat) {
        $rates[$vat] = elaska_vat_short((string) $vat) . ' %';
    }
    $decimal = static fn (string $name, string $value): string => elaska_input($name, elaska_value($name, $value), 'text', 'inputmode="decimal" maxlength="30" autocomplete="off" size="12"');
    $sign = elaska_h(array('EUR' => '€', 'USD' => '$', 'GBP' => '£')[$stored['currency']] ?? $stored['currency']);
    $price = elaska_service_plain($stored['price_minor']);
    $hours = $stored['included_s'] !== null ? (string) intdiv((int) $stored['included_s'], 3600) : '';
    $over = elaska_decimal((string) $stored['overage_rate']);
    $only = static fn (string $html): string => str_replace('<div class="elaska-row', '<div data-elaska-when="unit=package,mission,month" class="elaska-row', $html);
    return '<h3 class="elaska-row-wide">' . elaska_t('ElaskaServicePricing') . '</h3>' . $row('price', 'ElaskaServicePriceHT', $decimal('price', $price) . ' <span class="elaska-quiet">' . $sign . '</span>', $price)
        . $row('unit', 'ElaskaServiceUnit', elaska_select('unit', $units, elaska_value('unit', $stored['unit'])), $units[$stored['unit']], true)
        . $row('vat', 'ElaskaVat', elaska_select('vat', $rates, elaska_value('vat', (string) $stored['vat']), elaska_words('ElaskaServiceVatFirm', elaska_vat_short(elaska_setting_value('ELASKA_DEFAULT_VAT', '20.000')) . "\u{a0}%")), elaska_vat_short((string) $stored['vat']))
        . $only($row('included_hours', 'ElaskaServiceIncluded', elaska_input('included_hours', elaska_value('included_hours', $hours), 'number', 'min="1" max="100000" step="1"') . ' <span class="elaska-quiet">h</span>', $hours))
        . $only($row('overage_rate', 'ElaskaTermsOverageHT', $decimal('overage_rate', $over) . ' <span class="elaska-quiet">' . $sign . '/h</span>', $over)) . $says;
}

/** Native service, kind of case, portal. @param array<string,mixed> $stored @param array<string,mixed> $choices @param array<string,array<string,mixed>> $templates */
function elaska_service_links(array $stored, array $choices, array $templates, callable $row): string
{
    $product = (int) elaska_value('product', (string) ($stored['product']['id'] ?? 0));
    $options = '<option value="">' . elaska_t('ElaskaServiceNoProduct') . '</option>';
    foreach ($choices['products'] as $one) {
        $options .= '<option value="' . (int) $one['id'] . '"' . ((float) $one['price'] > 0 ? ' data-price="' . elaska_h(elaska_decimal(preg_replace('/\.00$/', '', (string) $one['price']))) . '"' : '') . ' data-vat="' . elaska_h((string) $one['vat']) . '"'
            . ((int) $one['id'] === $product ? ' selected' : '') . '>' . elaska_h($one['ref'] . ' — ' . $one['label']) . '</option>';
    }
    $native = '<select id="product" name="product" class="flat" data-elaska-fill>' . $options . '</select>';
    if ($stored['product'] !== null) {
        $native .= ' ' . elaska_link(DOL_URL_ROOT . '/product/card.php?id=' . (int) $stored['product']['id'], elaska_words('ElaskaServiceSeeProduct'));
    }
    $kinds = array();
    foreach ($templates as $code => $template) {
        if ($template['active'] || $code === $stored['template']) {
            $kinds[$code] = $template['label'] . ($template['active'] ? '' : ' (' . elaska_words('ElaskaTemplateInactive') . ')');
        }
    }
    $box = static fn (string $name, string $key): string => elaska_checkbox($name, elaska_flag($name, (bool) $stored[$name]), elaska_words($key));
    $yes = static fn (string $name): string => elaska_words($stored[$name] ? 'ElaskaYes' : 'ElaskaNo');
    return '<h3 class="elaska-row-wide">' . elaska_t('ElaskaServiceWork') . '</h3>'
        . $row('template', 'ElaskaServiceTemplate', elaska_select('template', $kinds, elaska_value('template', $stored['template']), elaska_words('ElaskaServiceNoTemplate')), (string) ($kinds[$stored['template']] ?? ''), false, elaska_words('ElaskaServiceTemplateHelp'))
        . $row('product', 'ElaskaServiceProduct', $native, (string) ($stored['product_label'] ?? ''), false, elaska_words('ElaskaServiceProductHelp'))
        . elaska_row(elaska_words('ElaskaServiceRequest'), 'requestable', $box('requestable', 'ElaskaServiceRequestYes'), null, false, elaska_words('ElaskaServiceRequestHelp'))
        . elaska_row(elaska_words('ElaskaLineActive'), 'active', $box('active', 'ElaskaServiceActiveYes'), null, false, elaska_words('ElaskaServiceActiveHelp'));
}
