<?php
/*
 * Another process that bills, for tests of two people at once and of a process that dies: reads one JSON order from its
 * input and writes the answer of the core, or the key of its refusal. "die" kills the process with SIGKILL once Dolibarr
 * has written the invoice and before the core has marked anything; "wait" tells its parent that it stands there.
 */
require __DIR__.'/bootstrap.php';
require_once __DIR__.'/BillingFirm.php';

$job = json_decode((string) stream_get_contents(STDIN), true);
$who = new User($db);
$who->fetch((int) $job['user'], '', '', 1);
method_exists($who, 'loadRights') ? $who->loadRights() : $who->getrights();
$writer = static function (array $order) use ($db, $user, $job): array {
	$written = (new ElaskaInvoiceWriter($db, $user))($order);
	if ($job['mode'] === 'die') {
		posix_kill(getmypid(), SIGKILL);
	}
	if ($job['mode'] === 'wait') {
		touch($job['mark']);
		usleep(700000);
	}
	return $written;
};
try {
	echo json_encode((new Elaska\Billing(elaska_office($who)))->create($job['order'], $writer));
} catch (Elaska\Exception $e) {
	echo json_encode(array('refused' => $e->getKey()));
}
