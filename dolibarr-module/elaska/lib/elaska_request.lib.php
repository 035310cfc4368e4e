<?php
/*
 * The queue of what clients ask for, and one request: its form, files, messages, its way to a case. Source: CASE-28,
 * CASE-29.
 */

/** @return array<string,string> view => label */
function elaska_request_views(): array
{
    return array('open' => elaska_words('ElaskaRequestOpen'), 'unassigned' => elaska_words('ElaskaRequestUnassigned'), 'mine' => elaska_words('ElaskaRequestMine'), 'closed' => elaska_words('ElaskaRequestClosed'), 'all' => elaska_words('ElaskaRequestAll'));
}

/** @return array<string,int|string> */
function elaska_request_filters(): array
{
    $view = (string) GETPOST('view', 'aZ09');
    $filters = array('view' => array_key_exists($view, elaska_request_views()) ? $view : 'open');
    foreach (array('client', 'assigned') as $name) {
        if (GETPOSTINT($name, 1) > 0) {
            $filters[$name] = GETPOSTINT($name, 1);
        }
    }
    $status = (string) ($_GET['status'] ?? '');
    if (preg_match('/^[a-z_]{1,23}$/', $status)) {
        $filters['status'] = $status;
        $filters['view'] = 'all';
    }
    $search = mb_substr(elaska_unpack('q'), 0, 100);
    return $filters + ($search !== '' ? array('q' => elaska_pack($search)) : array());
}

/** @param array<string,int|string> $filters @param list<string> $trail @return array<string,mixed> */
function elaska_request_query(array $filters, array $trail): array
{
    $views = array('open' => array('class' => 'open'), 'unassigned' => array('class' => 'open', 'unassigned' => true), 'mine' => array('class' => 'open', 'mine' => true), 'closed' => array('class' => 'closed'), 'all' => array());
    return $views[$filters['view']] + array_diff_key($filters, array('view' => 1, 'q' => 1)) + array('limit' => 50)
        + (isset($filters['q']) ? array('search' => elaska_unpack_value($filters)) : array()) + ($trail ? array('after' => (string) end($trail)) : array());
}

/** How many stand where: each figure is a filter. @param array<string,mixed> $list */
function elaska_request_counters(array $list, array $filters): string
{
    $out = '';
    foreach ($list['counters'] as $one) {
        $on = ($filters['status'] ?? '') === $one['status']['code'];
        $out .= '<li><a href="' . elaska_h(elaska_url('request_list.php', array('status' => $one['status']['code']))) . '" class="elaska-c-' . elaska_h($one['status']['colour']) . '"' . ($on ? ' aria-current="true"' : '') . '><strong class="elaska-num">' . (int) $one['count']
            . '</strong><span>' . elaska_h($one['status']['label']) . '</span></a></li>';
    }
    return $out !== '' ? '<ul class="elaska-counters">' . $out . '</ul>' : '';
}

function elaska_request_bar(array $filters): string
{
    $out = elaska_form(elaska_url('request_list.php'), 'filter', 'elaska-filters') . '<input type="hidden" name="view" value="' . elaska_h($filters['view']) . '">';
    $out .= elaska_filter(elaska_words('Search'), 'search', elaska_input('search', elaska_unpack_value($filters), 'search', 'placeholder="' . elaska_t('ElaskaRequestSearchHint') . '"'));
    $out .= elaska_filter(elaska_words('ElaskaClient'), 'client', elaska_client_select('client', (int) ($filters['client'] ?? 0), 'minwidth150 maxwidth150'));
    $out .= elaska_filter(elaska_words('ElaskaRequestAssigned'), 'assigned', elaska_person_select('assigned', (int) ($filters['assigned'] ?? 0), true, 'minwidth150 maxwidth150'));
    return $out . '<div class="elaska-filter-end"><button type="submit" class="elaska-second">' . elaska_t('ElaskaFilter') . '</button>' . (count($filters) > 1 ? elaska_link(elaska_url('request_list.php', array('view' => $filters['view'])), elaska_words('ElaskaFilterClear'), 'elaska-second') : '') . '</div></form>';
}

