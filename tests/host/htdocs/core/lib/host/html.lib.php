<?php
/*
 * Small pieces of HTML: pictures, badges, buttons, yes and no.
 */
function img_picto($titlealt, $picto, $moreatt = '', $pictoisfullpath = 0, $srconly = 0, $notitle = 0, $alt = '', $morecss = '', $marginleftonlyshort = 2): string
{
	$base = preg_replace('/@.*$/', '', (string) $picto);
	$base = preg_replace('/^(object_|fa-|fas-|far-)/', '', explode('_', $base)[0] === 'object' ? $base : $base);
	$title = $titlealt && !$notitle ? ' title="'.dol_escape_htmltag($titlealt).'"' : '';
	if ($pictoisfullpath) {
		return $srconly ? $picto : '<img src="'.dol_escape_htmltag($picto).'" alt="'.dol_escape_htmltag($alt ?: $titlealt).'"'.$title.' '.$moreatt.'>';
	}
	$class = 'picto pictofixedwidth picto-'.preg_replace('/^fa-|[^a-z_-]/', '', $base).($morecss ? ' '.$morecss : '');
	if (preg_match('/class="([^"]*)"/', $moreatt, $m)) {
		$class .= ' '.$m[1];
		$moreatt = str_replace($m[0], '', $moreatt);
	}
	return '<span class="'.$class.'"'.$title.($titlealt ? ' role="img" aria-label="'.dol_escape_htmltag($titlealt).'"' : ' aria-hidden="true"').' '.$moreatt.'></span>';
}

function img_object($titlealt, $picto, $moreatt = '', $pictoisfullpath = 0, $srconly = 0, $notitle = 0): string
{
	return img_picto($titlealt, 'object_'.$picto, $moreatt, $pictoisfullpath, $srconly, $notitle);
}

function img_edit($titlealt = 'default', $float = 0, $other = ''): string
{
	global $langs;
	return img_picto($titlealt === 'default' ? $langs->trans('Modify') : $titlealt, 'edit', $other);
}

function img_delete($titlealt = 'default', $other = 'class="pictodelete"', $morecss = ''): string
{
	global $langs;
	return img_picto($titlealt === 'default' ? $langs->trans('Delete') : $titlealt, 'delete', $other);
}

function img_warning($titlealt = 'default', $moreatt = '', $morecss = 'pictowarning'): string
{
	global $langs;
	return img_picto($titlealt === 'default' ? $langs->trans('Warning') : $titlealt, 'warning', $moreatt, 0, 0, 0, '', $morecss);
}

function img_mime($file, $titlealt = '', $morecss = ''): string
{
	return img_picto($titlealt ?: $file, preg_match('/\.pdf$/i', $file) ? 'pdf' : 'file', '', 0, 0, 0, '', $morecss);
}

function picto_required(): string
{
	return '<span class="fieldrequired">*</span>';
}

function yn($yesno, $format = 1, $color = 0): string
{
	global $langs;
	$yes = $yesno == 1 || in_array(strtolower((string) $yesno), array('yes', 'true'), true);
	$text = $langs->trans($yes ? 'Yes' : 'No');
	return $format == 0 ? $langs->trans($yes ? 'yes' : 'no') : ($format == 3 ? '<input type="checkbox" disabled'.($yes ? ' checked' : '').'>' : $text);
}

function info_admin($text, $infoonimgalt = 0, $nodiv = 0, $admin = '1', $morecss = 'hideonsmartphone', $textfordropdown = '', $picto = ''): string
{
	return ($nodiv ? '' : '<div class="info '.$morecss.'">').img_picto('', 'info').' '.$text.($nodiv ? '' : '</div>');
}

function dolGetBadge($label, $html = '', $type = 'primary', $mode = '', $url = '', $params = array()): string
{
	$class = 'badge badge-'.($mode ? $mode.' ' : '').$type.(empty($params['badgeParams']['css']) ? '' : ' '.$params['badgeParams']['css']);
	$tag = $url ? 'a' : 'span';
	return '<'.$tag.' class="'.$class.'"'.($url ? ' href="'.dol_escape_htmltag($url).'"' : '').' title="'.dol_escape_htmltag($label).'">'.($html ?: dol_escape_htmltag($label)).'</'.$tag.'>';
}

