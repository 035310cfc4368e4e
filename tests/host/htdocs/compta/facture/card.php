<?php
/*
 * Card of an invoice: contexts invoicecard and globalcard, and the native actions on a draft, its
 * lines and its documents, under the parameters of the real card (facid, lineid, confirm, ...).
 */
require '../../main.inc.php';
require_once DOL_DOCUMENT_ROOT.'/compta/facture/class/facture.class.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/invoice.lib.php';

$langs->loadLangs(array('bills', 'companies'));
$id = GETPOSTINT('id') ?: GETPOSTINT('facid');
$action = (string) GETPOST('action', 'aZ09');
$lineid = GETPOSTINT('lineid');
$object = new Facture($db);
if ($object->fetch($id, (string) GETPOST('ref', 'alpha')) <= 0) {
	accessforbidden('ErrorRecordNotFound');
}
restrictedArea($user, 'facture', $object->id, 'facture&invoice');
$object->fetch_thirdparty();
$self = DOL_URL_ROOT.'/compta/facture/card.php?facid='.$object->id;
$form = new Form($db);

/** Runs a native action; the result is <0 on error, null when there was nothing to do. */
function host_invoice_action(Facture $object, string $action, int $lineid): ?int
{
	global $user, $langs;
	$yes = GETPOST('confirm', 'alpha') === 'yes';
	$write = $user->hasRight('facture', 'creer');
	if ($action === 'confirm_valid' && $yes && $write) {
		$result = $object->validate($user);
		return $result > 0 ? $object->generateDocument('', $langs) : $result;
	}
	if ($action === 'confirm_modif' && $write) {
		return $object->setDraft($user);
	}
	if ($action === 'confirm_delete' && $yes && $user->hasRight('facture', 'supprimer')) {
		return $object->delete($user) > 0 ? 2 : -1;
	}
	if ($action === 'confirm_deleteline' && $yes && $write) {
		return $object->deleteLine($lineid);
	}
	if ($action === 'updateline' && $write && !GETPOST('cancel', 'alpha')) {
		return $object->updateline($lineid, GETPOST('product_desc', 'restricthtml'), price2num(GETPOST('price_ht')), price2num(GETPOST('qty')), price2num(GETPOST('remise_percent') ?: 0), '', '', GETPOST('tva_tx'), 0, 0, 'HT', 0, GETPOSTINT('type') ?: 1);
	}
	if ($action === 'addline' && $write) {
		return $object->addline(GETPOST('dp_desc', 'restricthtml'), price2num(GETPOST('price_ht')), price2num(GETPOST('qty')), GETPOST('tva_tx'), 0, 0, 0, 0, '', '', 0, 0, '', 'HT', 0, GETPOSTINT('type') ?: 1);
	}
	if ($action === 'confirm_paid' && $yes && $user->hasRight('facture', 'paiement')) {
		return $object->setPaid($user);
	}
	return $action === 'builddoc' && $write ? $object->generateDocument((string) GETPOST('model', 'alpha'), $langs) : null;
}

if (!host_card_actions(array('invoicecard', 'globalcard'), $object, $action, array('socid' => $object->socid))) {
	$result = host_invoice_action($object, $action, $lineid);
	if ($result !== null && $result < 0) {
		setEventMessages($object->error, $object->errors, 'errors');
	} elseif ($result !== null) {
		header('Location: '.($action === 'confirm_delete' ? DOL_URL_ROOT.'/compta/facture/list.php' : $self));
		exit;
	}
}

$draft = $object->status == Facture::STATUS_DRAFT && $user->hasRight('facture', 'creer');
$ask = array('valid' => array('ValidateBill', $langs->trans('ConfirmValidateBill', $object->status == 0 && preg_match('/^\(?PROV/', $object->ref) ? $object->getNextNumRef($object->thirdparty) : $object->ref), 'confirm_valid'),
	'modif' => array('UnvalidateBill', $langs->trans('ConfirmUnvalidateBill', $object->ref), 'confirm_modif'), 'delete' => array('DeleteBill', $langs->trans('ConfirmDeleteBill'), 'confirm_delete'),
	'ask_deleteline' => array('DeleteProductLine', $langs->trans('ConfirmDeleteProductLine'), 'confirm_deleteline'));
$confirm = isset($ask[$action]) ? $form->formconfirm($self.($lineid ? '&lineid='.$lineid : ''), $langs->trans($ask[$action][0]), $ask[$action][1], $ask[$action][2]) : '';
$url = fn($name, $more = '') => $self.'&action='.$name.$more.'&token='.newToken();

