<?php
/*
 * Titles, lists and their headers, search criteria.
 */

/** @return string title of a page */
function load_fiche_titre($title, $morehtmlright = '', $picto = 'generic', $pictoisfullpath = 0, $id = '', $morecssontable = '', $morehtmlcenter = '')
{
	return '<table'.($id ? ' id="'.$id.'"' : '').' class="centpercent notopnoleftnoright table-fiche-title'.($morecssontable ? ' '.$morecssontable : '').'"><tr class="titre">'
		.($picto ? '<td class="nobordernopadding widthpictotitle valignmiddle col-picto">'.img_picto('', $picto, 'class="valignmiddle widthpictotitle pictotitle"', $pictoisfullpath).'</td>' : '')
		.'<td class="nobordernopadding valignmiddle col-title"><div class="titre inline-block">'.$title.'</div></td>'
		.($morehtmlcenter ? '<td class="nobordernopadding center valignmiddle col-center">'.$morehtmlcenter.'</td>' : '')
		.'<td class="nobordernopadding titre_right wordbreakimp right valignmiddle col-right">'.$morehtmlright.'</td></tr></table>'."\n";
}

/** @return void title of a list with its count and page links */
function print_barre_liste($title, $page, $file, $options = '', $sortfield = '', $sortorder = '', $morehtmlcenter = '', $num = -1, $totalnboflines = '', $picto = 'generic', $pictoisfullpath = 0, $morehtmlright = '', $morecss = '', $limit = -1, $selectlimitsuffix = 0, $hidenavigation = 0, $pagenavastextinput = 0, $morehtmlrightbeforearrow = '')
{
	global $conf;
	$limit = $limit < 0 ? $conf->liste_limit : (int) $limit;
	$count = $totalnboflines !== '' && (int) $totalnboflines >= 0 ? ' <span class="opacitymedium colorblack paddingleft">('.(int) $totalnboflines.')</span>' : '';
	$next = $limit > 0 && ($totalnboflines !== '' ? ($page + 1) * $limit < (int) $totalnboflines : $num > $limit);
	$base = dol_escape_htmltag($file.'?'.ltrim($options.'&sortfield='.urlencode((string) $sortfield).'&sortorder='.urlencode((string) $sortorder), '&').'&page=');
	$nav = '';
	if (!$hidenavigation && ($page > 0 || $next)) {
		$nav = '<div class="pagination"><ul>'
			.($page > 0 ? '<li class="pagination paginationpage paginationpageleft"><a class="paginationprevious" accesskey="p" href="'.$base.($page - 1).'" aria-label="Page précédente">‹</a></li>' : '')
			.'<li class="pagination"><span class="inactive">'.($page + 1).($totalnboflines !== '' && $limit ? ' / '.max(1, (int) ceil($totalnboflines / $limit)) : '').'</span></li>'
			.($next ? '<li class="pagination paginationpage paginationpageright"><a class="paginationnext" accesskey="n" href="'.$base.($page + 1).'" aria-label="Page suivante">›</a></li>' : '').'</ul></div>';
	}
	print '<div class="div-table-responsive-no-min">';
	print load_fiche_titre($title.$count, $morehtmlright.$morehtmlrightbeforearrow.$nav, $picto, $pictoisfullpath, '', $morecss, $morehtmlcenter);
	print '</div>';
}

/** @return string header cell that sorts when clicked */
function getTitleFieldOfList($name, $thead = 0, $file = '', $field = '', $begin = '', $moreparam = '', $moreattrib = '', $sortfield = '', $sortorder = '', $prefix = '', $disablesortlink = 0, $tooltip = '', $forcenowrapcolumntitle = 0)
{
	global $langs;
	$tag = $thead ? 'th' : 'td';
	$label = $langs->trans((string) $name);
	$first = explode(',', (string) $field)[0];
	$current = $field !== '' && explode(',', (string) $sortfield)[0] === $first;
	$css = ($prefix ?: 'wrapcolumntitle ').'liste_titre'.($current ? '_sel' : '');
	if ($field === '' || $disablesortlink) {
		$out = $label;
	} else {
		$order = $current && stripos((string) $sortorder, 'asc') === 0 ? 'desc' : 'asc';
		$query = 'sortfield='.urlencode($field).'&sortorder='.$order.'&begin='.urlencode((string) $begin).'&'.ltrim((string) $moreparam, '&');
		$out = '<a class="reposition" href="'.dol_escape_htmltag($file.'?'.$query).'">'.$label.'</a>';
		$out .= $current ? ' <span class="nowrap">'.($order === 'desc' ? '▲' : '▼').'</span>' : '';
	}
	return '<'.$tag.' class="'.$css.'" '.$moreattrib.($tooltip ? ' title="'.dol_escape_htmltag($langs->trans($tooltip)).'"' : '').'>'.$out.'</'.$tag.'>';
}

function print_liste_field_titre($name, $file = '', $field = '', $begin = '', $moreparam = '', $moreattrib = '', $sortfield = '', $sortorder = '', $prefix = '', $tooltip = '', $forcenowrapcolumntitle = 0): void
{
	print getTitleFieldOfList($name, 0, $file, $field, $begin, $moreparam, $moreattrib, $sortfield, $sortorder, $prefix, 0, $tooltip, $forcenowrapcolumntitle);
}

/**
 * Criterion of a search field.
 *
 * @param string|array<int,string> $fields
 * @param string $value typed text
 * @param int $mode 0 text, 1 number, 2 list of ids, -1 exact, 3 like list of texts
 * @param int $nofirstand 1 = without the leading AND
 * @return string
 */
function natural_search($fields, $value, $mode = 0, $nofirstand = 0)
{
	global $db;
	$value = trim((string) $value);
	$list = is_array($fields) ? $fields : array($fields);
	$all = array();
	if ($mode == 2 || $mode == -2) {
		$ids = $db->sanitize(implode(',', array_map('intval', explode(',', $value))));
		$all[] = implode(' OR ', array_map(fn($f) => $f.($mode < 0 ? ' NOT' : '').' IN ('.$ids.')', $list));
	} elseif ($mode == 1) {
		foreach (preg_split('/\s*[;&|]\s*|\s{2,}/', $value) as $crit) {
			preg_match('/^\s*([<>=!]{0,2})\s*(-?[0-9.,]+)/', $crit, $m);
			$op = in_array($m[1] ?? '', array('<', '>', '<=', '>=', '='), true) ? $m[1] : (in_array($m[1] ?? '', array('!', '!=', '<>'), true) ? '<>' : '=');
			$all[] = implode(' OR ', array_map(fn($f) => $f.' '.$op.' '.(isset($m[2]) ? (float) price2num($m[2]) : '0'), $list));
		}
	} else {
		foreach (preg_split('/\s+/', $value, -1, PREG_SPLIT_NO_EMPTY) as $word) {
			$not = $word[0] === '!' ? ' NOT' : '';
			$word = ltrim($word, '!');
			$start = $word[0] === '^' || $mode == -1;
			$end = substr($word, -1) === '$' || $mode == -1;
			$like = ($start ? '' : '%').str_replace('*', '%', $db->escape(trim($word, '^$'))).($end ? '' : '%');
			$all[] = implode($not ? ' AND ' : ' OR ', array_map(fn($f) => $f.$not." LIKE '".$like."'", $list));
		}
	}
	$sql = count($all) > 1 ? '('.implode(') AND (', $all).')' : implode('', $all);
	return ($nofirstand ? '' : ' AND ').'('.$sql.')';
}
