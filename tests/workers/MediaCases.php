<?php
/*
 * The media worker: what is shown of files, made by a process that is shut in; what is broken, endless or a bomb costs that
 * process and nothing else.
 */
declare(strict_types=1);
require_once __DIR__.'/MediaFiles.php';

function media_worker(Lab $lab, array $over = array(), bool $plain = false): Process
{
    @mkdir("$lab->dir/documents/elaska-store", 0700, true);
    return $lab->worker($over + array('documents_dir' => "$lab->dir/documents", 'media_poll' => 1, 'media_office' => 'none'), dirname($plain ? $lab->plain : $lab->binary).'/elaska-media');
}

function media_clean(Lab $lab): void
{
    $lab->db->query('SET FOREIGN_KEY_CHECKS = 0');
    foreach (array('preview_page', 'preview', 'file_text', 'file') as $table) {
        $lab->db->query("TRUNCATE llx_elaska_$table");
    }
    $lab->db->query('SET FOREIGN_KEY_CHECKS = 1');
}

/** A stored file; its id. */
function media_file(Lab $lab, string $bytes, string $type): int
{
    $hex = bin2hex(random_bytes(16));
    $place = 'elaska-store/'.substr($hex, 0, 2)."/$hex";
    @mkdir(dirname("$lab->dir/documents/$place"), 0700, true);
    file_put_contents("$lab->dir/documents/$place", $bytes);
    $lab->db->execute_query('INSERT INTO llx_elaska_file (entity, fk_soc, object, object_id, name, type, size, sha256, place, at) VALUES (1, 1, ?, 1, ?, ?, ?, ?, ?, 1)',
        array('case', 'Pièce', $type, strlen($bytes), str_repeat("\0", 32), $place));
    return (int) $lab->db->insert_id;
}

/** @return array<string, mixed> */
function media_row(Lab $lab, int $file): array
{
    return $lab->db->execute_query('SELECT * FROM llx_elaska_preview WHERE fk_file = ?', array($file))->fetch_assoc() ?? array('state' => 'none yet', 'error' => '', 'attempts' => 0);
}

function media_reaches(Lab $lab, int $file, string $state, float $seconds = 15): array
{
    try {
        until(fn () => media_row($lab, $file)['state'] === $state, $seconds, "preview of $file is $state");
    } catch (Failure $e) {
        throw new Failure($e->getMessage().': '.json_encode(media_row($lab, $file)));
    }
    return media_row($lab, $file);
}

/** @return list<array{page: int, width: int, height: int, bytes: string}> */
function media_pages(Lab $lab, int $file): array
{
    $rows = $lab->db->execute_query('SELECT g.page, g.width, g.height, g.size, g.place FROM llx_elaska_preview_page g JOIN llx_elaska_preview p ON p.rowid = g.fk_preview WHERE p.fk_file = ? ORDER BY g.page', array($file));
    $pages = array();
    foreach ($rows as $row) {
        $bytes = (string) file_get_contents("$lab->dir/documents/$row[place]");
        same((int) $row['size'], strlen($bytes), 'its size');
        $pages[] = array('page' => (int) $row['page'], 'width' => (int) $row['width'], 'height' => (int) $row['height'], 'bytes' => $bytes);
    }
    return $pages;
}

/** Red, green, blue at a place of a picture. @return array{int, int, int} */
function media_colour(string $webp, float $x, float $y): array
{
    $image = imagecreatefromstring($webp);
    $c = imagecolorat($image, (int) ((imagesx($image) - 1) * $x), (int) ((imagesy($image) - 1) * $y));
    return array($c >> 16 & 255, $c >> 8 & 255, $c & 255);
}

function media_red(string $webp, float $x, float $y): bool
{
    list($r, $g, $b) = media_colour($webp, $x, $y);
    return $r > 180 && $g < 90 && $b < 90;
}

function media_drain(Lab $lab, Process ...$workers): void
{
    foreach ($workers as $worker) {
        $lab->drain($worker, 25);
    }
    $complaint = $lab->complaints();
    same('', $complaint, 'nothing to complain of');
    $lab->forgetWorkers();
}

function test_SEC_15_the_process_that_reads_files_reaches_nothing(Lab $lab): void
{
    foreach (array($lab->plain, $lab->binary) as $beside) {
        $process = new Process(array(dirname($beside).'/elaska-media-child', 'check', '1', '5', '512'), "$lab->dir/media-check-".basename(dirname($beside)).'.log', array('ASAN_OPTIONS' => 'detect_leaks=0'));
        same(0, $process->ended(20), 'what got through: '.$process->output());
    }
}

