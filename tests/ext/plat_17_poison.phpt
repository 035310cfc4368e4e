--TEST--
PLAT-17: after a failed call of ours inside Dolibarr's transaction nothing of it is kept, whatever its owner does
--FILE--
<?php
require __DIR__.'/lib/real.php';
ini_set('error_log', '/dev/null');
$db = new RealDb();
$native = fn (string $name) => $db->query("INSERT INTO llx_societe (entity, nom) VALUES (1, '$name')");
$fail = fn () => (new Elaska\Cases(new Elaska\Office($db, actor())))->create(array('title' => 'x', 'client' => 11, 'lead' => 1));

echo "the owner rolls back\n";
$db->begin();
$native('before');
new_case($db, 'before');
echo thrown($fail), "\n";
echo thrown(fn () => new_case($db, 'after')), "\n";
$db->rollback();
echo firms_named('before'), cases_named('before'), cases_named('after'), "\n";
new_case($db, 'again');
echo cases_named('again'), "\n";

echo "the owner does not look and commits: what came before is gone, ours is refused\n";
$db->begin();
$native('before2');
new_case($db, 'before2');
echo thrown($fail), "\n";
echo thrown(fn () => new_case($db, 'after2')), "\n";
$db->commit();
echo firms_named('before2'), cases_named('before2'), cases_named('after2'), "\n";

echo "the next transaction is a new one\n";
$db->begin();
new_case($db, 'next');
$db->commit();
echo cases_named('next'), "\n";
?>
--EXPECT--
the owner rolls back
not_found not_found client
transient db.poisoned
000
1
the owner does not look and commits: what came before is gone, ours is refused
not_found not_found client
transient db.poisoned
000
the next transaction is a new one
1
