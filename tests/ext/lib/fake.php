<?php
/*
 * A $db of Dolibarr's shape without a server: answers are scripted by pattern, and every statement is recorded.
 */

class FakeResult
{
    /** @var list<list<mixed>> */
    public $rows;

    /** @param list<list<mixed>> $rows */
    public function __construct(array $rows)
    {
        $this->rows = $rows;
    }
}

/** What Dolibarr keeps in $db->db, as far as the bridge looks at it. */
class FakeLink
{
    /** @var int */
    public $errno = 0;
    /** @var string */
    public $error = '';
    /** @var string */
    public $charset = 'utf8mb4';

    /** @return string */
    public function character_set_name()
    {
        return $this->charset;
    }

    /** @return bool */
    public function set_charset(string $name)
    {
        $this->charset = $name;
        return true;
    }
}

class FakeDb
{
    public $type = 'mysqli';
    public $db;
    public $transaction_opened = 0;
    public $database_host = 'fake';
    public $database_port = 0;
    public $database_name = 'fake';
    public $forcecollate = 'utf8_unicode_ci';
    /** @var list<string> */
    public $log = array();
    /** @var array<string, mixed> pattern => int (error number), array (rows), callable(string) */
    public $rules = array();

    public function __construct(array $rules = array())
    {
        $this->db = new FakeLink();
        $this->rules = $rules;
    }

    public function query($sql)
    {
        $this->log[] = $sql;
        $this->db->errno = 0;
        foreach ($this->rules as $pattern => $answer) {
            if (preg_match($pattern, $sql)) {
                return $this->answer(is_callable($answer) ? $answer($sql, $this) : $answer);
            }
        }
        return $this->answer(preg_match('~^\s*SELECT~i', $sql) ? array() : true);
    }

    private function answer($answer)
    {
        if (is_int($answer)) {
            $this->db->errno = $answer;
            $this->db->error = 'scripted error';
            return false;
        }
        return is_array($answer) ? new FakeResult($answer) : $answer;
    }

    public function fetch_row($set)
    {
        return array_shift($set->rows);
    }

    public function num_rows($set)
    {
        return count($set->rows);
    }

    public function affected_rows($set)
    {
        return 1;
    }

    public function last_insert_id($table)
    {
        return 7;
    }

    public function free($set = null)
    {
    }

    public function begin($text = '')
    {
        if (!$this->transaction_opened && !$this->query('BEGIN')) {
            return 0;
        }
        $this->transaction_opened++;
        return 1;
    }

    public function commit($text = '')
    {
        if ($this->transaction_opened > 1) {
            $this->transaction_opened--;
            return 1;
        }
        if (!$this->query('COMMIT')) {
            return 0;
        }
        $this->transaction_opened = 0;
        return 1;
    }

    public function rollback($text = '')
    {
        if ($this->transaction_opened > 1) {
            $this->transaction_opened--;
            return 1;
        }
        $this->query('ROLLBACK');
        $this->transaction_opened = 0;
        return 1;
    }

    /** Statements that end or begin transactions, in order. */
    public function transactions(): string
    {
        return implode(' ', preg_grep('~^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT)~', $this->log));
    }
}

/** An actor with every right; members may be replaced. */
function actor(array $other = array()): array
{
    return $other + array('user_id' => 1, 'entity' => 1, 'lang' => 'fr_FR', 'rights' => Elaska\Office::rights(), 'soc_entities' => array(1));
}

/** What a call throws, in one line; "no exception" when it throws nothing. */
function thrown(callable $call): string
{
    try {
        $call();
    } catch (Elaska\Exception $e) {
        $params = $e->getParams() ? ' '.json_encode($e->getParams()) : '';
        return trim("{$e->getStatus()} {$e->getKey()} {$e->getField()}").$params.($e->isRetriable() ? ' retriable' : '');
    } catch (Throwable $e) {
        return get_class($e).': '.$e->getMessage();
    }
    return 'no exception';
}