/** @return array<string,int|string> */
function elaska_request_filters_posted(): array
{
    $filters = array('view' => elaska_in('view'), 'q' => elaska_pack(mb_substr(elaska_in('search'), 0, 100)));
    foreach (array('client', 'assigned') as $name) {
        $filters[$name] = max(0, (int) elaska_in($name)) ?: '';
    }
    return array_filter($filters, static fn ($v): bool => $v !== '');
}

function elaska_request_age(int $days): string
{
    return elaska_h($days === 0 ? elaska_words('ElaskaRequestAgeToday') : elaska_words('ElaskaRequestAgeDays', (string) $days));
}

/** @param list<array<string,mixed>> $rows */
function elaska_request_table(array $rows): string
{
    $heads = array('ElaskaRequest', 'ElaskaClient', 'Status', 'ElaskaRequestAssigned', 'ElaskaRequestAge');
    $out = '<div class="div-table-responsive"><table class="noborder centpercent elaska-list"><thead><tr class="liste_titre">';
    foreach ($heads as $head) {
        $out .= '<th scope="col"' . ($head === 'ElaskaRequestAge' ? ' class="right"' : '') . '>' . elaska_t($head) . '</th>';
    }
    $out .= '</tr></thead><tbody>';
    foreach ($rows as $row) {
        $url = elaska_url('request_card.php', array('id' => $row['id']));
        $priority = (int) ($row['priority'] ?? 1);
        $out .= '<tr class="oddeven"><td class="elaska-title"><span class="elaska-kindline elaska-c-' . elaska_h($row['colour'] ?? 'slate') . '">' . elaska_icon((string) ($row['icon'] ?? 'inbox') ?: 'inbox') . '<span>' . elaska_link($url, (string) $row['label']) . '<br><span class="elaska-quiet elaska-small elaska-num">' . elaska_h((string) $row['ref']) . '</span></span></span></td>'
            . '<td data-label="' . elaska_t('ElaskaClient') . '">' . elaska_client($row['client']) . '</td><td data-label="' . elaska_t('Status') . '"><span class="elaska-badges">' . elaska_badge($row['status'])
            . ($priority > 1 ? elaska_badge(array('label' => elaska_words('ElaskaPriority_' . $priority), 'colour' => $priority > 2 ? 'red' : 'amber')) : '') . ($row['case'] ? ' ' . elaska_case($row['case']) : '') . '</span></td>'
            . '<td data-label="' . elaska_t('ElaskaRequestAssigned') . '">' . ($row['assigned'] ? elaska_h($row['assigned']['name']) : '<span class="elaska-quiet">' . elaska_t('ElaskaRequestNobody') . '</span>') . '</td>'
            . '<td class="right nowraponall" data-label="' . elaska_t('ElaskaRequestAge') . '"><span title="' . elaska_h(dol_print_date((int) $row['sent_at'], 'dayhour', 'tzuser')) . '"' . ((int) $row['age_days'] > 3 && !$row['case'] ? ' class="elaska-due-late"' : '') . '>' . elaska_request_age((int) $row['age_days']) . '</span></td></tr>';
    }
    return $out . '</tbody></table></div>';
}

/* ---- one ---------------------------------------------------------------------- */

