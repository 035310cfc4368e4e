<?php
use PHPUnit\Framework\TestCase;

/**
 * Documents as pages: the list and the card, what is said of a document at its field, its bin, addresses elsewhere, those
 * that are not for everybody.
 */
final class DocumentPagesTest extends TestCase
{
	private const PDF = "%PDF-1.7\nun document ";
	private static User $person;
	private static Browser $his;
	private static int $client;
	private static int $case;

	public static function setUpBeforeClass(): void
	{
		self::$person = Firm::person(Firm::MANAGER);
		self::$client = Firm::client();
		self::$case = (int) Firm::dossier(self::$client, array(), self::$person)['id'];
		self::$his = Browser::of(self::$person->login, Firm::PASSWORD);
	}

	private static function put(string $name): int
	{
		return (int) Firm::office(self::$person)->upload('file.put', array('object' => 'case', 'id' => self::$case, 'name' => $name), self::PDF.$name)['id'];
	}

	private static function form(string $action): string
	{
		return '//form[.//input[@name="action" and @value="'.$action.'"]]';
	}

	public function test_DOC_02_the_card_says_and_changes_what_is_known(): void
	{
		$name = Firm::word('Bail & <b>');
		$id = self::put($name.'.pdf');
		$page = self::$his->get(Browser::page('document_card.php', array('id' => $id)));
		$this->assertSame(200, $page->status);
		$this->assertStringNotContainsString('& <b>', $page->body);
		$page->get(Browser::page('document_card.php', array('id' => $id, 'edit' => 1)));
		$page->submit(array('document_on' => '2026-02-01', 'valid_until' => '2026-01-31', 'description' => 'Gardé'), self::form('update'));
		$this->assertSame(Firm::sentence('document.validity'), $page->errorAt('valid_until'));
		$this->assertStringContainsString('Gardé', $page->body, 'nothing typed is lost');
		$page->submit(array('valid_until' => '2027-01-31'), self::form('update'));
		$this->assertTrue($page->says('Gardé'));
		$this->assertStringContainsString('31/01/2027', $page->text());
	}

	public function test_DOC_25_the_list_finds_by_words_and_by_client(): void
	{
		$word = strtolower(Firm::word('licorne'));
		self::put($word.'_2026.pdf');
		$q = rtrim(strtr(base64_encode($word), '+/', '-_'), '=');
		$page = self::$his->get(Browser::page('document_list.php', array('q' => $q)));
		$this->assertSame(1, $page->find('//table[contains(@class, "elaska-list")]/tbody/tr')->length);
		$page->get(Browser::page('document_list.php', array('socid' => self::$client)));
		$this->assertSame(200, $page->status);
		$this->assertTrue($page->says($word));
		$this->assertNotSame(200, $page->get(Browser::page('document_list.php', array('socid' => 99999999)))->status);
	}

	public function test_DOC_03_an_address_is_added_and_opened(): void
	{
		$page = self::$his->get(Browser::page('case_card.php', array('id' => self::$case, 'tab' => 'docs')));
		$page->submit(array('name' => 'Plans', 'url' => 'http://drive.example.com/x'), self::form('address'));
		$this->assertSame(Firm::sentence('document.https'), $page->errorAt('url'));
		$page->submit(array('url' => 'https://drive.example.com/x'), self::form('address'));
		$this->assertTrue($page->says('Plans'));
		$id = 0;
		foreach (Firm::office(self::$person)->call('file.list', array('case' => self::$case))['rows'] as $row) {
			$id = $row['name'] === 'Plans' ? (int) $row['id'] : $id;
		}
		$page->get(Browser::page('file.php', array('link' => $id)), false);
		$this->assertSame(303, $page->status);
		$this->assertSame('https://drive.example.com/x', $page->headers['location']);
		$this->assertTrue($page->get(Browser::page('document_card.php', array('id' => $id)))->says('drive.example.com'));
	}

