<?php
/*
 * The queue of documents to validate: its filters, its list, the one that is looked at, and what is decided. Source: DOC-07,
 * DOC-08.
 */

/** @return array<string,string> view => label */
function elaska_queue_views(): array
{
    return array('waiting' => elaska_words('ElaskaJudgeWaiting'), 'mine' => elaska_words('ElaskaJudgeMine'), 'received' => elaska_words('ElaskaJudgeReceived'));
}

/** @return array<string,int|string> */
function elaska_queue_filters(): array
{
    $view = (string) GETPOST('view', 'aZ09');
    $filters = array('view' => array_key_exists($view, elaska_queue_views()) ? $view : 'waiting');
    foreach (array('case', 'client', 'lead') as $name) {
        $id = (int) ($_GET[$name] ?? 0);
        $filters += $id > 0 ? array($name => $id) : array();
    }
    $category = (string) ($_GET['category'] ?? '');
    $filters += preg_match('/^[a-z][a-z0-9_]{0,39}$/', $category) ? array('category' => $category) : array();
    $search = mb_substr(elaska_unpack('q'), 0, 100);
    return $filters + ($search !== '' ? array('q' => elaska_pack($search)) : array());
}

/** @param array<string,int|string> $filters @return array<string,int|string> */
function elaska_queue_filters_posted(array $filters): array
{
    $kept = array_intersect_key($filters, array('view' => 1, 'case' => 1));
    foreach (array('client', 'lead') as $name) {
        $kept += (int) elaska_in($name) > 0 ? array($name => (int) elaska_in($name)) : array();
    }
    $kept += elaska_in('category') !== '' ? array('category' => elaska_in('category')) : array();
    return $kept + (elaska_in('search') !== '' ? array('q' => elaska_pack(mb_substr(elaska_in('search'), 0, 100))) : array());
}

/** @param array<string,int|string> $filters @param list<string> $trail @return array<string,mixed> */
function elaska_queue_read(Elaska\Office $office, array $filters, array $trail): array
{
    global $user;
    $views = array('waiting' => array(), 'mine' => array('lead' => (int) $user->id), 'received' => array('state' => 'received'));
    $asked = $views[$filters['view']] + array_intersect_key($filters, array('case' => 1, 'client' => 1, 'lead' => 1, 'category' => 1)) + array('limit' => 50, 'with_total' => true)
        + (isset($filters['q']) ? array('search' => elaska_unpack_value($filters)) : array());
    try {
        return $office->call('document.queue', $asked + ($trail ? array('after' => (string) end($trail)) : array()));
    } catch (Elaska\Exception $e) {
        if (!$trail || $e->getStatus() !== 'input') {
            throw $e;
        }
        return $office->call('document.queue', $asked);
    }
}

/** "p12": a piece; "f34": a document of none. @param array<string,mixed> $row */
function elaska_queue_key(array $row): string
{
    return isset($row['piece']) ? 'p' . (int) $row['piece'] : 'f' . (int) $row['file'];
}

/** The one that is asked for, else the oldest. @param non-empty-list<array<string,mixed>> $rows @return array<string,mixed> */
function elaska_queue_chosen(array $rows, string $key): array
{
    foreach ($rows as $row) {
        if (elaska_queue_key($row) === $key) {
            return $row;
        }
    }
    return $rows[0];
}

/** @param array<string,int|string> $filters @param list<string> $trail */
function elaska_queue_url(array $filters, array $trail, string $item = '', int $file = 0): string
{
    return elaska_url('document_queue.php', $filters + array('at' => $trail ? elaska_trail($trail) : null, 'item' => $item !== '' ? $item : null, 'doc' => $file > 0 ? $file : null));
}

/* ---- deciding ---------------------------------------------------------------- */

/** "p12:3-40-3-1796036400" @return list<array<string,int|string>> */
function elaska_queue_items(): array
{
    $items = array();
    foreach (array_filter((array) ($_POST['items'] ?? array()), 'is_string') as $text) {
        if (preg_match('/^([pf])([1-9]\d{0,17}):([0-9v-]{1,80})$/', $text, $m)) {
            $items[$m[1] . $m[2]] = array($m[1] === 'p' ? 'piece' : 'file' => (int) $m[2], 'seen' => $m[3]);
        }
    }
    return array_values($items);
}

