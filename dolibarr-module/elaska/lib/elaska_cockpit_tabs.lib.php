<?php
/*
 * Tabs of the cockpit: steps and activity, documents, values, people, history of steps, notes. Every action is a plain
 * form. Source: CASE-13..15, CASE-17, CASE-19, CASE-27, CASE-30, CASE-31, CASE-37.
 */

/* ---- steps ----------------------------------------------------------------- */

/** Form that validates the step in progress; what is missing is confirmed once. @param array<string,mixed> $step */
function elaska_step_validate(array $step, string $url, ?Elaska\Exception $error): string
{
    $mine = $error !== null && elaska_in('action') === 'step_validate' && (int) elaska_in('step') === (int) $step['id'] && $error->getKey() === 'step.missing' ? $error : null;
    $out = elaska_form($url, 'step_validate', 'elaska-step-form') . '<input type="hidden" name="step" value="' . (int) $step['id'] . '">';
    if ($mine !== null) {
        $out .= '<p class="elaska-notice elaska-c-amber" role="alert">' . elaska_h(elaska_error_text($mine)) . '</p><input type="hidden" name="confirm" value="1">';
    }
    return $out . '<label class="elaska-label" for="comment-' . (int) $step['id'] . '">' . elaska_t('ElaskaStepComment') . '</label><textarea id="comment-' . (int) $step['id'] . '" name="comment" rows="2" maxlength="4000">'
        . elaska_h(elaska_value('comment', '')) . '</textarea><div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t($mine !== null ? 'ElaskaStepValidateAnyway' : 'ElaskaStepValidate') . '</button></div></form>';
}

/** Who of the client filled in the form, and when. @param array<string,mixed> $form with sent_at, sent_by */
function elaska_step_sent(array $form): string
{
    return (int) ($form['sent_at'] ?? 0) === 0 ? '' : '<p class="elaska-quiet elaska-small">' . elaska_h(elaska_words('ElaskaStepSent', (string) ($form['sent_by'] ?? ''), dol_print_date((int) $form['sent_at'], 'dayhour', 'tzuser'))) . '</p>';
}

/** What can be done on a step. @param array<string,mixed> $step */
function elaska_step_acts(array $step, string $url, ?Elaska\Exception $error): string
{
    $id = array('step' => (int) $step['id']);
    $out = '';
    if (!empty($step['form'])) {
        $out .= elaska_link(elaska_url('case_step.php', array('step' => $step['id'], 'case' => GETPOSTINT('id'))), elaska_words($step['answered'] ? 'ElaskaStepFormEdit' : 'ElaskaStepFormFill'), 'elaska-act');
    }
    $code = (string) $step['status']['code'];
    if ($code === 'todo') {
        $out .= elaska_act_button($url, 'step_start', elaska_words('ElaskaStepStart'), $id);
    }
    if (in_array($code, array('todo', 'current'), true)) {
        $out .= elaska_act_button($url, 'step_skip', elaska_words('ElaskaStepSkip'), $id, elaska_words('ElaskaStepSkipWhy'));
    }
    if (in_array($code, array('done', 'na'), true)) {
        $out .= elaska_act_button($url, 'step_reopen', elaska_words('ElaskaStepReopen'), $id, elaska_words('ElaskaStepReopenWhy'));
    }
    $plan = elaska_form($url, 'step_update', 'elaska-mini') . '<input type="hidden" name="step" value="' . (int) $step['id'] . '"><input type="hidden" name="version" value="' . (int) $step['version'] . '"><input type="date" name="planned_on" value="'
        . elaska_h((string) $step['planned_on']) . '" aria-label="' . elaska_t('ElaskaStepPlanned') . '">' . elaska_select('responsible', array_column(elaska_people(), 'name', 'id'), (string) ($step['responsible']['id'] ?? ''), ' ', 'aria-label="' . elaska_t('ElaskaStepWho') . '"')
        . '<button type="submit" class="elaska-act">' . elaska_t('Save') . '</button></form>';
    return '<div class="elaska-step-acts">' . $out . ($code === 'done' ? '' : elaska_fold(elaska_words('ElaskaStepPlan'), str_replace('id="responsible"', 'id="responsible-' . (int) $step['id'] . '"', $plan))) . '</div>';
}

