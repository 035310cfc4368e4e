<?php
/*
 * What must not happen on the way to an invoice: two people billing the same time, a process that dies in the middle,
 * a missing rate, another client's time, a forged form, somebody without the right.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/BillingFirm.php';

final class InvoiceFaultsTest extends TestCase
{
	/** @return array{resource, resource} process and its output */
	private function child(BillingFirm $firm, User $who, array $order, string $mode, string $mark = ''): array
	{
		$pipes = array();
		$process = proc_open(array(getenv('HOST_PHP'), __DIR__.'/billing_child.php'), array(array('pipe', 'r'), array('pipe', 'w'), array('file', '/dev/null', 'w')), $pipes);
		fwrite($pipes[0], json_encode(array('user' => (int) $who->id, 'order' => $order, 'mode' => $mode, 'mark' => $mark)));
		fclose($pipes[0]);
		return array($process, $pipes[1]);
	}

	/** @return array<string,mixed> */
	private function answer(array $child): array
	{
		$text = (string) stream_get_contents($child[1]);
		fclose($child[1]);
		for ($status = proc_get_status($child[0]); $status['running']; $status = proc_get_status($child[0])) {
			usleep(5000);
		}
		proc_close($child[0]);
		return $status['signaled'] ? array('signal' => $status['termsig']) : (array) json_decode($text, true);
	}

	private static function browser(User $who): Browser
	{
		return Browser::of($who->login, Firm::PASSWORD);
	}

	public function test_TIME_16_two_managers_at_once_bill_an_entry_once(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h', '2h'));
		$mark = getenv('INSTANCE_DIR').'/'.Firm::word('mark');
		$first = $this->child($firm, $firm->manager, $firm->order($entries), 'wait', $mark);
		for ($i = 0; $i < 200 && !file_exists($mark); $i++) {
			usleep(20000);
			clearstatcache();
		}
		$this->assertFileExists($mark);
		$second = $this->child($firm, BillingFirm::biller(), $firm->order(array($entries[1])), 'run');
		$won = $this->answer($first);
		$lost = $this->answer($second);
		unlink($mark);
		$this->assertArrayHasKey('invoice', $won);
		$this->assertSame('billing.already_invoiced', $lost['refused'] ?? json_encode($lost));
		$this->assertSame(array($won['invoice']), $firm->invoices());
		$this->assertSame(25500, BillingFirm::minor(BillingFirm::invoice($won['invoice'])->total_ht));
	}

	public function test_TIME_16_one_request_from_two_processes_is_one_invoice(): void
	{
		$firm = new BillingFirm();
		$order = $firm->order($firm->validated(array('1h')));
		$children = array($this->child($firm, $firm->manager, $order, 'run'), $this->child($firm, $firm->manager, $order, 'run'));
		$answers = array_map(array($this, 'answer'), $children);
		$this->assertSame($answers[0]['invoice'] ?? null, $answers[1]['invoice'] ?? false, (string) json_encode($answers));
		$this->assertCount(1, $firm->invoices());
	}

	public function test_TIME_16_killed_between_the_invoice_and_the_marks_leaves_nothing(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h'));
		$order = $firm->order($entries);
		$this->assertSame(array('signal' => SIGKILL), $this->answer($this->child($firm, $firm->manager, $order, 'die')));
		for ($i = 0; $i < 100 && $firm->invoices(); $i++) {
			usleep(20000);
		}
		$this->assertSame(array(), $firm->invoices());
		$this->assertSame('validated', BillingFirm::status($entries));
		$again = $firm->billing()->create($order, BillingFirm::writer());
		$this->assertFalse($again['replayed']);
		$this->assertSame('invoiced', BillingFirm::status($entries));
	}

	public function test_TIME_16_what_dolibarr_refuses_leaves_nothing(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h'));
		try {
			$firm->billing()->create($firm->order($entries), static function (array $order): array {
				(BillingFirm::writer())($order);
				throw new RuntimeException('Dolibarr dit non');
			});
			$this->fail('not refused');
		} catch (RuntimeException $e) {
			$this->assertStringContainsString('Dolibarr dit non', $e->getMessage());
		}
		$this->assertSame(array(), $firm->invoices());
		$this->assertSame('validated', BillingFirm::status($entries));
	}

	public function test_TIME_16_an_amount_that_differs_drops_everything(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h'));
		try {
			$firm->billing()->create($firm->order($entries), static function (array $order): array {
				$order['lines'][0]['unit'] = '85.01';
				return (BillingFirm::writer())($order);
			});
			$this->fail('not refused');
		} catch (Elaska\Exception $e) {
			$this->assertSame('billing.total_differs', $e->getKey());
		}
		$this->assertSame(array(), $firm->invoices());
		$this->assertSame('validated', BillingFirm::status($entries));
	}

	public function test_TIME_09_a_missing_rate_is_refused_and_says_where_to_set_it(): void
	{
		$rates = new Elaska\Rates(Firm::office());
		$default = array_values(array_filter($rates->list()['rows'], static fn (array $r): bool => $r['level'] === 'default'))[0]['rate'] ?? null;
		$rates->set(array('level' => 'default', 'rate' => null));
		try {
			$firm = new BillingFirm(array('model' => 'hourly', 'vat' => '20'));
			$entries = $firm->validated(array('1h'));
			$this->missingRate($firm, $entries);
		} finally {
			$rates->set(array('level' => 'default', 'rate' => $default));
		}
	}

	/** @param list<int> $entries */
	private function missingRate(BillingFirm $firm, array $entries): void
	{
		$browser = self::browser($firm->manager)->get(Browser::page('billing_client.php', array('socid' => $firm->client)));
		$row = '//tr[.//input[@name="entries[]" and @value="'.$entries[0].'" and @disabled]]';
		$this->assertStringContainsString('Il manque un taux horaire.', (string) $browser->textOf($row));
		$this->assertStringContainsString('case_card.php?id='.$firm->case['id'], (string) $browser->find($row.'//a[normalize-space()="Compléter les conditions du dossier"]/@href')->item(0)?->nodeValue);
		// Ticked all the same by somebody who writes the form himself.
		$browser->submit(array('entries' => array($entries[0])), '//form[.//input[@value="preview"]]');
		$problem = (string) $browser->textOf('//div[contains(@class, "elaska-bill-problems")]');
		$this->assertStringContainsString('Il manque un taux horaire : '.$firm->case['ref'], $problem);
		$this->assertStringContainsString('Compléter les conditions du dossier', $problem);
		$this->assertSame(0, $browser->find(BillingFirm::form())->length);
		$this->assertSame('billing.rate_missing', $this->refusal($firm, $entries));
		$browser->submit(array(), '//form[.//input[@value="without"]]');
		$this->assertTrue($browser->says(Firm::sentence('billing.nothing')));
		$this->assertSame(array(), $firm->invoices());
	}

	/** @param list<int> $entries */
	private function refusal(BillingFirm $firm, array $entries, array $more = array()): string
	{
		try {
			$firm->bill($entries, $more);
		} catch (Elaska\Exception $e) {
			return $e->getKey();
		}
		return 'done';
	}

	public function test_TIME_16_lines_of_two_clients_are_not_mixed(): void
	{
		$firm = new BillingFirm();
		$other = new BillingFirm();
		$mine = $firm->validated(array('1h'));
		$theirs = $other->validated(array('1h'));
		$browser = self::browser($firm->manager)->get(Browser::page('billing_client.php', array('socid' => $firm->client)));
		$browser->submit(array('entries' => array($mine[0], $theirs[0])), '//form[.//input[@value="preview"]]');
		$this->assertTrue($browser->says(Firm::sentence('billing.other_client')));
		$this->assertSame('billing.other_client', $this->refusal($firm, array($mine[0], $theirs[0])));
		$draft = $other->bill($theirs);
		$this->assertSame('billing.other_client', $this->refusal($firm, $mine, array('invoice' => $draft['invoice'])));
		// What can be billed goes on without the rest.
		$browser->submit(array(), '//form[.//input[@value="without"]]');
		$browser->submit(array(), BillingFirm::form());
		$this->assertSame('invoiced', BillingFirm::status($mine));
	}

	public function test_TIME_16_an_entry_is_not_picked_twice(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h'));
		$firm->bill($entries);
		$this->assertSame('billing.already_invoiced', $this->refusal($firm, $entries));
	}

	public function test_TIME_16_a_validated_invoice_takes_no_more_lines(): void
	{
		$firm = new BillingFirm();
		$done = $firm->bill($firm->validated(array('1h')));
		BillingFirm::validate(BillingFirm::invoice($done['invoice']));
		$more = $firm->validated(array('30 min'));
		$this->assertSame('billing.invoice_not_draft', $this->refusal($firm, $more, array('invoice' => $done['invoice'])));
		$this->assertSame('validated', BillingFirm::status($more));
	}

	public function test_TIME_16_another_entitys_invoice_is_not_there(): void
	{
		global $db;
		$firm = new BillingFirm();
		$done = $firm->bill($firm->validated(array('1h')));
		$db->query('UPDATE '.MAIN_DB_PREFIX.'facture SET entity = 2 WHERE rowid = '.((int) $done['invoice']));
		$browser = self::browser($firm->manager)->get(Browser::page('invoice_tab.php', array('id' => $done['invoice'])));
		$this->assertSame(0, $browser->find('//*[contains(@class, "elaska-list")]')->length);
		$this->assertStringNotContainsString('85,00', $browser->text());
		$browser->get(Browser::page('invoice_tab.php', array('id' => $done['invoice'], 'document' => 'annex')));
		$this->assertStringNotContainsString('%PDF', $browser->body);
		$this->assertSame('not_found', $this->refusal($firm, $firm->validated(array('30 min')), array('invoice' => $done['invoice'])));
	}

	public function test_TIME_28_without_the_right_there_is_no_page(): void
	{
		$firm = new BillingFirm();
		$done = $firm->bill($firm->validated(array('1h')));
		$browser = self::browser(BillingFirm::biller(Firm::ADVISER));
		foreach (array(Browser::page('billing_queue.php'), Browser::page('billing_client.php', array('socid' => $firm->client)), Browser::page('invoice_tab.php', array('id' => $done['invoice']))) as $page) {
			$browser->get($page);
			$this->assertTrue($browser->says('Accès refusé'), $page);
			$this->assertSame(0, $browser->find('//*[contains(@class, "elaska-list")]')->length);
			$this->assertStringNotContainsString('85,00', $browser->text());
		}
	}

	public function test_TIME_28_writing_an_invoice_takes_dolibarrs_right_too(): void
	{
		$firm = new BillingFirm();
		$firm->validated(array('1h'));
		$browser = $firm->read(self::browser(Firm::person(Firm::MANAGER)));
		$this->assertTrue($browser->says('Écrire une facture demande aussi le droit de Dolibarr'));
		$this->assertSame(0, $browser->find(BillingFirm::form())->length);
		$browser->post($browser->url, array('token' => $browser->token(), 'action' => 'create', 'digest' => '', 'date' => ''));
		$this->assertSame(array(), $firm->invoices());
	}

	public function test_TIME_28_a_client_out_of_reach_is_not_there(): void
	{
		$firm = new BillingFirm();
		$firm->validated(array('1h'));
		$browser = self::browser(BillingFirm::biller(Firm::MANAGER, false));
		$browser->get(Browser::page('billing_client.php', array('socid' => $firm->client)));
		$this->assertContains($browser->status, array(403, 404));
		$this->assertStringNotContainsString('85,00', $browser->text());
		$browser->get(Browser::page('billing_client.php', array('socid' => 2000000000)));
		$this->assertContains($browser->status, array(403, 404));
	}

	public function test_PLAT_17_a_form_without_its_token_writes_nothing(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h'));
		$browser = $firm->read(self::browser($firm->manager));
		$form = $browser->find(BillingFirm::form())->item(0);
		$fields = $browser->fields($form);
		foreach (array('', 'autre') as $token) {
			$browser->post($form->getAttribute('action'), array('token' => $token) + $fields);
			$this->assertSame(array(), $firm->invoices());
		}
		$browser->get($form->getAttribute('action').'&'.http_build_query($fields));
		$this->assertSame(array(), $firm->invoices());
		$this->assertSame('validated', BillingFirm::status($entries));
	}

	public function test_TIME_16_a_choice_of_another_session_is_made_again(): void
	{
		$firm = new BillingFirm();
		$firm->validated(array('1h'));
		$url = $firm->read(self::browser($firm->manager))->url;
		$browser = self::browser($firm->manager)->get($url);
		$this->assertTrue($browser->says('Votre choix n’a pas été gardé'));
		$this->assertSame(1, $browser->find('//form[.//input[@value="preview"]]')->length);
	}
}
