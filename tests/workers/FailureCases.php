<?php
/*
 * A server that misbehaves in every phase, goes away and comes back; TLS and login; a database that goes away.
 */
declare(strict_types=1);

/** What becomes of a message at first, when the server does this at that stage. */
function first_fate(string $stage, string $do): string
{
    if ($do === 'many' && in_array($stage, array('mail', 'rcpt', 'data', 'text'), true)) {
        return 'dead';
    }
    return 'ready';
}

function fails_at(Lab $lab, string $stage): void
{
    $worker = $lab->worker(array('smtp_timeout' => 1, 'mail_lease' => 4, 'mail_connections' => 1));
    foreach (array('drop', 'stall', 'garbage', 'half', 'long', 'many') as $do) {
        $lab->fake->order(array('rules' => array(array('stage' => $stage, 'do' => $do, 'times' => 1), array('stage' => 'quit', 'do' => 'stall'))));
        $fate = first_fate($stage, $do);
        $lab->fake->forget();
        $id = $lab->queue(array('subject' => "$do at $stage", 'due_at' => time() + 600));
        $lab->hurry($worker); // which ends the connection that was kept
        until(fn () => $lab->tried($id, $fate), 6, "$do at $stage: $fate with a reason");
        same(0, count($lab->fake->messages()), "$do at $stage: delivered at first");
        if ($fate !== 'dead') {
            $lab->hurry($worker);
            $lab->reaches($id, 'done');
            same(1, count($lab->fake->messages()), "$do at $stage: delivered at last");
        }
        check($worker->alive(), "$do at $stage: the worker lives");
    }
    $lab->drain($worker);
}

function test_COM_09_server_fails_when_connecting(Lab $lab): void
{
    fails_at($lab, 'connect');
}

function test_COM_09_server_fails_at_ehlo(Lab $lab): void
{
    fails_at($lab, 'ehlo');
}

function test_COM_09_server_fails_at_mail_from(Lab $lab): void
{
    fails_at($lab, 'mail');
}

function test_COM_09_server_fails_at_rcpt_to(Lab $lab): void
{
    fails_at($lab, 'rcpt');
}

function test_COM_09_server_fails_at_data(Lab $lab): void
{
    fails_at($lab, 'data');
}

function test_COM_09_server_fails_after_the_text(Lab $lab): void
{
    fails_at($lab, 'text');
}

function test_COM_09_unanswered_message_is_repeated_with_the_same_id(Lab $lab): void
{
    $lab->fake->order(array('rules' => array(array('stage' => 'text', 'do' => 'keepdrop', 'times' => 1))));
    $id = $lab->queue();
    $worker = $lab->worker();
    until(fn () => $lab->tried($id), 8, 'nothing is known of it');
    $lab->hurry($worker);
    $lab->reaches($id, 'done');
    $messages = $lab->fake->messages();
    same(2, count($messages), 'copies');
    same($lab->row($id)['message_id'], $messages[0]['id'], 'id of the first');
    same($messages[0]['id'], $messages[1]['id'], 'id of the second');
}

function test_COM_09_silent_farewell_keeps_nobody_waiting(Lab $lab): void
{
    $lab->fake->order(array('rules' => array(array('stage' => 'rcpt', 'match' => 'bad@', 'do' => 'reply', 'text' => '550 no'), array('stage' => 'quit', 'do' => 'stall'))));
    $worker = $lab->worker(array('mail_connections' => 2));
    $lab->reaches($lab->queue(), 'done');
    for ($i = 0; $i < 5; $i++) {
        $lab->queue(array('recipient' => "bad@$i.example"));
        $lab->queue(array('recipient' => "good@$i.example"));
    }
    until(fn () => $lab->count("state = 'done'") === 6 && $lab->count("state = 'dead'") === 5, 4, 'all have their result');
    $began = microtime(true);
    $lab->drain($worker);
    check(microtime(true) - $began < 2, 'the end waits for no farewell');
}

function test_COM_09_answer_to_the_farewell_is_not_the_answer_to_the_message(Lab $lab): void
{
    $lab->fake->order(array('rules' => array(array('stage' => 'rcpt', 'do' => 'reply', 'text' => "550 5.1.1 no such user\r\n221 bye"))));
    $id = $lab->queue();
    $lab->worker();
    $lab->reaches($id, 'dead');
    same(array('550', '5.1.1 no such user'), array((string) $lab->row($id)['last_code'], $lab->row($id)['last_error']), 'answer');
}

function test_COM_09_closed_connection_costs_no_attempt(Lab $lab): void
{
    $worker = $lab->worker(array('mail_connections' => 1));
    $lab->reaches($lab->queue(), 'done');
    $lab->fake->order(array('listen' => false));
    $lab->fake->order(array('listen' => true));
    $second = $lab->queue();
    $lab->reaches($second, 'done');
    $lab->fake->order(array('rules' => array(array('stage' => 'mail', 'do' => 'reply', 'text' => '421 enough', 'times' => 1))));
    $third = $lab->queue();
    $lab->reaches($third, 'done');
    same(array(1, 1), array((int) $lab->row($second)['attempts'], (int) $lab->row($third)['attempts']), 'attempts');
    check($worker->alive(), 'alive');
}

function test_COM_09_server_away_for_a_while(Lab $lab): void
{
    $lab->fake->order(array('listen' => false));
    for ($i = 0; $i < 50; $i++) {
        $lab->queue(array('recipient' => "p$i@client.example"));
    }
    $worker = $lab->worker(array('mail_connections' => 4));
    until(fn () => $lab->count('attempts > 0 AND last_error <> \'\'') > 0, 8, 'the reason is kept');
    sleep(3);
    $tried = $lab->count("state = 'ready' AND attempts > 0");
    check($tried <= 8, "$tried messages lost an attempt, the others wait for the server");
    $lab->fake->order(array('listen' => true));
    $lab->hurry();
    until(fn () => $lab->count("state = 'done'") === 50, 15, 'all delivered once it is back');
    same(50, count($lab->fake->messages()), 'copies');
    check(str_contains($worker->output(), '"event":"server.back"'), 'told in the log');
}

