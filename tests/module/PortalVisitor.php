<?php
/*
 * A program that talks to the portal's API of the instance under test, over HTTP. Whatever it asks, the answer must
 * keep the contract of errors: no 5xx, RFC 9457 problems, no word about how the server is made.
 */
use PHPUnit\Framework\Assert;

final class PortalVisitor
{
	public int $status = 0;
	/** @var array<string,string> names in lower case */
	public array $headers = array();
	public string $body = '';
	/** @var mixed of a JSON body */
	public $json = null;
	public string $token = '';
	public string $csrf = '';
	/** Key of an open vault. */
	public string $vault = '';
	public int $account = 0;
	public int $session = 0;
	private CurlHandle $curl;

	public function __construct()
	{
		$this->curl = curl_init();
		curl_setopt($this->curl, CURLOPT_FORBID_REUSE, true);
	}

	/** Somebody with an account that serves these clients, signed in. @param array<int,bool> $clients id => whether the link is active */
	public static function of(array $clients): self
	{
		$visitor = new self();
		$now = time();
		$word = Firm::word('p');
		$visitor->account = self::insert('elaska_account', array('entity' => 1, 'email' => $word.'@exemple.fr', 'name' => 'Camille '.$word, 'status' => 'active',
			'created_at' => $now, 'fk_user_creat' => 1));
		foreach ($clients as $client => $active) {
			self::insert('elaska_account_client', array('entity' => 1, 'fk_account' => $visitor->account, 'fk_soc' => $client, 'profile' => 'entreprise',
				'active' => $active ? 1 : 0, 'created_at' => $now));
		}
		$visitor->signIn($now + 3600);
		return $visitor;
	}

	/** A session of the account, good until then. */
	public function signIn(int $until): void
	{
		global $db;
		$token = random_bytes(32);
		$hex = static fn (string $bytes): string => "X'".bin2hex($bytes)."'";
		$now = time();
		$db->query('INSERT INTO '.MAIN_DB_PREFIX.'elaska_session (entity, token_hash, refresh_hash, family, fk_account, access_until, renew_until, created_at, last_seen_at)'
			.' VALUES (1, '.$hex(hash('sha256', $token, true)).', '.$hex(random_bytes(32)).', '.$hex(random_bytes(16)).", $this->account, $until, ".($now + 7200).", $now, $now)");
		$this->session = (int) $db->last_insert_id(MAIN_DB_PREFIX.'elaska_session');
		$this->token = rtrim(strtr(base64_encode($token), '+/', '-_'), '=');
		$this->csrf = $this->ask('GET', '/v1/me')->status === 200 ? $this->json['csrf'] : '';
	}

	/** The vault of a client, open in this session. */
	public function unlock(int $client): void
	{
		global $db;
		$key = random_bytes(32);
		$db->query('INSERT INTO '.MAIN_DB_PREFIX."elaska_vault_grant (token_hash, entity, fk_soc, fk_account, fk_session, at, until_at) VALUES (X'".hash('sha256', $key)."', 1, $client, $this->account, $this->session, ".time().', '.(time() + 3600).')');
		$this->vault = rtrim(strtr(base64_encode($key), '+/', '-_'), '=');
	}

	/** @param array<string,int|string> $values */
	public static function insert(string $table, array $values): int
	{
		global $db;
		$sql = 'INSERT INTO '.MAIN_DB_PREFIX.$table.' ('.implode(', ', array_keys($values)).') VALUES ('
			.implode(', ', array_map(static fn ($v): string => is_int($v) ? (string) $v : "'".$db->escape($v)."'", $values)).')';
		if (!$db->query($sql)) {
			throw new RuntimeException($db->lasterror().': '.$sql);
		}
		return (int) $db->last_insert_id(MAIN_DB_PREFIX.$table);
	}

	/**
	 * @param ?string $body as it is; JSON unless the headers say otherwise
	 * @param array<string,string> $headers a value of '' leaves the header out
	 */
	public function ask(string $method, string $path, ?string $body = null, array $headers = array()): self
	{
		$headers += array('Accept' => 'application/json', 'Accept-Language' => 'fr');
		if ($this->token !== '') {
			$headers += array('Cookie' => 'elaska_at='.$this->token.($this->vault !== '' ? '; elaska_vault='.$this->vault : ''));
		}
		if ($method !== 'GET' && $this->csrf !== '') {
			$headers += array('X-Elaska-CSRF' => $this->csrf);
		}
		if ($body !== null) {
			$headers += array('Content-Type' => 'application/json');
		}
		// No wait for a "100 Continue" before a large body.
		$headers += array('Expect' => '');
		$lines = array();
		foreach ($headers as $name => $value) {
			$lines[] = $value === '' ? $name.':' : $name.': '.$value;
		}
		$this->headers = array();
		curl_setopt_array($this->curl, array(CURLOPT_URL => rtrim((string) getenv('PORTAL_URL'), '/').$path, CURLOPT_CUSTOMREQUEST => $method, CURLOPT_HTTPHEADER => $lines,
			CURLOPT_POSTFIELDS => $body ?? '', CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 30, CURLOPT_PATH_AS_IS => true, CURLOPT_NOBODY => $method === 'HEAD',
			CURLOPT_HEADERFUNCTION => function ($curl, string $line): int {
				$parts = explode(':', $line, 2);
				if (isset($parts[1])) {
					$this->headers[strtolower(trim($parts[0]))] = trim($parts[1]);
				}
				return strlen($line);
			}));
		$answer = curl_exec($this->curl);
		if ($answer === false) {
			throw new RuntimeException($method.' '.$path.': '.curl_error($this->curl));
		}
		$this->body = is_string($answer) ? $answer : '';
		$this->status = (int) curl_getinfo($this->curl, CURLINFO_RESPONSE_CODE);
		$this->json = json_decode($this->body, true);
		$this->keepsTheContract($method.' '.substr($path, 0, 200).' '.substr((string) $body, 0, 200));
		return $this;
	}

	/** Key of the problem, with its fields: "field.type limit". */
	public function problem(): string
	{
		return trim(($this->json['key'] ?? '').' '.implode(' ', array_unique(array_column($this->json['errors'] ?? array(), 'field'))));
	}

	private function keepsTheContract(string $what): void
	{
		$what .= ' -> '.$this->status.' '.substr($this->body, 0, 300);
		Assert::assertLessThan(500, $this->status, $what);
		if ($this->status < 400 || $this->body === '') {
			return;
		}
		Assert::assertStringStartsWith('application/problem+json', $this->headers['content-type'] ?? '', $what);
		Assert::assertIsArray($this->json, $what);
		foreach (array('type', 'title', 'status', 'key', 'params', 'errors') as $member) {
			Assert::assertArrayHasKey($member, $this->json, $what);
		}
		Assert::assertSame($this->status, $this->json['status'], $what);
		Assert::assertSame('about:blank#'.$this->json['key'], $this->json['type'], $what);
		Assert::assertNotSame('', trim((string) $this->json['title']), $what);
		Assert::assertSame('no-store', $this->headers['cache-control'] ?? '', $what);
		Assert::assertDoesNotMatchRegularExpression('/SELECT |INSERT |llx_|mysql|\.c:|\.php|Stack|#0 /', $this->body, $what);
	}
}
