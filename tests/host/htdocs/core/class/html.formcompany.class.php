<?php
/*
 * Fields of third parties.
 */
class FormCompany extends Form
{
	/** @return string contacts of a third party */
	public function selectcontacts($socid, $selected = '', $htmlname = 'contactid', $showempty = 0, $exclude = '', $limitto = '', $showfunction = 0, $morecss = '', $options_only = 0, $showsoc = 0, $forcecombo = 0, $events = array(), $moreparam = '', $htmlid = '', $multiple = false, $disableifempty = 0, $filter = '')
	{
		$list = array();
		foreach ($this->db->getRows('SELECT rowid, firstname, lastname FROM '.MAIN_DB_PREFIX.'socpeople WHERE fk_soc = '.((int) $socid).' AND statut = 1 AND entity IN ('.getEntity('contact').') ORDER BY lastname') ?: array() as $row) {
			$list[$row->rowid] = dolGetFirstLastname($row->firstname, $row->lastname);
		}
		return self::selectarray($htmlname, $list, $selected, $showempty, 0, 0, $moreparam, 0, 0, 0, '', $morecss);
	}
}
