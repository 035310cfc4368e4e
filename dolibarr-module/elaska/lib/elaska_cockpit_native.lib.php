<?php
/*
 * What Dolibarr itself keeps of a case: tickets and appointments of its project, and the links that begin new ones with
 * client and project filled in. A module that is off, or that this person may not read, shows nothing. Source: CASE-12,
 * CASE-13, PLAT-19, PLAT-21, PLAT-23.
 */

/** May this person read Dolibarr's own lists? @return 'all'|'mine'|'' */
function elaska_native_may(string $what): string
{
    global $user;
    if ($what === 'tickets') {
        return isModEnabled('ticket') && $user->hasRight('ticket', 'read') ? 'all' : '';
    }
    if (!isModEnabled('agenda')) {
        return '';
    }
    return $user->hasRight('agenda', 'allactions', 'read') ? 'all' : ($user->hasRight('agenda', 'myactions', 'read') ? 'mine' : '');
}

/** Address of a native page that begins something for the case, and comes back to a tab of it where it can. @param array<string,mixed> $page */
function elaska_native_new(array $page, string $path, string $tab = ''): string
{
    $back = $tab === '' ? array() : array('backtopage' => elaska_url('case_card.php', array('id' => $page['id'], 'tab' => $tab)));
    $for = array('socid' => (int) ($page['client']['id'] ?? 0)) + (empty($page['project']['id']) ? array() : array('projectid' => (int) $page['project']['id']));
    return DOL_URL_ROOT . $path . (strpos($path, '?') === false ? '?' : '&') . 'action=create&' . http_build_query($for + $back);
}

/** @param array<string,mixed> $page @return array{0:string, 1:bool} address, and whether this person may */
function elaska_native_ticket(array $page): array
{
    global $user;
    return array(elaska_native_new($page, '/ticket/card.php'), isModEnabled('ticket') && $user->hasRight('ticket', 'write'));
}

/** @param array<string,mixed> $page @return array{0:string, 1:bool} address, and whether this person may */
function elaska_native_event(array $page, string $code, string $tab): array
{
    global $user;
    return array(elaska_native_new($page, '/comm/action/card.php?actioncode=' . $code, $tab), isModEnabled('agenda') && $user->hasRight('agenda', 'myactions', 'create'));
}

/** The native list, where there is more than a tab shows. @param array<string,mixed> $page */
function elaska_native_more(array $page, string $path, string $param, bool $more): string
{
    return $more ? '<p class="elaska-small">' . elaska_link(DOL_URL_ROOT . $path . '?' . $param . '=' . (int) ($page['project']['id'] ?? 0), elaska_words('ElaskaSeeAll')) . '</p>' : '';
}

/** @param list<string> $heads keys of sentences */
function elaska_native_table(array $heads, string $rows): string
{
    $out = '';
    foreach ($heads as $key) {
        $out .= '<th scope="col">' . elaska_t($key) . '</th>';
    }
    return '<table class="noborder centpercent elaska-list elaska-compact"><thead><tr class="liste_titre">' . $out . '</tr></thead><tbody>' . $rows . '</tbody></table>';
}

