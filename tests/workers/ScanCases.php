<?php
/*
 * The antivirus between the media worker and a clamd that answers well, late, half, oddly or not at all. Whatever it does, no
 * infected file is given out, and no file is lost. Source: SEC-15.
 */
declare(strict_types=1);
require_once __DIR__.'/MediaFiles.php';

final class Clamd extends Process
{
    private int $orders = 0;

    public function __construct(private string $journal, public readonly string $socket, int $max = 26214400)
    {
        @unlink($journal);
        @unlink($socket);
        touch($journal);
        parent::__construct(array('node', __DIR__.'/../fakes/clamd.js', $journal, $socket, (string) $max), "$journal.log");
        $this->order(array('listen' => true));
    }

    public function order(array $order): void
    {
        fwrite($this->pipes[0], json_encode($order)."\n");
        $wanted = ++$this->orders;
        until(fn () => $this->alive() && array_filter($this->journal(), fn ($e) => ($e['order'] ?? 0) === $wanted), 10, 'the fake clamd obeys');
    }

    /** @return list<array<string, mixed>> */
    public function journal(): array
    {
        $lines = explode("\n", (string) file_get_contents($this->journal));
        array_pop($lines);
        return array_map(fn ($line) => json_decode($line, true), $lines);
    }

    public function streams(): int
    {
        return count(array_filter($this->journal(), fn ($e) => $e['event'] === 'stream'));
    }
}

const SCAN_EICAR = 'WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo=';

/** A clamd, and the setting that leads to it. */
function scan_clamd(Lab $lab, int $max = 26214400): Clamd
{
    media_clean($lab);
    $lab->db->query('SET FOREIGN_KEY_CHECKS = 0');
    $lab->db->query('TRUNCATE llx_elaska_scan');
    $lab->db->query('SET FOREIGN_KEY_CHECKS = 1');
    $clamd = new Clamd("$lab->dir/clamd.jsonl", "$lab->dir/clamd.sock", $max);
    $lab->db->query("DELETE FROM llx_const WHERE name = 'ELASKA_CLAMD'");
    $lab->db->execute_query("INSERT INTO llx_const (name, value, type, visible, entity) VALUES ('ELASKA_CLAMD', ?, 'chaine', 0, 1)", array($clamd->socket));
    return $clamd;
}

function scan_file(Lab $lab, string $bytes): int
{
    $id = media_file($lab, $bytes, 'text/plain');
    $lab->db->execute_query("INSERT INTO llx_elaska_scan (entity, fk_file, place, state, due_at, created_at) SELECT 1, rowid, place, 'waiting', 1, 1 FROM llx_elaska_file WHERE rowid = ?", array($id));
    return $id;
}

/** @return array<string, mixed> */
function scan_row(Lab $lab, int $file): array
{
    return (array) $lab->db->execute_query('SELECT * FROM llx_elaska_scan WHERE fk_file = ?', array($file))->fetch_assoc();
}

function scan_reaches(Lab $lab, int $file, string $state, float $seconds = 20): array
{
    try {
        until(fn () => scan_row($lab, $file)['state'] === $state, $seconds, "scan of $file is $state");
    } catch (Failure $e) {
        throw new Failure($e->getMessage().': '.json_encode(scan_row($lab, $file)));
    }
    return scan_row($lab, $file);
}

function scan_over(Lab $lab, Clamd $clamd, Process ...$workers): void
{
    media_drain($lab, ...$workers);
    $clamd->kill(SIGTERM);
    $clamd->ended(5);
    $lab->db->query("DELETE FROM llx_const WHERE name = 'ELASKA_CLAMD'");
}

function scan_place(Lab $lab, int $file): string
{
    return (string) $lab->db->execute_query('SELECT place FROM llx_elaska_scan WHERE fk_file = ?', array($file))->fetch_row()[0];
}

