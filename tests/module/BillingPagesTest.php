<?php
/*
 * From validated time to a native draft, the way people go: queue, choice, lines, invoice.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/BillingFirm.php';

final class BillingPagesTest extends TestCase
{
	private function browser(BillingFirm $firm): Browser
	{
		return Browser::of($firm->manager->login, Firm::PASSWORD);
	}

	private static function name(BillingFirm $firm): string
	{
		global $db;
		$client = new Societe($db);
		$client->fetch($firm->client);
		return (string) $client->name;
	}

	public function test_TIME_15_queue_lists_what_waits_by_client(): void
	{
		$firm = new BillingFirm();
		$firm->validated(array('1h15m28s', '45 min'));
		Firm::time($firm->manager, (int) $firm->case['id'], array('duration' => '20 min'));
		$page = $this->browser($firm)->get(Browser::page('billing_queue.php', array('search' => self::name($firm))));
		$this->assertSame(200, $page->status);
		$row = (string) $page->textOf('//table[contains(@class, "elaska-bill-queue")]//tr[contains(@class, "oddeven")]');
		foreach (array(self::name($firm), '00:20:00', '02:00:28', '170,66 €', 'Facturer') as $words) {
			$this->assertStringContainsString($words, $row);
		}
		$page->get(Browser::page('billing_queue.php'));
		$this->assertStringStartsWith('Temps à facturer', (string) $page->textOf('//a[contains(@class, "elaska-tile")]'));
	}

	public function test_TIME_15_queue_without_anything_says_why_and_what_next(): void
	{
		$firm = new BillingFirm();
		$page = $this->browser($firm)->get(Browser::page('billing_queue.php', array('search' => Firm::word('personne'))));
		$this->assertTrue($page->says('Rien à facturer avec ces filtres.'));
		$this->assertStringContainsString('Voir tous les clients', (string) $page->textOf('//div[@class="elaska-empty"]'));
	}

	public function test_TIME_15_prices_and_drafts_wait_too(): void
	{
		$firm = new BillingFirm(array('model' => 'fixed', 'price' => '1500.00', 'vat' => '20', 'invoicing' => 'start'));
		$browser = $this->browser($firm);
		$page = $browser->get(Browser::page('billing_queue.php', array('search' => self::name($firm), 'type' => 'fixed')));
		$this->assertTrue($page->says('1 500,00 €'));
		$firm->read($browser);
		$browser->submit(array(), BillingFirm::form());
		$page = $browser->get(Browser::page('billing_queue.php', array('search' => self::name($firm), 'type' => 'draft')));
		$this->assertStringContainsString('(PROV'.$firm->invoices()[0].')', (string) $page->textOf('//table[contains(@class, "elaska-bill-queue")]'));
	}

	public function test_TIME_15_the_queue_of_a_contract(): void
	{
		global $db;
		$firm = new BillingFirm();
		$firm->validated(array('2h'));
		$ref = Firm::word('CT');
		$db->query('INSERT INTO '.MAIN_DB_PREFIX."contrat (ref, entity, fk_soc, fk_user_author) VALUES ('".$ref."', 1, ".$firm->client.', 1)');
		$contract = (int) $db->last_insert_id(MAIN_DB_PREFIX.'contrat');
		$this->assertGreaterThan(0, $contract);
		$firm->validated(array('1h'), null, array('contract' => $contract));
		$page = $this->browser($firm)->get(Browser::page('billing_queue.php', array('search' => self::name($firm))));
		$this->assertStringContainsString($ref.' — '.self::name($firm), (string) $page->textOf('//select[@name="contract"]'));
		$row = '//table[contains(@class, "elaska-bill-queue")]//tr[contains(@class, "oddeven")]';
		$this->assertStringContainsString('03:00:00', (string) $page->textOf($row));
		$page->get(Browser::page('billing_queue.php', array('contract' => $contract)));
		$this->assertSame(1, $page->find($row)->length);
		$this->assertStringContainsString('01:00:00', (string) $page->textOf($row));
		$this->assertSame((string) $contract, $page->find('//select[@name="contract"]/option[@selected]')->item(0)->getAttribute('value'));
		$page->get(Browser::page('billing_client.php', array('socid' => $firm->client, 'contract' => $contract)));
		$this->assertSame(1, $page->find('//input[@name="entries[]"]')->length);
		$page->get(Browser::page('billing_queue.php', array('contract' => 2000000000)));
		$this->assertTrue($page->says('Rien à facturer avec ces filtres.'));
	}

	public function test_TIME_16_one_entry_becomes_a_draft_with_its_line(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h15m28s'));
		$browser = $firm->read($this->browser($firm));
		$this->assertSame(array('106,91 €'), BillingFirm::amounts($browser));
		$browser->submit(array(), BillingFirm::form());
		$ids = $firm->invoices();
		$this->assertCount(1, $ids);
		$this->assertStringContainsString('/compta/facture/card.php?facid='.$ids[0], $browser->url);
		$this->assertTrue($browser->says('Facture brouillon (PROV'.$ids[0].') créée'));
		$invoice = BillingFirm::invoice($ids[0]);
		$this->assertSame($firm->client, (int) $invoice->socid);
		$this->assertSame(Facture::STATUS_DRAFT, (int) $invoice->status);
		$this->assertCount(1, $invoice->lines);
		$this->assertSame(10691, BillingFirm::minor($invoice->total_ht));
		$this->assertStringContainsString('01:15:28', $invoice->lines[0]->desc);
		$this->assertSame('invoiced', BillingFirm::status($entries));
		$this->assertSame('PDF', substr((string) @file_get_contents(getenv('DOCUMENTS_DIR').'/facture/(PROV'.$ids[0].')/(PROV'.$ids[0].').pdf'), 1, 3));
		$browser->get(Browser::page('billing_client.php', array('socid' => $firm->client)));
		$this->assertTrue($browser->says('Ce client n’a rien à facturer.'));
	}

	public function test_TIME_16_only_what_is_ticked_is_invoiced(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h', '2h', '30 min'));
		$browser = $firm->read($this->browser($firm), array('entries' => array($entries[0], $entries[2])));
		$this->assertSame(array('127,50 €'), BillingFirm::amounts($browser));
		$browser->submit(array(), BillingFirm::form());
		$this->assertSame(array($entries[0] => 'invoiced', $entries[1] => 'validated', $entries[2] => 'invoiced'), BillingFirm::statuses($entries));
	}

	public function test_TIME_16_lines_are_grouped_as_asked_without_choosing_again(): void
	{
		$firm = new BillingFirm();
		$firm->validated(array('1h', '2h'));
		$second = $firm->dossier(array('model' => 'hourly', 'rate' => '120.00', 'vat' => '20'));
		$firm->validated(array('30 min'), (int) $second['id']);
		$browser = $firm->read($this->browser($firm));
		$this->assertSame(array('255,00 €', '60,00 €'), BillingFirm::amounts($browser));
		$browser->get($browser->url.'&group=entry');
		$this->assertCount(3, BillingFirm::amounts($browser));
		$browser->get($browser->url);
		$this->assertSame('Une ligne par saisie', $browser->textOf('//nav[@class="elaska-views"]/a[@aria-current="page"]'));
	}

	public function test_TIME_16_the_choice_is_kept_when_it_is_changed(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h', '2h'));
		$browser = $firm->read($this->browser($firm), array('entries' => array($entries[1])));
		$browser->get(html_entity_decode((string) $browser->find('//a[contains(@href, "step=choose")]/@href')->item(0)->nodeValue));
		$this->assertSame(0, $browser->find('//input[@name="entries[]" and @value="'.$entries[0].'" and @checked]')->length);
		$this->assertSame(1, $browser->find('//input[@name="entries[]" and @value="'.$entries[1].'" and @checked]')->length);
	}

	public function test_TIME_16_lines_are_added_to_a_draft_of_the_client(): void
	{
		$firm = new BillingFirm();
		$first = $firm->bill($firm->validated(array('1h')));
		$firm->validated(array('30 min'));
		$browser = $firm->read($this->browser($firm));
		$browser->submit(array('invoice' => (string) $first['invoice']), BillingFirm::form(true));
		$this->assertSame(array($first['invoice']), $firm->invoices());
		$this->assertTrue($browser->says('Facture (PROV'.$first['invoice'].') complétée : 1 ligne ajoutée.'));
		$invoice = BillingFirm::invoice($first['invoice']);
		$this->assertSame(array(8500, 4250), array_map(static fn ($l): int => BillingFirm::minor($l->total_ht), $invoice->lines));
		$this->assertSame(array(1, 2), array_map(static fn ($l): int => (int) $l->rang, $invoice->lines));
	}

	public function test_TIME_16_without_a_draft_creating_one_is_offered(): void
	{
		$firm = new BillingFirm();
		$firm->validated(array('1h'));
		$browser = $firm->read($this->browser($firm));
		$this->assertTrue($browser->says('Ce client n’a pas de facture brouillon : créez-en une.'));
		$this->assertSame(0, $browser->find(BillingFirm::form(true))->length);
	}

	public function test_TIME_16_from_a_draft_the_rest_of_the_client_is_added(): void
	{
		$firm = new BillingFirm();
		$first = $firm->bill($firm->validated(array('1h')));
		$entries = $firm->validated(array('2h'));
		$browser = $this->browser($firm);
		foreach (array(Browser::page('invoice_tab.php', array('id' => $first['invoice'])), '/compta/facture/card.php?facid='.$first['invoice']) as $page) {
			$link = $browser->get($page)->find('//a[normalize-space()="Ajouter le temps non facturé"]/@href');
			$this->assertSame(1, $link->length, $page);
			$browser->get((string) $link->item(0)->nodeValue);
		}
		$browser->submit(array(), '//form[.//input[@value="preview"]]');
		$browser->submit(array(), BillingFirm::form(true));
		$this->assertSame('invoiced', BillingFirm::status($entries));
		$this->assertSame(25500, BillingFirm::minor(BillingFirm::invoice($first['invoice'])->total_ht));
	}

	public function test_TIME_16_a_validated_invoice_does_not_offer_more_time(): void
	{
		$firm = new BillingFirm();
		$done = $firm->bill($firm->validated(array('1h')));
		BillingFirm::validate(BillingFirm::invoice($done['invoice']));
		$page = $this->browser($firm)->get('/compta/facture/card.php?facid='.$done['invoice']);
		$this->assertSame(200, $page->status);
		$this->assertSame(0, $page->find('//a[normalize-space()="Ajouter le temps non facturé"]')->length);
	}

	public function test_TIME_09_price_is_billed_as_typed_and_refused_at_its_field(): void
	{
		$firm = new BillingFirm(array('model' => 'fixed', 'price' => '1500.00', 'vat' => '20', 'invoicing' => 'start'));
		$browser = $this->browser($firm)->get(Browser::page('billing_client.php', array('socid' => $firm->client)));
		$field = 'amount[fixed:'.$firm->case['id'].']';
		$browser->submit(array($field => '1 500,999'), '//form[.//input[@value="preview"]]');
		$this->assertSame('Ce montant a trop de chiffres après la virgule.', $browser->errorAt('amount'));
		$this->assertSame('1 500,999', $browser->find('//input[@name="'.$field.'"]/@value')->item(0)->nodeValue);
		$browser->submit(array($field => '600,00'), '//form[.//input[@value="preview"]]');
		$this->assertSame(array('600,00 €'), BillingFirm::amounts($browser));
		$browser->submit(array(), BillingFirm::form());
		$this->assertSame(60000, BillingFirm::minor(BillingFirm::invoice($firm->invoices()[0])->total_ht));
		$browser->get(Browser::page('billing_client.php', array('socid' => $firm->client)));
		$this->assertTrue($browser->says('600,00 € facturés sur 1 500,00 €'));
	}

	public function test_TIME_16_the_invoice_bears_the_date_that_was_given(): void
	{
		$firm = new BillingFirm();
		$firm->validated(array('1h'));
		$browser = $firm->read($this->browser($firm));
		$browser->submit(array('date' => '2026-02-30'), BillingFirm::form());
		$this->assertSame('Ce jour n’existe pas dans le calendrier.', $browser->errorAt('date'));
		$this->assertSame(array(), $firm->invoices());
		$browser->submit(array('date' => '2026-10-31'), BillingFirm::form());
		$this->assertSame('2026-10-31', dol_print_date(BillingFirm::invoice($firm->invoices()[0])->date, '%Y-%m-%d'));
	}

	public function test_TIME_16_a_double_click_writes_one_invoice(): void
	{
		$firm = new BillingFirm();
		$firm->validated(array('1h'));
		$browser = $firm->read($this->browser($firm));
		$form = $browser->find(BillingFirm::form())->item(0);
		$fields = $browser->fields($form);
		$url = $form->getAttribute('action');
		$browser->post($url, $fields);
		$ids = $firm->invoices();
		$browser->post($url, array('token' => $browser->token()) + $fields);
		$this->assertSame($ids, $firm->invoices());
		$this->assertTrue($browser->says('Ce choix est déjà sur la facture (PROV'.$ids[0].')'));
		$this->assertCount(1, BillingFirm::invoice($ids[0])->lines);
	}

	public function test_TIME_16_what_changed_since_the_preview_is_read_again(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h', '2h'));
		$browser = $firm->read($this->browser($firm));
		(new Elaska\Cases(Firm::office($firm->manager)))->terms(array('case' => (int) $firm->case['id'], 'model' => 'hourly', 'rate' => '100.00', 'vat' => '20'));
		$browser->submit(array(), BillingFirm::form());
		$this->assertTrue($browser->says(Firm::sentence('billing.changed')));
		$this->assertSame(array('300,00 €'), BillingFirm::amounts($browser));
		$this->assertSame('validated', BillingFirm::status($entries));
		$browser->submit(array(), BillingFirm::form());
		$this->assertSame(30000, BillingFirm::minor(BillingFirm::invoice($firm->invoices()[0])->total_ht));
	}

	public function test_TIME_16_more_entries_than_a_page_go_on_one_invoice(): void
	{
		$firm = new BillingFirm();
		for ($day = 0; $day < 21; $day++) {
			$firm->validated(array_fill(0, 10, '1 min'), null, array('work_on' => Firm::day(10 + $day)));
		}
		$browser = $this->browser($firm)->get(Browser::page('billing_client.php', array('socid' => $firm->client)));
		$this->assertTrue($browser->says('Facturer les 210 saisies trouvées, soit 03:30:00'));
		$browser->submit(array('scope' => 'all'), '//form[.//input[@value="preview"]]');
		$this->assertSame(array('297,50 €'), BillingFirm::amounts($browser));
		$browser->submit(array(), BillingFirm::form());
		$this->assertSame(29750, BillingFirm::minor(BillingFirm::invoice($firm->invoices()[0])->total_ht));
	}
}
