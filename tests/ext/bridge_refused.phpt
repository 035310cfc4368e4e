--TEST--
The bridge takes DoliDBMysqli's shape only, and one kind of connection per request
--FILE--
<?php
require __DIR__.'/lib/fake.php';
ini_set('error_log', '/dev/null');
$pgsql = new FakeDb();
$pgsql->type = 'pgsql';
echo thrown(fn () => new Elaska\Office($pgsql, actor())), "\n";
echo thrown(fn () => new Elaska\Office(new stdClass(), actor())), "\n";
echo thrown(fn () => new Elaska\Office(new class { public $type = 'mysqli'; public function query($s) { return true; } }, actor())), "\n";
echo thrown(fn () => new Elaska\Office(new FakeDb(), actor())), "\n";
echo thrown(fn () => Elaska\Portal::handle(array('method' => 'GET', 'path' => '/v1/health'))), "\n";
?>
--EXPECT--
input db.type db
input db.type db
input db.type db
no exception
internal db.two_connections
