--TEST--
TIME-15: whatever goes wrong in the writer, neither invoice nor marks are kept
--FILE--
<?php
require __DIR__.'/lib/billing.php';
ini_set('error_log', '/dev/null');
$db = new RealDb();
$entry = validated($db, 3600);
$try = function (string $name, callable $writer) use ($db, $entry) {
    echo $name, ': ', thrown(fn () => billing($db)->create(order($entry), $writer)), '; ', kept(), "; level {$db->transaction_opened}\n";
};
$write = writer($db);

$try('it throws', fn ($o) => throw new DomainException('no writing'));
$try('it throws after writing', function ($o) use ($write) {
    $write($o);
    throw new DomainException('too late');
});
$try('it leaves levels open', function ($o) use ($write, $db) {
    $db->begin();
    $db->begin();
    return $write($o);
});
$try('it throws with levels open', function ($o) use ($write, $db) {
    $db->begin();
    $write($o);
    throw new DomainException('from the depth');
});
$try('it commits what is not its own', function ($o) use ($write, $db) {
    $db->begin();
    $db->commit();
    $db->commit();
    return array();
});
$try('the server drops the transaction', function ($o) use ($write, $db) {
    $answer = $write($o);
    $db->db->query('ROLLBACK'); /* what a deadlock does, in a statement of Dolibarr's that the writer did not look at */
    return $answer;
});
$try('it answers nothing', fn ($o) => null);
$try('it answers floats', fn ($o) => array('totals' => array(85.0)) + $write($o));
$try('it answers half', fn ($o) => array('lines' => array()) + $write($o));
$try('its amount differs', fn ($o) => array('totals' => array('85.01')) + $write($o));
$try('its statement fails and it goes on', function ($o) use ($write, $db) {
    $db->query('INSERT INTO llx_no_such_table VALUES (1)');
    return $write($o);
});
?>
--EXPECT--
it throws: DomainException: no writing; 0 0 0; level 0
it throws after writing: DomainException: too late; 0 0 0; level 0
it leaves levels open: internal db.unbalanced; 0 0 0; level 0
it throws with levels open: DomainException: from the depth; 0 0 0; level 0
it commits what is not its own: internal db.unbalanced; 0 0 0; level 0
the server drops the transaction: internal db.unbalanced; 0 0 0; level 0
it answers nothing: internal host.answer; 0 0 0; level 0
it answers floats: input json.real_number totals/0; 0 0 0; level 0
it answers half: internal billing.writer; 0 0 0; level 0
its amount differs: internal billing.total_differs; 0 0 0; level 0
its statement fails and it goes on: no exception; 1 1 1; level 0
