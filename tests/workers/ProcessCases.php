<?php
/*
 * The process: configuration, signals, heartbeat, leases, several workers at once, and death at any moment.
 */
declare(strict_types=1);

function test_COM_09_configuration_is_checked_with_a_line_per_fault(Lab $lab): void
{
    $path = "$lab->dir/faulty.conf";
    file_put_contents($path, "# a comment\ndb_name = dolibarr\ndb_host = localhost\ncolour = blue\nsmtp_url = http://x\nsmtp_tls = maybe\n"
        ."mail_rate = -1\nwhat is this\nmail_rate = 5\nmail_rate = 6\nmail_lease = 1 week\n");
    list($code, $output) = $lab->run('--config', $path, '--check-config');
    same(78, $code, 'status');
    $wanted = array('db_user: required, and missing', ':4: colour: unknown key', ':5: smtp_url: bad value', ':6: smtp_tls: bad value',
        ':7: mail_rate: bad value', ':8: not a "key = value" line', ':11: mail_lease: bad value');
    foreach ($wanted as $words) {
        check(str_contains($output, "$path$words") || str_contains($output, "$path: $words"), "\"$words\" in:\n$output");
    }
    check(count(explode("\n", trim($output))) <= count($wanted) + 1, "one line per fault:\n$output");
    same(78, $lab->run('--config', $path)[0], 'it does not start either');
    same(78, $lab->run('--config', "$lab->dir/none.conf", '--check-config')[0], 'no such file');
    same(64, $lab->run('--check-config')[0], 'no file named');
    same(0, $lab->run('--config', $lab->conf(), '--check-config')[0], 'a good one');
}

function test_COM_09_configuration_keys_that_contradict_each_other(Lab $lab): void
{
    $cases = array(
        'mail_lease' => array('mail_lease' => '60s', 'smtp_timeout' => '45s'),
        'smtp_tls' => array('smtp_url' => 'smtp://mail.example:25', 'smtp_user' => 'me', 'smtp_password' => 'secret'),
        'smtp_user' => array('smtp_password' => 'secret'),
        'db_host' => array('db_socket' => null),
        'smtp_url' => array('smtp_url' => 'smtp://user:word@mail.example'),
        'smtp_helo' => array('smtp_helo' => 'a b'),
    );
    foreach ($cases as $key => $over) {
        list($code, $output) = $lab->run('--config', $lab->conf($over), '--check-config');
        same(78, $code, "status for $key");
        check(str_contains($output, "$key: "), "$key in: $output");
        check(!str_contains($output, 'secret'), 'no secret is printed');
    }
}

function test_COM_09_reload_takes_good_values_and_keeps_old_ones_from_a_bad_file(Lab $lab): void
{
    $conf = $lab->conf(array('log_level' => 'info'));
    $worker = $lab->start($conf);
    file_put_contents($conf, "\nnonsense = 1\n", FILE_APPEND);
    $worker->kill(SIGHUP);
    until(fn () => str_contains($worker->output(), '"event":"config.fault"'), 5, 'the fault is logged');
    $lab->reaches($lab->queue(), 'done');
    $lab->write($conf, array('smtp_helo' => 'new.example', 'mail_connections' => 9) + parse_ini_file($lab->conf(), false, INI_SCANNER_RAW));
    $worker->kill(SIGHUP);
    until(fn () => str_contains($worker->output(), '"event":"config.reloaded"'), 5, 'a good file is taken');
    check(str_contains($worker->output(), '"event":"config.needs_restart","key":"mail_connections"'), 'what cannot change is told');
    $lab->reaches($lab->queue(), 'done');
    check(array_filter($lab->fake->journal(), fn ($e) => ($e['command'] ?? '') === 'EHLO new.example') !== array(), 'the new name is used');
}

function test_COM_09_an_empty_queue_is_looked_at_once_a_second(Lab $lab): void
{
    $lab->worker();
    $lab->reaches($lab->queue(), 'done');
    $asked = fn () => (int) $lab->db->query("SHOW GLOBAL STATUS LIKE 'Com_begin'")->fetch_row()[1];
    usleep(500000);
    $before = $asked();
    sleep(3);
    $looks = $asked() - $before;
    check($looks >= 1 && $looks <= 10, "$looks transactions in 3 s of an empty queue");
}

