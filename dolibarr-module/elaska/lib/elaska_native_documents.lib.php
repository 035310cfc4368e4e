<?php
/*
 * «Documents» of a native object (contract, invoice): those of its client that are linked to it, and the way to link one
 * more. Source: DOC-15.
 */
require_once __DIR__ . '/elaska_time.lib.php';
require_once __DIR__ . '/elaska_cockpit.lib.php';
require_once __DIR__ . '/elaska_document.lib.php';

/** @return Elaska\Exception|null what was refused */
function elaska_native_documents_act(Elaska\Office $office, string $object, int $id, string $url): ?Elaska\Exception
{
    $action = elaska_action();
    if (!in_array($action, array('document_link', 'document_unlink'), true)) {
        return null;
    }
    return elaska_attempt(array('file', 'id'), static function () use ($office, $object, $id, $url, $action): void {
        if ($action === 'document_link') {
            $office->call('document.link', array('object' => $object, 'id' => $id, 'file' => max(1, (int) elaska_in('file'))));
        } else {
            $office->call('document.unlink', array('link' => max(1, (int) elaska_in('link'))));
        }
        elaska_redirect($url, elaska_words('ElaskaSaved'));
    });
}

/** The newest documents of the client that are not linked yet. @param list<int> $linked @return array<int,string> */
function elaska_native_documents_choice(Elaska\Office $office, int $client, array $linked): array
{
    $rows = $client > 0 ? $office->call('list.rows', array('list' => 'documents', 'limit' => 100, 'filter' => array('and' => array(array('field' => 'client', 'op' => 'is', 'value' => $client)))))['rows'] : array();
    $choice = array();
    foreach ($rows as $row) {
        if (!in_array((int) $row['id'], $linked, true)) {
            $choice[(int) $row['id']] = (string) $row['name'];
        }
    }
    return $choice;
}

function elaska_native_documents(Elaska\Office $office, string $object, int $id, int $client, string $url, ?Elaska\Exception $error): string
{
    $rows = $office->call('document.of', array('object' => $object, 'id' => $id))['rows'];
    $write = elaska_can('case/write');
    $out = '';
    foreach ($rows as $file) {
        $out .= '<li>' . elaska_icon($file['elsewhere'] ? 'external-link' : elaska_document_icon((string) $file['type'])) . elaska_link(elaska_url('document_card.php', array('id' => $file['id'])), (string) $file['name']) . '<span class="elaska-quiet elaska-small">' . ($file['elsewhere'] ? '' : elaska_h(elaska_size((int) $file['size'])) . ' · ')
            . elaska_moment($file['at']) . ($file['category'] ? ' · ' . elaska_h($file['category']['label']) : '') . ($file['valid_until'] !== null ? ' · ' . elaska_t('ElaskaPieceValidUntil') . ' ' . elaska_day($file['valid_until']) : '') . '</span><span class="elaska-badges">' . ($file['status'] ? elaska_badge($file['status']) : '') . '</span>'
            . ($write ? elaska_act_button($url, 'document_unlink', elaska_words('ElaskaRemove'), array('link' => (int) $file['link'])) : '') . '</li>';
    }
    $choice = $write ? elaska_native_documents_choice($office, $client, array_map('intval', array_column($rows, 'id'))) : array();
    $form = $choice ? elaska_form($url, 'document_link', 'elaska-mini') . elaska_select('file', $choice, '', ' ', 'aria-label="' . elaska_t('ElaskaDocument') . '"') . '<button type="submit" class="elaska-act">' . elaska_t('ElaskaDocumentLinkDo') . '</button></form>' : '';
    $refused = $error !== null ? '<p class="elaska-error" role="alert">' . elaska_h(elaska_error_text($error)) . '</p>' : '';
    $all = $client > 0 ? elaska_link(elaska_url('document_list.php', array('socid' => $client)), elaska_words('ElaskaNativeDocumentsAll'), 'elaska-small') : '';
    return '<section class="elaska-panel" id="documents"><header><h2>' . elaska_t('ElaskaMenuDocuments') . '</h2>' . $all . '</header>' . ($out !== '' ? '<ul class="elaska-filelist">' . $out . '</ul>' : '<p class="elaska-quiet">' . elaska_t('ElaskaNativeDocumentsNone') . '</p>') . $form . $refused . '</section>';
}
