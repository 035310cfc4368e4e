<?php
/*
 * Documents of a case that leave the firm: links for people without an account, and the register of what was sent to whom.
 * Source: DOC-10, DOC-11.
 */

/** Action => operation, its fields (as elaska_posted reads them), what is said when it worked. */
const ELASKA_SHARE_ACTS = array(
    'share_create' => array('share.create', array('party' => 'id', 'name' => 'text', 'email' => 'text', 'purpose' => 'text', 'days' => 'int', 'password' => 'flag', 'download' => 'flag', 'message' => 'text', 'send' => 'flag'), ''),
    'share_password' => array('share.password', array('share' => 'id'), ''),
    'share_extend' => array('share.extend', array('share' => 'id', 'days' => 'int'), 'ElaskaShareExtended'),
    'share_revoke' => array('share.revoke', array('share' => 'id'), 'ElaskaShareRevoked'),
    'dispatch_add' => array('dispatch.add', array('means' => 'text', 'on' => 'day', 'tracking' => 'text', 'note' => 'text'), 'ElaskaDispatchAdded'),
);

/** Recipients of a sending: parties that were ticked, and one more by name. @return list<array<string,mixed>> */
function elaska_dispatch_recipients(): array
{
    $to = array_map(static fn (int $party): array => array('party' => $party), elaska_ticked('parties'));
    $typed = elaska_posted(array('name' => 'text', 'email' => 'text'));
    return $typed || !$to ? array_merge($to, array($typed)) : $to;
}

/**
 * Does what a form asks. What is told once only (address, password) is kept for the page that follows at once, and nowhere
 * else: no session and no address holds it.
 */
function elaska_share_act(Elaska\Office $office, int $case, string $action, string $back): ?Elaska\Exception
{
    list($op, $fields, $said) = ELASKA_SHARE_ACTS[$action];
    $input = elaska_posted($fields);
    if ($action === 'share_create' || $action === 'dispatch_add') {
        $input += array('case' => $case, 'files' => elaska_ticked('files'));
    }
    if ($action === 'dispatch_add') {
        $input['recipients'] = elaska_dispatch_recipients();
    }
    try {
        $answer = $office->call($op, $input);
    } catch (Elaska\Exception $e) {
        setEventMessages(elaska_error_text($e), null, 'errors');
        return $e;
    }
    if ($said !== '') {
        elaska_redirect($back . '#elaska-share', elaska_words($said));
    }
    $GLOBALS['elaska_share_told'] = $answer + array('share' => $input['share'] ?? 0);
    return null;
}

/** What is told this once. */
function elaska_share_told(): string
{
    $told = $GLOBALS['elaska_share_told'] ?? null;
    if ($told === null) {
        return '';
    }
    $rows = '';
    foreach (array('address' => 'ElaskaShareAddress', 'password' => 'ElaskaSharePassword') as $name => $label) {
        if (($told[$name] ?? null) !== null) {
            $rows .= '<div class="elaska-row elaska-row-wide"><label class="elaska-label" for="told-' . $name . '">' . elaska_t($label) . '</label><div class="elaska-field"><input type="text" readonly id="told-' . $name . '" class="flat elaska-told" value="' . elaska_h($told[$name])
                . '"><button type="button" class="elaska-act" data-elaska-copy-field="told-' . $name . '" data-done="' . elaska_t('ElaskaCopied') . '">' . elaska_t('ElaskaCopy') . '</button></div></div>';
        }
    }
    $help = elaska_t(!empty($told['sent']) ? 'ElaskaShareToldSent' : 'ElaskaShareTold') . (($told['password'] ?? null) !== null ? ' ' . elaska_t('ElaskaShareToldPassword') : '');
    return '<section class="elaska-panel elaska-share-told" role="status"><header><h2>' . elaska_t(isset($told['address']) ? 'ElaskaShareMade' : 'ElaskaSharePasswordNew') . '</h2></header><p>' . $help . '</p><div class="elaska-form">' . $rows . '</div></section>';
}

/* ---- choosing ---------------------------------------------------------------- */

