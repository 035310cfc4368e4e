--TEST--
PLAT-17: rows of Dolibarr and rows of ours are kept or dropped together, on Dolibarr's connection
--FILE--
<?php
require __DIR__.'/lib/real.php';
$db = new RealDb();
$native = fn (string $name) => $db->query("INSERT INTO llx_societe (entity, nom) VALUES (1, '$name')");
$seen = fn (string $name) => print(cases_named($name).' '.firms_named($name)."\n");

$db->begin();
$native('kept');
new_case($db, 'kept');
$seen('kept');
$db->commit();
$seen('kept');

$db->begin();
new_case($db, 'dropped');
$native('dropped');
$db->rollback();
$seen('dropped');

echo "levels: Dolibarr's object code counts around ours\n";
$db->begin();
$db->begin();
new_case($db, 'levels');
$db->commit();
$seen('levels');
$db->commit();
$seen('levels');

echo "alone\n";
new_case($db, 'alone');
$seen('alone');
echo $db->transaction_opened, "\n";
?>
--EXPECT--
0 0
1 1
0 0
levels: Dolibarr's object code counts around ours
0 0
1 0
alone
1 0
0