/** @param array<string,mixed> $r as request.read gives it */
function elaska_request_head(array $r): string
{
    $priority = (int) ($r['priority'] ?? 1);
    return '<header class="elaska-head"><div><p class="elaska-head-over"><span class="elaska-ref">' . elaska_h((string) $r['ref']) . '</span> · ' . elaska_client($r['client']) . '</p><h1>' . elaska_h($r['label']) . '</h1><div class="elaska-badges">' . elaska_badge($r['status'])
        . ($priority > 1 ? elaska_badge(array('label' => elaska_words('ElaskaPriority_' . $priority), 'colour' => $priority > 2 ? 'red' : 'amber')) : '') . '<span class="elaska-quiet">' . elaska_t('ElaskaRequestSentOn') . ' ' . elaska_moment($r['sent_at']) . ((string) ($r['author'] ?? '') !== '' ? ' · ' . elaska_h($r['author']) : '') . '</span></div></div></header>';
}

/** What the client filled in, page by page. @param array<string,mixed> $r */
function elaska_request_answers(array $r): string
{
    $out = (string) ($r['message'] ?? '') !== '' ? '<p class="elaska-lead">' . elaska_lines($r['message']) . '</p>' : '';
    foreach ($r['pages'] as $page) {
        $out .= $page['rows'] ? '<h3>' . elaska_h($page['label']) . '</h3>' . elaska_values_facts($page['rows']) : '';
    }
    $files = '';
    foreach ($r['files'] as $file) {
        $files .= '<li>' . elaska_icon('file') . elaska_link(elaska_url('file.php', array('id' => $file['id'], 'view' => 1)), (string) $file['name']) . '<span class="elaska-quiet elaska-small">' . elaska_h(elaska_size((int) $file['size'])) . '</span></li>';
    }
    $out .= $files !== '' ? '<h3>' . elaska_t('ElaskaRequestFiles') . '</h3><ul class="elaska-filelist">' . $files . '</ul>' : '';
    return '<section class="elaska-panel elaska-request"><header><h2>' . elaska_t('ElaskaRequestForm') . '</h2></header>' . $out . '</section>';
}

/** @param array<string,mixed> $r */
function elaska_request_messages(array $r, string $url, ?Elaska\Exception $error): string
{
    $out = '';
    foreach ($r['messages'] as $one) {
        $out .= '<li class="elaska-message' . (!empty($one['internal']) ? ' elaska-note-internal' : (!empty($one['firm']) ? ' elaska-message-firm' : '')) . '"><p class="elaska-badges"><strong>' . elaska_h((string) ($one['name'] ?? '')) . '</strong>' . (!empty($one['internal']) ? elaska_mark('ElaskaInternal', 'amber') : '')
            . '<span class="elaska-quiet elaska-small">' . elaska_moment($one['at']) . '</span></p><p>' . elaska_lines($one['body']) . '</p></li>';
    }
    $out = $out !== '' ? '<ul class="elaska-messages">' . $out . '</ul>' : '<p class="elaska-quiet">' . elaska_t('ElaskaRequestMessageNone') . '</p>';
    if (elaska_can('case/write')) {
        $error = $error !== null && elaska_in('action') === 'message' ? $error : null;
        $out .= elaska_form($url, 'message', 'elaska-form', 'data-elaska-keep') . str_replace('class="elaska-row', 'class="elaska-row-wide elaska-row', elaska_row(elaska_words('ElaskaRequestMessageNew'), 'body', elaska_textarea('body', $error !== null ? elaska_in('body') : '', 3), $error, true)
            . elaska_row(elaska_words('ElaskaNoteFor'), 'internal', elaska_checkbox('internal', $error !== null && elaska_in('internal') === '1', elaska_words('ElaskaRequestInternal')))) . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('ElaskaRequestSend') . '</button></div></form>';
    }
    return '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaRequestMessages') . '</h2></header>' . $out . '</section>';
}

