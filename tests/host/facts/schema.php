<?php
/*
 * Prints the native tables that the stand-in needs, with the columns, types and keys that a real
 * Dolibarr has: names and types are the contract, so they are recorded and never typed by hand.
 *
 *   php schema.php SOCKET USER PASSWORD DATABASE > ../htdocs/install/schema.sql
 */
const TABLES = 'const user user_param user_rights rights_def usergroup usergroup_user usergroup_rights menu'
	.' societe societe_extrafields societe_commerciaux societe_remise_except socpeople socpeople_extrafields'
	.' categorie categorie_societe categorie_contact categorie_user categorie_project categorie_ticket'
	.' categorie_product categorie_invoice projet projet_extrafields projet_task projet_task_extrafields'
	.' element_time element_element element_contact c_type_contact facture facture_extrafields facturedet'
	.' facturedet_extrafields propal propal_extrafields propaldet propaldet_extrafields contrat paiement paiement_facture product product_extrafields ticket ticket_extrafields'
	.' actioncomm actioncomm_resources c_actioncomm c_country c_tva c_paiement c_payment_term c_currencies'
	.' c_typent c_civility c_ticket_type c_ticket_severity c_ticket_category c_stcomm c_lead_status c_units'
	.' cronjob boxes boxes_def ecm_files document_model bank_account extrafields events links c_email_templates';

[$self, $socket, $user, $password, $database] = $argv + array(null, '', '', '', '');
$db = new mysqli('localhost', $user, $password, $database, 0, $socket);
$known = array_map(fn($t) => 'llx_'.$t, explode(' ', TABLES));

echo "-- Native tables of Dolibarr as facts/schema.php recorded them: names, types, keys.\n";
foreach ($known as $table) {
	$row = $db->query('SHOW CREATE TABLE '.$table)->fetch_row();
	$lines = explode("\n", $row[1]);
	array_pop($lines);
	$items = array();
	foreach (array_slice($lines, 1) as $line) {
		$line = rtrim(trim($line), ',');
		// Foreign keys to tables that the stand-in does not have cannot be kept.
		if (preg_match('/REFERENCES `(\w+)`/', $line, $m) && !in_array($m[1], $known, true)) {
			continue;
		}
		$line = preg_replace('/ (CHARACTER SET|COLLATE) \w+/', '', $line);
		$items[] = str_replace('`', '', $line);
	}
	$text = '';
	$width = 0;
	foreach ($items as $i => $item) {
		$item .= $i < count($items) - 1 ? ',' : '';
		if ($width + strlen($item) > 100000) {
			$text .= "\n   ";
			$width = 3;
		}
		$text .= ' '.$item;
		$width += strlen($item) + 1;
	}
	echo "CREATE TABLE IF NOT EXISTS ".$table." (".$text." ) ENGINE=InnoDB;\n";
}
