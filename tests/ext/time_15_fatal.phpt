--TEST--
TIME-15: a fatal error in the writer, and in a call that the writer makes, ends the request with nothing kept
--FILE--
<?php
require __DIR__.'/lib/billing.php';
ini_set('error_log', '/dev/null');
ini_set('display_errors', '1');
ini_set('html_errors', '0');
$db = new RealDb();
$entry = validated($db, 3600);
register_shutdown_function(function () use (&$db) {
    echo thrown(fn () => new_case($db, 'after')), "\n";
    $db->db->close();
    echo kept(), "\n";
});
billing($db)->create(order($entry), function ($o) use ($db) {
    writer($db)($o);
    billing($db)->preview(array('client' => 10, 'group' => 'entry', 'all' => true));
    trigger_error('in the writer', E_USER_ERROR);
});
echo "never printed\n";
?>
--EXPECTF--
Fatal error: in the writer in %s on line %d
internal host.fatal
0 0 0
