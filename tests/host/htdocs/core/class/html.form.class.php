<?php
/*
 * Fields of forms and pieces of pages, in native HTML controls under Dolibarr's names and classes.
 */
class Form
{
	/** @var DoliDB */
	public $db;
	public $error = '', $num = 0, $cache_vatrates = array(), $result = array();

	/** @param DoliDB $db */
	public function __construct($db)
	{
		$this->db = $db;
	}

	/**
	 * @param string $htmlname
	 * @param array<int|string,mixed>|string $array value => label, or value => array('label' =>, 'data-html' =>)
	 * @param int|string|array<int,mixed> $id chosen
	 * @return string
	 */
	public static function selectarray($htmlname, $array, $id = '', $show_empty = 0, $key_in_label = 0, $value_as_key = 0, $moreparam = '', $translate = 0, $maxlen = 0, $disabled = 0, $sort = '', $morecss = 'minwidth75', $addjscombo = 1, $moreparamonempty = '', $disablebademail = 0, $nohtmlescape = 0)
	{
		global $langs;
		$array = is_array($array) ? $array : array();
		if ($sort) {
			$sort === 'DESC' ? arsort($array) : asort($array);
		}
		$out = '<select id="'.preg_replace('/^\./', '', $htmlname).'" '.($disabled ? 'disabled ' : '').'class="flat'.($morecss ? ' '.$morecss : '').'" name="'.preg_replace('/^\./', '', $htmlname).'" '.$moreparam.'>';
		if ($show_empty) {
			$empty = is_numeric($show_empty) ? '&nbsp;' : dol_escape_htmltag($langs->transnoentities((string) $show_empty));
			$out .= '<option value="'.(is_numeric($show_empty) && (int) $show_empty < 0 ? (int) $show_empty : -1).'"'.((string) $id === '-1' ? ' selected' : '').'>'.$empty.'</option>';
		}
		foreach ($array as $key => $value) {
			$label = is_array($value) ? ($value['label'] ?? '') : $value;
			$key = $value_as_key ? $label : $key;
			$label = $translate ? $langs->transnoentities((string) $label) : $label;
			$label = $maxlen ? dol_trunc($label, $maxlen) : $label;
			$on = is_array($id) ? in_array($key, $id) : ((string) $id !== '' && (string) $id === (string) $key);
			$out .= '<option value="'.dol_escape_htmltag((string) $key).'"'.($on ? ' selected' : '').(is_array($value) && !empty($value['disabled']) ? ' disabled' : '').'>'.($nohtmlescape ? $label : dol_escape_htmltag(dol_string_nohtmltag((string) $label))).'</option>';
		}
		return $out.'</select>';
	}

	public static function multiselectarray($htmlname, $array, $selected = array(), $key_in_label = 0, $value_as_key = 0, $morecss = '', $translate = 0, $width = 0, $moreattrib = '', $elemtype = '', $placeholder = '', $addjscombo = -1): string
	{
		$select = self::selectarray($htmlname, $array, (array) $selected, 0, $key_in_label, $value_as_key, 'multiple '.$moreattrib, $translate, 0, 0, '', $morecss);
		return str_replace('name="'.$htmlname.'"', 'name="'.$htmlname.'[]"', $select).'<input type="hidden" name="'.$htmlname.'_multiselect" value="1">';
	}

	public function selectyesno($htmlname, $value = '', $option = 0, $disabled = false, $useempty = 0, $addjscombo = 0, $morecss = 'width75', $labelyes = 'Yes', $labelno = 'No'): string
	{
		$keys = $option ? array(1 => $labelyes, 0 => $labelno) : array('yes' => $labelyes, 'no' => $labelno);
		$yes = $value === 'yes' || $value == 1 && $value !== 'no' && $value !== '';
		return self::selectarray($htmlname, $keys, $value === '' ? '' : ($option ? (int) $yes : ($yes ? 'yes' : 'no')), $useempty ? 1 : 0, 0, 0, '', 1, 0, $disabled, '', $morecss);
	}

