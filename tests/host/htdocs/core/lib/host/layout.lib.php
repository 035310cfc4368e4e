<?php
/*
 * The frame of pages: head, top menu, left menu, footer, with the hooks that modules hang in.
 */

/** @return void headers of every answer */
function top_httphead($contenttype = 'text/html', $forcenocache = 0)
{
	if (headers_sent()) {
		return;
	}
	header('Content-Type: '.$contenttype.'; charset=UTF-8');
	header('X-Content-Type-Options: nosniff');
	header('X-Frame-Options: SAMEORIGIN');
	header('Referrer-Policy: same-origin');
	if ($forcenocache) {
		header('Cache-Control: no-cache, no-store, must-revalidate, max-age=0');
	}
}

/** Address of a file of a module or of the host, with the version so that browsers renew it. */
function host_asset_url(string $file): string
{
	return dol_escape_htmltag(preg_match('/^(https?:)?\/\//', $file) ? $file : dol_buildpath($file, 1).(strpos($file, '?') === false ? '?v='.DOL_VERSION : ''));
}

/** @return void <head> of the page */
function top_htmlhead($head, $title = '', $disablejs = 0, $disablehead = 0, $arrayofjs = array(), $arrayofcss = array(), $disableforlogin = 0, $disablenofollow = 0, $disablenoindex = 0)
{
	global $conf, $langs;
	top_httphead();
	print '<!doctype html><html lang="'.substr($langs->defaultlang, 0, 2).'"><head><meta charset="utf-8"><meta name="robots" content="noindex,nofollow">';
	print '<meta name="viewport" content="width=device-width, initial-scale=1.0"><meta name="anti-csrf-newtoken" content="'.newToken().'"><meta name="anti-csrf-currenttoken" content="'.currentToken().'">';
	print '<title>'.dol_escape_htmltag($title ? $title : DOL_APPLICATION_TITLE).'</title><link rel="icon" href="data:,">';
	$css = array('/theme/eldy/style.css.php');
	$js = array();
	foreach ($disableforlogin ? array() : array('css', 'js') as $part) {
		foreach ($conf->modules_parts[$part] as $files) {
			foreach ((array) $files as $file) {
				$file && array_push($$part, $file);
			}
		}
	}
	foreach (array_merge($css, is_array($arrayofcss) ? $arrayofcss : array()) as $file) {
		print '<link rel="stylesheet" type="text/css" href="'.host_asset_url($file).'">';
	}
	foreach ($disablejs ? array() : array_merge($js, is_array($arrayofjs) ? $arrayofjs : array()) as $file) {
		print '<script nonce="" src="'.host_asset_url($file).'"></script>';
	}
	print (string) $head."</head>\n";
}

/** Menu entries of modules that this user may see, parents resolved. */
function host_menu_rows(string $type): array
{
	global $db, $conf, $user, $langs;
	$sql = 'SELECT rowid, fk_menu, module, type, mainmenu, leftmenu, fk_mainmenu, fk_leftmenu, url, target, titre, prefix, langs, perms, enabled, usertype, position FROM '.MAIN_DB_PREFIX.'menu';
	$sql .= " WHERE menu_handler IN ('all', 'eldy') AND type = '".$type."' AND entity IN (0, ".((int) $conf->entity).') AND usertype IN ('.($user->socid ? '1' : '0').', 2) ORDER BY position, rowid';
	$resql = $db->query($sql);
	$rows = array();
	while ($resql && ($row = $db->fetch_object($resql))) {
		if ($row->langs) {
			$langs->load($row->langs);
		}
		if (!verifCond($row->enabled) || !verifCond($row->perms === '0' ? '0' : ($row->perms === '1' ? '' : $row->perms))) {
			continue;
		}
		$row->label = $langs->trans($row->titre);
		$query = strpos($row->url, '?') === false ? '?' : '&';
		$row->href = preg_match('/^https?:/', $row->url) ? $row->url
			: dol_buildpath($row->url, 1).$query.'idmenu='.$row->rowid.'&mainmenu='.$row->mainmenu.($type === 'left' ? '&leftmenu='.$row->leftmenu : '');
		$rows[(int) $row->rowid] = $row;
	}
	return $rows;
}

/** Native entries that exist in every Dolibarr where the module is on. */
function host_native_menus(): array
{
	global $user;
	$all = array(
		array('home', 'Home', '/index.php', true), array('companies', 'ThirdParties', '/societe/list.php', isModEnabled('societe') && $user->hasRight('societe', 'lire')),
		array('project', 'Projects', '/projet/list.php', isModEnabled('project') && $user->hasRight('projet', 'lire')),
		array('billing', 'MenuFinancial', '/compta/facture/list.php', isModEnabled('invoice') && $user->hasRight('facture', 'lire')),
		array('ticket', 'Tickets', '/ticket/list.php', isModEnabled('ticket') && $user->hasRight('ticket', 'read')),
		array('tools', 'Setup', '/admin/modules.php', !empty($user->admin)));
	return array_filter($all, fn($m) => $m[3]);
}

/** @return void start of the page up to the content's place */
function llxHeader($head = '', $title = '', $help_url = '', $target = '', $disablejs = 0, $disablehead = 0, $arrayofjs = '', $arrayofcss = '', $morequerystring = '', $morecssonbody = '', $replacemainareaby = '', $disablenofollow = 0, $disablenoindex = 0)
{
	top_htmlhead($head, $title, $disablejs, $disablehead, $arrayofjs ?: array(), $arrayofcss ?: array());
	print '<body id="mainbody" class="sidebar-collapse'.($morecssonbody ? ' '.$morecssonbody : '').'">';
	if (!defined('NOREQUIREMENU')) {
		top_menu($head, $title, $target, $disablejs, $disablehead, $arrayofjs, $arrayofcss, $morequerystring, $help_url);
		left_menu(array(), $help_url, '', array(), 1, $title, 1);
	}
	main_area($title);
}

