<?php
use PHPUnit\Framework\TestCase;

/**
 * Lists as pages and through the islands' door: rows without scripts, filters that are ignored with a sentence, saved
 * views, changes, files.
 */
final class ListPagesTest extends TestCase
{
	private static Browser $his;
	private static User $manager;
	private static int $client;

	public static function setUpBeforeClass(): void
	{
		self::$manager = Firm::person(Firm::MANAGER);
		self::$client = Firm::client();
		self::$his = Browser::of(self::$manager->login, Firm::PASSWORD);
	}

	/** @return array<string,mixed> */
	private static function ask(string $op, array $in, int $status = 200): array
	{
		$page = self::$his->get(Browser::page('case_list.php'));
		$token = (string) $page->find('//*[@data-elaska-list]/@data-token')->item(0)->nodeValue;
		$page->post(Browser::page('ajax/office.php'), (string) json_encode(array('op' => $op, 'in' => $in)), array('Content-Type: application/json', 'X-Elaska-Token: '.$token));
		self::assertSame($status, $page->status, $page->body);
		$answer = json_decode($page->body, true);
		return $answer['out'] ?? $answer['error'];
	}

	private static function packed(array $state): string
	{
		return rtrim(strtr(base64_encode((string) json_encode($state)), '+/', '-_'), '=');
	}

	public function test_CRM_23_rows_are_read_without_scripts(): void
	{
		$title = Firm::word('Liste <b>"&');
		$id = (int) Firm::dossier(self::$client, array('title' => $title), self::$manager)['id'];
		$page = self::$his->get(Browser::page('case_list.php', array('view' => 'mine', 'f' => self::packed(array('filter' => array('field' => 'title', 'op' => 'is', 'value' => $title))))));
		$this->assertSame(1, $page->find('//table[contains(@class, "elaska-list")]/tbody/tr')->length);
		$this->assertSame(Browser::plain($title), $page->textOf('//td[contains(@class, "elaska-title")]/a'));
		$data = json_decode((string) $page->find('//script[@data-elaska-list-data]')->item(0)->textContent, true);
		$this->assertSame($id, $data['answer']['rows'][0]['id']);
		$this->assertStringNotContainsString('<b>', (string) $page->find('//script[@data-elaska-list-data]')->item(0)->textContent);
	}

	public function test_CRM_23_what_a_page_is_about_is_no_filter(): void
	{
		$other = Firm::client();
		$mine = (int) Firm::dossier($other, array('title' => Firm::word('Autre client')), self::$manager)['id'];
		$filter = array('field' => 'title', 'op' => 'is', 'value' => 'rien de tel');
		foreach (array(array(), array('f' => self::packed(array('filter' => $filter)))) as $more) {
			$page = self::$his->get(Browser::page('case_list.php', array('client' => $other) + $more));
			$data = json_decode((string) $page->find('//script[@data-elaska-list-data]')->item(0)->textContent, true);
			$this->assertSame($more ? $filter : null, $data['state']['filter']);
			$this->assertSame(array('and' => array(array('field' => 'client', 'op' => 'is', 'value' => $other))), $data['own']);
			$this->assertSame($more ? array() : array($mine), array_column($data['answer']['rows'], 'id'));
			$this->assertStringContainsString('client='.$other, $data['page']);
			$this->assertSame(1, $page->find('//p[contains(@class, "elaska-list-about")]/a')->length);
		}
		// The tab of a client says whose documents they are by itself.
		$page = self::$his->get(Browser::page('document_list.php', array('socid' => $other)));
		$data = json_decode((string) $page->find('//script[@data-elaska-list-data]')->item(0)->textContent, true);
		$this->assertNull($data['state']['filter']);
		$this->assertNotNull($data['own']);
		$this->assertSame(0, $page->find('//p[contains(@class, "elaska-list-about")]')->length);
	}

	public function test_CRM_23_a_bad_criterion_is_ignored_with_its_sentence(): void
	{
		$page = self::$his->get(Browser::page('case_list.php', array('f' => self::packed(array('filter' => array('field' => 'nothing', 'op' => 'is', 'value' => 1))))));
		$this->assertSame(200, $page->status);
		$this->assertStringContainsString(Firm::sentence('list.filter_field'), (string) $page->textOf('//p[contains(@class, "elaska-notice")]'));
		$answer = self::ask('list.rows', array('list' => 'cases', 'filter' => array('field' => 'title', 'op' => 'before', 'value' => 'x')));
		$this->assertSame(Firm::sentence('list.filter_op'), $answer['ignored'][0]['message']);
		foreach (array('f' => 'e30', 'at' => 'zz', 'view' => 'nothing') as $name => $value) {
			$this->assertSame(200, self::$his->get(Browser::page('case_list.php', array($name => $value)))->status, $name);
		}
	}

