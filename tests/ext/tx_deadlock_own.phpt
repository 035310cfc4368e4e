--TEST--
Bridge: a deadlock in a transaction of ours is never retried here; the caller may run the call once more
--FILE--
<?php
require __DIR__.'/lib/tx.php';
foreach (array(1213, 1205, 2006) as $number) {
    $db = new FakeDb(array(ROW => $number));
    echo write($db), "; ", $db->transactions(), "; level {$db->transaction_opened}; ", count(preg_grep(ROW, $db->log)), " try\n";
    $db->rules = array();
    echo write($db), "\n";
}
$db = new FakeDb(array('~outbox~' => 1213));
echo read($db), "; ", $db->transactions(), "\n";
?>
--EXPECT--
transient db.deadlock retriable; BEGIN ROLLBACK BEGIN SAVEPOINT elaska_poisoned ROLLBACK; level 0; 1 try
no exception
transient db.lock_timeout retriable; BEGIN ROLLBACK BEGIN SAVEPOINT elaska_poisoned ROLLBACK; level 0; 1 try
no exception
transient db.gone retriable; BEGIN ROLLBACK BEGIN SAVEPOINT elaska_poisoned ROLLBACK; level 0; 1 try
no exception
transient db.deadlock retriable; 
