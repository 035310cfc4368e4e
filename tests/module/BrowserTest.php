<?php
/*
 * The instance answers over HTTP, and people get in by their password only.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class BrowserTest extends TestCase
{
	public function test_a_person_logs_in_and_finds_the_way_out(): void
	{
		$person = Firm::person();
		$browser = Browser::of($person->login, Firm::PASSWORD);
		$browser->get('/index.php');
		$this->assertSame(200, $browser->status);
		$this->assertStringContainsString('logout.php', $browser->body);
	}

	public function test_a_wrong_password_is_refused(): void
	{
		$person = Firm::person();
		$this->expectException(RuntimeException::class);
		Browser::of($person->login, 'autre');
	}
}