function test_SEC_15_a_photo_is_turned_upright_and_tells_nothing(Lab $lab): void
{
    media_clean($lab);
    $file = media_file($lab, MediaFiles::photo(2400, 1800, 6), 'image/jpeg');
    $worker = media_worker($lab);
    media_reaches($lab, $file, 'ready');
    $pages = media_pages($lab, $file);
    same(array(array(0, 240, 320), array(1, 1200, 1600)), array_map(static fn ($p) => array($p['page'], $p['width'], $p['height']), $pages), 'small and large, upright');
    foreach ($pages as $page) {
        check(media_red($page['bytes'], 0.9, 0.05), 'the corner is top right once it stands upright');
        check(!media_red($page['bytes'], 0.05, 0.05), 'and nowhere else');
        foreach (array('Exif', 'Secret', 'ICCP', 'XMP') as $word) {
            check(!str_contains($page['bytes'], $word), "no $word in it");
        }
    }
    media_drain($lab, $worker);
}

function test_DOC_04_a_document_page_by_page_and_its_words(Lab $lab): void
{
    media_clean($lab);
    $long = media_file($lab, MediaFiles::pdf(array_map(static fn ($n) => "Page numéro $n", range(1, 9))), 'application/pdf');
    $text = media_file($lab, "Pr\xE9nom;Montant\n\x80 12\n", 'text/csv');
    $none = media_file($lab, 'x', 'application/zip');
    $worker = media_worker($lab, array('media_pages' => 6));
    $row = media_reaches($lab, $long, 'ready');
    same(array('9', '6', ''), array((string) $row['pages'], (string) $row['built'], $row['error']), 'six of nine');
    $pages = media_pages($lab, $long);
    same(range(0, 6), array_column($pages, 'page'), 'the small one and six');
    same(array(1600, 2264), array($pages[1]['width'], $pages[1]['height']), 'as wide as a screen');
    media_reaches($lab, $text, 'ready');
    media_reaches($lab, $none, 'none');
    $words = static fn (int $id): string => (string) ($lab->db->query("SELECT body FROM llx_elaska_file_text WHERE fk_file = $id")->fetch_row()[0] ?? '');
    check(str_contains($words($long), 'Page numéro 9'), 'words of all pages');
    same("Prénom;Montant\n€ 12\n", $words($text), 'whatever it was written in');
    media_drain($lab, $worker);
}

function test_DOC_04_pages_before_one_that_cannot_be_drawn_are_shown(Lab $lab): void
{
    media_clean($lab);
    $worker = media_worker($lab);
    $file = media_file($lab, MediaFiles::pdf(array('premier', 'second', 'dernier'), '', 2), 'application/pdf');
    media_reaches($lab, $file, 'ready');
    same(array(0, 1), array_column(media_pages($lab, $file), 'page'), 'the pages before it');
    $words = $lab->db->execute_query('SELECT body FROM llx_elaska_file_text WHERE fk_file = ?', array($file))->fetch_row()[0] ?? '';
    check(str_contains($words, 'premier') && str_contains($words, 'dernier'), "words of all pages: $words");
    media_drain($lab, $worker);
}

function test_DOC_04_bytes_that_are_away_are_tried_again(Lab $lab): void
{
    media_clean($lab);
    $worker = media_worker($lab);
    $away = media_file($lab, MediaFiles::pdf(array('absent')), 'application/pdf');
    $place = "$lab->dir/documents/".$lab->db->execute_query('SELECT place FROM llx_elaska_file WHERE rowid = ?', array($away))->fetch_row()[0];
    rename($place, "$place.away");
    until(fn () => (int) media_row($lab, $away)['attempts'] >= 1 && media_row($lab, $away)['error'] !== '', 15, 'it was tried');
    same(array('waiting', 'preview.missing'), array(media_row($lab, $away)['state'], media_row($lab, $away)['error']), 'not given up');
    rename("$place.away", $place);
    $lab->db->query('UPDATE llx_elaska_preview SET due_at = 0');
    media_reaches($lab, $away, 'ready');
    /* a store that is not mounted: nothing is tried at all */
    media_clean($lab);
    rename("$lab->dir/documents/elaska-store", "$lab->dir/documents/unmounted");
    $lab->db->execute_query('INSERT INTO llx_elaska_file (entity, fk_soc, object, object_id, name, type, size, sha256, place, at) VALUES (1, 1, ?, 1, ?, ?, 9, ?, ?, 1)',
        array('case', 'Pièce', 'application/pdf', str_repeat("\0", 32), 'elaska-store/00/'.str_repeat('0', 32)));
    $none = (int) $lab->db->insert_id;
    until(fn () => media_row($lab, $none)['state'] === 'waiting', 15, 'it is queued');
    sleep(3);
    same(array('waiting', 0), array(media_row($lab, $none)['state'], (int) media_row($lab, $none)['attempts']), 'and not tried');
    rename("$lab->dir/documents/unmounted", "$lab->dir/documents/elaska-store");
    media_drain($lab, $worker);
}

