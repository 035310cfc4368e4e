<?php
/*
 * What the tests of the workers share: a private database, the fake SMTP server, real worker processes, the queue's
 * rows, and the checks. A test throws Failure where something is not as it must be.
 */
declare(strict_types=1);

final class Failure extends RuntimeException
{
}

function check(bool $ok, string $what): void
{
    if (!$ok) {
        throw new Failure($what);
    }
}

function same(mixed $wanted, mixed $got, string $what): void
{
    check($wanted === $got, "$what: wanted ".json_encode($wanted).', got '.json_encode($got));
}

/** Waits until $test is true (25 looks a second). */
function until(callable $test, float $seconds, string $what): void
{
    for ($end = microtime(true) + $seconds; microtime(true) < $end; usleep(40000)) {
        if ($test()) {
            return;
        }
    }
    check((bool) $test(), "not within $seconds s: $what");
}

/** A process whose output goes to a file. */
class Process
{
    /** @var resource */
    private $handle;
    /** @var array<int, resource> */
    protected array $pipes = array();
    public readonly int $pid;
    private ?int $code = null;

    /** @param list<string> $command @param array<string, string> $environment */
    public function __construct(array $command, public readonly string $log, array $environment = array())
    {
        $streams = array(array('pipe', 'r'), array('file', $log, 'a'), array('file', $log, 'a'));
        $this->handle = proc_open($command, $streams, $this->pipes, null, $environment + getenv());
        $this->pid = proc_get_status($this->handle)['pid'];
    }

    public function alive(): bool
    {
        $status = $this->code === null ? proc_get_status($this->handle) : array('running' => false);
        if ($this->code === null && !$status['running']) {
            $this->code = $status['signaled'] ? 128 + $status['termsig'] : $status['exitcode'];
        }
        return $status['running'];
    }

    public function kill(int $signal): void
    {
        if ($this->alive()) {
            posix_kill($this->pid, $signal);
        }
    }

    /** Status once it has ended; 128 + n when a signal n ended it. */
    public function ended(float $seconds): int
    {
        until(fn () => !$this->alive(), $seconds, "process $this->pid ends");
        return (int) $this->code;
    }

    public function output(): string
    {
        return (string) file_get_contents($this->log);
    }
}

final class Fake extends Process
{
    private int $orders = 0;
    public readonly int $port;

    public function __construct(private string $journal, string $dir)
    {
        @unlink($journal);
        touch($journal);
        parent::__construct(array('node', __DIR__.'/../fakes/smtp.js', $journal, "$dir/cert.pem", "$dir/key.pem"), "$dir/fake.log");
        $this->order(array('listen' => true));
        $this->port = array_values(array_filter($this->journal(), fn ($e) => $e['event'] === 'listening'))[0]['port'];
    }

    public function order(array $order): void
    {
        fwrite($this->pipes[0], json_encode($order)."\n");
        $wanted = ++$this->orders;
        until(fn () => $this->alive() && array_filter($this->journal(), fn ($e) => ($e['order'] ?? 0) === $wanted), 10, 'the fake server obeys');
    }

    /** @return list<array<string, mixed>> */
    public function journal(): array
    {
        $lines = explode("\n", (string) file_get_contents($this->journal));
        array_pop($lines);
        return array_map(fn ($line) => json_decode($line, true), $lines);
    }

    /** @return list<array<string, mixed>> messages taken, in order; with the Message-ID beside */
    public function messages(): array
    {
        $messages = array_values(array_filter($this->journal(), fn ($e) => $e['event'] === 'message'));
        foreach ($messages as &$m) {
            $m['id'] = preg_match('~^Message-ID: (\S+)\r$~m', $m['data'], $found) ? $found[1] : '';
        }
        return $messages;
    }

    public function forget(): void
    {
        file_put_contents($this->journal, '');
    }
}

final class Lab
{
    public mysqli $db;
    public Fake $fake;
    /** @var list<Process> */
    private array $workers = array();
    private int $names = 0;

    public function __construct(public readonly string $dir, public readonly string $binary, public readonly string $plain)
    {
        $this->certificate();
        $this->connect();
        $this->fake = new Fake("$dir/fake.jsonl", $dir);
    }

    public function connect(): void
    {
        mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
        $this->db = new mysqli(null, 'root', '', 'dolibarr', 0, $this->env('DB_SOCKET'));
        $this->db->set_charset('utf8mb4');
    }

    public function env(string $key): string
    {
        preg_match("~^$key=(.*)$~m", (string) file_get_contents("$this->dir/db.env"), $m);
        return $m[1] ?? '';
    }

    /** Everything as at the start; what a sanitizer or a crash left behind fails the test that it happened in. */
    public function reset(): void
    {
        foreach ($this->workers as $worker) {
            $worker->kill(SIGCONT);
            $worker->kill(SIGKILL);
            $worker->ended(5);
        }
        $this->workers = array();
        $this->db->query('TRUNCATE llx_elaska_outbox');
        $this->db->query('TRUNCATE llx_elaska_worker');
        $this->fake->order(array('listen' => false, 'rules' => array(), 'tls' => 'none', 'auth' => null));
        $this->fake->order(array('listen' => true));
        $this->fake->forget();
    }

    public function complaints(): string
    {
        foreach ($this->workers as $worker) {
            if (preg_match('~^.*(AddressSanitizer|LeakSanitizer|runtime error:|drain\.abandoned|Assertion).*$~m', $worker->output(), $m)) {
                return "$worker->log: $m[0]";
            }
        }
        return '';
    }

