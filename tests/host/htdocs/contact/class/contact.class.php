<?php
/*
 * A person of a third party.
 */
require_once DOL_DOCUMENT_ROOT.'/core/class/host.simpleobject.class.php';

class Contact extends HostSimpleObject
{
	const EVENT = 'CONTACT';
	const COLUMNS = array('socid' => array('fk_soc', 'id'), 'lastname' => array('lastname', 'text'), 'firstname' => array('firstname', 'text'), 'civility_code' => array('civility', 'text'), 'poste' => array('poste', 'text'),
		'email' => array('email', 'text'), 'phone_pro' => array('phone', 'text'), 'phone_perso' => array('phone_perso', 'text'), 'phone_mobile' => array('phone_mobile', 'text'), 'address' => array('address', 'text'), 'zip' => array('zip', 'text'),
		'town' => array('town', 'text'), 'country_id' => array('fk_pays', 'id'), 'birthday' => array('birthday', 'date'), 'default_lang' => array('default_lang', 'text'), 'status' => array('statut', 'int'), 'priv' => array('priv', 'int'),
		'note_public' => array('note_public', 'text'), 'note_private' => array('note_private', 'text'), 'ref_ext' => array('ref_ext', 'text'));

	public $element = 'contact', $table_element = 'socpeople', $picto = 'contact', $lastname = '', $firstname = '', $civility_code = '', $poste = '', $email = '', $phone_pro = '', $phone_perso = '', $phone_mobile = '';
	public $birthday = '', $default_lang = '', $priv = 0, $fk_soc, $socname = '', $user_id;

	/** @return int 1, 0 not found, <0 error */
	public function fetch($id, $user = null, $ref_ext = '', $email = '', $loadalsoroles = 0, $socid = 0)
	{
		$found = $this->fetchWhere($id > 0 ? 't.rowid = '.((int) $id) : "t.email = '".$this->db->escape($email)."' AND t.entity IN (".getEntity('contact').')'.($socid > 0 ? ' AND t.fk_soc = '.((int) $socid) : ''));
		$this->fk_soc = $this->socid;
		return $found > 0 ? 1 : $found;
	}

	public function create($user, $notrigger = 0): int
	{
		$this->status = $this->statut = 1;
		return $this->insertRowWith($user, array('fk_user_creat' => (int) $user->id), $notrigger);
	}

	public function update($id, $user = null, $notrigger = 0, $action = 'update', $nosyncuser = 0): int
	{
		$this->id = $id ?: $this->id;
		return $this->updateRow($user, $notrigger);
	}

	public function delete($user, $notrigger = 0): int
	{
		return $this->deleteRow($user, $notrigger, array('categorie_contact' => 'fk_socpeople'));
	}

	public function getFullName($langs, $option = 0, $nameorder = -1, $maxlen = 0): string
	{
		return dol_trunc(dolGetFirstLastname($this->firstname, $this->lastname, $nameorder), $maxlen);
	}

	public function getNomUrl($withpicto = 0, $option = '', $maxlen = 0, $moreparam = '', $save_lastsearch_value = -1, $notooltip = 0, $morecss = 'valignmiddle'): string
	{
		global $langs;
		return $this->cardLink('/contact/card.php', $this->getFullName($langs, 0, -1, (int) $maxlen), (int) (bool) $withpicto);
	}

	public function getLibStatut($mode): string
	{
		$this->labelStatus = array('Disabled', 'Enabled');
		return $this->statusBadge((int) $this->status, array('status5', 'status4'), (int) $mode);
	}
}
