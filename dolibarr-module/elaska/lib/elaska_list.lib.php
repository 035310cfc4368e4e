<?php
/*
 * Lists of the core as pages: what may be read without scripts (views, search, rows, pages), and what the island takes
 * over (filters, columns, saved views, boards, changes, exports). A new list needs nothing here but its addresses.
 */

/**
 * What an address asks for.
 *
 * @param array<string,mixed> $define answer of list.define
 * @return array{view: string, search: string, filter: array<mixed>|null, sort: list<string>, mode: string, at: string, back: bool}
 */
function elaska_list_state(array $define): array
{
    $codes = array_column($define['views'], 'code');
    $view = (string) GETPOST('view', 'aZ09');
    $kept = json_decode(elaska_unpack('f'), true, 16);
    $kept = is_array($kept) ? $kept : array();
    $filter = is_array($kept['filter'] ?? null) ? $kept['filter'] : null;
    $mode = (string) ($kept['mode'] ?? $define['mode'] ?? 'table');
    return array(
        'view' => in_array($view, $codes, true) ? $view : (in_array($define['default'], $codes, true) ? $define['default'] : $codes[0]),
        'search' => mb_substr(elaska_unpack('q'), 0, 100),
        'filter' => $filter,
        'sort' => array_values(array_filter(is_array($kept['sort'] ?? null) ? $kept['sort'] : array(), 'is_string')),
        'mode' => in_array($mode, array('table', 'board', 'calendar'), true) ? $mode : 'table',
        'at' => (string) GETPOST('at', 'aZ09'),
        'back' => GETPOSTINT('back', 1) === 1,
    );
}

/** What the page itself is about, under every filter. @param array<string,int|string> $criteria @return array<mixed>|null */
function elaska_list_own(array $criteria): ?array
{
    return $criteria ? array('and' => array_map(static fn (string $field, $value): array => array('field' => $field, 'op' => 'is', 'value' => $value), array_keys($criteria), $criteria)) : null;
}

/** The state as the core takes it. @param array<mixed>|null $own */
function elaska_list_asked(string $list, array $define, array $state, ?array $own = null): array
{
    $filter = $own && $state['filter'] ? array('and' => array($own, $state['filter'])) : ($own ?? $state['filter']);
    $asked = array('list' => $list, 'view' => $state['view'], 'limit' => 50, 'with_total' => true);
    if (!empty($define['kept'])) {
        $asked['columns'] = $define['kept'];
    }
    foreach ($define['views'] as $view) {
        if ($view['code'] === $state['view'] && !empty($view['columns'])) {
            $asked['columns'] = $view['columns'];
        }
    }
    $asked += array_filter(array('search' => $state['search'], 'filter' => $filter, 'sort' => $state['sort']));
    return $state['at'] !== '' ? $asked + array($state['back'] ? 'before' : 'after' => $state['at']) : $asked;
}

/** Sentences beside what was ignored or refused, for people. */
function elaska_list_explained(array $answer): array
{
    foreach (array('ignored', 'failed') as $part) {
        foreach ($answer[$part] ?? array() as $i => $item) {
            $answer[$part][$i]['message'] = elaska_sentence((string) $item['key'], (array) ($item['params'] ?? array()));
        }
    }
    return $answer;
}

/** Columns of an answer, in order. @return list<array<string,mixed>> */
function elaska_list_columns(array $define, array $asked): array
{
    $known = array_column($define['columns'], null, 'code');
    $chosen = $asked['columns'] ?? array_column(array_filter($define['columns'], static fn (array $c): bool => $c['shown']), 'code');
    $fixed = array_column(array_filter($define['columns'], static fn (array $c): bool => $c['fixed']), 'code');
    return array_values(array_intersect_key($known, array_flip($fixed)) + array_intersect_key(array_replace(array_flip(array_intersect($chosen, array_keys($known))), $known), array_flip($chosen)));
}

/** Address of a row. @param string $pattern with {id} and {case_id} */
function elaska_list_address(string $pattern, array $row): string
{
    return strtr($pattern, array('%7Bid%7D' => (string) $row['id'], '{id}' => (string) $row['id'], '{case_id}' => (string) ($row['case_id'] ?? '')));
}