/** «Tickets»: open ones first. @param array<string,mixed> $page */
function elaska_cockpit_tickets(Elaska\Office $office, array $page): string
{
    global $db, $langs;
    if (elaska_native_may('tickets') === '') {
        return elaska_empty(elaska_words('ElaskaTicketsOff'));
    }
    list($url, $may) = elaska_native_ticket($page);
    $new = static fn (string $class): string => $may ? elaska_button($url, elaska_words('ElaskaNewTicket'), $class) : '';
    $list = $office->call('case.tickets', array('case' => (int) $page['id']));
    if (!$list['rows']) {
        return elaska_empty(elaska_words('ElaskaTicketsNone'), $new('butAction'));
    }
    $langs->load('ticket');
    require_once DOL_DOCUMENT_ROOT . '/ticket/class/ticket.class.php';
    $rows = '';
    foreach ($list['rows'] as $row) {
        $ticket = new Ticket($db);
        $ticket->id = (int) $row['id'];
        $ticket->ref = (string) $row['ref'];
        $ticket->subject = (string) $row['subject'];
        $ticket->status = $ticket->statut = (int) $row['status'];
        $rows .= '<tr class="oddeven"><td class="elaska-title">' . elaska_link(DOL_URL_ROOT . '/ticket/card.php?id=' . (int) $row['id'], $row['ref'] . ' ' . $row['subject']) . '</td><td data-label="' . elaska_t('Status') . '">' . $ticket->getLibStatut(5) . '</td>'
            . ((string) $row['assignee'] !== '' ? '<td data-label="' . elaska_t('ElaskaTicketFor') . '">' . elaska_h($row['assignee']) . '</td>' : '<td></td>')
            . '<td class="nowraponall" data-label="' . elaska_t('ElaskaTicketSince') . '">' . elaska_day($row['created_on']) . '</td></tr>';
    }
    return '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaTabTickets') . '</h2>' . $new('elaska-second') . '</header>' . elaska_native_table(array('ElaskaTicket', 'Status', 'ElaskaTicketFor', 'ElaskaTicketSince'), $rows)
        . elaska_native_more($page, '/ticket/list.php', 'projectid', $list['more']) . '</section>';
}

/** Day and hours of an appointment, on the firm's clock. @param array<string,mixed> $row */
function elaska_meeting_when(array $row): string
{
    $hours = $row['from'] === null ? '' : ' <span class="elaska-quiet">' . elaska_h($row['from'] . ($row['to'] === null ? '' : ' – ' . $row['to'])) . '</span>';
    return elaska_day($row['on']) . $hours;
}

/** @param list<array<string,mixed>> $rows */
function elaska_meeting_rows(array $rows): string
{
    $out = '';
    foreach ($rows as $row) {
        $out .= '<tr class="oddeven"><td class="elaska-title">' . elaska_link(DOL_URL_ROOT . '/comm/action/card.php?id=' . (int) $row['id'], (string) $row['label']) . '</td><td class="nowraponall elaska-num" data-label="' . elaska_t('ElaskaMeetingWhen') . '">' . elaska_meeting_when($row) . '</td>';
        foreach (array('adviser' => 'ElaskaMeetingWith', 'place' => 'ElaskaMeetingPlace') as $name => $key) {
            $out .= (string) $row[$name] !== '' ? '<td data-label="' . elaska_t($key) . '">' . elaska_h($row[$name]) . '</td>' : '<td></td>';
        }
        $out .= '</tr>';
    }
    return elaska_native_table(array('ElaskaMeeting', 'ElaskaMeetingWhen', 'ElaskaMeetingWith', 'ElaskaMeetingPlace'), $out);
}

/** «Rendez-vous»: those to come, the next first, then those that were. @param array<string,mixed> $page */
function elaska_cockpit_meetings(Elaska\Office $office, array $page): string
{
    $may = elaska_native_may('meetings');
    if ($may === '') {
        return elaska_empty(elaska_words('ElaskaMeetingsOff'));
    }
    list($url, $can) = elaska_native_event($page, 'AC_RDV', 'meetings');
    $new = static fn (string $class): string => $can ? elaska_button($url, elaska_words('ElaskaNewAppointment'), $class) : '';
    $list = $office->call('case.meetings', array('case' => (int) $page['id'], 'mine' => $may === 'mine'));
    if (!$list['rows']) {
        return elaska_empty(elaska_words('ElaskaMeetingsNone'), $new('butAction'));
    }
    $coming = array_reverse(array_filter($list['rows'], static fn (array $row): bool => $row['to_come']));
    $past = array_filter($list['rows'], static fn (array $row): bool => !$row['to_come']);
    $out = '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaMeetingsToCome') . '</h2>' . $new('elaska-second') . '</header>' . ($coming ? elaska_meeting_rows($coming) : '<p class="elaska-quiet">' . elaska_t('ElaskaMeetingsNoneToCome') . '</p>') . '</section>';
    return $out . ($past ? '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaMeetingsPast') . '</h2></header>' . elaska_meeting_rows($past) . elaska_native_more($page, '/comm/action/list.php', 'projectid', $list['more']) . '</section>' : '');
}
