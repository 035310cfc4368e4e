<?php
/*
 * Timers through the extension on Dolibarr's kind of $db, against the bare UPDATE that a timer needs, on the same
 * connection, in turns. Prints rows for tests/bench/run.sh.
 */
require __DIR__.'/../ext/lib/real.php';

const ROUNDS = 400;

function microseconds(callable $call): float
{
    $t = hrtime(true);
    $call();
    return (hrtime(true) - $t) / 1000;
}

function median(array $values): float
{
    sort($values);
    return $values[intdiv(count($values), 2)];
}

function row(string $name, float $value, string $against, float $base, float $goal): void
{
    $ratio = $value / $base;
    echo json_encode(array('name' => $name, 'value' => round($value, 1), 'unit' => 'us', 'against' => $against, 'ratio' => round($ratio, 3),
        'goal' => "<= $goal", 'ok' => $ratio <= $goal)), "\n";
}

$db = new RealDb();
$office = new Elaska\Office($db, actor());
$timer = new Elaska\Timer($office);
$case = new_case($db, 'Chronomètre');
$mysqli = $db->db;
$spent = array_fill_keys(array('start', 'pause', 'resume', 'stop', 'bare', 'statements'), array());

/* A row of its own: another user's timer, which the calls do not meet. */
$mysqli->query("INSERT INTO llx_elaska_timer (entity, fk_user, fk_soc, fk_case, started_at, running_since, accrued_s) VALUES (1, 2, 10, $case, 0, 1, 0)");
$own = $mysqli->insert_id;
$bare = fn (int $i) => $mysqli->query("UPDATE llx_elaska_timer SET accrued_s = $i, running_since = 1000 + $i WHERE rowid = $own");

for ($i = 0; $i < ROUNDS + 20; $i++) {
    $now = array();
    $before = $db->count;
    $now['start'] = microseconds(function () use ($timer, $case, &$id) {
        $id = $timer->start(array('case' => $case, 'activity' => 1))['timer'] ?? null;
    });
    $id ??= $timer->read()['running']['id'];
    $now['bare'] = microseconds(fn () => $bare(2 * $i));
    $now['pause'] = microseconds(fn () => $timer->pause(array('timer' => $id)));
    $now['resume'] = microseconds(fn () => $timer->resume(array('timer' => $id)));
    $now['stop'] = microseconds(fn () => $timer->stop(array('timer' => $id)));
    if ($i >= 20) {
        foreach ($now as $name => $us) {
            $spent[$name][] = $us;
        }
    }
}
$base = median($spent['bare']);
fwrite(STDERR, sprintf("bare UPDATE %.0f us; start %.0f, pause %.0f, resume %.0f, stop %.0f us; %.1f statements a round\n", $base,
    median($spent['start']), median($spent['pause']), median($spent['resume']), median($spent['stop']), $db->count / (ROUNDS + 20)));
row('timer start and stop, mean of the two calls', (median($spent['start']) + median($spent['stop'])) / 2, 'bare UPDATE of the timer', $base, 3);
row('timer pause and resume, mean of the two calls', (median($spent['pause']) + median($spent['resume'])) / 2, 'bare UPDATE of the timer', $base, 3);
