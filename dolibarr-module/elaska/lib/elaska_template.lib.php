<?php
/*
 * Templates of cases in the setup screens: cards, a first body for a new one, packs in and out. Source: CASE-04.
 */

const ELASKA_CLIENT_KINDS = array('individual', 'company', 'founder', 'association');
const ELASKA_PACK_BYTES = 33554432;

/** "Nom d'un modèle" => "nom-d-un-modele". */
function elaska_template_code(string $name, array $taken): string
{
    $plain = strtolower((string) preg_replace('/[^A-Za-z0-9]+/', '-', dol_string_unaccent($name)));
    $code = substr(trim((string) preg_replace('/^[^a-z]+/', '', trim($plain, '-')), '-'), 0, 36);
    $code = trim($code, '-') !== '' ? trim($code, '-') : 'modele';
    for ($free = $code, $n = 2; in_array($free, $taken, true); $n++) {
        $free = $code . '-' . $n;
    }
    return $free;
}

/**
 * What a list of definitions does with one of them: new, copied, switched on and off, brought back, deleted.
 *
 * @param array{ops: string, list: string, page: string, begun: callable(string, string): array<string,mixed>, begun_active: bool, on: string, off: string} $kind
 * @param list<array<string,mixed>> $rows of the list
 */
function elaska_definition_act(Elaska\Office $office, string $action, array $kind, array $rows): ?Elaska\Exception
{
    $code = elaska_in('code');
    $names = array_column($rows, 'label', 'code');
    $taken = array_column($rows, 'code');
    $copy = static function (string $from, string $made, string $label) use ($office, $kind): void {
        $office->call($kind['ops'] . '.copy', array('code' => $from, 'to' => $made, 'label' => $label));
    };
    return elaska_try(static function () use ($office, $action, $kind, $code, $names, $taken, $copy): void {
        if ($action === 'new') {
            $name = elaska_in('name');
            $made = elaska_template_code($name, $taken);
            if ($name === '') {
                setEventMessages(elaska_sentence('field.required'), null, 'errors');
                return;
            }
            if (in_array(elaska_in('from'), $taken, true)) {
                $copy(elaska_in('from'), $made, $name);
            } else {
                $office->call($kind['ops'] . '.save', array('body' => $kind['begun']($made, $name), 'version' => 0, 'active' => $kind['begun_active']));
            }
            elaska_redirect(elaska_url($kind['page'], array('code' => $made)));
        } elseif ($action === 'copy') {
            $made = elaska_template_code($code, $taken);
            $copy($code, $made, elaska_words('ElaskaTemplateCopyOf', (string) ($names[$code] ?? $code)));
            elaska_redirect(elaska_url($kind['page'], array('code' => $made)));
        } elseif ($action === 'on' || $action === 'off') {
            $office->call($kind['ops'] . '.active', array('code' => $code, 'active' => $action === 'on'));
            elaska_redirect(elaska_url($kind['list']), elaska_words($kind[$action]));
        } elseif ($action === 'revert' || $action === 'delete') {
            $office->call($kind['ops'] . '.' . $action, array('code' => $code));
            elaska_redirect(elaska_url($kind['list']), elaska_words('ElaskaSaved'));
        }
    });
}

/** Asks before one is deleted for good. @param list<array<string,mixed>> $rows */
function elaska_definition_ask(string $here, array $rows): string
{
    $code = GETPOST('ask', 'aZ09') === 'delete' ? (string) GETPOST('code', 'alphanohtml') : '';
    foreach ($rows as $row) {
        if ($row['code'] === $code && !$row['shipped']) {
            return elaska_confirm($here, 'delete', elaska_words('ElaskaTemplateAskDelete', (string) $row['label']), elaska_words('Delete'), $here, array('code' => $code));
        }
    }
    return '';
}

