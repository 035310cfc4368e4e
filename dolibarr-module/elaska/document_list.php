<?php
/*
 * Documents within reach: all of them, those of a client or a case, those of the bin. Source: DOC-02, DOC-25, DOC-26,
 * CRM-23.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_vault.lib.php';
require_once __DIR__ . '/lib/elaska_list.lib.php';
require_once __DIR__ . '/lib/elaska_cockpit.lib.php';
require_once __DIR__ . '/lib/elaska_document.lib.php';
require_once __DIR__ . '/lib/elaska_board.lib.php';
require_once __DIR__ . '/lib/elaska_folder.lib.php';

elaska_need('case/read');
$bin = GETPOSTINT('bin', 1) === 1;
$elaska_client = max(0, GETPOSTINT('socid', 1) ?: GETPOSTINT('client', 1));
$elaska_kase = max(0, GETPOSTINT('case', 1));
$criteria = array_filter(array('client' => $elaska_client, 'case' => $elaska_kase));
$kept = $criteria + ($bin ? array('bin' => 1) : array());
$url = elaska_url('document_list.php', $kept);
$elaska_soc = null;
if ($elaska_client > 0) {
    require_once DOL_DOCUMENT_ROOT . '/core/lib/company.lib.php';
    require_once DOL_DOCUMENT_ROOT . '/societe/class/societe.class.php';
    restrictedArea($user, 'societe', $elaska_client, '&societe');
    $elaska_soc = new Societe($db);
    if ($elaska_soc->fetch($elaska_client) <= 0) {
        http_response_code(404);
        accessforbidden($langs->transnoentities('ElaskaNotThere'), 1, 1, 1);
    }
}
$tree = $elaska_client > 0 && !$bin ? elaska_read(static fn (): array => $office->call('folder.tree', array('client' => $elaska_client))) : null;
$chosen = $tree !== null ? elaska_folder_asked($tree) : null;
$in = $chosen !== null ? array('folder' => $chosen) : array();
$into = $tree !== null && $chosen > 0 ? array_column($tree['folders'], null, 'id')[$chosen] : null;
$holder = $into !== null && $into['case'] ? array('case', (int) $into['case']) : array('document', $elaska_client);
$url = elaska_url('document_list.php', $kept + $in);
$error = elaska_action() === 'address' && $elaska_client > 0 ? elaska_document_put_address($office, $holder[0], $holder[1], $url) : null;
elaska_list_search('document_list.php', $kept + $in);
$title = elaska_words($bin ? 'ElaskaDocumentBin' : 'ElaskaMenuDocuments');
$body = elaska_read(static fn (): array => array('html' => elaska_list_page($office, $bin ? 'bin' : 'documents', array('file' => 'document_list.php', 'address' => elaska_url('document_card.php') . '?id={id}' . ($bin ? '&bin=1' : ''), 'criteria' => $criteria, 'said' => $elaska_soc !== null && !$elaska_kase, 'without' => $elaska_soc !== null ? array('client') : array(), 'kept' => ($bin ? array('bin' => 1) : array()) + $in,
    'none' => 'ElaskaDocumentsNone', 'first' => $bin ? array('text' => 'ElaskaDocumentBinEmpty') : ($chosen !== null ? array('text' => 'ElaskaFolderNothing') : ($elaska_client > 0 || $elaska_kase > 0 ? array('text' => 'ElaskaDocumentsFirstHere') : array('text' => 'ElaskaDocumentsFirst', 'href' => elaska_url('case_list.php'), 'label' => 'ElaskaDocumentsFirstDo')))) + ($tree !== null ? array('within' => elaska_folder_within($tree, $chosen, $elaska_kase), 'folders' => $tree['may']['edit']) : array())),
    'add' => $elaska_client > 0 && !$bin && elaska_can('case/write') ? elaska_document_deposit($holder[0], $holder[1], elaska_reference($office, 'piece_categories'), $url, $error, $into) : ''));

llxHeader('', $title . ($elaska_soc ? ' - ' . $elaska_soc->name : ''), '', '', 0, 0, array('/elaska/js/list.js', '/elaska/js/board.js', '/elaska/js/folders.js'), array('/elaska/css/time.css', '/elaska/js/list.css', '/elaska/css/case.css', '/elaska/js/folders.css'));
if ($elaska_soc) {
    print dol_get_fiche_head(elaska_client_head($office, $elaska_soc), 'elaskadocuments', $langs->trans('ThirdParty'), -1, 'company');
    dol_banner_tab($elaska_soc, 'socid', elaska_link(DOL_URL_ROOT . '/societe/list.php?restore_lastsearch_values=1', elaska_words('BackToList')), (int) !$user->socid, 'rowid', 'nom');
    print '<div class="underbanner clearboth"></div>';
} else {
    $other = elaska_can('case/delete') ? ($bin ? elaska_link(elaska_url('document_list.php'), elaska_words('BackToList')) : elaska_link(elaska_url('document_list.php', array('bin' => 1)), elaska_words('ElaskaDocumentBin'))) : '';
    print load_fiche_titre(elaska_h($title), $other, $bin ? 'fa-trash' : 'fa-file-lines');
}
print $bin ? '<p class="elaska-lead">' . elaska_t('ElaskaDocumentBinLead') . '</p>' : '';
print $tree !== null ? '<div class="elf-page">' . elaska_folder_tree($tree, $chosen, $kept) . '<div>' . elaska_folder_crumbs($tree, $chosen, $kept) : '';
print $body['add'] !== '' ? '<div class="elaska-cockpit elaska-document-zone" ' . elaska_endpoint() . ' data-upload-url="' . elaska_h(dol_buildpath('/elaska/ajax/upload.php', 1)) . '">' . $body['add'] . '</div>' : '';
print $body['html'] . ($tree !== null ? '</div></div>' : '');
print $elaska_soc ? dol_get_fiche_end(-1) : '';
llxFooter();
$db->close();
