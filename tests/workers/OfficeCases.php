<?php
/*
 * Pages of office files: LibreOffice as a scripted one plays it (tests/fakes/soffice), shut in as the real one is; and the
 * real one, where the machine has it.
 */
declare(strict_types=1);
require_once __DIR__.'/MediaFiles.php';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const OLD_WORD = 'application/msword';

function office_worker(Lab $lab, array $over = array(), bool $plain = false): Process
{
    return media_worker($lab, $over + array('media_office' => dirname(__DIR__).'/fakes/soffice', 'media_office_memory' => '1G'), $plain);
}

function office_old(string $words): string
{
    return "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".str_repeat("\0", 100).$words;
}

function office_letter(string $words): string
{
    return MediaFiles::docx('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'.$words.'</w:t></w:r></w:p></w:body></w:document>');
}

function office_words(Lab $lab, int $file): string
{
    return trim((string) ($lab->db->query("SELECT body FROM llx_elaska_file_text WHERE fk_file = $file")->fetch_row()[0] ?? ''));
}

/** @return list<string> */
function office_folders(): array
{
    return glob('/tmp/elaska-office-[0-9]*') ?: array();
}

function test_DOC_04_office_files_have_pages(Lab $lab): void
{
    media_clean($lab);
    $before = office_folders();
    $letter = media_file($lab, office_letter('Attestation'), WORD);
    $old = media_file($lab, office_old('ancien'), OLD_WORD);
    $worker = office_worker($lab);
    foreach (array($letter, $old) as $file) {
        same(2, (int) media_reaches($lab, $file, 'ready', 30)['pages'], 'pages of it');
        same(array(0, 1, 2), array_column(media_pages($lab, $file), 'page'), 'the small one and two');
    }
    same('Attestation', office_words($lab, $letter), 'its own words, once');
    check(str_contains(office_words($lab, $old), 'Deuxieme page'), 'words of one that is no archive: those of its pages');
    until(fn () => office_folders() === $before, 5, 'nothing is left of it: '.implode(' ', office_folders()));
    media_drain($lab, $worker);
}

function test_DOC_04_without_libreoffice_words_are_there_and_pages_come_with_it(Lab $lab): void
{
    media_clean($lab);
    $letter = media_file($lab, office_letter('Attestation'), WORD);
    $worker = media_worker($lab, array('media_office' => 'none'));
    same('preview.no_office', media_reaches($lab, $letter, 'none')['error'], 'why there are no pages');
    same('Attestation', office_words($lab, $letter), 'its words');
    $counters = json_decode((string) $lab->db->query("SELECT counters FROM llx_elaska_worker WHERE name = 'media'")->fetch_row()[0], true);
    same(0, $counters['office'] ?? null, 'told on the page of health');
    media_drain($lab, $worker);
    $worker = office_worker($lab);
    same(2, (int) media_reaches($lab, $letter, 'ready', 30)['pages'], 'pages, once it is there');
    media_drain($lab, $worker);
}

function test_SEC_15_libreoffice_reaches_nothing(Lab $lab): void
{
    media_clean($lab);
    @unlink('/tmp/elaska-office-escape');
    @unlink('/tmp/elaska-office-listens');
    file_put_contents('/tmp/elaska-office-secret', 'of somebody');
    $listens = stream_socket_server('unix:///tmp/elaska-office-listens');
    $file = media_file($lab, office_old('fake:outside'), OLD_WORD);
    $worker = office_worker($lab, array(), true);
    media_reaches($lab, $file, 'ready', 30);
    same('nothing got through', office_words($lab, $file), 'what it reached');
    same('of somebody', (string) file_get_contents('/tmp/elaska-office-secret'), 'left alone');
    check(!file_exists('/tmp/elaska-office-escape'), 'nothing written elsewhere');
    unlink('/tmp/elaska-office-secret');
    unlink('/tmp/elaska-office-listens');
    media_drain($lab, $worker);
    check(is_resource($listens), 'nobody called');
}

