<?php
/*
 * PHP's own web server on the host's folder, and one client with a cookie jar.
 */
final class HostServer
{
	/** @var resource */
	private $process;
	private int $port;
	private array $cookies = array();

	public function __construct()
	{
		$probe = stream_socket_server('tcp://127.0.0.1:0');
		$this->port = (int) preg_replace('/^.*:/', '', stream_socket_get_name($probe, false));
		fclose($probe);
		$null = array('file', '/dev/null', 'w');
		$command = array_merge(explode(' ', getenv('HOST_PHP') ?: PHP_BINARY), array('-S', '127.0.0.1:'.$this->port, '-t', DOL_DOCUMENT_ROOT));
		$this->process = proc_open($command, array(array('file', '/dev/null', 'r'), $null, $null), $pipes, DOL_DOCUMENT_ROOT);
		for ($i = 0; $i < 100 && !($try = @fsockopen('127.0.0.1', $this->port)); $i++) {
			usleep(50000);
		}
		is_resource($try) && fclose($try);
	}

	/**
	 * @param array<string,mixed>|string|null $body fields, raw text, or none
	 * @return array{status:int,body:string}
	 */
	public function request(string $method, string $path, $body = null, array $headers = array()): array
	{
		if (is_array($body)) {
			$body = http_build_query($body);
			$headers[] = 'Content-Type: application/x-www-form-urlencoded';
		}
		$headers[] = 'Cookie: '.http_build_query($this->cookies, '', '; ');
		$context = stream_context_create(array('http' => array('method' => $method, 'header' => $headers, 'content' => (string) $body, 'ignore_errors' => true, 'follow_location' => 0, 'timeout' => 30)));
		$text = (string) @file_get_contents('http://127.0.0.1:'.$this->port.$path, false, $context);
		$status = 0;
		foreach ($http_response_header ?? array() as $line) {
			if (preg_match('/^HTTP\/\S+ (\d+)/', $line, $m)) {
				$status = (int) $m[1];
			} elseif (preg_match('/^Set-Cookie: ([^=]+)=([^;]*)/i', $line, $m)) {
				$this->cookies[$m[1]] = $m[2];
			}
		}
		return array('status' => $status, 'body' => $text);
	}

	public function stop(): void
	{
		proc_terminate($this->process);
		proc_close($this->process);
	}
}
