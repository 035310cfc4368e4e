<?php
use PHPUnit\Framework\TestCase;

/** What client and firm say about a document, on its page. */
final class TalkTest extends TestCase
{
	private static function form(string $action): string
	{
		return '//form[.//input[@name="action" and @value="'.$action.'"]]';
	}

	/** Ids that stand on a page more than once. @return list<string> */
	private static function twice(Browser $page): array
	{
		$ids = array();
		foreach ($page->find('//@id') as $id) {
			$ids[] = $id->nodeValue;
		}
		return array_keys(array_filter(array_count_values($ids), static fn (int $n): bool => $n > 1));
	}

	public function test_DOC_05_said_changed_taken_back_and_hidden_on_the_page_of_a_document(): void
	{
		$manager = Firm::person(Firm::MANAGER);
		$client = Firm::client();
		$case = (int) Firm::dossier($client, array('portal_visible' => true), $manager)['id'];
		$office = Firm::office($manager);
		$file = (int) $office->upload('file.put', array('object' => 'case', 'id' => $case, 'name' => 'Bail.pdf'), '%PDF-1.7 bail')['id'];
		$page = Browser::of($manager->login, Firm::PASSWORD)->get(Browser::page('document_card.php', array('id' => $file)));
		$this->assertTrue($page->says('Personne n’a encore écrit'));
		$page->submit(array('body' => ''), self::form('talk'));
		$this->assertSame(Firm::sentence('field.required'), $page->errorAt('body'));
		$page->submit(array('body' => 'Il manque <b>la page 2</b>'), self::form('talk'));
		$this->assertTrue($page->says('Il manque <b>la page 2</b>'));
		$this->assertStringNotContainsString('<b>la page', $page->body);
		$page->submit(array('body' => str_repeat('é', 10001)), self::form('talk_edit'));
		$this->assertSame(Firm::sentence('field.too_long', array('max' => '10000')), $page->errorAt('body'), 'at the message that was changed');
		$this->assertSame(1, $page->find('//details[@open]'.self::form('talk_edit').'//textarea[string-length() > 10000]')->length, 'nothing typed is lost');
		$this->assertSame(array(), self::twice($page));
		$page->submit(array('body' => 'Il manque la page 3'), self::form('talk_edit'));
		$this->assertTrue($page->says('Il manque la page 3'));
		$this->assertTrue($page->says('modifié'));
		$visitor = PortalVisitor::of(array($client => true));
		$visitor->ask('POST', "/v1/clients/$client/files/$file/comments", json_encode(array('body' => 'La voici')));
		$this->assertSame(201, $visitor->status);
		$page->get(Browser::page('document_card.php', array('id' => $file)));
		$page->submit(array(), '('.self::form('talk_hide').')[2]');
		$this->assertTrue($page->says('Masqué'));
		$seen = json_decode($visitor->ask('GET', "/v1/clients/$client/files/$file/comments")->body, true);
		$this->assertSame(array('Il manque la page 3'), array_column($seen['rows'], 'body'));
		$page->submit(array(), self::form('talk_delete'));
		$this->assertFalse($page->says('Il manque la page 3'));
	}

	public function test_DOC_05_what_the_client_does_not_see_is_talked_about_within_the_firm(): void
	{
		$case = (int) Firm::dossier(Firm::client(), array('portal_visible' => false))['id'];
		$file = (int) Firm::office()->upload('file.put', array('object' => 'case', 'id' => $case, 'name' => 'Note.pdf'), '%PDF-1.7 note')['id'];
		$adviser = Firm::person(Firm::ADVISER);
		$page = Browser::of($adviser->login, Firm::PASSWORD)->get(Browser::page('document_card.php', array('id' => $file)));
		$this->assertTrue($page->says('reste au sein du cabinet'));
		$page->submit(array('body' => 'Entre nous'), self::form('talk'));
		$this->assertTrue($page->says('Interne'));
		$this->assertSame(0, $page->find(self::form('talk_hide'))->length, 'for managers');
	}
}