/** @param array<string,mixed> $failed @return array{0: string, 1: string} */
function elaska_queue_failed(array $failed): array
{
    if ($failed['key'] === 'document.judged' && ($failed['by'] ?? '') !== '') {
        return array('warning', elaska_words('ElaskaJudgeJudged', (string) $failed['by'], (string) ($failed['status']['label'] ?? ''), dol_print_date((int) $failed['at'], 'dayhour', 'tzuser')));
    }
    return array('error', elaska_sentence((string) $failed['key']));
}

/**
 * Does what was decided and goes on to the next one; a refusal is given back.
 *
 * @param array<string,int|string> $filters @param list<string> $trail
 */
function elaska_queue_decide(Elaska\Office $office, array $filters, array $trail): Elaska\Exception
{
    $items = elaska_queue_items();
    $to = elaska_in('to');
    if (!$items) {
        $_SESSION['elaska_queue_said'] = array(array('warning', elaska_words('ElaskaJudgeNoneTicked')));
        elaska_redirect(elaska_queue_url($filters, $trail));
    }
    try {
        $answer = $office->call('document.decide', array('items' => $items, 'to' => $to) + elaska_posted(array('reason' => 'text')));
    } catch (Elaska\Exception $e) {
        if ($e->getField() !== 'reason') {
            $_SESSION['elaska_queue_said'] = array(array('error', elaska_error_text($e)));
        }
        return $e;
    }
    $done = count($answer['done']);
    $said = $done > 0 ? array(array('done', elaska_words('ElaskaJudgeDone_' . $to . ($done > 1 ? 'Many' : ''), $done > 1 ? (string) $done : elaska_in('label')))) : array();
    $stay = false;
    foreach ($answer['failed'] as $failed) {
        $said[] = elaska_queue_failed($failed);
        $stay = $stay || $failed['key'] === 'document.moved';
    }
    $_SESSION['elaska_queue_said'] = array_slice(array_values(array_unique($said, SORT_REGULAR)), 0, 8);
    $next = $stay ? elaska_in('item') : elaska_in('next');
    elaska_redirect(elaska_queue_url($filters, $trail, preg_match('/^[pf][1-9]\d{0,17}$/', $next) ? $next : ''));
}

/** What has just been done, once. */
function elaska_queue_said(): string
{
    $out = '';
    foreach ((array) ($_SESSION['elaska_queue_said'] ?? array()) as list($kind, $text)) {
        $out .= '<p class="elq-said elaska-c-' . array('done' => 'green', 'warning' => 'amber', 'error' => 'red')[$kind] . '"' . ($kind === 'done' ? ' role="status"' : ' role="alert"') . '>' . elaska_icon($kind === 'done' ? 'circle-check' : 'alert-triangle') . ' ' . elaska_h($text) . '</p>';
    }
    unset($_SESSION['elaska_queue_said']);
    return $out;
}

/* ---- the list ---------------------------------------------------------------- */

/** How much waits, in words, and of which case. @param array<string,int|string> $filters @param array{id: int, ref: string, title: string}|null $case */
function elaska_queue_lead(array $list, array $filters, ?array $case): string
{
    $total = (int) $list['total'];
    $figure = number_format($total, 0, '', "\u{202f}") . ($list['total_capped'] ? '+' : '');
    $key = $filters['view'] === 'received' ? 'ElaskaJudgeLeadReceived' : 'ElaskaJudgeLead';
    $lead = $total > 0 ? '<span>' . elaska_t($key . ($total > 1 ? 'Many' : 'One'), $figure) . '</span>' : '';
    $about = $case ? '<span>' . elaska_t('ElaskaCase') . "\u{a0}: " . elaska_link(elaska_url('case_card.php', array('id' => $case['id'], 'tab' => 'docs')), trim($case['ref'] . ' ' . $case['title'])) . '</span> '
        . elaska_link(elaska_url('document_queue.php', array_diff_key($filters, array('case' => 1))), elaska_words('ElaskaJudgeAllCases'), 'elaska-small') : '';
    return $lead . $about === '' ? '' : '<p class="elaska-lead elq-lead">' . $lead . ' ' . $about . '</p>';
}

