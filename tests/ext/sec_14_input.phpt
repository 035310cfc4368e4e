--TEST--
SEC-14: what PHP sends is converted value by value, and refused with its place
--FILE--
<?php
require __DIR__.'/lib/fake.php';
$office = new Elaska\Office(new FakeDb(), actor());
$try = fn (array $in) => print(thrown(fn () => $office->call('case.read', $in))."\n");

echo "numbers\n";
$try(array('case' => 1.5));
$try(array('a' => array('b' => array(1, 2, INF))));
$try(array('case' => PHP_INT_MIN));
echo "types\n";
$try(array('case' => new stdClass()));
$try(array('x' => array(fopen('php://memory', 'r'))));
$try(array('case' => 'one'));
$try(array('case' => null));
$try(array('case' => true));
echo "text\n";
$try(array('case' => 1, 'note' => "caf\xe9"));
$try(array('rows' => array(array('label' => "a\0b"))));
$try(array("caf\xe9" => 1));
$try(array("a\0b" => 1));
echo "shape\n";
$deep = 1;
for ($i = 0; $i < 40; $i++) {
    $deep = array($deep);
}
$try(array('x' => $deep));
$self = array();
$self['self'] = &$self;
$try($self);
$try(array('x' => array_fill(0, 120001, 1)));
$try(array('x' => str_repeat('a', 1 << 20), 'y' => 'b'));
$try(array(1, 2, 3));
$try(array());
$try(array('case' => 1, 'what' => array()));
echo "names\n";
echo thrown(fn () => $office->call('case.nothing')), "\n";
echo thrown(fn () => $office->call('')), "\n";
echo thrown(fn () => $office->call("case.read\0")), "\n";
?>
--EXPECT--
numbers
input json.real_number case
input json.real_number a/b/2
input field.range case {"min":"1","max":"9223372036854775807"}
types
input json.type case
input json.type x/0
input field.type case
input field.required case
input field.type case
text
input json.not_utf8 note
input json.not_utf8 rows/0/label
input json.not_utf8
input json.not_utf8
shape
input json.too_deep x/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0
input json.too_deep self/self/self/self/self/self/self/self/self/self/self/self/sel
input json.too_many x/119999
input json.too_large x
input field.unknown 0
input field.required case
input field.unknown what
names
not_found op.unknown
not_found op.unknown
not_found op.unknown