/** @return void bar on top: main menus, hook printTopRightMenu, login block */
function top_menu($head, $title = '', $target = '', $disablejs = 0, $disablehead = 0, $arrayofjs = array(), $arrayofcss = array(), $morequerystring = '', $helppagename = '')
{
	global $langs, $user, $hookmanager;
	$hookmanager->initHooks(array('toprightmenu'));
	$current = $_SESSION['mainmenu'] ?? '';
	print '<div class="side-nav-vert"><div id="id-top"><div id="tmenu_tooltip" class="tmenu"><div class="tmenudiv"><ul class="tmenu" role="navigation" aria-label="Menu principal">';
	$entries = array();
	foreach (host_native_menus() as $m) {
		$entries[] = array($m[0], $langs->trans($m[1]), DOL_URL_ROOT.$m[2].'?mainmenu='.$m[0].'&leftmenu=');
	}
	foreach (host_menu_rows('top') as $row) {
		$entries[] = array($row->mainmenu, $row->label, $row->href);
	}
	foreach ($entries as list($code, $label, $href)) {
		$on = $code === $current;
		print '<li class="tmenu'.($on ? 'sel' : '').'" id="mainmenutd_'.$code.'"><a class="tmenulabel tmenu'.($on ? 'sel' : '').'" id="mainmenua_'.$code.'" href="'.dol_escape_htmltag($href).'">'.$label.'</a></li>';
	}
	print '</ul></div></div>';
	$parameters = array();
	$none = null;
	$action = '';
	$hookmanager->executeHooks('printTopRightMenu', $parameters, $none, $action);
	print '<div class="login_block usedropdown"><div class="login_block_other">'.$hookmanager->resPrint.'</div><div class="login_block_user">';
	print '<a class="login-dropdown-a" href="'.DOL_URL_ROOT.'/user/card.php?id='.((int) $user->id).'">'.img_picto('', 'user').' '.dol_escape_htmltag($user->getFullName($langs)).'</a> ';
	print '<a class="logout" href="'.DOL_URL_ROOT.'/user/logout.php?token='.newToken().'">'.$langs->trans('Logout').'</a></div></div></div></div>'."\n";
}

/** @return void column at the left: entries of the current main menu, hook printLeftBlock */
function left_menu($menu_array_before, $helppagename = '', $notused = '', $menu_array_after = array(), $leftmenuwithoutmainarea = 0, $title = '', $acceptdelayedhtml = 0)
{
	global $hookmanager, $langs;
	$current = $_SESSION['mainmenu'] ?? '';
	print '<div id="id-container" class="id-container"><div class="side-nav"><div id="id-left"><nav class="vmenu" aria-label="'.dol_escape_htmltag($langs->trans('Menu')).'">';
	$rows = host_menu_rows('left');
	$open = false;
	foreach ($rows as $row) {
		$main = $row->fk_menu == -1 ? $row->fk_mainmenu : ($rows[$row->fk_menu]->fk_mainmenu ?? $row->mainmenu);
		if ($main !== $current) {
			continue;
		}
		$head = $row->fk_menu == -1 && !$row->fk_leftmenu;
		if ($head) {
			print ($open ? '</div>' : '').'<div class="blockvmenu"><div class="menu_titre"><a class="vmenu" href="'.dol_escape_htmltag($row->href).'">'.$row->prefix.$row->label.'</a></div>';
			$open = true;
		} else {
			print ($open ? '' : '<div class="blockvmenu">').'<div class="menu_contenu"><a class="vsmenu" href="'.dol_escape_htmltag($row->href).'">'.$row->prefix.$row->label.'</a></div>';
			$open = true;
		}
	}
	print $open ? '</div>' : '';
	$hookmanager->initHooks(array('leftblock'));
	$parameters = array();
	$none = null;
	$action = '';
	$hookmanager->executeHooks('printLeftBlock', $parameters, $none, $action);
	print $hookmanager->resPrint.'</nav></div></div>';
}

function main_area($title = ''): void
{
	print '<div id="id-right"><!-- Begin div id-right --><div class="fiche">';
	print defined('NOREQUIREMENU') ? '' : '';
}

/** @return void end of the page, pending messages, hook printCommonFooter */
function llxFooter($comment = '', $zone = 'private', $disabledoutputofmessages = 0)
{
	global $hookmanager, $user, $conf;
	print "\n</div><!-- End div class=\"fiche\" --></div>".(defined('NOREQUIREMENU') ? '' : '</div>')."\n";
	// The last search of a list is kept so that "back to list" finds it.
	foreach ($user->lastsearch_values_tmp ?? array() as $page => $values) {
		$_SESSION['lastsearch_values_tmp_'.$page] = json_encode($values);
	}
	dol_htmloutput_events($disabledoutputofmessages);
	$hookmanager->initHooks(array('commonfooter'));
	$parameters = array('comment' => $comment);
	$none = null;
	$action = '';
	$hookmanager->executeHooks('printCommonFooter', $parameters, $none, $action);
	print $hookmanager->resPrint."</body>\n</html>\n";
}