/** Steps from top to bottom, the one in progress open. CASE-15. @param array<string,mixed> $page */
function elaska_steps(array $page, string $url, ?Elaska\Exception $error, bool $history = false): string
{
    if (!$page['steps']) {
        return '';
    }
    $edit = !empty($page['may']['edit']) && !$history && !in_array($page['status']['class'] ?? '', array('done', 'cancelled'), true);
    $out = '<ol class="elaska-steps">';
    foreach ($page['steps'] as $step) {
        $code = (string) $step['status']['code'];
        $icon = $code === 'done' ? 'check' : ($code === 'na' ? 'x' : ((string) $step['icon'] !== '' ? (string) $step['icon'] : 'circle'));
        $facts = array();
        if ($step['done_at'] !== null) {
            $facts[] = elaska_h(elaska_words('ElaskaStepDoneOn', dol_print_date((int) $step['done_at'], 'dayhour', 'tzuser'), (string) ($step['done_by']['name'] ?? '')));
        } elseif ($step['planned_on'] !== null) {
            $facts[] = elaska_t('ElaskaStepPlannedOn') . ' ' . elaska_day($step['planned_on']);
        }
        if ($step['left']) {
            $facts[] = elaska_t('ElaskaStepLeft');
        }
        if ($step['responsible'] && $step['done_at'] === null) {
            $facts[] = elaska_h($step['responsible']['name']);
        }
        $out .= '<li id="step-' . (int) $step['id'] . '" class="elaska-step elaska-step-' . elaska_h($code) . ' elaska-c-' . elaska_h($code === 'current' && (string) $step['colour'] !== '' ? $step['colour'] : $step['status']['colour']) . '"' . ($step['current'] ? ' aria-current="step"' : '') . '>'
            . '<span class="elaska-step-icon">' . elaska_icon($icon) . '</span><div class="elaska-step-body"><div class="elaska-step-head"><strong>' . elaska_h($step['label']) . '</strong><span class="elaska-badges">' . elaska_badge($step['status'])
            . ($step['late'] ? elaska_mark('ElaskaLate', 'red') : '') . (!empty($step['asks']['waits']) ? elaska_mark('ElaskaStepWaits', 'amber') : '') . ($step['visible'] ?? true ? '' : elaska_mark('ElaskaInternal')) . '</span></div>'
            . ($facts ? '<div class="elaska-quiet elaska-small">' . implode(' · ', $facts) . '</div>' : '') . ($step['current'] && (string) $step['description'] !== '' ? '<p class="elaska-step-text">' . elaska_lines($step['description']) . '</p>' : '');
        $out .= elaska_step_sent($step['asks'] ?? array());
        foreach (array('comment', 'reason') as $word) {
            $out .= (string) ($step[$word] ?? '') !== '' ? '<q class="elaska-step-comment">' . elaska_lines($step[$word]) . '</q>' : '';
        }
        if ($edit) {
            $out .= ($step['current'] ? elaska_step_validate($step, $url, $error) : '') . elaska_step_acts($step, $url, $error);
        }
        $out .= '</div></li>';
    }
    return $out . '</ol>';
}

/* ---- activity -------------------------------------------------------------- */

/** What the client was asked for, and what came. CASE-27. @param array<string,mixed> $page */
function elaska_cockpit_actions(array $page, string $url): string
{
    $out = '';
    foreach ($page['actions'] as $action) {
        $waits = ($action['status']['code'] ?? '') === 'waiting';
        $out .= '<li><div class="elaska-badges">' . elaska_badge($action['status']) . (!empty($action['late']) ? elaska_mark('ElaskaLate', 'red') : '') . (!empty($action['left']) ? elaska_mark('ElaskaStepLeft') : '') . '<span class="elaska-quiet elaska-small">' . elaska_moment($action['created_at'] ?? null)
            . (($action['due_on'] ?? null) !== null ? ' · ' . elaska_t('ElaskaDue') . ' ' . elaska_day($action['due_on']) : '') . '</span></div><p>' . elaska_lines($action['message']) . '</p>'
            . ((string) ($action['reply'] ?? '') !== '' ? '<q class="elaska-step-comment">' . elaska_lines($action['reply']) . '</q>' : '')
            . ($waits && !empty($page['may']['edit']) ? elaska_act_button($url, 'ask_cancel', elaska_words('ElaskaAskCancel'), array('action_id' => (int) $action['id'])) : '') . '</li>';
    }
    return $out !== '' ? '<section class="elaska-panel" id="elaska-actions"><header><h2>' . elaska_t('ElaskaAsked') . '</h2></header><ul class="elaska-asked">' . $out . '</ul></section>' : '';
}

