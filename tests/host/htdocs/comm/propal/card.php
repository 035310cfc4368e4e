<?php
/*
 * Card of a commercial proposal: contexts propalcard and globalcard.
 */
require '../../main.inc.php';
require_once DOL_DOCUMENT_ROOT.'/comm/propal/class/propal.class.php';

$action = (string) GETPOST('action', 'aZ09');
$object = new Propal($db);
restrictedArea($user, 'propal', GETPOSTINT('id'), 'propal');
if ($object->fetch(GETPOSTINT('id')) <= 0) {
	accessforbidden('ErrorRecordNotFound');
}
host_card_actions(array('propalcard', 'globalcard'), $object, $action);
host_card_view($object, $action, array('title' => $langs->trans('Proposal'), 'picto' => 'propal', 'tab' => 'comm', 'head' => array(), 'list' => '/index.php', 'rows' => array($langs->trans('AmountHT') => price($object->total_ht))));
