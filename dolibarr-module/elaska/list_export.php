<?php
/*
 * A list as a file: the core writes it row by row beside, and it is sent as it is, or filed among the documents of a
 * client, who is asked for where the list is not of one. Source: CRM-23, CASE-38, DOC-17.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_list.lib.php';

elaska_need('case/read');
$back = elaska_url(preg_match('/^(case|task|piece|request|document)_list\.php$/', elaska_in('page')) ? elaska_in('page') : 'case_list.php');
$asked = json_decode(elaska_in('in'), true, 16);
$action = elaska_action();
if (!in_array($action, array('export', 'file'), true) || !is_array($asked)) {
    elaska_redirect($back);
}
$client = max(0, GETPOSTINT('client'));
if ($action === 'file' && $client <= 0) {
    elaska_list_file_page($asked, $back, elaska_in('chosen') !== '' ? elaska_words('ElaskaListFileClient') : '');
    exit;
}
$file = (string) tempnam(sys_get_temp_dir(), 'elaska-');
register_shutdown_function(static fn () => is_file($file) && unlink($file));
// An export of a hundred thousand rows takes its time; the person goes on working meanwhile.
set_time_limit(600);
session_write_close();
$made = null;
try {
    $made = $action === 'file' ? $office->file('list.file', array_merge($asked, array('format' => elaska_in('format') === 'xlsx' ? 'xlsx' : 'pdf', 'client' => $client)), $file) : $office->file('list.export', $asked, $file);
} catch (Elaska\Exception $e) {
    session_start();
    setEventMessages(elaska_error_text($e), null, 'errors');
    elaska_redirect($back);
}
if ($action === 'file') {
    session_start();
    elaska_redirect(elaska_url('document_card.php', array('id' => $made['answer']['id'])), elaska_words('ElaskaReportFiled'));
}
while (ob_get_level() > 0) {
    ob_end_clean();
}
header('Content-Type: ' . $made['type']);
header('Content-Disposition: attachment; filename="' . preg_replace('/[^\w.-]/', '_', $made['name']) . '"');
header('Content-Length: ' . filesize($file));
header('Cache-Control: private, no-store');
header('X-Content-Type-Options: nosniff');
readfile($file);
$db->close();