/** The line above such a list: a name, what it starts from. @param array<string,string> $names */
function elaska_definition_new(string $here, string $label, array $names, string $hint = ''): string
{
    return elaska_form($here, 'new', 'elaska-template-new') . '<label for="name">' . elaska_h($label) . '</label><input type="text" id="name" name="name" required maxlength="120" value="' . elaska_h(elaska_value('name')) . '"' . ($hint !== '' ? ' placeholder="' . elaska_h($hint) . '"' : '') . '>'
        . '<label for="from">' . elaska_t('ElaskaTemplateFrom') . '</label>' . elaska_select('from', $names, '', elaska_words('ElaskaTemplateBlank')) . '<button type="submit" class="butAction">' . elaska_t('Create') . '</button></form>';
}

/** In force or not, shipped or the firm's own. @param array<string,mixed> $row @return list<string> */
function elaska_definition_marks(array $row): array
{
    $marks = array(elaska_mark($row['active'] ? 'ElaskaTemplateActive' : 'ElaskaTemplateInactive', $row['active'] ? 'green' : 'slate'));
    if ($row['shipped']) {
        $marks[] = elaska_mark($row['local'] ? 'ElaskaTemplateEdited' : 'ElaskaTemplateShipped', $row['local'] ? 'violet' : 'slate');
    }
    return $marks;
}

/** What can be done with it there. @param array<string,mixed> $row @return list<string> */
function elaska_definition_buttons(string $here, array $row, bool $asks = false): array
{
    $hidden = array('code' => $row['code']);
    $out = array(
        elaska_post_button($here, 'copy', elaska_words('ElaskaTemplateCopy'), 'elaska-textbutton', $hidden),
        elaska_post_button($here, $row['active'] ? 'off' : 'on', elaska_words($row['active'] ? 'ElaskaTemplateOff' : 'ElaskaTemplateOn'), 'elaska-textbutton', $hidden),
    );
    if ($row['shipped'] && $row['local']) {
        $out[] = elaska_post_button($here, 'revert', elaska_words('ElaskaTemplateRevert'), 'elaska-textbutton', $hidden);
    }
    if (!$row['shipped']) {
        $out[] = $asks ? elaska_link($here . '?ask=delete&code=' . rawurlencode((string) $row['code']), elaska_words('Delete'), 'elaska-textbutton elaska-danger') : elaska_post_button($here, 'delete', elaska_words('Delete'), 'elaska-textbutton elaska-danger', $hidden);
    }
    return $out;
}

/**
 * A new template that works as it is: three steps, one piece, a request of one page. Its author changes what he wants.
 *
 * @return array<string,mixed>
 */
function elaska_template_begun(string $code, string $name): array
{
    $both = static fn (string $fr, string $en): array => array('fr' => $fr, 'en' => $en);
    return array(
        'format' => 'elaska.template/1', 'code' => $code, 'label' => $both($name, $name), 'nature' => 'dossier',
        'client_kinds' => ELASKA_CLIENT_KINDS, 'family' => 'other', 'icon' => 'folder', 'colour' => 'teal', 'visible' => true, 'requestable' => true,
        'due_days' => 30, 'roles' => array('lead'),
        'steps' => array(
            array('code' => 'opening', 'label' => $both('Ouverture du dossier', 'Opening of the case'), 'icon' => 'folder-open', 'colour' => 'blue', 'days' => 3),
            array('code' => 'handling', 'label' => $both('Traitement', 'Handling'), 'icon' => 'pencil', 'colour' => 'teal', 'days' => 20),
            array('code' => 'closing', 'label' => $both('Clôture', 'Closing'), 'icon' => 'flag', 'colour' => 'green', 'days' => 30),
        ),
        'pieces' => array(array('code' => 'identity', 'label' => $both('Pièce d\'identité', 'Identity document'), 'category' => 'identity', 'from' => 'client', 'required' => true, 'step' => 'opening')),
        'forms' => array(array('code' => 'request', 'label' => $both('Votre demande', 'Your request'), 'pages' => array(array(
            'code' => 'need', 'label' => $both('Votre besoin', 'Your need'),
            'fields' => array(array('code' => 'need', 'type' => 'long', 'label' => $both('Que souhaitez-vous ?', 'What would you like?'), 'required' => true)),
        )))),
    );
}

