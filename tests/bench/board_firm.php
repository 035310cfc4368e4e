<?php
/*
 * The tasks of the board's benchmark: 2,000 open ones of one firm, three in four in two columns. The same each time.
 * Arguments: socket, database, user, password.
 */
declare(strict_types=1);

const CARDS = 2000;
const FIRST = 910001;
/* Heavy columns and light ones. */
const COLUMNS = array('todo', 'todo', 'todo', 'doing', 'doing', 'doing', 'review', 'suggested');

mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$db = new mysqli('localhost', $argv[3], $argv[4], $argv[2], 0, $argv[1]);
$db->set_charset('utf8mb4');
$user = (int) $db->query('SELECT MIN(rowid) FROM llx_user')->fetch_row()[0];
$now = time();
$db->query('DELETE FROM llx_elaska_task WHERE rowid >= ' . FIRST);
$db->query('DELETE FROM llx_elaska_case WHERE rowid >= ' . FIRST);
$db->query('DELETE FROM llx_societe WHERE rowid >= ' . FIRST);
for ($i = 0; $i < 50; $i++) {
    $id = FIRST + $i;
    $db->query("INSERT INTO llx_societe (rowid, entity, nom, client, status, datec) VALUES ($id, 1, 'Société n° $i', 1, 1, '2026-01-02 08:00:00')");
    $db->query("INSERT INTO llx_elaska_case (rowid, entity, ref, title, fk_soc, start_on, status, progress, fk_user_lead, created_at, updated_at, fk_user_creat)
        VALUES ($id, 1, 'BT26-000$i', 'Accompagnement annuel, dossier n° $i', $id, '2026-01-02', 'in_progress', 40, $user, 1767340800, 1767340800, $user)");
}
$db->begin_transaction();
for ($i = 0; $i < CARDS; $i++) {
    $id = FIRST + $i;
    $case = FIRST + $i % 50;
    $due = $i % 5 === 0 ? 'NULL' : "DATE '2026-12-01' + INTERVAL " . ($i * 7 % 90) . ' DAY';
    $db->query("INSERT INTO llx_elaska_task (rowid, entity, fk_case, fk_soc, title, status, priority, due_on, position, created_at, updated_at, fk_user_creat)
        VALUES ($id, 1, $case, $case, 'Relire la pièce n° $i et rappeler le client', '" . COLUMNS[$i % 8] . "', " . $i % 4 . ", $due, " . $i * 1024 . ", $now, $now, $user)");
    $db->query("INSERT INTO llx_elaska_task_user (fk_task, fk_user) VALUES ($id, $user)");
    if ($i % 3 === 0) {
        $db->query("INSERT INTO llx_elaska_task_check (fk_task, position, label, client, done_at) VALUES ($id, 1, 'Vérifier', 0, $now), ($id, 2, 'Envoyer', 0, NULL)");
    }
}
$db->commit();
