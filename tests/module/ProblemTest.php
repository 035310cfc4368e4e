<?php
/*
 * The module without its extension, or beside one of another version: one clear page, and native pages that go on.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Natives.php';

final class ProblemTest extends TestCase
{
	/** @var resource|null */
	private static $server;
	private static string $home = '';

	/** The same host served by a PHP that does not have the extension. */
	public static function setUpBeforeClass(): void
	{
		$probe = stream_socket_server('tcp://127.0.0.1:0');
		$address = stream_socket_get_name($probe, false);
		fclose($probe);
		// PHP's own server waits on descriptors below 1,024 only, and this process may hold more: it starts without them.
		$alone = 'for f in /proc/self/fd/*; do n=${f##*/}; [ "$n" -le 2 ] || eval "exec $n>&-"; done; exec "$0" "$@"';
		self::$server = proc_open(array('bash', '-c', $alone, PHP_BINARY, '-d', 'variables_order=EGPCS', '-S', $address, '-t', DOL_DOCUMENT_ROOT), array(1 => array('file', '/dev/null', 'w'), 2 => array('file', '/dev/null', 'w')),
			$pipes, DOL_DOCUMENT_ROOT, array('PATH' => (string) getenv('PATH')));
		self::$home = (string) getenv('BO_URL');
		putenv('BO_URL=http://'.$address);
		for ($i = 0; $i < 100 && !@fsockopen('127.0.0.1', (int) substr(strrchr($address, ':'), 1)); $i++) {
			usleep(50000);
		}
	}

	public static function tearDownAfterClass(): void
	{
		putenv('BO_URL='.self::$home);
		proc_terminate(self::$server);
		proc_close(self::$server);
	}

	public function test_PLAT_23_without_the_extension_one_page_says_so(): void
	{
		$browser = Browser::of();
		foreach (array('index.php', 'time_list.php') as $page) {
			$browser->get(Browser::page($page));
			$this->assertSame(503, $browser->status, $page);
			$this->assertTrue($browser->says('L’extension PHP d’eLaska n’est pas chargée'), substr($browser->text(), 0, 400));
			$this->assertTrue($browser->says('Vos données ne sont pas touchées'));
			$this->assertTrue($browser->says((string) require DOL_DOCUMENT_ROOT.'/custom/elaska/version.php'));
			$this->assertStringNotContainsString('Fatal error', $browser->body);
		}
	}

	public function test_PLAT_23_without_the_extension_native_pages_go_on(): void
	{
		$client = Firm::client();
		$browser = Browser::of();
		foreach (array('/index.php', '/societe/card.php?socid='.$client, '/ticket/card.php?id='.((int) Natives::ticket($client)->id)) as $page) {
			$browser->get($page);
			$this->assertSame(200, $browser->status, $page);
			$this->assertSame(0, $browser->find('//*[@data-elaska-timer]|//*[@data-elaska-timer-start]')->length, $page);
			$this->assertStringNotContainsString('Fatal error', $browser->body);
		}
	}

	public function test_PLAT_23_without_the_extension_the_door_says_away(): void
	{
		$browser = Browser::of();
		$browser->get('/index.php');
		$browser->post('/custom/elaska/ajax/office.php', '{"op":"timer.read","in":{}}', array('Content-Type: application/json', 'X-Elaska-Token: '.$browser->token()));
		$this->assertSame(503, $browser->status, $browser->body);
		$this->assertSame('service.away', json_decode($browser->body, true)['error']['key']);
	}

	public function test_PLAT_23_without_the_extension_nothing_linked_is_deleted_and_invoicing_goes_on(): void
	{
		global $db, $user;
		$client = Firm::client();
		$case = Firm::dossier($client);
		$ref = $this->script('$s = new Societe($db); $s->fetch('.$client.'); echo $s->delete('.$client.', $user), "|", $s->error, implode(" ", $s->errors);', false);
		$this->assertStringStartsWith('-', $ref);
		$this->assertStringContainsString('Suppression refusée', $ref);
		$this->assertNotEmpty($case['ref']);
		$said = $this->script('require_once DOL_DOCUMENT_ROOT."/compta/facture/class/facture.class.php"; $f = new Facture($db); $f->socid = '.$client.'; $f->type = 0; $f->date = dol_now();'
			.' $f->create($user); $f->addline("Conseil", 100, 1, 20); echo $f->validate($user), "|", $f->error;', false);
		$this->assertMatchesRegularExpression('/^[1-9]\d*\|$/', $said);
	}

	public function test_PLAT_23_activation_without_the_extension_is_refused_and_leaves_all(): void
	{
		$said = $this->script('require_once DOL_DOCUMENT_ROOT."/custom/elaska/core/modules/modElaska.class.php"; $m = new modElaska($db); echo $m->init(), "|", $m->error, "|";'
			.' $conf->setValues($db); echo (int) isModEnabled("elaska");', false);
		$this->assertSame('0|L’extension PHP d’eLaska n’est pas chargée|1', html_entity_decode($said, ENT_QUOTES));
	}

	public function test_PLAT_23_another_version_is_named(): void
	{
		$file = DOL_DOCUMENT_ROOT.'/custom/elaska/version.php';
		$version = (string) file_get_contents($file);
		file_put_contents($file, "<?php\nreturn '0.0.1';\n");
		try {
			$this->assertSame('ElaskaVersionsDiffer', $this->script('echo elaska_problem();'));
		} finally {
			file_put_contents($file, $version);
		}
		$this->assertSame('', $this->script('echo elaska_problem();'));
	}

	/** @dataProvider provideLedgers */
	public function test_PLAT_23_tables_of_another_time_are_named(string $change, string $back, string $problem): void
	{
		global $db;
		$table = MAIN_DB_PREFIX.'elaska_schema';
		$newest = $db->fetch_object($db->query("SELECT name FROM $table ORDER BY name DESC LIMIT 1"));
		$put = static fn (string $sql): bool => (bool) $db->query(strtr($sql, array('%t' => $table, '%n' => $newest->name ?? '')));
		$put($change);
		try {
			$this->assertSame($problem, $this->script('echo elaska_problem();'));
		} finally {
			$put($back);
		}
		$this->assertSame('', $this->script('echo elaska_problem();'));
	}

	public static function provideLedgers(): iterable
	{
		$strange = "INSERT INTO %t (name, state, checksum, started_at) VALUES ('V99991231__later', '%s', REPEAT('x', 32), 1)";
		yield 'newer' => array(str_replace('%s', 'done', $strange), "DELETE FROM %t WHERE name = 'V99991231__later'", 'ElaskaSchemaNewer');
		yield 'begun' => array(str_replace('%s', 'started', $strange), "DELETE FROM %t WHERE name = 'V99991231__later'", 'ElaskaSchemaStarted');
		yield 'missing' => array('RENAME TABLE %t TO %t_away', 'RENAME TABLE %t_away TO %t', 'ElaskaUpdateNeeded');
	}

	private function script(string $code, bool $extension = true): string
	{
		return trim(Natives::script($code, $extension));
	}
}