/** Documents that may leave, each with those who had it already. @param list<array<string,mixed>> $files @param list<array<string,mixed>> $sent */
function elaska_share_files(array $files, array $sent, ?Elaska\Exception $error): string
{
    $had = array();
    foreach ($sent as $row) {
        foreach ($row['files'] as $file) {
            $had[(int) $file['id']][(string) $row['name']] = elaska_h($row['name']) . ' <span class="elaska-num">' . elaska_day($row['on']) . '</span>';
        }
    }
    $ticked = elaska_ticked('files');
    $out = '';
    foreach ($files as $file) {
        $id = (int) $file['id'];
        $out .= '<li><label class="elaska-check"><input type="checkbox" name="files[]" value="' . $id . '"' . (in_array($id, $ticked, true) ? ' checked' : '') . '> ' . elaska_h($file['name']) . '</label><span class="elaska-quiet elaska-small">' . elaska_h(elaska_size((int) $file['size'])) . ' · ' . elaska_moment($file['at'])
            . (isset($had[$id]) ? ' · ' . elaska_t('ElaskaSentTo') . ' ' . implode(', ', $had[$id]) : '') . '</span></li>';
    }
    return str_replace('class="elaska-row', 'class="elaska-row-wide elaska-row', elaska_row(elaska_words('ElaskaShareFiles'), 'files', '<ul class="elaska-sharelist" id="files">' . $out . '</ul>', $error, true));
}

/** @param list<array<string,mixed>> $parties @return array<int,string> */
function elaska_share_parties(array $parties): array
{
    $out = array();
    foreach ($parties as $one) {
        $out[(int) $one['id']] = $one['name'] . ((string) $one['email'] !== '' ? ' — ' . $one['email'] : '');
    }
    return $out;
}

/** «Partager». @param array<string,mixed> $list of share.list @param list<array<string,mixed>> $sent */
function elaska_share_form(array $list, array $sent, int $case, ?Elaska\Exception $error): string
{
    $policy = $list['policy'];
    $wide = static fn (string $row): string => str_replace('class="elaska-row', 'class="elaska-row-wide elaska-row', $row);
    $purpose = elaska_value('purpose', 'other');
    $rule = elaska_words('ElaskaShareRule', elaska_words('ElaskaProtect' . ucfirst((string) $policy['other'])), elaska_words('ElaskaProtect' . ucfirst((string) $policy['bank'])));
    $out = elaska_form(elaska_url('case_card.php', array('id' => $case, 'tab' => 'docs', 'ask' => 'share')) . '#elaska-share', 'share_create', 'elaska-form', 'data-elaska-keep') . elaska_share_files($list['files'], $sent, $error);
    $out .= $list['parties'] ? elaska_row(elaska_words('ElaskaShareParty'), 'party', elaska_select('party', elaska_share_parties($list['parties']), elaska_value('party'), elaska_words('ElaskaShareOther')), $error) : '';
    $out .= elaska_row(elaska_words('ElaskaShareName'), 'name', elaska_input('name', elaska_value('name'), 'text', 'maxlength="190" autocomplete="off"'), $error, !$list['parties'], $list['parties'] ? elaska_words('ElaskaShareNameHelp') : '');
    $out .= elaska_row(elaska_words('Email'), 'email', elaska_input('email', elaska_value('email'), 'email', 'maxlength="190" autocomplete="off"'), $error);
    $out .= elaska_row(elaska_words('ElaskaSharePurpose'), 'purpose', elaska_select('purpose', array('other' => elaska_words('ElaskaSharePurpose_other'), 'bank' => elaska_words('ElaskaSharePurpose_bank')), $purpose), $error, false, $rule);
    $out .= elaska_row(elaska_words('ElaskaShareDays'), 'days', elaska_input('days', elaska_value('days', (string) $policy['days']), 'number', 'min="1" max="' . (int) $policy['days_max'] . '"') . ' <span class="elaska-quiet">' . elaska_t('ElaskaUnitDays') . '</span>', $error, true);
    $out .= elaska_row(elaska_words('ElaskaSharePassword'), 'password', elaska_checkbox('password', elaska_flag('password', $policy['other'] !== 'none'), elaska_words('ElaskaSharePasswordMake')), $error, false, elaska_words('ElaskaSharePasswordHelp'));
    $out .= elaska_row(elaska_words('ElaskaShareDownload'), 'download', elaska_checkbox('download', elaska_flag('download', true), elaska_words('ElaskaShareDownloadYes')), $error, false, elaska_words('ElaskaShareDownloadHelp'));
    $out .= $wide(elaska_row(elaska_words('ElaskaShareMessage'), 'message', elaska_textarea('message', elaska_value('message'), 3, 'maxlength="2000"'), $error));
    $out .= elaska_row(elaska_words('ElaskaShareSend'), 'send', elaska_checkbox('send', elaska_flag('send', false), elaska_words('ElaskaShareSendYes')), $error);
    return '<section class="elaska-panel" aria-labelledby="elaska-share-new"><header><h2 id="elaska-share-new">' . elaska_t('ElaskaShareNew') . '</h2></header>' . $out . elaska_share_buttons($case, 'ElaskaShareDo') . '</form></section>';
}