function test_DOC_04_a_folder_that_cannot_be_written_to_is_told_before_the_start(Lab $lab): void
{
    foreach (array('media', 'schedule') as $name) {
        $conf = $lab->conf(array('documents_dir' => '/proc/sys'));
        $process = new Process(array(dirname($lab->plain)."/elaska-$name", '--config', $conf, '--check-config'), "$lab->dir/$name-folder.log");
        same(78, $process->ended(20), "$name: ".$process->output());
        check(str_contains($process->output(), 'documents_dir: cannot be written to'), $process->output());
        $conf = $lab->conf(array('documents_dir' => "$lab->dir/not-mounted-yet"));
        same(0, (new Process(array(dirname($lab->plain)."/elaska-$name", '--config', $conf, '--check-config'), "$lab->dir/$name-later.log"))->ended(20), "$name: a disk that comes later");
        $unit = (string) file_get_contents(__DIR__."/../../workers/etc/elaska-$name.service");
        check(preg_match('~^ReadWritePaths=-/var/lib/dolibarr/documents$~m', $unit) === 1, "$name may write there under systemd");
    }
}

function test_DOC_04_a_heic_photo_is_shown(Lab $lab): void
{
    media_clean($lab);
    $file = media_file($lab, (string) file_get_contents(__DIR__.'/../fixtures/media/phone.heic'), 'image/heic');
    $worker = media_worker($lab);
    media_reaches($lab, $file, 'ready');
    $pages = media_pages($lab, $file);
    same(2, count($pages), 'small and large');
    check(media_red($pages[1]['bytes'], 0.05, 0.05), 'the corner is red');
    check(!str_contains($pages[1]['bytes'], 'Secret'), 'and tells nothing');
    media_drain($lab, $worker);
}

function test_SEC_15_what_is_broken_or_a_bomb_costs_nothing(Lab $lab): void
{
    media_clean($lab);
    $bomb = media_file($lab, MediaFiles::bomb(60000, 60000), 'image/png');
    $broken = media_file($lab, substr(MediaFiles::pdf(array('Un')), 0, 60), 'application/pdf');
    $liar = media_file($lab, '<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>', 'image/png');
    $good = media_file($lab, MediaFiles::png(400, 300), 'image/png');
    $worker = media_worker($lab);
    media_reaches($lab, $good, 'ready');
    foreach (array('preview.too_large' => array($bomb), 'preview.damaged' => array($broken, $liar)) as $why => $files) {
        foreach ($files as $file) {
            same($why, media_reaches($lab, $file, 'none')['error'], 'why');
        }
    }
    check($worker->alive(), 'the worker lives');
    media_drain($lab, $worker);
}

function test_SEC_15_an_endless_page_is_cut_tried_again_and_given_up(Lab $lab): void
{
    media_clean($lab);
    $endless = media_file($lab, MediaFiles::endless(), 'application/pdf');
    $worker = media_worker($lab, array('media_timeout' => 1), true);
    for ($attempt = 1; $attempt <= 3; $attempt++) {
        until(fn () => media_row($lab, $endless)['state'] !== 'leased' && (int) media_row($lab, $endless)['attempts'] === $attempt, 15, "attempt $attempt ends");
        $row = media_row($lab, $endless);
        same('preview.slow', $row['error'], 'why');
        check($attempt === 3 || (int) $row['due_at'] >= time() + 15, 'it waits before the next one');
        $lab->db->query('UPDATE llx_elaska_preview SET due_at = 1');
    }
    same('failed', media_row($lab, $endless)['state'], 'given up');
    $said = (string) $lab->db->query("SELECT last_error FROM llx_elaska_worker WHERE name = 'media'")->fetch_row()[0];
    check($said === '' || $said === 'preview.slow', 'said on the page of health');
    media_drain($lab, $worker);
}

