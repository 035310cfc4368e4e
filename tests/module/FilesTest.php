<?php
/*
 * Files through the back office: the door that takes them, the page that gives them, the store that nothing else shows.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';
require_once __DIR__.'/PortalVisitor.php';

final class FilesTest extends TestCase
{
	private const SEND = __DIR__.'/../../dolibarr-module/elaska/lib/elaska_send.lib.php';
	private const DOOR = '/custom/elaska/ajax/upload.php';
	private const PDF = "%PDF-1.7\nun essai";
	private static Browser $browser;
	private static string $token = '';
	private static int $case = 0;

	public static function setUpBeforeClass(): void
	{
		$person = Firm::person();
		self::$case = Firm::dossier(Firm::client(), array(), $person)['id'];
		self::$browser = Browser::of($person->login, Firm::PASSWORD);
		self::$browser->get(Browser::page('index.php'));
		self::$token = self::$browser->token();
	}

	/** @return array<string,mixed> */
	private function upload(array $facts, string $bytes, ?string $token = null): array
	{
		$input = rtrim(strtr(base64_encode((string) json_encode($facts)), '+/', '-_'), '=');
		self::$browser->put(self::DOOR, $bytes, array('Content-Type: application/octet-stream', 'X-Elaska-Token: '.($token ?? self::$token), 'X-Elaska-Input: '.$input));
		$answer = json_decode(self::$browser->body, true);
		$this->assertIsArray($answer, self::$browser->status.' '.self::$browser->body);
		return $answer;
	}

	public function test_CASE_23_a_file_goes_in_and_comes_out(): void
	{
		$made = $this->upload(array('object' => 'case', 'id' => self::$case, 'name' => 'Relevé d’octobre.pdf'), self::PDF);
		$this->assertSame(200, self::$browser->status, json_encode($made));
		$this->assertSame('application/pdf', $made['out']['type']);
		self::$browser->get(Browser::page('file.php', array('id' => $made['out']['id'])));
		$this->assertSame(200, self::$browser->status);
		$this->assertSame(self::PDF, self::$browser->body);
		$this->assertSame("attachment; filename*=UTF-8''Relev%C3%A9%20d%E2%80%99octobre.pdf", self::$browser->headers['content-disposition']);
		$this->assertSame('nosniff', self::$browser->headers['x-content-type-options']);
		self::$browser->get(Browser::page('file.php', array('id' => $made['out']['id'], 'view' => 1)));
		$this->assertStringStartsWith('inline', self::$browser->headers['content-disposition']);
		$this->assertStringContainsString('sandbox', self::$browser->headers['content-security-policy']);
	}

	/** docs/files.md: no row of Dolibarr's index names what lies in the store, and none of its doors leads there, administrators included. */
	public function test_SEC_15_native_doors_do_not_lead_to_the_store(): void
	{
		global $db;
		$bytes = self::PDF.' '.Firm::word();
		$id = (int) $this->upload(array('object' => 'case', 'id' => self::$case, 'name' => Firm::word('Porte').'.pdf'), $bytes)['out']['id'];
		$row = $db->fetch_object($db->query('SELECT f.place FROM '.MAIN_DB_PREFIX.'elaska_file AS f WHERE f.rowid = '.$id));
		$this->assertFileExists(DOL_DATA_ROOT.'/'.$row->place);
		$indexed = $db->fetch_object($db->query('SELECT COUNT(*) AS n FROM '.MAIN_DB_PREFIX."ecm_files WHERE filepath LIKE 'elaska-%'"));
		$this->assertSame(0, (int) $indexed->n);
		$inside = substr($row->place, strlen('elaska-store/'));
		$boss = Browser::of();
		foreach (array('elaska', 'elaska-store', 'elaska_temp', 'elaska_user', 'ecm', 'medias', 'facture', 'systemtools') as $part) {
			foreach (array($row->place, $inside, '../'.$row->place, '..%2F'.$row->place, '/'.$row->place, '..././'.$row->place, DOL_DATA_ROOT.'/'.$row->place) as $path) {
				foreach (array('document.php', 'viewimage.php') as $door) {
					$boss->get('/'.$door.'?modulepart='.$part.'&file='.(strpos($path, '%') === false ? rawurlencode($path) : $path));
					$this->assertStringNotContainsString($bytes, $boss->body, "$door $part $path");
				}
			}
		}
	}

	public function test_SEC_15_ranges_are_what_they_say(): void
	{
		require_once self::SEND;
		$cases = array('bytes=0-0' => array(array(0, 0)), 'bytes=2-4' => array(array(2, 4)), 'bytes=5-' => array(array(5, 9)), 'bytes=-3' => array(array(7, 9)), 'bytes=-99' => array(array(0, 9)),
			'bytes=8-99' => array(array(8, 9)), 'bytes=0-1, 4-5,-1' => array(array(0, 1), array(4, 5), array(9, 9)), 'bytes=10-' => array(), 'bytes=-0' => array(), 'bytes=0-1,50-60' => array(array(0, 1)),
			'bytes=4-2' => null, 'bytes=' => null, 'bytes=-' => null, 'bytes=a-b' => null, 'lines=1-2' => null, 'bytes=1-2-3' => null, 'bytes=0-9,0-9' => null,
			'bytes='.implode(',', array_fill(0, 17, '1-1')) => null, 'bytes=99999999999999999999-' => null, '' => null);
		foreach ($cases as $header => $wanted) {
			$this->assertSame($wanted, elaska_ranges((string) $header, 10), (string) $header);
		}
		$this->assertSame(array(), elaska_ranges('bytes=0-', 0));
	}

	public function test_SEC_15_a_download_goes_on_where_it_stopped(): void
	{
		$bytes = self::PDF.random_bytes(300000);
		$made = $this->upload(array('object' => 'case', 'id' => self::$case, 'name' => 'Plan.pdf'), $bytes);
		$page = Browser::page('file.php', array('id' => $made['out']['id']));
		$b = self::$browser->get($page);
		$this->assertSame(array($bytes, 'bytes', (string) strlen($bytes)), array($b->body, $b->headers['accept-ranges'], $b->headers['content-length']));
		$tag = $b->headers['etag'];
		$b->get($page, true, array('Range: bytes=100000-200000'));
		$this->assertSame(array(206, substr($bytes, 100000, 100001), 'bytes 100000-200000/'.strlen($bytes)), array($b->status, $b->body, $b->headers['content-range']));
		$this->assertStringContainsString('sandbox', $b->headers['content-security-policy']);
		$b->get($page, true, array('Range: bytes=-7'));
		$this->assertSame(array(206, substr($bytes, -7)), array($b->status, $b->body));
		$b->get($page, true, array('Range: bytes=0-3, 10-12'));
		$this->assertSame(206, $b->status);
		$this->assertSame(1, preg_match('~^multipart/byteranges; boundary=(\w+)$~', $b->headers['content-type'], $m));
		$part = static fn (int $from, int $to): string => "--$m[1]\r\nContent-Type: application/pdf\r\nContent-Range: bytes $from-$to/".strlen($bytes)."\r\n\r\n".substr($bytes, $from, $to - $from + 1)."\r\n";
		$this->assertSame($part(0, 3).$part(10, 12)."--$m[1]--\r\n", $b->body);
		$b->get($page, true, array('Range: bytes=999999-'));
		$this->assertSame(array(416, 'bytes */'.strlen($bytes)), array($b->status, $b->headers['content-range']));
		$b->get($page, true, array('Range: bytes=1-2', 'If-Range: "other"'));
		$this->assertSame(200, $b->status);
		$b->get($page, true, array('Range: bytes=1-2', 'If-Range: '.$tag));
		$this->assertSame(206, $b->status);
		$b->get($page, true, array('If-None-Match: "x", W/'.$tag));
		$this->assertSame(array(304, ''), array($b->status, $b->body));
	}

	public function test_SEC_15_the_web_server_sends_what_the_portal_allows(): void
	{
		$client = Firm::client();
		$case = Firm::dossier($client);
		$bytes = self::PDF.random_bytes(300000);
		$made = $this->upload(array('object' => 'case', 'id' => $case['id'], 'name' => 'Été.pdf', 'visible' => 1), $bytes);
		$id = $made['out']['id'] ?? json_encode($made);
		$theirs = PortalVisitor::of(array($client => true));
		$path = "/v1/clients/$client/files/$id";
		$theirs->ask('GET', $path);
		$this->assertSame(array(200, $bytes, 'application/pdf'), array($theirs->status, $theirs->body, $theirs->headers['content-type']));
		$this->assertMatchesRegularExpression('/^"[0-9a-f]+-[0-9a-f]+"$/', $theirs->headers['etag'], 'by nginx');
		$this->assertArrayNotHasKey('x-accel-redirect', $theirs->headers);
		$this->assertSame('nosniff', $theirs->headers['x-content-type-options']);
		$this->assertStringContainsString('sandbox', $theirs->headers['content-security-policy']);
		$this->assertSame("attachment; filename*=UTF-8''%C3%89t%C3%A9.pdf", $theirs->headers['content-disposition']);
		$theirs->ask('GET', $path, null, array('Range' => 'bytes=-7'));
		$this->assertSame(array(206, substr($bytes, -7)), array($theirs->status, $theirs->body));
		$theirs->ask('HEAD', $path);
		$this->assertSame(array(200, (string) strlen($bytes), ''), array($theirs->status, $theirs->headers['content-length'] ?? '', $theirs->body));
		global $db;
		$place = $db->fetch_object($db->query('SELECT place FROM '.MAIN_DB_PREFIX.'elaska_file WHERE rowid = '.(int) $id))->place;
		foreach (array('/elaska-files'.substr($place, 12), '/elaska-files/') as $direct) {
			$said = file_get_contents(getenv('PORTAL_URL').$direct, false, stream_context_create(array('http' => array('ignore_errors' => true, 'header' => 'Cookie: elaska_at='.$theirs->token))));
			$this->assertStringContainsString(' 404 ', $http_response_header[0], $direct);
			$this->assertStringNotContainsString('%PDF', (string) $said);
		}
		$other = PortalVisitor::of(array(Firm::client() => true));
		$other->ask('GET', $path);
		$this->assertSame(404, $other->status);
	}

	public function test_SEC_15_the_antivirus_is_set_up_and_tested(): void
	{
		global $db;
		$page = Browser::page('admin/setup.php', array('section' => 'documents'));
		$boss = Browser::of();
		$boss->get($page);
		$boss->submit(array('ELASKA_CLAMD' => 'nowhere'));
		$this->assertTrue($boss->says('Donnez le chemin'));
		$socket = sys_get_temp_dir().'/clamd-'.bin2hex(random_bytes(4));
		$boss->get($page);
		$boss->submit(array('ELASKA_CLAMD' => $socket));
		$boss->get($page);
		$test = '//form[.//input[@name="action" and @value="scan"]]';
		$boss->submit(array(), $test);
		$this->assertTrue($boss->says('L’antivirus ne répond pas'));
		$fake = proc_open(array('node', __DIR__.'/../fakes/clamd.js', $socket.'.log', $socket), array(array('pipe', 'r'), array('file', '/dev/null', 'w'), array('file', '/dev/null', 'w')), $pipes);
		fwrite($pipes[0], '{"listen": true}'."\n");
		for ($i = 0; $i < 100 && !file_exists($socket); $i++) {
			usleep(50000);
		}
		$boss->get($page);
		$boss->submit(array(), $test);
		$this->assertTrue($boss->says('ClamAV 1.0.7'));
		fclose($pipes[0]);
		proc_close($fake);
		@unlink($socket.'.log');
		$db->query('DELETE FROM '.MAIN_DB_PREFIX."const WHERE name = 'ELASKA_CLAMD'");
	}

	public function test_SEC_13_what_is_not_kept_is_refused(): void
	{
		foreach (array('file.type_refused' => "MZ\x90\0", 'file.empty' => '') as $key => $bytes) {
			$answer = $this->upload(array('object' => 'case', 'id' => self::$case, 'name' => 'x.pdf'), $bytes);
			$this->assertSame($key, $answer['error']['key'] ?? json_encode($answer));
			$this->assertSame(422, self::$browser->status);
		}
		$this->upload(array('object' => 'case', 'id' => self::$case, 'name' => 'x.pdf'), self::PDF, str_repeat('0', 32));
		$this->assertSame(403, self::$browser->status);
		$this->upload(array('object' => 'case', 'id' => 99999999, 'name' => 'x.pdf'), self::PDF);
		$this->assertSame(404, self::$browser->status);
		self::$browser->get(self::DOOR);
		$this->assertSame(405, self::$browser->status);
	}

	public function test_CASE_06_a_model_is_kept_for_administrators_and_read_by_the_piece(): void
	{
		global $user;
		$answer = $this->upload(array('name' => 'Formulaire.pdf'), self::PDF);
		$this->assertSame('denied', $answer['error']['key'] ?? json_encode($answer), 'an adviser adds none');
		$kept = Firm::office($user)->upload('model.put', array('name' => 'Formulaire.pdf'), self::PDF.' blanc');
		$code = strtolower(Firm::word('m'));
		Firm::office($user)->call('template.save', array('version' => 0, 'active' => true, 'body' => array('format' => 'elaska.template/1', 'code' => $code, 'label' => array('fr' => $code), 'nature' => 'dossier',
			'client_kinds' => array('individual', 'company', 'founder', 'association'), 'family' => 'other', 'icon' => 'folder', 'colour' => 'teal', 'visible' => true, 'requestable' => false,
			'steps' => array(array('code' => 'a', 'label' => array('fr' => 'A'))),
			'pieces' => array(array('code' => 'f', 'label' => array('fr' => 'Formulaire signé'), 'category' => 'other', 'model' => array('file' => $kept['id'], 'name' => 'Formulaire.pdf', 'size' => $kept['size']))))));
		$case = Firm::dossier(Firm::client(), array('template' => $code));
		$piece = Firm::office()->call('case.page', array('case' => $case['id']))['pieces'][0];
		$browser = Browser::of()->get(Browser::page('case_card.php', array('id' => $case['id'], 'tab' => 'docs')));
		$this->assertSame(1, $browser->find('//a[contains(@href, "file.php?piece='.$piece['id'].'")]')->length, 'offered beside the piece');
		$browser->get(Browser::page('file.php', array('piece' => $piece['id'])));
		$this->assertSame(self::PDF.' blanc', $browser->body);
		$other = Firm::person(array('case/read'), false);
		$stranger = Browser::of($other->login, Firm::PASSWORD)->get(Browser::page('file.php', array('piece' => $piece['id'])));
		$this->assertNotSame(200, $stranger->status);
	}

	public function test_CASE_23_twenty_megabytes_pass_and_no_more(): void
	{
		$big = self::PDF.str_repeat('x', 20 * 1048576 - strlen(self::PDF));
		$made = $this->upload(array('object' => 'case', 'id' => self::$case, 'name' => 'gros.pdf'), $big);
		$this->assertSame(20 * 1048576, $made['out']['size'] ?? json_encode($made));
		$answer = $this->upload(array('object' => 'case', 'id' => self::$case, 'name' => 'gros.pdf'), $big.'x');
		$this->assertSame('file.too_large', $answer['error']['key'] ?? '');
	}

	/** @return array<string,mixed> */
	private function island(string $op, array $in): array
	{
		self::$browser->post('/custom/elaska/ajax/office.php', (string) json_encode(array('op' => $op, 'in' => $in)), array('Content-Type: application/json', 'X-Elaska-Token: '.self::$token));
		return (array) json_decode(self::$browser->body, true);
	}

	public function test_DOC_02_a_large_file_comes_in_parts_and_goes_on_after_a_cut(): void
	{
		global $conf, $db;
		dolibarr_set_const($db, 'ELASKA_UPLOAD_MB', '32', 'chaine', 0, '', $conf->entity);
		try {
			$bytes = self::PDF.random_bytes(24 * 1048576);
			$up = $this->island('upload.begin', array('object' => 'case', 'id' => self::$case, 'name' => 'Plans.pdf', 'size' => strlen($bytes)))['out'];
			$this->assertSame(0, $up['offset'] ?? json_encode($up));
			$sent = array('out' => array());
			for ($offset = 0, $part = $up['part']; $offset < strlen($bytes); $offset = $sent['out']['offset'] ?? strlen($bytes)) {
				$sent = $this->upload(array('upload' => $up['upload'], 'offset' => $offset), substr($bytes, $offset, $part));
				$this->assertSame(200, self::$browser->status, json_encode($sent));
				if ($offset === $part) { // the answer was lost: what was said is asked for, and a gap is refused
					$this->assertSame($sent['out'], $this->island('upload.read', array('upload' => $up['upload']))['out']);
					$gap = $this->upload(array('upload' => $up['upload'], 'offset' => $offset + $part + 1), 'x');
					$this->assertSame('409 upload.offset', self::$browser->status.' '.$gap['error']['key']);
					$this->assertStringContainsString((string) (2 * $part), $gap['error']['message']);
				}
			}
			$this->assertSame(array('Plans.pdf', strlen($bytes), false), array($sent['out']['name'], $sent['out']['size'], $sent['out']['again']));
			self::$browser->get(Browser::page('file.php', array('id' => $sent['out']['id'])));
			$this->assertSame(hash('sha256', $bytes), hash('sha256', self::$browser->body));
		} finally {
			dolibarr_del_const($db, 'ELASKA_UPLOAD_MB', $conf->entity);
		}
		$refused = $this->island('upload.begin', array('object' => 'case', 'id' => self::$case, 'name' => 'x.pdf', 'size' => 21 * 1048576));
		$this->assertSame('file.too_large', $refused['error']['key'] ?? json_encode($refused));
		$this->assertStringContainsString('20', $refused['error']['message'], 'the limit is told');
	}

	public function test_DOC_02_the_limit_is_a_setting(): void
	{
		global $db;
		$admin = Browser::of()->get(Browser::page('admin/setup.php', array('section' => 'documents')));
		$admin->submit(array('ELASKA_UPLOAD_MB' => '5000'));
		$this->assertTrue($admin->says('4096'), 'what it may be is said');
		$admin->submit(array('ELASKA_UPLOAD_MB' => '50'));
		$row = $db->fetch_row($db->query('SELECT value FROM '.MAIN_DB_PREFIX."const WHERE name = 'ELASKA_UPLOAD_MB'"));
		$this->assertSame('50', $row[0] ?? null);
		$db->query('DELETE FROM '.MAIN_DB_PREFIX."const WHERE name = 'ELASKA_UPLOAD_MB'");
	}

	public function test_SEC_10_nobody_else_reads_it(): void
	{
		$made = $this->upload(array('object' => 'case', 'id' => self::$case, 'name' => 'secret.pdf'), self::PDF.' secret');
		$other = Firm::person(array('case/read'), false);
		$stranger = Browser::of($other->login, Firm::PASSWORD);
		$stranger->get(Browser::page('file.php', array('id' => $made['out']['id'])));
		$this->assertNotSame(200, $stranger->status);
		$this->assertStringNotContainsString('secret', $stranger->body);
		global $db;
		$row = $db->fetch_row($db->query('SELECT place FROM '.MAIN_DB_PREFIX.'elaska_file WHERE rowid = '.(int) $made['out']['id']));
		$this->assertFileExists(DOL_DATA_ROOT.'/'.$row[0]);
		foreach (array('elaska' => substr($row[0], 13), 'elaska-store' => substr($row[0], 13)) as $part => $file) {
			self::$browser->get('/document.php?modulepart='.$part.'&file='.rawurlencode($file));
			$this->assertStringNotContainsString('secret', self::$browser->body, $part);
		}
	}
}
