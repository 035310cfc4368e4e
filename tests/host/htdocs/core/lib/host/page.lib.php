<?php
/*
 * One body for native cards and lists: they only fire the hooks of their context around a short table.
 */

/** Rows label => HTML value of a card. */
function host_card_table(array $rows): string
{
	$out = '<table class="border centpercent tableforfield">';
	foreach ($rows as $label => $value) {
		$out .= '<tr><td class="titlefield">'.$label.'</td><td>'.$value.'</td></tr>';
	}
	return $out.'</table>';
}

/** Hook doActions of a card; true when the module replaced the native actions. */
function host_card_actions(array $contexts, object &$object, string &$action, array $parameters = array()): bool
{
	global $hookmanager;
	$hookmanager->initHooks($contexts);
	$reshook = $hookmanager->executeHooks('doActions', $parameters, $object, $action);
	if ($reshook < 0) {
		setEventMessages($hookmanager->error, $hookmanager->errors, 'errors');
	}
	return $reshook !== 0;
}

/**
 * The whole view of a card: tabs, confirmation, banner, table, hooks, buttons.
 *
 * @param array<string,mixed> $o title, picto, tab, head, rows, confirm, buttons (HTML), body (HTML after the table), list (address)
 */
function host_card_view(object $object, string $action, array $o): void
{
	global $hookmanager, $langs;
	llxHeader('', $o['title'].' - '.$object->ref, '', '', 0, 0, '', '', '', 'page-card');
	print dol_get_fiche_head($o['head'], $o['tab'], $o['title'], -1, $o['picto']);
	$parameters = array('formConfirm' => $o['confirm'] ?? '');
	$reshook = $hookmanager->executeHooks('formConfirm', $parameters, $object, $action);
	print ($reshook > 0 ? '' : ($o['confirm'] ?? '')).$hookmanager->resPrint;
	$name = $object->name ?? '' ?: ($object->title ?? '' ?: ($object->subject ?? ''));
	dol_banner_tab($object, 'id', '<a href="'.DOL_URL_ROOT.$o['list'].'">'.$langs->trans('BackToList').'</a>', 1, 'rowid', 'ref', $name ? '<div class="refidno">'.dol_escape_htmltag($name).'</div>' : '');
	print '<div class="fichecenter"><div class="underbanner clearboth"></div>'.host_card_table($o['rows']);
	$parameters = array('colspan' => ' colspan="1"', 'cols' => 1);
	$hookmanager->executeHooks('formObjectOptions', $parameters, $object, $action);
	print '<table class="border centpercent tableforfield">'.$hookmanager->resPrint.'</table></div>'.($o['body'] ?? '');
	print dol_get_fiche_end();
	print '<div class="tabsAction">';
	$parameters = array();
	if ($hookmanager->executeHooks('addMoreActionsButtons', $parameters, $object, $action) === 0) {
		print $hookmanager->resPrint.($o['buttons'] ?? '');
	} else {
		print $hookmanager->resPrint;
	}
	print '</div>';
	$parameters = array();
	$hookmanager->executeHooks('showLinkedObjectBlock', $parameters, $object, $action);
	print $hookmanager->resPrint;
	llxFooter();
}

/** List of a table: columns label => callback(row) giving HTML, 25 at most per page. */
function host_list_view(string $context, string $title, string $picto, string $sql, array $columns): void
{
	global $conf, $db, $hookmanager, $langs;
	$hookmanager->initHooks(array($context));
	$page = max(0, GETPOSTINT('page'));
	$parameters = array();
	$none = null;
	$action = '';
	$hookmanager->executeHooks('printFieldListWhere', $parameters, $none, $action);
	$total = $db->getRow('SELECT COUNT(*) as nb FROM ('.$sql.$hookmanager->resPrint.') as x');
	$resql = $db->query($sql.$hookmanager->resPrint.' ORDER BY rowid DESC'.$db->plimit($conf->liste_limit, $page * $conf->liste_limit));
	llxHeader('', $title);
	print_barre_liste($title, $page, $_SERVER['PHP_SELF'], '', '', '', '', $resql ? $db->num_rows($resql) : 0, $total ? $total->nb : 0, $picto);
	print '<div class="div-table-responsive"><table class="tagtable liste"><tr class="liste_titre">';
	foreach (array_keys($columns) as $label) {
		print '<th class="liste_titre">'.$langs->trans($label).'</th>';
	}
	print '</tr>';
	$count = 0;
	while ($resql && ($row = $db->fetch_object($resql))) {
		print '<tr class="oddeven"><td>'.implode('</td><td>', array_map(fn($f) => $f($row), $columns)).'</td></tr>';
		$count++;
	}
	print $count ? '' : '<tr><td colspan="'.count($columns).'"><span class="opacitymedium">'.$langs->trans('NoRecordFound').'</span></td></tr>';
	print '</table></div>';
	llxFooter();
}

/** Tabs of an object: its own card, then those of modules. */
function host_prepare_head(object $object, string $type, string $page, string $code, string $label): array
{
	global $conf, $langs;
	$head = array(array(DOL_URL_ROOT.$page.(strpos($page, '?') ? '&' : '?').'id='.$object->id, $langs->trans($label), $code));
	$h = 1;
	complete_head_from_modules($conf, $langs, $object, $head, $h, $type, 'add');
	complete_head_from_modules($conf, $langs, $object, $head, $h, $type, 'remove');
	return $head;
}