function test_SEC_15_clean_files_pass_and_infected_ones_are_put_away(Lab $lab): void
{
    $clamd = scan_clamd($lab);
    $clean = scan_file($lab, str_repeat('a letter ', 40000));
    $bad = scan_file($lab, str_repeat('x', 65530).base64_decode(SCAN_EICAR).'tail');
    $worker = media_worker($lab);
    same('', scan_reaches($lab, $clean, 'clean')['found'], 'nothing found');
    same('Eicar-Test-Signature', scan_reaches($lab, $bad, 'infected')['found'], 'what was found');
    $place = scan_place($lab, $bad);
    check(!file_exists("$lab->dir/documents/$place"), 'it has left the store');
    check(file_exists("$lab->dir/documents/elaska-quarantine/".basename($place)), 'it stands aside');
    check(file_exists("$lab->dir/documents/".scan_place($lab, $clean)), 'the clean one stays');
    check((bool) $lab->db->query("SELECT deleted_at FROM llx_elaska_file WHERE rowid = $bad")->fetch_row()[0], 'its document is in the bin');
    scan_over($lab, $clamd, $worker);
}

function test_SEC_15_answers_that_come_late_in_pieces_or_not_to_be_understood(Lab $lab): void
{
    $clamd = scan_clamd($lab, 1000000);
    $worker = media_worker($lab);
    foreach (array('piecemeal' => 'clean', 'slow' => 'clean', 'drop' => 'later', 'half' => 'later', 'garbage' => 'later', 'long' => 'later', 'error' => 'later', 'early' => 'later') as $do => $state) {
        $clamd->order(array('do' => $do, 'ms' => 700));
        $file = scan_file($lab, str_repeat($do, 60000));
        $row = scan_reaches($lab, $file, $state);
        check($state === 'clean' || ($row['due_at'] > time() && $row['lease_owner'] === null), "$do: it is tried again: ".json_encode($row));
    }
    $clamd->order(array('do' => 'usual'));
    $large = scan_file($lab, str_repeat('l', 1200000));
    same('INSTREAM size limit exceeded. ERROR', scan_reaches($lab, $large, 'skipped')['found'], 'larger than it takes');
    $lab->db->query("UPDATE llx_elaska_scan SET due_at = 1 WHERE state = 'later'");
    until(fn () => (int) $lab->db->query("SELECT COUNT(*) FROM llx_elaska_scan WHERE state = 'later'")->fetch_row()[0] === 0, 20, 'all are scanned in the end');
    scan_over($lab, $clamd, $worker);
}

function test_SEC_15_no_antivirus_loses_no_file(Lab $lab): void
{
    $clamd = scan_clamd($lab);
    $clamd->order(array('listen' => false));
    $file = scan_file($lab, 'a letter');
    $worker = media_worker($lab);
    same('connect', scan_reaches($lab, $file, 'later')['found'], 'nobody there');
    $clamd->order(array('listen' => true));
    $lab->db->query('UPDATE llx_elaska_scan SET due_at = 1');
    scan_reaches($lab, $file, 'clean');
    $gone = scan_file($lab, 'another');
    unlink("$lab->dir/documents/".scan_place($lab, $gone));
    $lab->db->query("UPDATE llx_elaska_scan SET state = 'waiting', due_at = 1 WHERE fk_file = $gone");
    scan_reaches($lab, $gone, 'gone');
    scan_over($lab, $clamd, $worker);
}

function test_SEC_15_a_worker_that_is_stopped_while_it_scans(Lab $lab): void
{
    $clamd = scan_clamd($lab);
    $clamd->order(array('do' => 'stall'));
    $file = scan_file($lab, str_repeat('s', 300000));
    $first = media_worker($lab);
    until(fn () => $clamd->streams() === 1, 10, 'it is read');
    $first->kill(SIGKILL);
    $first->ended(5);
    $lab->forgetWorkers();
    same('waiting', scan_row($lab, $file)['state'], 'nobody says that it is clean');
    check(scan_row($lab, $file)['due_at'] > time(), 'its lease lasts');
    $lab->db->query('UPDATE llx_elaska_scan SET due_at = 1');
    $clamd->order(array('do' => 'usual'));
    $worker = media_worker($lab);
    same('2', (string) scan_reaches($lab, $file, 'clean')['attempts'], 'the second attempt');
    scan_over($lab, $clamd, $worker);
}