function test_SEC_15_what_libreoffice_makes_is_not_believed(Lab $lab): void
{
    media_clean($lab);
    $never = array('preview.damaged' => array('garbage', 'nothing', 'folder'));
    $files = array();
    foreach ($never as $why => $kinds) {
        foreach ($kinds as $kind) {
            $files[$kind] = array(media_file($lab, office_old("fake:$kind"), OLD_WORD), $why);
        }
    }
    $many = media_file($lab, office_old('fake:many'), OLD_WORD);
    $worker = office_worker($lab, array('media_pages' => 3));
    foreach ($files as $kind => list($file, $why)) {
        same($why, media_reaches($lab, $file, 'none', 30)['error'], $kind);
    }
    same(3000, (int) media_reaches($lab, $many, 'ready', 40)['pages'], 'how many it has');
    same(array(0, 1, 2, 3), array_column(media_pages($lab, $many), 'page'), 'the first ones');
    check($worker->alive(), 'the worker lives');
    media_drain($lab, $worker);
}

function test_SEC_15_libreoffice_that_crashes_hangs_or_fills_the_disk(Lab $lab): void
{
    media_clean($lab);
    $files = array('crash' => 'preview.crashed', 'hang' => 'preview.slow', 'spin' => 'preview.slow');
    foreach ($files as $kind => $why) {
        $files[$kind] = array(media_file($lab, office_old("fake:$kind"), OLD_WORD), $why);
    }
    $huge = media_file($lab, office_old('fake:huge'), OLD_WORD);
    $worker = office_worker($lab, array('media_timeout' => 2), true);
    foreach ($files as $kind => list($file, $why)) {
        until(fn () => (int) media_row($lab, $file)['attempts'] === 1 && media_row($lab, $file)['state'] === 'waiting', 30, "$kind is tried again later");
        same($why, media_row($lab, $file)['error'], $kind);
    }
    same('preview.too_large', media_reaches($lab, $huge, 'none', 30)['error'], 'more than is kept');
    until(fn () => office_folders() === array(), 5, 'nothing is left: '.implode(' ', office_folders()));
    media_drain($lab, $worker);
}

function test_SEC_15_a_stopped_worker_takes_libreoffice_with_it(Lab $lab): void
{
    media_clean($lab);
    $file = media_file($lab, office_old('fake:hang'), OLD_WORD);
    $worker = office_worker($lab, array('media_timeout' => 60), true);
    until(fn () => office_folders() !== array() && is_dir(office_folders()[0].'/profile'), 20, 'it is being read');
    usleep(300000);
    $children = media_children($worker);
    $worker->kill(SIGKILL);
    $worker->ended(5);
    foreach ($children as $child) {
        until(fn () => !is_dir("/proc/$child") || str_contains((string) @file_get_contents("/proc/$child/status"), 'State:	Z'), 5, "process $child ends with its parent");
    }
    check(office_folders() !== array(), 'its folder stays');
    $lab->forgetWorkers();
    $lab->db->query('UPDATE llx_elaska_preview SET lease_until = 1');
    file_put_contents($lab->dir.'/documents/'.media_row($lab, $file)['place'], office_old('good'));
    $worker = office_worker($lab);
    media_reaches($lab, $file, 'ready', 30);
    until(fn () => office_folders() === array(), 5, 'the next one clears it away');
    media_drain($lab, $worker);
}

function test_DOC_04_the_real_libreoffice(Lab $lab): void
{
    if (!glob('/usr/lib/libreoffice/program/soffice.bin')) {
        return;
    }
    media_clean($lab);
    $file = media_file($lab, MediaFiles::odt('Bail d’habitation à Saint-Étienne'), 'application/vnd.oasis.opendocument.text');
    $worker = media_worker($lab, array('media_office' => 'auto'), true);
    same(1, (int) media_reaches($lab, $file, 'ready', 60)['pages'], 'pages of it');
    media_drain($lab, $worker);
}
