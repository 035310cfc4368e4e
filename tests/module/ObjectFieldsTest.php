<?php
/*
 * Custom fields of contacts, contracts, tickets and tasks: defined in the setup screen, read and typed on a tab of the
 * native card.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';
require_once __DIR__.'/Natives.php';

final class ObjectFieldsTest extends TestCase
{
	private const DEFINITION = '//form[.//select[@name="type"]]';
	private const CARD = '//form[.//input[@name="version"]]';

	/** What these tests define is not there for the next ones. */
	public static function tearDownAfterClass(): void
	{
		global $db;
		$db->query('DELETE FROM '.MAIN_DB_PREFIX."elaska_definition_head WHERE kind = 'fields'");
		$db->query('DELETE FROM '.MAIN_DB_PREFIX."elaska_definition WHERE kind = 'fields'");
		$db->query('UPDATE '.MAIN_DB_PREFIX.'elaska_definition_stamp SET value = value + 1');
	}

	/** A field made in the setup screen. @param array<string,mixed> $more */
	private function make(string $kind, string $type, array $more = array()): string
	{
		$code = strtolower(Firm::word('f'));
		$browser = Browser::of()->get(Browser::page('admin/fields.php', array('kind' => $kind, 'field' => 'new')));
		$browser->submit($more + array('label_fr' => 'Champ '.$code, 'code' => $code, 'type' => $type), self::DEFINITION);
		$this->assertTrue($browser->says('Modifications enregistrées'), substr($browser->text(), -800));
		return $code;
	}

	public function test_PLAT_08_fields_of_a_contact_are_defined_and_typed_on_its_tab(): void
	{
		$contact = (int) Natives::contact(Firm::client())->id;
		$empty = Browser::of()->get(Browser::page('fields_tab.php', array('object' => 'contact', 'id' => $contact)));
		$this->assertTrue($empty->says('Aucun champ pour les contacts') && $empty->says('Définir des champs'), substr($empty->text(), -800));
		$code = $this->make('contact', 'number', array('min' => '1'));
		$url = Browser::page('fields_tab.php', array('object' => 'contact', 'id' => $contact, 'edit' => 'fields'));
		$browser = Browser::of()->get($url);
		$this->assertStringContainsString('object.fields_save', $browser->body, 'the form that reacts knows where it is stored');
		$browser->submit(array('f_'.$code => 'douze'), self::CARD);
		$this->assertGreaterThan(0, $browser->find(self::CARD.'//*[@role="alert"]')->length, substr($browser->text(), -800));
		$this->assertStringContainsString('value="douze"', $browser->body);
		$browser->submit(array('f_'.$code => '1 250,5'), self::CARD);
		$this->assertTrue($browser->says('Modifications enregistrées'), substr($browser->text(), -800));
		$this->assertMatchesRegularExpression('/Champ '.$code.'\s*1 ?250,5/', $browser->text());
		$this->assertTrue($browser->says('Historique') && $browser->says('— → 1250,5'), substr($browser->text(), -800));
		$card = Browser::of()->get('contact/card.php?id='.$contact);
		$this->assertTrue($card->says('Compléments'), 'the tab stands on the native card');
	}

	public function test_SEC_13_a_formatted_text_is_shown_as_its_document_says_and_goes_back_as_it_came(): void
	{
		$contact = (int) Natives::contact(Firm::client())->id;
		$code = $this->make('contact', 'rich');
		$url = Browser::page('fields_tab.php', array('object' => 'contact', 'id' => $contact, 'edit' => 'fields'));
		$browser = Browser::of()->get($url);
		$browser->submit(array('f_'.$code => "Un <b>mot</b>\nsimple"), self::CARD);
		$this->assertTrue($browser->says('Un <b>mot</b>'), substr($browser->text(), -800));
		$doc = '{"type":"doc","content":[{"type":"heading","attrs":{"level":1},"content":[{"type":"text","text":"Avis <i>"}]},'
			.'{"type":"paragraph","content":[{"type":"text","marks":[{"type":"bold"}],"text":"Favorable"}]}]}';
		$browser = Browser::of()->get($url);
		$kept = $browser->find('//input[@type="hidden" and @name="f_'.$code.'"]')->item(0);
		$this->assertInstanceOf(DOMElement::class, $kept);
		$this->assertStringContainsString('simple', $kept->getAttribute('value'));
		$browser->submit(array('f_'.$code => str_replace('paragraph', 'script', $doc)), self::CARD);
		$this->assertTrue($browser->says('un élément qui n’y a pas sa place'), substr($browser->text(), -800));
		$browser = Browser::of()->get($url);
		$browser->submit(array('f_'.$code => $doc), self::CARD);
		$this->assertTrue($browser->says('Modifications enregistrées'), substr($browser->text(), -800));
		$this->assertSame('Favorable', trim((string) $browser->find('//div[@class="elaska-rich"]//strong')->item(0)?->textContent));
		$this->assertSame('Avis <i>', trim((string) $browser->find('//div[@class="elaska-rich"]/h4')->item(0)?->textContent));
		$this->assertCount(0, $browser->find('//div[@class="elaska-rich"]//i'));
		$browser = Browser::of()->get($url);
		$browser->submit(array(), self::CARD);
		$this->assertCount(1, $browser->find('//div[@class="elaska-rich"]//strong'), 'what nobody touched goes back as it came');
		$this->assertTrue($browser->says('simple → Avis <i>'), 'history in words');
	}

	public function test_PLAT_08_who_may_not_reads_only_and_a_stranger_is_refused(): void
	{
		$this->make('contact', 'text');
		$contact = (int) Natives::contact(Firm::client())->id;
		$reader = Firm::person(array('case/read'));
		$reader->addrights(Firm::right('societe', 'contact', 'lire'));
		$browser = Browser::of($reader->login, Firm::PASSWORD)->get(Browser::page('fields_tab.php', array('object' => 'contact', 'id' => $contact, 'edit' => 'fields')));
		$this->assertTrue($browser->says('Informations complémentaires'), substr($browser->text(), -800));
		$this->assertCount(0, $browser->find('//form[.//input[@name="version"]]'));
		$none = Browser::of(Firm::person(array('time/own'))->login, Firm::PASSWORD);
		$this->assertTrue($none->get(Browser::page('fields_tab.php', array('object' => 'contact', 'id' => $contact)))->refused());
		$this->assertTrue(Browser::of()->get(Browser::page('fields_tab.php', array('object' => 'moon', 'id' => 1)))->refused());
	}

	public function test_PLAT_08_a_link_is_chosen_and_read_by_name(): void
	{
		$client = Firm::client();
		$contact = (int) Natives::contact($client)->id;
		$friend = Natives::contact($client);
		$stranger = (int) Natives::contact(Firm::client())->id;
		$name = trim($friend->firstname.' '.$friend->lastname);
		$code = $this->make('contact', 'link', array('object' => 'contact'));
		$browser = Browser::of()->get(Browser::page('fields_tab.php', array('object' => 'contact', 'id' => $contact, 'edit' => 'fields')));
		$option = $browser->find('//select[@name="f_'.$code.'"]/option[@value="'.$friend->id.'"]');
		$this->assertSame($name, trim((string) $option->item(0)?->textContent), substr($browser->text(), -800));
		$this->assertCount(0, $browser->find('//select[@name="f_'.$code.'"]/option[@value="'.$stranger.'"]'));
		$browser->submit(array('f_'.$code => (string) $stranger), self::CARD);
		$this->assertTrue($browser->says('Choisissez un élément de la liste'), substr($browser->text(), -800));
		$browser->submit(array('f_'.$code => (string) $friend->id), self::CARD);
		$this->assertTrue($browser->says('Modifications enregistrées') && $browser->says($name) && $browser->says('— → '.$name), substr($browser->text(), -800));
	}

	public function test_PLAT_08_names_follow_the_rights_that_dolibarr_gives(): void
	{
		$contact = (int) Natives::contact(Firm::client())->id;
		$office = Firm::office();
		$code = strtolower(Firm::word('f'));
		$known = $office->call('fields.read', array('object' => 'contact'));
		$fields = array_merge($known['body']['fields'] ?? array(), array(array('code' => $code, 'type' => 'link', 'object' => 'contact', 'label' => array('fr' => 'Relais'))));
		$office->call('fields.save', array('object' => 'contact', 'version' => (int) ($known['version'] ?? 0), 'groups' => array(), 'fields' => $fields));
		$version = (int) $office->call('object.fields', array('contact' => $contact))['version'];
		$office->call('object.fields_save', array('contact' => $contact, 'version' => $version, 'fields' => array($code => $contact)));
		$who = Firm::person(array('case/read', 'case/write'));
		$blind = Firm::office($who);
		$sheet = $blind->call('object.fields', array('contact' => $contact, 'form' => true))['sets'][0];
		$field = array_column($sheet['fields'], null, 'code')[$code];
		$this->assertTrue($field['locked']);
		$this->assertSame("n°\u{a0}".$contact, array_column($sheet['rows'], 'text', 'code')[$code]);
		require_once DOL_DOCUMENT_ROOT.'/custom/elaska/lib/elaska_values.lib.php';
		require_once DOL_DOCUMENT_ROOT.'/custom/elaska/lib/elaska_form.lib.php';
		$input = elaska_value_input($field, 'f_'.$code, $contact);
		$this->assertStringContainsString('disabled', $input);
		$this->assertStringContainsString('<input type="hidden" name="f_'.$code.'" value="'.$contact.'">', $input);
	}

	public function test_PLAT_08_columns_of_a_table_are_added_ordered_and_refused_at_their_place(): void
	{
		$code = $this->make('task', 'table', array('columns[0][fr]' => 'Libellé', 'columns[0][type]' => 'text', 'columns[1][fr]' => 'Sens', 'columns[1][type]' => 'choice', 'columns[1][options]' => 'Entrée ; Sortie'));
		$read = static fn (): array => array_column(Firm::office()->call('fields.read', array('object' => 'task'))['body']['fields'], null, 'code')[$code];
		$this->assertSame(array('libelle', 'sens'), array_column($read()['columns'], 'code'));
		$this->assertSame(array('entree', 'sortie'), array_column($read()['columns'][1]['options'], 'code'));
		$page = Browser::page('admin/fields.php', array('kind' => 'task', 'field' => $code));
		$browser = Browser::of()->get($page);
		$this->assertCount(1, $browser->find('//label[@data-elaska-for="options"][.//input[@name="columns[0][options]"]]'), 'the style sheet shows the choices of a list only');
		$browser->submit(array('columns[0][position]' => '9', 'columns[1][options]' => 'Entrée ; Sortie ; Autre', 'columns[2][fr]' => 'Montant', 'columns[2][type]' => 'amount', 'columns[2][required]' => '1', 'columns[2][position]' => '3'), self::DEFINITION);
		$this->assertSame(array('sens', 'montant', 'libelle'), array_column($read()['columns'], 'code'), substr($browser->text(), -500));
		$this->assertSame(array('entree', 'sortie', 'autre'), array_column($read()['columns'][0]['options'], 'code'), 'choices that were there keep their code');
		$this->assertTrue($read()['columns'][1]['required']);
		$browser = Browser::of()->get($page)->submit(array('columns[0][options]' => ''), self::DEFINITION);
		$wrong = $browser->find('//div[@data-elaska-one][.//input[@name="columns[0][fr]"]]//*[@role="alert"]');
		$this->assertGreaterThan(0, $wrong->length, 'a list without choices is told at its column: '.substr($browser->text(), -800));
		$this->assertFalse($browser->says('Modifications enregistrées'));
		$browser = Browser::of()->get($page)->submit(array('columns[1][remove]' => '1'), self::DEFINITION);
		$this->assertSame(array('sens', 'libelle'), array_column($read()['columns'], 'code'));
	}

	public function test_PLAT_08_fields_of_a_task_are_typed_beside_its_window(): void
	{
		global $db;
		$code = $this->make('task', 'text', array('show_if' => "client.kind = 'company'"));
		$case = Firm::dossier(Firm::client());
		$task = (int) Firm::office()->call('task.create', array('case' => (int) $case['id'], 'title' => 'Réaliser la DPAE'))['id'];
		$board = Browser::of()->get(Browser::page('case_card.php', array('id' => (int) $case['id'], 'tab' => 'tasks')));
		$this->assertStringContainsString('fields_tab.php?object=task', $board->body, 'the window knows where they are typed');
		$browser = Browser::of()->get(Browser::page('fields_tab.php', array('object' => 'task', 'id' => $task, 'edit' => 'fields')));
		$this->assertTrue($browser->says('Réaliser la DPAE') && $browser->says('Retour à la tâche'), substr($browser->text(), -800));
		$browser->submit(array('f_'.$code => 'URSSAF'), self::CARD);
		$this->assertTrue($browser->says('URSSAF'), substr($browser->text(), -800));
		$kept = $db->fetch_object($db->query('SELECT fields FROM '.MAIN_DB_PREFIX."elaska_sheet WHERE object = 'task' AND fk_task = ".$task));
		$this->assertSame('URSSAF', json_decode($kept->fields, true)[$code]);
	}

	public function test_PLAT_08_fields_of_a_contract_on_its_native_card(): void
	{
		global $db, $user;
		if (!is_file(DOL_DOCUMENT_ROOT.'/contrat/class/contrat.class.php')) {
			$this->markTestSkipped('the stand-in has no contract');
		}
		require_once DOL_DOCUMENT_ROOT.'/core/lib/admin.lib.php';
		activateModule('modContrat');
		$code = $this->make('contract', 'text');
		require_once DOL_DOCUMENT_ROOT.'/contrat/class/contrat.class.php';
		$class = 'Contrat';
		$contract = new $class($db);
		$contract->socid = Firm::client();
		$contract->date_contrat = dol_now();
		$contract->commercial_signature_id = $contract->commercial_suivi_id = $user->id;
		$id = (int) $contract->create($user);
		$this->assertGreaterThan(0, $id, (string) $contract->error);
		$browser = Browser::of()->get(Browser::page('fields_tab.php', array('object' => 'contract', 'id' => $id, 'edit' => 'fields')));
		$browser->submit(array('f_'.$code => 'AX-12'), self::CARD);
		$this->assertTrue($browser->says('AX-12'), substr($browser->text(), -800));
	}
}
