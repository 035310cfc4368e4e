--TEST--
TIME-15: the core computes, the page's writer writes, both are kept together; a double click is one invoice
--FILE--
<?php
require __DIR__.'/lib/billing.php';
$db = new RealDb();
$entry = validated($db, 4529);
$order = order($entry);
$preview = billing($db)->preview(array('client' => 10, 'group' => 'entry', 'entries' => array($entry)));
echo count($preview['lines']), ' ', $preview['lines'][0]['seconds'], ' ', $preview['total_ht_minor'], "\n";
$made = billing($db)->create($order + array('digest' => $preview['digest']), function (array $lines) use ($db) {
    echo kept(), " (inside)\n";
    echo implode(' ', array_keys($lines)), '; ', implode(' ', array_keys($lines['lines'][0])), "\n";
    var_dump($lines['client'], $lines['id'], $lines['lines'][0]['qty'], $lines['lines'][0]['unit']);
    return writer($db)($lines);
});
echo implode(' ', array_keys($made)), '; ', kept(), "\n";
$again = billing($db)->create($order, fn () => print("never called\n"));
var_dump($again['invoice'] === $made['invoice'], kept());
echo thrown(fn () => billing($db)->create(order($entry), fn () => print("never called\n"))) !== 'no exception' ? "refused\n" : "kept twice\n";
echo count(billing($db)->invoice(array('invoice' => $made['invoice']))['lines']), "\n";
?>
--EXPECT--
1 4529 10693
0 0 0 (inside)
kind client id date lines; label qty unit vat type rang special expected_minor
int(10)
NULL
string(12) "1.2580555556"
string(11) "85.00000000"
invoice ref lines replayed; 1 1 1
bool(true)
string(5) "1 1 1"
refused
1
