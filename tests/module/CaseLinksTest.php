<?php
/*
 * Fields of a case that lead to something of Dolibarr's, and its own files: in the form of a new case, in the forms that
 * react and in those without a script.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';
require_once __DIR__.'/Natives.php';

final class CaseLinksTest extends TestCase
{
	/** @return array<string,string> */
	private static function label(string $text): array
	{
		return array('fr' => $text, 'en' => $text);
	}

	private static function template(): string
	{
		$code = preg_replace('~[^a-z0-9]~', '', strtolower(Firm::word('links')));
		$link = array('code' => 'who', 'type' => 'link', 'object' => 'contact', 'label' => self::label('Interlocuteur'));
		$file = array('code' => 'deed', 'type' => 'file', 'many' => true, 'label' => self::label('Acte'));
		Firm::office()->call('template.save', array('active' => true, 'body' => array('format' => 'elaska.template/1', 'code' => $code, 'label' => self::label('Suivi '.$code), 'nature' => 'mission',
			'client_kinds' => array('company', 'individual'), 'family' => 'procedures', 'icon' => 'search', 'colour' => 'blue', 'visible' => true, 'requestable' => false, 'fields' => array($link, $file),
			'forms' => array(array('code' => 'visit', 'label' => self::label('Visite'), 'pages' => array(array('code' => 'p', 'label' => self::label('Page'), 'fields' => array($link, $file))))),
			'steps' => array(array('code' => 'one', 'label' => self::label('Une'), 'form' => 'visit')))));
		return $code;
	}

	/** What the form that reacts was opened with. @return array<string,mixed> */
	private function opened(Browser $browser): array
	{
		$script = $browser->find('//*[@data-elaska-live]/script')->item(0);
		$this->assertNotNull($script, substr($browser->text(), -800));
		return json_decode($script->textContent, true);
	}

	public function test_CASE_07_a_new_case_asks_for_names_once_its_client_is_known(): void
	{
		$code = self::template();
		$client = Firm::client();
		$contact = Natives::contact($client);
		$stranger = (int) Natives::contact(Firm::client())->id;
		$blind = Browser::of()->get(Browser::page('case_card.php', array('action' => 'create', 'template' => $code)));
		$this->assertCount(0, $blind->find('//*[@name="f_who"]'), 'nothing is asked that nobody can answer yet');
		$browser = Browser::of()->get(Browser::page('case_card.php', array('action' => 'create', 'client' => $client, 'template' => $code)));
		$option = $browser->find('//select[@name="f_who"]/option[@value="'.$contact->id.'"]')->item(0);
		$this->assertSame($contact->lastname, trim((string) $option?->textContent), substr($browser->text(), -800));
		$fields = array_column($this->opened($browser)['fields'], null, 'code');
		$this->assertSame(array($contact->lastname), array_map('trim', array_column($fields['who']['options'], 'label')));
		$this->assertArrayNotHasKey('deed', $fields, 'files wait until the case is there');
		$form = '//form[.//input[@name="template"]]';
		$browser->submit(array('f_who' => (string) $stranger), $form);
		$this->assertTrue($browser->says('Choisissez un élément de la liste'), substr($browser->text(), -800));
		$browser->submit(array('f_who' => (string) $contact->id), $form);
		$this->assertSame(1, preg_match('/id=(\d+)/', $browser->url, $found), $browser->url);
		$infos = Browser::of()->get(Browser::page('case_card.php', array('id' => $found[1], 'tab' => 'infos')));
		$this->assertTrue($infos->says($contact->lastname), substr($infos->text(), -800));
	}

	public function test_CASE_07_the_office_deposits_files_in_the_forms_of_a_case(): void
	{
		$case = (int) Firm::dossier(Firm::client(), array('template' => self::template()))['id'];
		$office = Firm::office();
		$edit = Browser::page('case_card.php', array('id' => $case, 'tab' => 'infos', 'edit' => 'fields'));
		$opened = $this->opened(Browser::of()->get($edit));
		$this->assertSame(array('object' => 'case', 'id' => $case, 'visible' => false), $opened['place']);
		$this->assertStringEndsWith('/ajax/upload.php', $opened['uploadUrl']);
		$this->assertSame(array(), $opened['files']);
		$file = $office->upload('file.put', array('name' => 'acte.pdf') + $opened['place'], '%PDF-1.7 acte');
		$office->call($opened['op'], $opened['input'] + array('fields' => array('deed' => array($file['id']))));
		$this->assertSame('acte.pdf', $this->opened(Browser::of()->get($edit))['files'][0]['name']);
		$infos = Browser::of()->get(Browser::page('case_card.php', array('id' => $case, 'tab' => 'infos')));
		$this->assertTrue($infos->says('acte.pdf'), substr($infos->text(), -800));
		$step = (int) $office->call('case.page', array('case' => $case))['steps'][0]['id'];
		$opened = $this->opened(Browser::of()->get(Browser::page('case_step.php', array('step' => $step, 'case' => $case))));
		$this->assertSame(array('object' => 'step', 'id' => $step), $opened['place']);
	}
}
