<?php
use PHPUnit\Framework\TestCase;

/**
 * Folders beside the documents of a client: the tree, what lies in each, deposit in one, those that are not for everybody.
 */
final class FolderPagesTest extends TestCase
{
	private static User $person;
	private static Browser $his;
	private static int $client;

	public static function setUpBeforeClass(): void
	{
		self::$person = Firm::person(Firm::MANAGER);
		self::$client = Firm::client();
		self::$his = Browser::of(self::$person->login, Firm::PASSWORD);
	}

	private static function put(string $name, array $more = array()): int
	{
		return (int) Firm::office(self::$person)->upload('file.put', array('object' => 'document', 'id' => self::$client, 'name' => $name) + $more, "%PDF-1.7\nun document ".$name)['id'];
	}

	private static function folder(string $name, array $more = array()): int
	{
		return (int) Firm::office(self::$person)->call('folder.create', array('client' => self::$client, 'name' => $name) + $more)['id'];
	}

	private static function rows(Browser $page): int
	{
		return $page->find('//table[contains(@class, "elaska-list")]/tbody/tr')->length;
	}

	public function test_DOC_01_the_tree_leads_to_what_lies_in_each(): void
	{
		$name = Firm::word('Litige & <b>');
		$folder = self::folder($name);
		$inner = (int) Firm::office(self::$person)->call('folder.create', array('parent' => $folder, 'name' => 'Courriers'))['id'];
		self::put(Firm::word('dedans').'.pdf', array('folder' => $inner));
		self::put(Firm::word('ailleurs').'.pdf');
		$page = self::$his->get(Browser::page('document_list.php', array('socid' => self::$client)));
		$this->assertSame(200, $page->status);
		$this->assertStringNotContainsString('& <b>', $page->body);
		$this->assertSame(2, self::rows($page));
		$page->get(Browser::page('document_list.php', array('socid' => self::$client, 'folder' => $folder)));
		$this->assertSame(1, self::rows($page), 'and what is below it');
		$this->assertSame($name, trim($page->find('//nav[contains(@class, "elf-crumbs")]//*[@aria-current="page"]')->item(0)->textContent));
		$this->assertSame((string) $folder, $page->find('//label[@data-elaska-deposit]/@data-elaska-folder')->item(0)->nodeValue);
		$page->get(Browser::page('document_list.php', array('socid' => self::$client, 'folder' => 0)));
		$this->assertSame(1, self::rows($page));
		foreach (array('99999999', '-1', "1'", 'x', '<b>') as $hostile) {
			$page->get(Browser::page('document_list.php', array('socid' => self::$client, 'folder' => $hostile)));
			$this->assertSame(200, $page->status);
			$this->assertSame(2, self::rows($page), 'what is no folder is all of them');
		}
	}

	public function test_DOC_01_an_address_is_put_in_the_folder(): void
	{
		$folder = self::folder(Firm::word('Liens'));
		$page = self::$his->get(Browser::page('document_list.php', array('socid' => self::$client, 'folder' => $folder)));
		$page->submit(array('name' => 'Plans', 'url' => 'https://drive.example.com/x'), '//form[.//input[@name="action" and @value="address"]]');
		$this->assertSame(1, self::rows($page));
		$this->assertTrue($page->says('Plans'));
	}

	public function test_SEC_11_a_folder_that_is_not_for_everybody_is_not_there(): void
	{
		$name = Firm::word('Secret ');
		$folder = self::folder($name, array('level' => 2));
		$file = self::put($name.'.pdf', array('folder' => $folder));
		$colleague = Firm::person(Firm::MANAGER);
		$page = Browser::of($colleague->login, Firm::PASSWORD)->get(Browser::page('document_list.php', array('socid' => self::$client)));
		$this->assertSame(200, $page->status);
		$this->assertStringNotContainsString($name, $page->body);
		$page->get(Browser::page('document_list.php', array('socid' => self::$client, 'folder' => $folder)));
		$this->assertStringNotContainsString($name, $page->body);
		$this->assertTrue($page->get(Browser::page('document_card.php', array('id' => $file)))->refused());
		$this->assertStringContainsString($name, self::$his->get(Browser::page('document_list.php', array('socid' => self::$client, 'folder' => $folder)))->body);
	}

	public function test_DOC_01_a_model_is_made_ones_own(): void
	{
		$boss = Browser::of();
		$list = Browser::page('admin/folders.php');
		$boss->get($list);
		$this->assertSame(200, $boss->status);
		$this->assertGreaterThan(4, $boss->find('//div[contains(@class, "elaska-folder-line")]')->length);
		$boss->submit(array(), '//form[.//input[@name="action" and @value="copy"]]');
		$folders = $boss->find('//input[contains(@name, "[fr]")]');
		$this->assertGreaterThan(4, $folders->length);
		$name = Firm::word('Coffre ');
		$boss->submit(array($folders->item(0)->getAttribute('name') => $name), '//form[.//input[@name="action" and @value="save"]]');
		$this->assertSame($name, $boss->find('//input[contains(@name, "[fr]")]')->item(0)->getAttribute('value'));
		/* categories are boxes with their names, codes stay the form's */
		$boxes = $boss->find('//div[contains(@class, "elaska-folder-line")][1]//input[@name="folders[0][categories][]"]');
		$this->assertGreaterThan(3, $boxes->length);
		$this->assertStringNotContainsString($boxes->item(0)->getAttribute('value'), (string) $boss->textOf('//div[contains(@class, "elaska-folder-line")][1]//fieldset'));
		$boss->submit(array('folders[0][categories]' => array("kbis' --")), '//form[.//input[@name="action" and @value="save"]]');
		$this->assertNotNull($boss->textOf('//p[@role="alert"]'), 'a category that there is not');
		$boss->submit(array(), '//form[.//input[@name="action" and @value="delete"]]');
		$this->assertStringNotContainsString($name, $boss->get($list)->body);
		$this->assertTrue($boss->get(Browser::page('admin/folders.php', array('model' => 'rien')))->refused());
		$this->assertTrue(self::$his->get($list)->refused());
	}
}
