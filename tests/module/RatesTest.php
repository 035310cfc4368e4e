<?php
/*
 * Page of hourly rates: set, changed, refused at its field, taken away; what is not invoiced follows.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class RatesTest extends TestCase
{
	private static function rate(string $level, int $target): ?string
	{
		foreach ((new Elaska\Rates(Firm::office()))->list()['rows'] as $row) {
			if ($row['level'] === $level && (int) $row['target'] === $target) {
				return $row['rate'];
			}
		}
		return null;
	}

	private static function add(string $level): string
	{
		return '//section[@id="'.$level.'"]//form[.//input[@name="new"]]';
	}

	private static function row(string $level, int $target, string $action): string
	{
		return '//section[@id="'.$level.'"]//li//form[.//input[@value="'.$action.'"] and .//input[@name="target" and @value="'.$target.'"]]';
	}

	public function test_TIME_09_a_clients_rate_is_set_changed_and_taken_away(): void
	{
		$client = Firm::client();
		$person = Firm::person(Firm::MANAGER);
		$entry = (int) Firm::time($person, (int) Firm::dossier($client)['id'])['id'];
		$browser = Browser::of($person->login, Firm::PASSWORD)->get(Browser::page('rates.php'));
		$browser->submit(array('target_client' => $client, 'rate' => '85,50'), self::add('client'));
		$this->assertSame('85.50', self::rate('client', $client));
		$read = (new Elaska\Time(Firm::office()))->read(array('time' => $entry));
		$this->assertSame(array('85.50', 'client', 8550), array($read['rate'], $read['rate_source'], $read['amount_minor']));
		$browser->submit(array('rate' => '90'), self::row('client', $client, 'set'));
		$this->assertSame('90.00', self::rate('client', $client));
		$browser->submit(array(), self::row('client', $client, 'drop'));
		$this->assertNull(self::rate('client', $client));
	}

	public function test_TIME_09_a_bad_rate_is_said_where_it_was_typed(): void
	{
		$person = Firm::person(Firm::MANAGER);
		$browser = Browser::of($person->login, Firm::PASSWORD)->get(Browser::page('rates.php'));
		$browser->submit(array('target_user' => $person->id, 'rate' => 'beaucoup'), self::add('user'));
		$this->assertSame('beaucoup', $browser->find(self::add('user').'//input[@name="rate"]/@value')->item(0)->nodeValue);
		$this->assertNotNull($browser->errorAt('rate'));
		$this->assertNull(self::rate('user', (int) $person->id));
		$browser->submit(array('rate' => '120'), self::add('user'));
		$this->assertSame('120.00', self::rate('user', (int) $person->id));
		$browser->submit(array('target_user' => '-1', 'rate' => '50'), self::add('user'));
		$this->assertSame(Firm::sentence('field.required'), $browser->errorAt('rate'));
	}

	public function test_TIME_28_reading_is_not_writing_and_the_default_is_the_administrators(): void
	{
		$reader = Browser::of(Firm::person(array('time/own', 'rates/read'))->login, Firm::PASSWORD)->get(Browser::page('rates.php'));
		$this->assertSame(0, $reader->find('//section//form')->length);
		$writer = Browser::of(Firm::person(Firm::MANAGER)->login, Firm::PASSWORD)->get(Browser::page('rates.php'));
		$this->assertSame(0, $writer->find('//section[@id="default"]//form')->length);
		$before = self::rate('default', 0);
		$writer->post(Browser::page('rates.php'), array('token' => $writer->token(), 'action' => 'set', 'level' => 'default', 'rate' => '1'));
		$this->assertSame($before, self::rate('default', 0));
		$this->assertTrue($writer->says(Firm::sentence('denied')));
		$this->assertTrue(Browser::of(Firm::person()->login, Firm::PASSWORD)->get(Browser::page('rates.php'))->refused());
	}
}
