<?php
/*
 * What a message becomes: delivered, tried again, dead; and what is in it.
 */
declare(strict_types=1);

/** Header and decoded parts of a message, by content type. */
function parts_of(string $data): array
{
    list($head, $body) = explode("\r\n\r\n", $data, 2);
    if (!preg_match('~boundary="([^"]+)"~', $head, $m)) {
        return array('head' => $head, 'text/plain' => quoted_printable_decode($body));
    }
    $out = array('head' => $head);
    foreach (array_slice(explode("--$m[1]", $body), 1, -1) as $part) {
        list($h, $b) = explode("\r\n\r\n", ltrim($part), 2);
        preg_match('~Content-Type: ([\w/]+); charset=utf-8~', $h, $type);
        $out[$type[1]] = quoted_printable_decode(substr($b, 0, -2));
    }
    return $out;
}

function header_of(string $head, string $name): string
{
    preg_match('~^'.$name.': ((?:.*\r?\n[ \t])*.*)~mi', $head, $m);
    return (string) iconv_mime_decode(trim(preg_replace("~\r\n[ \t]~", " ", $m[1] ?? "")), 0, "UTF-8");
}

function test_COM_09_delivered_once(Lab $lab): void
{
    $id = $lab->queue(array('message_id' => '<once@firm.example>'));
    $worker = $lab->worker();
    $lab->reaches($id, 'done');
    $row = $lab->row($id);
    same(array(1, 250, '', null), array((int) $row['attempts'], (int) $row['last_code'], $row['last_error'], $row['lease_owner']), 'row');
    $lab->drain($worker);
    same(1, count($lab->fake->messages()), 'messages taken by the server');
    $m = $lab->fake->messages()[0];
    same(array('cabinet@firm.example', array('camille@client.example'), '<once@firm.example>'), array($m['from'], $m['to'], $m['id']), 'envelope');
}

function test_COM_09_message_is_mime_in_utf8(Lab $lab): void
{
    $text = "Bonjour Zoë,\n\nVotre échéance : 1 200 €.\n.\n..deux points\nFrom ici\nligne très longue ".str_repeat('é', 200)."\nfin ";
    $html = '<p>Échéance&nbsp;: <b>1 200 €</b> 日本</p>';
    $subject = 'Échéance du 30 novembre — votre contrat « Santé » et toutes ses suites, 日本語も';
    $lab->queue(array('subject' => $subject, 'sender_name' => 'Cabinet "Delmas" & fils', 'recipient_name' => 'Zoë Lefèvre',
        'body_text' => $text, 'body_html' => $html));
    $lab->worker();
    until(fn () => $lab->fake->messages() !== array(), 8, 'a message');
    $data = $lab->fake->messages()[0]['data'];
    $parts = parts_of($data);
    same($subject, header_of($parts['head'], 'Subject'), 'subject');
    same('"Cabinet \"Delmas\" & fils" <cabinet@firm.example>', header_of($parts['head'], 'From'), 'from');
    same('Zoë Lefèvre <camille@client.example>', header_of($parts['head'], 'To'), 'to');
    same('auto-generated', header_of($parts['head'], 'Auto-Submitted'), 'auto-submitted');
    check(abs(strtotime(header_of($parts['head'], 'Date')) - time()) < 60, 'date');
    same(str_replace("\n", "\r\n", $text)."\r\n", $parts['text/plain'], 'text');
    same($html."\r\n", $parts['text/html'], 'html');
    foreach (explode("\r\n", $data) as $line) {
        check(strlen($line) <= 78 && !preg_match('~[^\x20-\x7e\t]~', $line), "line: $line");
    }
}

function test_COM_09_headers_cannot_be_injected(Lab $lab): void
{
    $evil = "Bonjour\r\nBcc: victim@else.example\r\n\r\nhello";
    $good = $lab->queue(array('subject' => $evil, 'recipient_name' => $evil, 'sender_name' => "a\nX-Evil: 1"));
    $address = $lab->queue(array('recipient' => "a@b.example>\r\nRCPT TO:<victim@else.example"));
    $sender = $lab->queue(array('sender' => "a@b.example\r\nDATA"));
    $id = $lab->queue(array('message_id' => "<a@b>\r\nBcc: victim@else.example"));
    $lab->worker();
    $lab->reaches($good, 'done');
    foreach (array($address, $sender, $id) as $refused) {
        $lab->reaches($refused, 'dead');
    }
    same("the recipient's address cannot be used", $lab->row($address)['last_error'], 'reason');
    $messages = $lab->fake->messages();
    same(1, count($messages), 'messages');
    same(array('camille@client.example'), $messages[0]['to'], 'recipients');
    check(!preg_match('~^(Bcc|X-Evil):~mi', parts_of($messages[0]['data'])['head']), 'no header of its own');
}

function test_COM_09_large_bodies_arrive_whole(Lab $lab): void
{
    $text = rtrim(str_repeat("Une ligne accentuée, et un point :\n.\nfin de bloc = 100 %\n", 16000));
    $id = $lab->queue(array('body_text' => $text, 'body_html' => '<p>'.str_repeat('é€ ', 100000).'</p>'));
    $lab->worker();
    $lab->reaches($id, 'done', 20);
    $parts = parts_of($lab->fake->messages()[0]['data']);
    check(str_replace("\n", "\r\n", $text)."\r\n" === $parts['text/plain'], 'text arrives byte for byte');
    same(strlen('<p>'.str_repeat('é€ ', 100000)."</p>\r\n"), strlen($parts['text/html']), 'length of html');
}

