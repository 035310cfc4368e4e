<?php
/*
 * Kinds of case in the setup screens: written, copied, switched off, taken to another installation.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class TemplatePagesTest extends TestCase
{
	private const LIST = 'admin/templates.php';

	private static function admin(): Browser
	{
		$browser = Browser::of('admin', getenv('BO_PASSWORD') ?: 'admin');
		$browser->get(Browser::page(self::LIST));
		return $browser;
	}

	/** @return array<string,mixed> */
	private static function template(string $code): array
	{
		global $user;
		return Firm::office($user)->call('template.read', array('code' => $code));
	}

	private function make(Browser $browser, string $name, string $from = ''): string
	{
		$browser->submit(array('name' => $name, 'from' => $from), '//form[contains(@class,"elaska-template-new")]');
		$data = json_decode((string) $browser->textOf('//*[@data-elaska-builder]/script'), true);
		$this->assertIsArray($data, substr($browser->text(), 0, 400));
		return (string) $data['body']['code'];
	}

	public function test_CASE_04_twelve_kinds_are_shipped_and_a_new_one_works_as_it_is(): void
	{
		$browser = self::admin();
		$this->assertGreaterThanOrEqual(12, $browser->find('//article[contains(@class,"elaska-template")]')->length);
		$this->assertTrue($browser->says("Assistance à l'embauche"));
		$name = 'Retraite '.Firm::word();
		$code = $this->make($browser, $name);
		$stored = self::template($code);
		$this->assertSame($name, $stored['body']['label']['fr']);
		$this->assertSame(array(), $stored['problems']);
		$this->assertTrue($stored['active']);
	}

	public function test_CASE_04_a_copy_starts_switched_off_and_leaves_the_shipped_one_alone(): void
	{
		$browser = self::admin();
		$code = $this->make($browser, 'Embauche '.Firm::word(), 'assistance-embauche');
		$copy = self::template($code);
		$this->assertFalse($copy['active']);
		$this->assertSame(count(self::template('assistance-embauche')['body']['steps']), count($copy['body']['steps']));
		$browser->get(Browser::page(self::LIST));
		$browser->submit(array(), '//form[.//input[@name="code" and @value="'.$code.'"] and .//input[@name="action" and @value="on"]]');
		$this->assertTrue(self::template($code)['active']);
	}

	public function test_CASE_04_a_file_of_templates_goes_out_and_comes_back(): void
	{
		$browser = self::admin();
		$code = $this->make($browser, 'Partage '.Firm::word());
		$browser->get(Browser::page(self::LIST));
		$browser->post(Browser::page(self::LIST), array('token' => $browser->token(), 'action' => 'export', 'codes' => array($code)));
		$pack = json_decode($browser->body, true);
		$this->assertSame('elaska.pack/1', $pack['format'] ?? null, substr($browser->text(), -300));
		$this->assertSame($code, $pack['templates'][0]['code']);
		$this->assertStringContainsString('attachment', $browser->headers['content-disposition'] ?? '');
		global $user;
		$before = self::template($code)['definition'] ?? self::template($code)['revision'];
		Firm::office($user)->call('pack.install', array('files' => array(array('path' => 'pack.json', 'body' => $browser->body))));
		$this->assertSame($before, self::template($code)['definition'] ?? self::template($code)['revision'], 'the same file changes nothing');
	}

	public function test_CASE_40_templates_are_the_administrators(): void
	{
		$adviser = Browser::of(Firm::person()->login, Firm::PASSWORD);
		$adviser->get(Browser::page(self::LIST));
		$this->assertTrue($adviser->refused());
		$adviser->get(Browser::page('admin/template.php').'?code=assistance-embauche');
		$this->assertTrue($adviser->refused());
	}

	public function test_CASE_04_a_template_that_is_not_there_is_said(): void
	{
		$browser = self::admin();
		$browser->get(Browser::page('admin/template.php').'?code=nulle-part');
		$this->assertNull($browser->textOf('//*[@data-elaska-builder]'));
	}
}
