<?php
/*
 * Tabs of cards and the banner under them.
 */

/**
 * Adds to a card's tabs those that modules declared ("type:+code:label:lang:condition:/url?id=__ID__").
 *
 * @param Conf $conf
 * @param Translate $langs
 * @param object|null $object
 * @param array<int,array<int,mixed>> $head
 * @param int $h next index
 * @param string $type 'thirdparty', 'invoice', 'project', ...
 * @param string $mode 'add' or 'remove'
 * @return void
 */
function complete_head_from_modules($conf, $langs, $object, &$head, &$h, $type, $mode = 'add', $filterorigmodule = '')
{
	global $hookmanager, $db, $user;
	foreach ($conf->modules_parts['tabs'][$type] ?? array() as $value) {
		$parts = explode(':', $value);
		$sign = $parts[1][0] ?? '';
		if ($sign === '+' && $mode === 'add') {
			if (!empty($parts[3])) {
				$langs->load($parts[3]);
			}
			$condition = implode(':', array_slice($parts, 4, -1));
			if (count($parts) < 6 || !verifCond($condition)) {
				continue;
			}
			$url = str_replace('__ID__', (string) ($object->id ?? ''), end($parts));
			$label = preg_match('/^SUBSTITUTION_(.*)$/', $parts[2], $m) ? host_tab_label($m[1], $object) : $langs->trans($parts[2]);
			$head[$h++] = array(dol_buildpath($url, 1), $label, substr($parts[1], 1));
		} elseif ($sign === '-' && $mode === 'remove') {
			foreach ($head as $key => $tab) {
				if (($tab[2] ?? '') === substr($parts[1], 1) && (empty($parts[2]) || verifCond(implode(':', array_slice($parts, 2))))) {
					unset($head[$key]);
				}
			}
		}
	}
	if (is_object($hookmanager)) {
		$parameters = array('object' => $object, 'mode' => $mode, 'head' => &$head, 'filterorigmodule' => $filterorigmodule);
		$reshook = $hookmanager->executeHooks('completeTabsHead', $parameters, $object);
		if ($reshook > 0 && !empty($hookmanager->resArray)) {
			$head = $hookmanager->resArray;
			$h = count($head);
		}
	}
}

/** Label of a tab that a module's substitution function computes. */
function host_tab_label(string $key, ?object $object): string
{
	global $langs;
	$values = array();
	complete_substitutions_array($values, $langs, $object, array('needforkey' => 'SUBSTITUTION_'.$key));
	return (string) ($values[$key] ?? $langs->trans($key));
}

/** @return void lets modules add substitution values */
function complete_substitutions_array(&$substitutionarray, $outputlangs, $object = null, $parameters = null, $callfunc = 'completesubstitutionarray')
{
	global $conf;
	foreach ($conf->modules_parts['substitutions'] ?? array() as $module => $dir) {
		$file = dol_buildpath($dir.'functions_'.$module.'.lib.php');
		if (is_file($file)) {
			require_once $file;
			$function = $module.'_'.$callfunc;
			if (function_exists($function)) {
				$function($substitutionarray, $outputlangs, $object, $parameters);
			}
		}
	}
}

/** @return string tabs and the start of the card's frame */
function dol_get_fiche_head($links = array(), $active = '', $title = '', $notab = 0, $picto = '', $pictoisfullpath = 0, $morehtmlright = '', $morecss = '', $limittoshow = 0, $moretabssuffix = '', $dragdropfile = 0)
{
	$out = '<div class="tabs" data-role="controlgroup" data-type="horizontal">';
	$out .= $title ? '<span class="tabTitle tabTitleText">'.img_picto('', $picto ?: 'generic').' '.dol_escape_htmltag($title).'</span>' : '';
	foreach ($links as $link) {
		if (empty($link[1])) {
			continue;
		}
		$on = ($link[2] ?? '') === $active;
		$out .= '<div class="inline-block tabsElem'.($on ? ' tabsElemActive' : '').'"><div class="tab '.($on ? 'tabactive' : 'tabunactive').'">';
		$out .= '<a id="'.dol_escape_htmltag($link[2] ?? '').'" class="tab inline-block" href="'.dol_escape_htmltag($link[0]).'"'.($on ? ' aria-current="page"' : '').'>'.$link[1].'</a></div></div>';
	}
	$out .= $morehtmlright ? '<div class="inline-block floatright tabsElem">'.$morehtmlright.'</div>' : '';
	$out .= '</div>'."\n";
	if ((int) $notab <= 0 || $notab == -2) {
		$out .= '<div class="tabBar'.($notab == -1 ? '' : ' tabBarWithBottom').'">'."\n";
	}
	return $out;
}

function dol_fiche_head($links = array(), $active = '0', $title = '', $notab = 0, $picto = '', $pictoisfullpath = 0, $morehtmlright = '', $morecss = '', $limittoshow = 0, $moretabssuffix = ''): void
{
	print dol_get_fiche_head($links, $active, $title, $notab, $picto, $pictoisfullpath, $morehtmlright, $morecss, $limittoshow, $moretabssuffix);
}

function dol_get_fiche_end($notab = 0): string
{
	return (int) $notab <= 0 ? "\n</div>\n" : '';
}

function dol_fiche_end($notab = 0): void
{
	print dol_get_fiche_end($notab);
}

/** @return void banner of a card: reference, status, link back to the list, hook formObjectBanner */
function dol_banner_tab($object, $paramid, $morehtml = '', $shownav = 1, $fieldid = 'rowid', $fieldref = 'ref', $morehtmlref = '', $moreparam = '', $nodbprefix = 0, $morehtmlleft = '', $morehtmlstatus = '', $onlybanner = 0, $morehtmlright = '')
{
	$ref = $fieldref === 'none' ? '' : ($object->$fieldref ?? $object->ref ?? '');
	print '<div class="arearef heightref valignmiddle centpercent">';
	print '<div class="pagination paginationref"><ul class="right"><li class="noborder litext">'.$morehtml.'</li></ul></div>';
	print '<div class="statusref">'.($morehtmlstatus ?: (method_exists($object, 'getLibStatut') ? $object->getLibStatut(6) : '')).'</div>';
	print '<div class="inline-block floatleft valignmiddle maxwidth750 marginbottomonly refid'.($morehtmlref ? '' : ' refidpadding').'">';
	print $morehtmlleft.dol_escape_htmltag($ref).$morehtmlref.'</div></div>';
	print $onlybanner ? '' : '<div class="underrefbanner clearboth"></div>';
}

/** @return string address of an object, for its card */
function dol_format_address($object, $withcountry = 0, $sep = "\n", $outputlangs = null, $mode = 0, $extralangcode = '')
{
	$lines = array_filter(array($object->address ?? '', trim(($object->zip ?? '').' '.($object->town ?? '')), $withcountry ? ($object->country ?? '') : ''));
	return implode($sep, $lines);
}