/** Icon of the sprite. */
function elaska_template_icon(string $name): string
{
    return '<svg class="elaska-icon" aria-hidden="true"><use href="' . elaska_h(dol_buildpath('/elaska/js/icons.svg', 1)) . '#' . elaska_h($name) . '"></use></svg>';
}

/** One template as a card. @param array<string,mixed> $row of template.list */
function elaska_template_card(array $row): string
{
    $edit = elaska_url('admin/template.php', array('code' => $row['code']));
    $marks = elaska_definition_marks($row);
    if ($row['update']) {
        $marks[] = elaska_mark('ElaskaTemplateUpdate', 'amber');
    }
    $kinds = implode(' · ', array_map(static fn (string $kind): string => elaska_t('ElaskaKind_' . $kind), $row['client_kinds']));
    $counts = elaska_words('ElaskaTemplateCounts', (string) $row['steps'], (string) $row['pieces'], (string) $row['forms'], (string) $row['fields']);
    $here = elaska_url('admin/templates.php');
    return '<article class="elaska-template elaska-c-' . elaska_h($row['colour']) . ($row['active'] ? '' : ' elaska-off') . '"><header><span class="elaska-template-icon">' . elaska_template_icon((string) $row['icon']) . '</span>'
        . '<div><h3>' . elaska_link($edit, (string) $row['label']) . '</h3><p class="elaska-small elaska-quiet">' . $kinds . '</p></div></header>'
        . '<p class="elaska-template-text">' . elaska_h($row['description']) . '</p><p class="elaska-small elaska-quiet">' . elaska_h($counts) . '</p><p class="elaska-template-marks">' . implode(' ', $marks) . '</p>'
        . '<footer>' . elaska_link($edit, elaska_words('Modify'), 'elaska-template-edit')
        . implode('', elaska_definition_buttons($here, $row, true)) . '</footer></article>';
}

/**
 * The posted file as the files of one pack. A pack travels as one JSON file.
 *
 * @return array{pack?: string, files: list<array{path: string, body: string}>}
 */
function elaska_pack_posted(string $field): array
{
    $file = $_FILES[$field] ?? null;
    if (!is_array($file) || !is_string($file['tmp_name'] ?? null) || ($file['error'] ?? UPLOAD_ERR_NO_FILE) !== UPLOAD_ERR_OK || !is_uploaded_file($file['tmp_name'])) {
        return array('files' => array());
    }
    $text = (string) file_get_contents($file['tmp_name'], false, null, 0, ELASKA_PACK_BYTES + 1);
    return array('files' => array(array('path' => substr((string) preg_replace('/[^A-Za-z0-9._-]/', '_', (string) $file['name']), -100), 'body' => $text)));
}

/** Models travel in the pack up to this size; larger ones are named, to be attached again. */
const ELASKA_MODEL_BYTES = 2097152;

/** Files to fill in go into the pack with their bytes: their number here means nothing elsewhere. */
function elaska_pack_models_out(Elaska\Office $office, stdClass $pack): void
{
    foreach ($pack->templates ?? array() as $template) {
        foreach ($template->pieces ?? array() as $piece) {
            $model = $piece->model ?? null;
            if (!$model instanceof stdClass) {
                continue;
            }
            $piece->model = array('name' => $model->name);
            if (($model->size ?? 0) <= ELASKA_MODEL_BYTES) {
                $file = $office->call('file.get', array('file' => $model->file));
                $piece->model['data'] = base64_encode((string) file_get_contents(DOL_DATA_ROOT . '/' . $file['path']));
            }
        }
    }
}

/**
 * Files that a pack brings are kept here and get their number; what it only names is told.
 *
 * @return array{0: string, 1: list<string>} the pack as it is installed, names of the files to attach again
 */
