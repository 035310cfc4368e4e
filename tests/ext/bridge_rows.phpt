--TEST--
Bridge: at most 10,000 rows; cells of any form; broken result sets are errors
--FILE--
<?php
require __DIR__.'/lib/fake.php';
ini_set('error_log', '/dev/null');
$rows = fn ($rows) => new Elaska\Office(new FakeDb(array('~FROM llx_const~' => $rows)), actor());
$list = fn ($rows) => print(thrown(fn () => $rows($GLOBALS['x'])->call('case.list'))."\n");
foreach (array(
    'limit' => array_fill(0, 10000, array('OTHER', 'x')),
    'over' => array_fill(0, 10001, array('OTHER', 'x')),
    'integers' => array(array('ELASKA_TIMER_WARN_HOURS', 9)),
    'nulls' => array(array(null, null)),
    'short' => array(array('A', 'b'), array('A')),
    'real' => array(array('A', 1.5)),
    'object' => array(array('A', new stdClass())),
    'no row' => array(array('A', 'b'), false),
    'no set' => true,
) as $name => $x) {
    echo $name, ': ';
    $GLOBALS['x'] = $x;
    echo thrown(fn () => $rows($x)->call('case.list')), "\n";
}
?>
--EXPECT--
limit: no exception
over: internal db.too_many_rows
integers: no exception
nulls: no exception
short: internal db.failed
real: internal db.failed
object: internal db.failed
no row: internal db.failed
no set: internal db.failed
