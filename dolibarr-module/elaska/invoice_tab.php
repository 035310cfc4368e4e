<?php
/*
 * Tab of the native invoice: its lines that come from time, the seconds behind each down to the entry, what was changed
 * by hand since, the annex for the client, and what frees the time again. Source: TIME-15, TIME-16, TIME-18.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_billing.lib.php';
require_once __DIR__ . '/lib/elaska_bill.lib.php';
require_once __DIR__ . '/lib/elaska_invoice.lib.php';
require_once __DIR__ . '/lib/elaska_qr.lib.php';
require_once __DIR__ . '/lib/elaska_cockpit.lib.php';
require_once __DIR__ . '/lib/elaska_native_documents.lib.php';
require_once __DIR__ . '/class/elaskainvoicedocuments.class.php';
require_once DOL_DOCUMENT_ROOT . '/core/lib/invoice.lib.php';

elaska_need('invoice/create', 'rates/read');
$id = GETPOSTINT('id') ?: GETPOSTINT('facid');
$object = new Facture($db);
if ($id <= 0 || $object->fetch($id) <= 0) {
    http_response_code(404);
    accessforbidden($langs->transnoentities('ElaskaNotThere'), 1, 1, 1);
}
restrictedArea($user, 'facture', $object->id, 'facture&invoice');
$object->fetch_thirdparty();
$billing = new Elaska\Billing($office);
$self = elaska_url('invoice_tab.php', array('id' => $id));
$record = elaska_read(static fn (): array => $billing->invoice(array('invoice' => $id)));

// Reading only: the same rows make the same document again at any time.
if (GETPOST('document', 'aZ09') === 'annex') {
    elaska_invoice_send(elaska_read(static fn (): array => $billing->annex(array('invoice' => $id))), ElaskaInvoiceDocuments::detailName($object));
}
$qr = elaska_read(static fn (): array => array('html' => elaska_qr_of($office, 'invoice', $id, (string) $object->ref, $self)))['html'];
$refused = elaska_native_documents_act($office, 'invoice', $id, $self);
$documents = elaska_can('case/read') ? elaska_read(static fn (): array => array('html' => elaska_native_documents($office, 'invoice', $id, (int) $object->socid, $self, $refused)))['html'] : '';
$action = elaska_action();
if ($action === 'annex') {
    elaska_invoice_annex($object, $self);
}
if ($action === 'release' && elaska_can('invoice/create')) {
    $error = elaska_try(static function () use ($billing, $id, $self): void {
        $freed = (int) $billing->release(array('invoice' => $id))['freed'];
        elaska_redirect($self, elaska_t($freed > 1 ? 'ElaskaInvoiceReleasedMany' : 'ElaskaInvoiceReleased', (string) $freed));
    });
    if ($error) {
        elaska_redirect($self);
    }
}

llxHeader('', $object->ref . ' - ' . $langs->transnoentities('ElaskaTabInvoice'), '', '', 0, 0, array(), array('/elaska/css/billing.css', '/elaska/css/case.css'));
print dol_get_fiche_head(facture_prepare_head($object), 'elaska', $langs->trans('Invoice'), -1, 'bill');
$list = '<a href="' . DOL_URL_ROOT . '/compta/facture/list.php?restore_lastsearch_values=1">' . $langs->trans('BackToList') . '</a>';
dol_banner_tab($object, 'id', $list, 1, 'rowid', 'ref', '<div class="refidno">' . elaska_client(array('id' => (int) $object->socid, 'name' => (string) $object->thirdparty->name)) . '</div>');
print '<div class="underbanner clearboth"></div>';
print '<div class="elaska-qr-bar">' . $qr . '</div>';
print $record['lines'] ? elaska_invoice_notes($record) . elaska_invoice_lines($record) . elaska_invoice_annex_line($self, ElaskaInvoiceDocuments::detailName($object)) : elaska_empty($langs->transnoentities('ElaskaInvoiceEmpty'));
print $documents;
print dol_get_fiche_end();
print elaska_invoice_actions($object, $record, $self);
llxFooter();
$db->close();
