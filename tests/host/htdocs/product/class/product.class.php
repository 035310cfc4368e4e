<?php
/*
 * A product or service, with its plain price.
 */
require_once DOL_DOCUMENT_ROOT.'/core/class/host.simpleobject.class.php';

class Product extends HostSimpleObject
{
	const TYPE_PRODUCT = 0;
	const TYPE_SERVICE = 1;
	const EVENT = 'PRODUCT';
	const COLUMNS = array('ref' => array('ref', 'text'), 'label' => array('label', 'text'), 'description' => array('description', 'text'), 'type' => array('fk_product_type', 'int'), 'price' => array('price', 'float'),
		'price_ttc' => array('price_ttc', 'float'), 'tva_tx' => array('tva_tx', 'float'), 'status' => array('tosell', 'int'), 'status_buy' => array('tobuy', 'int'), 'ref_ext' => array('ref_ext', 'text'), 'accountancy_code_sell' => array('accountancy_code_sell', 'text'));

	public $element = 'product', $table_element = 'product', $picto = 'product', $label = '', $description = '', $type = self::TYPE_PRODUCT, $price = 0, $price_ttc = 0, $price_base_type = 'HT', $tva_tx = 20, $status_buy = 1, $accountancy_code_sell = '';

	/** @return int 1, 0 not found, <0 error */
	public function fetch($id = 0, $ref = '', $ref_ext = '', $barcode = '', $ignore_expression = 0, $ignore_price_load = 0, $ignore_lang_load = 0)
	{
		$found = $this->fetchByIdOrRef($id, $ref);
		return $found > 0 ? 1 : $found;
	}

	public function create($user, $notrigger = 0): int
	{
		$this->status = $this->status ?? 1;
		$this->price_ttc = price2num((float) $this->price * (1 + (float) $this->tva_tx / 100), 'MU');
		return $this->insertRowWith($user, array('price_base_type' => "'HT'", 'fk_user_author' => (int) $user->id), $notrigger);
	}

	public function update($id, $user, $notrigger = 0, $action = 'update', $updatetype = false): int
	{
		$this->id = $id ?: $this->id;
		return $this->updateRow($user, $notrigger);
	}

	public function delete(User $user, $notrigger = 0): int
	{
		return $this->deleteRow($user, $notrigger);
	}

	public function getNomUrl($withpicto = 0, $option = '', $maxlength = 0, $save_lastsearch_value = -1, $notooltip = 0, $morecss = '', $add_label = 0, $sep = ' - '): string
	{
		return $this->cardLink('/product/card.php', (string) $this->ref, (int) $withpicto, (string) $this->label);
	}
}
