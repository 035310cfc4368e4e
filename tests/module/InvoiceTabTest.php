<?php
/*
 * The tab of the native invoice, and what happens to time when Dolibarr changes the invoice: freed, flagged, frozen,
 * released by a credit note; the annex beside the invoice's own PDF.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/BillingFirm.php';
require_once DOL_DOCUMENT_ROOT.'/custom/elaska/class/elaskainvoicedocuments.class.php';

final class InvoiceTabTest extends TestCase
{
	private function tab(BillingFirm $firm, int $invoice, ?Browser $browser = null): Browser
	{
		return ($browser ?? Browser::of($firm->manager->login, Firm::PASSWORD))->get(Browser::page('invoice_tab.php', array('id' => $invoice)));
	}

	/** Folder of an invoice's documents. */
	private static function folder(Facture $invoice): string
	{
		return getenv('DOCUMENTS_DIR').'/facture/'.dol_sanitizeFileName($invoice->ref);
	}

	private static function pdfText(string $body): string
	{
		$file = (string) tempnam(sys_get_temp_dir(), 'annex');
		file_put_contents($file, $body);
		exec('pdftotext -layout '.escapeshellarg($file).' - 2>/dev/null', $lines, $rc);
		unlink($file);
		return $rc === 0 ? implode("\n", $lines) : '';
	}

	private static function creditNote(Facture $of, float $amount): Facture
	{
		global $db, $user;
		$note = new Facture($db);
		$note->socid = (int) $of->socid;
		$note->type = Facture::TYPE_CREDIT_NOTE;
		$note->fk_facture_source = (int) $of->id;
		$note->date = dol_now();
		if ($note->create($user) <= 0 || $note->fetch((int) $note->id) <= 0 || $note->addline('Avoir', -$amount, 1, 20) <= 0 || $note->fetch((int) $note->id) <= 0) {
			throw new RuntimeException('credit note: '.$note->error);
		}
		return $note;
	}

	public function test_TIME_16_the_tab_shows_the_seconds_behind_each_line(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h15m28s', '7m1s'));
		$done = $firm->bill($entries);
		$page = $this->tab($firm, $done['invoice']);
		$this->assertSame(array('116,85 €'), BillingFirm::amounts($page, 'elaska-invoice-lines'));
		$this->assertTrue($page->says('2 saisies, 01:22:29'));
		foreach (array('01:15:28', '00:07:01', 'Travail 1', 'Travail 2') as $words) {
			$this->assertTrue($page->says($words), $words);
		}
		foreach ($entries as $id) {
			$this->assertSame(1, $page->find('//details//a[contains(@href, "time_card.php?id='.$id.'")]')->length);
		}
		$this->assertTrue($page->says('Brouillon : supprimer la facture ou une de ses lignes rend son temps à facturer.'));
	}

	public function test_TIME_16_an_invoice_without_time_says_so(): void
	{
		global $db, $user;
		$firm = new BillingFirm();
		$invoice = new Facture($db);
		$invoice->socid = $firm->client;
		$invoice->type = Facture::TYPE_STANDARD;
		$invoice->date = dol_now();
		$this->assertGreaterThan(0, $invoice->create($user));
		$page = $this->tab($firm, (int) $invoice->id);
		$this->assertTrue($page->says('Aucune ligne de cette facture ne vient du temps.'));
		$this->assertSame(1, $page->find('//a[normalize-space()="Ajouter le temps non facturé"]')->length);
		$this->assertSame(0, $page->find('//form[.//input[@value="annex" or @value="release"]]')->length);
	}

	public function test_TIME_16_deleting_the_draft_frees_its_time(): void
	{
		global $user;
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h', '2h'));
		$done = $firm->bill($entries);
		$this->assertGreaterThan(0, BillingFirm::invoice($done['invoice'])->delete($user));
		$this->assertSame('validated', BillingFirm::status($entries));
		$this->assertSame(0, BillingFirm::marks($done['invoice']));
		$again = $firm->bill($entries);
		$this->assertSame(25500, BillingFirm::minor(BillingFirm::invoice($again['invoice'])->total_ht));
	}

	public function test_TIME_16_deleting_a_line_frees_the_time_of_that_line(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h', '2h'));
		$done = $firm->bill($entries, array('group' => 'entry'));
		$invoice = BillingFirm::invoice($done['invoice']);
		$gone = $invoice->lines[0];
		$this->assertGreaterThan(0, $invoice->deleteLine((int) $gone->id));
		$states = BillingFirm::statuses($entries);
		sort($states);
		$this->assertSame(array('invoiced', 'validated'), $states);
		$page = $this->tab($firm, $done['invoice']);
		$this->assertCount(1, BillingFirm::amounts($page, 'elaska-invoice-lines'));
	}

	public function test_TIME_16_a_line_changed_by_hand_is_flagged(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h'));
		$done = $firm->bill($entries);
		$browser = Browser::of($firm->manager->login, Firm::PASSWORD);
		$this->assertFalse($this->tab($firm, $done['invoice'], $browser)->says('Montant modifié'));
		$invoice = BillingFirm::invoice($done['invoice']);
		$line = $invoice->lines[0];
		$this->assertGreaterThan(0, $invoice->updateline((int) $line->id, $line->desc, 80, 1, 0, '', '', 20, 0, 0, 'HT', 0, 1));
		$page = $this->tab($firm, $done['invoice'], $browser);
		$this->assertTrue($page->says('Montant modifié'));
		$this->assertTrue($page->says('1 ligne a été modifiée à la main : son montant ne correspond plus au temps.'));
		$this->assertSame('invoiced', BillingFirm::status($entries));
		$this->assertGreaterThan(0, $invoice->updateline((int) $line->id, $line->desc, 85, 1, 0, '', '', 20, 0, 0, 'HT', 0, 1));
		$this->assertFalse($this->tab($firm, $done['invoice'], $browser)->says('Montant modifié'));
	}

	public function test_TIME_16_validation_freezes_the_time(): void
	{
		global $user;
		$firm = new BillingFirm();
		$done = $firm->bill($firm->validated(array('1h')));
		$invoice = BillingFirm::invoice($done['invoice']);
		BillingFirm::validate($invoice);
		$page = $this->tab($firm, $done['invoice']);
		$this->assertTrue($page->says('Facture validée : son temps est figé.'));
		$this->assertSame(0, $page->find('//a[normalize-space()="Ajouter le temps non facturé"]')->length);
		$this->assertTrue($firm->billing()->invoice(array('invoice' => $done['invoice']))['lines'][0]['frozen']);
		$invoice = BillingFirm::invoice($done['invoice']);
		$this->assertGreaterThan(0, $invoice->setDraft($user));
		$this->assertFalse($firm->billing()->invoice(array('invoice' => $done['invoice']))['lines'][0]['frozen']);
	}

	public function test_TIME_18_the_annex_is_read_from_the_tab(): void
	{
		$firm = new BillingFirm();
		$done = $firm->bill($firm->validated(array('1h15m28s', '7m1s')));
		$page = $this->tab($firm, $done['invoice']);
		$page->get((string) $page->find('//a[contains(@href, "document=annex")]/@href')->item(0)->nodeValue);
		$this->assertSame(200, $page->status);
		$this->assertSame('application/pdf', $page->headers['content-type'] ?? '');
		$this->assertStringContainsString('-temps.pdf', $page->headers['content-disposition'] ?? '');
		$this->assertStringStartsWith('%PDF-', $page->body);
		$this->assertGreaterThan(5000, strlen($page->body));
		$text = self::pdfText($page->body);
		foreach ($text === '' ? array() : array('01:15:28', '00:07:01', '01:22:29', 'Travail 1', '116,85') as $words) {
			$this->assertStringContainsString($words, str_replace("\u{202f}", ' ', $text));
		}
	}

	public function test_TIME_18_the_annex_is_written_beside_the_invoices_pdf(): void
	{
		$firm = new BillingFirm();
		$done = $firm->bill($firm->validated(array('1h')));
		$page = $this->tab($firm, $done['invoice'])->submit(array(), '//form[.//input[@value="annex"]]');
		$this->assertTrue($page->says('est joint aux documents de la facture.'));
		$path = self::folder(BillingFirm::invoice($done['invoice'])).'/(PROV'.$done['invoice'].')-temps.pdf';
		$this->assertStringStartsWith('%PDF-', (string) @file_get_contents($path));
		$this->assertSame(array(), glob(dirname($path).'/*.part'));
	}

	public function test_TIME_18_validation_leaves_both_documents_under_the_new_reference(): void
	{
		$firm = new BillingFirm();
		$done = $firm->bill($firm->validated(array('1h')));
		BillingFirm::validate(BillingFirm::invoice($done['invoice']));
		ElaskaInvoiceDocuments::flush();
		$invoice = BillingFirm::invoice($done['invoice']);
		$this->assertStringNotContainsString('PROV', $invoice->ref);
		foreach (array($invoice->ref.'.pdf', $invoice->ref.'-temps.pdf') as $name) {
			$this->assertStringStartsWith('%PDF-', (string) @file_get_contents(self::folder($invoice).'/'.$name), $name);
		}
	}

	public function test_TIME_16_dolibarrs_document_shows_time_as_a_clock(): void
	{
		$firm = new BillingFirm();
		$done = $firm->bill($firm->validated(array('1h15m28s')));
		$invoice = BillingFirm::invoice($done['invoice']);
		$this->assertSame('01:15:28', ElaskaInvoiceDocuments::clock($invoice, 0));
		$line = $invoice->lines[0];
		$this->assertGreaterThan(0, $invoice->updateline((int) $line->id, $line->desc, 85, 2, 0, '', '', 20, 0, 0, 'HT', 0, 1));
		$this->assertGreaterThan(0, $invoice->addline('À la main', 10, 1.5, 20));
		$invoice = BillingFirm::invoice($done['invoice']);
		$this->assertSame(array('', ''), array(ElaskaInvoiceDocuments::clock($invoice, 0), ElaskaInvoiceDocuments::clock($invoice, 1)));
		if (defined('HOST_IS_STANDIN')) {
			return; // Its own document asks no hook for a quantity.
		}
		$done = $firm->bill($firm->validated(array('7m1s')));
		ElaskaInvoiceDocuments::refreshDraft($done['invoice']);
		$text = self::pdfText((string) file_get_contents(self::folder(BillingFirm::invoice($done['invoice'])).'/(PROV'.$done['invoice'].').pdf'));
		$this->assertStringContainsString('00:07:01', $text);
		$this->assertStringNotContainsString('0.11', $text);
	}

	public function test_TIME_18_validating_on_dolibarrs_own_card_writes_both_documents(): void
	{
		$firm = new BillingFirm();
		$done = $firm->bill($firm->validated(array('1h')));
		$browser = Browser::of($firm->manager->login, Firm::PASSWORD)->get('/compta/facture/card.php?facid='.$done['invoice']);
		$browser->post('/compta/facture/card.php?facid='.$done['invoice'], array('token' => $browser->token(), 'action' => 'confirm_valid', 'confirm' => 'yes'));
		$invoice = BillingFirm::invoice($done['invoice']);
		$this->assertSame(Facture::STATUS_VALIDATED, (int) $invoice->status);
		$path = self::folder($invoice).'/'.$invoice->ref.'-temps.pdf';
		// A page that ends by a redirection writes them once the answer is sent.
		for ($i = 0; $i < 100 && !is_file($path); $i++) {
			usleep(20000);
			clearstatcache();
		}
		$this->assertFileExists($path);
		$this->assertFileExists(self::folder($invoice).'/'.$invoice->ref.'.pdf');
	}

	public function test_TIME_18_documents_of_an_invoice_that_was_not_validated_after_all_are_not_written(): void
	{
		global $db;
		$firm = new BillingFirm();
		$done = $firm->bill($firm->validated(array('1h')));
		$db->begin();
		BillingFirm::validate(BillingFirm::invoice($done['invoice']));
		ElaskaInvoiceDocuments::flush();
		$db->rollback();
		ElaskaInvoiceDocuments::flush();
		$this->assertSame(array(), glob(self::folder(BillingFirm::invoice($done['invoice'])).'/*-temps.pdf') ?: array());
	}

	public function test_TIME_16_a_credit_note_releases_the_time(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h', '2h'));
		$done = $firm->bill($entries);
		$invoice = BillingFirm::invoice($done['invoice']);
		BillingFirm::validate($invoice);
		$browser = Browser::of($firm->manager->login, Firm::PASSWORD);
		$this->assertSame(0, $this->tab($firm, $done['invoice'], $browser)->find('//form[.//input[@value="release"]]')->length);
		// A forged form is refused by the core.
		$browser->post($browser->url, array('token' => $browser->token(), 'action' => 'release'));
		$this->assertTrue($browser->says(Firm::sentence('billing.no_credit_note')));
		$note = self::creditNote($invoice, 255.0);
		BillingFirm::validate($note);
		$page = $this->tab($firm, $done['invoice'], $browser);
		$page->submit(array(), '//form[.//input[@value="release"]]');
		$this->assertTrue($page->says('2 saisies sont de nouveau à facturer.'));
		$this->assertTrue($page->says('Un avoir a libéré ce temps'));
		$this->assertSame('validated', BillingFirm::status($entries));
		$this->assertSame(25500, BillingFirm::minor(BillingFirm::invoice($firm->bill($entries)['invoice'])->total_ht));
	}

	public function test_TIME_16_a_credit_note_that_covers_a_part_releases_nothing(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h', '2h'));
		$done = $firm->bill($entries);
		$invoice = BillingFirm::invoice($done['invoice']);
		BillingFirm::validate($invoice);
		BillingFirm::validate(self::creditNote($invoice, 100.0));
		$page = $this->tab($firm, $done['invoice']);
		$this->assertSame(0, $page->find('//form[.//input[@value="release"]]')->length);
		$page->post($page->url, array('token' => $page->token(), 'action' => 'release'));
		$this->assertTrue($page->says(Firm::sentence('billing.credit_partial')));
		$this->assertSame('invoiced', BillingFirm::status($entries));
	}

	public function test_TIME_28_who_sees_amounts_reads_the_tab_but_changes_nothing(): void
	{
		$firm = new BillingFirm();
		$done = $firm->bill($firm->validated(array('1h')));
		$reader = BillingFirm::biller(array('case/read', 'rates/read'));
		$page = Browser::of($reader->login, Firm::PASSWORD)->get(Browser::page('invoice_tab.php', array('id' => $done['invoice'])));
		$this->assertSame(array('85,00 €'), BillingFirm::amounts($page, 'elaska-invoice-lines'));
		$this->assertSame(0, $page->find('//a[normalize-space()="Ajouter le temps non facturé"]')->length);
	}
}