/** «Demander une action au client». @param array<string,mixed> $page */
function elaska_cockpit_ask(array $page, string $url, ?Elaska\Exception $error): string
{
    $error = $error !== null && elaska_in('action') === 'ask_client' ? $error : null;
    $boxes = '';
    $chosen = array_key_exists('kinds', $_POST) ? (array) $_POST['kinds'] : array('comment');
    foreach (array('comment', 'note', 'file') as $kind) {
        $boxes .= '<label class="elaska-check"><input type="checkbox" name="kinds[]" value="' . $kind . '"' . (in_array($kind, $chosen, true) ? ' checked' : '') . '> ' . elaska_t('ElaskaAskKind_' . $kind) . '</label>';
    }
    $wanted = '';
    foreach ($page['pieces'] as $piece) {
        if ($piece['source'] === 'client' && in_array($piece['status']['code'], array('to_provide', 'refused', 'expired'), true)) {
            $wanted .= '<label class="elaska-check"><input type="checkbox" name="wanted[]" value="' . (int) $piece['id'] . '"' . (in_array((int) $piece['id'], elaska_ticked('wanted'), true) ? ' checked' : '') . '> ' . elaska_h($piece['label']) . '</label>';
        }
    }
    $wide = static fn (string $row): string => str_replace('class="elaska-row', 'class="elaska-row-wide elaska-row', $row);
    $out = '<section class="elaska-panel elaska-ask" aria-labelledby="elaska-ask"><header><h2 id="elaska-ask">' . elaska_t('ElaskaAskClient') . '</h2></header>' . elaska_form(elaska_url('case_card.php', array('id' => $page['id'], 'ask' => 'client')), 'ask_client', 'elaska-form', 'data-elaska-keep');
    $out .= $wide(elaska_row(elaska_words('ElaskaAskWhat'), 'kinds', $boxes, $error, true));
    $out .= $wide(elaska_row(elaska_words('ElaskaAskMessage'), 'message', elaska_textarea('message', elaska_value('message', ''), 4, 'maxlength="5000" autofocus'), $error, true, elaska_words('ElaskaAskMessageHelp')));
    $out .= $wanted !== '' ? $wide(elaska_row(elaska_words('ElaskaAskWanted'), 'wanted', $wanted, $error)) : '';
    $out .= $wide(elaska_row(elaska_words('ElaskaAskDocuments'), 'pieces', elaska_textarea('pieces', elaska_value('pieces', ''), 2), $error, false, elaska_words('ElaskaAskDocumentsHelp')));
    $out .= elaska_row(elaska_words('ElaskaAskDue'), 'due_on', elaska_input('due_on', elaska_value('due_on', ''), 'date'), $error);
    return $out . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('ElaskaAskSend') . '</button>' . elaska_link($url, elaska_words('Cancel'), 'elaska-second') . '</div></form></section>';
}

/** Final documents, one click away. CASE-19. @param array<string,mixed> $page */
function elaska_cockpit_deliverables(array $page): string
{
    $out = '';
    foreach ($page['deliverables'] as $file) {
        $out .= '<li>' . elaska_icon('file-certificate') . elaska_link(elaska_url('file.php', array('id' => $file['id'], 'view' => 1)), (string) $file['name']) . '<span class="elaska-quiet elaska-small">' . elaska_moment($file['at']) . '</span></li>';
    }
    return $out !== '' ? '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaDeliverables') . '</h2></header><ul class="elaska-filelist">' . $out . '</ul></section>' : '';
}

/* ---- documents ------------------------------------------------------------- */

/** The file to fill in that the template gives. CASE-06. @param array<string,mixed> $piece */
function elaska_piece_model(array $piece): string
{
    return empty($piece['model']) ? '' : '<p class="elaska-small">' . elaska_icon('download') . ' ' . elaska_link(elaska_url('file.php', array('piece' => $piece['id'])), elaska_words('ElaskaPieceModel', (string) $piece['model']['name']))
        . ' <span class="elaska-quiet">' . elaska_h(elaska_size((int) $piece['model']['size'])) . '</span></p>';
}

/** To read it, or to where it lies. @param array<string,mixed> $file */
function elaska_piece_link(array $file): string
{
    return elaska_link(elaska_url('file.php', $file['link'] ? array('link' => $file['id']) : array('id' => $file['id'], 'view' => 1)), (string) $file['name']);
}

