<?php
/*
 * Card of a ticket: contexts ticketcard and globalcard.
 */
require '../main.inc.php';
require_once DOL_DOCUMENT_ROOT.'/ticket/class/ticket.class.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/ticket.lib.php';

$action = (string) GETPOST('action', 'aZ09');
$object = new Ticket($db);
restrictedArea($user, 'ticket', GETPOSTINT('id'), 'ticket&ticket');
if ($object->fetch(GETPOSTINT('id'), (string) GETPOST('ref', 'alpha')) <= 0) {
	accessforbidden('ErrorRecordNotFound');
}
$object->fetch_thirdparty();
host_card_actions(array('ticketcard', 'globalcard'), $object, $action);
host_card_view($object, $action, array('title' => $langs->trans('Ticket'), 'picto' => 'ticket', 'tab' => 'tabTicket', 'head' => ticket_prepare_head($object), 'list' => '/ticket/list.php',
	'rows' => array($langs->trans('ThirdParty') => $object->thirdparty ? $object->thirdparty->getNomUrl(1) : '', $langs->trans('Description') => dolPrintHTML($object->message))));
