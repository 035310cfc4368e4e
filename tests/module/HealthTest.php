<?php
/*
 * The health page: what runs and waits, messages with their states and contents, dead letters run again or cancelled, one
 * or many, a test message; for those who may only.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class HealthTest extends TestCase
{
	private const LIST = '//form[@data-elaska-select]';
	private static ?Browser $admin = null;

	protected function setUp(): void
	{
		self::$admin = self::$admin ?? Browser::of();
	}

	private function open(array $params = array()): Browser
	{
		self::$admin->get(Browser::page('admin/health.php', $params));
		$this->assertSame(200, self::$admin->status);
		return self::$admin;
	}

	/** A queued message in a state. @return int id */
	private function message(string $state, string $error = ''): int
	{
		global $db;
		$id = (int) (new Elaska\Outbox(Firm::office()))->test(array('email' => Firm::word('essai').'@exemple.fr'))['id'];
		$db->query('UPDATE '.MAIN_DB_PREFIX."elaska_outbox SET state = '".$db->escape($state)."', attempts = 3, last_code = ".($error !== '' ? 550 : 0).", last_error = '".$db->escape($error)."', done_at = ".time()
			.' WHERE rowid = '.$id);
		return $id;
	}

	private function state(int $id): string
	{
		global $db;
		return (string) $db->fetch_object($db->query('SELECT state FROM '.MAIN_DB_PREFIX.'elaska_outbox WHERE rowid = '.$id))->state;
	}

	public function test_SEC_21_versions_tables_and_queue_are_shown(): void
	{
		$this->message('dead', 'Boite inconnue');
		$browser = $this->open();
		$this->assertStringContainsString(Elaska\Version::core(), $browser->text());
		$this->assertTrue($browser->says('Conformes'), $browser->text());
		$this->assertTrue($browser->says('550 Boite inconnue'));
		$this->assertGreaterThan(0, (int) $browser->textOf('//a[contains(@class, "elaska-tile")][contains(@href, "state=dead")]//span[contains(@class, "figure")]'));
	}

	public function test_PLAT_18_what_is_left_to_write_and_what_failed_is_seen(): void
	{
		global $db;
		$case = Firm::dossier(Firm::client(), array('title' => 'Effet <b>'));
		$db->query('INSERT INTO '.MAIN_DB_PREFIX."elaska_effect (entity, fk_case, source, source_id, position, what, body, state, error, at) VALUES (1, ".(int) $case['id'].", 'test', ".(int) $case['id'].", 0, 'task', '{}', 'failed', 'effect.nobody', ".time().')');
		$db->query('INSERT INTO '.MAIN_DB_PREFIX."elaska_mirror (entity, object, object_id, wanted_at, state, due_at) VALUES (1, 'task', 999999999, 1, 'dead', 1)");
		$panel = (string) $this->open()->textOf('//section[contains(@class, "elaska-panel")][.//a[contains(@href, "case_card.php?id='.$case['id'].'")]]');
		$this->assertStringContainsString('en échec', $panel);
		$this->assertStringContainsString($case['ref'].' Effet <b>', $panel);
		$this->assertStringContainsString(Browser::plain(Firm::sentence('effect.nobody')), $panel);
		$this->assertStringContainsString('Tâche 999999999', $panel);
		$this->open()->submit(array(), '//form[.//input[@name="action" and @value="mirror"]]');
		$this->assertSame(0, (int) $db->fetch_object($db->query('SELECT COUNT(*) n FROM '.MAIN_DB_PREFIX."elaska_mirror WHERE state = 'dead'"))->n);
		$db->query('DELETE FROM '.MAIN_DB_PREFIX.'elaska_effect WHERE fk_case = '.(int) $case['id']);
		$db->query('DELETE FROM '.MAIN_DB_PREFIX."elaska_mirror WHERE object_id = 999999999");
	}

	public function test_SEC_13_files_whose_bytes_are_gone_are_listed(): void
	{
		global $db;
		$case = Firm::dossier(Firm::client());
		$this->assertTrue($this->open()->says('Tous présents'));
		$db->query('INSERT INTO '.MAIN_DB_PREFIX.'elaska_file (entity, fk_soc, fk_case, object, object_id, name, type, size, sha256, place, at, missing_at) SELECT 1, fk_soc, rowid, \'comment\', 1, \'Bail <b>.pdf\', '
			."'application/pdf', 5, UNHEX(REPEAT('00', 32)), 'elaska-store/00/gone', 1, ".time().' FROM '.MAIN_DB_PREFIX.'elaska_case WHERE rowid = '.(int) $case['id']);
		$panel = (string) $this->open()->textOf('//section[contains(@class, "elaska-panel")][.//a[contains(@href, "case_card.php?id='.$case['id'].'")]]');
		$this->assertStringContainsString('Introuvables : 1', $panel);
		$this->assertStringContainsString('Bail <b>.pdf '.$case['ref'], $panel);
		$db->query('DELETE FROM '.MAIN_DB_PREFIX."elaska_file WHERE place = 'elaska-store/00/gone'");
	}

	public function test_SEC_15_what_the_antivirus_put_away_is_given_back_or_deleted(): void
	{
		global $db;
		$this->assertTrue($this->open()->says('Aucun antivirus n’est réglé'));
		$folder = DOL_DATA_ROOT.'/elaska-quarantine';
		@mkdir($folder, 0700);
		$case = Firm::dossier(Firm::client());
		foreach (array('Bail <b>.pdf', 'Virus.pdf') as $name) {
			$hex = bin2hex(random_bytes(16));
			$place = 'elaska-store/'.substr($hex, 0, 2).'/'.$hex;
			file_put_contents($folder.'/'.$hex, '%PDF-');
			@mkdir(DOL_DATA_ROOT.'/'.dirname($place), 0700, true);
			$db->query('INSERT INTO '.MAIN_DB_PREFIX.'elaska_file (entity, fk_soc, fk_case, object, object_id, name, type, size, sha256, place, at, deleted_at) SELECT 1, fk_soc, rowid, \'case\', rowid, \''.$db->escape($name)
				."', 'application/pdf', 5, UNHEX(REPEAT('00', 32)), '".$place."', 1, 1 FROM ".MAIN_DB_PREFIX.'elaska_case WHERE rowid = '.(int) $case['id']);
			$id = (int) $db->last_insert_id(MAIN_DB_PREFIX.'elaska_file');
			$db->query('INSERT INTO '.MAIN_DB_PREFIX."elaska_scan (entity, fk_file, place, state, found, created_at, scanned_at) VALUES (1, ".$id.", '".$place."', 'infected', 'Eicar-Test', 1, ".time().')');
			$ids[] = $id;
			$places[] = $place;
		}
		$panel = (string) $this->open()->textOf('//section[contains(@class, "elaska-panel")][.//a[contains(@href, "case_card.php?id='.$case['id'].'")]]');
		$this->assertStringContainsString('Bail <b>.pdf '.$case['ref'], $panel);
		$this->assertStringContainsString('Eicar-Test', $panel);
		$form = '//form[contains(@action, "file=%d")][.//input[@name="action" and @value="%s"]]';
		$this->open()->submit(array(), sprintf($form, $ids[0], 'scan_release'));
		$this->assertFileExists(DOL_DATA_ROOT.'/'.$places[0]);
		$this->assertNull($db->fetch_object($db->query('SELECT deleted_at FROM '.MAIN_DB_PREFIX.'elaska_file WHERE rowid = '.$ids[0]))->deleted_at);
		$this->open()->submit(array(), sprintf($form, $ids[1], 'scan_remove'));
		$this->assertFileDoesNotExist($folder.'/'.basename($places[1]));
		$this->assertSame(0, (int) $db->fetch_object($db->query('SELECT COUNT(*) n FROM '.MAIN_DB_PREFIX."elaska_scan WHERE state = 'infected'"))->n);
		$db->query('DELETE FROM '.MAIN_DB_PREFIX.'elaska_file WHERE rowid IN ('.implode(', ', $ids).')');
	}

	public function test_SEC_21_a_silent_worker_is_told_from_one_that_lives(): void
	{
		global $db;
		$db->query('DELETE FROM '.MAIN_DB_PREFIX.'elaska_worker');
		$this->assertTrue($this->open()->says('Arrêté'));
		$insert = 'INSERT INTO '.MAIN_DB_PREFIX."elaska_worker (name, host, pid, version, started_at, beat_at, counters, last_error) VALUES ('mail', 'ici', 7, '0.1.0', ".(time() - 500).', %d, \'{"sent":12}\', \'\')';
		$db->query(sprintf($insert, time() - 300));
		$this->assertTrue($this->open()->says('Ne répond plus'));
		$db->query('UPDATE '.MAIN_DB_PREFIX.'elaska_worker SET beat_at = '.time());
		$browser = $this->open();
		$this->assertTrue($browser->says('Actif'));
		$this->assertTrue($browser->says('envoyés : 12'));
		$db->query('DELETE FROM '.MAIN_DB_PREFIX.'elaska_worker');
	}

	public function test_SEC_21_the_page_renews_itself_without_making_its_forms_stale(): void
	{
		$browser = $this->open();
		$token = $browser->token();
		$part = $browser->find('//*[@data-elaska-live]/@data-elaska-live')->item(0)?->nodeValue;
		$this->assertNotNull($part);
		$host = (string) parse_url((string) getenv('BO_URL'), PHP_URL_SCHEME).'://'.parse_url((string) getenv('BO_URL'), PHP_URL_HOST).':'.parse_url((string) getenv('BO_URL'), PHP_URL_PORT);
		for ($i = 0; $i < 3; $i++) {
			$browser->get($host.$part);
			$this->assertSame(200, $browser->status);
			$this->assertCount(1, $browser->find('//div[@data-elaska-part]'));
			$this->assertStringNotContainsString('<body', $browser->body);
		}
		$browser->post(Browser::page('admin/health.php'), array('token' => $token, 'action' => 'test', 'email' => 'essai@exemple.fr'));
		$this->assertTrue($browser->says('Essai pour essai@exemple.fr'), $browser->text());
	}

	public function test_COM_29_messages_are_filtered_by_state_and_client(): void
	{
		global $db;
		$client = Firm::client();
		$id = $this->message('cancelled');
		$db->query('UPDATE '.MAIN_DB_PREFIX.'elaska_outbox SET fk_soc = '.$client.' WHERE rowid = '.$id);
		$browser = $this->open(array('client' => $client));
		$this->assertCount(1, $browser->find('//table[contains(@class, "elaska-list")]/tbody/tr[.//td[contains(@class, "elaska-title")]//a[contains(@href, "mail='.$id.'")]]'));
		$this->assertCount(0, $this->open(array('client' => $client, 'state' => 'done'))->find('//a[contains(@href, "mail='.$id.'")]'));
		$this->assertTrue(self::$admin->says('Aucun message envoyé pour le moment.'));
		$this->assertSame(200, $this->open(array('state' => "x' OR 1=1"))->status);
	}

	public function test_COM_29_a_message_is_read_as_it_was_written(): void
	{
		$id = $this->message('done');
		$browser = $this->open(array('mail' => $id));
		$frame = $browser->find('//iframe[@sandbox]')->item(0);
		assert($frame instanceof DOMElement);
		$this->assertSame('', $frame->getAttribute('sandbox'), 'nothing in it may run');
		$this->assertStringContainsString('</html>', $frame->getAttribute('srcdoc'));
		$browser->get(Browser::page('admin/health.php', array('mail' => 99999999)));
		$this->assertGreaterThanOrEqual(403, $browser->status);
		$this->assertCount(0, $browser->find('//iframe'));
	}

	public function test_SEC_20_a_personal_link_is_shown_to_nobody(): void
	{
		global $db;
		(new Elaska\Accounts(Firm::office()))->invite(array('client' => Firm::client(), 'email' => strtolower(Firm::word('lien')).'@exemple.fr', 'name' => 'Camille'));
		$row = $db->fetch_object($db->query('SELECT rowid, body_text FROM '.MAIN_DB_PREFIX."elaska_outbox WHERE kind = 'account.invitation' ORDER BY rowid DESC LIMIT 1"));
		$this->assertSame(1, preg_match('~/invitations/([\w-]{43})~', $row->body_text, $m));
		$browser = $this->open(array('mail' => (int) $row->rowid));
		$this->assertStringNotContainsString($m[1], $browser->body);
		$this->assertTrue($browser->says('son contenu n’est montré à personne'));
	}

	public function test_COM_09_dead_letters_run_again_one_or_many(): void
	{
		list($one, $two, $sent) = array($this->message('dead', 'non'), $this->message('dead', 'non'), $this->message('done'));
		$this->open(array('state' => 'dead'))->submit(array('action' => 'rerun', 'toselect' => array($one, $two, $sent)), self::LIST);
		$this->assertTrue(self::$admin->says('2 messages repartent'), self::$admin->text());
		$this->assertTrue(self::$admin->says(Firm::sentence('outbox.not_dead')));
		$this->assertSame(array('ready', 'ready', 'done'), array($this->state($one), $this->state($two), $this->state($sent)));

		$three = $this->message('dead', 'non');
		$this->open(array('mail' => $three))->submit(array(), '//form[.//input[@name="action" and @value="rerun"]]');
		$this->assertSame('ready', $this->state($three));
	}

	public function test_COM_09_what_waits_can_be_cancelled(): void
	{
		list($one, $two) = array($this->message('ready'), $this->message('dead', 'non'));
		$this->open()->submit(array('action' => 'cancel', 'toselect' => array($one, $two)), self::LIST);
		$this->assertSame(array('cancelled', 'cancelled'), array($this->state($one), $this->state($two)));
		$this->assertTrue(self::$admin->says('2 messages annulés'));
		$this->message('ready');
		$this->open()->submit(array('action' => 'cancel'), self::LIST);
		$this->assertTrue(self::$admin->says('Cochez au moins une ligne'));
	}

	public function test_COM_09_a_test_message_is_queued_or_refused_at_its_field(): void
	{
		global $db;
		$form = '//form[.//input[@name="action" and @value="test"]]';
		$this->open()->submit(array('email' => 'personne'), $form);
		$this->assertSame(Firm::sentence('email.malformed'), self::$admin->errorAt('email'));
		$address = strtolower(Firm::word('essai')).'@exemple.fr';
		$this->open()->submit(array('email' => $address), $form);
		$this->assertSame(1, (int) $db->fetch_object($db->query('SELECT COUNT(*) as n FROM '.MAIN_DB_PREFIX."elaska_outbox WHERE recipient = '".$db->escape($address)."' AND kind = 'mail.test'"))->n);
	}

	public function test_TIME_28_who_manages_messages_alone_sees_them_and_no_more(): void
	{
		$person = Firm::person(array('outbox/manage'));
		$browser = Browser::of($person->login, Firm::PASSWORD);
		$browser->get(Browser::page('admin/health.php'));
		$this->assertCount(1, $browser->find('//form[.//input[@name="action" and @value="test"]]'));
		$browser->get(Browser::page('admin/setup.php'));
		$this->assertCount(0, $browser->find('//form[.//input[@name="action"]]'));
	}

	public function test_SEC_10_others_are_refused_the_page_and_its_actions(): void
	{
		$id = $this->message('dead', 'non');
		$person = Firm::person(Firm::MANAGER);
		$browser = Browser::of($person->login, Firm::PASSWORD);
		$browser->get(Browser::page('admin/health.php'));
		$this->assertCount(0, $browser->find('//*[contains(@class, "elaska-tile")]'));
		$browser->get(Browser::page('admin/health.php', array('part' => 'live')));
		$this->assertCount(0, $browser->find('//*[@data-elaska-part]'));
		$browser->post(Browser::page('admin/health.php'), array('token' => $browser->token(), 'action' => 'rerun', 'toselect' => array($id)));
		$this->assertSame('dead', $this->state($id));
	}

	public function test_SEC_13_without_a_fresh_token_nothing_runs_again(): void
	{
		$id = $this->message('dead', 'non');
		$this->open();
		self::$admin->post(Browser::page('admin/health.php'), array('action' => 'rerun', 'toselect' => array($id)));
		$this->assertSame('dead', $this->state($id), 'no token');
		self::$admin->post(Browser::page('admin/health.php'), array('action' => 'rerun', 'toselect' => array($id), 'token' => 'perime'));
		$this->assertSame('dead', $this->state($id), 'stale token');
		$this->open(array('action' => 'rerun', 'mail' => $id, 'token' => self::$admin->token()));
		$this->assertSame('dead', $this->state($id), 'a link acts on nothing');
	}
}