/** @param array<string,mixed> $piece @param array<string,mixed> $page */
function elaska_piece_files(array $piece, array $page, string $url): string
{
    $done = array_column($page['deliverables'], 'id');
    $out = '';
    foreach ($piece['files'] as $file) {
        $is = in_array($file['id'], $done, true);
        $out .= '<li>' . elaska_icon($file['link'] ? 'external-link' : 'file') . elaska_piece_link($file) . elaska_scan_mark($file['scan'] ?? null) . '<span class="elaska-quiet elaska-small">' . ($file['link'] ? '' : elaska_h(elaska_size((int) $file['size'])) . ' · ') . elaska_moment($file['at']) . '</span>'
            . (!empty($page['may']['edit']) ? elaska_act_button($url, 'deliverable', elaska_words($is ? 'ElaskaDeliverableNot' : 'ElaskaDeliverable'), array('file' => (int) $file['id'], 'on' => $is ? '0' : '1')) : ($is ? elaska_mark('ElaskaDeliverable', 'green') : '')) . '</li>';
    }
    return $out !== '' ? '<ul class="elaska-filelist">' . $out . '</ul>' : '';
}

/** Judged, put aside, changed. @param array<string,mixed> $piece */
function elaska_piece_acts(array $piece, string $url): string
{
    $id = (int) $piece['id'];
    $code = (string) $piece['status']['code'];
    $out = '';
    if (in_array($code, array('waiting', 'received'), true)) {
        $out .= elaska_act_button($url, 'piece_validate', elaska_words('ElaskaPieceValidate'), array('pieces[]' => $id), '', 'elaska-act elaska-act-main');
        $out .= elaska_act_button($url, 'piece_refuse', elaska_words('ElaskaPieceRefuse'), array('piece' => $id), elaska_words('ElaskaPieceRefuseWhy'));
    }
    if ($code === 'available') {
        $out .= elaska_act_button($url, 'piece_skip', elaska_words('ElaskaPieceSkip'), array('piece' => $id), elaska_words('ElaskaPieceSkipWhy'));
    }
    if (in_array($code, array('to_provide', 'refused', 'expired'), true)) {
        $out .= elaska_act_button($url, 'piece_receive', elaska_words('ElaskaPieceReceive'), array('pieces[]' => $id));
        $out .= elaska_act_button($url, 'piece_skip', elaska_words('ElaskaPieceSkip'), array('piece' => $id), elaska_words('ElaskaPieceSkipWhy'));
    }
    if ($code === 'na') {
        $out .= elaska_act_button($url, 'piece_require', elaska_words('ElaskaPieceRequire'), array('piece' => $id), elaska_words('ElaskaPieceRequireWhy'));
    }
    $edit = elaska_form($url, 'piece_update', 'elaska-mini') . '<input type="hidden" name="piece" value="' . $id . '"><input type="hidden" name="version" value="' . (int) $piece['version'] . '"><input type="text" name="label" maxlength="190" value="' . elaska_h($piece['label'])
        . '" aria-label="' . elaska_t('ElaskaPieceLabel') . '"><input type="date" name="due_on" value="' . elaska_h((string) $piece['due_on']) . '" aria-label="' . elaska_t('ElaskaDue') . '"><label class="elaska-check"><input type="checkbox" name="required" value="1"'
        . ($piece['required'] ? ' checked' : '') . '> ' . elaska_t('ElaskaPieceMandatory') . '</label><button type="submit" class="elaska-act">' . elaska_t('Save') . '</button></form>';
    $edit .= !$piece['files'] ? elaska_act_button($url, 'piece_remove', elaska_words('ElaskaPieceRemove'), array('piece' => $id), '', 'elaska-act elaska-danger') : '';
    return '<div class="elaska-piece-acts">' . $out . elaska_fold(elaska_words('Modify'), $edit) . '</div>';
}

/** The document that the firm holds already: taken, or the client is asked. DOC-09. @param array<string,mixed> $piece */
function elaska_piece_held(array $piece, bool $edit, string $url): string
{
    if (($piece['status']['code'] ?? '') !== 'available') {
        return '';
    }
    $held = $piece['held'] ?? null;
    $id = (int) $piece['id'];
    $said = $held === null ? '<p>' . elaska_t('ElaskaPieceHeldHidden') . '</p>' : '<p>' . elaska_icon('file-check') . ' ' . elaska_t('ElaskaPieceHeld') . ' ' . elaska_piece_link($held) . ' ' . elaska_scan_mark($held['scan'] ?? null)
        . ' <span class="elaska-quiet elaska-small">' . elaska_h(elaska_size((int) $held['size'])) . ' · ' . elaska_t('ElaskaPieceHeldOn') . ' ' . elaska_moment($held['at']) . '</span></p>';
    $acts = !$edit ? '' : ($held === null ? '' : elaska_act_button($url, 'piece_take', elaska_words('ElaskaPieceTake'), array('piece' => $id, 'file' => (int) $held['id']), '', 'elaska-act elaska-act-main'))
        . elaska_act_button($url, 'piece_decline', elaska_words($piece['source'] === 'client' ? 'ElaskaPieceDecline' : 'ElaskaPieceDeclineOwn'), array('piece' => $id));
    return '<div class="elaska-piece-held">' . $said . ($acts !== '' ? '<div class="elaska-piece-acts">' . $acts . '</div>' : '') . '</div>';
}

