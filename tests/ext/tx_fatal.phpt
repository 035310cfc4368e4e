--TEST--
Bridge: a fatal error inside $db->query unwinds the core, then ends the request as it would have
--FILE--
<?php
require __DIR__.'/lib/tx.php';
ini_set('display_errors', '1');
ini_set('html_errors', '0');
$db = new FakeDb(array(ROW => fn () => trigger_error('in the middle', E_USER_ERROR)));
register_shutdown_function(function () use ($db) {
    $db->rules = array();
    echo "shutdown: ", $db->transactions(), "; ", write($db), "; ", read($db), "\n";
});
echo write($db), " is never printed\n";
?>
--EXPECTF--
Fatal error: in the middle in %s on line %d
shutdown: BEGIN; internal host.fatal; internal host.fatal
