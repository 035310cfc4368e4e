<?php
/*
 * The schedule worker: what is due is done once, by however many; it stops at once and survives a database that went away.
 */
declare(strict_types=1);

function schedule_binary(Lab $lab): string
{
    return dirname($lab->binary).'/elaska-schedule';
}

/** A lead with a case past its end date. */
function schedule_late(Lab $lab): int
{
    $lab->db->query("INSERT INTO llx_const (name, entity, value) VALUES ('ELASKA_MAIL_FROM', 1, 'cabinet@firm.example')");
    $lab->db->query("INSERT INTO llx_user (login, firstname, lastname, email, statut, entity) VALUES ('lea', 'Léa', 'Roux', 'lea@firm.example', 1, 1)");
    $user = (int) $lab->db->insert_id;
    $lab->db->query("INSERT INTO llx_societe (nom, entity) VALUES ('Boulangerie', 1)");
    $client = (int) $lab->db->insert_id;
    $lab->db->query('INSERT INTO llx_elaska_case (entity, ref, title, fk_soc, start_on, due_on, status, class, fk_user_lead, created_at, updated_at, active_at, fk_user_creat) VALUES '
        ."(1, 'DOS-1', 'Bail', $client, '2026-01-01', '2026-01-31', 'in_progress', 'open', $user, 1, 1, UNIX_TIMESTAMP(), $user)");
    return $user;
}

function test_CASE_39_the_lead_is_told_once_by_however_many_workers(Lab $lab): void
{
    schedule_late($lab);
    $workers = array($lab->worker(array(), schedule_binary($lab)), $lab->worker(array(), schedule_binary($lab)));
    until(fn () => $lab->count("kind = 'alerts.daily'") === 1, 15, 'the mail is queued');
    foreach ($workers as $worker) {
        $worker->kill(SIGHUP);
    }
    usleep(2500000);
    same(1, $lab->count("kind = 'alerts.daily'"), 'one a day');
    foreach ($workers as $worker) {
        $worker->kill(SIGTERM);
        same(0, $worker->ended(10), 'it ends cleanly');
    }
    $lab->forgetWorkers();
}

function test_PLAT_24_a_schedule_worker_reads_the_file_that_others_have_keys_in(Lab $lab): void
{
    $process = new Process(array(schedule_binary($lab), '--config', $lab->conf(), '--check-config'), "$lab->dir/schedule-check.log");
    same(0, $process->ended(20), $process->output());
}

function test_CASE_02_a_job_that_a_case_left_is_done_once(Lab $lab): void
{
    $one = static fn (string $sql): string => (string) $lab->db->query($sql)->fetch_row()[0];
    if ($one('SELECT COUNT(*) FROM llx_elaska_case') === '0') {
        schedule_late($lab);
    }
    $body = array('format' => 'elaska.template/1', 'code' => 'audit', 'label' => array('fr' => 'Audit'), 'nature' => 'mission', 'client_kinds' => array('company'), 'family' => 'tax',
        'icon' => 'flag', 'colour' => 'blue', 'steps' => array(array('code' => 'a', 'label' => array('fr' => 'A'))), 'effects' => array(array('on' => 'open', 'do' => 'job', 'kind' => 'mirror')));
    $json = $lab->db->real_escape_string((string) json_encode($body));
    $lab->db->query('INSERT INTO llx_elaska_definition (entity, kind, code, revision, origin, body, digest, created_at, fk_user_creat) VALUES '
        ."(1, 'template', 'audit', 1, 'local', '$json', '', 1, 1)");
    $definition = (int) $lab->db->insert_id;
    $lab->db->query("INSERT INTO llx_elaska_effect (entity, fk_case, source, source_id, position, what, body, state, attempts, at) SELECT 1, rowid, 'open', 1, 0, 'job', "
        ."'{\"definition\":$definition,\"at\":\"effects\",\"i\":0}', 'wanted', 0, 1 FROM llx_elaska_case LIMIT 1");
    $workers = array($lab->worker(array(), schedule_binary($lab)), $lab->worker(array(), schedule_binary($lab)));
    until(fn () => $one("SELECT COUNT(*) FROM llx_elaska_effect WHERE state = 'done'") === '1', 15, 'the job is done');
    usleep(1500000);
    same('1', $one("SELECT wanted FROM llx_elaska_mirror WHERE object = 'case'"), 'once');
    same('1', $one('SELECT attempts FROM llx_elaska_effect'), 'at the first attempt');
    foreach ($workers as $worker) {
        $worker->kill(SIGTERM);
        same(0, $worker->ended(10), 'it ends cleanly');
    }
    $lab->forgetWorkers();
}