function elaska_pack_models_in(Elaska\Office $office, string $text): array
{
    $pack = json_decode($text, false, 64);
    $missing = array();
    if (!$pack instanceof stdClass || strpos($text, '"model"') === false) {
        return array($text, $missing);
    }
    foreach (is_array($pack->templates ?? null) ? $pack->templates : array($pack) as $template) {
        foreach (is_array($template->pieces ?? null) ? $template->pieces : array() as $piece) {
            $model = $piece->model ?? null;
            if (!$model instanceof stdClass) {
                continue;
            }
            unset($piece->model);
            $name = is_string($model->name ?? null) ? $model->name : '';
            $bytes = is_string($model->data ?? null) ? base64_decode($model->data, true) : false;
            if (!is_string($bytes) || $bytes === '' || $name === '') {
                $missing[] = $name !== '' ? $name : (string) ($piece->code ?? '');
                continue;
            }
            $kept = $office->upload('model.put', array('name' => $name), $bytes);
            $piece->model = array('file' => $kept['id'], 'name' => $kept['name'], 'size' => $kept['size']);
        }
    }
    return array((string) json_encode($pack, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), $missing);
}

/** Services of the catalogue that a template runs, each a way to its form. CASE-10. */
function elaska_template_services(Elaska\Office $office, string $code): string
{
    if (!elaska_can('catalogue/manage')) {
        return '';
    }
    $links = array();
    foreach ($office->call('service.list', array('template' => $code))['rows'] as $row) {
        $links[] = elaska_link(elaska_url('admin/services.php', array('id' => $row['id'])), (string) $row['name']) . ($row['active'] ? '' : ' <span class="elaska-quiet">(' . elaska_t('ElaskaServiceOff') . ')</span>');
    }
    $links[] = elaska_link(elaska_url('admin/services.php', array('edit' => 'new', 'template' => $code)), elaska_words('ElaskaServiceNew'));
    return '<p class="elaska-quiet">' . elaska_t('ElaskaServices') . ' : ' . implode(' · ', $links) . '</p>';
}

/** Where the kind of case that is being written appears, and the next step. @param array<string,mixed> $template as template.read gives it */
function elaska_template_next(array $template): string
{
    $body = $template['body'];
    if (empty($template['active'])) {
        return '<div class="elaska-next">' . elaska_mark('ElaskaTemplateInactive', 'slate') . '<span>' . elaska_t('ElaskaTemplateNextOff') . '</span></div>';
    }
    $kinds = array_map(static fn (string $kind): string => elaska_words('ElaskaKind_' . $kind), $body['client_kinds'] ?? array());
    $client = empty($body['visible']) ? 'ElaskaTemplateNextHidden' : (empty($body['requestable']) ? 'ElaskaTemplateNextSeen' : 'ElaskaTemplateNextAsked');
    return '<div class="elaska-next">' . elaska_mark('ElaskaTemplateActive', 'green') . '<span>' . elaska_t('ElaskaTemplateNextOn', $kinds ? implode(', ', $kinds) : elaska_words('ElaskaTemplateNextAll')) . ' ' . elaska_t($client) . '</span>'
        . elaska_button(elaska_url('case_card.php', array('action' => 'create', 'template' => (string) $body['code'])), elaska_words('ElaskaTemplateNextOpen'), 'elaska-second') . '</div>';
}

/** Reference lists with their items, as the editor offers them. @return list<array<string,mixed>> */
function elaska_template_lists(Elaska\Office $office): array
{
    $lists = array();
    foreach ($office->call('reference.list')['rows'] as $row) {
        $items = array();
        foreach ($office->call('reference.read', array('list' => $row['code']))['items'] as $item) {
            $items[] = array('code' => $item['code'], 'label' => $item['text']);
        }
        $lists[] = array('code' => $row['code'], 'label' => $row['label'], 'items' => $items);
    }
    return $lists;
}
