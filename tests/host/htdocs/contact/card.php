<?php
/*
 * Card of a contact: contexts contactcard and globalcard.
 */
require '../main.inc.php';
require_once DOL_DOCUMENT_ROOT.'/contact/class/contact.class.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/contact.lib.php';

$action = (string) GETPOST('action', 'aZ09');
$object = new Contact($db);
restrictedArea($user, 'contact', GETPOSTINT('id'), 'socpeople&contact');
if ($object->fetch(GETPOSTINT('id')) <= 0) {
	accessforbidden('ErrorRecordNotFound');
}
$object->fetch_thirdparty();
host_card_actions(array('contactcard', 'globalcard'), $object, $action);
host_card_view($object, $action, array('title' => $langs->trans('Contact'), 'picto' => 'contact', 'tab' => 'card', 'head' => contact_prepare_head($object), 'list' => '/societe/list.php',
	'rows' => array($langs->trans('ThirdParty') => $object->thirdparty ? $object->thirdparty->getNomUrl(1) : '', $langs->trans('EMail') => dol_escape_htmltag((string) $object->email))));
