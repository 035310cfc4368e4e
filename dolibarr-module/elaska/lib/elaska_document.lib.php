<?php
/*
 * Documents as pages: one of them whole, and the deposit of new ones. Source: DOC-02, DOC-03, DOC-14, DOC-24, DOC-26.
 */

/** Fields of the form, at which a refusal stands. */
const ELASKA_DOCUMENT_FIELDS = array('name', 'category', 'description', 'document_on', 'valid_until', 'level', 'users', 'groups', 'url', 'id');

/** Icon by what it is. */
function elaska_document_icon(string $type): string
{
    if ($type === 'text/x-url') {
        return 'external-link';
    }
    return strpos($type, 'image/') === 0 ? 'photo' : ($type === 'application/pdf' ? 'file-text' : 'file');
}

/** Where a click on its name leads. */
function elaska_document_address(array $d): string
{
    return elaska_url('file.php', $d['url'] !== null ? array('link' => $d['id']) : array('id' => $d['id'], 'view' => 1));
}

/** Title, state, and what can be done at once. @param array<string,mixed> $d */
function elaska_document_head(array $d, string $url): string
{
    $badges = ($d['status'] ? elaska_badge($d['status']) : '') . ' ' . elaska_level_mark((int) $d['level']) . ($d['expired'] ? ' ' . elaska_mark('ElaskaDocumentExpired', 'amber') : '')
        . ' ' . elaska_mark($d['visible'] ? ($d['shown'] ? 'ElaskaSeenByClient' : 'ElaskaDocumentHolderHidden') : 'ElaskaInternal', $d['visible'] && $d['shown'] ? 'teal' : 'slate') . ($d['deliverable'] ? ' ' . elaska_mark('ElaskaDeliverable', 'green') : '')
        . ($d['missing'] ? ' ' . elaska_mark('ElaskaDocumentMissing', 'red') : '') . ($d['scan'] !== null ? ' ' . elaska_scan_mark($d['scan']) : '');
    $over = elaska_client($d['client']) . ($d['case'] ? ' · ' . elaska_link(elaska_url('case_card.php', array('id' => $d['case']['id'], 'tab' => 'docs')), trim($d['case']['ref'] . ' ' . $d['case']['title'])) : '');
    $out = '<header class="elaska-head"><div><p class="elaska-head-over">' . $over . '</p><h1>' . elaska_icon(elaska_document_icon($d['type'])) . ' ' . elaska_h($d['name']) . '</h1><div class="elaska-badges">' . $badges . '</div>'
        . ((string) $d['reason'] !== '' ? '<q class="elaska-step-comment">' . elaska_lines($d['reason']) . '</q>' : '') . '</div><div class="elaska-head-acts">';
    if ($d['deleted_at'] !== null) {
        return $out . ($d['may']['restore'] ? elaska_post_button($url, 'restore', elaska_words('ElaskaDocumentRestore')) : '') . '</div></header>';
    }
    $out .= $d['url'] !== null ? elaska_button(elaska_document_address($d), elaska_words('ElaskaDocumentOpen')) : elaska_button(elaska_document_address($d), elaska_words('ElaskaDocumentSee')) . elaska_button(elaska_url('file.php', array('id' => $d['id'])), elaska_words('ElaskaDocumentDownload'), 'elaska-second');
    return $out . '</div></header>' . ($d['may']['edit'] ? elaska_document_judge($d, $url) : '');
}

/** What a client sent is received, validated or refused. */
function elaska_document_judge(array $d, string $url): string
{
    $code = (string) ($d['status']['code'] ?? '');
    if (!in_array($code, array('waiting', 'received', 'refused'), true)) {
        return '';
    }
    $out = elaska_act_button($url, 'validate', elaska_words('ElaskaPieceValidate'), array(), '', 'elaska-act elaska-act-main');
    $out .= $code === 'waiting' ? elaska_act_button($url, 'receive', elaska_words('ElaskaPieceReceive'), array()) : '';
    $out .= $code !== 'refused' ? elaska_act_button($url, 'refuse', elaska_words('ElaskaPieceRefuse'), array(), elaska_words('ElaskaPieceRefuseWhy')) : '';
    return '<div class="elaska-step-acts elaska-document-acts">' . $out . '</div>';
}

