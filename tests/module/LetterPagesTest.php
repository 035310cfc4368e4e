<?php
use PHPUnit\Framework\TestCase;

/**
 * The way to a letter: for whom it is, and what says why none can be written.
 */
final class LetterPagesTest extends TestCase
{
	private const FORM = '//form[.//input[@name="action" and @value="compose"]]';

	public function test_DOC_20_an_address_of_any_letters_prepares_a_letter_and_stands_in_no_address(): void
	{
		$manager = Firm::person(Firm::MANAGER);
		$id = (int) Firm::dossier(Firm::client(), array('title' => Firm::word('Courriers')), $manager)['id'];
		$page = Browser::of($manager->login, Firm::PASSWORD)->get(Browser::page('letter.php', array('id' => $id)));
		$lines = "Maître \"Dupont\" <étude>\n3 rue d'En-Haut";
		$page->submit(array('template' => 'courrier-libre', 'to' => 'other', 'lines' => $lines), self::FORM);
		$this->assertSame(200, $page->status);
		$opened = json_decode((string) $page->find('//*[@data-elaska-letter]/script')->item(0)?->nodeValue, true);
		$this->assertSame(explode("\n", $lines), $opened['recipient']['lines']);
		$this->assertSame($lines, $page->find('//textarea[@name="lines"]')->item(0)->nodeValue);
		$this->assertSame('post', strtolower($page->find(self::FORM.'/@method')->item(0)->nodeValue), 'who it is written to is in no log of addresses');
		$page->get(Browser::page('letter.php', array('id' => $id, 'template' => 'courrier-libre', 'to' => 'other', 'lines' => 'x')));
		$this->assertSame(0, $page->find('//*[@data-elaska-letter]')->length, 'only what was posted');
	}

	public function test_PLAT_06_a_template_is_deleted_only_when_it_was_asked_for(): void
	{
		$admin = Browser::of();
		$name = Firm::word('Mot');
		$admin->get(Browser::page('admin/letters.php'))->submit(array('name' => $name), '//form[.//input[@name="action" and @value="new"]]');
		$row = '//tr[.//a[.="'.$name.'"]]';
		$page = $admin->get(Browser::page('admin/letters.php'));
		$this->assertSame(0, $page->find($row.'//input[@value="delete"]')->length, 'no button that acts at once');
		$page->get($page->find($row.'//a[contains(@href, "ask=delete")]/@href')->item(0)->nodeValue);
		$this->assertStringContainsString($name, (string) $page->textOf('//*[@role="alertdialog"]'));
		$page->submit(array(), '//*[@role="alertdialog"]//form');
		$this->assertSame(0, $page->find($row)->length);
	}

	public function test_DOC_20_a_refused_batch_keeps_that_clients_do_not_see_it(): void
	{
		$manager = Firm::person(Firm::MANAGER);
		$id = (int) Firm::dossier(Firm::client(), array(), $manager)['id'];
		$page = Browser::of($manager->login, Firm::PASSWORD)->get(Browser::page('letter_batch.php', array('cases' => (string) $id)));
		$form = '//form[.//input[@name="action" and @value="make"]]';
		$this->assertSame(1, $page->find($form.'//input[@name="visible"][@checked]')->length);
		$page->submit(array('template' => 'absent', 'visible' => ''), $form);
		$this->assertSame(1, $page->find($form)->length, 'refused');
		$this->assertSame(0, $page->find($form.'//input[@name="visible"][@checked]')->length);
	}

	public function test_DOC_20_a_page_that_cannot_write_says_why(): void
	{
		$manager = Firm::person(Firm::MANAGER);
		$his = Browser::of($manager->login, Firm::PASSWORD);
		$case = Firm::dossier(Firm::client(), array('title' => Firm::word('Courriers')), $manager);
		$id = (int) $case['id'];
		foreach (array('id', 'case') as $name) {
			$page = $his->get(Browser::page('letter.php', array($name => $id)));
			$this->assertSame(200, $page->status, $name);
			$this->assertSame(1, $page->find('//select[@name="template"]')->length, $name);
		}
		$page = $his->get(Browser::page('letter.php'));
		$this->assertSame(200, $page->status);
		$this->assertStringContainsString('Choisissez d’abord', (string) $page->textOf('//*[contains(@class, "elaska-empty")]'));

		$GLOBALS['db']->query('UPDATE '.MAIN_DB_PREFIX."elaska_case SET archived_at = 1763000000 WHERE rowid = ".$id);
		$page = $his->get(Browser::page('letter.php', array('id' => $id)));
		$this->assertSame(200, $page->status, 'an archived case is no forbidden one');
		$this->assertStringContainsString(Firm::sentence('case.archived'), (string) $page->textOf('//*[contains(@class, "elaska-empty")]'));
		$this->assertSame(0, $page->find('//select[@name="template"]')->length);
		$this->assertTrue($his->get(Browser::page('letter.php', array('id' => 99999999)))->refused());
	}
}