	/**
	 * Day, with hours and minutes when asked, as the fields <prefix>day, <prefix>month, <prefix>year, ...
	 *
	 * @param int|string $set_time moment, '' now when $empty is 0
	 * @return string
	 */
	public function selectDate($set_time = '', $prefix = 're', $h = 0, $m = 0, $empty = 0, $form_name = '', $d = 1, $addnowlink = 0, $disabled = 0, $fullday = '', $addplusone = '', $adddateof = '', $openinghours = '', $stepminutes = 1, $labeladddateof = '', $placeholder = '', $gm = 'auto')
	{
		$at = $set_time === '' || $set_time === null || $set_time === -1 ? ($empty ? null : dol_now()) : (is_numeric($set_time) ? (int) $set_time : dol_stringtotime($set_time, 0));
		$get = fn($f) => $at === null ? '' : dol_print_date($at, $f, $gm);
		$off = $disabled ? ' disabled' : '';
		$out = '';
		if ($d) {
			$out .= '<span class="nowrap inline-block"><input type="text" inputmode="numeric" class="maxwidth100 width100" id="'.$prefix.'" name="'.$prefix.'" maxlength="10" placeholder="'.dol_escape_htmltag($placeholder ?: 'jj/mm/aaaa').'" value="'.$get('%d/%m/%Y').'"'.$off.' onchange="hostDate(this)">';
			foreach (array('day' => '%d', 'month' => '%m', 'year' => '%Y') as $part => $format) {
				$out .= '<input type="hidden" id="'.$prefix.$part.'" name="'.$prefix.$part.'" value="'.$get($format).'">';
			}
			$out .= '</span>';
			static $script = false;
			if (!$script) {
				$script = true;
				$out .= '<script>function hostDate(e){var p=e.value.split("/");["day","month","year"].forEach(function(n,i){document.getElementById(e.id+n).value=p[i]||"";});}</script>';
			}
		}
		foreach (array('hour' => array($h, '%H', 23), 'min' => array($m, '%M', 59)) as $part => list($wanted, $format, $max)) {
			if ($wanted) {
				$out .= ($part === 'min' ? ':' : ' ').'<input type="number" class="width50" min="0" max="'.$max.'" id="'.$prefix.$part.'" name="'.$prefix.$part.'" value="'.$get($format).'"'.$off.'>';
			}
		}
		return $out;
	}

	/** @return string choice among rows of a table */
	private function selectRows(string $sql, $selected, string $htmlname, $showempty, string $morecss, string $moreparam = ''): string
	{
		$list = array();
		foreach ($this->db->getRows($sql) ?: array() as $row) {
			$list[$row->id] = $row->label;
		}
		$this->num = count($list);
		return self::selectarray($htmlname, $list, $selected, $showempty ? (is_numeric($showempty) ? 1 : $showempty) : 0, 0, 0, $moreparam, 0, 0, 0, '', $morecss);
	}

	public function select_company($selected = '', $htmlname = 'socid', $filter = '', $showempty = '', $showtype = 0, $forcecombo = 0, $events = array(), $limit = 0, $morecss = 'minwidth100', $moreparam = '', $selected_input_value = '', $hidelabel = 1, $ajaxoptions = array(), $multiple = false, $excludeids = array(), $showcode = 0): string
	{
		global $user;
		$sql = 'SELECT s.rowid as id, s.nom as label FROM '.MAIN_DB_PREFIX.'societe as s WHERE s.entity IN ('.getEntity('societe').') AND s.status = 1';
		if (!$user->hasRight('societe', 'client', 'voir')) {
			$sql .= ' AND s.rowid IN (SELECT fk_soc FROM '.MAIN_DB_PREFIX.'societe_commerciaux WHERE fk_user = '.((int) $user->id).')';
		}
		return $this->selectRows($sql.' ORDER BY s.nom', $selected, $htmlname, $showempty, $morecss, $moreparam);
	}

	/** @return string|array<int,string> */
	public function select_dolusers($selected = '', $htmlname = 'userid', $show_empty = 0, $exclude = null, $disabled = 0, $include = '', $enableonly = '', $force_entity = '', $maxlength = 0, $showstatus = 0, $morefilter = '', $show_every = 0, $enableonlytext = '', $morecss = '', $notdisabled = 0, $outputmode = 0, $multiple = false, $forcecombo = 0)
	{
		$sql = 'SELECT u.rowid as id, '."TRIM(CONCAT(IFNULL(u.firstname, ''), ' ', IFNULL(u.lastname, ''))) as label FROM ".MAIN_DB_PREFIX.'user as u WHERE u.entity IN ('.getEntity('user').') AND u.statut = 1';
		$sql .= is_array($include) && $include ? ' AND u.rowid IN ('.implode(',', array_map('intval', $include)).')' : '';
		$sql .= is_array($exclude) && $exclude ? ' AND u.rowid NOT IN ('.implode(',', array_map('intval', $exclude)).')' : '';
		$selected = is_object($selected) ? $selected->id : $selected;
		return $this->selectRows($sql.' ORDER BY u.lastname, u.firstname', $selected, $htmlname, $show_empty, $morecss ?: 'minwidth200');
	}

