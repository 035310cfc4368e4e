<?php
/*
 * What is written into Dolibarr's invoice is what was shown, to the cent and to the second, and Dolibarr's own arithmetic
 * on the document agrees.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/BillingFirm.php';

final class InvoiceWriterTest extends TestCase
{
	private const ODD = array('1h15m28s', '7m1s', '59s', '2h33m33s', '1s', '11m11s', '3h59m59s');

	/** @return iterable<string,array{string}> */
	public static function provideGroups(): iterable
	{
		foreach (array('case', 'activity', 'task', 'entry') as $group) {
			yield $group => array($group);
		}
	}

	/**
	 * @dataProvider provideGroups
	 */
	public function test_TIME_04_TIME_16_preview_equals_what_is_written(string $group): void
	{
		$firm = new BillingFirm(array('model' => 'package', 'included' => '2h', 'price' => '333.33', 'overage_rate' => '91.37', 'vat' => '20', 'invoicing' => 'start'));
		$entries = $firm->validated(self::ODD);
		$second = $firm->dossier(array('model' => 'hourly', 'rate' => '86.43', 'vat' => '5.5'));
		$entries = array_merge($entries, $firm->validated(self::ODD, (int) $second['id']));
		$order = $firm->order($entries, array('group' => $group, 'prices' => array_map(static fn (array $p): array => array('key' => $p['key']), $firm->billing()->entries(array('client' => $firm->client))['prices'])));
		$preview = $firm->billing()->preview(array_diff_key($order, array('request_key' => 1)));
		$done = $firm->billing()->create($order + array('digest' => $preview['digest']), BillingFirm::writer());
		$invoice = BillingFirm::invoice($done['invoice']);
		$this->assertSame(count($preview['lines']), count($invoice->lines));
		foreach ($preview['lines'] as $i => $line) {
			$native = $invoice->lines[$i];
			$this->assertSame($line['amount_minor'], BillingFirm::minor($native->total_ht), $line['label']);
			$this->assertSame((float) $line['vat'], (float) $native->tva_tx);
			if ($line['seconds'] > 0) {
				$this->assertStringContainsString(elaska_clock($line['seconds']), $native->desc);
			}
		}
		$record = $firm->billing()->invoice(array('invoice' => $done['invoice']));
		$this->assertSame($preview['seconds'], $record['seconds']);
		$this->assertSame($preview['total_ht_minor'], $record['total_ht_minor']);
		$this->assertSame($preview['total_ht_minor'], BillingFirm::minor($invoice->total_ht));
		$this->assertSame(2 * (4528 + 421 + 59 + 9213 + 1 + 671 + 14399), $record['seconds']);
	}

	public function test_TIME_04_a_group_sums_seconds_before_it_multiplies(): void
	{
		$firm = new BillingFirm(array('model' => 'hourly', 'rate' => '100.00', 'vat' => '20'));
		$done = $firm->bill($firm->validated(array('13s', '13s', '13s')));
		// 39 s at 100 €/h are 1.0833 €; three entries rounded by themselves would be 1.08 too, but 0.36 each.
		$this->assertSame(108, BillingFirm::minor(BillingFirm::invoice($done['invoice'])->total_ht));
		$each = new BillingFirm(array('model' => 'hourly', 'rate' => '100.00', 'vat' => '20'));
		$done = $each->bill($each->validated(array('5s', '5s', '5s')), array('group' => 'entry'));
		$this->assertSame(array(14, 14, 14), array_map(static fn ($l): int => BillingFirm::minor($l->total_ht), BillingFirm::invoice($done['invoice'])->lines));
	}

	public function test_TIME_16_vat_and_total_are_dolibarrs(): void
	{
		global $mysoc;
		$firm = new BillingFirm(array('model' => 'hourly', 'rate' => '86.43', 'vat' => '20'));
		$entries = $firm->validated(self::ODD);
		$low = $firm->dossier(array('model' => 'hourly', 'rate' => '99.99', 'vat' => '5.5'));
		$none = $firm->dossier(array('model' => 'hourly', 'rate' => '70.00', 'vat' => '0'));
		$entries = array_merge($entries, $firm->validated(array('1h1m1s'), (int) $low['id']), $firm->validated(array('30 min'), (int) $none['id']));
		$invoice = BillingFirm::invoice($firm->bill($entries)['invoice']);
		$this->assertCount(3, $invoice->lines);
		$vat = 0;
		foreach ($invoice->lines as $line) {
			$own = calcul_price_total($line->qty, $line->subprice, 0, $line->tva_tx, 0, 0, 0, 'HT', 0, 1, $mysoc);
			$this->assertSame(array_map(array('BillingFirm', 'minor'), array_slice($own, 0, 3)),
				array_map(array('BillingFirm', 'minor'), array($line->total_ht, $line->total_tva, $line->total_ttc)));
			$vat += BillingFirm::minor($line->total_tva);
		}
		$this->assertSame($vat, BillingFirm::minor($invoice->total_tva));
		$this->assertSame(BillingFirm::minor($invoice->total_ht) + $vat, BillingFirm::minor($invoice->total_ttc));
	}

	public function test_TIME_16_a_new_invoice_has_the_terms_of_the_client(): void
	{
		global $db, $user;
		$firm = new BillingFirm();
		$client = new Societe($db);
		$client->fetch($firm->client);
		$client->cond_reglement_id = 2;
		$client->mode_reglement_id = 4;
		$this->assertGreaterThan(0, $client->update($firm->client, $user));
		$invoice = BillingFirm::invoice($firm->bill($firm->validated(array('1h')), array('date' => '2026-11-01'))['invoice']);
		$this->assertSame(2, (int) $invoice->cond_reglement_id);
		$this->assertSame(4, (int) $invoice->mode_reglement_id);
		$this->assertSame('2026-12-01', dol_print_date($invoice->date_lim_reglement, '%Y-%m-%d'));
	}

	public function test_TIME_16_descriptions_are_kept_as_people_wrote_them(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h'), null, array('description' => "Statuts <SARL> & annexes\nÉté 2026 😀"));
		$invoice = BillingFirm::invoice($firm->bill($entries, array('group' => 'entry'))['invoice']);
		$shown = dol_htmlentitiesbr($invoice->lines[0]->desc);
		$this->assertStringContainsString('&lt;SARL&gt; &amp; annexes', $shown);
		$this->assertStringNotContainsString('<SARL>', $shown);
		$this->assertStringContainsString('😀', html_entity_decode($shown, ENT_QUOTES, 'UTF-8'));
	}

	public function test_TIME_16_lines_come_after_those_that_are_there(): void
	{
		global $user;
		$firm = new BillingFirm();
		$done = $firm->bill($firm->validated(array('1h')));
		$invoice = BillingFirm::invoice($done['invoice']);
		$this->assertGreaterThan(0, $invoice->addline('À la main', 10, 1, 20));
		$firm->bill($firm->validated(array('30 min')), array('invoice' => $done['invoice']));
		$invoice = BillingFirm::invoice($done['invoice']);
		$this->assertSame(array(8500, 1000, 4250), array_map(static fn ($l): int => BillingFirm::minor($l->total_ht), $invoice->lines));
		$this->assertSame(array(1, 2, 3), array_map(static fn ($l): int => (int) $l->rang, $invoice->lines));
		$this->assertSame(13750, BillingFirm::minor($invoice->total_ht));
	}

	public function test_TIME_16_four_hundred_lines_take_a_moment(): void
	{
		$firm = new BillingFirm();
		$entries = array();
		for ($day = 0; $day < 20; $day++) {
			$entries = array_merge($entries, $firm->validated(array_fill(0, 20, '1m'.($day + 1).'s'), null, array('work_on' => Firm::day(10 + $day))));
		}
		$start = microtime(true);
		$done = $firm->bill($entries, array('group' => 'entry'));
		$took = microtime(true) - $start;
		$this->assertCount(400, BillingFirm::invoice($done['invoice'])->lines);
		$this->assertLessThan(6.0, $took, 'a machine that does other things too');
	}
}
