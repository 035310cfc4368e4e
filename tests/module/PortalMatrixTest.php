<?php
/*
 * Every endpoint of the portal's API, taken from its route table, with somebody else's identifiers, without a session, with
 * no or another session's CSRF value, and with input that no form sends. Source: SEC-02, SEC-10, SEC-13, SEC-14, PORT-04.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Firm.php';
require_once __DIR__.'/PortalVisitor.php';

final class PortalMatrixTest extends TestCase
{
	/** Of a template that is shipped and that clients may ask for. */
	private const KIND = 'assistance-embauche';

	private static PortalVisitor $me;
	private static PortalVisitor $stranger;
	/** @var array<string,int> */
	private static array $id = array();
	/** @var list<string> words that my answers never hold */
	private static array $secrets = array();
	/** @var array<string,mixed> description of the API */
	private static array $described = array();

	public static function setUpBeforeClass(): void
	{
		global $user;
		foreach (array('mine', 'theirs', 'former') as $whose) {
			$name = Firm::word('Client ');
			$title = Firm::word('Dossier ');
			self::$id[$whose] = Firm::client($name);
			self::$id[$whose.' case'] = Firm::dossier(self::$id[$whose], array('portal_visible' => true, 'title' => $title))['id'];
			self::$id[$whose.' invoice'] = self::invoice(self::$id[$whose], 1);
			self::things($whose, $name);
			self::piece($whose);
			if ($whose !== 'mine') {
				array_push(self::$secrets, $name, $title);
			}
		}
		$mine = self::$id['mine'];
		self::$secrets[] = $title = Firm::word('Dossier ');
		self::$id['hidden case'] = Firm::dossier($mine, array('portal_visible' => false, 'title' => $title))['id'];
		self::$id['entity case'] = PortalVisitor::insert('elaska_case', array('entity' => 2, 'ref' => Firm::word('E'), 'title' => self::$secrets[] = Firm::word('Ailleurs '), 'fk_soc' => $mine,
			'start_on' => '2026-01-02', 'status' => 'in_progress', 'fk_user_lead' => (int) $user->id, 'created_at' => 0, 'updated_at' => 0, 'fk_user_creat' => (int) $user->id));
		self::$id['draft invoice'] = self::invoice($mine, 0);
		self::$me = PortalVisitor::of(array($mine => true, self::$id['former'] => false));
		self::$stranger = PortalVisitor::of(array(self::$id['theirs'] => true));
		self::request('mine', self::$me->account);
		self::request('theirs', self::$stranger->account);
		self::request('former', self::$me->account);
		self::uploads();
		self::comments();
		self::vaults();
		self::$described = json_decode((new PortalVisitor())->ask('GET', '/v1/openapi.json')->body, true);
	}

	/** Open vaults with a document, of each: another's is not there even so. */
	private static function vaults(): void
	{
		foreach (array('mine' => self::$me, 'theirs' => self::$stranger) as $whose => $person) {
			PortalVisitor::insert('elaska_client', array('entity' => 1, 'fk_soc' => self::$id[$whose], 'kinds' => 3)); // a person with a firm
			$person->unlock(self::$id[$whose]);
			$vault = '/v1/clients/'.self::$id[$whose].'/vault/files';
			$person->ask('POST', $vault, json_encode(array('name' => Firm::word('Testament ').'.pdf', 'size' => 8)));
			self::$id[$whose.' item'] = (int) $person->json['item'];
			$person->ask('PUT', $vault.'/'.self::$id[$whose.' item'].'/bytes?offset=0', '%PDF-1.7', array('Content-Type' => 'application/octet-stream'));
		}
	}

	/** A task given to the client, with a line of his and a file. */
	private static function things(string $whose, string $name): void
	{
		$office = Firm::office();
		self::$id[$whose.' task'] = $office->call('task.create', array('case' => self::$id[$whose.' case'], 'title' => $name, 'for_client' => true,
			'checklist' => array(array('label' => $name, 'client' => true))))['id'];
		self::$id[$whose.' action'] = $office->call('action.ask', array('case' => self::$id[$whose.' case'], 'message' => $name, 'note' => true))['id'];
		self::$id[$whose.' check'] = $office->call('task.read', array('task' => self::$id[$whose.' task']))['checklist'][0]['id'];
		self::$id[$whose.' file'] = $office->upload('file.put', array('object' => 'task', 'id' => self::$id[$whose.' task'], 'name' => $name.'.pdf'), '%PDF-1.7 '.$name)['id'];
	}

	/** A piece with a file to fill in and a step with a form, on a case of its own. */
	private static function piece(string $whose): void
	{
		global $user;
		static $code = '';
		if ($code === '') {
			$code = strtolower(Firm::word('modele'));
			$kept = Firm::office()->upload('model.put', array('name' => 'Vierge.pdf'), '%PDF-1.7 vierge');
			Firm::office()->call('template.save', array('version' => 0, 'active' => true, 'body' => array('format' => 'elaska.template/1', 'code' => $code, 'label' => array('fr' => 'Matrice'), 'nature' => 'dossier',
				'client_kinds' => array('individual', 'company', 'founder', 'association'), 'family' => 'other', 'icon' => 'folder', 'colour' => 'teal', 'visible' => true, 'requestable' => false,
				'steps' => array(array('code' => 'a', 'label' => array('fr' => 'A'), 'form' => 'b')),
				'forms' => array(array('code' => 'b', 'label' => array('fr' => 'B'), 'pages' => array(array('code' => 'c', 'label' => array('fr' => 'C'), 'fields' => array(array('code' => 'd', 'type' => 'text', 'label' => array('fr' => 'D'))))))),
				'pieces' => array(array('code' => 'f', 'label' => array('fr' => 'F'), 'category' => 'other', 'model' => array('file' => $kept['id'], 'name' => $kept['name'], 'size' => $kept['size']))))));
		}
		$case = Firm::dossier(self::$id[$whose], array('template' => $code, 'portal_visible' => true))['id'];
		$page = Firm::office()->call('case.page', array('case' => $case));
		self::$id[$whose.' contact'] = PortalVisitor::insert('socpeople', array('entity' => 1, 'fk_soc' => self::$id[$whose], 'lastname' => Firm::word('Contact '), 'fk_user_creat' => (int) $user->id));
		self::$id[$whose.' piece'] = $page['pieces'][0]['id'];
		self::$id[$whose.' step'] = $page['steps'][0]['id'];
	}

	/** A request that a client sent. */
	private static function request(string $whose, int $account): void
	{
		global $db;
		$row = $db->fetch_object($db->query('SELECT fk_definition AS id FROM '.MAIN_DB_PREFIX."elaska_definition_head WHERE kind = 'template' AND code = '".self::KIND."'"));
		self::$id[$whose.' request'] = PortalVisitor::insert('elaska_request', array('entity' => 1, 'ref' => Firm::word('DEM'), 'fk_soc' => self::$id[$whose], 'fk_account' => $account, 'kind' => self::KIND,
			'fk_definition' => (int) $row->id, 'draft_key' => bin2hex(random_bytes(16)), 'status' => 'received', 'answers' => '{}', 'sent_at' => 1, 'created_at' => 1, 'updated_at' => 1));
	}

	/** A file that comes in parts, of each; the one of a client whom he no longer represents was his. */
	private static function uploads(): void
	{
		global $db;
		foreach (array('mine' => self::$me, 'theirs' => self::$stranger) as $whose => $person) {
			$person->ask('POST', '/v1/clients/'.self::$id[$whose].'/uploads', json_encode(array('object' => 'task', 'id' => self::$id[$whose.' task'], 'name' => 'x.pdf', 'size' => 9)));
			self::$id[$whose.' upload'] = json_decode($person->body, true)['upload'];
		}
		$db->query('INSERT INTO '.MAIN_DB_PREFIX.'elaska_upload (entity, fk_soc, object, object_id, name, size, hash, place, visible, fk_account, at, touched_at) SELECT entity, '.self::$id['former']
			.', object, object_id, name, size, hash, REVERSE(place), visible, fk_account, at, touched_at FROM '.MAIN_DB_PREFIX.'elaska_upload WHERE rowid = '.self::$id['mine upload']);
		self::$id['former upload'] = (int) $db->last_insert_id(MAIN_DB_PREFIX.'elaska_upload');
	}

	/** A comment on a document, of each. */
	private static function comments(): void
	{
		foreach (array('mine' => self::$me, 'theirs' => self::$stranger, 'former' => self::$me) as $whose => $person) {
			self::$id[$whose.' comment'] = PortalVisitor::insert('elaska_comment', array('entity' => 1, 'object' => 'file', 'object_id' => self::$id[$whose.' file'], 'fk_case' => self::$id[$whose.' case'],
				'fk_soc' => self::$id[$whose], 'body' => 'Merci', 'fk_account' => $person->account, 'at' => time()));
		}
	}

	private static function invoice(int $client, int $state): int
	{
		return PortalVisitor::insert('facture', array('ref' => $state ? Firm::word('FA') : '(PROV'.Firm::word().')', 'entity' => 1, 'fk_soc' => $client, 'datef' => '2026-11-01',
			'date_lim_reglement' => '2026-12-01', 'total_ht' => 100, 'total_tva' => 20, 'total_ttc' => 120, 'fk_statut' => $state));
	}

	/** What waits for advisers is counted on their dashboard: nothing of this stays. */
	public static function tearDownAfterClass(): void
	{
		global $db;
		$db->query('DELETE FROM '.MAIN_DB_PREFIX.'elaska_request WHERE fk_soc IN ('.implode(', ', array_map('intval', array(self::$id['mine'], self::$id['theirs'], self::$id['former']))).')');
	}

	/** Failures of an address are counted: the next tests come from the same one. */
	protected function tearDown(): void
	{
		global $db;
		$db->query('DELETE FROM '.MAIN_DB_PREFIX.'elaska_throttle');
	}

	public static function provideRoutes(): iterable
	{
		foreach (Elaska\Portal::routes() as $route) {
			yield $route['method'].' '.$route['path'] => array($route);
		}
	}

	/** Routes that answer without tokens being opened or closed: asked as they are by several tests. */
	public static function provideSessionRoutes(): iterable
	{
		foreach (self::provideRoutes() as $name => [$route]) {
			if ($route['auth'] === 'session') {
				yield $name => array($route);
			}
		}
	}

	public static function provideWriting(): iterable
	{
		foreach (self::provideRoutes() as $name => [$route]) {
			if ($route['method'] !== 'GET') {
				yield $name => array($route);
			}
		}
	}

	/** @param array<string,int|string> $values */
	private static function path(array $route, array $values = array()): string
	{
		$values += array('client' => self::$id['mine'], 'case' => self::$id['mine case'], 'invoice' => self::$id['mine invoice'], 'session' => self::$stranger->session,
			'token' => str_repeat('A', 43), 'task' => self::$id['mine task'], 'check' => self::$id['mine check'], 'file' => self::$id['mine file'], 'piece' => self::$id['mine piece'], 'action' => self::$id['mine action'],
			'request' => self::$id['mine request'], 'step' => self::$id['mine step'], 'upload' => self::$id['mine upload'], 'contact' => self::$id['mine contact'], 'comment' => self::$id['mine comment'], 'kind' => self::KIND, 'page' => 1, 'draft_key' => str_repeat('0123456789abcdef', 2), 'share' => 1, 'item' => self::$id['mine item'], 'code' => self::code());
		return preg_replace_callback('/\{(\w+)\}/', static fn (array $m): string => (string) $values[$m[1]], $route['path']).(in_array($route['operation'], array('upload.put', 'vault.put'), true) ? '?offset=0' : '');
	}

	/** The code on paper of my case. */
	private static function code(): string
	{
		static $code = '';
		return $code = $code ?: substr(Firm::office()->call('qr.read', array('object' => 'case', 'id' => self::$id['mine case']))['qr']['address'], -22);
	}

	/** @return array<string,array<string,mixed>> members of the body that the description names */
	private static function members(array $route): array
	{
		$input = self::$described['paths'][$route['path']][strtolower($route['method'])]['requestBody']['content']['application/json']['schema']['$ref'] ?? '';
		return self::$described['components']['schemas'][basename($input)]['properties'] ?? array();
	}

	private static function goodBody(array $route): ?array
	{
		$values = array('email' => 'personne@exemple.fr', 'password' => 'Lampadaire-bleu-42', 'current' => 'Lampadaire-bleu-41', 'lang' => 'fr', 'remember' => false, 'title' => 'Relancer la banque',
			'body' => 'Merci', 'done' => true, 'comment' => 'Fait', 'reply' => 'Voici', 'message' => 'Bonjour', 'kind' => self::KIND, 'reason' => 'Plus besoin', 'answers' => new stdClass(), 'fields' => new stdClass(), 'definition' => 1, 'version' => 1, 'object' => 'task', 'id' => self::$id['mine task'], 'name' => 'plan.pdf', 'size' => 9, 'sealed' => str_repeat('0', 32), 'users' => array(), 'token' => str_repeat('A', 43));
		$members = array_intersect_key($values, self::members($route));
		return $members ?: null;
	}

	/** @return list<string> */
	private static function required(array $route): array
	{
		$input = self::$described['paths'][$route['path']][strtolower($route['method'])]['requestBody']['content']['application/json']['schema']['$ref'] ?? '';
		return self::$described['components']['schemas'][basename($input)]['required'] ?? array();
	}

	/** Is a value that is odd elsewhere a good one here? @param array<string,mixed> $schema */
	private static function fits(string $which, array $schema): bool
	{
		$types = (array) ($schema['type'] ?? 'object');
		$words = in_array('string', $types, true) && !isset($schema['format']) && !isset($schema['enum']);
		$long = $words && ($schema['maxLength'] ?? 0) >= 5000;
		$good = array('null' => in_array('null', $types, true), 'boolean' => in_array('boolean', $types, true), 'text' => $words, 'empty' => in_array('null', $types, true),
			'long' => $long, 'lines' => $long, 'number' => in_array('integer', $types, true));
		return $good[$which] ?? false;
	}

	/** @dataProvider provideRoutes */
	public function test_PORT_03_every_route_is_described(array $route): void
	{
		$this->assertArrayHasKey(strtolower($route['method']), self::$described['paths'][$route['path']] ?? array());
		$answers = self::$described['paths'][$route['path']][strtolower($route['method'])]['responses'];
		$this->assertArrayHasKey((string) $route['status'], $answers);
	}

	/** @dataProvider provideSessionRoutes */
	public function test_SEC_02_no_session_no_answer(array $route): void
	{
		$expired = clone self::$stranger;
		$expired->signIn(time() - 1);
		foreach (array('none' => '', 'unreadable' => 'x', 'unknown' => rtrim(strtr(base64_encode(random_bytes(32)), '+/', '-_'), '='), 'expired' => $expired->token) as $which => $token) {
			$nobody = new PortalVisitor();
			$nobody->token = $token;
			$nobody->ask($route['method'], self::path($route));
			$this->assertSame('401 session.ended', $nobody->status.' '.$nobody->problem(), $which);
		}
	}

	/** @dataProvider provideWriting */
	public function test_SEC_13_csrf(array $route): void
	{
		$body = self::goodBody($route) === null ? null : json_encode(self::goodBody($route));
		foreach (array('Origin' => 'https://ailleurs.example', 'Sec-Fetch-Site' => 'cross-site') as $header => $value) {
			self::$me->ask($route['method'], self::path($route), $body, array($header => $value));
			$this->assertSame('403 request.origin', self::$me->status.' '.self::$me->problem(), $header);
		}
		self::$me->ask($route['method'], self::path($route), $body, array('Origin' => 'null'));
		$this->assertSame(403, self::$me->status);
		if ($route['auth'] !== 'session') {
			return;
		}
		foreach (array('absent' => '', 'of another session' => self::$stranger->csrf, 'a guess' => str_repeat('0', 32), 'cut' => substr(self::$me->csrf, 0, 31)) as $which => $value) {
			self::$me->ask($route['method'], self::path($route), $body, array('X-Elaska-CSRF' => $value));
			$this->assertSame('403 request.csrf', self::$me->status.' '.self::$me->problem(), $which);
		}
		$this->assertSame(200, self::$me->ask('GET', '/v1/me')->status, 'nothing was done');
	}

	/** @dataProvider provideRoutes */
	public function test_PORT_04_what_is_not_mine_is_not_there(array $route): void
	{
		preg_match_all('/\{(\w+)\}/', $route['path'], $names);
		$wrong = array();
		if (in_array('client', $names[1], true)) {
			foreach (array('theirs', 'former') as $whose) {
				$wrong['client: '.$whose] = array('client' => self::$id[$whose], 'case' => self::$id[$whose.' case'], 'invoice' => self::$id[$whose.' invoice'], 'task' => self::$id[$whose.' task'],
					'check' => self::$id[$whose.' check'], 'file' => self::$id[$whose.' file'], 'piece' => self::$id[$whose.' piece'], 'action' => self::$id[$whose.' action'], 'request' => self::$id[$whose.' request'], 'step' => self::$id[$whose.' step'], 'upload' => self::$id[$whose.' upload'], 'contact' => self::$id[$whose.' contact'], 'comment' => self::$id[$whose.' comment'], 'item' => self::$id['theirs item']);
				$wrong['my things under client: '.$whose] = array('client' => self::$id[$whose]);
			}
		}
		foreach (array('case' => array('theirs case', 'former case', 'hidden case', 'entity case'), 'invoice' => array('theirs invoice', 'former invoice', 'draft invoice'),
			'task' => array('theirs task', 'former task'), 'check' => array('theirs check', 'former check'), 'file' => array('theirs file', 'former file'), 'piece' => array('theirs piece', 'former piece'),
			'action' => array('theirs action', 'former action'), 'request' => array('theirs request', 'former request'), 'step' => array('theirs step', 'former step'), 'upload' => array('theirs upload', 'former upload'),
			'contact' => array('theirs contact', 'former contact'), 'comment' => array('theirs comment', 'former comment'), 'item' => array('theirs item')) as $name => $things) {
			foreach (in_array($name, $names[1], true) ? $things : array() as $thing) {
				$wrong[$thing] = array($name => self::$id[$thing]);
			}
		}
		foreach (array_diff($names[1], array('token', 'kind', 'draft_key', 'code')) as $name) {
			foreach (array('0', '-1', '01', '1.5', 'abc', '1%27', '%09', '..', '9223372036854775807', '9223372036854775808', str_repeat('9', 60), '4294967297') as $odd) {
				$wrong[$name.' '.$odd] = array($name => $odd);
			}
			$wrong['session of another'] = array();
		}
		foreach (in_array('code', $names[1], true) ? array('x', str_repeat('A', 22), str_repeat('A', 190), '%27') : array() as $odd) {
			$wrong['code '.$odd] = array('code' => $odd);
		}
		foreach (in_array('token', $names[1], true) ? array('x', str_repeat('A', 43), str_repeat('A', 300), '%27', '%F0%9F%92%A5') : array() as $odd) {
			$wrong['token '.$odd] = array('token' => $odd);
		}
		$body = self::goodBody($route) === null ? null : json_encode(self::goodBody($route));
		foreach ($wrong as $which => $values) {
			if ($which === 'session of another' && !in_array('session', $names[1], true)) {
				continue;
			}
			self::$me->ask($route['method'], self::path($route, $values), $body);
			$said = preg_replace('/ (case|invoice|session|token|task|check|file|piece|action|request|step|upload|contact|comment|kind|page|item)$/', '', self::$me->status.' '.self::$me->problem());
			$said = $route['auth'] === 'visit' ? str_replace('share.unavailable', 'not_found', $said) : $said;
			$this->assertSame('404 not_found', isset($values['token']) ? str_replace('link.invalid', 'not_found', $said) : $said, $which);
		}
		$this->assertSame(200, self::$stranger->ask('GET', '/v1/me')->status, 'the other session goes on');
	}

	/** @dataProvider provideSessionRoutes */
	public function test_PORT_04_what_is_mine_is_there(array $route): void
	{
		if ($route['method'] !== 'GET' || in_array($route['operation'], array('portal.invoice_pdf', 'billing.annex', 'preview.get'), true)) {
			$this->addToAssertionCount(1); // they need a document, or change something
			return;
		}
		self::$me->ask('GET', self::path($route));
		$this->assertSame($route['status'], self::$me->status);
		foreach (self::$secrets as $word) {
			$this->assertStringNotContainsString($word, self::$me->body);
		}
	}

	/** @dataProvider provideWriting */
	public function test_SEC_14_bodies_that_no_form_sends(array $route): void
	{
		if (self::members($route) === array()) {
			self::$me->ask($route['method'], self::path($route, array('session' => self::$stranger->session)), '{"tout":1}', array('X-Elaska-CSRF' => 'x'));
			$this->assertGreaterThanOrEqual(400, self::$me->status);
			return;
		}
		$good = self::goodBody($route);
		$deep = str_repeat('{"a":', 2000).'1'.str_repeat('}', 2000);
		// Forms have many answers, everything else has few members.
		$few = array_intersect_key(self::members($route), array('answers' => 1, 'fields' => 1, 'base' => 1)) === array();
		$many = $few ? array('many members' => array(json_encode(array_combine(array_map(static fn (int $n): string => "m$n", range(1, 20001)), range(1, 20001))), 400, 'json.too_many')) : array();
		foreach ($many + array(
			'cut short' => array('{"email":', 400, 'json.malformed'),
			'nothing but noise' => array("\x00\xff\xfe", 400, 'json.malformed'),
			'not UTF-8' => array("{\"email\":\"\xff\"}", 400, 'json.malformed'),
			'deep' => array($deep, 400, 'json.too_deep'),
			'a list' => array('[]', 422, 'field.type'),
			'a number' => array('42', 422, 'field.type'),
			'a text' => array('"x"', 422, 'field.type'),
			'twice the same' => array('{"'.key($good).'":"a","'.key($good).'":"b"}', 422, 'json.duplicate_key'),
			'huge' => array('{"x":"'.str_repeat('a', 2000000).'"}', 413, 'json.too_large'),
			'many values' => array('{"x":['.str_repeat('0,', 120000).'0]}', 400, 'json.too_many'),
			'unknown member' => array(json_encode($good + array('surprise' => 1)), 422, 'field.unknown surprise'),
			'member of the server' => array(json_encode($good + array('client' => 1)), 422, 'field.unknown client'),
		) as $which => [$body, $status, $problem]) {
			self::$me->ask($route['method'], self::path($route), $body);
			$this->assertSame("$status $problem", preg_replace('/^(400 json\.\w+|422 json\.duplicate_key) .*/', '$1', self::$me->status.' '.self::$me->problem()), $which);
		}
		foreach (array('text/plain', 'application/x-www-form-urlencoded', 'application/jsonp') as $type) {
			self::$me->ask($route['method'], self::path($route), json_encode($good), array('Content-Type' => $type));
			$this->assertSame('415 request.media_type', self::$me->status.' '.self::$me->problem(), $type);
		}
		// Of a POST PHP keeps the parts for itself: nothing was sent.
		self::$me->ask($route['method'], self::path($route), json_encode($good), array('Content-Type' => 'multipart/form-data; boundary=x'));
		$this->assertContains(self::$me->problem(), array('request.media_type', self::required($route) ? 'field.required '.key(self::members($route)) : ''));
	}

	/** @dataProvider provideWriting */
	public function test_SEC_14_wrong_types_name_the_field(array $route): void
	{
		$good = self::goodBody($route);
		foreach (self::members($route) as $name => $schema) {
			$odd = array('object' => array('a' => 1), 'list' => array('a'), 'null' => null, 'number' => 42, 'real' => 1.5, 'boolean' => true,
				'text' => 'oui', 'empty' => '', 'long' => str_repeat('é', 5000), 'control' => "a\x01b", 'lines' => "a\nb");
			foreach ($odd as $which => $value) {
				// Any visible characters may make a password; what may be left out may be null.
				if (self::fits($which, $schema) || "$which of ".($schema['format'] ?? '') === 'text of password' || "$which of $name" === 'boolean of remember' || "$which of $name" === 'null of remember'
					|| $route['operation'] === 'vault.update' && $which === 'empty' || "$which of $name" === 'list of users' // said of its first
					|| in_array("$which of $name", array('lines of reason', 'lines of name', 'empty of description', 'lines of description'), true) || in_array("$which of $name", array('object of answers', 'object of base', 'object of fields'), true)) {
					continue;
				}
				self::$me->ask($route['method'], self::path($route), json_encode(array($name => $value) + $good));
				$this->assertContains(self::$me->status, array(400, 422), "$name, $which: ".self::$me->body);
				$this->assertStringEndsWith(' '.$name, ' '.self::$me->problem(), "$name, $which");
			}
		}
		foreach (array_keys($good ?? array()) as $name) {
			if (!in_array($name, self::required($route), true)) {
				continue;
			}
			self::$me->ask($route['method'], self::path($route), json_encode((object) array_diff_key($good, array($name => 1))));
			$this->assertSame("422 field.required $name", self::$me->status.' '.self::$me->problem());
		}
		$this->addToAssertionCount(1);
	}

	/** @dataProvider provideRoutes */
	public function test_SEC_14_queries(array $route): void
	{
		if ($route['method'] !== 'GET') {
			$this->addToAssertionCount(1);
			return;
		}
		$known = array_column(self::$described['paths'][$route['path']]['get']['parameters'] ?? array(), 'in', 'name');
		$queries = array('surprise=1' => 'field.unknown surprise', 'client=1' => 'field.unknown client', 'case=1' => 'field.unknown case', '%FF=1' => 'request.query', 'a=%zz' => '');
		$queries = array_filter($queries, static fn (string $q): bool => ($known[explode('=', $q)[0]] ?? '') !== 'query', ARRAY_FILTER_USE_KEY);
		if (($known['limit'] ?? '') === 'query') {
			$queries += array('limit=0' => 'field.range limit', 'limit=-1' => 'field.range limit', 'limit=201' => 'field.range limit', 'limit=abc' => 'field.type limit', 'limit=' => 'field.type limit',
				'limit=1e3' => 'field.type limit', 'limit=99999999999999999999' => 'field.type limit', 'limit=1&limit=2' => 'json.duplicate_key limit',
				'limit=1%27%20OR%201=1' => 'field.type limit');
		}
		if (($known['after'] ?? '') === 'query') {
			$queries += array('after=x' => 'list.cursor after', 'after=%27%22%3C' => 'list.cursor after', 'after='.str_repeat('A', 600) => '',
				'after='.base64_encode('r|1') => '');
		}
		if (($known['class'] ?? '') === 'query') {
			$queries += array('class=%27' => '', 'class='.str_repeat('c', 400) => '', 'class=nulle' => '');
		}
		$reads = $route['auth'] !== 'none' || $route['operation'] === 'account.invitation' || $route['operation'] === 'account.reset_link' || $route['operation'] === null;
		foreach ($queries as $query => $problem) {
			self::$me->ask('GET', self::path($route).'?'.$query);
			if ($problem !== '' && !$reads) {
				$this->assertSame($problem, self::$me->problem(), $query);
			} elseif ($problem !== '' && $route['operation'] !== null) {
				$this->assertContains(self::$me->status, array(400, 404, 422), $query);
				$this->assertSame($problem, self::$me->problem(), $query);
			}
		}
		self::$me->ask('GET', self::path($route).'?'.str_repeat('a=1&', 2000));
		$this->assertContains(self::$me->status, array(200, 400, 404, 414, 422));
	}

	/** @dataProvider provideRoutes */
	public function test_PORT_03_other_methods(array $route): void
	{
		$allowed = array_column(array_filter(Elaska\Portal::routes(), static fn (array $r): bool => $r['path'] === $route['path']), 'method');
		foreach (array_diff(array('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'BREW'), $allowed) as $method) {
			self::$me->ask($method, self::path($route));
			$this->assertSame('405 request.method', self::$me->status.' '.self::$me->problem(), $method);
			foreach ($allowed as $one) {
				$this->assertStringContainsString($one, self::$me->headers['allow'] ?? '');
			}
		}
		$this->assertSame(204, self::$me->ask('OPTIONS', self::path($route))->status);
		$this->assertArrayNotHasKey('access-control-allow-origin', self::$me->headers);
	}

	public function test_SEC_14_paths_that_lead_nowhere(): void
	{
		foreach (array('/v1', '/v1/', '/v1//me', '/v1/me/', '/v1/ME', '/v1/%6de', '/v1/clients', '/v1/clients/1/cases/1/time/1', '/v1/../v1/me', '/v1/'.str_repeat('a/', 600), '/v1/me;a=1') as $path) {
			self::$me->ask('GET', $path);
			$this->assertSame(404, self::$me->status, $path);
		}
	}
}
