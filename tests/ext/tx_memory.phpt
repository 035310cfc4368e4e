--TEST--
Bridge: the memory limit, inside $db->query and while an answer is converted
--SKIPIF--
<?php
if (getenv('USE_ZEND_ALLOC') === '0') {
    die('skip PHP\'s own allocator is off');
}
?>
--FILE--
<?php
require __DIR__.'/lib/tx.php';
ini_set('display_errors', '1');
ini_set('html_errors', '0');
ini_set('memory_limit', '8M');
$db = new FakeDb(array(ROW => fn () => array(array(str_repeat('x', 64 << 20)))));
register_shutdown_function(fn () => print("shutdown\n"));
echo write($db), " is never printed\n";
?>
--EXPECTF--
Fatal error: Allowed memory size of 8388608 bytes exhausted %s
shutdown
