<?php
/*
 * The catalogue of services: its list and its form, what it brings to a case that opens, what is opened or closed to one
 * client.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';
require_once __DIR__.'/PortalVisitor.php';

final class ServicesPageTest extends TestCase
{
	private const FORM = '//form[contains(@class,"elaska-service-form")]';

	private static function blank(): Browser
	{
		return Browser::of()->get(Browser::page('admin/services.php', array('edit' => 'new')));
	}

	/** @param array<string,mixed> $more */
	private static function service(array $more = array()): int
	{
		return (int) Firm::office()->call('service.save', $more + array('code' => strtolower(Firm::word('s')), 'name' => Firm::word('Prestation ')))['id'];
	}

	/** @return array<string,mixed> */
	private static function stored(int $id): array
	{
		return Firm::office()->call('service.read', array('service' => $id))['service'];
	}

	private static function named(string $name): array
	{
		return Firm::office()->call('service.list', array('search' => $name))['rows'][0] ?? array();
	}

	public function test_CASE_10_a_service_is_written_in_the_form_and_read_in_the_list(): void
	{
		$product = PortalVisitor::insert('product', array('ref' => Firm::word('SRV'), 'label' => 'Conseil', 'entity' => 1, 'fk_product_type' => 1, 'tosell' => 1, 'price' => 100, 'tva_tx' => 20));
		$name = Firm::word('Bilan ');
		$browser = self::blank();
		$this->assertSame(200, $browser->status);
		$options = array_map(static fn ($o): string => $o->nodeValue, iterator_to_array($browser->find('//select[@name="vat"]/option/@value')));
		$this->assertContains('20.000', $options, 'rates of VAT are those of Dolibarr');
		$this->assertContains('5.500', $options);
		$browser->submit(array('name' => $name, 'description' => 'Ce que le client lit', 'family' => 'tax', 'price' => '1 250,50', 'unit' => 'package', 'vat' => '5.500', 'included_hours' => '10', 'overage_rate' => '95,5',
			'product' => (string) $product, 'template' => 'aide-declaration-fiscale', 'requestable' => '1', 'active' => '1', 'client_kinds[0]' => 'individual'), self::FORM);
		$this->assertTrue($browser->says('La prestation est au catalogue.'), substr($browser->text(), -800));
		$row = self::named($name);
		foreach (array('family' => 'tax', 'price_minor' => 125050, 'unit' => 'package', 'vat' => '5.500', 'included_s' => 36000, 'overage_rate' => '95.50', 'template' => 'aide-declaration-fiscale', 'requestable' => true,
			'client_kinds' => array('individual'), 'description' => 'Ce que le client lit') as $member => $value) {
			$this->assertSame($value, $row[$member], $member);
		}
		$this->assertSame($product, $row['product']['id']);
		$this->assertMatchesRegularExpression('/^bilan-[a-z0-9]+$/', $row['code'], 'a code by itself, from the name');
		$list = Browser::of()->get(Browser::page('admin/services.php', array('search' => $name)));
		foreach (array($name, "1\u{202f}250,50\u{a0}€", '5,5 %', 'Particulier', 'Aide à la déclaration fiscale', '10 h incluses') as $words) {
			$this->assertStringContainsString($words, html_entity_decode($list->body, ENT_QUOTES), $words);
		}
		$this->assertStringNotContainsString('ElaskaS', $list->text());
	}

	public function test_CASE_10_a_template_names_its_services(): void
	{
		$id = self::service(array('template' => 'business-plan'));
		$browser = Browser::of()->get(Browser::page('admin/template.php', array('code' => 'business-plan')));
		$this->assertSame(1, $browser->find('//a[contains(@href, "admin/services.php?id='.$id.'")]')->length);
		$browser->get(Browser::page('admin/services.php', array('edit' => 'new', 'template' => 'business-plan')));
		$this->assertSame('business-plan', $browser->find('//select[@name="template"]/option[@selected]/@value')->item(0)?->nodeValue);
	}

	public function test_CASE_10_a_refused_service_says_it_at_its_field_and_loses_nothing(): void
	{
		$browser = self::blank();
		$browser->submit(array('name' => '<b>Gras</b>', 'price' => 'mille', 'unit' => 'mission', 'description' => 'Rien ne se perd', 'client_kinds[0]' => 'founder'), self::FORM);
		$this->assertSame(1, $browser->find('//*[@id="price-error"]')->length);
		foreach (array('name' => '<b>Gras</b>', 'price' => 'mille') as $field => $value) {
			$this->assertSame($value, $browser->find('//input[@name="'.$field.'"]/@value')->item(0)?->nodeValue);
		}
		$this->assertSame('Rien ne se perd', $browser->find('//textarea[@name="description"]')->item(0)?->textContent);
		$this->assertSame('mission', $browser->find('//select[@name="unit"]/option[@selected]/@value')->item(0)?->nodeValue);
		$this->assertSame(1, $browser->find('//input[@value="founder" and @checked]')->length);
		$browser->submit(array('price' => '10', 'requestable' => '1'), self::FORM);
		$this->assertSame(1, $browser->find('//*[@id="template-error"]')->length, 'what clients ask for needs a template');
		$this->assertStringNotContainsString('<b>Gras</b>', $browser->body);
	}

	public function test_CASE_10_somebody_elses_change_is_told_and_may_be_overruled(): void
	{
		$id = self::service(array('price' => '100'));
		$browser = Browser::of()->get(Browser::page('admin/services.php', array('id' => $id)));
		Firm::office()->call('service.save', array('service' => $id, 'version' => 1, 'name' => 'Autre nom', 'price' => '120'));
		$browser->submit(array('name' => 'Mon nom', 'price' => '150'), self::FORM);
		$this->assertTrue($browser->says('Autre nom') && $browser->says('120'), 'what it has become');
		$this->assertSame('Mon nom', $browser->find('//input[@name="name"]/@value')->item(0)?->nodeValue);
		$this->assertSame('Autre nom', self::stored($id)['name']);
		$browser->submit(array('over' => '2'), self::FORM);
		$this->assertSame(array('Mon nom', 15000), array(self::stored($id)['name'], self::stored($id)['price_minor']));
	}

	public function test_CASE_10_taken_out_and_put_back_from_the_list(): void
	{
		$id = self::service(array('price' => '75.50', 'unit' => 'hour', 'vat' => '10', 'family' => 'tax', 'description' => 'Reste'));
		$before = self::stored($id);
		$browser = Browser::of();
		foreach (array('off' => false, 'on' => true) as $action => $active) {
			$browser->get(Browser::page('admin/services.php', array('search' => $before['name'])));
			$browser->submit(array(), '//form[.//input[@value="'.$action.'"]]');
			$this->assertSame($active, self::stored($id)['active']);
		}
		$this->assertSame(array_diff_key($before, array('version' => 0)), array_diff_key(self::stored($id), array('version' => 0)));
	}

	public function test_CASE_10_the_page_is_for_whoever_manages_the_catalogue(): void
	{
		$adviser = Firm::person(Firm::ADVISER);
		$this->assertTrue(Browser::of($adviser->login, Firm::PASSWORD)->get(Browser::page('admin/services.php'))->refused());
		$keeper = Firm::person(array('case/read', 'catalogue/manage'));
		$browser = Browser::of($keeper->login, Firm::PASSWORD)->get(Browser::page('admin/services.php', array('edit' => 'new')));
		$this->assertSame(200, $browser->status);
		$this->assertSame(1, $browser->find(self::FORM)->length);
		$this->assertSame(0, $browser->find('//a[contains(@href,"admin/templates.php")]')->length, 'other setup pages are not offered');
	}

	public function test_CASE_10_a_case_opens_with_the_service_that_is_chosen(): void
	{
		$client = Firm::client();
		Firm::office()->call('client.fields_save', array('client' => $client, 'version' => 0, 'kinds' => array('company')));
		$mine = self::service(array('name' => Firm::word('Audit '), 'price' => '900', 'unit' => 'mission', 'vat' => '20', 'template' => 'audit-organisationnel'));
		$other = self::service(array('name' => Firm::word('Perso '), 'template' => 'audit-organisationnel', 'client_kinds' => array(array('kind' => 'individual'))));
		$gone = self::service(array('template' => 'audit-organisationnel', 'active' => false));
		$browser = Browser::of()->get(Browser::page('case_card.php', array('action' => 'create', 'client' => $client, 'template' => 'audit-organisationnel')));
		$offered = array_map(static fn ($o): int => (int) $o->nodeValue, iterator_to_array($browser->find('//select[@name="service"]/option/@value')));
		$this->assertContains($mine, $offered);
		$this->assertNotContains($other, $offered, 'for other kinds of client');
		$this->assertNotContains($gone, $offered, 'taken out of the catalogue');
		$browser->submit(array('service' => (string) $mine));
		$case = (int) (preg_match('/[?&]id=(\d+)/', $browser->url, $m) ? $m[1] : 0);
		$page = Firm::office()->call('case.page', array('case' => $case));
		$this->assertSame($mine, $page['service']['id']);
		$this->assertSame(array('fixed', 90000), array($page['terms']['model'], $page['terms']['price_minor']));
		$this->assertSame(90000, $page['price']['minor']);
		$browser->get(Browser::page('case_card.php', array('action' => 'create', 'client' => $client, 'template' => 'audit-organisationnel')));
		$browser->submit(array('service' => (string) $mine, 'service_price' => '750'));
		preg_match('/[?&]id=(\d+)/', $browser->url, $m);
		$this->assertSame(75000, Firm::office()->call('case.page', array('case' => (int) $m[1]))['price']['minor'], 'what is typed comes first');
	}

	public function test_CASE_09_an_adviser_opens_and_closes_a_service_for_one_client(): void
	{
		$client = Firm::client();
		Firm::office()->call('client.fields_save', array('client' => $client, 'version' => 0, 'kinds' => array('individual')));
		$adviser = Firm::person(Firm::ADVISER);
		$browser = Browser::of($adviser->login, Firm::PASSWORD);
		$state = static fn (): ?bool => array_column(Firm::office()->call('client_service.list', array('client' => $client))['rows'], 'active', 'kind')['dossier-mdph'];
		foreach (array('close' => false, 'open' => true, 'again' => null) as $act => $active) {
			$browser->get(Browser::page('thirdparty_tab.php', array('socid' => $client)));
			$this->assertSame(0, $browser->find('//section[@id="opened"]//input[@name="kind" and @value="audit-organisationnel"]')->length, 'not for this kind of client');
			$browser->submit(array(), '//section[@id="opened"]//form[.//input[@name="kind" and @value="dossier-mdph"] and .//input[@name="opened" and @value="'.$act.'"]]');
			$this->assertSame($active, $state(), $act);
		}
		$reader = Firm::person(array('case/read'));
		$browser = Browser::of($reader->login, Firm::PASSWORD)->get(Browser::page('thirdparty_tab.php', array('socid' => $client)));
		$this->assertSame(1, $browser->find('//section[@id="opened"]')->length);
		$this->assertSame(0, $browser->find('//section[@id="opened"]//button')->length, 'who only reads changes nothing');
	}
}