	public function test_CRM_23_views_and_columns_are_kept(): void
	{
		$name = Firm::word('Vue ');
		$view = self::ask('view.save', array('list' => 'cases', 'name' => $name, 'filter' => array('field' => 'status', 'op' => 'is', 'value' => '@closed'), 'sort' => array('-due_on')))['view'];
		$page = self::$his->get(Browser::page('case_list.php', array('view' => (string) $view)));
		$this->assertSame(Browser::plain($name), $page->textOf('//nav[contains(@class, "elaska-views")]/a[@aria-current]'));
		self::ask('view.keep', array('list' => 'cases', 'columns' => array('due_on', 'status')));
		$page = self::$his->get(Browser::page('case_list.php', array('view' => 'all')));
		$heads = array_map(static fn ($th): string => trim($th->textContent), iterator_to_array($page->find('//table[contains(@class, "elaska-list")]/thead//th')));
		$this->assertSame(array('Fin prévue', 'Statut'), array_slice($heads, 1));
		self::ask('view.delete', array('view' => $view));
		$this->assertSame('not_found', self::ask('view.delete', array('view' => $view), 404)['key']);
	}

	public function test_CRM_23_changes_of_many_rows_tell_what_was_refused(): void
	{
		$one = (int) Firm::dossier(self::$client, array(), self::$manager)['id'];
		$two = (int) Firm::dossier(self::$client, array(), self::$manager)['id'];
		$answer = self::ask('list.change', array('list' => 'cases', 'ids' => array($one, $two, 999999999), 'set' => array('priority' => '3')));
		$this->assertSame(array($one, $two), $answer['done']);
		$this->assertSame(array(999999999, Firm::sentence('not_found')), array($answer['failed'][0]['id'], $answer['failed'][0]['message']));
		$this->assertSame(3, (new Elaska\Cases(Firm::office()))->read(array('case' => $one))['priority']);
		$this->assertSame('list.not_editable', self::ask('list.change', array('list' => 'cases', 'ids' => array($one), 'set' => array('ref' => 'X')), 422)['key']);
	}

	public function test_CASE_38_a_list_leaves_as_a_file(): void
	{
		$title = Firm::word('=cmd ');
		Firm::dossier(self::$client, array('title' => $title), self::$manager);
		$in = array('list' => 'cases', 'filter' => array('field' => 'title', 'op' => 'is', 'value' => $title));
		foreach (array('csv' => "\xEF\xBB\xBF", 'xlsx' => 'PK', 'pdf' => '%PDF-') as $format => $start) {
			$page = self::$his->get(Browser::page('case_list.php'));
			$token = (string) $page->find('//*[@data-elaska-list]/@data-token')->item(0)->nodeValue;
			$page->post(Browser::page('list_export.php'), array('token' => $token, 'action' => 'export', 'page' => 'case_list.php', 'in' => json_encode($in + array('format' => $format))));
			$this->assertSame(200, $page->status);
			$this->assertStringStartsWith($start, $page->body, $format);
			$this->assertStringContainsString('cases-', $page->headers['content-disposition']);
		}
		$page->get(Browser::page('list_export.php'));
		$this->assertStringNotContainsString('%PDF', $page->body, 'nothing without its token');
	}

	public function test_DOC_17_a_list_is_filed_in_one_click(): void
	{
		global $db;
		Firm::dossier(self::$client, array('title' => Firm::word('Classé ')), self::$manager);
		$page = self::$his->get(Browser::page('case_list.php'));
		$form = array('token' => (string) $page->find('//*[@data-elaska-list]/@data-token')->item(0)->nodeValue, 'action' => 'file', 'page' => 'case_list.php', 'in' => json_encode(array('list' => 'cases')));
		$page->post(Browser::page('list_export.php'), $form);
		$this->assertTrue($page->says('Parmi les documents de'), 'of many clients: it asks with whose');
		$page->post(Browser::page('list_export.php'), array('chosen' => 1, 'client' => -1, 'format' => 'pdf') + $form);
		$this->assertTrue($page->says('Choisissez le client'), $page->body);
		$page->post(Browser::page('list_export.php'), array('chosen' => 1, 'client' => self::$client, 'format' => 'xlsx') + $form);
		$row = $db->fetch_object($db->query('SELECT fk_soc, level, name FROM '.MAIN_DB_PREFIX.'elaska_file ORDER BY rowid DESC LIMIT 1'));
		$this->assertSame(array(self::$client, 1), array((int) $row->fk_soc, (int) $row->level), $page->body);
		$this->assertMatchesRegularExpression('/^Dossiers \d{4}-\d\d-\d\d\.xlsx$/', $row->name);
		$page->post(Browser::page('list_export.php'), array('chosen' => 1, 'client' => 999999999) + $form);
		$this->assertTrue($page->says(Firm::sentence('not_found')), 'a client who is not there');
	}

	public function test_CASE_22_lists_of_tasks_and_documents(): void
	{
		foreach (array('task_list.php' => 'Tâches', 'piece_list.php' => 'Documents demandés') as $file => $title) {
			$page = self::$his->get(Browser::page($file));
			$this->assertSame(200, $page->status, $file);
			$this->assertTrue($page->says($title), $file);
			$this->assertSame(1, $page->find('//*[@data-elaska-list]')->length, $file);
		}
		$page = Browser::of(Firm::person(array())->login, Firm::PASSWORD)->get(Browser::page('task_list.php'));
		$this->assertTrue($page->refused());
	}
}
