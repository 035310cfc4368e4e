<?php
use PHPUnit\Framework\TestCase;

/**
 * The way to a letter: for whom it is, and what says why none can be written.
 */
final class LetterPagesTest extends TestCase
{
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