/** @param array<string,int|string> $filters */
function elaska_queue_bar(Elaska\Office $office, array $filters): string
{
    $narrowed = count(array_diff_key($filters, array('view' => 1, 'case' => 1))) > 0;
    $out = elaska_form(elaska_url('document_queue.php', array_intersect_key($filters, array('view' => 1, 'case' => 1))), 'filter', 'elaska-filters');
    $out .= elaska_filter(elaska_words('Search'), 'search', elaska_input('search', elaska_unpack_value($filters), 'search', 'placeholder="' . elaska_t('ElaskaJudgeSearchHint') . '"'));
    $out .= isset($filters['case']) ? '' : elaska_filter(elaska_words('ElaskaClient'), 'client', elaska_client_select('client', (int) ($filters['client'] ?? 0), 'minwidth150 maxwidth150'));
    $out .= $filters['view'] === 'mine' ? '' : elaska_filter(elaska_words('ElaskaJudgeLeadIs'), 'lead', elaska_person_select('lead', (int) ($filters['lead'] ?? 0), true, 'minwidth150 maxwidth150'));
    $out .= elaska_filter(elaska_words('ElaskaDocumentCategory'), 'category', elaska_select('category', elaska_reference($office, 'piece_categories'), (string) ($filters['category'] ?? ''), ' '));
    return '<details class="elq-filters"' . ($narrowed ? ' open' : '') . '><summary>' . elaska_t('ElaskaJudgeFilters') . '</summary>' . $out . '<div class="elaska-filter-end"><button type="submit" class="elaska-second">' . elaska_t('ElaskaFilter') . '</button>'
        . ($narrowed ? elaska_link(elaska_url('document_queue.php', array_intersect_key($filters, array('view' => 1, 'case' => 1))), elaska_words('ElaskaFilterClear'), 'elaska-second') : '') . '</div></form></details>';
}

/** "aujourd’hui", "12 j", late ones told apart. @param array<string,mixed> $row */
function elaska_queue_age(array $row): string
{
    $days = (int) $row['days'];
    $words = $days === 0 ? elaska_words('ElaskaJudgeToday') : elaska_words('ElaskaJudgeDays', (string) $days);
    return '<time class="elq-age elaska-num' . ($row['late'] ? ' elq-late' : '') . '" datetime="' . gmdate('Y-m-d\TH:i:s\Z', (int) $row['at']) . '" title="' . elaska_h(elaska_words('ElaskaJudgeSince', dol_print_date((int) $row['at'], 'dayhour', 'tzuser'))) . '">' . elaska_h($words) . '</time>';
}

/** @param array<string,mixed> $row */
function elaska_queue_row(array $row, bool $current, string $url): string
{
    $key = elaska_queue_key($row);
    $files = count($row['files']);
    $first = (string) ($row['files'][0]['name'] ?? '');
    $name = $files === 0 ? elaska_words('ElaskaJudgeNoFile') : ($files === 1 ? $first : elaska_words('ElaskaJudgeFiles', $first, (string) ($files - 1)));
    $about = array_filter(array((string) ($row['client']['name'] ?? ''), $row['case'] ? (string) $row['case']['title'] : ''), static fn (string $word): bool => $word !== '');
    $facts = array((string) ($row['lead']['name'] ?? ''), dol_print_date((int) $row['at'], 'day', 'tzuser'));
    return '<li class="elq-row"' . ($current ? ' aria-current="true"' : '') . '>' . ($row['may'] ? '<label class="elq-tick"><input type="checkbox" name="items[]" value="' . elaska_h($key . ':' . $row['seen']) . '" aria-label="' . elaska_h(elaska_words('ElaskaJudgeTick', (string) $row['label'])) . '"></label>' : '<span class="elq-tick"></span>')
        . '<a href="' . elaska_h($url) . '" data-elq-open="' . $key . '"><span class="elq-row-head"><strong>' . elaska_h($row['label']) . '</strong>' . elaska_queue_age($row) . '</span><span class="elq-row-about">' . elaska_h(implode(' · ', $about)) . '</span>'
        . '<span class="elq-row-facts elaska-quiet"><span>' . elaska_h($name) . '</span><span class="elaska-num">' . elaska_h(implode(' · ', array_filter($facts, static fn (string $word): bool => $word !== ''))) . '</span></span></a></li>';
}