function test_COM_09_heartbeat_row_and_systemd_messages(Lab $lab): void
{
    $path = "$lab->dir/notify";
    @unlink($path);
    $socket = stream_socket_server("udg://$path", $code, $text, STREAM_SERVER_BIND);
    $lab->reaches($lab->queue(), 'ready', 1);
    $worker = $lab->worker(array(), null, array('NOTIFY_SOCKET' => $path));
    until(fn () => $lab->db->query('SELECT 1 FROM llx_elaska_worker')->num_rows === 1, 8, 'a row');
    $row = $lab->db->query('SELECT * FROM llx_elaska_worker')->fetch_assoc();
    same(array('mail', gethostname(), $worker->pid), array($row['name'], $row['host'], (int) $row['pid']), 'row');
    check(array_key_exists('sent', json_decode($row['counters'], true)), 'counters');
    $worker->kill(SIGHUP);
    until(fn () => str_contains($worker->output(), 'config.reloaded'), 5, 'reloaded');
    $lab->drain($worker);
    $said = '';
    stream_set_blocking($socket, false);
    while (($words = stream_socket_recvfrom($socket, 500)) !== false && $words !== '') {
        $said .= "$words ";
    }
    same('READY=1 RELOADING=1 READY=1 STOPPING=1 ', $said, 'messages');
}

function test_COM_09_stop_ends_what_is_under_way_and_gives_the_rest_back(Lab $lab): void
{
    $lab->fake->order(array('rules' => array(array('stage' => 'text', 'do' => 'slow', 'ms' => 1500))));
    for ($i = 0; $i < 40; $i++) {
        $lab->queue(array('recipient' => "p$i@client.example"));
    }
    $worker = $lab->worker(array('mail_connections' => 3));
    until(fn () => count(array_filter($lab->fake->journal(), fn ($e) => ($e['stage'] ?? '') === 'text')) === 3, 8, 'three under way');
    $lab->drain($worker);
    same(3, count($lab->fake->messages()), 'those under way were delivered');
    same(array(3, 37), array($lab->count("state = 'done' AND attempts = 1"), $lab->count("state = 'ready' AND attempts = 0")), 'done, given back');
}

function test_COM_09_stop_does_not_wait_for_ever(Lab $lab): void
{
    $lab->fake->order(array('rules' => array(array('stage' => 'text', 'do' => 'stall'))));
    $id = $lab->queue();
    $worker = $lab->worker(array('mail_drain' => '1s'));
    until(fn () => array_filter($lab->fake->journal(), fn ($e) => ($e['stage'] ?? '') === 'text') !== array(), 8, 'under way');
    $lab->drain($worker, 6);
    same(array('ready', '1'), array($lab->state($id), (string) $lab->row($id)['attempts']), 'to be tried again');
}

function test_COM_09_second_stop_is_at_once(Lab $lab): void
{
    $lab->fake->order(array('rules' => array(array('stage' => 'text', 'do' => 'stall'))));
    $lab->queue();
    $worker = $lab->worker();
    until(fn () => array_filter($lab->fake->journal(), fn ($e) => ($e['stage'] ?? '') === 'text') !== array(), 8, 'under way');
    $worker->kill(SIGTERM);
    until(fn () => str_contains($worker->output(), '"event":"draining"'), 5, 'draining');
    $worker->kill(SIGINT);
    same(1, $worker->ended(2), 'status');
}

function test_COM_09_expired_lease_is_taken_by_another_worker(Lab $lab): void
{
    $lab->fake->order(array('rules' => array(array('stage' => 'text', 'do' => 'stall', 'times' => 1))));
    $id = $lab->queue();
    $conf = array('smtp_timeout' => 1, 'mail_lease' => 3);
    $stuck = $lab->worker($conf);
    until(fn () => array_filter($lab->fake->journal(), fn ($e) => ($e['stage'] ?? '') === 'text') !== array(), 8, 'under way');
    $stuck->kill(SIGSTOP);
    $other = $lab->worker($conf);
    $lab->reaches($id, 'done', 10);
    same(2, (int) $lab->row($id)['attempts'], 'attempts');
    $stuck->kill(SIGCONT);
    sleep(2);
    same('done', $lab->state($id), 'what the first one reports changes nothing');
    same(1, count($lab->fake->messages()), 'copies');
    $lab->drain($stuck);
    $lab->drain($other);
}

