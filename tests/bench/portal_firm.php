<?php
/*
 * The firm of the portal's benchmarks: 400 third parties, 1,200 cases, 60,000 time entries, one client with 30 cases
 * and a portal account. The same each time but for the keys. Arguments: socket, database, user, password. Prints
 * KEY=VALUE: CLIENT, TOKEN (of a session of his), APIKEY (of Dolibarr's own REST API).
 */
declare(strict_types=1);

const CLIENT = 900001;
const PEOPLE = 400;
const CASES = 1200;
const OWN = 30;
const ENTRIES = 60000;

mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$db = new mysqli('localhost', $argv[3], $argv[4], $argv[2], 0, $argv[1]);
$db->set_charset('utf8mb4');

/** Rows in statements of a thousand. */
function fill(mysqli $db, string $head, int $count, callable $row): void
{
    for ($from = 0; $from < $count; $from += 1000) {
        $values = array_map($row, range($from, min($from + 1000, $count) - 1));
        $db->query($head . ' VALUES ' . implode(',', array_map(static fn (array $v): string => '(' . implode(',', array_map(
            static fn ($x): string => $x === null ? 'NULL' : (is_int($x) ? (string) $x : "'" . $db->real_escape_string($x) . "'"),
            $v
        )) . ')', $values)));
    }
}

$first = CLIENT;
$user = (int) $db->query('SELECT MIN(rowid) FROM llx_user')->fetch_row()[0];
$db->query("DELETE FROM llx_elaska_time WHERE fk_soc >= $first");
$db->query("DELETE FROM llx_elaska_case_terms WHERE fk_case >= $first");
$db->query("DELETE FROM llx_elaska_case WHERE rowid >= $first");
$db->query("DELETE FROM llx_elaska_account WHERE rowid >= $first");
$db->query("DELETE FROM llx_societe WHERE rowid >= $first");

fill($db, 'INSERT INTO llx_societe (rowid, entity, nom, client, status, datec)', PEOPLE, static fn (int $n): array =>
    array($first + $n, 1, sprintf('Société n° %03d', $n), 1, 1, '2026-01-02 08:00:00'));
fill($db, 'INSERT INTO llx_elaska_case (rowid, entity, ref, title, fk_soc, start_on, due_on, status, progress, fk_user_lead, created_at,
    updated_at, fk_user_creat)', CASES, static fn (int $n): array =>
    array($first + $n, 1, sprintf('BE26-%05d', $n), "Accompagnement annuel, dossier n° $n", $first + ($n < OWN ? 0 : 1 + $n % (PEOPLE - 1)),
        '2026-01-02', '2026-12-31', 'in_progress', $n % 101, $user, 1767340800, 1767340800 + $n, $user));
fill($db, 'INSERT INTO llx_elaska_case_terms (rowid, entity, fk_case, valid_from, model, currency, rate_num, rate_den, included_s, price_minor,
    overage_num, overage_den, vat_milli, created_at, fk_user_creat)', CASES, static fn (int $n): array => $n % 2 === 0
    ? array($first + $n, 1, $first + $n, '1900-01-01', 'hourly', 'EUR', 8500, 1, null, null, null, null, 20000, 0, $user)
    : array($first + $n, 1, $first + $n, '1900-01-01', 'package', 'EUR', null, null, 180000, 350000, 9000, 1, 20000, 0, $user));
fill($db, 'INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, work_on, duration_s, billable, description, status, model,
    fk_terms, rate_num, rate_den, vat_milli, currency, created_at, updated_at, fk_user_creat)', ENTRIES, static function (int $n) use ($first, $user): array {
        $case = $n % CASES;
        $hourly = $case % 2 === 0;
        return array(1, $user, $first + ($case < OWN ? 0 : 1 + $case % (PEOPLE - 1)), $first + $case, 1 + $n % 5,
            date('Y-m-d', 1767340800 + 86400 * intdiv($n, 200)), 61 + $n * 17 % 5400, 1, "Intervention n° $n",
            array('draft', 'submitted', 'validated', 'validated', 'invoiced')[intdiv($n, CASES) % 5], $hourly ? 'hourly' : 'package', $first + $case,
            $hourly ? 8500 : 9000, 1, 20000, 'EUR', 0, 0, $user);
    });

$token = random_bytes(32);
$hash = hash('sha256', $token, true);
$now = time();
$db->query("INSERT INTO llx_elaska_account (rowid, entity, email, name, password_hash, status, created_at, fk_user_creat)
    VALUES ($first, 1, 'mesure@example.org', 'Mesure', NULL, 'active', $now, $user)");
$db->query("INSERT INTO llx_elaska_account_client (entity, fk_account, fk_soc, profile, created_at) VALUES (1, $first, $first, 'entreprise', $now)");
$session = $db->prepare('INSERT INTO llx_elaska_session (entity, token_hash, refresh_hash, family, fk_account, access_until, renew_until, created_at,
    last_seen_at) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)');
$session->execute(array($hash, random_bytes(32), random_bytes(16), $first, $now + 43200, $now + 43200, $now, $now));
foreach (array('societe', 'elaska_case', 'elaska_case_terms', 'elaska_time') as $table) {
    $db->query("ANALYZE TABLE llx_$table");
}
$key = bin2hex(random_bytes(16));
$db->query("UPDATE llx_user SET api_key = '$key' WHERE rowid = $user");
echo "APIKEY=$key\n";
echo 'CLIENT=', $first, "\nTOKEN=", rtrim(strtr(base64_encode($token), '+/', '-_'), '='), "\n";
