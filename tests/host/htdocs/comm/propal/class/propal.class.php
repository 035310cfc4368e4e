<?php
/*
 * A commercial proposal and its lines, as far as a draft goes.
 */
require_once DOL_DOCUMENT_ROOT.'/core/class/host.simpleobject.class.php';

class PropaleLigne extends CommonObject
{
	public $element = 'propaldet', $table_element = 'propaldet', $fk_propal, $desc = '', $qty = 0, $subprice = 0, $tva_tx = 0, $rang = 0, $special_code = 0, $product_type = 0;
}

class Propal extends HostSimpleObject
{
	const STATUS_DRAFT = 0;
	const EVENT = 'PROPAL';
	const COLUMNS = array('ref' => array('ref', 'text'), 'socid' => array('fk_soc', 'int'), 'date' => array('datep', 'date'), 'fin_validite' => array('fin_validite', 'date'), 'status' => array('fk_statut', 'int'), 'fk_project' => array('fk_projet', 'id'),
		'cond_reglement_id' => array('fk_cond_reglement', 'id'), 'mode_reglement_id' => array('fk_mode_reglement', 'id'), 'fk_account' => array('fk_account', 'id'), 'model_pdf' => array('model_pdf', 'text'), 'total_ht' => array('total_ht', 'float'),
		'total_tva' => array('total_tva', 'float'), 'total_ttc' => array('total_ttc', 'float'), 'multicurrency_code' => array('multicurrency_code', 'text'), 'multicurrency_tx' => array('multicurrency_tx', 'float'));

	public $element = 'propal', $table_element = 'propal', $table_element_line = 'propaldet', $fk_element = 'fk_propal', $picto = 'propal', $date, $fin_validite, $duree_validite, $cond_reglement_id, $mode_reglement_id, $fk_account;

	/** @return int id, <0 error */
	public function create($user, $notrigger = 0)
	{
		global $conf;
		list($this->status, $this->ref, $this->multicurrency_code) = array(self::STATUS_DRAFT, '(PROV)', $conf->currency);
		if ($this->fetch_thirdparty() < 0 || empty($this->date)) {
			$this->error = empty($this->date) ? 'Date of proposal is required' : 'Failed to fetch company';
			return empty($this->date) ? -4 : -3;
		}
		$this->fin_validite = $this->date + (int) $this->duree_validite * 86400;
		$this->db->begin();
		$done = $this->insertRowWith($user, array('fk_user_author' => (int) $user->id), 1) > 0;
		$this->ref = '(PROV'.$this->id.')';
		return $this->hostEnd($done && $this->setValueFrom('ref', $this->ref) > 0 && ($notrigger || $this->call_trigger('PROPAL_CREATE', $user) >= 0), (int) $this->id, -2);
	}

	/** @return int 1, 0 not found, <0 error */
	public function fetch($rowid, $ref = '', $ref_ext = '', $forceentity = 0)
	{
		$found = $this->fetchByIdOrRef($rowid, $ref);
		return $found > 0 ? ($this->fetch_lines() < 0 ? -3 : 1) : $found;
	}

	/** @return int count, -3 error */
	public function fetch_lines($only_product = 0, $loadalsotranslation = 0, $sqlforgedfilters = '')
	{
		$this->lines = array();
		foreach ($this->db->getRows('SELECT d.*, d.rowid as id, d.description as `desc` FROM '.MAIN_DB_PREFIX.'propaldet as d WHERE d.fk_propal = '.((int) $this->id).' ORDER BY d.rang, d.rowid') ?: array() as $row) {
			$this->lines[] = $line = new PropaleLigne();
			foreach (array('id', 'fk_propal', 'desc', 'qty', 'subprice', 'tva_tx', 'rang', 'special_code', 'product_type', 'total_ht', 'total_tva', 'total_ttc') as $name) {
				$line->$name = $row->$name;
			}
		}
		return count($this->lines);
	}

	/** @return int id of the line, <0 error */
	public function addline($desc, $pu_ht, $qty, $txtva, $txlocaltax1 = 0.0, $txlocaltax2 = 0.0, $fk_product = 0, $remise_percent = 0.0, $price_base_type = 'HT', $pu_ttc = 0.0, $info_bits = 0, $type = 0, $rang = -1, $special_code = 0, $fk_parent_line = 0, $fk_fournprice = 0, $pa_ht = 0, $label = '', $date_start = '', $date_end = '', $array_options = array(), $fk_unit = null, $origin = '', $origin_id = 0, $pu_ht_devise = 0, $fk_remise_except = 0, $noupdateafterinsertline = 0)
	{
		global $mysoc, $user;
		require_once DOL_DOCUMENT_ROOT.'/core/lib/price.lib.php';
		if ($this->status != self::STATUS_DRAFT || $type < 0) {
			return -3;
		}
		$t = calcul_price_total(price2num($qty, 'MS'), price2num($pu_ht), 0, price2num($txtva), 0, 0, 0, $price_base_type, $info_bits, (int) $type, $mysoc, getLocalTaxesFromRate($txtva, 0, $this->thirdparty, $mysoc));
		$this->db->begin();
		$this->lines[] = $line = new PropaleLigne();
		$done = $this->db->query('INSERT INTO '.MAIN_DB_PREFIX."propaldet (fk_propal, description, qty, tva_tx, localtax1_type, localtax2_type, subprice, total_ht, total_tva, total_ttc, multicurrency_total_ht, multicurrency_total_tva, multicurrency_total_ttc, product_type, special_code, rang) VALUES ("
			.((int) $this->id).", '".$this->db->escape($desc)."', ".price2num($qty, 'MS').', '.price2num($txtva).", '0', '0', ".price2num($t[3], 'MU').', '.implode(', ', array_map('price2num', array($t[0], $t[1], $t[2], $t[16], $t[17], $t[18]))).', '.((int) $type).', '.((int) $special_code).', '.((int) $rang).')');
		list($line->db, $line->id, $line->rang) = array($this->db, $done ? (int) $this->db->last_insert_id(MAIN_DB_PREFIX.'propaldet') : 0, (int) $rang);
		return $this->hostEnd($done && $line->call_trigger('LINEPROPAL_INSERT', $user) >= 0 && ($noupdateafterinsertline || $this->update_price(1, 'auto', 0, $mysoc) > 0), (int) $line->id);
	}

	public function getNomUrl($withpicto = 0, $option = '', $get_params = '', $notooltip = 0, $save_lastsearch_value = -1, $addlinktonotes = -1): string
	{
		return $this->cardLink('/comm/propal/card.php', (string) $this->ref, (int) $withpicto);
	}
}
