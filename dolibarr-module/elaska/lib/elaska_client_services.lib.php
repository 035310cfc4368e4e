<?php
/*
 * What a client may ask for from his space: each kind of case that fits him, opened or closed to him alone. Source: CASE-09.
 */

const ELASKA_OPENED_WORDS = array('open' => 'ElaskaOpenedSaved', 'close' => 'ElaskaOpenedClosed', 'again' => 'ElaskaOpenedAgain');

/** What was pressed: opened, closed, as the template says again. */
function elaska_client_services_act(Elaska\Office $office, int $client, string $here): void
{
    $act = elaska_in('opened');
    if (!isset(ELASKA_OPENED_WORDS[$act])) {
        return;
    }
    elaska_try(static function () use ($office, $client, $act, $here): void {
        $office->call('client_service.save', array('client' => $client, 'kind' => elaska_in('kind'), 'active' => $act === 'again' ? null : $act === 'open'));
        elaska_redirect($here, elaska_words(ELASKA_OPENED_WORDS[$act], elaska_in('label') ?: elaska_in('kind')));
    });
}

/** @param list<string> $kinds of the client */
function elaska_client_services_panel(Elaska\Office $office, int $client, array $kinds): string
{
    $rows = array_filter(elaska_read(static fn (): array => $office->call('client_service.list', array('client' => $client)))['rows'],
        static fn (array $row): bool => !$row['client_kinds'] || array_intersect($kinds, $row['client_kinds']) || $row['active'] !== null);
    $out = '<section class="elaska-panel" id="opened"><header><h2>' . elaska_t('ElaskaOpened') . '</h2></header><p class="elaska-quiet elaska-small">' . elaska_t('ElaskaOpenedLead') . '</p>';
    if (!$rows) {
        return $out . elaska_empty(elaska_words('ElaskaOpenedNone')) . '</section>';
    }
    $out .= '<ul class="elaska-opened">';
    foreach ($rows as $row) {
        $out .= elaska_client_service($row, elaska_url('thirdparty_tab.php', array('socid' => $client)) . '#opened');
    }
    return $out . '</ul></section>';
}

/** @param array<string,mixed> $row */
function elaska_client_service(array $row, string $here): string
{
    $open = $row['active'] ?? $row['requestable'];
    $why = $row['active'] === null ? '' : '<span class="elaska-quiet elaska-small">' . elaska_t('ElaskaOpenedBy', (string) $row['by'], trim(strip_tags(elaska_moment($row['at'])))) . '</span>';
    $badge = $open ? elaska_mark('ElaskaOpenedYes', 'green') : elaska_mark($row['active'] === false ? 'ElaskaOpenedNo' : 'ElaskaOpenedHidden', $row['active'] === false ? 'red' : 'slate');
    $buttons = '';
    if (elaska_can('case/write')) {
        foreach (array($open ? 'close' : 'open' => $open ? 'ElaskaCloseIt' : 'ElaskaOpenIt') + ($row['active'] !== null ? array('again' => 'ElaskaOpenedBack') : array()) as $act => $words) {
            $buttons .= ' ' . str_replace('<button ', '<button aria-label="' . elaska_h(elaska_words($words) . ' : ' . $row['label']) . '" ',
                elaska_post_button($here, 'opened', elaska_words($words), 'elaska-textbutton', array('opened' => $act, 'kind' => $row['kind'], 'label' => $row['label'])));
        }
    }
    return '<li><div><span>' . elaska_h($row['label']) . '</span>' . $why . '</div><span class="elaska-badges">' . $badge . $buttons . '</span></li>';
}
