--TEST--
PLAT-17: a real deadlock, in a transaction of ours and inside Dolibarr's
--FILE--
<?php
require __DIR__.'/lib/real.php';
ini_set('error_log', '/dev/null');
$db = new RealDb();
$rival = new RealDb();
/* The rival holds a case and many rows of its own, so that the server chooses us as the victim. */
for ($i = 0, $rows = array(); $i < 400; $i++) {
    $rows[] = "('ROW$i', 7, 'x')";
}
$second = new_case($db, 'second');

function meet(RealDb $db, RealDb $rival, array $rows, int $case): string
{
    $rival->begin();
    $rival->query('INSERT INTO llx_const (name, entity, value) VALUES '.implode(',', $rows));
    $rival->query("UPDATE llx_elaska_case SET priority = 1 - priority WHERE rowid = $case");
    $db->query('UPDATE llx_societe SET zip = RAND() WHERE rowid = 10');
    $rival->db->query('UPDATE llx_societe SET zip = RAND() WHERE rowid = 10', MYSQLI_ASYNC);
    usleep(200000);
    $thrown = thrown(fn () => (new Elaska\Cases(new Elaska\Office($db, actor())))->update(array('case' => $case, 'version' => 1, 'title' => 'changed')));
    $rival->db->reap_async_query();
    $rival->rollback();
    return $thrown;
}

echo "inside Dolibarr's\n";
$db->begin();
$db->query("INSERT INTO llx_societe (entity, nom) VALUES (1, 'lost')");
echo meet($db, $rival, $rows, $second), "\n";
/* Dolibarr's own code goes on, as its error paths do; none of it may stay. */
$db->query("INSERT INTO llx_societe (entity, nom) VALUES (1, 'lost')");
echo thrown(fn () => new_case($db, 'lost')), "\n";
$db->rollback();
echo firms_named('lost'), cases_named('lost'), cases_named('changed'), "\n";
echo thrown(fn () => (new Elaska\Cases(new Elaska\Office($db, actor())))->update(array('case' => $second, 'version' => 1, 'title' => 'changed'))), cases_named('changed'), "\n";
?>
--EXPECT--
inside Dolibarr's
transient db.deadlock
transient db.poisoned
000
no exception1
