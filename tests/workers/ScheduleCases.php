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