$body = '<form method="POST" action="'.$self.'"><input type="hidden" name="token" value="'.newToken().'"><input type="hidden" name="action" value="updateline"><input type="hidden" name="lineid" value="'.$lineid.'">';
$body .= '<div class="div-table-responsive-no-min"><table id="tablelines" class="noborder noshadow centpercent"><tr class="liste_titre"><td>'.$langs->trans('Description').'</td><td class="right">'.$langs->trans('VAT').'</td><td class="right">'.$langs->trans('PriceUHT')
	.'</td><td class="right">'.$langs->trans('Qty').'</td><td class="right">'.$langs->trans('TotalHT').'</td><td></td></tr>';
foreach ($object->lines as $line) {
	if ($draft && $action === 'editline' && $lineid === $line->id) {
		$field = fn($name, $value) => '<input class="flat right width75" id="'.$name.'" name="'.$name.'" value="'.dol_escape_htmltag($value).'">';
		$body .= '<tr class="oddeven tredited"><td><textarea id="product_desc" name="product_desc" class="flat centpercent">'.dol_escape_htmltag($line->desc, 0, 1).'</textarea></td><td class="right">'.$form->load_tva('tva_tx', $line->tva_tx).'</td><td class="right">'
			.$field('price_ht', price($line->subprice, 0, '', 0)).'</td><td class="right">'.$field('qty', price($line->qty, 0, '', 0, 0)).'</td><td colspan="2">'.$form->buttonsSaveCancel('Save', 'Cancel', array(), true).'</td></tr>';
		continue;
	}
	$body .= '<tr id="row-'.$line->id.'" class="oddeven"><td class="linecoldescription">'.dol_htmlentitiesbr($line->desc).'</td><td class="linecolvat right">'.vatrate($line->tva_tx, true).'</td><td class="linecoluht right nowraponall">'.price($line->subprice)
		.'</td><td class="linecolqty right nowraponall">'.price($line->qty, 0, '', 0, 0).'</td><td class="linecolht right nowraponall">'.price($line->total_ht, 0, '', 1, -1, 'MT').'</td><td class="center">'
		.($draft ? '<a class="editfielda reposition" href="'.dol_escape_htmltag($url('editline', '&lineid='.$line->id)).'">'.img_edit().'</a> <a class="reposition" href="'.dol_escape_htmltag($url('ask_deleteline', '&lineid='.$line->id)).'">'.img_delete().'</a>' : '').'</td></tr>';
}
$body .= '</table></div></form>';
$pdf = dol_sanitizeFileName($object->ref);
if (is_file($conf->facture->dir_output.'/'.$pdf.'/'.$pdf.'.pdf')) {
	$body .= '<p>'.img_mime('x.pdf').' <a class="documentdownload" href="'.DOL_URL_ROOT.'/document.php?modulepart=facture&amp;file='.urlencode($pdf.'/'.$pdf.'.pdf').'">'.dol_escape_htmltag($pdf).'.pdf</a></p>';
}
$buttons = ($draft && $object->lines ? dolGetButtonAction('', $langs->trans('Validate'), 'default', $url('valid')) : '')
	.($object->status == Facture::STATUS_VALIDATED && $user->hasRight('facture', 'creer') ? dolGetButtonAction('', $langs->trans('Modify'), 'default', $url('modif')) : '')
	.dolGetButtonAction('', $langs->trans('Generate').' PDF', 'default', $url('builddoc'))
	.($object->is_erasable() > 0 && $user->hasRight('facture', 'supprimer') ? dolGetButtonAction('', $langs->trans('Delete'), 'delete', $url('delete')) : '');
host_card_view($object, $action, array('title' => $langs->trans('Invoice'), 'picto' => 'bill', 'tab' => 'compta', 'head' => facture_prepare_head($object), 'list' => '/compta/facture/list.php', 'confirm' => $confirm, 'body' => $body, 'buttons' => $buttons,
	'rows' => array($langs->trans('ThirdParty') => $object->thirdparty->getNomUrl(1), $langs->trans('DateInvoice') => dol_print_date($object->date, 'day'), $langs->trans('AmountHT') => price($object->total_ht, 1, '', 1, -1, 'MT', 'EUR'),
		$langs->trans('AmountVAT') => price($object->total_tva, 1, '', 1, -1, 'MT', 'EUR'), $langs->trans('AmountTTC') => price($object->total_ttc, 1, '', 1, -1, 'MT', 'EUR'))));
