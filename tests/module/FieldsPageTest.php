<?php
/*
 * Custom fields in the setup screens and on the tab of a client; rights per kind of case.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class FieldsPageTest extends TestCase
{
	private const FORM = '//form[.//select[@name="type"]]';
	private const CARD = '//form[contains(@class,"elaska-client-fields")]';

	/** What these tests define is not there for the next ones. */
	public static function tearDownAfterClass(): void
	{
		global $db;
		$db->query('DELETE FROM '.MAIN_DB_PREFIX."elaska_definition_head WHERE kind = 'fields'");
		$db->query('DELETE FROM '.MAIN_DB_PREFIX."elaska_definition WHERE kind = 'fields'");
		$db->query('UPDATE '.MAIN_DB_PREFIX.'elaska_definition_stamp SET value = value + 1');
	}

	/** A field of associations by its own code. @param array<string,string> $more */
	private function make(string $type, array $more = array(), string $kind = 'association'): string
	{
		$code = strtolower(Firm::word('f'));
		$browser = Browser::of()->get(Browser::page('admin/fields.php', array('kind' => $kind, 'field' => 'new')));
		$browser->submit($more + array('label_fr' => 'Champ '.$code, 'code' => $code, 'type' => $type), self::FORM);
		$this->assertTrue($browser->says('Modifications enregistrées'), substr($browser->text(), -800));
		$this->assertTrue($browser->says('Champ '.$code));
		return $code;
	}

	/** @return array<string,mixed> */
	private static function field(string $code, string $kind = 'association'): array
	{
		$body = Firm::office()->call('fields.read', array('object' => 'thirdparty', 'kind' => $kind))['body'];
		return array_column($body['fields'], null, 'code')[$code] ?? array();
	}

	public function test_PLAT_08_a_field_has_what_its_form_says_and_keeps_the_rest(): void
	{
		$code = $this->make('choice', array('options[0][fr]' => 'Petite', 'options[1][fr]' => 'Grande', 'options[1][en]' => 'Large', 'client' => 'read', 'new_group' => 'Taille '.Firm::word(), 'help_fr' => 'En effectif', 'width' => 'half', 'min' => '3'));
		$field = self::field($code);
		$this->assertSame(array('petite', 'grande'), array_column($field['options'], 'code'));
		$this->assertSame(array('read', 'half', 'En effectif'), array($field['client'], $field['width'], $field['help']['fr']));
		$this->assertArrayNotHasKey('min', $field, 'a list has no bounds');
		$this->assertNotEmpty($field['group']);
		$browser = Browser::of()->get(Browser::page('admin/fields.php', array('kind' => 'association', 'field' => $code)));
		$browser->submit(array('label_en' => 'Size'), self::FORM);
		$this->assertEquals(array('label' => array('fr' => 'Champ '.$code, 'en' => 'Size')) + $field, self::field($code));
	}

	public function test_PLAT_08_a_refused_field_is_told_at_its_place_and_nothing_typed_is_lost(): void
	{
		$browser = Browser::of()->get(Browser::page('admin/fields.php', array('kind' => 'association', 'field' => 'new')));
		$browser->submit(array('label_fr' => 'Gardé <b>', 'code' => 'Pas Un Code', 'type' => 'text', 'show_if' => 'and and'), self::FORM);
		$this->assertNotNull($browser->errorAt('code'), substr($browser->text(), -800));
		$this->assertStringContainsString('Gardé &lt;b&gt;', $browser->body);
		$browser->submit(array('code' => '', 'type' => 'choice'), self::FORM);
		$this->assertFalse($browser->says('Modifications enregistrées'));
	}

	public function test_CRM_07_fields_of_a_kind_are_typed_on_the_clients_tab(): void
	{
		$code = $this->make('number');
		$client = Firm::client();
		$person = Firm::person();
		$browser = Browser::of($person->login, Firm::PASSWORD)->get(Browser::page('thirdparty_tab.php', array('socid' => $client)));
		$this->assertFalse($browser->says('Champ '.$code), 'a company has none of it');
		$browser->get(Browser::page('thirdparty_tab.php', array('socid' => $client, 'edit' => 'fields')));
		$browser->submit(array('kinds' => array('company', 'association')), self::CARD);
		$browser->get(Browser::page('thirdparty_tab.php', array('socid' => $client, 'edit' => 'fields')));
		$browser->submit(array('f_'.$code => 'douze'), self::CARD);
		$this->assertGreaterThan(0, $browser->find(self::CARD.'//*[@role="alert"]')->length, substr($browser->text(), -800));
		$this->assertStringContainsString('value="douze"', $browser->body);
		$browser->submit(array('f_'.$code => '1 250,5'), self::CARD);
		$this->assertTrue($browser->says('Modifications enregistrées'), substr($browser->text(), -800));
		$panel = (string) $browser->textOf('//section[contains(@class,"elaska-client-fields")]');
		$this->assertStringContainsString('Entreprise · Association', $panel);
		$this->assertMatchesRegularExpression('/Champ '.$code.'\s*1 ?250,5/', $panel);
	}

	public function test_CRM_07_two_on_one_form_lose_nothing_and_are_told_what_both_changed(): void
	{
		$mine = $this->make('number');
		$theirs = $this->make('text');
		$url = Browser::page('thirdparty_tab.php', array('socid' => Firm::client(), 'edit' => 'fields'));
		$write = static fn (array $fill): Browser => Browser::of()->get($url)->submit($fill, self::CARD);
		$stands = static function () use ($url, $mine, $theirs): array {
			$page = Browser::of()->get($url);
			return array($page->textOf('//input[@name="f_'.$mine.'"]/@value'), $page->textOf('//input[@name="f_'.$theirs.'"]/@value'), $page->find(self::CARD.'//input[@name="kinds[]"][@checked]')->length);
		};
		$write(array('kinds' => array('association')));
		$write(array('f_'.$mine => '1', 'f_'.$theirs => 'avant'));
		$browser = Browser::of()->get($url);
		$write(array('f_'.$theirs => 'pendant', 'kinds' => array('association', 'company')));
		$browser->submit(array('f_'.$mine => '2'), self::CARD);
		$this->assertTrue($browser->says('Modifications enregistrées'), substr($browser->text(), -800));
		$this->assertSame(array('2', 'pendant', 2), $stands(), 'neither is lost');
		$browser = Browser::of()->get($url);
		$write(array('f_'.$mine => '30', 'f_'.$theirs => 'ailleurs'));
		$browser->submit(array('f_'.$mine => '4'), self::CARD);
		$this->assertTrue($browser->says(Firm::sentence('conflict.version')) && $browser->says('30'), substr($browser->text(), -1500));
		$this->assertSame('4', $browser->textOf('//input[@name="f_'.$mine.'"]/@value'), 'what was typed is not lost');
		$this->assertSame('30', $stands()[0]);
		$over = (string) $browser->find('//button[@name="over"]/@value')->item(0)?->nodeValue;
		$browser->submit(array('over' => $over), self::CARD);
		$this->assertSame(array('4', 'ailleurs', 2), $stands(), 'only what he agreed to overrule');
	}

	public function test_CRM_07_who_may_not_write_only_reads(): void
	{
		$browser = Browser::of(Firm::person(array('time/own', 'case/read'))->login, Firm::PASSWORD);
		$browser->get(Browser::page('thirdparty_tab.php', array('socid' => Firm::client(), 'edit' => 'fields')));
		$this->assertTrue($browser->says('Informations complémentaires'));
		$this->assertCount(0, $browser->find(self::CARD));
	}

	public function test_PLAT_08_a_type_stays_once_filled(): void
	{
		$code = $this->make('number');
		$client = Firm::client();
		$page = Browser::of()->get(Browser::page('thirdparty_tab.php', array('socid' => $client, 'edit' => 'fields')));
		$page->submit(array('kinds' => array('association')), self::CARD);
		$page->get(Browser::page('thirdparty_tab.php', array('socid' => $client, 'edit' => 'fields')))->submit(array('f_'.$code => '4'), self::CARD);
		$browser = Browser::of()->get(Browser::page('admin/fields.php', array('kind' => 'association', 'field' => $code)));
		$browser->submit(array('type' => 'text'), self::FORM);
		$this->assertSame(Firm::sentence('meta.type_kept', array('code' => $code)), $browser->errorAt('type'), substr($browser->text(), -800));
		$this->assertSame('number', self::field($code)['type']);
	}

	public function test_CASE_40_rights_of_groups_per_kind_are_ticked(): void
	{
		global $db;
		$name = Firm::word('Groupe ');
		$db->query('INSERT INTO '.MAIN_DB_PREFIX."usergroup (nom, entity) VALUES ('".$db->escape($name)."', 1)");
		$group = (int) $db->fetch_object($db->query('SELECT rowid FROM '.MAIN_DB_PREFIX."usergroup WHERE nom = '".$db->escape($name)."'"))->rowid;
		$kind = 'assistance-embauche';
		$browser = Browser::of()->get(Browser::page('admin/rights.php', array('kind' => $kind)));
		$browser->submit(array('g'.$group => array('close', 'confidential')), '//form[contains(@class,"elaska-lines-form")]');
		$rows = array_column(Firm::office()->call('case.kind_rights', array('kind' => $kind))['rows'], 'rights', 'group');
		$this->assertSame(array('read', 'close', 'confidential'), $rows[$group] ?? null, substr($browser->text(), -800));
		$browser->submit(array('g'.$group => null), '//form[contains(@class,"elaska-lines-form")]');
		$this->assertArrayNotHasKey($group, array_column(Firm::office()->call('case.kind_rights', array('kind' => $kind))['rows'], 'rights', 'group'));
		$setup = Browser::of()->get(Browser::page('admin/setup.php'));
		$this->assertStringNotContainsString('ElaskaSet_', $setup->text(), 'the history of the settings tells of settings only');
	}

	public function test_PLAT_11_fields_and_rights_are_the_administrators(): void
	{
		$browser = Browser::of(Firm::person()->login, Firm::PASSWORD);
		foreach (array('fields', 'rights') as $page) {
			$this->assertTrue($browser->get(Browser::page('admin/'.$page.'.php'))->refused(), $page);
		}
	}
}
