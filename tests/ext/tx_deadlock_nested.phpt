--TEST--
Bridge: a deadlock inside Dolibarr's transaction poisons it: undone at once, refused until it is over
--FILE--
<?php
require __DIR__.'/lib/tx.php';
$db = new FakeDb(array(ROW => 1213));
$db->begin();
$db->begin();
echo write($db), "; ", $db->transactions(), "; level {$db->transaction_opened}\n";
$db->rules = array();
$db->log = array();
echo write($db), "\n", read($db), "\n", thrown(fn () => office($db)->call('case.read', array())), "\n";
echo $db->transactions(), "; ", count($db->log), " statement(s); level {$db->transaction_opened}\n";

echo "its owner counts down\n";
$db->rollback();
echo write($db), "\n";
$db->rollback();
echo write($db), "; level {$db->transaction_opened}\n";

echo "its owner ends it and opens another before we are called again\n";
$db = new FakeDb(array(ROW => 1205));
$db->begin();
echo write($db), "\n";
$db->rules = array();
$db->rollback();
$db->begin();
$db->rules = array('~^ROLLBACK TO SAVEPOINT~' => 1305);
echo write($db), "; level {$db->transaction_opened}\n";
$db->commit();
echo $db->transactions(), "\n";
?>
--EXPECT--
transient db.deadlock; BEGIN ROLLBACK BEGIN SAVEPOINT elaska_poisoned; level 2
transient db.poisoned
transient db.poisoned
transient db.poisoned
ROLLBACK TO SAVEPOINT elaska_poisoned ROLLBACK TO SAVEPOINT elaska_poisoned ROLLBACK TO SAVEPOINT elaska_poisoned; 3 statement(s); level 2
its owner counts down
transient db.poisoned
no exception; level 0
its owner ends it and opens another before we are called again
transient db.lock_timeout
no exception; level 1
BEGIN ROLLBACK BEGIN SAVEPOINT elaska_poisoned ROLLBACK BEGIN ROLLBACK TO SAVEPOINT elaska_poisoned COMMIT