function test_COM_09_workers_side_by_side_send_each_message_once(Lab $lab): void
{
    $lab->fake->order(array('rules' => array(array('stage' => 'text', 'do' => 'slow', 'ms' => 5))));
    for ($i = 0; $i < 400; $i++) {
        $lab->queue(array('recipient' => "p$i@d".($i % 17).'.example'));
    }
    $workers = array($lab->worker(array('mail_batch' => 20)), $lab->worker(array('mail_batch' => 20)));
    until(fn () => $lab->count("state = 'done'") === 400, 20, 'all delivered');
    $ids = array_column($lab->fake->messages(), 'id');
    same(array(400, 400), array(count($ids), count(array_unique($ids))), 'copies, messages');
    foreach ($workers as $worker) {
        check(substr_count($worker->output(), '"event":"mail.sent"') > 40, 'both took part');
        $lab->drain($worker);
    }
}

/** How many messages there are, how many copies too many, and the longest time from such a copy to the next death. */
function copies(array $messages, array $kills): array
{
    $by_id = array();
    foreach ($messages as $m) {
        $by_id[$m['id']][] = $m['at'];
    }
    $repeated = 0;
    $longest = 0;
    foreach ($by_id as $times) {
        array_pop($times); // the last one was reported
        foreach ($times as $at) {
            $repeated++;
            $longest = max($longest, min(array_filter($kills, fn ($kill) => $kill >= $at - 20) ?: array($at)) - $at);
        }
    }
    return array(count($by_id), $repeated, $longest);
}

/** Starts a worker, kills it within 300 ms; tells when. */
function short_life(Lab $lab, string $conf): int
{
    $worker = new Process(array($lab->plain, '--config', $conf), "$conf.log");
    usleep(mt_rand(5000, 300000));
    $at = (int) (microtime(true) * 1000);
    $worker->kill(SIGKILL);
    $worker->ended(5);
    return $at;
}

function test_COM_09_death_at_200_moments_loses_nothing(Lab $lab): void
{
    mt_srand(20261121);
    $lab->fake->order(array('rules' => array(array('stage' => 'text', 'do' => 'slow', 'ms' => 8))));
    $conf = $lab->conf(array('smtp_timeout' => 1, 'mail_lease' => 2, 'mail_batch' => 20, 'log_level' => 'error'));
    $kills = $reported = array();
    $queued = 0;
    for ($round = 0; $round < 200; $round++) {
        $lab->db->begin_transaction();
        for ($i = 0; $i < 15; $i++, $queued++) {
            $lab->queue(array('recipient' => "p$queued@d".($queued % 29).'.example'));
        }
        $lab->db->commit();
        $kills[] = short_life($lab, $conf);
        $done = $lab->db->query("SELECT message_id FROM llx_elaska_outbox WHERE state = 'done'")->fetch_all();
        $reported += array_fill_keys(array_column($done, 0), (int) (microtime(true) * 1000) + 1);
    }
    $last = $lab->worker(array('smtp_timeout' => 1, 'mail_lease' => 2), $lab->plain);
    until(fn () => $lab->count("state <> 'done'") === 0, 40, 'every message is reported in the end');
    $taken = $lab->fake->messages();
    list($messages, $repeated, $longest) = copies($taken, $kills);
    echo "  # $queued messages, 200 deaths: $messages delivered, $repeated repeated with the same Message-ID, "
        ."each at most $longest ms before a death\n";
    same($queued, $messages, 'delivered');
    $again = array_filter($taken, fn ($m) => $m['at'] > ($reported[$m['id']] ?? PHP_INT_MAX));
    same(array(), array_column($again, 'id'), 'messages sent again after their delivery was stored');
    $lab->drain($last);
}
