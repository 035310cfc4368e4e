--TEST--
Thousands of calls, good and bad, leave nothing behind
--FILE--
<?php
require __DIR__.'/lib/tx.php';
$resident = fn () => (int) explode(' ', file_get_contents('/proc/self/statm'))[1] * 4096;
$round = function (int $times) {
    for ($i = 0; $i < $times; $i++) {
        $db = $GLOBALS['db'];
        $db->rules = $i % 3 ? array() : array(ROW => $i % 2 ? 1213 : fn () => throw new LogicException('x'));
        $db->log = array();
        write($db);
        read($db);
        thrown(fn () => office($db)->call('case.read', array('case' => 1.5, 'x' => array(array('y' => str_repeat('z', 100))))));
    }
};
$db = new FakeDb();
$round(500);
$php = memory_get_usage();
$all = $resident();
$round(3000);
var_dump(memory_get_usage() - $php < 10000);
/* The sanitizer keeps freed memory aside: what the process holds says nothing there. */
$grown = getenv('USE_ZEND_ALLOC') === '0' ? 0 : $resident() - $all;
echo $grown < 1 << 20 ? 'kept' : "grew by $grown", "\n";
?>
--EXPECT--
bool(true)
kept
