<?php
/*
 * The registry of statuses in the setup screens: words for both readers, colours, order, one's own statuses.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class StatusesPageTest extends TestCase
{
	private const FORM = '//form[contains(@class,"elaska-lines-form")]';

	/** What these tests define is not there for the next ones. */
	public static function tearDownAfterClass(): void
	{
		global $db;
		$db->query('DELETE FROM '.MAIN_DB_PREFIX."elaska_definition_head WHERE kind = 'statuses'");
		$db->query('DELETE FROM '.MAIN_DB_PREFIX."elaska_definition WHERE kind = 'statuses'");
		$db->query('UPDATE '.MAIN_DB_PREFIX.'elaska_definition_stamp SET value = value + 1');
	}

	private static function open(string $object): Browser
	{
		return Browser::of()->get(Browser::page('admin/statuses.php', array('object' => $object)));
	}

	/** What the page shows now, read anew. @return array<string,array<string,string>> lines by code, in order */
	private static function statuses(string $object): array
	{
		$browser = self::open($object);
		$form = $browser->find(self::FORM)->item(0);
		assert($form instanceof DOMElement);
		parse_str(http_build_query($browser->fields($form)), $fields);
		return array_filter(array_column((array) $fields['statuses'], null, 'code'), static fn ($code): bool => $code !== '', ARRAY_FILTER_USE_KEY);
	}

	private static function place(string $object, string $code): string
	{
		return 'statuses['.(int) array_search($code, array_keys(self::statuses($object)), true).']';
	}

	public function test_CASE_03_every_object_shows_its_badges_in_both_wordings(): void
	{
		foreach (array('case', 'step', 'piece', 'task', 'action', 'request', 'time', 'invoice') as $object) {
			$browser = self::open($object);
			$this->assertSame(200, $browser->status, $object);
			$blank = in_array($object, array('case', 'task'), true) ? 1 : 0;
			$this->assertCount(2 * (count(self::statuses($object)) + $blank), $browser->find('//div[@data-elaska-lines]//span[@data-elaska-says]'), $object);
		}
		$this->assertDoesNotMatchRegularExpression('/\bElaska[A-Z]\w+_/', $browser->text());
	}

	public function test_CASE_03_words_colour_and_icon_change_everywhere(): void
	{
		$before = self::statuses('piece')['received'];
		$word = 'Vu '.Firm::word();
		$at = self::place('piece', 'received');
		$browser = self::open('piece')->submit(array($at.'[fr]' => $word, $at.'[cfr]' => 'Client '.$word, $at.'[colour]' => 'violet', $at.'[icon]' => 'archive'), self::FORM);
		$this->assertTrue($browser->says('Modifications enregistrées'), substr($browser->text(), -1500));
		$now = self::statuses('piece')['received'];
		$this->assertSame(array($word, 'Client '.$word, 'violet', 'archive'), array($now['fr'], $now['cfr'], $now['colour'], $now['icon']));
		$this->assertTrue($browser->says($word));
		$browser->submit(array($at.'[fr]' => $before['fr'], $at.'[en]' => $before['en'], $at.'[cfr]' => '', $at.'[cen]' => '', $at.'[colour]' => $before['colour'], $at.'[icon]' => $before['icon']), self::FORM);
		$this->assertSame($before['fr'], self::statuses('piece')['received']['fr']);
	}

	public function test_CASE_03_a_status_of_ones_own_is_added_and_goes_while_nothing_stands_in_it(): void
	{
		global $db;
		$n = count(self::statuses('case'));
		$word = 'Relu '.Firm::word();
		$browser = self::open('case')->submit(array('statuses['.$n.'][fr]' => $word, 'statuses['.$n.'][class]' => 'wait_third', 'statuses['.$n.'][colour]' => 'teal'), self::FORM);
		$all = self::statuses('case');
		$this->assertCount($n + 1, $all, substr($browser->text(), -1500));
		$mine = end($all);
		$this->assertSame(array($word, 'wait_third', 'teal'), array($mine['fr'], $mine['class'], $mine['colour']));
		$at = self::place('case', $mine['code']);

		$case = Firm::dossier(Firm::client());
		$db->query('UPDATE '.MAIN_DB_PREFIX."elaska_case SET status = '".$db->escape($mine['code'])."' WHERE rowid = ".(int) $case['id']);
		$browser->submit(array($at.'[remove]' => '1'), self::FORM);
		$this->assertSame(Firm::sentence('meta.status_used', array('label' => $word, 'count' => '1')), $browser->errorAt('statuses-'.$n), substr($browser->text(), -1500));
		$this->assertArrayHasKey($mine['code'], self::statuses('case'));

		$db->query('UPDATE '.MAIN_DB_PREFIX."elaska_case SET status = 'todo' WHERE rowid = ".(int) $case['id']);
		self::open('case')->submit(array($at.'[remove]' => '1'), self::FORM);
		$this->assertArrayNotHasKey($mine['code'], self::statuses('case'));
	}

	public function test_CASE_03_two_statuses_of_one_name_are_refused_at_the_line(): void
	{
		$before = self::statuses('piece');
		$at = self::place('piece', 'received');
		$browser = self::open('piece')->submit(array($at.'[fr]' => $before['validated']['fr']), self::FORM);
		$this->assertGreaterThan(0, $browser->find('//div[@data-elaska-lines]//*[@role="alert"]')->length + $browser->find('//*[@id="statuses-error"]')->length);
		$this->assertSame($before, self::statuses('piece'));
	}

	public function test_CASE_03_an_object_that_is_not_there_is_said(): void
	{
		$this->assertTrue(self::open('lune')->refused());
	}
}