function elaska_list_cell(array $column, array $row): string
{
    $v = $row[$column['code']] ?? null;
    if ($v === null || $v === '') {
        return '';
    }
    switch ($column['type']) {
        case 'status':
            return '<span class="elaska-badges">' . elaska_badge($v) . (!empty($row['late']) ? ' ' . elaska_mark('ElaskaLate', 'red') : '') . '</span>';
        case 'choice':
            return elaska_h($v['label']);
        case 'tags':
            return '<span class="elaska-badges">' . implode(' ', array_map(static fn (array $tag): string => elaska_badge($tag), $v)) . '</span>';
        case 'client':
            return elaska_client($v);
        case 'person':
        case 'folder':
            return elaska_h($v['name']);
        case 'case':
            return elaska_link(elaska_url('case_card.php', array('id' => $v['id'])), (string) $v['name']);
        case 'day':
            return elaska_day($v);
        case 'moment':
            return elaska_moment($v);
        case 'duration':
            return $v > 0 ? elaska_duration($v) : '';
        case 'amount':
            return $v ? elaska_money((int) $v) : '';
        case 'percent':
            return '<span class="elaska-num">' . (int) $v . "\u{a0}%</span>";
        case 'number':
            return $v ? '<span class="elaska-num">' . (int) $v . '</span>' : '';
        case 'decimal':
            return '<span class="elaska-num">' . elaska_h(elaska_decimal($v)) . '</span>';
        case 'yesno':
            return elaska_t($v ? 'Yes' : 'No');
        default:
            return elaska_h($v);
    }
}

/** True for what is compared as a number. */
function elaska_list_right(array $column): bool
{
    return in_array($column['type'], array('number', 'decimal', 'percent', 'duration', 'amount'), true);
}

/** @param list<array<string,mixed>> $columns */
function elaska_list_table(array $columns, array $rows, string $address): string
{
    $head = '';
    $plain = array_values(array_filter($columns, static fn (array $c): bool => !$c['fixed']));
    $fixed = array_values(array_filter($columns, static fn (array $c): bool => $c['fixed']));
    $title = end($fixed);
    foreach ($plain as $column) {
        $head .= '<th' . (elaska_list_right($column) ? ' class="right"' : '') . '>' . elaska_h($column['label']) . '</th>';
    }
    $out = '<div class="div-table-responsive"><table class="noborder centpercent elaska-list"><thead><tr class="liste_titre"><th>' . elaska_h($title['label']) . '</th>' . $head . '</tr></thead><tbody>';
    foreach ($rows as $row) {
        $small = '';
        foreach ($fixed as $column) {
            $small .= $column === $title ? '' : '<div class="elaska-quiet elaska-small elaska-num">' . elaska_list_cell($column, $row) . '</div>';
        }
        $small .= !empty($row['scan']) ? '<div>' . elaska_scan_mark((string) $row['scan']) . '</div>' : '';
        $out .= '<tr class="oddeven"><td class="elaska-title">' . elaska_link(elaska_list_address($address, $row), (string) $row[$title['code']]) . $small . '</td>';
        foreach ($plain as $column) {
            $out .= '<td data-label="' . elaska_h($column['label']) . '"' . (elaska_list_right($column) ? ' class="right nowraponall"' : '') . '>' . elaska_list_cell($column, $row) . '</td>';
        }
        $out .= '</tr>';
    }
    return $out . '</tbody></table></div>';
}

/** Before and after, both known to the core. */
function elaska_list_pager(string $page, array $kept, array $answer): string
{
    if (empty($answer['next']) && empty($answer['prev'])) {
        return '';
    }
    $out = '<nav class="elaska-pager" aria-label="' . elaska_t('ElaskaPages') . '">';
    if (!empty($answer['prev'])) {
        $out .= elaska_link(elaska_url($page, $kept + array('at' => $answer['prev'], 'back' => 1)), '‹ ' . elaska_words('ElaskaPrevious'), 'elaska-second');
    }
    if (!empty($answer['next'])) {
        $out .= elaska_link(elaska_url($page, $kept + array('at' => $answer['next'])), elaska_words('ElaskaNext') . ' ›', 'elaska-second');
    }
    return $out . '</nav>';
}