/** @param array<string,mixed> $chosen @param array<string,int|string> $filters @param list<string> $trail */
function elaska_queue_list(array $list, array $chosen, array $filters, array $trail): string
{
    $rows = '';
    $may = false;
    foreach ($list['rows'] as $row) {
        $key = elaska_queue_key($row);
        $may = $may || $row['may'];
        $rows .= elaska_queue_row($row, $key === elaska_queue_key($chosen), elaska_queue_url($filters, $trail, $key));
    }
    $bulk = $may ? '<div class="elq-bulk" data-elq-bulk><label class="elq-tick"><input type="checkbox" data-elq-all aria-label="' . elaska_t('ElaskaJudgeTickAll') . '"></label><span class="elaska-quiet" data-elq-count data-many="' . elaska_t('ElaskaJudgeTicked') . '">' . elaska_t('ElaskaJudgeTickHint') . '</span>'
        . '<button type="submit" class="elaska-second" name="to" value="validated">' . elaska_t('ElaskaJudgeBulk') . '</button></div>' : '';
    return elaska_form(elaska_queue_url($filters, $trail), 'decide', 'elq-list', 'data-elq-list aria-label="' . elaska_t('ElaskaMenuQueue') . '"') . $bulk . '<ol class="elq-rows">' . $rows . '</ol>' . elaska_pager('document_queue.php', $filters, $list['next'], $trail) . '</form>';
}

/** Nothing waits, or nothing answers the filters. @param array<string,int|string> $filters @param list<string> $trail */
function elaska_queue_empty(array $filters, array $trail): string
{
    if ($trail) {
        return elaska_empty(elaska_words('ElaskaJudgePageDone'), elaska_button(elaska_url('document_queue.php', $filters), elaska_words('ElaskaJudgeFromStart'), 'elaska-second'));
    }
    if (count(array_diff_key($filters, array('view' => 1))) > 0) {
        return elaska_empty(elaska_words(isset($filters['case']) && count($filters) === 2 ? 'ElaskaJudgeNoneOfCase' : 'ElaskaJudgeNoneFiltered'), elaska_button(elaska_url('document_queue.php', array('view' => $filters['view'])), elaska_words('ElaskaJudgeAllCases'), 'elaska-second'));
    }
    $key = array('waiting' => 'ElaskaJudgeNone', 'mine' => 'ElaskaJudgeNoneMine', 'received' => 'ElaskaJudgeNoneReceived')[$filters['view']];
    return elaska_empty(elaska_words($key), elaska_button(elaska_url('piece_list.php', array('view' => 'missing')), elaska_words('ElaskaJudgeSeeAsked'), 'elaska-second'));
}

/* ---- the one that is looked at ------------------------------------------------ */

/** Its documents, and which of them is shown. @param array<string,mixed> $row @return array<string,mixed>|null */
function elaska_queue_file(array $row): ?array
{
    $wanted = GETPOSTINT('doc', 1);
    foreach ($row['files'] as $file) {
        if ((int) $file['id'] === $wanted) {
            return $file;
        }
    }
    return $row['files'][0] ?? null;
}

/** Where the preview comes; without scripts, the way to the document. @param array<string,mixed> $row @param array<string,mixed>|null $file */
function elaska_queue_preview(array $row, ?array $file): string
{
    if ($file === null) {
        return '<div class="elq-stage">' . elaska_empty(elaska_words('ElaskaJudgeUnread')) . '</div>';
    }
    if (!empty($file['scan'])) {
        return '<div class="elq-stage">' . elaska_empty(elaska_words('ElaskaScanWhy_' . $file['scan']), elaska_scan_mark($file['scan'])) . '</div>';
    }
    if ($file['link']) {
        return '<div class="elq-stage">' . elaska_empty(elaska_words('ElaskaJudgeElsewhere', (string) $file['name']), elaska_button(elaska_url('file.php', array('link' => $file['id'])), elaska_words('ElaskaDocumentOpen'), 'elaska-second')) . '</div>';
    }
    return '<div class="elq-stage" data-elq-preview="' . (int) $file['id'] . '" data-name="' . elaska_h($file['name']) . '"><p class="elq-plain">' . elaska_icon(elaska_document_icon((string) $file['type'])) . ' ' . elaska_link(elaska_url('file.php', array('id' => $file['id'], 'view' => 1)), (string) $file['name'])
        . ' <span class="elaska-quiet">' . elaska_h(elaska_size((int) $file['size'])) . '</span></p></div>';
}