    /** @param array<string, string|int|null> $over keys of elaska.conf; null leaves one out */
    public function conf(array $over = array()): string
    {
        $keys = $over + array('db_socket' => $this->env('DB_SOCKET'), 'db_name' => 'dolibarr', 'db_user' => $this->env('DB_APP_USER'),
            'db_password' => $this->env('DB_APP_PASSWORD'), 'smtp_url' => "smtp://127.0.0.1:{$this->fake->port}", 'smtp_tls' => 'none',
            'mail_rate' => 0, 'mail_per_destination' => 0, 'log_level' => 'debug');
        $path = "$this->dir/worker-".(++$this->names).'.conf';
        $this->write($path, $keys);
        return $path;
    }

    public function write(string $path, array $keys): void
    {
        $text = '';
        foreach ($keys as $key => $value) {
            $text .= $value === null ? '' : "$key = $value\n";
        }
        file_put_contents($path, $text);
        chmod($path, 0600);
    }

    /** A worker on its own configuration; $binary: the one with the sanitizers unless said otherwise. */
    public function worker(array $over = array(), ?string $binary = null, array $environment = array()): Process
    {
        return $this->start($this->conf($over), $binary, $environment);
    }

    public function start(string $conf, ?string $binary = null, array $environment = array()): Process
    {
        $worker = new Process(array($binary ?? $this->binary, '--config', $conf), "$conf.".(++$this->names).'.log', $environment);
        $this->workers[] = $worker;
        until(fn () => str_contains($worker->output(), '"event":"started"') || !$worker->alive(), 10, "the worker starts, log $worker->log");
        return $worker;
    }

    /** Forgets workers that a test has killed itself. */
    public function forgetWorkers(): void
    {
        $this->workers = array();
    }

    /** @return array{int, string} status and output of a run with these arguments */
    public function run(string ...$arguments): array
    {
        $process = new Process(array_merge(array($this->binary), $arguments), "$this->dir/run-".(++$this->names).'.log');
        return array($process->ended(20), $process->output());
    }

    /** Puts one mail in the queue and tells its id. */
    public function queue(array $over = array()): int
    {
        $row = $over + array('entity' => 1, 'kind' => 'mail.test', 'due_at' => time(), 'recipient' => 'camille@client.example',
            'recipient_name' => 'Camille', 'sender' => 'cabinet@firm.example', 'sender_name' => 'Cabinet', 'subject' => 'Bonjour',
            'body_text' => 'Un texte.', 'body_html' => null, 'message_id' => '<'.bin2hex(random_bytes(8)).'@firm.example>',
            'expires_at' => time() + 86400, 'created_at' => time());
        $this->db->execute_query('INSERT INTO llx_elaska_outbox ('.implode(', ', array_keys($row)).') VALUES ('
            .implode(', ', array_fill(0, count($row), '?')).')', array_values($row));
        return (int) $this->db->insert_id;
    }

    /** @return array<string, mixed> */
    public function row(int $id): array
    {
        return $this->db->execute_query('SELECT * FROM llx_elaska_outbox WHERE rowid = ?', array($id))->fetch_assoc() ?? array();
    }

    public function state(int $id): string
    {
        return $this->row($id)['state'] ?? 'gone';
    }

    /** Tried once, with a reason why it failed; one look, so that the row cannot change in between. */
    public function tried(int $id, string $state = 'ready'): bool
    {
        $row = $this->row($id);
        return $row['state'] === $state && (int) $row['attempts'] === 1 && $row['last_error'] !== '';
    }

    public function count(string $where = '1'): int
    {
        return (int) $this->db->query("SELECT COUNT(*) FROM llx_elaska_outbox WHERE $where")->fetch_row()[0];
    }

    public function reaches(int $id, string $state, float $seconds = 8): void
    {
        try {
            until(fn () => $this->state($id) === $state, $seconds, "message $id is $state");
        } catch (Failure $e) {
            $row = $this->row($id);
            throw new Failure($e->getMessage().", it is $row[state], attempt $row[attempts], $row[last_code] $row[last_error]");
        }
    }

    /** What waits for its next attempt is due now; the worker does not wait for a server that was away either. */
    public function hurry(?Process $worker = null): void
    {
        if ($worker) {
            $told = substr_count($worker->output(), '"event":"config.');
            $worker->kill(SIGHUP);
            until(fn () => substr_count($worker->output(), '"event":"config.') > $told, 5, 'the worker reads its configuration again');
        }
        $this->db->query("UPDATE llx_elaska_outbox SET due_at = UNIX_TIMESTAMP() WHERE state = 'ready'");
        $worker?->kill(SIGHUP); // and it looks at the queue at once
    }

    /** Ends a worker by TERM: it must end well. */
    public function drain(Process $worker, float $seconds = 20): void
    {
        $worker->kill(SIGTERM);
        same(0, $worker->ended($seconds), 'status of a drained worker, log '.$worker->log);
    }

    /** A certificate of "localhost", signed by itself. */
    private function certificate(): void
    {
        file_put_contents("$this->dir/openssl.cnf", "[req]\ndistinguished_name = n\n[n]\n[v3]\nsubjectAltName = DNS:localhost\nbasicConstraints = CA:TRUE\n");
        $options = array('config' => "$this->dir/openssl.cnf", 'x509_extensions' => 'v3', 'digest_alg' => 'sha256',
            'private_key_type' => OPENSSL_KEYTYPE_RSA, 'private_key_bits' => 2048);
        $key = openssl_pkey_new($options);
        $request = openssl_csr_new(array('commonName' => 'localhost'), $key, $options);
        openssl_x509_export_to_file(openssl_csr_sign($request, null, $key, 30, $options), "$this->dir/cert.pem");
        openssl_pkey_export_to_file($key, "$this->dir/key.pem", null, $options);
    }
}
