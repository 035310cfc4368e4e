<?php
/*
 * Reference lists in the setup screens: renamed, ordered, switched off, added to; what is used stays; nothing typed is lost.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class ListsPageTest extends TestCase
{
	private const FORM = '//form[contains(@class,"elaska-lines-form")]';

	/** Others read the words that were shipped. */
	public static function tearDownAfterClass(): void
	{
		$form = '//form[.//input[@name="action" and @value="revert"]]';
		foreach (array('case_tags', 'call_subjects', 'mail_types', 'piece_categories') as $list) {
			$page = self::open($list);
			if ($page->find($form)->length > 0) {
				$page->submit(array(), $form);
			}
		}
	}

	private static function open(string $list): Browser
	{
		return Browser::of()->get(Browser::page('admin/lists.php', array('list' => $list)));
	}

	/** What the page shows now, read anew. @return array<string,array<string,string>> lines by code, in order */
	private static function items(string $list): array
	{
		$browser = self::open($list);
		$form = $browser->find(self::FORM)->item(0);
		assert($form instanceof DOMElement);
		parse_str(http_build_query($browser->fields($form)), $fields);
		return array_filter(array_column((array) $fields['items'], null, 'code'), static fn ($code): bool => $code !== '', ARRAY_FILTER_USE_KEY);
	}

	/** Number of the line with this code. */
	private static function line(Browser $browser, string $code): int
	{
		$name = (string) $browser->find('//input[@value="'.$code.'" and contains(@name,"[code]")]/@name')->item(0)?->nodeValue;
		return preg_match('/\[(\d+)\]/', $name, $m) ? (int) $m[1] : -1;
	}

	private static function blank(Browser $browser): string
	{
		return 'items['.($browser->find('//div[@data-elaska-lines]/div[@data-elaska-one]')->length - 1).']';
	}

	public function test_PLAT_12_every_list_is_there_filled_with_its_count(): void
	{
		$browser = self::open('party_roles');
		$this->assertSame(200, $browser->status);
		$this->assertGreaterThanOrEqual(12, $browser->find('//nav[contains(@class,"elaska-side")]//a')->length);
		$this->assertTrue($browser->says('Notaire') || strpos($browser->body, 'value="Notaire"') !== false);
		$this->assertStringNotContainsString('ElaskaL', $browser->text());
	}

	public function test_PLAT_12_a_list_of_ones_own_and_back_to_what_was_shipped(): void
	{
		$name = 'Loisirs '.Firm::word();
		$browser = self::open('new');
		$browser->submit(array('name_fr' => $name, 'items[0][fr]' => 'Échecs'), self::FORM);
		$this->assertTrue($browser->says('Modifications enregistrées'), substr($browser->text(), -800));
		$this->assertSame($name, (string) $browser->find('//input[@name="name_fr"]/@value')->item(0)?->nodeValue);
		$this->assertFalse($browser->says('Rétablir la liste livrée'), 'nobody shipped it');
		$browser = self::open('new')->submit(array('name_fr' => '', 'items[0][fr]' => 'Gardé'), self::FORM);
		$this->assertFalse($browser->says('Modifications enregistrées'));
		$this->assertStringContainsString('value="Gardé"', $browser->body);
		$browser = self::open('mail_types');
		$before = array_keys(self::items('mail_types'));
		$browser->submit(array(self::blank($browser).'[fr]' => 'Pli '.Firm::word()), self::FORM);
		$this->assertCount(count($before) + 1, self::items('mail_types'));
		$browser = self::open('mail_types')->submit(array(), '//form[.//input[@name="action" and @value="revert"]]');
		$this->assertTrue($browser->says('La liste livrée est rétablie'), substr($browser->text(), -800));
		$this->assertSame($before, array_keys(self::items('mail_types')));
	}

	public function test_PLAT_12_a_value_is_added_renamed_moved_and_switched_off(): void
	{
		$browser = self::open('call_subjects');
		$codes = array_keys(self::items('call_subjects'));
		$word = 'Sujet '.Firm::word();
		$new = self::blank($browser);
		$last = self::line($browser, (string) end($codes));
		$first = self::line($browser, $codes[0]);
		$browser->submit(array($new.'[fr]' => $word, $new.'[colour]' => 'violet', 'items['.$last.'][position]' => '0.5', 'items['.$first.'][en]' => 'Renamed '.$word, 'items['.$first.'][active]' => null), self::FORM);
		$this->assertTrue($browser->says('Modifications enregistrées'), substr($browser->text(), -1500));
		$items = self::items('call_subjects');
		$this->assertSame(end($codes), array_key_first($items), 'moved to the top');
		$this->assertSame('Renamed '.$word, $items[$codes[0]]['en']);
		$this->assertArrayNotHasKey('active', $items[$codes[0]]);
		$made = end($items);
		$this->assertSame($word, $made['fr']);
		$this->assertSame('violet', $made['colour']);
		$this->assertMatchesRegularExpression('/^sujet_[a-z0-9_]+$/', $made['code']);
	}

	public function test_PLAT_12_a_used_value_is_switched_off_instead_of_deleted(): void
	{
		$browser = self::open('piece_categories');
		$at = self::line($browser, 'identity');
		$this->assertGreaterThanOrEqual(0, $at);
		$browser->submit(array('items['.$at.'][remove]' => '1'), self::FORM);
		$this->assertTrue($browser->says('cette valeur est désactivée, pas supprimée'), substr($browser->text(), -1500));
		$this->assertArrayNotHasKey('active', self::items('piece_categories')['identity']);
		$browser->submit(array('items['.self::line($browser, 'identity').'][active]' => '1'), self::FORM);
		$this->assertArrayHasKey('active', self::items('piece_categories')['identity']);
	}

	public function test_PLAT_12_a_refused_value_is_told_at_its_line_and_nothing_typed_is_lost(): void
	{
		$before = self::items('mail_types');
		$browser = self::open('mail_types');
		$new = self::blank($browser);
		$same = (string) reset($before)['fr'];
		$browser->submit(array($new.'[fr]' => $same, $new.'[en]' => 'Typed <here>'), self::FORM);
		$this->assertStringContainsString($same, (string) $browser->errorAt('items-'.count($before)));
		$this->assertStringContainsString('value="Typed &lt;here&gt;"', $browser->body);
		$this->assertSame($before, self::items('mail_types'));
	}

	public function test_PLAT_12_somebody_elses_change_is_told_and_may_be_overruled(): void
	{
		$browser = self::open('case_tags');
		$first = (string) array_key_first(self::items('case_tags'));
		self::open('case_tags')->submit(array('items[0][en]' => 'Theirs '.Firm::word()), self::FORM);
		$word = 'Mien '.Firm::word();
		$browser->submit(array('items[0][fr]' => $word), self::FORM);
		$this->assertTrue($browser->says(Firm::sentence('conflict.version')), substr($browser->text(), -1500));
		$this->assertStringContainsString('value="'.$word.'"', $browser->body);
		$this->assertNotSame($word, self::items('case_tags')[$first]['fr']);
		$over = (string) $browser->find('//button[@name="over"]/@value')->item(0)?->nodeValue;
		$browser->submit(array('over' => $over), self::FORM);
		$this->assertSame($word, self::items('case_tags')[$first]['fr']);
	}

	public function test_PLAT_11_lists_are_the_administrators(): void
	{
		$browser = Browser::of(Firm::person()->login, Firm::PASSWORD);
		foreach (array('lists', 'statuses') as $page) {
			$this->assertTrue($browser->get(Browser::page('admin/'.$page.'.php'))->refused(), $page);
		}
	}

	public function test_PLAT_12_a_form_cut_short_by_the_server_stores_nothing(): void
	{
		$before = self::items('families');
		self::open('families')->submit(array('whole' => null), self::FORM);
		$this->assertSame($before, self::items('families'));
	}
}
