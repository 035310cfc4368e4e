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
