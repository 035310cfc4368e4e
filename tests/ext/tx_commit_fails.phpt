--TEST--
Bridge: the result of commit() is checked; a lost connection there leaves the outcome unknown
--FILE--
<?php
require __DIR__.'/lib/tx.php';
foreach (array('~^COMMIT~' => array(1213, 2006, 1180, 0), '~^BEGIN~' => array(2006, 0)) as $pattern => $numbers) {
    foreach ($numbers as $number) {
        $db = new FakeDb(array($pattern => $number));
        echo write($db), "; ", $db->transactions(), "; level {$db->transaction_opened}\n";
    }
}
?>
--EXPECT--
transient db.deadlock retriable; BEGIN COMMIT ROLLBACK; level 0
transient db.commit_unknown; BEGIN COMMIT ROLLBACK; level 0
transient db.deadlock retriable; BEGIN COMMIT ROLLBACK; level 0
internal db.failed; BEGIN COMMIT ROLLBACK; level 0
transient db.gone retriable; BEGIN; level 0
internal db.failed; BEGIN; level 0