/** Whose rows these are, and the way to all of them. @param list<array<string,mixed>> $rows some may be another's that this one has too */
function elaska_list_about(array $define, array $page, array $rows): string
{
    $labels = array_column($define['columns'], 'label', 'code');
    $about = array();
    foreach ($page['criteria'] ?? array() as $field => $value) {
        $same = array_filter($rows, static fn (array $row): bool => (string) ($row[$field]['id'] ?? '') === (string) $value);
        $name = (string) (reset($same)[$field]['name'] ?? '');
        $about[] = '<span>' . elaska_h((string) ($labels[$field] ?? $field)) . ($name !== '' ? "\u{a0}: <strong>" . elaska_h($name) . '</strong>' : '') . '</span>';
    }
    return $about ? '<p class="elaska-list-about">' . implode(' · ', $about) . ' ' . elaska_link(elaska_url($page['file'], $page['kept'] ?? array()), elaska_words('ElaskaSeeAll')) . '</p>' : '';
}

/** What the island starts from, as text that no markup can leave. */
function elaska_list_data(array $data): string
{
    return '<script type="application/json" data-elaska-list-data>' . json_encode($data, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE) . '</script>';
}

/**
 * What stands where nothing is yet, for people who asked for nothing special; null where there is something in another view.
 *
 * @param array{text: string, href?: string, label?: string}|null $first of the page, as keys of elaska.lang
 * @param array<string,mixed> $asked what gave no row
 * @return array{text: string, href: string, label: string}|null
 */
function elaska_list_first(Elaska\Office $office, ?array $first, array $define, array $asked): ?array
{
    if ($first === null || isset($asked['search']) || isset($asked['after']) || isset($asked['before'])) {
        return null;
    }
    $all = array_values(array_intersect(array('all', 'recent', 'bin'), array_column($define['views'], 'code')))[0] ?? null;
    if ($all !== null && $asked['view'] !== $all && $office->call('list.rows', array('list' => $asked['list'], 'view' => $all, 'limit' => 1) + array_intersect_key($asked, array('filter' => 1)))['rows']) {
        return null;
    }
    return array('text' => elaska_words($first['text']), 'href' => $first['href'] ?? '', 'label' => isset($first['label']) ? elaska_words($first['label']) : '');
}

/**
 * A whole list: everything between header and footer.
 *
 * @param array{file: string, address: string, modes?: list<string>, criteria?: array<string,int|string>, said?: bool, within?: array<string,mixed>, folders?: bool, without?: list<string>, kept?: array<string,int|string>, none: string, new?: string, first?: array{text: string, href?: string, label?: string}, letters?: string} $page
 *     address of a row, with {id}; criteria: what the page is about, which
 *     no filter takes away; said: its header says it; within: the same as a filter, where it is
 *     more than that; none: no row answers the filters; first: nothing is there yet; folders: a tree stands beside it; without: columns that would say the same in each row; kept: what else the address says
 */