/** What is known of it. @param array<string,mixed> $d */
function elaska_document_facts(array $d): string
{
    $who = array_merge(array_column($d['users'], 'name'), array_column($d['groups'], 'name'));
    $facts = array(
        'ElaskaDocumentNumber' => elaska_h((string) (int) $d['id']),
        'ElaskaDocumentCategory' => $d['category'] ? elaska_h($d['category']['label']) : '',
        'ElaskaFolder' => $d['folder'] && $d['client'] ? elaska_link(elaska_url('document_list.php', array('socid' => $d['client']['id'], 'folder' => $d['folder']['id'])), (string) $d['folder']['name']) : '',
        'ElaskaDocumentOn' => $d['document_on'] ? elaska_day($d['document_on']) : '',
        'ElaskaPieceValidUntil' => $d['valid_until'] ? elaska_day($d['valid_until']) : '',
        'ElaskaDocumentDeposited' => elaska_moment($d['at']) . ' · ' . elaska_h((string) $d['by']),
        'ElaskaDocumentOrigin' => elaska_t('ElaskaOrigin_' . $d['origin']),
        'ElaskaDocumentAddress' => $d['url'] !== null ? elaska_h($d['url']) : '',
        'ElaskaDocumentSize' => $d['url'] === null ? elaska_h(elaska_size((int) $d['size'])) . ' · ' . elaska_h($d['type']) : '',
        'ElaskaDocumentClient' => elaska_t($d['visible'] ? ($d['client_downloads'] ? 'ElaskaDocumentKept' : 'ElaskaDocumentOnlySeen') : 'ElaskaDocumentNotShown'),
        'ElaskaDocumentReaders' => $d['level'] > 0 ? elaska_h(implode(', ', $who)) : '',
        'ElaskaDocumentDeleted' => $d['deleted_at'] !== null ? elaska_moment($d['deleted_at']) . ' · ' . elaska_h((string) $d['deleted_by']) : '',
    );
    $out = '';
    foreach (array_filter($facts) as $key => $value) {
        $out .= '<dt>' . elaska_t($key) . '</dt><dd>' . $value . '</dd>';
    }
    return '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaDocumentFacts') . '</h2></header><dl class="elaska-facts">' . $out . '</dl>' . ((string) $d['description'] !== '' ? '<p>' . elaska_lines($d['description']) . '</p>' : '') . '</section>';
}

/** A choice of several, without scripts. @param array<int,string> $options @param list<int> $chosen */
function elaska_document_many(string $name, array $options, array $chosen): string
{
    $out = '';
    foreach ($options as $id => $label) {
        $out .= '<option value="' . (int) $id . '"' . (in_array((int) $id, $chosen, true) ? ' selected' : '') . '>' . elaska_h($label) . '</option>';
    }
    return '<select id="' . $name . '" name="' . $name . '[]" multiple size="' . min(6, max(2, count($options))) . '">' . $out . '</select>';
}

/**
 * Level of a document or a note, and who reads it by name; a refusal keeps what was chosen.
 *
 * @param array<string,mixed> $of with level, users, groups
 * @param list<array{id: int, name: string}> $all groups to choose among
 */
function elaska_level_rows(array $of, array $all, ?Elaska\Exception $error): string
{
    $names = array_column(elaska_levels(), 'label');
    $level = $error !== null ? elaska_in('level') : (string) (int) $of['level'];
    $users = $error !== null ? elaska_ticked('users') : array_map('intval', array_column($of['users'], 'id'));
    $groups = $error !== null ? elaska_ticked('groups') : array_map('intval', array_column($of['groups'], 'id'));
    return elaska_row(elaska_words('ElaskaLevel'), 'level', elaska_select('level', $names, $level), $error, false, elaska_words('ElaskaDocumentLevelHelp', $names[1], $names[2]))
        . elaska_row(elaska_words('ElaskaDocumentUsers'), 'users', elaska_document_many('users', array_column(elaska_people(), 'name', 'id'), $users), $error)
        . ($all ? elaska_row(elaska_words('ElaskaDocumentGroups'), 'groups', elaska_document_many('groups', array_column($all, 'name', 'id'), $groups), $error) : '');
}