	/** @return string rates of the seller's country */
	public function load_tva($htmlname = 'tauxtva', $selectedrate = '', $societe_vendeuse = null, $societe_acheteuse = null, $idprod = 0, $info_bits = 0, $type = '', $options_only = false, $mode = 0, $type_vat = 0)
	{
		global $mysoc;
		$list = array();
		foreach ($this->db->getRows('SELECT taux FROM '.MAIN_DB_PREFIX."c_tva WHERE active = 1 AND code = '' AND fk_pays = ".((int) $mysoc->country_id).' AND entity IN ('.getEntity('c_tva').') ORDER BY taux DESC') ?: array() as $row) {
			$list[(string) (float) $row->taux] = vatrate($row->taux, true);
		}
		return self::selectarray($htmlname, $list, (string) (float) $selectedrate, 0, 0, 0, '', 0, 0, 0, '', 'minwidth75');
	}

	/** @return string a box that asks before doing: its form sends action, confirm=yes and a token */
	public function formconfirm($page, $title, $question, $action, $formquestion = '', $selectedchoice = '', $useajax = 0, $height = 0, $width = 500, $disableformtag = 0, $labelbuttonyes = 'Yes', $labelbuttonno = 'No')
	{
		global $langs;
		$query = array();
		parse_str((string) parse_url($page, PHP_URL_QUERY), $query);
		$out = '<form method="POST" action="'.dol_escape_htmltag(strtok($page, '?')).'" class="notoptoleftroright" role="alertdialog" aria-label="'.dol_escape_htmltag($title).'"><div class="confirmtable valid">';
		foreach (array_filter($query, 'is_scalar') + array('action' => $action, 'token' => newToken()) as $name => $value) {
			$out .= in_array($name, array('confirm', 'token2'), true) ? '' : '<input type="hidden" name="'.dol_escape_htmltag($name).'" value="'.dol_escape_htmltag($name === 'action' ? $action : ($name === 'token' ? newToken() : (string) $value)).'">';
		}
		$out .= '<strong>'.$title.'</strong>';
		foreach (is_array($formquestion) ? $formquestion : array() as $key => $input) {
			if (!is_array($input) || empty($input['type'])) {
				continue;
			}
			$name = $input['name'] ?? '';
			$field = array('text' => '<input type="text" class="flat" id="'.$name.'" name="'.$name.'" value="'.dol_escape_htmltag((string) ($input['value'] ?? '')).'">', 'hidden' => '<input type="hidden" name="'.$name.'" value="'.dol_escape_htmltag((string) ($input['value'] ?? '')).'">',
				'textarea' => '<textarea id="'.$name.'" name="'.$name.'" class="quatrevingtpercent">'.dol_escape_htmltag((string) ($input['value'] ?? ''), 0, 1).'</textarea>', 'checkbox' => '<input type="checkbox" id="'.$name.'" name="'.$name.'"'.(empty($input['value']) ? '' : ' checked').'>',
				'select' => isset($input['values']) ? self::selectarray($name, $input['values'], $input['default'] ?? '') : '')[$input['type']] ?? ($input['value'] ?? '');
			$out .= '<div class="margintoponly"><label for="'.$name.'">'.($input['label'] ?? '').'</label> '.$field.'</div>';
		}
		$out .= '<p>'.$question.'</p><button type="submit" class="button" name="confirm" value="yes">'.$langs->trans($labelbuttonyes).'</button> <button type="submit" class="button button-cancel" name="confirm" value="no">'.$langs->trans($labelbuttonno).'</button></div></form>';
		return $out;
	}

	public function textwithtooltip($text, $htmltext, $tooltipon = 1, $direction = 0, $img = '', $extracss = '', $notabs = 3, $incbefore = '', $noencodehtmltext = 0, $tooltiptrigger = '', $forcenowrap = 0): string
	{
		$tip = $htmltext ? ' title="'.dol_escape_htmltag(dol_string_nohtmltag(str_replace('<br>', "\n", (string) $htmltext), 0), 0, 1).'"' : '';
		return $incbefore.'<span class="classfortooltip'.($extracss ? ' '.$extracss : '').'"'.$tip.'>'.$text.($img ? ' '.$img : '').'</span>';
	}

	public function textwithpicto($text, $htmltooltip, $direction = 1, $type = 'help', $extracss = 'valignmiddle', $noencodehtmltext = 0, $notabs = 3, $tooltiptrigger = '', $forcenowrap = 0): string
	{
		$picto = in_array($type, array('0', 'none', ''), true) ? '' : img_picto('', is_string($type) && preg_match('/^[a-z]/', $type) ? $type : 'help');
		return $htmltooltip ? $this->textwithtooltip($text, $htmltooltip, 1, $direction, $picto, $extracss) : $text;
	}