/** Right: the case in one click, who handles it, other moves, its course. @param array<string,mixed> $r */
function elaska_request_side(array $r, string $url, ?Elaska\Exception $error): string
{
    $out = '';
    $open = !in_array($r['status']['code'], array('converted', 'refused', 'cancelled'), true);
    if ($r['case']) {
        $out .= '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaRequestCase') . '</h2></header>' . elaska_case($r['case']) . '</section>';
    } elseif ($open && elaska_can('case/write')) {
        $mine = $error !== null && elaska_in('action') === 'convert' ? $error : null;
        $out .= '<section class="elaska-panel elaska-convert"><header><h2>' . elaska_t('ElaskaRequestConvert') . '</h2></header><p class="elaska-quiet">' . elaska_t('ElaskaRequestConvertHelp') . '</p>' . elaska_form($url, 'convert', 'elaska-stack')
            . elaska_row(elaska_words('ElaskaCaseTitle'), 'title', elaska_input('title', elaska_value('title', (string) $r['label'] . ' – ' . ($r['client']['name'] ?? '')), 'text', 'maxlength="255"'), $mine, true)
            . elaska_row(elaska_words('ElaskaLead'), 'lead', elaska_person_select('lead', (int) elaska_value('lead', (string) ($r['assigned']['id'] ?? $GLOBALS['user']->id)), true), $mine)
            . '<button type="submit" class="butAction">' . elaska_t('ElaskaRequestConvert') . '</button></form></section>';
    }
    if ($open && elaska_can('case/write')) {
        $priorities = array();
        for ($i = 0; $i <= 3; $i++) {
            $priorities[$i] = elaska_words('ElaskaPriority_' . $i);
        }
        $out .= '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaRequestAssigned') . '</h2></header>' . elaska_form($url, 'assign', 'elaska-stack') . elaska_row(elaska_words('ElaskaRequestAssigned'), 'user', elaska_person_select('user', (int) ($r['assigned']['id'] ?? 0), true))
            . elaska_row(elaska_words('ElaskaPriority'), 'priority', elaska_select('priority', $priorities, (string) ($r['priority'] ?? 1))) . '<button type="submit" class="elaska-second">' . elaska_t('ElaskaRequestAssign') . '</button></form></section>';
        $out .= elaska_request_moves($r, $url);
    }
    $steps = '';
    foreach ($r['timeline'] as $one) {
        $steps .= '<li class="elaska-c-' . elaska_h($one['state'] === 'todo' || $one['state'] === 'next' ? 'slate' : $one['status']['colour']) . '"><span' . ($one['at'] === null ? ' class="elaska-quiet"' : '') . '>' . elaska_h($one['status']['label']) . '</span>' . ($one['at'] !== null ? elaska_moment($one['at']) : '') . '</li>';
    }
    $out .= '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaRequestHistory') . '</h2></header><ol class="elaska-timeline">' . $steps . '</ol>' . ((string) ($r['reason'] ?? '') !== '' ? '<q class="elaska-step-comment">' . elaska_lines($r['reason']) . '</q>' : '');
    return $out . ((string) ($r['consent'] ?? '') !== '' ? '<p class="elaska-small"><strong>' . elaska_t('ElaskaRequestConsent') . '</strong> ' . elaska_moment($r['consent_at']) . '<br><span class="elaska-quiet">' . elaska_lines($r['consent']) . '</span></p>' : '') . '</section>';
}

/** Other answers than a case: each by its button, with a message where the client must read one. @param array<string,mixed> $r */
function elaska_request_moves(array $r, string $url): string
{
    $out = '';
    foreach ($r['transitions'] as $move) {
        if ($move['to'] !== 'converted') {
            $out .= '<button type="submit" name="to" value="' . elaska_h($move['to']) . '" class="elaska-second' . ($move['to'] === 'refused' ? ' elaska-danger' : '') . '"' . (empty($move['reason_required']) ? '' : ' data-elaska-reason="' . elaska_t('ElaskaRequestReason') . '" data-cancel="' . elaska_t('Cancel') . '"') . '>' . elaska_h($move['label']) . '</button>';
        }
    }
    return $out === '' ? '' : '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaCaseStatusChange') . '</h2></header>' . elaska_form($url, 'move', 'elaska-stack') . $out . '<input type="hidden" name="reason" value=""><noscript><label>' . elaska_t('ElaskaRequestReason')
        . ' <input type="text" name="reason" maxlength="500"></label></noscript></form></section>';
}

