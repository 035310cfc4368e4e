<?php
/*
 * A case that opens: its client, then what kind of work, as cards of the templates that fit that kind of client, then
 * what that template asks, and the service of the catalogue that it is opened for. Each is a page that works without a
 * script. Source: CASE-01, CASE-10, CASE-11.
 */

/** What the template adds to the form. @return array<string,mixed> */
function elaska_case_new_input(Elaska\Office $office): array
{
    $template = elaska_in('template');
    if ($template === '') {
        return array();
    }
    $values = elaska_case_new_answers();
    if ($values === null) {
        $form = $office->call('template.form', array('template' => $template));
        $values = elaska_values_posted($form['fields']);
    }
    $values = array_filter($values, static fn ($value): bool => $value !== null);
    return array('template' => $template) + ($values ? array('fields' => $values) : array());
}

/** What the form that reacts carries; null where the browser could not run it. @return array<string,mixed>|null */
function elaska_case_new_answers(): ?array
{
    $answers = json_decode(elaska_in('answers'), true, 48);
    return is_array($answers) ? $answers : null;
}

/** @return list<array<string,mixed>> templates in use that fit this client's kinds, all of them where he has none yet */
function elaska_case_templates(Elaska\Office $office, int $client): array
{
    $rows = $office->call('template.list', array('active' => true))['rows'];
    $kinds = $client > 0 ? (array) ($office->call('client.fields', array('client' => $client))['kinds'] ?? array()) : array();
    $fits = static fn (array $row): bool => !$kinds || !$row['client_kinds'] || array_intersect($kinds, $row['client_kinds']);
    return array_values(array_filter($rows, $fits));
}

/** Services in the catalogue that fit this client, by template ("" for those without one). @return array<string,list<array<string,mixed>>> */
function elaska_case_services(Elaska\Office $office, int $client): array
{
    $kinds = $client > 0 ? (array) ($office->call('client.fields', array('client' => $client))['kinds'] ?? array()) : array();
    $services = array();
    foreach ($office->call('service.list', array('active' => true))['rows'] as $row) {
        if (!$kinds || !$row['client_kinds'] || array_intersect($kinds, $row['client_kinds'])) {
            $services[$row['template']][] = $row;
        }
    }
    return $services;
}

/** Choice of the service that the case is opened for. @param list<array<string,mixed>> $services */
function elaska_case_service_row(array $services, ?Elaska\Exception $error, bool $template): string
{
    if (!$services) {
        return '';
    }
    $options = array();
    foreach ($services as $row) {
        $options[$row['id']] = $row['name'] . ($row['price_minor'] !== null && elaska_can('rates/read') ? ' — ' . elaska_service_price($row) : '');
    }
    return str_replace('class="elaska-row', 'class="elaska-row-wide elaska-row', elaska_row(elaska_words('ElaskaServiceChoose'), 'service', elaska_select('service', $options, elaska_value('service', (string) GETPOSTINT('service')),
        elaska_words($template ? 'ElaskaServiceChooseNone' : 'ElaskaServiceChooseBlank')), $error, false, elaska_words('ElaskaServiceChooseHelp')));
}

/** Services of the catalogue that a template serves: one click chooses both. @param list<array<string,mixed>> $services @param array<string,mixed> $template */
function elaska_case_new_services(array $services, array $template, int $client): string
{
    $out = '';
    foreach ($services as $row) {
        $url = elaska_url('case_card.php', array('action' => 'create', 'client' => $client > 0 ? $client : null, 'template' => $template['code'], 'service' => $row['id']));
        $price = elaska_can('rates/read') ? elaska_service_price($row) : '';
        // A service that bears its template's name is told by its price.
        $name = $price !== '' && $row['name'] === $template['label'] ? elaska_words('ElaskaKindAtPrice') : (string) $row['name'];
        $out .= '<a class="elaska-kind-service" href="' . elaska_h($url) . '">' . elaska_h($name) . ($price !== '' ? ' <span class="elaska-num">' . elaska_h($price) . '</span>' : '') . '</a>';
    }
    return $out !== '' ? '<div class="elaska-kind-services">' . $out . '</div>' : '';
}

/** @param list<array<string,mixed>> $templates @param array<string,list<array<string,mixed>>> $services by template */
function elaska_case_new_cards(array $templates, array $services, int $client): string
{
    $families = array();
    foreach ($templates as $one) {
        $url = elaska_url('case_card.php', array('action' => 'create', 'client' => $client > 0 ? $client : null, 'template' => $one['code']));
        $family = is_array($one['family'] ?? null) ? (string) $one['family']['label'] : (string) ($one['family'] ?? '');
        $families[$family][] = '<li><a class="elaska-kind elaska-c-' . elaska_h($one['colour'] ?? 'slate') . '" href="' . elaska_h($url) . '"><span class="elaska-kind-icon">' . elaska_icon((string) ($one['icon'] ?? 'folder') ?: 'folder') . '</span><span><strong>' . elaska_h($one['label'])
            . '</strong><span class="elaska-quiet">' . elaska_h((string) ($one['description'] ?? '')) . '</span><span class="elaska-quiet elaska-small">' . elaska_t('ElaskaKindHolds', (string) $one['steps'], (string) $one['pieces'], (string) $one['tasks']) . '</span></span></a>'
            . elaska_case_new_services($services[$one['code']] ?? array(), $one, $client) . '</li>';
    }
    $out = count($templates) > 3 ? '<p class="elaska-kind-search" hidden><input type="search" data-elaska-find=".elaska-kinds > li" placeholder="' . elaska_t('ElaskaKindSearch') . '" aria-label="' . elaska_t('ElaskaKindSearch') . '"></p>' : '';
    foreach ($families as $family => $cards) {
        $out .= '<section data-elaska-found>' . ($family !== '' ? '<h3 class="elaska-heading">' . elaska_h($family) . '</h3>' : '') . '<ul class="elaska-kinds">' . implode('', $cards) . '</ul></section>';
    }
    return $out . '<p class="elaska-empty" data-elaska-notfound hidden>' . elaska_t('ElaskaKindNotFound') . '</p>';
}

