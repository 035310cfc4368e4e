<?php
/*
 * Writes down each event of invoices, lines, third parties and projects as triggers see it.
 */
require_once DOL_DOCUMENT_ROOT.'/core/triggers/dolibarrtriggers.class.php';

class InterfaceHostProbe extends DolibarrTriggers
{
	/** @var array<int,string> */
	public static $seen = array();
	/** @var string event to refuse */
	public static $refuse = '';

	public function runTrigger($action, $object, User $user, Translate $langs, Conf $conf)
	{
		if (!preg_match('/^(BILL|LINEBILL|COMPANY|PROJECT|PAYMENT_CUSTOMER)_/', $action)) {
			return 0;
		}
		$ref = preg_match('/^\(PROV/', (string) $object->ref) ? 'provisional' : (preg_match('/^(FA|AV|AC)\d{4}-\d{4}$/', (string) $object->ref) ? 'final' : '');
		$status = strpos($action, 'BILL_') === 0 ? (int) $object->status : '';
		self::$seen[] = trim($action.' depth='.$this->db->transaction_opened.' '.$ref.' '.$status.(empty($object->newref) || $action !== 'BILL_VALIDATE' ? '' : ' newref').(empty($object->oldline) ? '' : ' oldline'));
		if ($action === self::$refuse) {
			$this->errors = array('refused by the probe');
			return -1;
		}
		return 0;
	}
}
