--TEST--
Bridge: what PHP throws below us comes out as it is, and the transaction is undone
--FILE--
<?php
require __DIR__.'/lib/tx.php';
$throw = fn () => throw new LogicException('from the page');
$db = new FakeDb(array(ROW => $throw));
echo write($db), "; ", $db->transactions(), "; level {$db->transaction_opened}\n";
$db->rules = array();
echo write($db), "\n";

$db = new FakeDb(array(ROW => $throw));
$db->begin();
echo write($db), "; ", $db->transactions(), "; level {$db->transaction_opened}\n";
$db->rules = array();
echo write($db), "\n";

$db = new FakeDb(array('~outbox~' => $throw));
echo read($db), "\n";
$db = new FakeDb(array('~^BEGIN~' => $throw, '~^ROLLBACK~' => $throw));
echo write($db), "; level {$db->transaction_opened}\n";
$db = new FakeDb(array('~^COMMIT~' => $throw, '~^ROLLBACK~' => $throw));
echo write($db), "\n";

echo "exit\n";
$db = new FakeDb(array(ROW => fn () => exit("bye\n")));
register_shutdown_function(function () use ($db) {
    $db->rules = array();
    echo $db->transactions(), "; ", write($db), "\n";
});
write($db);
?>
--EXPECT--
LogicException: from the page; BEGIN ROLLBACK; level 0
no exception
LogicException: from the page; BEGIN ROLLBACK BEGIN SAVEPOINT elaska_poisoned; level 1
transient db.poisoned
LogicException: from the page
LogicException: from the page; level 0
LogicException: from the page
exit
bye
BEGIN ROLLBACK; no exception