	public function showFilterButtons($pos = ''): string
	{
		global $langs;
		return '<div class="nowraponall"><button type="submit" class="liste_titre button_search reposition" name="button_search_x" value="x" aria-label="'.$langs->trans('Search').'">🔍</button>'
			.'<button type="submit" class="liste_titre button_removefilter reposition" name="button_removefilter_x" value="x" aria-label="'.$langs->trans('RemoveFilter').'">✕</button></div>';
	}

	/** @return string box that checks all boxes of a class */
	public function showCheckAddButtons($cssclass = 'checkforaction', $calljsfunction = 0, $massactionname = 'massaction')
	{
		return '<div class="inline-block"><input type="checkbox" id="'.$cssclass.'s" class="checkallactions" aria-label="Tout sélectionner" onclick="document.querySelectorAll(\'.'.$cssclass.'\').forEach(function(e){e.checked=this.checked;e.dispatchEvent(new Event(\'change\',{bubbles:true}));},this)"></div>';
	}

	public function showFilterAndCheckAddButtons($addcheckuncheckall = 0, $cssclass = 'checkforaction', $calljsfunction = 0, $massactionname = 'massaction'): string
	{
		return $this->showFilterButtons().($addcheckuncheckall ? $this->showCheckAddButtons($cssclass) : '');
	}

	public function selectMassAction($selected, $arrayofaction, $alwaysvisible = 0, $name = 'massaction', $cssclass = 'checkforselect'): string
	{
		global $langs, $hookmanager;
		$parameters = array();
		$none = null;
		$hookmanager->executeHooks('addMoreMassActions', $parameters, $none);
		if (!$arrayofaction && !$hookmanager->resPrint) {
			return '';
		}
		$out = '<div class="centpercent center"><select class="flat massaction massactionselect valignmiddle" id="'.$name.'" name="'.$name.'"><option value="0">-- '.$langs->trans('SelectAction').' --</option>';
		foreach ($arrayofaction as $code => $label) {
			$label = is_array($label) ? ($label['label'] ?? '') : $label;
			$out .= '<option value="'.$code.'"'.($selected == $code ? ' selected' : '').'>'.$label.'</option>';
		}
		return $out.$hookmanager->resPrint.'</select><input type="submit" name="confirmmassactioninvisible" hidden><input type="submit" name="confirmmassaction" class="button smallpaddingimp" value="'.$langs->trans('ConfirmMassAction').'"></div>';
	}

	/** @return string choice of the columns of a list, kept by its page as 'selectedfields' */
	public static function multiSelectArrayWithCheckbox($htmlname, &$array, $varpage, $pos = '')
	{
		global $user;
		$kept = getDolUserString('MAIN_SELECTEDFIELDS_'.$varpage);
		$out = '<details class="dropdown inline-block"><summary aria-label="Colonnes">☰</summary><div class="selectedfields">';
		foreach ($array as $key => $field) {
			if (!verifCond($field['enabled'] ?? '1')) {
				continue;
			}
			if ($kept !== '') {
				$array[$key]['checked'] = in_array($key, explode(',', $kept), true) ? 1 : 0;
			}
			$out .= '<label class="nowrap"><input type="checkbox" name="'.$htmlname.'_'.$key.'" value="1"'.(empty($array[$key]['checked']) ? '' : ' checked').'> '.dol_escape_htmltag(dol_string_nohtmltag((string) $field['label'])).'</label><br>';
		}
		return $out.'</div></details><input type="hidden" name="'.$htmlname.'" value="'.dol_escape_htmltag($kept).'">';
	}

	public function buttonsSaveCancel($save_label = 'Save', $cancel_label = 'Cancel', $morebuttons = array(), $withoutdiv = false, $morecss = '', $dol_openinpopup = ''): string
	{
		global $langs;
		$out = '<input type="submit" class="button button-save'.($morecss ? ' '.$morecss : '').'" name="save" value="'.$langs->trans($save_label === 'Save' ? 'Save' : $save_label).'">';
		$out .= $cancel_label ? ' <input type="submit" class="button button-cancel" name="cancel" value="'.$langs->trans($cancel_label).'">' : '';
		return $withoutdiv ? $out : '<div class="center">'.$out.'</div>';
	}

	/** @return string label of a field that may be edited */
	public function editfieldkey($text, $htmlname, $preselected, $object, $perm, $typeofdata = 'string', $moreparam = '', $fieldrequired = 0, $notabletag = 0, $paramid = 'id', $help = '')
	{
		global $langs;
		$label = '<span'.($fieldrequired ? ' class="fieldrequired"' : '').'>'.$langs->trans($text).'</span>';
		return $label.($perm && $notabletag !== 1 ? ' <a class="editfielda" href="'.dol_escape_htmltag($_SERVER['PHP_SELF'].'?'.$paramid.'='.$object->id.'&action=edit'.$htmlname.'&token='.newToken()).'">'.img_edit().'</a>' : '');
	}
}
