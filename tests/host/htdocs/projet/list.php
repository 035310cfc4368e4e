<?php
/*
 * List: context projectlist.
 */
require '../main.inc.php';

restrictedArea($user, 'projet');
host_list_view('projectlist', $langs->trans('Projects'), 'project', 'SELECT t.* FROM '.MAIN_DB_PREFIX.'projet as t WHERE t.entity IN ('.getEntity('project').')',
	array('Ref' => fn($r) => '<a href="'.DOL_URL_ROOT.'/projet/card.php?id='.$r->rowid.'">'.dol_escape_htmltag((string) $r->ref).'</a>', 'Label' => fn($r) => dol_escape_htmltag((string) $r->title)));
