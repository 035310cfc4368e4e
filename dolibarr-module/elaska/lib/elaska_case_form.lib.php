<?php
/*
 * Forms of a case: what it is, its team, how its time is billed.
 */

/** Fields that show their own refusal. */
const ELASKA_CASE_FIELDS = array('title', 'client', 'lead', 'nature', 'priority', 'start_on', 'due_on', 'progress', 'portal_visible', 'project', 'description', 'members', 'model', 'rate', 'included', 'price',
    'overage_rate', 'invoicing', 'vat', 'valid_from', 'deadline', 'confidentiality', 'service');

/** Fields that each model of billing has a use for. */
const ELASKA_TERMS_FIELDS = array('hourly' => array('rate'), 'package' => array('included', 'price', 'rate', 'overage_rate'), 'fixed' => array('price'), 'subscription' => array(), 'unbilled' => array());

/** The form in the core's words. @return array<string,mixed> */
function elaska_case_input(bool $fresh): array
{
    $input = elaska_posted(array('title' => 'text', 'client' => 'id', 'lead' => 'id', 'nature' => 'text', 'start_on' => 'day', 'due_on' => 'day?', 'description' => 'text?', 'priority' => 'int', 'progress' => 'int',
        'project' => 'id?'));
    if (elaska_in('portal_visible_shown') === '1') {
        $input['portal_visible'] = elaska_in('portal_visible') === '1';
    }
    if (array_key_exists('deadline', $_POST)) {
        $at = elaska_in('deadline') === '' ? null : dol_stringtotime(str_replace('T', ' ', elaska_in('deadline')) . ':00', 0);
        $input['deadline'] = is_numeric($at) ? (int) $at : null;
        $input += elaska_posted(array('confidentiality' => 'int'));
    }
    $service = $fresh ? max(0, (int) elaska_in('service')) : 0;
    if ($service > 0) {
        $input['service'] = $service;
    }
    // What is left empty comes from the service.
    if (array_key_exists('service_price', $_POST) && ($service === 0 || elaska_in('service_price') !== '')) {
        $input['price'] = elaska_in('service_price') !== '' ? elaska_in('service_price') : null;
    }
    $members = array();
    for ($i = 0; $i < 50 && array_key_exists('member_' . $i, $_POST); $i++) {
        if ((int) elaska_in('member_' . $i) > 0) {
            $members[] = array('user' => (int) elaska_in('member_' . $i), 'role' => elaska_in('role_' . $i));
        }
    }
    if (array_key_exists('member_0', $_POST)) {
        $input['members'] = $members;
    }
    if ($fresh && $service === 0 && array_key_exists('model', $_POST)) {
        $input['terms'] = elaska_terms_input();
    }
    return $input;
}

/** Terms as posted: only what the chosen model has a use for. @return array<string,mixed> */
function elaska_terms_input(): array
{
    $model = elaska_in('model');
    $input = array('model' => $model);
    foreach (array_merge(ELASKA_TERMS_FIELDS[$model] ?? array(), array('vat', 'invoicing')) as $name) {
        if (elaska_in($name) !== '') {
            $input[$name] = elaska_in($name);
        }
    }
    return $input;
}

/** A case that is not there yet. @return array<string,mixed> */
function elaska_case_new(): array
{
    global $user;
    return array('id' => 0, 'version' => 0, 'title' => '', 'client' => GETPOSTINT('client', 1) > 0 ? array('id' => GETPOSTINT('client', 1), 'name' => '') : null, 'lead' => array('id' => (int) $user->id, 'name' => ''),
        'nature' => 'dossier', 'start_on' => elaska_today(), 'due_on' => null, 'description' => '', 'priority' => 1, 'progress' => 0, 'portal_visible' => true, 'project' => null, 'members' => array(),
        'terms' => array('model' => 'hourly', 'rate' => null, 'included_s' => null, 'price_minor' => null, 'overage_rate' => null, 'vat' => null, 'invoicing' => 'end', 'valid_from' => null));
}

/**
 * @param array<string,mixed> $case as case.read gives it
 * @param string $more fields that come before the team
 * @param list<string> $without parts that a template decides
 * @param string $first rows under the title
 */
