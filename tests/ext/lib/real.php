<?php
/*
 * A $db with the method names and the behaviour of Dolibarr's DoliDBMysqli, on the test database of db.sh.
 */
require_once __DIR__.'/fake.php';

class RealDb
{
    public $type = 'mysqli';
    /** @var mysqli */
    public $db;
    public $transaction_opened = 0;
    public $database_host;
    public $database_port = 0;
    public $database_name;
    public $forcecollate = 'utf8_unicode_ci';
    public $lasterror = '';
    /** @var int statements sent */
    public $count = 0;

    public function __construct(string $charset = 'utf8mb4')
    {
        $this->database_host = 'localhost';
        $this->database_name = getenv('DB_NAME');
        $this->db = new mysqli('localhost', getenv('DB_USER'), getenv('DB_PASSWORD'), $this->database_name, 0, getenv('DB_SOCKET'));
        $this->db->set_charset($charset);
    }

    public function query($sql)
    {
        $this->count++;
        try {
            return $this->db->query(trim($sql));
        } catch (Exception $e) {
            $this->lasterror = $e->getMessage();
            return false;
        }
    }

    public function fetch_row($set)
    {
        return is_bool($set) ? 0 : $set->fetch_row();
    }

    public function num_rows($set)
    {
        return $set->num_rows ?? 0;
    }

    public function affected_rows($set)
    {
        return $this->db->affected_rows;
    }

    public function last_insert_id($table)
    {
        return $this->db->insert_id;
    }

    public function free($set = null)
    {
        if (is_object($set)) {
            $set->free_result();
        }
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
        $ret = $this->query('ROLLBACK');
        $this->transaction_opened = 0;
        return $ret;
    }

    /** First column of the first row. */
    public function one(string $sql)
    {
        return $this->db->query($sql)->fetch_row()[0] ?? null;
    }
}

/** A connection of its own, to see what others see. */
function other(): RealDb
{
    static $db;
    return $db ??= new RealDb();
}

/** A new case for the client of seed.sql; its id. */
function new_case(RealDb $db, string $title = 'Succession Lefèvre'): int
{
    return (new Elaska\Cases(new Elaska\Office($db, actor())))->create(array('title' => $title, 'client' => 10, 'lead' => 1))['id'];
}

/** Cases with this title, as another connection sees them. */
function cases_named(string $title): int
{
    return (int) other()->one("SELECT COUNT(*) FROM llx_elaska_case WHERE title = '$title'");
}

/** Third parties with this name, as another connection sees them. */
function firms_named(string $name): int
{
    return (int) other()->one("SELECT COUNT(*) FROM llx_societe WHERE nom = '$name'");
}