/** @param array<string,mixed> $piece @param array<string,mixed> $page */
function elaska_piece(array $piece, array $page, string $url): string
{
    $edit = !empty($page['may']['edit']);
    $facts = array(elaska_t($piece['source'] === 'client' ? 'ElaskaPieceFromClient' : 'ElaskaPieceFromOffice'));
    $facts[] = $piece['due_on'] !== null ? elaska_t('ElaskaDue') . ' ' . elaska_day($piece['due_on']) : '';
    $facts[] = $piece['valid_until'] !== null ? elaska_t('ElaskaPieceValidUntil') . ' ' . elaska_day($piece['valid_until']) : '';
    $drop = $edit && $piece['status']['code'] !== 'na' ? '<label class="elaska-deposit" data-elaska-deposit="' . (int) $piece['id'] . '">' . elaska_icon('upload') . '<span>' . elaska_t($piece['files'] ? 'ElaskaDepositMore' : 'ElaskaDeposit') . '</span><input type="file"' . ($piece['many'] ? ' multiple' : '') . '></label>' : '';
    return '<li id="piece-' . (int) $piece['id'] . '" class="elaska-piece elaska-c-' . elaska_h($piece['status']['colour']) . '"><div class="elaska-piece-head"><strong>' . elaska_h($piece['label']) . ($piece['required'] ? '<span class="elaska-must" title="' . elaska_t('ElaskaPieceMandatory') . '"> *</span>' : '')
        . '</strong><span class="elaska-badges">' . elaska_badge($piece['status']) . ($piece['late'] ? elaska_mark('ElaskaLate', 'red') : '') . '</span></div><div class="elaska-quiet elaska-small">' . implode(' · ', array_filter($facts)) . '</div>'
        . ((string) $piece['reason'] !== '' ? '<q class="elaska-step-comment">' . elaska_lines($piece['reason']) . '</q>' : '') . elaska_piece_model($piece) . elaska_piece_held($piece, $edit, $url) . elaska_piece_files($piece, $page, $url) . ($edit ? '<div class="elaska-piece-foot">' . $drop . elaska_piece_acts($piece, $url) . '</div>' : '') . '</li>';
}

/** Checklist by category. CASE-06. @param array<string,mixed> $page @param array<string,string> $categories code => label */
function elaska_cockpit_docs(array $page, array $categories, string $url, ?Elaska\Exception $error): string
{
    $only = (string) GETPOST('only', 'aZ09');
    $category = (string) GETPOST('category', 'aZ09');
    $groups = array();
    foreach ($page['pieces'] as $piece) {
        if (($only === '' || $piece['status']['code'] === $only) && ($category === '' || $piece['category'] === $category || ($piece['within'] ?? null) === $category)) {
            $groups[(string) ($piece['within'] ?? $piece['category'])][] = elaska_piece($piece, $page, $url);
        }
    }
    $waits = (int) ($page['counters']['pieces_waiting'] ?? 0);
    $out = $waits > 0 ? '<p class="elaska-lead">' . elaska_t($waits > 1 ? 'ElaskaJudgeLeadMany' : 'ElaskaJudgeLeadOne', (string) $waits) . ' ' . elaska_link(elaska_url('document_queue.php', array('case' => $page['id'])), elaska_words('ElaskaJudgeOfCase'), 'elaska-second') . '</p>' : '';
    $out .= elaska_cockpit_letters($page) . elaska_cockpit_deliverables($page);
    if ($only !== '' || $category !== '') {
        $out .= '<p class="elaska-lead">' . elaska_t('ElaskaDocsFiltered') . ' ' . elaska_link(elaska_url('case_card.php', array('id' => $page['id'], 'tab' => 'docs')), elaska_words('ElaskaFilterClear')) . '</p>';
    }
    foreach ($groups as $code => $pieces) {
        $out .= '<section class="elaska-panel"><header><h2>' . elaska_h($categories[$code] ?? ($code !== '' ? $code : elaska_words('ElaskaPieces'))) . '</h2><span class="elaska-quiet elaska-num">' . count($pieces) . '</span></header><ul class="elaska-pieces">' . implode('', $pieces) . '</ul></section>';
    }
    $out .= $groups ? '' : elaska_empty(elaska_words($page['pieces'] ? 'ElaskaDocsNoneFiltered' : 'ElaskaDocsNone'));
    return !empty($page['may']['edit']) ? $out . elaska_piece_add($categories, $url, $error) : $out;
}

