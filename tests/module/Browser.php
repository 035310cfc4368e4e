<?php
/*
 * A person at a browser: logs in to the instance under test, opens pages, fills in the forms that they show and reads
 * the answers. Actions go the whole way: web server, session, tokens, redirections.
 */
final class Browser
{
	private const FORM = '//form[contains(@class, "elaska-form")] | //form[.//input[@name="action"]][not(//form[contains(@class, "elaska-form")])]';
	public int $status = 0;
	public string $url = '';
	public string $body = '';
	/** @var array<string,string> of the last answer, names in lower case */
	public array $headers = array();
	private CurlHandle $curl;
	private ?DOMXPath $dom = null;

	public function __construct()
	{
		$this->curl = curl_init();
		// Many browsers live as long as the run; their connections do not: a child (PHP's own server, by select) has room for 1,024 descriptors.
		curl_setopt_array($this->curl, array(CURLOPT_FORBID_REUSE => true, CURLOPT_COOKIEFILE => '', CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 30, CURLOPT_ENCODING => '',
			CURLOPT_HEADERFUNCTION => function ($curl, string $line): int {
				$parts = explode(':', $line, 2);
				if (isset($parts[1])) {
					$this->headers[strtolower(trim($parts[0]))] = trim($parts[1]);
				} elseif (strpos($line, 'HTTP/') === 0) {
					$this->headers = array();
				}
				return strlen($line);
			}));
	}

	/** A browser whose person is logged in; the administrator when nobody is named. */
	public static function of(?string $login = null, ?string $password = null): self
	{
		$browser = new self();
		$browser->get('/index.php');
		$browser->post('/index.php', array('token' => $browser->token(), 'actionlogin' => 'login', 'loginfunction' => 'loginfunction',
			'username' => $login ?? (getenv('BO_LOGIN') ?: 'admin'), 'password' => $password ?? (getenv('BO_PASSWORD') ?: 'admin')));
		if ($browser->find('//input[@name="password"]')->length) {
			throw new RuntimeException('the login of '.($login ?? 'the administrator').' was refused');
		}
		return $browser;
	}

	/** Address of a page of the module. */
	public static function page(string $page, array $params = array()): string
	{
		return '/custom/elaska/'.$page.($params ? '?'.http_build_query($params) : '');
	}

	/** @param bool $follow redirections, as a browser does @param list<string> $headers */
	public function get(string $path, bool $follow = true, array $headers = array()): self
	{
		return $this->send($path, null, $headers, $follow);
	}

	/** @param array<string,mixed>|string $fields or the body as it is */
	public function post(string $path, $fields, array $headers = array(), bool $follow = true): self
	{
		return $this->send($path, is_array($fields) ? http_build_query($fields) : $fields, $headers, $follow);
	}

	public function put(string $path, string $body, array $headers = array()): self
	{
		curl_setopt($this->curl, CURLOPT_CUSTOMREQUEST, 'PUT');
		try {
			return $this->send($path, $body, $headers, false);
		} finally {
			curl_setopt($this->curl, CURLOPT_CUSTOMREQUEST, null);
		}
	}

	/**
	 * Sends a form of the page as it stands, with some of its fields filled in.
	 *
	 * @param array<string,mixed> $fill name => value; null leaves the field out
	 * @param string $form XPath of the form; the page's own (class elaska-form) unless said, else the first with an action
	 */
	public function submit(array $fill, string $form = self::FORM, bool $follow = true): self
	{
		$node = $this->find($form)->item(0);
		if (!$node instanceof DOMElement) {
			throw new RuntimeException('the page has no form '.$form.': '.substr($this->text(), 0, 400));
		}
		$fields = array_filter(array_replace($this->fields($node), $fill), static fn ($v) => $v !== null);
		$action = $node->getAttribute('action') ?: $this->url;
		return $this->post($action, $fields, array(), $follow);
	}

