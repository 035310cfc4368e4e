<?php
/*
 * Card of a project: contexts projectcard and globalcard.
 */
require '../main.inc.php';
require_once DOL_DOCUMENT_ROOT.'/projet/class/project.class.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/project.lib.php';

$action = (string) GETPOST('action', 'aZ09');
$object = new Project($db);
restrictedArea($user, 'projet', GETPOSTINT('id'), 'projet&project');
if ($object->fetch(GETPOSTINT('id'), (string) GETPOST('ref', 'alpha')) <= 0) {
	accessforbidden('ErrorRecordNotFound');
}
$object->fetch_thirdparty();
host_card_actions(array('projectcard', 'globalcard'), $object, $action);
host_card_view($object, $action, array('title' => $langs->trans('Project'), 'picto' => 'project', 'tab' => 'project', 'head' => project_prepare_head($object), 'list' => '/projet/list.php',
	'rows' => array($langs->trans('ThirdParty') => $object->thirdparty ? $object->thirdparty->getNomUrl(1) : '', $langs->trans('DateStart') => dol_print_date($object->date_start, 'day'), $langs->trans('Description') => dolPrintHTML($object->description))));
