--TEST--
Bridge: a write of ours that fails for any reason inside Dolibarr's transaction takes it down; a read does not
--FILE--
<?php
require __DIR__.'/lib/tx.php';
$db = new FakeDb();
$db->begin();
echo thrown(fn () => office($db)->call('case.read', array('case' => 5))), "; ", $db->transactions(), "\n";
echo read($db), "\n";
echo thrown(fn () => office($db)->call('case.create', array('title' => 'x', 'client' => 5, 'lead' => 1))), "; ", $db->transactions(), "\n";
echo read($db), "; level {$db->transaction_opened}\n";
$db->rollback();
echo read($db), "\n";
?>
--EXPECT--
not_found not_found case; BEGIN
no exception
not_found not_found client; BEGIN ROLLBACK BEGIN SAVEPOINT elaska_poisoned
transient db.poisoned; level 1
no exception