function elaska_case_new_page(Elaska\Office $office, ?Elaska\Exception $error): string
{
    $client = max(0, GETPOSTINT('client'));
    $code = (string) GETPOST('template', 'aZ09');
    $code = elaska_in('template') !== '' ? elaska_in('template') : (preg_match('/^[a-z0-9_-]{1,40}$/', (string) ($_GET['template'] ?? '')) ? (string) $_GET['template'] : $code);
    $templates = elaska_read(static fn (): array => array('rows' => elaska_case_templates($office, $client)))['rows'];
    $chosen = array_values(array_filter($templates, static fn (array $one): bool => $one['code'] === $code))[0] ?? null;
    $case = elaska_case_new();
    $services = elaska_read(static fn (): array => elaska_case_services($office, $client));
    if ($chosen === null) {
        $blank = elaska_fold(elaska_words('ElaskaKindNone'), elaska_case_form($case, $error, '', array(), elaska_case_service_row($services[''] ?? array(), $error, false)), $error !== null || !$templates, 'elaska-kind-none');
        return ($templates ? '<p class="elaska-lead">' . elaska_t('ElaskaKindChoose') . '</p>' . elaska_case_new_client($client) . elaska_case_new_cards($templates, $services, $client) : elaska_empty(elaska_words('ElaskaKindEmpty'), $GLOBALS['user']->admin ? elaska_button(elaska_url('admin/templates.php'), elaska_words('ElaskaTemplates')) : '')) . $blank;
    }
    $form = elaska_read(static fn (): array => $office->call('template.form', array('template' => $chosen['code']) + ($client > 0 ? array('client' => $client) : array())));
    // Files wait until the case is there, what leads to something of the client until he is known.
    $form['fields'] = array_values(array_filter($form['fields'], static fn (array $field): bool => $field['type'] !== 'file' && ($client > 0 || $field['type'] !== 'link' || $field['object'] === 'user')));
    $case['nature'] = $chosen['nature'] ?: $case['nature'];
    $case['title'] = $chosen['label'];
    $case['due_on'] = !empty($chosen['due_days']) ? date('Y-m-d', (int) strtotime(elaska_today() . ' +' . (int) $chosen['due_days'] . ' days')) : null;
    $case['portal_visible'] = !empty($chosen['visible']);
    $answers = elaska_case_new_answers() ?? array();
    $fields = '';
    foreach ($form['fields'] as $field) {
        $fields .= elaska_value_field($field, $answers[$field['code']] ?? null, $error);
    }
    if ($fields !== '') {
        // What was typed without the form that reacts stands in the plain one.
        $live = $error === null || elaska_case_new_answers() !== null;
        $fields = $live ? elaska_live_part($form + array('answers' => $answers), 'answers', $error, $fields) : $fields;
    }
    $head = '<div class="elaska-kind elaska-kind-chosen elaska-c-' . elaska_h($chosen['colour'] ?? 'slate') . '"><span class="elaska-kind-icon">' . elaska_icon((string) ($chosen['icon'] ?? 'folder') ?: 'folder') . '</span><span><strong>' . elaska_h($chosen['label']) . '</strong><span class="elaska-quiet">'
        . elaska_h((string) ($chosen['description'] ?? '')) . '</span></span>' . elaska_link(elaska_url('case_card.php', array('action' => 'create', 'client' => $client > 0 ? $client : null)), elaska_words('ElaskaKindChange'), 'elaska-second') . '</div>';
    $more = '<input type="hidden" name="template" value="' . elaska_h($chosen['code']) . '">' . ($fields !== '' ? '<fieldset><legend>' . elaska_t('ElaskaTabInfos') . '</legend>' . $fields . '</fieldset>' : '');
    return $head . elaska_case_form($case, $error, $more, array('nature', 'terms'), elaska_case_service_row($services[$chosen['code']] ?? array(), $error, true));
}

/** The client first: his kind decides which cards are shown. */
function elaska_case_new_client(int $client): string
{
    return '<form method="GET" action="' . elaska_h(elaska_url('case_card.php')) . '" class="elaska-filters"><input type="hidden" name="action" value="create"><div class="elaska-filter"><label for="client">' . elaska_t('ElaskaClient') . '</label>'
        . str_replace('<select ', '<select data-elaska-go ', elaska_client_select('client', $client)) . '</div><div class="elaska-filter-end"><button type="submit" class="elaska-second">' . elaska_t('ElaskaKindShow') . '</button></div></form>';
}