function test_COM_09_temporary_failure_is_tried_again_later(Lab $lab): void
{
    $lab->fake->order(array('rules' => array(array('stage' => 'rcpt', 'do' => 'reply', 'times' => 1, 'text' => '451 4.7.1 greylisted, camille@client.example'))));
    $id = $lab->queue();
    $worker = $lab->worker();
    until(fn () => (int) $lab->row($id)['last_code'] === 451, 8, 'the answer is kept');
    $row = $lab->row($id);
    same('ready', $row['state'], 'state');
    check(abs($row['due_at'] - time() - 30) <= 7, 'tried again in half a minute, not '.($row['due_at'] - time()));
    check(str_contains($row['last_error'], 'greylisted') && !str_contains($row['last_error'], '@'), 'reason without address: '.$row['last_error']);
    same(array(), $lab->fake->messages(), 'nothing was delivered yet');
    $lab->hurry($worker);
    $lab->reaches($id, 'done');
    same(2, (int) $lab->row($id)['attempts'], 'attempts');
    same(1, count($lab->fake->messages()), 'delivered once');
}

function test_COM_09_permanent_refusal_is_dead_at_once_and_runs_again_on_demand(Lab $lab): void
{
    $rules = array();
    foreach (array('mail' => 'bad-mail', 'rcpt' => 'bad-rcpt', 'text' => 'bad-text') as $stage => $name) {
        $rules[] = array('stage' => $stage, 'match' => $name, 'do' => 'reply', 'text' => "550 5.1.1 refused at $stage");
    }
    $lab->fake->order(array('rules' => $rules));
    $ids = array('mail' => $lab->queue(array('sender' => 'bad-mail@firm.example')), 'rcpt' => $lab->queue(array('recipient' => 'bad-rcpt@client.example')),
        'text' => $lab->queue(array('recipient' => 'bad-text@client.example')));
    $worker = $lab->worker();
    foreach ($ids as $stage => $id) {
        $lab->reaches($id, 'dead');
        $row = $lab->row($id);
        same(array(1, 550, "5.1.1 refused at $stage"), array((int) $row['attempts'], (int) $row['last_code'], $row['last_error']), "row refused at $stage");
    }
    $lab->fake->order(array('rules' => array()));
    $lab->db->query("UPDATE llx_elaska_outbox SET state = 'ready', due_at = UNIX_TIMESTAMP(), attempts = 0, done_at = NULL");
    foreach ($ids as $id) {
        $lab->reaches($id, 'done');
    }
    same(3, count($lab->fake->messages()), 'delivered');
}

function test_COM_09_expired_messages_are_not_sent(Lab $lab): void
{
    $id = $lab->queue(array('expires_at' => time() - 1));
    $lab->worker();
    $lab->reaches($id, 'dead');
    same('expired', $lab->row($id)['last_error'], 'reason');
    same(array(), $lab->fake->messages(), 'messages');
}

function test_COM_09_destination_has_a_rate_and_others_do_not_wait(Lab $lab): void
{
    for ($i = 0; $i < 60; $i++) {
        $lab->queue(array('recipient' => "p$i@Large.example"));
    }
    for ($i = 0; $i < 10; $i++) {
        $lab->queue(array('recipient' => "p@small$i.example"));
    }
    $began = microtime(true);
    $worker = $lab->worker(array('mail_rate' => 60, 'mail_batch' => 20));
    until(fn () => $lab->count("state = 'done' AND recipient LIKE '%small%'") === 10, 8, 'other destinations are served');
    usleep(2500000);
    $gone = $lab->count("state = 'done' AND recipient LIKE '%arge%'");
    $most = 11 + (int) ((microtime(true) - $began) / 1.2);
    check($gone >= 10 && $gone <= $most, "$gone to one destination, at most $most so far");
    $late = $lab->count("state = 'ready' AND due_at > UNIX_TIMESTAMP() + 15");
    check($late >= 20, "what must wait long is back in the queue with a later time ($late)");
    same(0, $lab->count("state = 'ready' AND attempts > 0"), 'waiting costs no attempt');
    $lab->drain($worker);
    same(0, $lab->count("state = 'leased'"), 'leases after the drain');
}

function test_COM_09_destination_gets_so_many_at_once(Lab $lab): void
{
    $lab->fake->order(array('rules' => array(array('stage' => 'data', 'do' => 'slow', 'ms' => 300))));
    for ($i = 0; $i < 8; $i++) {
        $lab->queue(array('recipient' => "p$i@large.example"));
    }
    $lab->worker(array('mail_per_destination' => 2, 'mail_connections' => 8));
    until(fn () => $lab->count("state = 'done'") === 8, 12, 'all delivered');
    $open = $most = 0;
    foreach ($lab->fake->journal() as $e) {
        $open += ($e['event'] === 'command' && $e['stage'] === 'data') ? 1 : ($e['event'] === 'message' ? -1 : 0);
        $most = max($most, $open);
    }
    same(2, $most, 'most at once');
}

function test_COM_09_one_connection_serves_many(Lab $lab): void
{
    for ($i = 0; $i < 30; $i++) {
        $lab->queue(array('recipient' => "p$i@client.example"));
    }
    $lab->worker(array('mail_connections' => 2));
    until(fn () => $lab->count("state = 'done'") === 30, 8, 'all delivered');
    $opened = count(array_filter($lab->fake->journal(), fn ($e) => $e['event'] === 'connection'));
    check($opened <= 2, "$opened connections for 30 messages");
}