/** A portal account of the client of the first case, and what the client was asked for, with these wished days from today. @param list<int> $days @return list<int> */
function schedule_asked(Lab $lab, array $days): array
{
    if ((int) $lab->db->query('SELECT COUNT(*) FROM llx_elaska_case')->fetch_row()[0] === 0) {
        schedule_late($lab);
    }
    $case = $lab->db->query('SELECT rowid, fk_soc FROM llx_elaska_case ORDER BY rowid LIMIT 1')->fetch_assoc();
    if ((int) $lab->db->query('SELECT COUNT(*) FROM llx_elaska_account')->fetch_row()[0] === 0) {
        $lab->db->query("INSERT INTO llx_elaska_account (entity, email, name, status, lang, created_at, fk_user_creat) VALUES (1, 'camille@client.example', 'Camille', 'active', 'fr', 1, 1)");
        $lab->db->query("INSERT INTO llx_elaska_account_client (entity, fk_account, fk_soc, created_at) VALUES (1, {$lab->db->insert_id}, {$case['fk_soc']}, 1)");
        $lab->db->query("INSERT INTO llx_const (name, entity, value) VALUES ('ELASKA_PORTAL_URL', 1, 'https://espace.example')");
    }
    $asked = array();
    foreach ($days as $in) {
        $lab->db->query('INSERT INTO llx_elaska_action (entity, fk_case, fk_soc, kinds, message, due_on, status, fk_user, created_at) VALUES '
            ."(1, {$case['rowid']}, {$case['fk_soc']}, 'note', 'Merci de relire', CURRENT_DATE + INTERVAL $in DAY, 'waiting', 1, 1)");
        $asked[] = (int) $lab->db->insert_id;
    }
    return $asked;
}

function test_CASE_27_a_client_is_reminded_once_before_and_once_after_by_however_many_workers(Lab $lab): void
{
    list($soon, $past, $far) = schedule_asked($lab, array(2, -1, 20));
    $reminded = static fn (int $id): int => (int) $lab->db->query("SELECT reminded FROM llx_elaska_action WHERE rowid = $id")->fetch_row()[0];
    $workers = array($lab->worker(array(), schedule_binary($lab)), $lab->worker(array(), schedule_binary($lab)));
    until(fn () => $lab->count("kind = 'action.reminder'") >= 2, 15, 'both reminders are queued');
    foreach ($workers as $worker) {
        $worker->kill(SIGHUP); // looks again at once
    }
    usleep(2500000);
    same(2, $lab->count("kind = 'action.reminder' AND recipient = 'camille@client.example'"), 'each once');
    same(array(1, 2, 0), array($reminded($soon), $reminded($past), $reminded($far)), 'before, after, not yet');

    // Killed at any moment, nothing is lost and nothing is sent twice.
    $workers[0]->kill(SIGKILL);
    $lab->db->query("UPDATE llx_elaska_action SET due_on = CURRENT_DATE - INTERVAL 1 DAY WHERE rowid = $soon");
    $workers[1]->kill(SIGHUP);
    until(fn () => $lab->count("kind = 'action.reminder'") === 3, 15, 'the day after has its own');
    same(2, $reminded($soon), 'the last one');
    $workers[1]->kill(SIGTERM);
    same(0, $workers[1]->ended(10), 'it ends cleanly');
    $lab->forgetWorkers();
}

function test_CASE_19_what_no_row_names_leaves_the_store(Lab $lab): void
{
    $store = "$lab->dir/documents/elaska-store";
    $name = str_repeat('0', 30);
    // The folder whose turn it is depends on the hour: one old file in each, one young beside it.
    for ($i = 0; $i < 256; $i++) {
        $folder = sprintf('%02x', $i);
        mkdir("$store/$folder", 0700, true);
        touch("$store/$folder/$folder$name", time() - 2 * 86400);
        touch("$store/$folder/".substr("$folder$name", 0, 31).'1');
    }
    $old = static fn (): int => count(array_filter(glob("$store/*/*0") ?: array(), static fn (string $path): bool => filemtime($path) < time() - 86400));
    $worker = $lab->worker(array('documents_dir' => "$lab->dir/documents"), schedule_binary($lab));
    until(fn () => $old() < 256, 15, 'one folder is in order');
    $worker->kill(SIGKILL);
    until(fn () => !$worker->alive(), 5, 'killed');
    check($old() >= 254, 'one folder at a time');
    same(256, count(glob("$store/*/*000001") ?: array()), 'what is young stays');
    $again = $lab->worker(array('documents_dir' => "$lab->dir/documents"), schedule_binary($lab));
    usleep(1500000);
    $again->kill(SIGTERM);
    same(0, $again->ended(10), 'it ends cleanly');
    check(!str_contains($again->output(), 'chore.failed'), $again->output());
    $lab->forgetWorkers();
}