/** @param array<string,mixed> $d with all_groups @param array<string,string> $categories */
function elaska_document_form(array $d, array $categories, string $url, ?Elaska\Exception $error): string
{
    $form = elaska_form($url, 'update', 'elaska-form', 'data-elaska-keep');
    $form .= elaska_row(elaska_words('Name'), 'name', elaska_input('name', elaska_value('name', $d['name']), 'text', 'maxlength="150" required'), $error, true);
    $form .= elaska_row(elaska_words('ElaskaDocumentCategory'), 'category', elaska_select('category', $categories, elaska_value('category', (string) ($d['category']['code'] ?? '')), ' '), $error);
    $form .= elaska_row(elaska_words('ElaskaDocumentOn'), 'document_on', elaska_input('document_on', elaska_value('document_on', (string) $d['document_on']), 'date'), $error);
    $form .= elaska_row(elaska_words('ElaskaPieceValidUntil'), 'valid_until', elaska_input('valid_until', elaska_value('valid_until', (string) $d['valid_until']), 'date'), $error);
    $form .= elaska_row(elaska_words('Description'), 'description', elaska_textarea('description', elaska_value('description', (string) $d['description']), 3, 'maxlength="2000"'), $error);
    $form .= elaska_row(elaska_words('ElaskaPortal'), 'visible', elaska_checkbox('visible', elaska_flag('visible', $d['visible']), elaska_words('ElaskaSeenByClient')) . elaska_checkbox('client_downloads', elaska_flag('client_downloads', $d['client_downloads']), elaska_words('ElaskaDocumentMayKeep')), $error);
    $form .= elaska_level_rows($d, $d['all_groups'], $error);
    return '<section class="elaska-panel" id="edit"><header><h2>' . elaska_t('Modify') . '</h2></header>' . $form . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('Save') . '</button>' . elaska_link($url, elaska_words('Cancel'), 'elaska-second') . '</div></form></section>';
}

/** The newest first; an older one may be taken up again. @param array<string,mixed> $d */
function elaska_document_versions(array $d, string $url): string
{
    $rows = '<li><strong>v' . (int) $d['version'] . '</strong> ' . elaska_h($d['name']) . ' <span class="elaska-quiet elaska-small">' . elaska_h(elaska_size((int) $d['size'])) . ' · ' . elaska_moment($d['at']) . ' · ' . elaska_h((string) $d['by']) . '</span> ' . elaska_mark('ElaskaDocumentCurrent', 'green') . '</li>';
    foreach ($d['versions'] as $v) {
        $rows .= '<li><strong>v' . (int) $v['number'] . '</strong> ' . elaska_link(elaska_url('file.php', array('id' => $d['id'], 'number' => $v['number'], 'view' => 1)), (string) $v['name']) . ' <span class="elaska-quiet elaska-small">' . elaska_h(elaska_size((int) $v['size'])) . ' · ' . elaska_moment($v['at'])
            . ' · ' . elaska_h((string) $v['by']) . '</span>' . ($d['may']['version'] ? elaska_act_button($url, 'version', elaska_words('ElaskaDocumentTakeUp'), array('number' => (int) $v['number'])) : '') . '</li>';
    }
    $drop = $d['may']['version'] ? '<div class="elaska-piece-foot"><label class="elaska-deposit" data-elaska-deposit="' . (int) $d['id'] . '" data-elaska-object="version">' . elaska_icon('upload') . '<span>' . elaska_t('ElaskaDocumentNewVersion') . '</span><input type="file"></label></div>' : '';
    return $d['url'] !== null ? '' : '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaDocumentVersions') . '</h2></header><ul class="elaska-filelist elaska-versions">' . $rows . '</ul>' . $drop . '</section>';
}

