--TEST--
A constructor runs once: nobody changes the actor of an office
--FILE--
<?php
require __DIR__.'/lib/fake.php';
$office = new Elaska\Office(new FakeDb(), actor());
echo thrown(fn () => $office->__construct(new FakeDb(), actor(array('user_id' => 2)))), "\n";
$cases = new Elaska\Cases($office);
echo thrown(fn () => $cases->__construct($office)), "\n";
echo thrown(fn () => new Elaska\Cases(new stdClass())), "\n";
echo thrown(fn () => $cases->read()), "\n";
echo count($cases->list()['rows']), "\n";
?>
--EXPECT--
Error: Elaska\Office is constructed already
Error: Elaska\Cases is constructed already
TypeError: Elaska\Cases::__construct(): Argument #1 ($office) must be of type Elaska\Office, stdClass given
ArgumentCountError: Elaska\Cases::read() expects exactly 1 argument, 0 given
0
