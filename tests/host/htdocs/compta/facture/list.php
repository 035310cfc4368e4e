<?php
/*
 * List: context invoicelist.
 */
require '../../main.inc.php';

restrictedArea($user, 'facture');
host_list_view('invoicelist', $langs->trans('Invoices'), 'bill', 'SELECT t.* FROM '.MAIN_DB_PREFIX.'facture as t WHERE t.entity IN ('.getEntity('invoice').')'.(GETPOSTINT('socid') ? ' AND t.fk_soc = '.GETPOSTINT('socid') : ''),
	array('Ref' => fn($r) => '<a href="'.DOL_URL_ROOT.'/compta/facture/card.php?id='.$r->rowid.'">'.dol_escape_htmltag((string) $r->ref).'</a>', 'Date' => function ($r) { global $db; return dol_print_date($db->jdate($r->datef), 'day'); }, 'TotalHT' => fn($r) => price($r->total_ht, 1, '', 1, -1, 'MT'), 'TotalTTC' => fn($r) => price($r->total_ttc, 1, '', 1, -1, 'MT')));
