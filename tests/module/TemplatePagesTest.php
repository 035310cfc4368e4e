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

	/** @return Browser after the file was posted to the page of templates */
	private static function import(string $body): Browser
	{
		$browser = self::admin();
		$edge = 'edge'.Firm::word();
		$part = static fn (string $head, string $text): string => "--$edge\r\nContent-Disposition: form-data; $head\r\n\r\n$text\r\n";
		return $browser->post(Browser::page(self::LIST), $part('name="token"', $browser->token()).$part('name="action"', 'import')
			.$part('name="pack"; filename="pack.json"', $body)."--$edge--\r\n", array('Content-Type: multipart/form-data; boundary='.$edge));
	}

	public function test_CASE_06_models_travel_with_their_bytes_and_are_named_when_they_do_not(): void
	{
		global $user;
		$office = Firm::office($user);
		$bytes = "%PDF-1.7\nformulaire ".Firm::word();
		$kept = $office->upload('model.put', array('name' => 'Formulaire.pdf'), $bytes);
		$browser = self::admin();
		$code = $this->make($browser, 'Modele '.Firm::word());
		$body = self::template($code)['body'];
		$body['pieces'][0]['model'] = array('file' => $kept['id'], 'name' => 'Formulaire.pdf', 'size' => $kept['size']);
		$office->call('template.save', array('code' => $code, 'version' => self::template($code)['version'], 'body' => $body));
		$browser->get(Browser::page(self::LIST));
		$browser->post(Browser::page(self::LIST), array('token' => $browser->token(), 'action' => 'export', 'codes' => array($code)));
		$pack = json_decode($browser->body, true);
		$this->assertSame(array('name' => 'Formulaire.pdf', 'data' => base64_encode($bytes)), $pack['templates'][0]['pieces'][0]['model'], 'no number of this installation');
		// Elsewhere: other templates, other bytes.
		$new = "%PDF-1.7\nailleurs ".Firm::word();
		$pack['templates'][0]['code'] .= '-b';
		$pack['templates'][0]['pieces'][0]['model']['data'] = base64_encode($new);
		$pack['code'] .= 'b';
		self::import((string) json_encode($pack));
		$model = self::template($code.'-b')['body']['pieces'][0]['model'];
		$this->assertSame('Formulaire.pdf', $model['name']);
		$this->assertNotSame($kept['id'], $model['file']);
		$this->assertSame($new, $browser->get(Browser::page('file.php', array('id' => $model['file'])))->body);
		$pack['templates'][0]['code'] .= 'c';
		$pack['templates'][0]['pieces'][0]['model'] = array('name' => 'Trop gros.pdf', 'file' => $kept['id']);
		$said = self::import((string) json_encode($pack));
		$this->assertTrue($said->says('Trop gros.pdf'), substr($said->text(), 0, 600));
		$this->assertArrayNotHasKey('model', self::template($pack['templates'][0]['code'])['body']['pieces'][0], 'a number of another installation is never taken');
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
