<?php
/*
 * Files through the back office: the door that takes them, the page that gives them, the store that nothing else shows.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class FilesTest extends TestCase
{
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