/** «Marquer envoyé». @param array<string,mixed> $list of share.list @param list<array<string,mixed>> $sent */
function elaska_dispatch_form(array $list, array $sent, int $case, ?Elaska\Exception $error): string
{
    $wide = static fn (string $row): string => str_replace('class="elaska-row', 'class="elaska-row-wide elaska-row', $row);
    $boxes = '';
    foreach (elaska_share_parties($list['parties']) as $id => $label) {
        $boxes .= '<label class="elaska-check"><input type="checkbox" name="parties[]" value="' . $id . '"' . (in_array($id, elaska_ticked('parties'), true) ? ' checked' : '') . '> ' . elaska_h($label) . '</label>';
    }
    $out = elaska_form(elaska_url('case_card.php', array('id' => $case, 'tab' => 'docs', 'ask' => 'dispatch')) . '#elaska-share', 'dispatch_add', 'elaska-form', 'data-elaska-keep') . elaska_share_files($list['files'], $sent, $error);
    $out .= $boxes !== '' ? $wide(elaska_row(elaska_words('ElaskaDispatchTo'), 'recipients', '<div class="elaska-checks">' . $boxes . '</div>', $error)) : '';
    $out .= elaska_row(elaska_words($boxes !== '' ? 'ElaskaDispatchMore' : 'ElaskaDispatchTo'), $boxes !== '' ? 'name' : 'recipients', elaska_input('name', elaska_value('name'), 'text', 'maxlength="190" autocomplete="off"'), $error, $boxes === '');
    $out .= elaska_row(elaska_words('Email'), 'email', elaska_input('email', elaska_value('email'), 'email', 'maxlength="190" autocomplete="off"'), $error);
    $out .= elaska_row(elaska_words('ElaskaDispatchMeans'), 'means', elaska_select('means', array_map('elaska_words', array('email' => 'ElaskaMeans_email', 'post' => 'ElaskaMeans_post', 'link' => 'ElaskaMeans_link')), elaska_value('means', 'email')), $error, true);
    $out .= elaska_row(elaska_words('ElaskaDispatchOn'), 'on', elaska_input('on', elaska_value('on', dol_print_date(dol_now(), '%Y-%m-%d', 'tzuser')), 'date'), $error, true);
    $out .= elaska_row(elaska_words('ElaskaDispatchTracking'), 'tracking', elaska_input('tracking', elaska_value('tracking'), 'text', 'maxlength="80"'), $error);
    $out .= elaska_row(elaska_words('ElaskaDispatchNote'), 'note', elaska_input('note', elaska_value('note'), 'text', 'maxlength="500"'), $error);
    return '<section class="elaska-panel" aria-labelledby="elaska-dispatch-new"><header><h2 id="elaska-dispatch-new">' . elaska_t('ElaskaDispatchNew') . '</h2></header>' . $out . elaska_share_buttons($case, 'ElaskaDispatchDo') . '</form></section>';
}

function elaska_share_buttons(int $case, string $label): string
{
    return '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t($label) . '</button>' . elaska_link(elaska_url('case_card.php', array('id' => $case, 'tab' => 'docs')) . '#elaska-share', elaska_words('Cancel'), 'elaska-second') . '</div>';
}