/** Letters of the case, and the way to a new one. DOC-20. @param array<string,mixed> $page */
function elaska_cockpit_letters(array $page): string
{
    global $office;
    $rows = $office->call('letter.list', array('case' => (int) $page['id']))['rows'];
    $new = !empty($page['may']['edit']) ? elaska_link(elaska_url('letter.php', array('id' => $page['id'])), elaska_words('ElaskaLetterWrite'), 'elaska-second') : '';
    if (!$rows && $new === '') {
        return '';
    }
    $out = '';
    foreach ($rows as $row) {
        $name = $row['file'] > 0 && $row['name'] !== '' ? elaska_link(elaska_url('file.php', array('id' => $row['file'], 'view' => 1)), (string) $row['subject']) : elaska_h($row['subject']);
        $out .= '<li>' . elaska_icon('mail') . $name . '<span class="elaska-quiet elaska-small">' . elaska_h($row['recipient']) . ' · ' . ($row['state'] === 'made' ? elaska_moment($row['at']) . ' · ' . elaska_h($row['by']) : elaska_t($row['state'] === 'failed' ? 'ElaskaLetterFailed' : 'ElaskaLetterWaits')) . '</span></li>';
    }
    return '<section class="elaska-panel elaska-letters"><header><h2>' . elaska_t('ElaskaLettersOfCase') . '</h2>' . $new . '</header>' . ($out !== '' ? '<ul class="elaska-piece-files">' . $out . '</ul>' : '<p class="elaska-quiet">' . elaska_t('ElaskaLettersNoneYet') . '</p>') . '</section>';
}

/** @param array<string,string> $categories */
function elaska_piece_add(array $categories, string $url, ?Elaska\Exception $error): string
{
    $error = $error !== null && elaska_in('action') === 'piece_add' ? $error : null;
    $typed = $error !== null;
    $form = elaska_form($url, 'piece_add', 'elaska-form');
    $form .= elaska_row(elaska_words('ElaskaPieceLabel'), 'label', elaska_input('label', $typed ? elaska_in('label') : '', 'text', 'maxlength="190"'), $error, true);
    $form .= elaska_row(elaska_words('ElaskaPieceCategory'), 'category', elaska_select('category', $categories, $typed ? elaska_in('category') : '', ' '), $error);
    $form .= elaska_row(elaska_words('ElaskaPieceFrom'), 'from', elaska_select('from', array('client' => elaska_words('ElaskaPieceFromClient'), 'office' => elaska_words('ElaskaPieceFromOffice')), $typed ? elaska_in('from') : 'client'), $error);
    $form .= elaska_row(elaska_words('ElaskaDue'), 'due_on', elaska_input('due_on', $typed ? elaska_in('due_on') : '', 'date'), $error);
    $form .= elaska_row(elaska_words('ElaskaPieceOptions'), 'required', elaska_checkbox('required', !$typed || elaska_in('required') === '1', elaska_words('ElaskaPieceMandatory')) . elaska_checkbox('many', $typed && elaska_in('many') === '1', elaska_words('ElaskaPieceMany')), $error);
    $form .= elaska_row(elaska_words('ElaskaPieceHelp'), 'help', elaska_textarea('help', $typed ? elaska_in('help') : '', 2), $error);
    return elaska_fold(elaska_words('ElaskaPieceAdd'), elaska_ids('piece', $form) . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('ElaskaPieceAddDo') . '</button></div></form>', $typed, 'elaska-panel');
}

/* ---- people, notes ---------------------------------------------------------- */

