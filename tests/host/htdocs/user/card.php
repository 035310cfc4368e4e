<?php
/*
 * Card of a user: contexts usercard and globalcard.
 */
require '../main.inc.php';
require_once DOL_DOCUMENT_ROOT.'/user/class/user.class.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/usergroups.lib.php';

$action = (string) GETPOST('action', 'aZ09');
$object = new User($db);
if (GETPOSTINT('id') !== (int) $user->id) {
	restrictedArea($user, 'user', GETPOSTINT('id'), 'user&user');
}
if ($object->fetch(GETPOSTINT('id')) <= 0) {
	accessforbidden('ErrorRecordNotFound');
}
$object->fetch_thirdparty();
host_card_actions(array('usercard', 'globalcard'), $object, $action);
host_card_view($object, $action, array('title' => $langs->trans('User'), 'picto' => 'user', 'tab' => 'user', 'head' => user_prepare_head($object), 'list' => '/index.php',
	'rows' => array($langs->trans('Login') => dol_escape_htmltag($object->login), $langs->trans('EMail') => dol_escape_htmltag((string) $object->email))));
