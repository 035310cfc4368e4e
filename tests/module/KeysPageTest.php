<?php
/*
 * The page of encryption keys: state, renewal, the saved copy of the master key; a key that is away is told where an
 * administrator looks; a sensitive value is masked and shown by right.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class KeysPageTest extends TestCase
{
	private static ?Browser $admin = null;

	protected function setUp(): void
	{
		self::$admin = self::$admin ?? Browser::of();
	}

	private static function key(): string
	{
		require_once DOL_DOCUMENT_ROOT.'/custom/elaska/class/elaskaconffile.class.php';
		return ElaskaConfFile::current()->masterKey();
	}

	private function page(): Browser
	{
		self::$admin->get(Browser::page('admin/keys.php'));
		$this->assertSame(200, self::$admin->status);
		return self::$admin;
	}

	private static function form(string $action): string
	{
		return '//form[.//input[@name="action" and @value="'.$action.'"]]';
	}

	public function test_SEC_08_the_key_was_made_at_installation_for_php_alone(): void
	{
		$this->assertSame(0600, fileperms(self::key()) & 0777);
		$this->assertTrue($this->page()->says('Les données sensibles sont protégées et lisibles.'));
		$this->assertTrue(self::$admin->says('En service'));
		$adviser = Browser::of(Firm::person()->login, Firm::PASSWORD)->get(Browser::page('admin/keys.php'));
		$this->assertTrue($adviser->refused());
	}

	public function test_SEC_08_keys_are_renewed_and_the_saved_copy_is_tried(): void
	{
		$before = max(array_column(Firm::office()->call('crypt.status')['keys'], 'version'));
		$this->page()->submit(array(), self::form('renew'));
		$this->assertTrue(self::$admin->says('Clé renouvelée : version '.($before + 1)), self::$admin->text());
		$text = (string) file_get_contents(self::key());
		$this->assertTrue($this->tried($text)->says('Cette copie ouvre bien les données'), self::$admin->text());
		$this->assertTrue($this->tried(substr($text, 0, 60))->says('Cette copie est incomplète ou abîmée'), self::$admin->text());
	}

	/** The answer to a copy of this text. */
	private function tried(string $text): Browser
	{
		$edge = bin2hex(random_bytes(12));
		$part = static fn (string $head, string $value): string => "--$edge\r\nContent-Disposition: form-data; $head\r\n\r\n$value\r\n";
		$body = $part('name="token"', $this->page()->token()).$part('name="action"', 'test').$part('name="copy"; filename="elaska.key"', $text)."--$edge--\r\n";
		return self::$admin->post(Browser::page('admin/keys.php'), $body, array('Content-Type: multipart/form-data; boundary='.$edge));
	}

	public function test_SEC_08_a_key_that_is_away_is_told_to_administrators(): void
	{
		$key = self::key();
		rename($key, $key.'.away');
		try {
			$this->assertTrue($this->page()->says('Les données sensibles sont indisponibles.'));
			$this->assertSame(0, self::$admin->find(self::form('create'))->length, 'no other key is offered');
			foreach (array('admin/setup.php', 'index.php') as $page) {
				self::$admin->get(Browser::page($page));
				$this->assertTrue(self::$admin->says('Les données sensibles sont indisponibles.'), $page);
			}
			$adviser = Browser::of(Firm::person()->login, Firm::PASSWORD)->get(Browser::page('index.php'));
			$this->assertFalse($adviser->says('Les données sensibles sont indisponibles.'));
		} finally {
			rename($key.'.away', $key);
		}
		$this->assertTrue($this->page()->says('Les données sensibles sont protégées et lisibles.'));
	}
}
