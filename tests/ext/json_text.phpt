--TEST--
Office::json: JSON text in and out, refused like any other input
--FILE--
<?php
require __DIR__.'/lib/real.php';
$office = new Elaska\Office(new RealDb(), actor());
echo $office->json('time.parse', '{"duration":"1h15"}'), "\n";
echo thrown(fn () => $office->json('time.parse', '{"duration":"1h15","more":{}}')), "\n";
echo thrown(fn () => $office->json('time.parse', '[]')), "\n";
echo thrown(fn () => $office->json('time.parse', '{"duration":1.5}')), "\n";
echo thrown(fn () => $office->json('time.parse', '{"duration":')), "\n";
echo thrown(fn () => $office->json('no.such', '{}')), "\n";
?>
--EXPECT--
{"seconds":4500,"text":"01:15:00"}
input field.unknown more
input json.malformed
input json.real_number duration
input json.malformed {"line":"1","column":"12"}
not_found op.unknown