/** @param array<string,mixed> $d */
function elaska_document_links(Elaska\Office $office, array $d, string $url, ?Elaska\Exception $error): string
{
    $rows = '';
    foreach ($d['links'] as $link) {
        $to = elaska_url('case_card.php', array('id' => $link['case'], 'tab' => $link['object'] === 'task' ? 'tasks' : 'docs'));
        $native = array('contract' => '/contrat/card.php?id=', 'invoice' => '/compta/facture/card.php?facid=', 'project' => '/projet/card.php?id=')[$link['object']] ?? '';
        $to = $native !== '' ? DOL_URL_ROOT . $native . (int) $link['object_id'] : $to;
        $rows .= '<li>' . elaska_icon($link['object'] === 'task' ? 'checkbox' : 'folder') . ($link['case'] || $native !== '' ? elaska_link($to, trim($link['ref'] . ' ' . $link['label'])) : elaska_h((string) $link['label'])) . ($d['may']['edit'] ? elaska_act_button($url, 'unlink', elaska_words('ElaskaRemove'), array('link' => (int) $link['id'])) : '') . '</li>';
    }
    if (!$d['may']['edit']) {
        return $rows === '' ? '' : '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaLinks') . '</h2></header><ul class="elaska-filelist">' . $rows . '</ul></section>';
    }
    $error = $error !== null && elaska_in('action') === 'link' ? $error : null;
    $form = elaska_form($url, 'link', 'elaska-mini') . elaska_case_select($office, 'id', null, (int) ($d['client']['id'] ?? 0), elaska_words('ElaskaDocumentLinkTo'), 'data-placeholder="' . elaska_t('ElaskaCaseSearch') . '" aria-label="' . elaska_t('ElaskaCase') . '"') . '<button type="submit" class="elaska-act">' . elaska_t('ElaskaDocumentLinkDo') . '</button></form>'
        . ($error !== null ? '<p class="elaska-error" role="alert">' . elaska_h(elaska_error_text($error)) . '</p>' : '');
    return '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaLinks') . '</h2></header>' . ($rows === '' ? '' : '<ul class="elaska-filelist">' . $rows . '</ul>') . $form . '</section>';
}

/** Does what a form of the card asks; a refusal is given back. */
function elaska_document_act(Elaska\Office $office, int $id, string $action, string $url): ?Elaska\Exception
{
    return elaska_attempt(ELASKA_DOCUMENT_FIELDS, static function () use ($office, $id, $action, $url): void {
        $judged = array('validate' => 'validated', 'receive' => 'received', 'refuse' => 'refused');
        if (isset($judged[$action])) {
            $office->call('document.judge', array('files' => array($id), 'to' => $judged[$action]) + elaska_posted(array('reason' => 'text')));
        } elseif ($action === 'update') {
            $input = elaska_posted(array('name' => 'text', 'category' => 'text?', 'description' => 'text?', 'document_on' => 'day?', 'valid_until' => 'day?', 'visible' => 'flag', 'client_downloads' => 'flag', 'level' => 'int'));
            $office->call('document.update', array('file' => $id) + $input + (($input['level'] ?? 0) > 0 ? array('users' => elaska_ticked('users'), 'groups' => elaska_ticked('groups')) : array()));
        } elseif ($action === 'version') {
            $office->call('file.version_restore', array('file' => $id, 'number' => max(1, (int) elaska_in('number'))));
        } elseif ($action === 'link') {
            $office->call('document.link', array('file' => $id, 'object' => 'case') + elaska_posted(array('id' => 'id')));
        } elseif ($action === 'unlink') {
            $office->call('document.unlink', elaska_posted(array('link' => 'id')));
        } elseif ($action === 'delete') {
            $office->call('file.delete', array('file' => $id));
            elaska_redirect(elaska_url('document_list.php'), elaska_words('ElaskaDocumentInBin'));
        } elseif ($action === 'keep') {
            $office->call('document.keep', array('file' => $id) + elaska_posted(array('on' => 'flag')));
        } elseif ($action === 'restore') {
            $office->call('file.restore', array('file' => $id));
            $url = elaska_url('document_card.php', array('id' => $id));
        }
        elaska_redirect($url, elaska_words('ElaskaSaved'));
    });
}

/**
 * Where new ones are put: dropped, or the address of one that lies elsewhere.
 *
 * @param array<string,string> $categories
 * @param array<string,mixed>|null $folder that they go to
 */