/** Processes that read files, of this worker. @return list<int> */
function media_children(Process $worker): array
{
    return array_map('intval', array_filter(explode(' ', trim((string) @file_get_contents("/proc/$worker->pid/task/$worker->pid/children")))));
}

function test_SEC_15_a_killed_child_and_a_killed_worker_lose_nothing(Lab $lab): void
{
    media_clean($lab);
    $slow = media_file($lab, MediaFiles::endless(), 'application/pdf');
    $worker = media_worker($lab, array('media_timeout' => 60), true);
    until(fn () => media_children($worker) !== array(), 10, 'it is being read');
    posix_kill(media_children($worker)[0], SIGKILL);
    until(fn () => media_row($lab, $slow)['error'] === 'preview.crashed', 10, 'the crash is noted');
    same(array('waiting', '1'), array(media_row($lab, $slow)['state'], (string) media_row($lab, $slow)['attempts']), 'and tried again later');

    $lab->db->query('UPDATE llx_elaska_preview SET due_at = 1');
    until(fn () => media_children($worker) !== array(), 10, 'it is read again');
    $child = media_children($worker)[0];
    $worker->kill(SIGKILL);
    $worker->ended(5);
    until(fn () => !is_dir("/proc/$child") || str_contains((string) @file_get_contents("/proc/$child/stat"), ') Z '), 5, 'its process dies with it');
    same('leased', media_row($lab, $slow)['state'], 'the lease stands');
    $lab->db->query('UPDATE llx_elaska_preview SET lease_until = 1');
    $lab->forgetWorkers();

    // The file is a good one by now: the next worker draws it.
    $place = media_row($lab, $slow)['place'];
    file_put_contents("$lab->dir/documents/$place", MediaFiles::pdf(array('Fini')));
    $next = media_worker($lab, array(), true);
    media_reaches($lab, $slow, 'ready');
    same(array(0, 1), array_column(media_pages($lab, $slow), 'page'), 'both pictures');
    media_drain($lab, $next);
}

function test_SEC_15_two_workers_draw_each_file_once(Lab $lab): void
{
    media_clean($lab);
    $files = array();
    for ($i = 0; $i < 12; $i++) {
        $files[] = media_file($lab, MediaFiles::png(200 + $i, 100), 'image/png');
    }
    $workers = array(media_worker($lab, array(), true), media_worker($lab, array(), true));
    foreach ($files as $file) {
        same('1', (string) media_reaches($lab, $file, 'ready', 30)['attempts'], 'once');
    }
    same(24, (int) $lab->db->query('SELECT COUNT(*) FROM llx_elaska_preview_page')->fetch_row()[0], 'two pictures each');
    media_drain($lab, ...$workers);
}

function test_DOC_25_words_of_office_files_without_what_they_call_for(Lab $lab): void
{
    media_clean($lab);
    $w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    $letter = media_file($lab, MediaFiles::docx("<w:document $w><w:body><w:p><w:r><w:t>Attestation</w:t></w:r><w:r><w:t xml:space=\"preserve\"> d'assurance</w:t></w:r></w:p></w:body></w:document>"),
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    $calls = media_file($lab, MediaFiles::docx("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><w:document $w><w:p><w:t>avant &x; &b; fin</w:t></w:p></w:document>"),
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    $bomb = media_file($lab, MediaFiles::docx("<w:document $w><w:p><w:t>".str_repeat(' ', 80 << 20).'</w:t></w:p></w:document>'),
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    $worker = media_worker($lab);
    $words = static fn (int $id): string => trim((string) ($lab->db->query("SELECT body FROM llx_elaska_file_text WHERE fk_file = $id")->fetch_row()[0] ?? ''));
    same('preview.no_office', media_reaches($lab, $letter, 'none')['error'], 'no picture of it');
    same("Attestation d'assurance", $words($letter), 'its words');
    media_reaches($lab, $calls, 'none');
    check(!str_contains($words($calls), 'root:') && !str_contains($words($calls), 'lol'), 'nothing called for: '.$words($calls));
    media_reaches($lab, $bomb, 'none');
    check(strlen($words($bomb)) <= 1 << 20, 'no more than a bound');
    media_drain($lab, $worker);
}