function elaska_case_form(array $case, ?Elaska\Exception $error, string $more = '', array $without = array(), string $first = ''): string
{
    $fresh = $case['id'] <= 0;
    $url = elaska_url('case_card.php', $fresh ? array() : array('id' => $case['id']));
    $natures = array();
    foreach (array('dossier', 'prestation', 'mission', 'service', 'demarche') as $nature) {
        $natures[$nature] = elaska_words('ElaskaCaseNature_' . $nature);
    }
    $priorities = array();
    for ($i = 0; $i <= 3; $i++) {
        $priorities[$i] = elaska_words('ElaskaPriority_' . $i);
    }
    $out = elaska_form($url, $fresh ? 'add' : 'update', 'elaska-form', 'data-elaska-keep') . ($fresh ? '' : '<input type="hidden" name="version" value="' . elaska_h(elaska_value('version', $case['version'])) . '">');
    $out .= str_replace('class="elaska-row', 'class="elaska-row-wide elaska-row', elaska_row(elaska_words('ElaskaCaseTitle'), 'title', elaska_input('title', elaska_value('title', $case['title']), 'text', 'maxlength="255"' . ($fresh ? ' autofocus' : '')), $error, true)) . $first;
    $out .= elaska_row(elaska_words('ElaskaClient'), 'client', elaska_client_select('client', (int) elaska_value('client', $case['client']['id'] ?? 0), 'minwidth200', $case['client']), $error, true);
    $out .= elaska_row(elaska_words('ElaskaLead'), 'lead', elaska_person_select('lead', (int) elaska_value('lead', $case['lead']['id'] ?? 0), true), $error, true);
    $nature = in_array('nature', $without, true) ? '' : elaska_row(elaska_words('ElaskaCaseNature'), 'nature', elaska_select('nature', $natures, elaska_value('nature', $case['nature'])), $error);
    $priority = elaska_row(elaska_words('ElaskaPriority'), 'priority', elaska_select('priority', $priorities, elaska_value('priority', $case['priority'])), $error);
    $start = elaska_row(elaska_words('ElaskaStartOn'), 'start_on', elaska_input('start_on', elaska_value('start_on', (string) $case['start_on']), 'date'), $error);
    $due = elaska_row(elaska_words('ElaskaDue'), 'due_on', elaska_input('due_on', elaska_value('due_on', (string) $case['due_on']), 'date'), $error);
    $portal = elaska_row(elaska_words('ElaskaPortal'), 'portal_visible', elaska_checkbox('portal_visible', elaska_flag('portal_visible', (bool) $case['portal_visible']), elaska_words('ElaskaPortalYes')), $error);
    $description = elaska_row(elaska_words('Description'), 'description', elaska_textarea('description', elaska_value('description', (string) $case['description']), $fresh ? 3 : 5), $error);
    if ($fresh) {
        // What nearly every case asks stands open; the rest has defaults that hold.
        $rest = $priority . $start . elaska_case_project($case, $error) . elaska_case_limits($case, $error) . elaska_case_team($case, $error);
        $open = $error !== null && in_array(elaska_field_of($error), array('priority', 'start_on', 'project', 'deadline', 'price', 'confidentiality', 'members'), true);
        $out .= $nature . $due . $portal . $more . $description . elaska_case_new_terms($case, $without, $error) . elaska_fold(elaska_words('ElaskaCaseMore'), '<div class="elaska-form-rest">' . $rest . '</div>', $open, 'elaska-row-wide elaska-case-more');
    } else {
        $progress = elaska_row(elaska_words('ElaskaProgress'), 'progress', elaska_input('progress', elaska_value('progress', $case['progress']), 'number', 'min="0" max="100" step="5"') . ' %', $error);
        $out .= $nature . $priority . $start . $due . $progress . $portal . elaska_case_project($case, $error) . $description . elaska_case_limits($case, $error) . $more . elaska_case_team($case, $error);
    }
    return $out . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t($fresh ? 'ElaskaCaseCreate' : 'Save') . '</button>'
        . elaska_link($fresh ? elaska_url('case_list.php') : $url, elaska_words('Cancel'), 'elaska-second')
        . ($fresh || !elaska_can('case/delete') ? '' : elaska_link(elaska_url('case_card.php', array('id' => $case['id'], 'ask' => 'delete')), elaska_words('Delete'), 'elaska-danger')) . '</div></form>';
}