/** @param array<string,mixed> $row @param array<string,mixed>|null $shown */
function elaska_queue_files(array $row, ?array $shown, array $filters, array $trail): string
{
    if (count($row['files']) < 2) {
        return '';
    }
    $out = '';
    foreach ($row['files'] as $file) {
        $out .= '<li><a href="' . elaska_h(elaska_queue_url($filters, $trail, elaska_queue_key($row), (int) $file['id'])) . '" data-elq-open' . ($file === $shown ? ' aria-current="true"' : '') . '>' . elaska_icon($file['link'] ? 'external-link' : elaska_document_icon((string) $file['type'])) . '<span>' . elaska_h($file['name']) . '</span></a>'
            . ($file['status'] && $file['status']['code'] !== $row['status']['code'] ? elaska_badge($file['status']) : '') . elaska_scan_mark($file['scan'] ?? null) . '</li>';
    }
    return '<ul class="elq-files" aria-label="' . elaska_t('ElaskaJudgeOfPiece') . '">' . $out . '</ul>';
}

/** @param array<string,mixed> $row @param array<string,mixed>|null $file */
function elaska_queue_facts(array $row, ?array $file): string
{
    $facts = array(
        'ElaskaClient' => elaska_client($row['client']),
        'ElaskaCase' => $row['case'] ? elaska_link(elaska_url('case_card.php', array('id' => $row['case']['id'], 'tab' => 'docs')), trim($row['case']['ref'] . ' ' . $row['case']['title'])) : '',
        'ElaskaJudgeLeadIs' => elaska_h((string) ($row['lead']['name'] ?? '')),
        'ElaskaDocumentDeposited' => $file ? elaska_moment($file['at']) . ((string) $file['by'] !== '' ? ' · ' . elaska_h($file['by']) : '') : elaska_moment($row['at']),
        'ElaskaNote' => (string) ($row['description'] ?? '') !== '' ? elaska_lines($row['description']) : '',
    );
    $out = '';
    foreach (array_filter($facts) as $key => $value) {
        $out .= '<div><dt>' . elaska_t($key) . '</dt><dd>' . $value . '</dd></div>';
    }
    return '<dl class="elq-facts">' . $out . '</dl>';
}

/** Valider, Reçu, Refuser with its reason. @param array<string,mixed> $row @param array<string,string> $reasons */
function elaska_queue_acts(array $row, string $next, string $url, array $reasons, ?Elaska\Exception $error): string
{
    if (!$row['may']) {
        return '<p class="elq-acts elaska-quiet">' . elaska_t($row['files'] ? 'ElaskaJudgeMayNot' : 'ElaskaJudgeUnreadMayNot') . '</p>';
    }
    $key = elaska_queue_key($row);
    $hidden = '<input type="hidden" name="items[]" value="' . elaska_h($key . ':' . $row['seen']) . '"><input type="hidden" name="item" value="' . $key . '"><input type="hidden" name="next" value="' . elaska_h($next) . '"><input type="hidden" name="label" value="' . elaska_h($row['label']) . '">';
    $mine = $error !== null && $error->getField() === 'reason' ? $error : null;
    $options = '';
    foreach ($reasons as $code => $label) {
        $options .= $code !== 'other' ? '<option value="' . elaska_h($label) . '"></option>' : '';
    }
    $yes = elaska_form($url, 'decide', 'elq-yes') . $hidden . '<button type="submit" class="elq-do elq-do-main" name="to" value="validated" data-elq-key="v">' . elaska_icon('check') . elaska_t('ElaskaPieceValidate') . '</button>'
        . ($row['status']['code'] === 'waiting' ? '<button type="submit" class="elq-do" name="to" value="received" data-elq-key="a" title="' . elaska_t('ElaskaJudgeReceiveHelp') . '">' . elaska_icon('inbox') . elaska_t('ElaskaJudgeReceive') . '</button>' : '') . '</form>';
    $no = elaska_form($url, 'decide', 'elq-no' . ($mine ? ' elaska-row-error' : '')) . $hidden . '<label for="reason">' . elaska_t('ElaskaJudgeReason') . '</label><div><input type="text" id="reason" name="reason" maxlength="500" autocomplete="off" list="elq-reasons" placeholder="' . elaska_t('ElaskaJudgeReasonHint') . '" value="' . ($error !== null ? elaska_h(elaska_in('reason')) : '') . '"'
        . ($mine ? ' aria-invalid="true" aria-describedby="reason-error" autofocus' : '') . ' data-elq-key="r"><button type="submit" class="elq-do elq-do-no" name="to" value="refused">' . elaska_icon('x') . elaska_t('ElaskaPieceRefuse') . '</button></div>'
        . ($mine ? '<span class="elaska-error" role="alert" id="reason-error">' . elaska_t('ElaskaJudgeReasonNeeded') . '</span>' : '') . '<datalist id="elq-reasons">' . $options . '</datalist></form>';
    return '<div class="elq-acts">' . $yes . $no . '</div>' . elaska_queue_keys();
}

