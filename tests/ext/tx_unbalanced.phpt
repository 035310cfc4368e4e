--TEST--
Bridge: a level that other code leaves open or closes under us is found, and nothing is kept
--FILE--
<?php
require __DIR__.'/lib/tx.php';
$db = new FakeDb(array(ROW => function ($sql, $db) {
    $db->begin();
    return array();
}));
echo write($db), "; ", $db->transactions(), "; level {$db->transaction_opened}\n";
$db = new FakeDb(array(ROW => function ($sql, $db) {
    $db->commit();
    return array();
}));
echo write($db), "; ", $db->transactions(), "; level {$db->transaction_opened}\n";
?>
--EXPECT--
internal db.unbalanced; BEGIN ROLLBACK; level 0
internal db.unbalanced; BEGIN COMMIT ROLLBACK; level 0
