<?php
/*
 * The setup page: values refused at their field with nothing stored, defaults given back, elaska.conf written for PHP alone
 * and read by the very parser of portal and workers; for administrators only.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class SetupTest extends TestCase
{
	private const FORM = '//form[.//input[@name="action" and @value="save"]]';
	private static ?Browser $admin = null;
	private string $folder = '';

	protected function setUp(): void
	{
		self::$admin = self::$admin ?? Browser::of();
		$this->folder = sys_get_temp_dir().'/elaska-setup-'.bin2hex(random_bytes(6));
		mkdir($this->folder, 0700);
		$this->forget();
	}

	protected function tearDown(): void
	{
		array_map('unlink', glob($this->folder.'/{,.}*[!.]', GLOB_BRACE) ?: array());
		@rmdir($this->folder);
		$this->forget();
	}

	/** What these tests store is not there for the next one. */
	private function forget(): void
	{
		global $db, $conf;
		foreach (array('ELASKA_ACCENT', 'ELASKA_TZ', 'ELASKA_FIRM_HOURS', 'ELASKA_CASE_MASK', 'ELASKA_TIMER_WARN_HOURS', 'ELASKA_DEFAULT_VAT', 'ELASKA_GAUGE_WARN_PCT', 'ELASKA_GAUGE_NOTIFY_CLIENT',
			'ELASKA_PORTAL_SHOW_AMOUNTS', 'ELASKA_PASSWORD_MIN', 'ELASKA_MAIL_FROM', 'ELASKA_CONF_FILE', 'ELASKA_ALERT_STEP', 'ELASKA_ALERT_PIECE_DAYS', 'ELASKA_ALERT_IDLE_DAYS', 'ELASKA_ALERT_TASK_TO') as $name) {
			dolibarr_del_const($db, $name, $conf->entity);
		}
	}

	private function stored(string $name): string
	{
		global $db, $conf;
		return (string) dolibarr_get_const($db, $name, $conf->entity);
	}

	private function section(string $section): Browser
	{
		self::$admin->get(Browser::page('admin/setup.php', array('section' => $section)));
		$this->assertSame(200, self::$admin->status);
		return self::$admin;
	}

	/** @return array<string,array{string, string, string, string}> */
	public static function badValues(): array
	{
		return array(
			'colour' => array('firm', 'ELASKA_ACCENT', 'turquoise', 'settings.colour'),
			'zone' => array('firm', 'ELASKA_TZ', 'Europe/Paris?', 'tz.unreadable'),
			'mask without counter' => array('work', 'ELASKA_CASE_MASK', 'DOS-{yyyy}', 'settings.mask'),
			'hours too many' => array('work', 'ELASKA_TIMER_WARN_HOURS', '25', 'field.range'),
			'hours as words' => array('work', 'ELASKA_TIMER_WARN_HOURS', 'huit', 'field.type'),
			'VAT' => array('work', 'ELASKA_DEFAULT_VAT', 'vingt', 'vat.unreadable'),
			'percent' => array('work', 'ELASKA_GAUGE_WARN_PCT', '0', 'field.range'),
			'address of the portal' => array('portal', 'ELASKA_PORTAL_URL', 'javascript:alert(1)', 'settings.url'),
			'password length' => array('security', 'ELASKA_PASSWORD_MIN', '4', 'field.range'),
			'days of an alert' => array('alerts', 'ELASKA_ALERT_PIECE_DAYS', '0', 'field.range'),
			'days of an alert as words' => array('alerts', 'ELASKA_ALERT_IDLE_DAYS', 'trente', 'field.type'),
			'sender' => array('mail', 'ELASKA_MAIL_FROM', 'personne', 'email.malformed'),
		);
	}

	/** @dataProvider badValues */
	public function test_PLAT_11_a_bad_value_is_refused_at_its_field_and_nothing_is_stored(string $section, string $name, string $value, string $key): void
	{
		$before = $this->stored($name);
		$browser = $this->section($section)->submit(array($name => $value), self::FORM);
		$this->assertSame(200, $browser->status);
		$this->assertNotNull($browser->errorAt($name), $browser->text());
		$bounds = array('ELASKA_TIMER_WARN_HOURS' => array(1, 24), 'ELASKA_GAUGE_WARN_PCT' => array(1, 100), 'ELASKA_PASSWORD_MIN' => array(8, 64),
			'ELASKA_ALERT_PIECE_DAYS' => array(1, 365), 'ELASKA_ALERT_IDLE_DAYS' => array(1, 365))[$name] ?? array('', '');
		$this->assertSame(Firm::sentence($key, array('min' => (string) $bounds[0], 'max' => (string) $bounds[1])), $browser->errorAt($name));
		$this->assertSame($before, $this->stored($name));
		$typed = $browser->find('//*[@name="'.$name.'"]')->item(0);
		assert($typed instanceof DOMElement);
		$this->assertSame($value, $typed->tagName === 'select' ? $browser->find('//select[@name="'.$name.'"]/option[@selected]/@value')->item(0)?->nodeValue : $typed->getAttribute('value'));
	}

	public function test_PLAT_11_one_bad_value_keeps_the_good_ones_out(): void
	{
		$browser = $this->section('work')->submit(array('ELASKA_TIMER_WARN_HOURS' => '6', 'ELASKA_CASE_MASK' => '{'), self::FORM);
		$this->assertNotNull($browser->errorAt('ELASKA_CASE_MASK'));
		$this->assertNull($browser->errorAt('ELASKA_TIMER_WARN_HOURS'));
		$this->assertSame('', $this->stored('ELASKA_TIMER_WARN_HOURS'));
		$this->assertTrue($browser->says('Rien n’a été enregistré'));
	}

	public function test_PLAT_11_values_are_stored_shown_and_given_back(): void
	{
		$browser = $this->section('work')->submit(array('ELASKA_TIMER_WARN_HOURS' => '6', 'ELASKA_DEFAULT_VAT' => '5,5', 'ELASKA_GAUGE_NOTIFY_CLIENT' => '1'), self::FORM);
		$this->assertTrue($browser->says('Réglages enregistrés'), $browser->text());
		$this->assertSame('6', $this->stored('ELASKA_TIMER_WARN_HOURS'));
		$this->assertSame('1', $this->stored('ELASKA_GAUGE_NOTIFY_CLIENT'));
		$this->assertSame('6', $browser->find('//input[@name="ELASKA_TIMER_WARN_HOURS"]/@value')->item(0)?->nodeValue);
		$this->assertStringContainsString('8', (string) $browser->textOf('//button[@name="reset" and @value="ELASKA_TIMER_WARN_HOURS"]'));

		$browser->submit(array('reset' => 'ELASKA_TIMER_WARN_HOURS'), self::FORM);
		$this->assertSame('', $this->stored('ELASKA_TIMER_WARN_HOURS'));
		$this->assertSame('8', $browser->find('//input[@name="ELASKA_TIMER_WARN_HOURS"]/@value')->item(0)?->nodeValue);
		$this->assertSame('1', $this->stored('ELASKA_GAUGE_NOTIFY_CLIENT'), 'a reset is about one value');

		$browser->submit(array(), '//form[.//input[@name="action" and @value="defaults"]]');
		$this->assertSame('', $this->stored('ELASKA_GAUGE_NOTIFY_CLIENT'));
		$this->assertSame('', $this->stored('ELASKA_DEFAULT_VAT'));
	}

	public function test_CASE_39_each_kind_of_alert_has_its_switch_its_delay_and_its_recipients(): void
	{
		$browser = $this->section('alerts');
		$this->assertSame(6, $browser->find('//table[contains(@class,"elaska-rules")]/tbody/tr')->length);
		$rows = $browser->find('//table[contains(@class,"elaska-rules")]//input[@type="checkbox"][not(@checked)]');
		$this->assertSame(0, $rows->length, 'all are on at first');
		$browser->submit(array('ELASKA_ALERT_STEP' => null, 'ELASKA_ALERT_PIECE_DAYS' => '9', 'ELASKA_ALERT_TASK_TO' => 'manager'), self::FORM);
		$this->assertTrue($browser->says('Réglages enregistrés'), $browser->text());
		$this->assertSame('0', $this->stored('ELASKA_ALERT_STEP'));
		$this->assertSame('9', $this->stored('ELASKA_ALERT_PIECE_DAYS'));
		$this->assertSame('manager', $this->stored('ELASKA_ALERT_TASK_TO'));
		$this->assertSame('', $this->stored('ELASKA_ALERT_IDLE_DAYS'), 'a default is stored as nothing');
		$this->assertSame('manager', $browser->find('//select[@name="ELASKA_ALERT_TASK_TO"]/option[@selected]/@value')->item(0)?->nodeValue);
		$this->assertTrue($browser->says('Le conseiller principal → Le conseiller principal et son responsable'), 'the journal says it in words');
		$browser->submit(array('ELASKA_ALERT_TASK_TO' => 'everybody', 'ELASKA_ALERT_PIECE_DAYS' => '3'), self::FORM);
		$this->assertNotNull($browser->errorAt('ELASKA_ALERT_TASK_TO'));
		$this->assertSame('9', $this->stored('ELASKA_ALERT_PIECE_DAYS'), 'nothing of a section is kept when one is wrong');
	}

	public function test_PLAT_11_who_changed_what_stays_known(): void
	{
		$this->section('security')->submit(array('ELASKA_PASSWORD_MIN' => '16'), self::FORM);
		$row = Firm::office()->call('event.list', array('object' => 'settings', 'object_id' => 1, 'limit' => 1))['rows'][0];
		$this->assertSame(array('name' => 'ELASKA_PASSWORD_MIN', 'from' => '12', 'to' => '16'), $row['data']);
		$this->assertTrue(self::$admin->says('12 caractères → 16 caractères'), self::$admin->text());
		$this->section('security')->submit(array(), self::FORM);
		$this->assertSame($row['id'], Firm::office()->call('event.list', array('object' => 'settings', 'object_id' => 1, 'limit' => 1))['rows'][0]['id'], 'nothing changed, nothing told');
	}

	public function test_PLAT_11_a_default_is_stored_as_nothing(): void
	{
		$this->section('work')->submit(array('ELASKA_TIMER_WARN_HOURS' => '8', 'ELASKA_DEFAULT_VAT' => '20'), self::FORM);
		$this->assertSame('', $this->stored('ELASKA_TIMER_WARN_HOURS'));
	}

	public function test_PLAT_11_a_ticked_box_can_be_unticked(): void
	{
		$this->section('portal')->submit(array('ELASKA_PORTAL_SHOW_AMOUNTS' => null), self::FORM);
		$this->assertSame('0', $this->stored('ELASKA_PORTAL_SHOW_AMOUNTS'));
		$this->assertCount(0, $this->section('portal')->find('//input[@id="ELASKA_PORTAL_SHOW_AMOUNTS" and @checked]'));
	}

	public function test_SEC_13_what_is_typed_is_shown_harmless(): void
	{
		$browser = $this->section('firm')->submit(array('ELASKA_FIRM_HOURS' => '<script>alert("x")</script>', 'ELASKA_ACCENT' => '"><b>'), self::FORM);
		$this->assertStringNotContainsString('<script>alert("x")', $browser->body);
		$this->assertStringNotContainsString('"><b>', $browser->body);
	}

	/** @return array<string,string> */
	private function file(array $more = array()): array
	{
		return $more + array('conf_file' => $this->folder.'/elaska.conf', 'db_host' => '', 'db_port' => '', 'db_socket' => (string) getenv('DB_SOCKET'), 'db_name' => (string) getenv('DB_NAME'),
			'db_user' => (string) getenv('DB_APP_USER'), 'db_password' => (string) getenv('DB_APP_PASSWORD'), 'db_tls' => 'no', 'log_level' => 'info');
	}

	public function test_SEC_22_elaska_conf_is_written_for_php_alone_and_the_portal_reads_it(): void
	{
		$browser = $this->section('service')->submit($this->file(), self::FORM);
		$this->assertTrue($browser->says('Réglages enregistrés'), $browser->text());
		$path = $this->folder.'/elaska.conf';
		clearstatcache();
		$this->assertSame(0600, fileperms($path) & 0777);
		$this->assertSame(array('elaska.conf'), array_values(array_diff(scandir($this->folder), array('.', '..'))), 'nothing is left beside it');
		$this->assertStringNotContainsString((string) getenv('DB_APP_PASSWORD'), $browser->body);
		$this->assertSame($path, $this->stored('ELASKA_CONF_FILE'));

		$code = 'echo Elaska\Portal::handle(array("method" => "GET", "path" => "/v1/health", "ip" => "127.0.0.1"))["status"];';
		exec(escapeshellarg((string) getenv('HOST_PHP')).' -d elaska.config='.escapeshellarg($path).' -r '.escapeshellarg($code).' 2>&1', $lines, $code);
		$this->assertSame('200', implode("\n", $lines));
	}

	public function test_PLAT_11_an_account_that_the_database_refuses_is_pointed_out(): void
	{
		$words = 'la base n’accepte pas ce compte';
		$this->assertFalse($this->section('service')->submit($this->file(), self::FORM)->says($words));
		$browser = $this->section('service')->submit($this->file(array('db_password' => 'pas le bon')), self::FORM);
		$this->assertTrue($browser->says($words), $browser->text());
	}

	public function test_SEC_22_an_empty_secret_keeps_the_one_in_the_file(): void
	{
		$this->section('service')->submit($this->file(), self::FORM);
		$this->section('mail')->submit(array('smtp_url' => 'smtp://127.0.0.1:2525', 'smtp_tls' => 'none', 'smtp_user' => 'moi', 'smtp_password' => 'mot de passe'), self::FORM);
		$this->section('service')->submit($this->file(array('db_password' => '', 'log_level' => 'warn')), self::FORM);
		$text = (string) file_get_contents($this->folder.'/elaska.conf');
		$this->assertStringContainsString('db_password = "'.getenv('DB_APP_PASSWORD').'"', $text);
		$this->assertStringContainsString('smtp_password = "mot de passe"', $text);
		$this->assertStringContainsString('log_level = "warn"', $text);
		$this->assertStringNotContainsString('mot de passe"', $this->section('mail')->body);
		$worker = dirname(__DIR__, 2).'/'.(getenv('OUT') ?: 'out').'/bin/elaska-mail';
		if (is_executable($worker)) {
			exec($worker.' --config '.escapeshellarg($this->folder.'/elaska.conf').' --check-config 2>&1', $lines, $code);
			$this->assertSame(0, $code, implode("\n", $lines));
		}
	}

	public function test_PLAT_11_the_address_of_the_portal_follows_into_the_file(): void
	{
		global $db, $conf;
		$before = $this->stored('ELASKA_PORTAL_URL');
		$this->section('service')->submit($this->file(), self::FORM);
		$this->section('portal')->submit(array('ELASKA_PORTAL_URL' => 'https://espace.exemple.fr'), self::FORM);
		$this->assertStringContainsString('portal_url = "https://espace.exemple.fr"', (string) file_get_contents($this->folder.'/elaska.conf'));
		dolibarr_set_const($db, 'ELASKA_PORTAL_URL', $before, 'chaine', 0, '', $conf->entity);
	}

	/** @return array<string,array{array<string,string>, string}> */
	public static function badFiles(): array
	{
		return array(
			'no user' => array(array('db_user' => ''), 'db_user'),
			'port' => array(array('db_port' => '70000'), 'db_port'),
			'another name' => array(array('conf_file' => '/tmp/autre.conf'), 'conf_file'),
			'relative' => array(array('conf_file' => 'elaska.conf'), 'conf_file'),
			'no such folder' => array(array('conf_file' => '/nulle/part/elaska.conf'), 'conf_file'),
			'in the web folder' => array(array('conf_file' => 'HOST/elaska.conf'), 'conf_file'),
			'climbing' => array(array('conf_file' => 'HOST/../host/elaska.conf'), 'conf_file'),
		);
	}

	/** @dataProvider badFiles */
	public function test_SEC_13_a_file_that_cannot_be_right_is_not_written(array $more, string $field): void
	{
		$more = array_map(static fn (string $v): string => str_replace('HOST', (string) getenv('HOST_ROOT'), $v), $more);
		$browser = $this->section('service')->submit($this->file($more), self::FORM);
		$this->assertNotNull($browser->errorAt($field), $browser->text());
		$this->assertFileDoesNotExist($more['conf_file'] ?? $this->folder.'/elaska.conf');
		$this->assertSame('', $this->stored('ELASKA_CONF_FILE'));
	}

	public function test_SEC_13_mail_that_would_show_its_password_is_refused(): void
	{
		$this->section('service')->submit($this->file(), self::FORM);
		$browser = $this->section('mail')->submit(array('smtp_url' => 'smtp://mail.exemple.fr:25', 'smtp_tls' => 'none', 'smtp_user' => 'moi', 'smtp_password' => 'secret'), self::FORM);
		$this->assertSame(Firm::sentence('settings.smtp_clear'), $browser->errorAt('smtp_tls'));
		$this->assertStringNotContainsString('secret', (string) file_get_contents($this->folder.'/elaska.conf'));
	}

	public function test_SEC_10_only_administrators_set_up(): void
	{
		$person = Firm::person(Firm::MANAGER);
		$browser = Browser::of($person->login, Firm::PASSWORD);
		foreach (array('admin/setup.php', 'admin/health.php', 'admin/about.php') as $page) {
			$browser->get(Browser::page($page));
			$this->assertCount(0, $browser->find('//form[.//input[@name="action"]]|//dl[contains(@class, "elaska-facts")]'), $page);
			$this->assertCount(1, $browser->find('//div[contains(@class, "error")]'), $page);
		}
		$browser->post(Browser::page('admin/setup.php'), array('token' => $browser->token(), 'action' => 'save', 'section' => 'work', 'ELASKA_TIMER_WARN_HOURS' => '5'));
		$this->assertSame('', $this->stored('ELASKA_TIMER_WARN_HOURS'));
	}

	public function test_SEC_13_without_a_fresh_token_nothing_is_stored(): void
	{
		$browser = $this->section('work');
		$fields = array('action' => 'save', 'section' => 'work', 'ELASKA_TIMER_WARN_HOURS' => '5');
		$browser->post(Browser::page('admin/setup.php'), $fields);
		$this->assertSame('', $this->stored('ELASKA_TIMER_WARN_HOURS'), 'no token');
		$this->section('work');
		$browser->post(Browser::page('admin/setup.php'), $fields + array('token' => 'perime'));
		$this->assertSame('', $this->stored('ELASKA_TIMER_WARN_HOURS'), 'stale token');
		$browser->get(Browser::page('admin/setup.php', $fields + array('token' => $this->section('work')->token())));
		$this->assertSame('', $this->stored('ELASKA_TIMER_WARN_HOURS'), 'a link acts on nothing');
	}

	/** Dolibarr hands every sentence to sprintf: a bare % would end the page there. */
	public function test_PLAT_07_no_sentence_holds_a_bare_percent_sign(): void
	{
		foreach (array('fr_FR', 'en_US') as $lang) {
			$text = (string) file_get_contents(getenv('HOST_ROOT').'/custom/elaska/langs/'.$lang.'/elaska.lang');
			$this->assertSame(0, preg_match('/^(?!#).*%(?!s|\d\$s|%)/m', $text, $m), $lang.': '.($m[0] ?? ''));
		}
	}

	public function test_PLAT_07_every_section_speaks_both_languages(): void
	{
		foreach (array('firm', 'work', 'portal', 'documents', 'security', 'mail', 'service') as $section) {
			foreach (array('fr_FR', 'en_US') as $lang) {
				$browser = $this->section($section)->get(Browser::page('admin/setup.php', array('section' => $section, 'lang' => $lang)));
				$this->assertDoesNotMatchRegularExpression('/Elaska(Set|Conf|Section|Step|File)[A-Z_]\w+/', $browser->text());
			}
		}
		self::$admin->get(Browser::page('admin/about.php', array('lang' => 'fr_FR')));
		$this->assertStringContainsString(Elaska\Version::core(), self::$admin->text());
		$this->assertDoesNotMatchRegularExpression('/Elaska(Licence|Help|Version)\w+/', self::$admin->text());
	}
}