/** How a case without a template is billed; hidden once a service says so. @param array<string,mixed> $case @param list<string> $without */
function elaska_case_new_terms(array $case, array $without, ?Elaska\Exception $error): string
{
    if (!elaska_can('rates/write') || in_array('terms', $without, true)) {
        return '';
    }
    return '<fieldset data-elaska-when="service="><legend>' . elaska_t('ElaskaTerms') . '</legend>' . elaska_terms_fields($case['terms'], $error) . '</fieldset>';
}

/** Deadline, price, confidentiality. CASE-35, CASE-36, CASE-01. */
function elaska_case_limits(array $case, ?Elaska\Exception $error): string
{
    $at = ($case['deadline_at'] ?? null) !== null ? dol_print_date((int) $case['deadline_at'], '%Y-%m-%dT%H:%M', 'tzserver') : '';
    $out = elaska_row(elaska_words('ElaskaDeadline'), 'deadline', elaska_input('deadline', elaska_value('deadline', $at), 'datetime-local'), $error, false, elaska_words('ElaskaDeadlineHelp'));
    if (elaska_can('rates/read') && ($case['may']['money'] ?? true)) {
        $price = ($case['price']['minor'] ?? null) !== null ? elaska_decimal(sprintf('%d.%02d', intdiv((int) $case['price']['minor'], 100), (int) $case['price']['minor'] % 100)) : '';
        $out .= elaska_row(elaska_words('ElaskaServicePrice'), 'service_price', elaska_input('service_price', elaska_value('service_price', $price), 'text', 'inputmode="decimal" maxlength="30"') . ' €', $error, false, elaska_words('ElaskaServicePriceHelp'));
    }
    return $out . elaska_row(elaska_words('ElaskaLevel'), 'confidentiality', elaska_select('confidentiality', array_column(elaska_levels(), 'label'), elaska_value('confidentiality', (string) ($case['confidentiality'] ?? 0))), $error);
}

/** Native project of the case, where projects are used. */
function elaska_case_project(array $case, ?Elaska\Exception $error): string
{
    global $db, $user;
    if (!isModEnabled('project') || !$user->hasRight('projet', 'lire')) {
        return '';
    }
    require_once DOL_DOCUMENT_ROOT . '/core/class/html.formprojet.class.php';
    $chosen = (int) elaska_value('project', $case['project']['id'] ?? 0);
    $field = (string) (new FormProjets($db))->select_projects(-1, $chosen > 0 ? $chosen : '', 'project', 0, 0, 1, 1, 0, 0, 0, '', 1);
    $stored = (int) ($case['project']['id'] ?? 0);
    $field = elaska_keep_option($field, $chosen, static fn (): string => $chosen === $stored ? (string) $case['project']['name'] : '');
    return elaska_row(elaska_words('Project'), 'project', $field, $error);
}

/** People of the case and their roles, with two empty lines. */
function elaska_case_team(array $case, ?Elaska\Exception $error): string
{
    $out = '';
    $count = array_key_exists('member_0', $_POST) ? count(array_filter(array_keys($_POST), static fn ($k): bool => strpos((string) $k, 'member_') === 0)) : count($case['members']) + 2;
    for ($i = 0; $i < min(50, $count); $i++) {
        $member = $case['members'][$i] ?? array('id' => 0, 'role' => '');
        $out .= '<div class="elaska-member">' . elaska_person_select('member_' . $i, (int) elaska_value('member_' . $i, $member['id']), true)
            . '<input type="text" name="role_' . $i . '" class="flat" maxlength="48" value="' . elaska_h(elaska_value('role_' . $i, (string) $member['role'])) . '" placeholder="' . elaska_t('ElaskaRole') . '" aria-label="' . elaska_t('ElaskaRole') . '"></div>';
    }
    return str_replace('class="elaska-row', 'class="elaska-row-wide elaska-row', elaska_row(elaska_words('ElaskaTeam'), 'members', $out, $error));
}