function elaska_document_deposit(string $object, int $id, array $categories, string $url, ?Elaska\Exception $error, ?array $folder = null): string
{
    $error = $error !== null && elaska_in('action') === 'address' ? $error : null;
    $typed = static fn (string $name): string => $error !== null ? elaska_in($name) : '';
    $drop = '<label class="elaska-deposit elaska-deposit-wide" data-elaska-deposit="' . $id . '" data-elaska-object="' . elaska_h($object) . '"' . ($folder !== null ? ' data-elaska-folder="' . (int) $folder['id'] . '"' : '') . '>' . elaska_icon('upload') . '<span>' . ($folder !== null ? elaska_h(elaska_words('ElaskaDocumentDropIn', (string) $folder['name'])) : elaska_t('ElaskaDocumentDrop')) . '</span><input type="file" multiple></label>';
    $form = elaska_form($url, 'address', 'elaska-form', 'data-elaska-keep') . elaska_ids('address', '<input type="hidden" name="object" value="' . elaska_h($object) . '">' . ($folder !== null ? '<input type="hidden" name="folder" value="' . (int) $folder['id'] . '">' : '') . elaska_row(elaska_words('Name'), 'name', elaska_input('name', $typed('name'), 'text', 'maxlength="150"'), $error, true)
        . elaska_row(elaska_words('ElaskaDocumentAddress'), 'url', elaska_input('url', $typed('url'), 'url', 'maxlength="2000" placeholder="https://"'), $error, true, elaska_words('ElaskaDocumentAddressHelp'))
        . elaska_row(elaska_words('ElaskaDocumentCategory'), 'category', elaska_select('category', $categories, $typed('category'), ' '), $error) . elaska_row(elaska_words('ElaskaNote'), 'description', elaska_textarea('description', $typed('description'), 2), $error)
        . elaska_row(elaska_words('ElaskaPortal'), 'visible', elaska_checkbox('visible', $error === null || elaska_in('visible') === '1', elaska_words('ElaskaSeenByClient')), $error));
    return '<div class="elaska-document-add">' . $drop . elaska_fold(elaska_words('ElaskaDocumentLinkAdd'), $form . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('ElaskaAdd') . '</button></div></form>', $error !== null) . '</div>';
}

/** Adds an address; a refusal is given back. */
function elaska_document_put_address(Elaska\Office $office, string $object, int $id, string $url): ?Elaska\Exception
{
    return elaska_attempt(ELASKA_DOCUMENT_FIELDS, static function () use ($office, $object, $id, $url): void {
        $office->call('document.address', array('object' => $object, 'id' => $id) + elaska_posted(array('name' => 'text', 'url' => 'text', 'category' => 'text', 'description' => 'text', 'visible' => 'flag', 'folder' => 'id')));
        elaska_redirect($url, elaska_words('ElaskaSaved'));
    });
}

/** All documents of a case, below its checklist. */
function elaska_document_of_case(Elaska\Office $office, array $page, array $categories, string $url, ?Elaska\Exception $error): string
{
    $out = '';
    foreach ($office->call('file.list', array('case' => (int) $page['id']))['rows'] as $file) {
        $out .= '<li>' . elaska_icon($file['link'] ? 'external-link' : elaska_document_icon((string) $file['type'])) . elaska_link(elaska_url('document_card.php', array('id' => $file['id'])), (string) $file['name']) . '<span class="elaska-quiet elaska-small">' . ($file['link'] ? '' : elaska_h(elaska_size((int) $file['size'])) . ' · ')
            . elaska_moment($file['at']) . ' · ' . elaska_h((string) $file['by']) . ((int) $file['version'] > 1 ? ' · v' . (int) $file['version'] : '') . '</span><span class="elaska-badges">' . ($file['scanning'] ? elaska_scan_mark('waiting') : '') . elaska_level_mark((int) $file['level'])
            . ($file['visible'] ? '' : elaska_mark('ElaskaInternal')) . '</span></li>';
    }
    $add = !empty($page['may']['edit']) ? elaska_document_deposit('case', (int) $page['id'], $categories, $url, $error) : '';
    $all = elaska_link(elaska_url('document_list.php', array('case' => $page['id'])), elaska_words('ElaskaDocumentsAll'), 'elaska-small');
    return '<section class="elaska-panel" id="documents"><header><h2>' . elaska_t('ElaskaDocumentsOfCase') . '</h2>' . $all . '</header>' . ($out !== '' ? '<ul class="elaska-filelist">' . $out . '</ul>' : '<p class="elaska-quiet">' . elaska_t('ElaskaDocumentsNoneOfCase') . '</p>') . $add . '</section>';
}
