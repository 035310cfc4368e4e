<?php
/*
 * One client with validated time, and a writer that does with plain SQL what Dolibarr's Facture does.
 */
require_once __DIR__.'/real.php';

function billing(RealDb $db): Elaska\Billing
{
    return new Elaska\Billing(new Elaska\Office($db, actor()));
}

/** A validated entry of the client of seed.sql, of so many seconds at 85.00 an hour; its id. */
function validated(RealDb $db, int $seconds): int
{
    $time = new Elaska\Time(new Elaska\Office($db, actor()));
    $entry = $time->create(array('client' => 10, 'case' => new_case($db, 'Mission'), 'activity' => 1, 'work_on' => '2026-03-0'.random_int(1, 9), 'duration' => gmdate('H:i:s', $seconds),
        'description' => 'Relecture', 'billable' => true, 'rate' => '85.00'));
    foreach (array('submit', 'validate') as $step) {
        $done = $time->transition(array('entries' => array($entry['id']), 'to' => $step));
        if ($done['done'] !== array($entry['id'])) {
            throw new LogicException(json_encode($done));
        }
    }
    return $entry['id'];
}

/** Writes the invoice and its lines, each total as Dolibarr rounds it. */
function writer(RealDb $db): Closure
{
    return function (array $order) use ($db): array {
        $db->begin();
        $db->query("INSERT INTO llx_facture (ref, fk_soc) VALUES ('(PROV".bin2hex(random_bytes(4)).")', $order[client])");
        $invoice = $db->last_insert_id('llx_facture');
        $answer = array('id' => $invoice, 'ref' => "(PROV$invoice)", 'lines' => array(), 'totals' => array());
        foreach ($order['lines'] as $line) {
            $total = bcround($line['qty'], $line['unit']);
            $db->query("INSERT INTO llx_facturedet (fk_facture, qty, total_ht) VALUES ($invoice, $line[qty], $total)");
            $answer['lines'][] = $db->last_insert_id('llx_facturedet');
            $answer['totals'][] = $total;
        }
        $db->commit();
        return $answer;
    };
}

/** Product of two decimal texts, rounded to cents as price2num does. */
function bcround(string $a, string $b): string
{
    return number_format(round((float) $a * (float) $b, 2), 2, '.', '');
}

function order(int $entry, array $other = array()): array
{
    return $other + array('request_key' => bin2hex(random_bytes(16)), 'client' => 10, 'group' => 'entry', 'entries' => array($entry));
}

/** Invoices, lines and marked entries that another connection sees, without those of earlier tests. */
function kept(): string
{
    static $before;
    $now = array();
    foreach (array('llx_facture', 'llx_facturedet', "llx_elaska_time WHERE status = 'invoiced'") as $what) {
        $now[] = (int) other()->one("SELECT COUNT(*) FROM $what");
    }
    $before ??= $now;
    return implode(' ', array_map(fn ($a, $b) => $a - $b, $now, $before));
}
kept();
