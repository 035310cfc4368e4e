<?php
/*
 * The same choice of time as a native commercial proposal: the lines of the invoice, and nothing marked.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/BillingFirm.php';

final class ProposalTest extends TestCase
{
	private const ODD = array('1h15m28s', '7m1s', '59s', '2h33m33s', '1s', '11m11s', '3h59m59s');

	public function test_TIME_16_a_proposal_has_the_lines_of_the_preview(): void
	{
		$firm = new BillingFirm(array('model' => 'package', 'included' => '2h', 'price' => '333.33', 'overage_rate' => '91.37', 'vat' => '20', 'invoicing' => 'start'));
		$entries = $firm->validated(self::ODD);
		$second = $firm->dossier(array('model' => 'hourly', 'rate' => '7086.43', 'vat' => '5.5'));
		$entries = array_merge($entries, $firm->validated(self::ODD, (int) $second['id']));
		foreach (array('case', 'entry') as $group) {
			$order = $firm->order($entries, array('group' => $group, 'prices' => array_map(static fn (array $p): array => array('key' => $p['key']), $firm->billing()->entries(array('client' => $firm->client))['prices'])));
			$preview = $firm->billing()->preview(array_diff_key($order, array('request_key' => 1)));
			$done = $firm->propose($entries, array('digest' => $preview['digest'], 'date' => '2026-11-01') + $order);
			$proposal = BillingFirm::proposal($done['proposal']);
			$this->assertSame($firm->client, (int) $proposal->socid);
			$this->assertSame(Propal::STATUS_DRAFT, (int) $proposal->status);
			$this->assertSame('2026-11-01', dol_print_date($proposal->date, '%Y-%m-%d'));
			$this->assertSame('2026-11-16', dol_print_date($proposal->fin_validite, '%Y-%m-%d'));
			$this->assertSame($done['lines'], array_map(static fn ($l): int => (int) $l->id, $proposal->lines));
			$this->assertSame(array_column($preview['lines'], 'amount_minor'), array_map(static fn ($l): int => BillingFirm::minor($l->total_ht), $proposal->lines));
			foreach ($preview['lines'] as $i => $line) {
				$this->assertSame((float) $line['vat'], (float) $proposal->lines[$i]->tva_tx);
				if ($line['seconds'] > 0) {
					$this->assertStringContainsString(elaska_clock($line['seconds']), $proposal->lines[$i]->desc);
				}
			}
			$this->assertSame($preview['total_ht_minor'], BillingFirm::minor($proposal->total_ht));
		}
		$this->assertSame('validated', BillingFirm::status($entries));
		$this->assertSame(array(), $firm->invoices());
	}

	public function test_TIME_16_what_was_offered_is_invoiced_later(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h', '30 min'));
		$key = array('request_key' => bin2hex(random_bytes(16)));
		$offer = $firm->propose($entries, $key);
		$this->assertTrue($firm->propose($entries, $key)['replayed']);
		$this->assertSame(array($offer['proposal']), $firm->proposals());
		$bill = $firm->bill($entries, $key);
		$this->assertFalse($bill['replayed']);
		$this->assertSame('invoiced', BillingFirm::status($entries));
		$this->assertSame(12750, BillingFirm::minor(BillingFirm::invoice($bill['invoice'])->total_ht));
		$this->assertCount(1, BillingFirm::proposal($offer['proposal'])->lines);
		try {
			$firm->propose($entries);
			$this->fail('not refused');
		} catch (Elaska\Exception $e) {
			$this->assertSame('billing.already_invoiced', $e->getKey());
		}
	}

	public function test_TIME_16_a_proposal_from_the_page(): void
	{
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h15m28s', '45 min'));
		$browser = $firm->read(Browser::of($firm->manager->login, Firm::PASSWORD));
		$form = $browser->find(BillingFirm::offer())->item(0);
		$this->assertStringContainsString('Créer une proposition commerciale', $form->textContent);
		$fields = $browser->fields($form);
		$url = $form->getAttribute('action');
		$browser->post($url, $fields);
		$ids = $firm->proposals();
		$this->assertCount(1, $ids);
		$this->assertStringContainsString('/comm/propal/card.php?id='.$ids[0], $browser->url);
		$this->assertTrue($browser->says('Proposition brouillon (PROV'.$ids[0].') créée : 1 ligne. Le temps reste à facturer.'));
		$this->assertSame(17066, BillingFirm::minor(BillingFirm::proposal($ids[0])->total_ht));
		$this->assertSame('validated', BillingFirm::status($entries));
		$browser->post($url, array('token' => $browser->token()) + $fields);
		$this->assertTrue($browser->says('Ce choix est déjà sur la proposition (PROV'.$ids[0].')'));
		$this->assertSame($ids, $firm->proposals());
		$this->assertSame(array(), $firm->invoices());
	}

	public function test_TIME_16_what_dolibarr_refuses_leaves_no_proposal(): void
	{
		global $db, $user;
		$firm = new BillingFirm();
		$entries = $firm->validated(array('1h'));
		foreach (array('unit' => '85.01', 'type' => -1) as $field => $value) {
			try {
				$firm->billing()->create($firm->order($entries, array('document' => 'proposal')), static function (array $order) use ($db, $user, $field, $value): array {
					$order['lines'][0][$field] = $value;
					return (new ElaskaProposalWriter($db, $user))($order);
				});
				$this->fail('not refused');
			} catch (Elaska\Exception $e) {
				$this->assertSame('billing.total_differs', $e->getKey());
			} catch (RuntimeException $e) {
				$this->assertSame('type', $field);
			}
			$this->assertSame(array(), $firm->proposals());
		}
	}

	public function test_TIME_28_a_proposal_takes_dolibarrs_right(): void
	{
		$firm = new BillingFirm();
		$firm->validated(array('1h'));
		$browser = $firm->read(Browser::of(Firm::person(Firm::MANAGER)->login, Firm::PASSWORD));
		$this->assertSame(0, $browser->find(BillingFirm::offer())->length);
		$browser->post($browser->url, array('token' => $browser->token(), 'action' => 'propose', 'digest' => ''));
		$this->assertSame(array(), $firm->proposals());
	}
}
