<?php
/*
 * List: context thirdpartylist.
 */
require '../main.inc.php';

restrictedArea($user, 'societe');
host_list_view('thirdpartylist', $langs->trans('ThirdParties'), 'company', 'SELECT t.* FROM '.MAIN_DB_PREFIX.'societe as t WHERE t.entity IN ('.getEntity('societe').')'.($user->hasRight('societe', 'client', 'voir') ? '' : ' AND t.rowid IN (SELECT fk_soc FROM '.MAIN_DB_PREFIX.'societe_commerciaux WHERE fk_user = '.((int) $user->id).')'),
	array('Name' => fn($r) => '<a href="'.DOL_URL_ROOT.'/societe/card.php?id='.$r->rowid.'">'.dol_escape_htmltag((string) $r->nom).'</a>', 'CustomerCode' => fn($r) => dol_escape_htmltag((string) $r->code_client), 'Town' => fn($r) => dol_escape_htmltag((string) $r->town)));
