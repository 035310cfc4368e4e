<?php
/*
 * Sends one mail over SMTP without authentication, as pages of modules may ask for.
 */
class CMailFile
{
	public $error = '', $errors = array(), $msgid = '';
	private $to, $from, $data;

	/** @return void */
	public function __construct($subject, $to, $from, $msg, $filename_list = array(), $mimetype_list = array(), $mimefilename_list = array(), $addr_cc = '', $addr_bcc = '', $deliveryreceipt = 0, $msgishtml = 0, $errors_to = '', $css = '', $trackid = '', $moreinheader = '', $sendcontext = 'standard', $replyto = '', $upload_dir_tmp = '')
	{
		$this->to = preg_match('/<([^>]+)>/', $to, $m) ? $m[1] : trim($to);
		$this->from = preg_match('/<([^>]+)>/', $from, $m) ? $m[1] : trim($from);
		$this->msgid = '<'.bin2hex(random_bytes(12)).'@'.($_SERVER['SERVER_NAME'] ?? 'localhost').'>';
		$this->data = 'Subject: =?UTF-8?B?'.base64_encode($subject)."?=\r\nFrom: ".$from."\r\nTo: ".$to."\r\nDate: ".date('r')."\r\nMessage-ID: ".$this->msgid
			."\r\nMIME-Version: 1.0\r\nContent-Type: text/".($msgishtml ? 'html' : 'plain')."; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n".chunk_split(base64_encode($msg));
	}

	/** @return bool */
	public function sendfile()
	{
		$socket = @stream_socket_client('tcp://'.getDolGlobalString('MAIN_MAIL_SMTP_SERVER', '127.0.0.1').':'.getDolGlobalInt('MAIN_MAIL_SMTP_PORT', 25), $no, $text, 10);
		if (!$socket) {
			$this->error = $text;
			return false;
		}
		foreach (array(null => 220, 'EHLO localhost' => 250, 'MAIL FROM:<'.$this->from.'>' => 250, 'RCPT TO:<'.$this->to.'>' => 250, 'DATA' => 354, $this->data."\r\n." => 250, 'QUIT' => 221) as $command => $code) {
			if ($command !== '') {
				fwrite($socket, $command."\r\n");
			}
			do {
				$reply = (string) fgets($socket, 1000);
			} while (isset($reply[3]) && $reply[3] === '-');
			if ((int) $reply !== $code) {
				$this->error = trim($reply) ?: 'connection closed';
				fclose($socket);
				return false;
			}
		}
		fclose($socket);
		return true;
	}
}