/* ---- terms --------------------------------------------------------------- */

/** @param array<string,mixed> $terms as case.read gives them */
function elaska_terms_fields(array $terms, ?Elaska\Exception $error): string
{
    $models = array();
    foreach (array_keys(ELASKA_TERMS_FIELDS) as $model) {
        $models[$model] = elaska_words('ElaskaModel_' . $model);
    }
    $moments = array();
    foreach (array('start', 'progress', 'end') as $moment) {
        $moments[$moment] = elaska_words('ElaskaInvoicing_' . $moment);
    }
    $price = ($terms['price_minor'] ?? null) === null ? '' : elaska_decimal(sprintf('%d.%02d', intdiv((int) $terms['price_minor'], 100), (int) $terms['price_minor'] % 100));
    $vat = ($terms['vat'] ?? null) === null ? '' : rtrim(rtrim(elaska_decimal($terms['vat']), '0'), ',.');
    $text = static fn (string $name, $value, string $more = ''): string => elaska_input($name, elaska_value($name, (string) $value), 'text', 'inputmode="decimal" maxlength="30" autocomplete="off"' . $more);
    $out = elaska_row(elaska_words('ElaskaTermsModel'), 'model', elaska_select('model', $models, elaska_value('model', (string) $terms['model'])), $error, true);
    $out .= elaska_when('hourly,package', elaska_row(elaska_words('ElaskaRateHT'), 'rate', $text('rate', elaska_decimal($terms['rate'] ?? '')), $error, false, elaska_words('ElaskaTermsRateHelp')));
    $out .= elaska_when('package', elaska_row(elaska_words('ElaskaTermsIncluded'), 'included', $text('included', ($terms['included_s'] ?? null) === null ? '' : elaska_clock($terms['included_s']), ' placeholder="10h"'), $error, true));
    $out .= elaska_when('package,fixed', elaska_row(elaska_words('ElaskaTermsPriceHT'), 'price', $text('price', $price), $error, true));
    $out .= elaska_when('package', elaska_row(elaska_words('ElaskaTermsOverageHT'), 'overage_rate', $text('overage_rate', elaska_decimal($terms['overage_rate'] ?? '')), $error));
    $out .= elaska_when('package,fixed', elaska_row(elaska_words('ElaskaTermsInvoicing'), 'invoicing', elaska_select('invoicing', $moments, elaska_value('invoicing', (string) $terms['invoicing'])), $error));
    return $out . elaska_when('hourly,package,fixed', elaska_row(elaska_words('ElaskaVat') . ' (%)', 'vat', $text('vat', $vat), $error, false, elaska_words('ElaskaTermsVatHelp')));
}

/** A row that only some models need. */
function elaska_when(string $models, string $row): string
{
    return str_replace('<div class="elaska-row', '<div data-elaska-when="model=' . $models . '" class="elaska-row', $row);
}

/** @param array<string,mixed> $case as case.read gives it */
function elaska_terms_form(array $case, ?Elaska\Exception $error): string
{
    $url = elaska_url('case_card.php', array('id' => $case['id']));
    $error = $error !== null && elaska_in('action') === 'terms' ? $error : null;
    return '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaTerms') . '</h2></header>' . elaska_form(elaska_url('case_card.php', array('id' => $case['id'], 'edit' => 'terms')), 'terms', 'elaska-form', 'data-elaska-keep')
        . elaska_terms_fields($case['terms'], $error)
        . elaska_row(elaska_words('ElaskaTermsFrom'), 'valid_from', elaska_input('valid_from', elaska_value('valid_from', (string) ($case['terms']['valid_from'] ?? '')), 'date'), $error, false, elaska_words('ElaskaTermsFromHelp'))
        . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('Save') . '</button>' . elaska_link($url, elaska_words('Cancel'), 'elaska-second') . '</div></form></section>';
}
