<?php
/*
 * Card of a task: contexts projecttaskcard and globalcard.
 */
require '../../main.inc.php';
require_once DOL_DOCUMENT_ROOT.'/projet/class/task.class.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/project.lib.php';

$action = (string) GETPOST('action', 'aZ09');
$object = new Task($db);
restrictedArea($user, 'projet', GETPOSTINT('id'), 'projet_task&project');
if ($object->fetch(GETPOSTINT('id'), (string) GETPOST('ref', 'alpha')) <= 0) {
	accessforbidden('ErrorRecordNotFound');
}
$object->fetch_thirdparty();
host_card_actions(array('projecttaskcard', 'globalcard'), $object, $action);
host_card_view($object, $action, array('title' => $langs->trans('Task'), 'picto' => 'projecttask', 'tab' => 'task_task', 'head' => task_prepare_head($object), 'list' => '/projet/list.php',
	'rows' => array($langs->trans('Label') => dol_escape_htmltag((string) $object->label))));