	/** What a form would send untouched. @return array<string,mixed> */
	public function fields(DOMElement $form): array
	{
		$fields = array();
		foreach ($this->dom()->query('.//input[@name]|.//select[@name]|.//textarea[@name]', $form) as $field) {
			assert($field instanceof DOMElement);
			$type = strtolower($field->getAttribute('type'));
			$skip = in_array($type, array('submit', 'button', 'image', 'file'), true) || (in_array($type, array('checkbox', 'radio'), true) && !$field->hasAttribute('checked'));
			if ($skip || $field->hasAttribute('disabled')) {
				continue;
			}
			$name = $field->getAttribute('name');
			if (substr($name, -2) === '[]') {
				$fields[substr($name, 0, -2)][] = $this->valueOf($field);
			} else {
				$fields[$name] = $this->valueOf($field);
			}
		}
		return $fields;
	}

	private function valueOf(DOMElement $field): string
	{
		if ($field->tagName === 'textarea') {
			return $field->textContent;
		}
		if ($field->tagName !== 'select') {
			return $field->getAttribute('value');
		}
		$option = $this->dom()->query('.//option[@selected]', $field)->item(0) ?? $this->dom()->query('.//option', $field)->item(0);
		return $option instanceof DOMElement ? $option->getAttribute('value') : '';
	}

	/** Token that forms of the last page carry. */
	public function token(): string
	{
		$node = $this->find('//meta[@name="anti-csrf-newtoken"]/@content')->item(0) ?? $this->find('//input[@name="token"]/@value')->item(0);
		return $node === null ? '' : (string) $node->nodeValue;
	}

	public function find(string $xpath): DOMNodeList
	{
		return $this->dom()->query($xpath);
	}

	/** Text of the first element found, spaces made single; null when there is none. */
	public function textOf(string $xpath): ?string
	{
		$node = $this->find($xpath)->item(0);
		return $node === null ? null : self::plain($node->textContent);
	}

	/** What the page says, messages included whatever way the host shows them. */
	public function text(): string
	{
		return self::plain(html_entity_decode(stripcslashes(html_entity_decode((string) preg_replace('/<[^>]*>/', ' ', $this->body)))));
	}

	public function says(string $words): bool
	{
		return strpos($this->text(), self::plain($words)) !== false;
	}

	/** Was the page refused: older hosts say so without the status. */
	public function refused(): bool
	{
		return in_array($this->status, array(403, 404), true) || $this->says('Accès refusé');
	}

	/** Error under a field, null when it has none. */
	public function errorAt(string $field): ?string
	{
		return $this->textOf('//*[@id="'.$field.'-error"]');
	}

	public static function plain(string $text): string
	{
		return trim((string) preg_replace('/[\s\x{a0}\x{202f}]+/u', ' ', $text));
	}

	private function dom(): DOMXPath
	{
		if ($this->dom === null) {
			$document = new DOMDocument();
			libxml_use_internal_errors(true);
			$document->loadHTML('<?xml encoding="UTF-8">'.($this->body !== '' ? $this->body : '<p></p>'));
			libxml_clear_errors();
			$this->dom = new DOMXPath($document);
		}
		return $this->dom;
	}

	private function send(string $path, ?string $body, array $headers, bool $follow): self
	{
		$base = rtrim((string) getenv('BO_URL'), '/');
		$url = strpos($path, 'http') === 0 ? $path : $base.($path[0] === '/' ? $path : '/'.$path);
		curl_setopt_array($this->curl, array(CURLOPT_URL => $url, CURLOPT_FOLLOWLOCATION => $follow, CURLOPT_HTTPHEADER => $headers));
		if ($body === null) {
			curl_setopt($this->curl, CURLOPT_HTTPGET, true);
		} else {
			curl_setopt_array($this->curl, array(CURLOPT_POST => true, CURLOPT_POSTFIELDS => $body));
		}
		$answer = curl_exec($this->curl);
		if ($answer === false) {
			throw new RuntimeException('no answer from '.$url.': '.curl_error($this->curl));
		}
		$this->body = (string) $answer;
		$this->status = (int) curl_getinfo($this->curl, CURLINFO_RESPONSE_CODE);
		$this->url = (string) curl_getinfo($this->curl, CURLINFO_EFFECTIVE_URL);
		$this->dom = null;
		return $this;
	}
}