/**
 * The case, and in the client's own sheet what the form says of him: both or neither. Whoever may not change third parties
 * opens the case all the same and is told what is left to copy.
 *
 * @param array<string,mixed> $in of request.convert
 * @return ?array<string,mixed> what it answers; null: Dolibarr refused the sheet, which the page says
 */
function elaska_request_convert(Elaska\Office $office, array $in): ?array
{
    global $db;
    $db->begin();
    try {
        $client = (int) $office->call('request.read', array('request' => $in['request']))['client']['id'];
        $made = $office->call('request.convert', $in);
        $error = elaska_request_to_client($client, $made['to_client']);
        if ($error === null && $db->commit() > 0) {
            return $made;
        }
    } catch (Elaska\Exception $e) {
        $db->rollback();
        throw $e;
    }
    $db->rollback();
    setEventMessages(elaska_words('ElaskaRequestClientFailed', $error ?? (string) $db->lasterror()), null, 'errors');
    return null;
}

/** @param array<string,mixed> $values by "email", "phone", "address", "zip", "town" @return ?string why Dolibarr refused */
function elaska_request_to_client(int $client, array $values): ?string
{
    global $db, $user;
    require_once DOL_DOCUMENT_ROOT . '/societe/class/societe.class.php';
    if (is_array($values['address'] ?? null)) {
        $parts = $values['address'];
        $values = array('address' => (string) ($parts['street'] ?? '')) + array_intersect_key($parts, array('zip' => 1, 'town' => 1)) + $values;
    }
    $names = array_map(static fn (string $name): string => elaska_words('ElaskaRequestClient_' . $name), array_keys($values));
    if (!$values) {
        return null;
    }
    if (!$user->hasRight('societe', 'creer')) {
        setEventMessages(elaska_words('ElaskaRequestClientLeft', implode(', ', $names)), null, 'warnings');
        return null;
    }
    $soc = new Societe($db);
    if ($soc->fetch($client) <= 0) {
        return elaska_words('ElaskaNotThere');
    }
    foreach ($values as $name => $value) {
        $soc->$name = (string) $value;
    }
    if ($soc->update($client, $user) <= 0) {
        return implode(' ', array_filter(array_merge(array($soc->error), $soc->errors)));
    }
    setEventMessages(elaska_words('ElaskaRequestClientDone', implode(', ', $names)), null, 'mesgs');
    return null;
}

/** Does what a form asks; a refusal comes back. */
function elaska_request_act(Elaska\Office $office, int $id, string $action, string $url): ?Elaska\Exception
{
    return elaska_try(static function () use ($office, $id, $action, $url): void {
        $in = array('request' => $id);
        if ($action === 'convert') {
            $made = elaska_request_convert($office, $in + elaska_posted(array('title' => 'text', 'lead' => 'id')));
            if ($made !== null) {
                elaska_redirect(elaska_url('case_card.php', array('id' => $made['case'])), empty($made['existing']) ? elaska_words('ElaskaRequestConverted', (string) $made['ref']) : elaska_words('ElaskaRequestExisting'));
            }
        } elseif ($action === 'assign') {
            $office->call('request.assign', $in + elaska_posted(array('user' => 'id?', 'priority' => 'int')));
            elaska_redirect($url, elaska_words('ElaskaRequestAssignDone'));
        } elseif ($action === 'move') {
            $office->call('request.transition', $in + elaska_posted(array('to' => 'text', 'reason' => 'text')));
            elaska_redirect($url, elaska_words('ElaskaRequestMoved'));
        } elseif ($action === 'message') {
            $office->call('request.message', $in + elaska_posted(array('body' => 'text', 'internal' => 'flag')));
            elaska_redirect($url, elaska_words('ElaskaRequestSentMessage'));
        }
    });
}
