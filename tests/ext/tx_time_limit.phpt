--TEST--
Bridge: the time limit inside $db->query
--FILE--
<?php
require __DIR__.'/lib/tx.php';
ini_set('display_errors', '1');
ini_set('html_errors', '0');
$db = new FakeDb(array(ROW => function () {
    set_time_limit(1);
    while (true) {
    }
}));
register_shutdown_function(fn () => print("shutdown\n"));
echo write($db), " is never printed\n";
?>
--EXPECTF--
Fatal error: Maximum execution time of 1 second exceeded in %s on line %d
shutdown
