<?php
/*
 * List: context ticketlist.
 */
require '../main.inc.php';

restrictedArea($user, 'ticket');
host_list_view('ticketlist', $langs->trans('Tickets'), 'ticket', 'SELECT t.* FROM '.MAIN_DB_PREFIX.'ticket as t WHERE t.entity IN ('.getEntity('ticket').')',
	array('Ref' => fn($r) => '<a href="'.DOL_URL_ROOT.'/ticket/card.php?id='.$r->rowid.'">'.dol_escape_htmltag((string) $r->ref).'</a>', 'Label' => fn($r) => dol_escape_htmltag((string) $r->subject)));