/* ---- what there is ----------------------------------------------------------- */

/** What became of a link, the newest first. @param list<array<string,mixed>> $rows */
function elaska_share_log(array $rows): string
{
    $out = '';
    foreach ($rows as $row) {
        $bad = $row['result'] !== 'ok';
        $out .= '<tr class="oddeven"><td class="elaska-num nowraponall">' . elaska_h(dol_print_date((int) $row['at'], 'dayhoursec', 'tzuser')) . '</td><td>' . elaska_t('ElaskaShareDid_' . $row['action']) . '</td><td class="tdoverflowmax300">' . elaska_h((string) $row['name']) . '</td><td>'
            . elaska_mark('ElaskaShareResult_' . $row['result'], $bad ? 'red' : 'green') . '</td><td class="elaska-num">' . elaska_h($row['ip']) . '</td></tr>';
    }
    $head = '';
    foreach (array('ElaskaShareLogAt', 'ElaskaShareLogWhat', 'ElaskaShareLogFile', 'ElaskaShareLogResult', 'ElaskaShareLogIp') as $label) {
        $head .= '<th>' . elaska_t($label) . '</th>';
    }
    return $out === '' ? '<p class="elaska-quiet">' . elaska_t('ElaskaShareLogNone') . '</p>' : '<div class="elaska-share-log"><table class="liste elaska-list"><thead><tr class="liste_titre">' . $head . '</tr></thead><tbody>' . $out . '</tbody></table></div>';
}

/** @param array<string,mixed> $row @param array<string,mixed> $policy */
function elaska_share_acts(array $row, array $policy, string $url): string
{
    if (empty($policy['may']) || $row['state'] === 'revoked') {
        return '';
    }
    $id = (int) $row['id'];
    $extend = elaska_form($url, 'share_extend', 'elaska-mini') . '<input type="hidden" name="share" value="' . $id . '"><input type="number" name="days" min="1" max="' . (int) $policy['days_max'] . '" value="' . (int) $policy['days'] . '" aria-label="' . elaska_t('ElaskaShareDays') . '"> '
        . elaska_t('ElaskaShareFromToday') . ' <button type="submit" class="elaska-act">' . elaska_t('ElaskaShareExtend') . '</button></form>';
    return '<div class="elaska-piece-acts">' . ($row['password'] ? elaska_act_button($url, 'share_password', elaska_words('ElaskaSharePasswordAgain'), array('share' => $id)) : '') . elaska_fold(elaska_words('ElaskaShareExtendFold'), $extend)
        . elaska_link($url . '&ask=revoke&share=' . $id . '#elaska-share', elaska_words('ElaskaShareRevoke'), 'elaska-act elaska-danger') . '</div>';
}

