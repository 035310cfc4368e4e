<?php
/*
 * Sends mails by Dolibarr's own CMailFile, from one process that has loaded it once, and prints how many a second:
 *   mail_native.php HTDOCS SMTP_PORT COUNT
 */
declare(strict_types=1);
const NOREQUIREMENU = 1;
[, $root, $port, $count] = $argv;
chdir($root);
ini_set('display_errors', 'stderr');
error_reporting(E_ALL & ~E_DEPRECATED & ~E_WARNING & ~E_NOTICE);
require "$root/master.inc.php";
require_once DOL_DOCUMENT_ROOT.'/core/class/CMailFile.class.php';

$conf->global->MAIN_MAIL_SENDMODE = 'smtps';
$conf->global->MAIN_MAIL_SMTP_SERVER = 'localhost';
$conf->global->MAIN_MAIL_SMTP_PORT = $port;
$conf->global->MAIN_MAIL_EMAIL_TLS = $conf->global->MAIN_MAIL_EMAIL_STARTTLS = 0;
$conf->global->MAIN_DISABLE_ALL_MAILS = 0;
$html = str_repeat("<p>Bonjour, votre facture est à votre disposition.</p>\n", 16);

function send_one(int $i, string $html): void
{
    $mail = new CMailFile("Votre facture n° FA2611-$i", "client$i@client.example", 'cabinet@firm.example', $html, array(), array(), array(), '', '', 0, 1);
    if (!$mail->sendfile()) {
        fwrite(STDERR, 'CMailFile: '.$mail->error."\n");
        exit(1);
    }
}

send_one(0, $html);
$began = microtime(true);
for ($i = 1; $i <= (int) $count; $i++) {
    send_one($i, $html);
}
printf("%.2f\n", (int) $count / (microtime(true) - $began));