	public function test_DOC_15_documents_of_an_invoice(): void
	{
		require_once __DIR__.'/PortalVisitor.php';
		$name = strtolower(Firm::word('devis')).'.pdf';
		$id = self::put($name);
		$invoice = PortalVisitor::insert('facture', array('ref' => Firm::word('FA'), 'entity' => 1, 'fk_soc' => self::$client, 'datef' => '2026-11-01', 'date_lim_reglement' => '2026-12-01',
			'total_ht' => 100, 'total_tva' => 20, 'total_ttc' => 120, 'fk_statut' => 1));
		$tab = Browser::page('invoice_tab.php', array('id' => $invoice));
		$page = self::$his->get($tab);
		$this->assertTrue($page->says('Aucun document n’est rattaché.'));
		$page->submit(array('file' => (string) $id), self::form('document_link'));
		$this->assertSame(1, $page->find('//section[@id="documents"]//a[contains(text(), "'.$name.'")]')->length);
		// Attached to an invoice that was issued, it stays: DOC-26.
		$page->get(Browser::page('document_card.php', array('id' => $id, 'ask' => 'delete')));
		$page->submit(array(), self::form('delete'));
		$this->assertSame(200, self::$his->get(Browser::page('document_card.php', array('id' => $id)))->status);
		$page = self::$his->get($tab);
		$page->submit(array(), self::form('document_unlink'));
		$this->assertSame(0, $page->find('//section[@id="documents"]//a[contains(text(), "'.$name.'")]')->length);
	}

	public function test_DOC_26_the_bin_gives_back(): void
	{
		$id = self::put(Firm::word('corbeille').'.pdf');
		$page = self::$his->get(Browser::page('document_card.php', array('id' => $id, 'ask' => 'delete')));
		$page->submit(array(), self::form('delete'));
		$this->assertTrue(self::$his->get(Browser::page('document_card.php', array('id' => $id)))->refused());
		$page->get(Browser::page('document_card.php', array('id' => $id, 'bin' => 1)));
		$page->submit(array(), self::form('restore'));
		$this->assertSame(200, self::$his->get(Browser::page('document_card.php', array('id' => $id)))->status);
		$adviser = Firm::person();
		$this->assertTrue(Browser::of($adviser->login, Firm::PASSWORD)->get(Browser::page('document_list.php', array('bin' => 1)))->refused());
	}

	public function test_SEC_11_a_restricted_document_is_on_no_page_of_others(): void
	{
		$name = Firm::word('Secret').'.pdf';
		$id = self::put($name);
		Firm::office(self::$person)->call('document.update', array('file' => $id, 'level' => 2));
		$other = Firm::person(Firm::MANAGER);
		$browser = Browser::of($other->login, Firm::PASSWORD);
		foreach (array(array('document_list.php', array('socid' => self::$client)), array('case_card.php', array('id' => self::$case, 'tab' => 'docs')), array('case_card.php', array('id' => self::$case, 'tab' => 'timeline'))) as list($file, $params)) {
			$this->assertFalse($browser->get(Browser::page($file, $params))->says($name), $file);
			$this->assertTrue(self::$his->get(Browser::page($file, $params))->says($name), $file);
		}
		foreach (array('document_card.php', 'file.php') as $file) {
			$this->assertTrue($browser->get(Browser::page($file, array('id' => $id)))->refused(), $file);
		}
	}

	public function test_SEC_11_an_administrator_opens_one_for_an_hour(): void
	{
		$name = Firm::word('Secret').'.pdf';
		$id = self::put($name);
		Firm::office(self::$person)->call('document.update', array('file' => $id, 'level' => 2));
		$boss = Firm::person(array('case/read', 'case/write', 'admin', 'document/break'));
		$browser = Browser::of($boss->login, Firm::PASSWORD);
		$why = Firm::word('Absence de <b>Léa</b> ');
		$card = Browser::page('document_card.php', array('id' => $id));
		// By the address that somebody gave him: the same door before what there is not.
		$page = $browser->get($card);
		$this->assertSame(404, $page->status);
		$this->assertFalse($page->says($name));
		$this->assertSame(1, $page->find(self::form('break'))->length);
		$this->assertSame(1, $browser->get(Browser::page('document_card.php', array('id' => 99999999)))->find(self::form('break'))->length);
		$page->submit(array('reason' => $why), self::form('break'));
		$this->assertSame(404, $page->status, 'there is none of that number');
		$this->assertStringContainsString($why, (string) $page->textOf('//textarea[@name="reason"]'), 'nothing typed is lost');
		$page->get($card)->submit(array('reason' => 'Vite'), self::form('break'));
		$this->assertSame(Firm::sentence('field.too_short', array('min' => 10)), $page->errorAt('reason'));
		$page->submit(array('reason' => $why), self::form('break'));
		$this->assertSame(200, $page->status);
		$this->assertTrue($page->says($name));
		$this->assertSame(1, $page->find('//p[contains(@class, "elaska-notice")]')->length);
		$this->assertSame(0, $page->find('//main//form[not(.//input[@name="action"])] | '.self::form('link').' | '.self::form('talk_add').' | //input[@type="file"]')->length, 'it is read, not changed');
		$this->assertSame(200, $page->get(Browser::page('file.php', array('id' => $id)))->status);
		$this->assertFalse($browser->get(Browser::page('document_list.php', array('socid' => self::$client)))->says($name));
		// His reason stands where those who read the document look, and in the register, which names no document.
		$this->assertTrue(self::$his->get($card)->says('Absence de'));
		$register = $browser->get(Browser::page('admin/glass.php'));
		$this->assertStringContainsString($why, (string) $register->textOf('//table//tbody/tr[.//a]'));
		$this->assertFalse($register->says($name));
		$other = self::put(Firm::word('Autre').'.pdf');
		Firm::office(self::$person)->call('document.update', array('file' => $other, 'level' => 1));
		$register->submit(array('file' => '0', 'reason' => $why), self::form('break'));
		$this->assertNotNull($register->errorAt('file'));
		$register->submit(array('file' => (string) $other, 'reason' => $why), self::form('break'));
		$this->assertTrue($register->says('Autre'));
		// Administrators without the right read the register and open nothing.
		$auditor = Firm::person(array('case/read', 'admin'));
		$his = Browser::of($auditor->login, Firm::PASSWORD);
		$this->assertSame(0, $his->get(Browser::page('admin/glass.php'))->find(self::form('break'))->length);
		$this->assertTrue($his->says('Absence de'));
		$this->assertTrue($his->get($card)->refused());
		$this->assertTrue(self::$his->get(Browser::page('admin/glass.php'))->refused());
	}