/** @param array<string,mixed> $row @param array<string,mixed> $policy @param list<array<string,mixed>>|null $log of this link, when it is shown */
function elaska_share_row(array $row, array $policy, string $url, ?array $log): string
{
    $colours = array('live' => 'green', 'expired' => 'slate', 'blocked' => 'red', 'revoked' => 'slate');
    $names = array_map(static fn (array $file): string => '<span' . ($file['there'] ? '' : ' class="elaska-gone" title="' . elaska_t('ElaskaShareFileGone') . '"') . '>' . elaska_h($file['name']) . '</span>', $row['files']);
    $facts = array(elaska_t($row['state'] === 'expired' ? 'ElaskaShareExpired' : 'ElaskaShareUntil', dol_print_date((int) $row['expires_at'], 'dayhour', 'tzuser')), elaska_t($row['password'] ? 'ElaskaShareWithPassword' : 'ElaskaShareNoPassword'),
        elaska_t($row['download'] ? 'ElaskaShareMayDownload' : 'ElaskaShareReadOnly'), elaska_t('ElaskaShareBy', (string) ($row['by']['name'] ?? '')) . ' ' . elaska_moment($row['created_at']));
    $read = $row['opened_at'] !== null ? elaska_t('ElaskaShareOpened') . ' ' . elaska_moment($row['opened_at']) : elaska_t('ElaskaShareNotOpened');
    $toggle = elaska_link($log === null ? $url . '&log=' . (int) $row['id'] . '#share-' . (int) $row['id'] : $url . '#share-' . (int) $row['id'], elaska_words($log === null ? 'ElaskaShareLog' : 'ElaskaShareLogHide', (string) $row['entries']), 'elaska-act');
    return '<li id="share-' . (int) $row['id'] . '" class="elaska-piece"><div class="elaska-piece-head"><strong>' . elaska_h($row['name']) . '</strong>' . ((string) $row['email'] !== '' ? ' <span class="elaska-quiet">' . elaska_h($row['email']) . '</span>' : '') . '<span class="elaska-badges">'
        . elaska_mark('ElaskaShareState_' . $row['state'], $colours[$row['state']] ?? 'slate') . ($row['purpose'] === 'bank' ? elaska_mark('ElaskaSharePurpose_bank') : '') . '</span></div><div>' . implode(', ', $names) . '</div><div class="elaska-quiet elaska-small">' . implode(' · ', $facts) . '</div><div class="elaska-small">' . $read . '</div>'
        . ((string) $row['message'] !== '' ? '<q class="elaska-step-comment">' . elaska_lines($row['message']) . '</q>' : '') . '<div class="elaska-piece-foot">' . $toggle . elaska_share_acts($row, $policy, $url) . '</div>' . ($log !== null ? elaska_share_log($log) : '') . '</li>';
}

/** The register, the newest first. DOC-10. @param list<array<string,mixed>> $sent */
function elaska_dispatch_rows(array $sent): string
{
    $out = '';
    foreach ($sent as $row) {
        $more = array_filter(array(elaska_words('ElaskaMeans_' . $row['means']), (string) $row['tracking'], (string) $row['note']), static fn (string $text): bool => $text !== '');
        $out .= '<tr class="oddeven"><td class="elaska-num nowraponall" data-label="' . elaska_t('ElaskaDispatchOn') . '">' . elaska_day($row['on']) . '</td><td data-label="' . elaska_t('ElaskaDispatchTo') . '"><strong>' . elaska_h($row['name']) . '</strong>'
            . ((string) $row['email'] !== '' && $row['email'] !== $row['name'] ? '<br><span class="elaska-quiet">' . elaska_h($row['email']) . '</span>' : '') . '</td><td data-label="' . elaska_t('ElaskaShareFiles') . '">' . elaska_h(implode(', ', array_column($row['files'], 'name'))) . '</td><td data-label="' . elaska_t('ElaskaDispatchMeans') . '">'
            . elaska_h(implode(' · ', $more)) . '</td><td data-label="' . elaska_t('ElaskaDispatchBy') . '">' . elaska_h($row['by']['name'] ?? '') . '</td></tr>';
    }
    $head = '';
    foreach (array('ElaskaDispatchOn', 'ElaskaDispatchTo', 'ElaskaShareFiles', 'ElaskaDispatchMeans', 'ElaskaDispatchBy') as $label) {
        $head .= '<th>' . elaska_t($label) . '</th>';
    }
    return '<table class="liste elaska-list"><thead><tr class="liste_titre">' . $head . '</tr></thead><tbody>' . $out . '</tbody></table>';
}

/** Links and register of a case, read once for the line at the top and the sections below. @return array{list: array<string,mixed>, sent: list<array<string,mixed>>} */
function elaska_share_read(Elaska\Office $office, int $case): array
{
    return array('list' => $office->call('share.list', array('case' => $case)), 'sent' => $office->call('dispatch.list', array('case' => $case))['rows']);
}

/** Links to the two forms, for those who may. @param array<string,mixed> $page @param array{list: array<string,mixed>, sent: list<array<string,mixed>>} $shares */
function elaska_share_ways(array $page, array $shares): string
{
    $way = static fn (string $ask, string $label): string => elaska_link(elaska_url('case_card.php', array('id' => $page['id'], 'tab' => 'docs', 'ask' => $ask)) . '#elaska-share', elaska_words($label));
    if (!empty($page['archived']) || !$shares['list']['files']) {
        return '';
    }
    return (!empty($shares['list']['policy']['may']) ? $way('share', 'ElaskaShareDo') . ' ' : '') . (!empty($page['may']['edit']) ? $way('dispatch', 'ElaskaDispatchDo') : '');
}