/** @param array<string,mixed> $page @param array<string,string> $roles @param array<string,string> $partyRoles */
function elaska_cockpit_people(array $page, array $roles, array $partyRoles, string $url, ?Elaska\Exception $error): string
{
    $edit = !empty($page['may']['edit']);
    $out = '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaTeam') . '</h2></header><ul class="elaska-people">';
    foreach (array_merge($page['team'], $page['team_past'] ?? array()) as $one) {
        $gone = !empty($one['left_at']);
        $id = array('user' => (int) $one['id']);
        $acts = $edit && !$gone && !$one['lead'] ? elaska_act_button($url, 'member_lead', elaska_words('ElaskaMemberLead'), $id) . elaska_act_button($url, 'member_remove', elaska_words('ElaskaRemove'), $id) : '';
        $out .= '<li class="elaska-person' . ($gone ? ' elaska-gone' : '') . '">' . elaska_face((string) $one['name'], (int) $one['id']) . '<span><strong>' . elaska_h($one['name']) . '</strong><br><span class="elaska-quiet">' . elaska_h($one['role_label'])
            . ($gone ? ' · ' . elaska_t('ElaskaMemberLeft') . ' ' . elaska_moment($one['left_at']) : '') . '</span></span><span class="elaska-person-acts">' . $acts . '</span></li>';
    }
    $out .= '</ul>';
    if ($edit) {
        unset($roles['lead']);
        $out .= elaska_form($url, 'member_put', 'elaska-mini') . elaska_select('user', array_column(elaska_people(), 'name', 'id'), '', elaska_words('ElaskaMemberWho'), 'aria-label="' . elaska_t('ElaskaMemberWho') . '"') . str_replace('id="role"', 'id="member-role"', elaska_select('role', $roles, '', elaska_words('ElaskaRole'), 'aria-label="' . elaska_t('ElaskaRole') . '"'))
            . '<button type="submit" class="elaska-act">' . elaska_t('ElaskaAdd') . '</button></form>';
    }
    $out .= '</section><section class="elaska-panel"><header><h2>' . elaska_t('ElaskaParties') . '</h2></header>';
    $rows = '';
    foreach ($page['parties'] as $one) {
        $ways = array_filter(array((string) $one['email'] !== '' ? '<a href="mailto:' . elaska_h($one['email']) . '">' . elaska_h($one['email']) . '</a>' : '', (string) $one['phone'] !== '' ? '<a href="tel:' . elaska_h(preg_replace('/[^0-9+]/', '', (string) $one['phone'])) . '">' . elaska_h($one['phone']) . '</a>' : ''));
        $rows .= '<li class="elaska-person">' . elaska_face((string) $one['name'], (int) $one['id']) . '<span><strong>' . ($one['soc'] ? elaska_client($one['soc']) : elaska_h($one['name'])) . '</strong> <span class="elaska-quiet">' . elaska_h($one['role_label']) . '</span>' . (!empty($one['visible']) ? ' ' . elaska_mark('ElaskaSeenByClient', 'teal') : '')
            . ($ways ? '<br>' . implode(' · ', $ways) : '') . ((string) $one['note'] !== '' ? '<br><span class="elaska-quiet">' . elaska_lines($one['note']) . '</span>' : '') . '</span><span class="elaska-person-acts">'
            . ($edit ? elaska_act_button($url, 'party_remove', elaska_words('ElaskaRemove'), array('party' => (int) $one['id'])) : '') . '</span></li>';
    }
    $out .= $rows !== '' ? '<ul class="elaska-people">' . $rows . '</ul>' : '<p class="elaska-quiet">' . elaska_t('ElaskaPartiesNone') . '</p>';
    return $out . ($edit ? elaska_party_add($partyRoles, $url, $error) : '') . '</section>';
}

/** @param array<string,string> $roles */
function elaska_party_add(array $roles, string $url, ?Elaska\Exception $error): string
{
    $error = $error !== null && elaska_in('action') === 'party_add' ? $error : null;
    $typed = static fn (string $name): string => $error !== null ? elaska_in($name) : '';
    $form = elaska_form($url, 'party_add', 'elaska-form');
    $form .= elaska_row(elaska_words('ElaskaRole'), 'role', elaska_select('role', $roles, $typed('role'), ' '), $error, true) . elaska_row(elaska_words('Name'), 'name', elaska_input('name', $typed('name')), $error);
    $form .= elaska_row(elaska_words('ElaskaPartySoc'), 'soc', elaska_client_select('soc', (int) $typed('soc')), $error) . elaska_row(elaska_words('Email'), 'email', elaska_input('email', $typed('email'), 'email'), $error);
    $form .= elaska_row(elaska_words('Phone'), 'phone', elaska_input('phone', $typed('phone'), 'tel'), $error) . elaska_row(elaska_words('ElaskaNote'), 'note', elaska_textarea('note', $typed('note'), 2), $error);
    $form .= elaska_row(elaska_words('ElaskaPortal'), 'visible', elaska_checkbox('visible', $typed('visible') === '1', elaska_words('ElaskaSeenByClient')), $error);
    return elaska_fold(elaska_words('ElaskaPartyAdd'), $form . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('ElaskaAdd') . '</button></div></form>', $error !== null);
}