/** Which keys do what, in sight. */
function elaska_queue_keys(): string
{
    $out = '';
    foreach (array('J K' => 'ElaskaJudgeKeyMove', 'V' => 'ElaskaPieceValidate', 'A' => 'ElaskaJudgeReceive', 'R' => 'ElaskaPieceRefuse', 'X' => 'ElaskaJudgeKeyTick', 'Échap' => 'ElaskaJudgeKeyLeave') as $keys => $words) {
        $keys = $keys === 'Échap' ? elaska_words('ElaskaJudgeEscape') : $keys;
        $out .= '<span>' . implode(' ', array_map(static fn (string $key): string => '<kbd>' . elaska_h($key) . '</kbd>', explode(' ', $keys))) . ' ' . elaska_t($words) . '</span>';
    }
    return '<p class="elq-keys elaska-quiet" aria-label="' . elaska_t('ElaskaJudgeKeys') . '">' . $out . '</p>';
}

/**
 * @param non-empty-list<array<string,mixed>> $rows
 * @param array<string,mixed> $row
 * @param array<string,int|string> $filters
 * @param list<string> $trail
 * @param array<string,string> $reasons
 */
function elaska_queue_item(array $rows, array $row, array $filters, array $trail, array $reasons, ?Elaska\Exception $error): string
{
    $keys = array_map('elaska_queue_key', $rows);
    $at = (int) array_search(elaska_queue_key($row), $keys, true);
    $before = $keys[$at - 1] ?? '';
    $after = $keys[$at + 1] ?? '';
    $file = elaska_queue_file($row);
    $move = static fn (string $key, string $way, string $words): string => $key === '' ? '<span class="elq-move" aria-disabled="true">' . elaska_icon('chevron-' . $way) . '</span>'
        : '<a class="elq-move" href="' . elaska_h(elaska_queue_url($filters, $trail, $key)) . '" data-elq-open data-elq-way="' . $way . '" aria-label="' . elaska_t($words) . '" title="' . elaska_t($words) . '">' . elaska_icon('chevron-' . $way) . '</a>';
    $ahead = isset($rows[$at + 1]['files'][0]) && !$rows[$at + 1]['files'][0]['link'] ? (int) $rows[$at + 1]['files'][0]['id'] : 0;
    $head = '<header class="elq-head"><a class="elq-back" href="' . elaska_h(elaska_queue_url($filters, $trail)) . '" data-elq-back>' . elaska_icon('chevron-left') . elaska_t('ElaskaJudgeBack') . '</a><h2 tabindex="-1">' . elaska_h($row['label']) . '</h2><span class="elaska-badges">' . elaska_badge($row['status'])
        . ($row['late'] ? elaska_mark('ElaskaLate', 'red') : '') . '</span><span class="elq-moves"><span class="elaska-num elaska-quiet">' . ($at + 1) . "\u{a0}/\u{a0}" . count($rows) . '</span>' . $move($before, 'left', 'ElaskaJudgePrevious') . $move($after, 'right', 'ElaskaJudgeNext') . '</span></header>';
    return '<section class="elq-item" data-elq-item="' . elaska_queue_key($row) . '"' . ($ahead > 0 ? ' data-elq-ahead="' . $ahead . '"' : '') . '>' . $head . elaska_queue_facts($row, $file) . elaska_queue_files($row, $file, $filters, $trail) . elaska_queue_preview($row, $file)
        . elaska_queue_acts($row, $after !== '' ? $after : $before, elaska_queue_url($filters, $trail), $reasons, $error) . '</section>';
}
