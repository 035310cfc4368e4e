<?php
/*
 * Sends mails by Dolibarr's own CMailFile to the sink, two ways:
 *   php mail_native.php HTDOCS SMTP_PORT COUNT     from one process; prints how many a second
 *   as a page of the host, ?port=SMTP_PORT         one mail a request, as Dolibarr's own pages send; prints "sent"
 */
declare(strict_types=1);
$page = PHP_SAPI !== 'cli';
define('NOLOGIN', 1);
define('NOCSRFCHECK', 1);
define('NOREQUIREMENU', 1);
ini_set('display_errors', 'stderr');
error_reporting(E_ALL & ~E_DEPRECATED & ~E_WARNING & ~E_NOTICE);
if ($page) {
    require __DIR__.'/main.inc.php';
} else {
    chdir($argv[1]);
    require $argv[1].'/master.inc.php';
}
require_once DOL_DOCUMENT_ROOT.'/core/class/CMailFile.class.php';

$conf->global->MAIN_MAIL_SENDMODE = 'smtps';
$conf->global->MAIN_MAIL_SMTP_SERVER = 'localhost'; // an address in figures is refused when it is a private one
$conf->global->MAIN_MAIL_SMTP_PORT = $page ? (int) $_GET['port'] : (int) $argv[2];
$conf->global->MAIN_MAIL_EMAIL_TLS = $conf->global->MAIN_MAIL_EMAIL_STARTTLS = 0;
$conf->global->MAIN_DISABLE_ALL_MAILS = 0;

function send_one(int $i): void
{
    $html = str_repeat("<p>Bonjour, votre facture est à votre disposition.</p>\n", 16);
    $mail = new CMailFile("Votre facture n° FA2611-$i", "client$i@client.example", 'cabinet@firm.example', $html, array(), array(), array(), '', '', 0, 1);
    if (!$mail->sendfile()) {
        error_log('CMailFile: '.$mail->error);
        exit(1);
    }
}

if ($page) {
    send_one(1);
    echo "sent\n";
    exit;
}
send_one(0);
$began = microtime(true);
for ($i = 1; $i <= (int) $argv[3]; $i++) {
    send_one($i);
}
printf("%.2f\n", (int) $argv[3] / (microtime(true) - $began));