/** One line above the documents: what has left the firm, and the way there. @param array<string,mixed> $page @param array{list: array<string,mixed>, sent: list<array<string,mixed>>} $shares */
function elaska_share_brief(array $page, array $shares): string
{
    $live = array_filter($shares['list']['rows'], static fn (array $row): bool => $row['state'] === 'live');
    $last = (int) max(array(0) + array_map(static fn (array $row): int => (int) $row['opened_at'], $shares['list']['rows']));
    $ways = elaska_share_ways($page, $shares);
    if ($ways === '' && !$shares['list']['rows'] && !$shares['sent']) {
        return '';
    }
    $facts = array(elaska_link('#elaska-share', elaska_words($live ? (count($live) > 1 ? 'ElaskaShareBriefMany' : 'ElaskaShareBriefOne') : 'ElaskaShareBriefNone', (string) count($live))));
    if ($last > 0) {
        $facts[] = elaska_t('ElaskaShareOpened') . ' ' . elaska_moment($last);
    }
    if ($shares['sent']) {
        $facts[] = elaska_link('#elaska-sent', elaska_words(count($shares['sent']) > 1 ? 'ElaskaShareBriefSents' : 'ElaskaShareBriefSent', (string) count($shares['sent'])));
    }
    return '<div class="elaska-share-brief">' . elaska_icon('send') . '<span>' . implode(' · ', $facts) . '</span><span class="elaska-share-links">' . $ways . '</span></div>';
}

/** Everything of this in the case's documents. @param array<string,mixed> $page @param array{list: array<string,mixed>, sent: list<array<string,mixed>>} $shares */
function elaska_share_sections(Elaska\Office $office, array $page, array $shares, string $url, ?Elaska\Exception $error): string
{
    $id = (int) $page['id'];
    $list = $shares['list'];
    $sent = $shares['sent'];
    $may = empty($page['archived']) && !empty($list['policy']['may']);
    $marks = empty($page['archived']) && !empty($page['may']['edit']);
    $ask = (string) GETPOST('ask', 'aZ09');
    $out = '<div id="elaska-share">' . elaska_share_told();
    $told = isset($GLOBALS['elaska_share_told']);
    if ($ask === 'share' && $may && $list['files'] && !$told) {
        $out .= elaska_share_form($list, $sent, $id, $error);
    } elseif ($ask === 'dispatch' && $marks && $list['files']) {
        $out .= elaska_dispatch_form($list, $sent, $id, $error);
    }
    foreach ($ask === 'revoke' && $may ? $list['rows'] : array() as $row) {
        $out .= (int) $row['id'] === GETPOSTINT('share') && $row['state'] !== 'revoked' ? elaska_confirm($url . '#elaska-share', 'share_revoke', elaska_words('ElaskaShareAskRevoke', (string) $row['name']), elaska_words('ElaskaShareRevoke'), $url . '#elaska-share', array('share' => (int) $row['id'])) : '';
    }
    $out .= '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaShares') . '</h2><span class="elaska-share-links">' . elaska_share_ways($page, $shares) . '</span></header>';
    $log = GETPOSTINT('log');
    $rows = '';
    foreach ($list['rows'] as $row) {
        $rows .= elaska_share_row($row, $list['policy'], $url, $log === (int) $row['id'] ? $office->call('share.log', array('share' => $log))['rows'] : null);
    }
    $out .= $rows !== '' ? '<ul class="elaska-pieces">' . $rows . '</ul>' : elaska_empty(elaska_words($list['files'] ? 'ElaskaSharesNone' : 'ElaskaSharesNothing'));
    return $out . '</section>' . ($sent ? '<section class="elaska-panel" id="elaska-sent"><header><h2>' . elaska_t('ElaskaDispatches') . '</h2><span class="elaska-quiet elaska-num">' . count($sent) . '</span></header>' . elaska_dispatch_rows($sent) . '</section>' : '') . '</div>';
}
