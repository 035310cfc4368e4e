--TEST--
Elaska\Exception: one error, all its parts, and nothing of the server's text
--FILE--
<?php
require __DIR__.'/lib/fake.php';
ini_set('error_log', '/dev/null');
$office = new Elaska\Office(new FakeDb(array('~FROM llx_const~' => 1146)), actor());
try {
    $office->call('case.list');
} catch (RuntimeException $e) {
    var_dump($e instanceof Elaska\Exception, $e->getMessage(), $e->getCode() > 0, basename($e->getFile()));
    echo json_encode($e->toArray()), "\n";
    var_dump($e->isRetriable(), str_contains(print_r($e, true), 'scripted error'));
}
$denied = new Elaska\Office(new FakeDb(), actor(array('rights' => array())));
echo thrown(fn () => $denied->call('case.create', array())), "\n";
echo thrown(fn () => throw new Elaska\Exception('made in PHP', 3)), "\n";
echo json_encode((new Elaska\Exception('made in PHP'))->toArray()), "\n";
?>
--EXPECT--
bool(true)
string(9) "db.failed"
bool(true)
string(13) "exception.php"
{"status":"internal","key":"db.failed","field":"","params":[],"details":[]}
bool(false)
bool(false)
denied denied
internal
{"status":"internal","key":"","field":"","params":[],"details":[]}