function test_COM_09_tls_is_required_and_verified(Lab $lab): void
{
    $url = "smtp://localhost:{$lab->fake->port}";
    $id = $lab->queue();
    $lab->worker(array('smtp_url' => $url, 'smtp_tls' => 'required'));
    until(fn () => $lab->tried($id), 8, 'no TLS offered: not sent');
    $lab->reset();
    $lab->fake->order(array('tls' => 'starttls'));
    $id = $lab->queue();
    $untrusting = $lab->worker(array('smtp_url' => $url, 'smtp_tls' => 'required'));
    until(fn () => $lab->tried($id), 8, 'signed by itself: not sent');
    check(stripos($lab->row($id)['last_error'], 'certificate') !== false, 'reason: '.$lab->row($id)['last_error']);
    same(array(), array_filter($lab->fake->journal(), fn ($e) => ($e['stage'] ?? '') === 'mail'), 'commands about the message');
    $lab->drain($untrusting);
    $lab->worker(array('smtp_url' => $url, 'smtp_tls' => 'required', 'smtp_ca_file' => "$lab->dir/cert.pem"));
    $lab->hurry();
    $lab->reaches($id, 'done');
    same(true, $lab->fake->messages()[0]['tls'], 'over TLS');
}

function test_COM_09_tls_from_the_first_byte(Lab $lab): void
{
    $lab->fake->order(array('listen' => false, 'tls' => 'implicit'));
    $lab->fake->order(array('listen' => true));
    $id = $lab->queue();
    $lab->worker(array('smtp_url' => "smtps://localhost:{$lab->fake->port}", 'smtp_ca_file' => "$lab->dir/cert.pem", 'smtp_tls' => 'required'));
    $lab->reaches($id, 'done');
}

function test_COM_09_tls_handshake_that_fails(Lab $lab): void
{
    $lab->fake->order(array('tls' => 'starttls'));
    $conf = array('smtp_url' => "smtp://localhost:{$lab->fake->port}", 'smtp_tls' => 'required', 'smtp_ca_file' => "$lab->dir/cert.pem",
        'smtp_timeout' => 2, 'mail_lease' => 4);
    $worker = $lab->worker($conf);
    foreach (array('drop', 'stall', 'garbage', 'long') as $do) {
        $lab->fake->order(array('rules' => array(array('stage' => 'starttls', 'do' => $do, 'times' => 1))));
        $id = $lab->queue(array('due_at' => time() + 600));
        $lab->hurry($worker);
        until(fn () => $lab->tried($id), 6, "$do at starttls: to be tried again");
        $lab->hurry($worker);
        $lab->reaches($id, 'done');
    }
}

function test_COM_09_login_is_used_and_a_wrong_one_kills_no_message(Lab $lab): void
{
    $lab->fake->order(array('auth' => 'post:good word'));
    $id = $lab->queue();
    $conf = $lab->conf(array('smtp_user' => 'post', 'smtp_password' => 'bad word'));
    $worker = $lab->start($conf);
    until(fn () => (int) $lab->row($id)['last_code'] === 535, 8, 'the answer is kept');
    same('ready', $lab->state($id), 'state');
    $lab->write($conf, array('smtp_password' => 'good word') + parse_ini_file($conf, false, INI_SCANNER_RAW));
    $lab->hurry($worker);
    $lab->reaches($id, 'done');
    check(!str_contains($worker->output(), 'good word') && !str_contains($worker->output(), 'client.example'), 'log holds no secret, no address');
}

function test_COM_09_database_away_for_a_while(Lab $lab): void
{
    $worker = $lab->worker(array('mail_lease' => 20, 'smtp_timeout' => 5));
    $lab->reaches($lab->queue(), 'done');
    $lab->fake->order(array('rules' => array(array('stage' => 'text', 'do' => 'slow', 'ms' => 1500, 'times' => 1))));
    $under_way = $lab->queue();
    until(fn () => array_filter($lab->fake->journal(), fn ($e) => ($e['stage'] ?? '') === 'text') !== array(), 8, 'a message is under way');
    $pid = (int) file_get_contents("$lab->dir/db.pid");
    posix_kill($pid, SIGKILL);
    sleep(4);
    check($worker->alive(), 'the worker lives without a database');
    exec('tests/stack/db-up.sh '.escapeshellarg($lab->dir).' 2>&1', $out, $code);
    same(0, $code, 'the database is back');
    $lab->connect();
    $lab->reaches($under_way, 'done', 15);
    $lab->reaches($lab->queue(), 'done', 10);
    same(3, count($lab->fake->messages()), 'copies');
    check(str_contains($worker->output(), '"event":"database.back"'), 'told in the log');
    $lab->drain($worker);
}

function test_COM_09_nothing_is_claimed_from_another_schema(Lab $lab): void
{
    $lab->db->query("UPDATE llx_elaska_schema SET name = CONCAT('W', name)");
    $id = $lab->queue();
    $worker = $lab->worker();
    until(fn () => str_contains($worker->output(), '"key":"schema.'), 8, 'told in the log');
    same('ready', $lab->state($id), 'state');
    $lab->db->query("UPDATE llx_elaska_schema SET name = SUBSTRING(name, 2)");
    $lab->reaches($id, 'done', 12);
}
