--TEST--
PLAT-17: a lock timeout and a killed connection in a transaction of ours
--FILE--
<?php
require __DIR__.'/lib/real.php';
ini_set('error_log', '/dev/null');
$db = new RealDb();
$db->query('SET innodb_lock_wait_timeout = 1');
$case = new_case($db, 'waiting');
$rename = fn (RealDb $db, string $to) => thrown(fn () => (new Elaska\Cases(new Elaska\Office($db, actor())))->update(array('case' => $case, 'version' => 1, 'title' => $to)));

$rival = new RealDb();
$rival->begin();
$rival->query("UPDATE llx_elaska_case SET priority = 1 - priority WHERE rowid = $case");
echo $rename($db, 'late'), "; level {$db->transaction_opened}\n";
$rival->rollback();
echo $rename($db, 'in time'), "; ", cases_named('in time'), "\n";

$gone = new RealDb();
$office = new Elaska\Office($gone, actor());
$office->call('case.list');
other()->query('KILL '.$gone->db->thread_id);
usleep(100000);
echo thrown(fn () => $office->call('case.list')), "\n", $rename($gone, 'never'), "; level {$gone->transaction_opened}\n";

$closed = new RealDb();
$office = new Elaska\Office($closed, actor());
$office->call('case.list');
$closed->db->close();
echo thrown(fn () => $office->call('case.list')), "\n";
?>
--EXPECT--
transient db.lock_timeout retriable; level 0
no exception; 1
transient db.gone retriable
transient db.gone retriable; level 0
Error: mysqli object is already closed