	public function test_DOC_14_a_restricted_note_names_its_readers(): void
	{
		$body = Firm::word('Note de santé ');
		$reader = Firm::person(Firm::MANAGER);
		$other = Firm::person(Firm::MANAGER);
		$tab = Browser::page('case_card.php', array('id' => self::$case, 'tab' => 'notes'));
		$page = self::$his->get($tab);
		$page->submit(array('body' => $body, 'level' => '2', 'users' => array((string) $reader->id)), self::form('note_add'));
		$this->assertTrue($page->says($body));
		$this->assertSame(1, $page->find('//article[contains(., "'.$body.'")]//span[contains(@class, "elaska-badge") and text()="Restreint"]')->length);
		$this->assertTrue(Browser::of($reader->login, Firm::PASSWORD)->get($tab)->says($body));
		$his = Browser::of($other->login, Firm::PASSWORD);
		foreach (array('notes', 'timeline') as $name) {
			$this->assertFalse($his->get(Browser::page('case_card.php', array('id' => self::$case, 'tab' => $name)))->says($body), $name);
		}
		$this->assertSame(0, $his->get($tab)->find('//article[contains(@class, "elaska-note")]')->length);
		$form = '//article[contains(., "'.$body.'")]'.self::form('note_level');
		$page->submit(array('level' => '2', 'users' => array((string) $other->id)), $form);
		$this->assertTrue($his->get($tab)->says($body));
		$this->assertFalse(Browser::of($reader->login, Firm::PASSWORD)->get($tab)->says($body));
		$page->submit(array('level' => '0'), $form);
		$this->assertTrue(Browser::of($reader->login, Firm::PASSWORD)->get($tab)->says($body));
	}

	public function test_DOC_14_levels_are_called_as_the_firm_calls_them(): void
	{
		$boss = Browser::of();
		$list = Browser::page('admin/lists.php', array('list' => 'confidentiality_levels'));
		$page = $boss->get($list);
		$labels = $page->find('//input[contains(@name, "[fr]")]');
		$this->assertSame(3, $labels->length, 'three of them, and no line for more');
		$this->assertSame(0, $page->find('//input[contains(@name, "[remove]")]')->length);
		$page->submit(array($labels->item(2)->getAttribute('name') => 'Cercle restreint'), self::form('save'));
		try {
			$id = self::put(Firm::word('Secret').'.pdf');
			Firm::office(self::$person)->call('document.update', array('file' => $id, 'level' => 2));
			$card = self::$his->get(Browser::page('document_card.php', array('id' => $id, 'edit' => 1)));
			$this->assertSame('Cercle restreint', $card->textOf('//select[@name="level"]/option[@value="2"]'));
			$this->assertSame(1, $card->find('//span[contains(@class, "elaska-badge") and text()="Cercle restreint"]')->length);
			$this->assertTrue(self::$his->get(Browser::page('case_card.php', array('id' => self::$case, 'tab' => 'docs')))->says('Cercle restreint'));
		} finally {
			$boss->get($list)->submit(array(), self::form('revert'));
		}
		$this->assertSame('Restreint', self::$his->get(Browser::page('document_card.php', array('id' => $id, 'edit' => 1)))->textOf('//select[@name="level"]/option[@value="2"]'));
	}
}