/** Level of a note and who reads it, changed by its author and by the lead. @param array<string,mixed> $note @param list<array{id: int, name: string}> $groups */
function elaska_cockpit_note_level(array $note, array $groups, string $url, ?Elaska\Exception $error): string
{
    $mine = $error !== null && elaska_in('action') === 'note_level' && (int) elaska_in('note') === (int) $note['id'] ? $error : null;
    $hidden = '<input type="hidden" name="note" value="' . (int) $note['id'] . '"><input type="hidden" name="version" value="' . (int) $note['version'] . '">';
    $form = elaska_form($url, 'note_level', 'elaska-form') . $hidden . elaska_ids('note' . (int) $note['id'], elaska_level_rows($note, $groups, $mine));
    return elaska_fold(elaska_words('ElaskaLevel'), $form . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('Save') . '</button></div></form>', $mine !== null);
}

/** @param array<string,mixed> $page @param array<string,mixed> $list answer of note.list with groups */
function elaska_cockpit_notes(array $page, array $list, string $url, ?Elaska\Exception $error): string
{
    $out = '';
    $notes = $list['rows'];
    $fresh = $error !== null && elaska_in('action') === 'note_add' ? $error : null;
    if (!empty($page['may']['edit'])) {
        $readers = elaska_level_rows(array('level' => 0, 'users' => $page['lead'] ? array($page['lead']) : array(), 'groups' => array()), $list['all_groups'], $fresh);
        $out .= '<section class="elaska-panel">' . elaska_form($url, 'note_add', 'elaska-form', 'data-elaska-keep') . str_replace('class="elaska-row', 'class="elaska-row-wide elaska-row', elaska_row(elaska_words('ElaskaNoteNew'), 'body', elaska_textarea('body', $fresh !== null ? elaska_in('body') : '', 3), $fresh, true))
            . elaska_row(elaska_words('ElaskaNoteFor'), 'shared', elaska_checkbox('shared', $fresh !== null && elaska_in('shared') === '1', elaska_words('ElaskaNoteShared')), $fresh)
            . elaska_fold(elaska_words('ElaskaLevel'), $readers, $fresh !== null && elaska_in('level') > '0')
            . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('ElaskaNoteAdd') . '</button></div></form></section>';
    }
    foreach ($notes as $note) {
        $id = array('note' => (int) $note['id']);
        $share = !empty($note['may_show']) && (int) $note['level'] === 0 ? elaska_act_button($url, 'note_share', elaska_words($note['shared'] ? 'ElaskaNoteUnshare' : 'ElaskaNoteShare'), $id + array('version' => (int) $note['version'], 'shared' => $note['shared'] ? '0' : '1')) : '';
        $who = array_merge(array_column($note['users'], 'name'), array_column($note['groups'], 'name'));
        $out .= '<article class="elaska-panel elaska-note' . ($note['shared'] ? '' : ' elaska-note-internal') . '"><header><span class="elaska-badges"><strong>' . elaska_h($note['by']['name'] ?? '') . '</strong>' . elaska_mark($note['shared'] ? 'ElaskaNoteIsShared' : 'ElaskaInternal', $note['shared'] ? 'teal' : 'amber')
            . elaska_level_mark((int) $note['level']) . '</span>' . elaska_moment($note['at']) . '</header><p>' . elaska_lines($note['body']) . '</p>' . ($who && (int) $note['level'] > 0 ? '<p class="elaska-quiet elaska-small">' . elaska_t('ElaskaNoteReaders', implode(', ', $who)) . '</p>' : '') . $share
            . (!empty($note['editable']) ? elaska_act_button($url, 'note_delete', elaska_words('Delete'), $id, '', 'elaska-act elaska-danger') : '') . (!empty($note['may_show']) && !$note['shared'] ? elaska_cockpit_note_level($note, $list['all_groups'], $url, $error) : '') . '</article>';
    }
    return $out . ($notes ? '' : elaska_empty(elaska_words('ElaskaNotesNone')));
}