/**
 * @param string $statusLabel long label
 * @param string $statusLabelShort
 * @param string $statusType 'status0'...'status10'
 * @param int $displayMode 0 long text, 1 short, 2 dot and short, 3 dot, 4 dot and long, 5 short and dot, 6 badge of the banner
 * @return string
 */
function dolGetStatus($statusLabel = '', $statusLabelShort = '', $html = '', $statusType = 'status0', $displayMode = 0, $url = '', $params = array())
{
	$short = $statusLabelShort ?: $statusLabel;
	if ($displayMode == 0) {
		return (string) $statusLabel;
	}
	if ($displayMode == 1) {
		return (string) $short;
	}
	$label = in_array($displayMode, array(4, 6), true) ? $statusLabel : $short;
	$class = 'badge badge-status '.str_replace('status', 'badge-status', $statusType).($displayMode == 3 ? ' badge-dot' : '');
	return '<span class="'.$class.'" title="'.dol_escape_htmltag(dol_string_nohtmltag($statusLabel)).'">'.($displayMode == 3 ? '' : ($html ?: $label)).'</span>';
}

/**
 * @param string $label
 * @param string $text shown text, label when empty
 * @param string $actionType 'default', 'delete', 'danger'
 * @param string|array<int,mixed> $url
 * @param string $id
 * @param int|bool $userRight 0 = shown but refused
 * @param array<string,mixed> $params
 * @return string
 */
function dolGetButtonAction($label, $text = '', $actionType = 'default', $url = '', $id = '', $userRight = 1, $params = array())
{
	if (is_array($url)) {
		$out = '';
		foreach ($url as $button) {
			$out .= dolGetButtonAction($label, $button['label'] ?? '', $actionType, $button['url'] ?? '', '', $button['perm'] ?? 1);
		}
		return $out;
	}
	$class = $userRight ? ($actionType === 'delete' ? 'butActionDelete' : ($actionType === 'danger' ? 'butActionDelete' : 'butAction')) : 'butActionRefused classfortooltip';
	$attr = ' class="'.trim($class.' '.($params['attr']['class'] ?? '')).'"'.($id ? ' id="'.$id.'"' : '').($label ? ' title="'.dol_escape_htmltag(dol_string_nohtmltag($label)).'"' : '');
	foreach ($params['attr'] ?? array() as $name => $value) {
		$attr .= $name === 'class' ? '' : ' '.$name.'="'.dol_escape_htmltag($value).'"';
	}
	$tag = $userRight && $url !== '' ? 'a' : 'span';
	return '<'.$tag.$attr.($tag === 'a' ? ' href="'.dol_escape_htmltag($url).'"' : '').'>'.($text !== '' ? $text : $label).'</'.$tag.'>';
}

/** @return string round button of a title */
function dolGetButtonTitle($label, $helpText = '', $iconClass = 'fa fa-file', $url = '', $id = '', $status = 1, $params = array())
{
	$on = $status > 0;
	$class = 'btnTitle'.($on ? ' btnTitlePlus' : ' refused').(empty($params['morecss']) ? '' : ' '.$params['morecss']);
	$tag = $on && $url ? 'a' : 'span';
	return '<'.$tag.' class="'.$class.'"'.($id ? ' id="'.$id.'"' : '').($tag === 'a' ? ' href="'.dol_escape_htmltag($url).'"' : '').' title="'.dol_escape_htmltag($helpText ?: $label).'">'
		.'<span class="btnTitle-icon" aria-hidden="true">'.img_picto('', strpos($iconClass, 'plus') !== false ? 'plus' : 'list').'</span><span class="valignmiddle text-plus-circle btnTitle-label">'.$label.'</span></'.$tag.'>';
}
