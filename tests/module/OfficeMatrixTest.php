<?php
/*
 * Every page of the back office, found in the module's folder, asked for by people who may not see what they name: nobody,
 * somebody without a right, an adviser of other clients; with actions that carry no token, an old one, and with input that
 * no form sends. Source: SEC-10, SEC-13, SEC-14.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';
require_once __DIR__.'/PortalVisitor.php';

final class OfficeMatrixTest extends TestCase
{
	private const MODULE = __DIR__.'/../../dolibarr-module/elaska';
	private static User $narrow;
	private static Browser $adviser;
	private static Browser $idle;
	/** @var array<string,int> what the adviser must not reach, by the names that pages give to identifiers */
	private static array $theirs = array();
	/** @var list<string> words that no answer holds */
	private static array $secrets = array();
	private static int $timer = 0;
	private static int $piece = 0;
	private static int $logged = 0;

	public static function setUpBeforeClass(): void
	{
		$colleague = Firm::person(Firm::MANAGER);
		$name = Firm::word('Secret ');
		$client = Firm::client($name);
		$title = Firm::word('Secret ');
		$case = Firm::dossier($client, array('title' => $title), $colleague)['id'];
		$text = Firm::word('Secret ');
		$time = Firm::time($colleague, $case, array('description' => $text))['id'];
		$ref = Firm::word('SECRET');
		$invoice = PortalVisitor::insert('facture', array('ref' => $ref, 'entity' => 1, 'fk_soc' => $client, 'datef' => '2026-11-01', 'date_lim_reglement' => '2026-12-01',
			'total_ht' => 100, 'total_tva' => 20, 'total_ttc' => 120, 'fk_statut' => 1));
		$account = PortalVisitor::of(array($client => true));
		$within = Firm::word('Secret ');
		$folder = (int) Firm::office($colleague)->call('folder.create', array('client' => $client, 'name' => $within))['id'];
		$asked = Firm::word('Secret ');
		self::$piece = (int) Firm::office($colleague)->call('piece.add', array('case' => $case, 'label' => $asked))['id'];
		$account->ask('PUT', '/v1/clients/'.$client.'/files?object=piece&id='.self::$piece.'&name=secret.pdf', '%PDF-1.7', array('Content-Type' => 'application/octet-stream'));
		$timer = (new Elaska\Timer(Firm::office($colleague)))->start(array('case' => $case));
		self::$timer = (int) ($timer['timer'] ?? $timer['id']);
		self::$theirs = array('client' => $client, 'socid' => $client, 'case' => $case, 'time' => $time, 'invoice' => $invoice, 'facid' => $invoice, 'user' => (int) $colleague->id,
			'account' => $account->account, 'folder' => $folder, 'parent' => $folder);
		self::$secrets = array($name, $title, $text, $ref, $within, $asked);
		self::$narrow = Firm::person(Firm::ADVISER, false);
		self::$adviser = Browser::of(self::$narrow->login, Firm::PASSWORD);
		$idle = Firm::person(array(), false);
		self::$idle = Browser::of($idle->login, Firm::PASSWORD);
		self::$logged = strlen(self::faults());
	}

	/** What PHP said about the module's files since the instance came up. */
	private static function faults(): string
	{
		$log = dirname((string) getenv('ELASKA_CONF')).'/log/php.log';
		$lines = is_file($log) ? file($log) : array();
		return implode('', preg_grep('#PHP (Fatal|Warning|Parse|Recoverable|Deprecated).*/custom/elaska/#', $lines) ?: array());
	}

	public static function tearDownAfterClass(): void
	{
		Firm::office()->call('piece.skip', array('piece' => self::$piece)); // nothing of it waits on the pages of the next tests
		self::assertSame('', substr(self::faults(), self::$logged), 'PHP complained about the module');
	}

	public static function providePages(): iterable
	{
		foreach (array_merge(glob(self::MODULE.'/*.php'), glob(self::MODULE.'/admin/*.php')) as $file) {
			$page = substr($file, strlen(self::MODULE) + 1);
			if (!in_array($page, array('elaska.main.inc.php', 'version.php'), true)) {
				yield $page => array($page);
			}
		}
	}

	/** Identifiers of others under every name that the page may read: id is whatever the page is about. @return list<array<string,int>> */
	private static function foreignParameters(): array
	{
		$all = array();
		foreach (array_unique(array_values(self::$theirs)) as $id) {
			$all[] = array('id' => $id);
			$all[] = array('id' => $id) + self::$theirs;
		}
		foreach (self::$theirs as $name => $id) {
			$all[] = array($name => $id);
		}
		return $all;
	}

	/** Actions that the page, or the library it shares with others, knows. @return list<string> */
	private static function actions(string $page): array
	{
		$source = file_get_contents(self::MODULE.'/'.$page);
		preg_match_all("#/lib/(elaska_\w+\.lib\.php)#", $source, $libraries);
		foreach ($libraries[1] as $library) {
			$source .= file_get_contents(self::MODULE.'/lib/'.$library);
		}
		preg_match_all("/\\\$(?:action|act)\s*===?\s*'(\w+)'|case '(\w+)':|in_array\(\\\$action, array\(([^)]*)\)/", $source, $found);
		preg_match_all("/'(\w+)'/", implode(',', $found[3]), $listed);
		return array_values(array_unique(array_filter(array_merge($found[1], $found[2], $listed[1], array('add', 'update', 'delete', 'save')))));
	}

	private function wholeAndSilent(Browser $browser, string $what): void
	{
		$this->assertLessThan(500, $browser->status, $what);
		$this->assertNotSame('', trim($browser->body), "$what: a white page");
		$this->assertDoesNotMatchRegularExpression('/(Fatal error|Uncaught |Parse error|Stack trace:|<b>Warning<\/b>)/', $browser->body, $what);
		foreach (self::$secrets as $word) {
			$this->assertStringNotContainsString($word, $browser->body, $what);
		}
	}

	/** Everything that is ours in the database; sessions of Dolibarr and counters of failures apart. */
	private static function state(): string
	{
		global $db;
		$state = '';
		foreach (array('time', 'timer', 'case', 'case_terms', 'case_member', 'rate', 'billing_line', 'billing_part', 'billing_run', 'account', 'account_client', 'account_token', 'outbox', 'event',
			'activity', 'file', 'folder', 'folder_guard', 'folder_reader') as $table) {
			$row = $db->fetch_row($db->query('CHECKSUM TABLE '.MAIN_DB_PREFIX.'elaska_'.$table));
			$state .= $table.' '.$row[1]."\n";
		}
		$row = $db->fetch_row($db->query("SELECT GROUP_CONCAT(CONCAT(name, '=', value) ORDER BY name, entity SEPARATOR ' ') FROM ".MAIN_DB_PREFIX."const WHERE name LIKE 'ELASKA_%'"));
		return $state.$row[0];
	}

	/** Who may see them does: what follows would prove nothing if no page ever showed these words. */
	public function test_SEC_10_who_may_see_does(): void
	{
		$boss = Browser::of();
		foreach (array(array('case_card.php', array('id' => self::$theirs['case']), 1), array('time_card.php', array('id' => self::$theirs['time']), 2),
			array('thirdparty_tab.php', array('socid' => self::$theirs['client']), 1), array('time_list.php', array('client' => self::$theirs['client']), 2),
			array('document_list.php', array('socid' => self::$theirs['client']), 4), array('document_queue.php', array('case' => self::$theirs['case']), 5)) as [$page, $parameters, $word]) {
			$boss->get(Browser::page($page, $parameters));
			$this->assertStringContainsString(self::$secrets[$word], $boss->body, $page);
		}
	}

	/** @dataProvider providePages */
	public function test_SEC_10_nobody_gets_the_login_form(string $page): void
	{
		$nobody = new Browser();
		foreach (array(array(), array('id' => self::$theirs['case']) + self::$theirs, array('action' => 'delete', 'id' => self::$theirs['case'])) as $parameters) {
			$nobody->get(Browser::page($page, $parameters));
			$this->wholeAndSilent($nobody, $page);
			// An action without its token is refused even before.
			if (!isset($parameters['action'])) {
				$this->assertGreaterThan(0, $nobody->find('//input[@name="password"]')->length, 'the login form');
			}
			$nobody->post(Browser::page($page), $parameters);
			$this->wholeAndSilent($nobody, $page);
		}
	}

	/** @dataProvider providePages */
	public function test_SEC_10_without_a_right_nothing_is_shown(string $page): void
	{
		foreach (array_merge(array(array()), self::foreignParameters()) as $parameters) {
			self::$idle->get(Browser::page($page, $parameters));
			$this->wholeAndSilent(self::$idle, $page.' '.json_encode($parameters));
		}
	}

	/** @dataProvider providePages */
	public function test_SEC_10_identifiers_of_others_lead_nowhere(string $page): void
	{
		foreach (self::foreignParameters() as $parameters) {
			self::$adviser->get(Browser::page($page, $parameters));
			$this->wholeAndSilent(self::$adviser, $page.' '.json_encode($parameters));
		}
	}

	/** @dataProvider providePages */
	public function test_SEC_10_actions_on_what_is_of_others_change_nothing(string $page): void
	{
		self::$adviser->get('/index.php');
		$token = self::$adviser->token();
		$this->assertNotSame('', $token);
		$before = self::state();
		foreach (self::actions($page) as $action) {
			foreach (array_unique(array_values(self::$theirs)) as $id) {
				$fields = array('token' => $token, 'action' => $action, 'id' => $id, 'to' => 'validate', 'confirm' => 'yes', 'version' => 1, 'entries' => array(self::$theirs['time']),
					'selection' => array(self::$theirs['time']), 'toselect' => array(self::$theirs['time'])) + self::$theirs;
				self::$adviser->post(Browser::page($page), $fields, array(), false);
				$this->wholeAndSilentRedirect($page.' '.$action);
			}
		}
		$this->assertSame($before, self::state());
	}

	private function wholeAndSilentRedirect(string $what): void
	{
		if (self::$adviser->status >= 300 && self::$adviser->status < 400) {
			return;
		}
		$this->wholeAndSilent(self::$adviser, $what);
	}

	/** @dataProvider providePages */
	public function test_SEC_13_no_action_without_its_token(string $page): void
	{
		$boss = Browser::of();
		$before = self::state();
		$mine = array('id' => self::$theirs['case'], 'to' => 'submit', 'version' => 1, 'entries' => array(self::$theirs['time']), 'title' => 'x', 'duration' => '1h') + self::$theirs;
		if ($page === 'file.php') {
			$mine['id'] = 2147483647; // a reading of what happens to have that number would stand in the journal, and rightly
		}
		foreach (self::actions($page) as $action) {
			foreach (array('absent' => array(), 'old' => array('token' => str_repeat('0', 32)), 'notrequired' => array('token' => 'notrequired')) as $which => $token) {
				$boss->post(Browser::page($page), array('action' => $action) + $token + $mine, array(), false);
				$this->assertLessThan(500, $boss->status, "$page $action $which");
				$boss->get(Browser::page($page, array('action' => $action) + $token + $mine), false);
				$this->assertLessThan(500, $boss->status, "$page $action $which");
			}
		}
		$this->assertSame($before, self::state(), 'somebody with every right, and not one change');
	}

	public static function provideIslandOperations(): iterable
	{
		preg_match('/ELASKA_ISLAND_OPS = array\(([^)]*)\)/', file_get_contents(self::MODULE.'/ajax/office.php'), $list);
		preg_match_all("/'([\w.]+)'/", $list[1] ?? '', $found);
		foreach ($found[1] as $operation) {
			yield $operation => array($operation);
		}
	}

	/** @dataProvider provideIslandOperations */
	public function test_SEC_10_the_islands_door_keeps_what_is_of_others(string $operation): void
	{
		self::$adviser->get(Browser::page('index.php'));
		$token = (string) self::$adviser->textOf('//*[@data-elaska-timer]/@data-token');
		$this->assertNotSame('', $token);
		$before = self::state();
		$inputs = array(array('timer' => self::$timer));
		foreach (self::$theirs as $name => $id) {
			$inputs[] = array($name => $id);
			$inputs[] = array($name => (string) $id);
			$inputs[] = array($name => array($id));
			$inputs[] = array($name => -$id);
			$inputs[] = array($name => 1.5);
			$inputs[] = array($name => array('a' => array('b' => array('c' => 1))));
		}
		foreach (array('search' => array('x'), 'duration' => str_repeat('9', 70000), 'surprise' => 1) as $name => $value) {
			$inputs[] = array($name => $value);
		}
		foreach ($inputs as $in) {
			$what = $operation.' '.substr((string) json_encode($in), 0, 100);
			self::$adviser->post(Browser::page('ajax/office.php'), (string) json_encode(array('op' => $operation, 'in' => $in)), array('Content-Type: application/json', 'X-Elaska-Token: '.$token));
			$this->wholeAndSilent(self::$adviser, $what);
			$answer = json_decode(self::$adviser->body, true);
			$this->assertIsArray($answer, $what.' '.self::$adviser->body);
			if (self::$adviser->status !== 200) {
				$this->assertNotSame('', $answer['error']['key'] ?? '', $what);
			}
		}
		$this->assertSame($before, self::state());
	}

	/** Names of everything that pages read. @return list<string> */
	private static function names(): array
	{
		$source = '';
		foreach (array_merge(glob(self::MODULE.'/*.php'), glob(self::MODULE.'/{admin,lib,class}/*.php', GLOB_BRACE)) as $file) {
			$source .= file_get_contents($file);
		}
		preg_match_all("/\b(?:GETPOST[A-Z]*|elaska_in\w*)\('(\w+)'/", $source, $found);
		return array_values(array_diff(array_unique($found[1]), array('action', 'token')));
	}

	/** @dataProvider providePages */
	public function test_SEC_14_input_that_no_form_sends(string $page): void
	{
		$boss = Browser::of();
		$names = self::names();
		$this->assertGreaterThan(15, count($names));
		foreach (array('text' => 'abc', 'quote' => "1' OR '1'='1", 'markup' => '"><b onmouseover=x>', 'negative' => '-1', 'zero' => '0', 'huge' => '99999999999999999999', 'real' => '1.5e9',
			'long' => str_repeat('é', 500), 'not UTF-8' => "\xff\xfe", 'lines' => "a\r\nSet-Cookie: x=1", 'path' => '../../../../etc/passwd', 'date' => '2026-13-45', 'list' => array('a', array('b'))) as $which => $value) {
			$boss->get(Browser::page($page, array_fill_keys($names, $value)), false);
			$what = "$page, $which";
			if ($boss->status < 300 || $boss->status >= 400) {
				$this->assertLessThan(500, $boss->status, $what);
				$this->assertNotSame('', trim($boss->body), $what);
				$this->assertDoesNotMatchRegularExpression('/(Fatal error|Uncaught |Parse error|Stack trace:)/', $boss->body, $what);
			}
			$this->assertStringNotContainsString('<b onmouseover=x>', $boss->body, $what);
			$this->assertStringNotContainsString('root:x:', $boss->body, $what);
			$this->assertStringNotContainsString('x=1', $boss->headers['set-cookie'] ?? '', $what);
		}
	}
}