function elaska_list_page(Elaska\Office $office, string $list, array $page): string
{
    $define = $office->call('list.define', array('list' => $list));
    $state = elaska_list_state($define);
    $own = $page['within'] ?? elaska_list_own($page['criteria'] ?? array());
    $asked = elaska_list_asked($list, $define, $state, $own);
    try {
        $answer = elaska_list_explained($office->call('list.rows', $asked));
    } catch (Elaska\Exception $e) {
        if ($e->getKey() !== 'list.cursor') {
            throw $e;
        }
        setEventMessages(elaska_error_text($e), null, 'warnings');
        $answer = elaska_list_explained($office->call('list.rows', array_diff_key($asked, array('after' => 1, 'before' => 1))));
    }
    $first = $answer['rows'] || $state['filter'] ? null : elaska_list_first($office, $page['first'] ?? null, $define, $asked);
    $views = array_column($define['views'], 'label', 'code');
    $kept = array('view' => $state['view'], 'q' => $state['search'] !== '' ? elaska_pack($state['search']) : null, 'f' => (string) GETPOST('f', 'aZ09') ?: null) + ($page['criteria'] ?? array()) + ($page['kept'] ?? array());
    $data = array('list' => $list, 'define' => $define, 'state' => $state, 'own' => $own, 'answer' => $answer, 'address' => $page['address'], 'modes' => $page['modes'] ?? array('table'), 'without' => $page['without'] ?? array(), 'client' => DOL_URL_ROOT . '/societe/card.php?socid={id}',
        'case' => elaska_url('case_card.php', array('id' => '{id}')), 'page' => elaska_url($page['file'], ($page['criteria'] ?? array()) + ($page['kept'] ?? array())), 'export' => elaska_url('list_export.php'), 'filing' => elaska_can('case/write') ? ((int) ($page['criteria']['socid'] ?? 0) ?: true) : false, 'currency' => (string) getDolGlobalString('MAIN_MONNAIE', 'EUR'), 'first' => $first);
    $out = empty($page['said']) ? elaska_list_about($define, $page, $answer['rows']) : '';
    $out .= '<div class="elaska-listing" data-elaska-list ' . elaska_endpoint() . (isset($page['letters']) ? ' data-letters="' . elaska_h($page['letters']) . '"' : '') . (!empty($page['folders']) ? ' data-folders' : '') . '>';
    $out .= elaska_views($page['file'], 'view', $views, $state['view'], array_diff_key($kept, array('view' => 1, 'f' => 1)));
    $out .= elaska_form(elaska_url($page['file'], array_diff_key($kept, array('q' => 1))), 'filter', 'elaska-filters') . elaska_filter(elaska_words('Search'), 'search', elaska_input('search', $state['search'], 'search'))
        . '<div class="elaska-filter-end"><button type="submit" class="elaska-second">' . elaska_t('ElaskaFilter') . '</button></div></form>';
    foreach ($answer['ignored'] as $item) {
        $out .= '<p class="elaska-notice" role="status">' . elaska_h(($item['field'] !== '' ? $item['field'] . ' : ' : '') . $item['message']) . '</p>';
    }
    if ($answer['rows']) {
        $columns = array_filter(elaska_list_columns($define, $asked), static fn (array $c): bool => !in_array($c['code'], $page['without'] ?? array(), true));
        $out .= elaska_list_table(array_values($columns), $answer['rows'], $page['address']);
    } else {
        $out .= $first !== null ? elaska_empty($first['text'], $first['href'] !== '' ? elaska_button($first['href'], $first['label'], 'elaska-second') : '') : elaska_empty(elaska_words($page['none']), $page['new'] ?? '');
    }
    return $out . elaska_list_pager($page['file'], $kept, $answer) . elaska_list_data($data) . '</div>';
}

/** Header of a list: its island and its look. */
function elaska_list_header(string $title): void
{
    llxHeader('', $title, '', '', 0, 0, array('/elaska/js/list.js'), array('/elaska/css/time.css', '/elaska/js/list.css'));
}

/** A search typed without scripts becomes an address. */
function elaska_list_search(string $file, array $criteria = array()): void
{
    if (elaska_action() === 'filter') {
        elaska_redirect(elaska_url($file, array('view' => (string) GETPOST('view', 'aZ09'), 'f' => (string) GETPOST('f', 'aZ09') ?: null, 'q' => elaska_pack(mb_substr(elaska_in('search'), 0, 100))) + $criteria));
    }
}

/** Of which client, and as what, is a list filed? Asked where the list is of many. DOC-17. @param array<string,mixed> $asked */
function elaska_list_file_page(array $asked, string $back, string $error): void
{
    elaska_time_header(elaska_words('ElaskaListFile'), array('/elaska/css/case.css'), array());
    print load_fiche_titre(elaska_t('ElaskaListFile'), elaska_link($back, '‹ ' . elaska_words('BackToList')), 'fa-folder-open');
    print '<p class="elaska-lead">' . elaska_t('ElaskaListFileHelp') . '</p>' . elaska_form(elaska_url('list_export.php'), 'file', 'elaska-panel elaska-stack');
    print '<input type="hidden" name="page" value="' . elaska_h((string) preg_replace('~^.*/|\?.*$~', '', $back)) . '"><input type="hidden" name="chosen" value="1"><input type="hidden" name="in" value="' . elaska_h((string) json_encode($asked)) . '">';
    print '<div class="elaska-stack-row"><label for="client">' . elaska_t('ElaskaListFileWith') . '</label>' . elaska_client_select('client', 0)
        . ($error !== '' ? '<span class="elaska-error" role="alert">' . elaska_h($error) . '</span>' : '') . '</div>';
    print '<div class="elaska-stack-row"><label for="elaska-format">' . elaska_t('ElaskaListFileAs') . '</label><select id="elaska-format" name="format" class="flat"><option value="pdf">PDF</option><option value="xlsx">Excel (XLSX)</option></select></div>';
    print '<div><button type="submit" class="butAction">' . elaska_t('ElaskaListFileDo') . '</button></div></form>';
    llxFooter();
}
