--TEST--
TIME-15: triggers of the writer call the core again, inside the same transaction; their failure takes everything down
--FILE--
<?php
require __DIR__.'/lib/billing.php';
ini_set('error_log', '/dev/null');
$db = new RealDb();
$write = writer($db);
$entry = validated($db, 3600);
$trigger = fn (callable $call) => function ($o) use ($write, $call) {
    $answer = $write($o);
    $call();
    return $answer;
};
$office = new Elaska\Office($db, actor());
$try = function (string $name, callable $writer) use ($db, $entry) {
    echo $name, ': ', thrown(fn () => billing($db)->create(order($entry), $writer)), '; ', kept(), ' ', cases_named('nested'), "; level {$db->transaction_opened}\n";
};

$try('a trigger fails and says so', $trigger(fn () => new_case($db, 'nested') && $office->call('case.create', array('title' => 'x', 'client' => 11, 'lead' => 1))));
$try('a trigger fails and is not heard', $trigger(fn () => thrown(fn () => $office->call('case.create', array('title' => 'x', 'client' => 11, 'lead' => 1)))));
$case = $office->call('case.create', array('title' => 'locked', 'client' => 12, 'lead' => 1))['id'];
$db->query('SET innodb_lock_wait_timeout = 1');
$rival = new RealDb();
$rival->begin();
$rival->query("UPDATE llx_elaska_case SET priority = 1 - priority WHERE rowid = $case");
$rename = fn () => $office->call('case.update', array('case' => $case, 'version' => 1, 'title' => 'nested'));
$try('a trigger meets a lock', $trigger($rename));
$try('a trigger meets a lock and is not heard', $trigger(fn () => print(thrown($rename).' (inside), ')));
try {
    billing($db)->create(order($entry), $trigger($rename));
} catch (Elaska\Exception $e) {
    var_dump($e->isRetriable(), $e->getPrevious()->isRetriable(), $e->getPrevious()->getKey());
}
$rival->rollback();
$try('a trigger reads and writes', $trigger(fn () => new_case($db, 'nested') && $office->call('case.list')));
?>
--EXPECT--
a trigger fails and says so: not_found not_found client; 0 0 0 0; level 0
a trigger fails and is not heard: transient db.poisoned; 0 0 0 0; level 0
a trigger meets a lock: transient db.lock_timeout retriable; 0 0 0 0; level 0
a trigger meets a lock and is not heard: transient db.lock_timeout (inside), transient db.lock_timeout retriable; 0 0 0 0; level 0
bool(true)
bool(false)
string(15) "db.lock_timeout"
a trigger reads and writes: no exception; 1 1 1 1; level 0
