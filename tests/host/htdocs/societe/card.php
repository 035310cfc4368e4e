<?php
/*
 * Card of a third party: contexts thirdpartycard and globalcard.
 */
require '../main.inc.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/company.lib.php';

$id = GETPOSTINT('socid') ?: GETPOSTINT('id');
$action = (string) GETPOST('action', 'aZ09');
$object = new Societe($db);
restrictedArea($user, 'societe', $user->socid ?: $id, '&societe');
if ($object->fetch($id) <= 0) {
	accessforbidden('ErrorRecordNotFound');
}
$self = DOL_URL_ROOT.'/societe/card.php?socid='.$object->id;
if (!host_card_actions(array('thirdpartycard', 'globalcard'), $object, $action, array('id' => $id)) && $action === 'confirm_delete' && GETPOST('confirm', 'alpha') === 'yes' && $user->hasRight('societe', 'supprimer')) {
	if ($object->delete($object->id, $user) > 0) {
		header('Location: '.DOL_URL_ROOT.'/societe/list.php');
		exit;
	}
	setEventMessages($object->error, $object->errors, 'errors');
}
$form = new Form($db);
host_card_view($object, $action, array('title' => $langs->trans('ThirdParty'), 'picto' => 'company', 'tab' => 'card', 'head' => societe_prepare_head($object), 'list' => '/societe/list.php',
	'confirm' => $action === 'delete' ? $form->formconfirm($self, $langs->trans('Delete'), dol_escape_htmltag($object->name), 'confirm_delete') : '',
	'rows' => array($langs->trans('CustomerCode') => dol_escape_htmltag((string) $object->code_client), $langs->trans('Address') => nl2br(dol_escape_htmltag(dol_format_address($object), 0, 1)),
		$langs->trans('EMail') => dol_print_email((string) $object->email, 0, 0, 1), $langs->trans('Phone') => dol_print_phone($object->phone), 'SIREN' => dol_escape_htmltag((string) $object->idprof1)),
	'buttons' => $user->hasRight('societe', 'supprimer') ? dolGetButtonAction('', $langs->trans('Delete'), 'delete', $self.'&action=delete&token='.newToken()) : ''));
