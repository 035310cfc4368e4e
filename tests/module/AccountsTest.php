<?php
/*
 * The tab of portal accounts: people invited, one login for several third parties, roles, suspension, sessions closed; what
 * is not this client's or this person's to see is not there.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';
require_once __DIR__.'/PortalVisitor.php';

final class AccountsTest extends TestCase
{
	private static ?Browser $admin = null;

	protected function setUp(): void
	{
		self::$admin = self::$admin ?? Browser::of();
	}

	private function open(int $client): Browser
	{
		self::$admin->get(Browser::page('accounts_tab.php', array('socid' => $client)));
		$this->assertSame(200, self::$admin->status);
		return self::$admin;
	}

	private static function form(string $action, int $account = 0): string
	{
		return '//form[.//input[@name="action" and @value="'.$action.'"]'.($account ? ' and .//input[@name="account" and @value="'.$account.'"]' : '').']';
	}

	private static function address(): string
	{
		return strtolower(Firm::word('camille')).'@client.example';
	}

	/** @return array<string,mixed> the account of this address among those of the client */
	private function account(int $client, string $email): array
	{
		foreach ((new Elaska\Accounts(Firm::office()))->list(array('client' => $client))['rows'] as $row) {
			if ($row['email'] === $email) {
				return $row;
			}
		}
		return array();
	}

	private function invite(int $client, string $email, array $more = array()): Browser
	{
		return $this->open($client)->submit($more + array('email' => $email, 'name' => 'Camille Petit', 'role' => 'Dirigeant'), self::form('invite'));
	}

	/** A password was chosen and the person is in, as the portal leaves it. */
	private function enters(int $account, int $sessions = 1): void
	{
		global $db;
		$db->query('UPDATE '.MAIN_DB_PREFIX."elaska_account SET status = 'active', password_hash = 'x', last_login_at = ".time().' WHERE rowid = '.$account);
		for ($i = 0; $i < $sessions; $i++) {
			$db->query('INSERT INTO '.MAIN_DB_PREFIX.'elaska_session (entity, token_hash, refresh_hash, family, fk_account, access_until, renew_until, created_at, last_seen_at) VALUES (1, UNHEX(\''
				.bin2hex(random_bytes(32))."'), UNHEX('".bin2hex(random_bytes(32))."'), UNHEX('".bin2hex(random_bytes(16))."'), ".$account.', '.(time() + 900).', '.(time() + 86400).', '.time().', '.time().')');
		}
	}

	public function test_PORT_04_nobody_yet_is_said_with_the_next_step(): void
	{
		$browser = $this->open(Firm::client());
		$this->assertTrue($browser->says('n’a encore accès'));
		$this->assertCount(1, $browser->find(self::form('invite')));
	}

	public function test_PORT_04_a_person_is_invited_by_mail(): void
	{
		global $db;
		$client = Firm::client();
		$email = self::address();
		$browser = $this->invite($client, $email, array('profile' => 'association', 'language' => 'en'));
		$this->assertTrue($browser->says('Invitation envoyée à '.$email), $browser->text());
		$row = $this->account($client, $email);
		$this->assertSame(array('invited', 'Dirigeant', 'association', 'en'), array($row['status'], $row['role'], $row['profile'], $row['lang']));
		$this->assertSame(1, (int) $db->fetch_object($db->query('SELECT COUNT(*) as n FROM '.MAIN_DB_PREFIX."elaska_outbox WHERE kind = 'account.invitation' AND recipient = '".$db->escape($email)."'"))->n);
		$this->assertDoesNotMatchRegularExpression('~/invitations/[\w-]{43}~', $browser->body);
	}

	public function test_PORT_04_inviting_twice_is_refused_and_keeps_what_was_typed(): void
	{
		$client = Firm::client();
		$email = self::address();
		$this->invite($client, $email);
		$browser = $this->invite($client, strtoupper($email), array('role' => 'Comptable'));
		$this->assertSame(Firm::sentence('account.already_linked'), $browser->errorAt('email'));
		$this->assertSame('Comptable', $browser->find('//input[@id="role"]/@value')->item(0)?->nodeValue);
		$this->assertSame('Dirigeant', $this->account($client, $email)['role']);
	}

	public function test_SEC_14_a_malformed_address_is_refused_at_its_field(): void
	{
		$browser = $this->invite(Firm::client(), 'personne');
		$this->assertSame(Firm::sentence('email.malformed'), $browser->errorAt('email'));
		$browser = $this->open(Firm::client())->submit(array('email' => self::address(), 'name' => ''), self::form('invite'));
		$this->assertNotNull($browser->errorAt('name'));
	}

	public function test_PORT_04_one_login_serves_two_third_parties(): void
	{
		list($company, $person) = array(Firm::client('Boulangerie '.Firm::word()), Firm::client('Madame '.Firm::word()));
		$email = self::address();
		$this->invite($company, $email);
		$this->enters((int) $this->account($company, $email)['id']);
		$browser = $this->invite($person, $email, array('role' => ''));
		$this->assertTrue($browser->says('avait déjà un identifiant'), $browser->text());
		$this->assertSame($this->account($company, $email)['id'], $this->account($person, $email)['id']);
		$this->assertCount(1, $browser->find('//li[contains(., "Même identifiant")]/a[contains(@href, "socid='.$company.'")]'));
	}

	public function test_PORT_04_a_client_withdrawn_from_a_login_leaves_the_other(): void
	{
		list($one, $two) = array(Firm::client(), Firm::client());
		$email = self::address();
		$this->invite($one, $email);
		$this->invite($two, $email);
		$account = (int) $this->account($one, $email)['id'];
		$browser = $this->open($one)->submit(array(), self::form('withdraw', $account));
		$this->assertTrue($browser->says('Accès à ce client retiré'));
		$this->assertFalse($this->account($one, $email)['active']);
		$this->assertTrue($this->account($two, $email)['active']);
		$browser->submit(array(), self::form('restore', $account));
		$this->assertTrue($this->account($one, $email)['active']);
	}

	public function test_SEC_02_an_invitation_sent_again_ends_the_older_link(): void
	{
		global $db;
		$client = Firm::client();
		$email = self::address();
		$this->invite($client, $email);
		$account = (int) $this->account($client, $email)['id'];
		$this->open($client)->submit(array(), self::form('reinvite', $account));
		$this->assertTrue(self::$admin->says('Nouvelle invitation envoyée'));
		$good = $db->fetch_object($db->query('SELECT COUNT(*) as n FROM '.MAIN_DB_PREFIX.'elaska_account_token WHERE fk_account = '.$account.' AND used_at IS NULL AND expires_at > '.time()));
		$this->assertSame(1, (int) $good->n);
		$this->enters($account);
		self::$admin->post(Browser::page('accounts_tab.php', array('socid' => $client)), array('token' => $this->open($client)->token(), 'action' => 'reinvite', 'account' => $account));
		$this->assertTrue(self::$admin->says(Firm::sentence('account.already_active')));
	}

	public function test_PORT_04_a_suspended_person_is_out_until_given_back(): void
	{
		$client = Firm::client();
		$email = self::address();
		$this->invite($client, $email);
		$account = (int) $this->account($client, $email)['id'];
		$this->enters($account, 2);
		$browser = $this->open($client)->submit(array(), self::form('suspend', $account));
		$this->assertTrue($browser->says('Compte suspendu, sessions fermées'));
		$row = $this->account($client, $email);
		$this->assertSame(array('suspended', 0), array($row['status'], $row['sessions']));
		$this->assertCount(0, $browser->find(self::form('suspend', $account)));
		$other = $this->invite(Firm::client(), $email);
		$this->assertSame(Firm::sentence('account.is_suspended'), $other->errorAt('email'));
		$this->open($client)->submit(array(), self::form('resume', $account));
		$this->assertSame('active', $this->account($client, $email)['status']);
	}

	public function test_SEC_04_a_locked_person_is_unlocked(): void
	{
		global $db;
		$client = Firm::client();
		$email = self::address();
		$this->invite($client, $email);
		$account = (int) $this->account($client, $email)['id'];
		$this->enters($account, 0);
		$db->query('UPDATE '.MAIN_DB_PREFIX.'elaska_account SET locked_until = '.(time() + 900).' WHERE rowid = '.$account);
		$browser = $this->open($client);
		$this->assertTrue($browser->says('Verrouillé'));
		$browser->submit(array(), self::form('unlock', $account));
		$this->assertNull($this->account($client, $email)['locked_until']);
	}

	public function test_SEC_05_sessions_are_closed_and_a_role_change_closes_them_too(): void
	{
		$client = Firm::client();
		$email = self::address();
		$this->invite($client, $email);
		$account = (int) $this->account($client, $email)['id'];
		$this->enters($account, 2);
		$browser = $this->open($client);
		$this->assertTrue($browser->says('2 sessions ouvertes'));
		$browser->submit(array(), self::form('signout', $account));
		$this->assertTrue($browser->says('2 sessions fermées'), $browser->text());
		$this->enters($account, 1);
		$this->open($client)->submit(array('role' => 'Comptable', 'profile' => 'entreprise'), self::form('update', $account));
		$row = $this->account($client, $email);
		$this->assertSame(array('Comptable', 'entreprise', 0), array($row['role'], $row['profile'], $row['sessions']));
		$browser = $this->open($client)->submit(array('name' => ''), self::form('update', $account));
		$this->assertNotNull($browser->errorAt('name-'.$account));
	}

	public function test_PORT_04_people_of_the_sheet_are_proposed_until_they_have_access(): void
	{
		global $db, $user;
		require_once DOL_DOCUMENT_ROOT.'/contact/class/contact.class.php';
		$client = Firm::client();
		$email = self::address();
		$contact = new Contact($db);
		list($contact->socid, $contact->lastname, $contact->firstname, $contact->email, $contact->poste) = array($client, 'Roux', 'Jean', $email, 'Comptable');
		$this->assertGreaterThan(0, $contact->create($user), (string) $contact->error);
		$option = $this->open($client)->find('//select[@name="contact"]/option[@value="'.$contact->id.'"]')->item(0);
		assert($option instanceof DOMElement);
		$this->assertSame(array('Jean Roux', $email, 'Comptable'), array($option->getAttribute('data-name'), $option->getAttribute('data-email'), $option->getAttribute('data-role')));
		$this->invite($client, $email, array('contact' => (string) $contact->id));
		$this->assertSame((int) $contact->id, $this->account($client, $email)['contact']);
		$this->assertCount(0, $this->open($client)->find('//select[@name="contact"]/option[@value="'.$contact->id.'"]'));
	}

	public function test_SEC_10_a_third_party_of_another_entity_is_not_there(): void
	{
		global $db;
		$client = Firm::client();
		$email = self::address();
		$this->invite($client, $email);
		$account = (int) $this->account($client, $email)['id'];
		$db->query('UPDATE '.MAIN_DB_PREFIX.'societe SET entity = 2 WHERE rowid = '.$client);
		self::$admin->get(Browser::page('accounts_tab.php', array('socid' => $client)));
		$this->assertStringNotContainsString($email, self::$admin->body);
		$this->assertCount(0, self::$admin->find(self::form('invite')));
		$other = Firm::client();
		self::$admin->post(Browser::page('accounts_tab.php', array('socid' => $other)), array('token' => $this->open($other)->token(), 'action' => 'suspend', 'account' => $account));
		$this->assertTrue(self::$admin->says(Firm::sentence('not_found')), self::$admin->text());
		$this->assertSame('invited', $db->fetch_object($db->query('SELECT status FROM '.MAIN_DB_PREFIX.'elaska_account WHERE rowid = '.$account))->status);
	}

	private function amounts(int $client): string
	{
		return (new Elaska\Accounts(Firm::office()))->list(array('client' => $client))['amounts'];
	}

	private function chosen(Browser $browser): DOMElement
	{
		$option = $browser->find('//select[@id="amounts"]/option[@selected]')->item(0);
		assert($option instanceof DOMElement);
		return $option;
	}

	public function test_TIME_18_amounts_are_shown_or_hidden_for_one_client(): void
	{
		global $user;
		list($client, $other) = array(Firm::client(), Firm::client());
		$visitor = PortalVisitor::of(array($client => true, $other => true));
		$paths = array();
		foreach (array($client, $other) as $one) {
			$case = Firm::dossier($one, array('portal_visible' => true, 'terms' => array('model' => 'hourly', 'rate' => '85.00', 'vat' => '20')));
			$entry = Firm::time($user, $case['id']);
			foreach (array('submit', 'validate') as $to) {
				(new Elaska\Time(Firm::office()))->transition(array('entries' => array($entry['id']), 'to' => $to));
			}
			$paths[$one] = '/v1/clients/'.$one.'/cases/'.$case['id'].'/time';
		}
		$shown = static fn (int $one): bool => array_key_exists('amount_minor', $visitor->ask('GET', $paths[$one])->json['rows'][0]);
		$this->assertTrue($shown($client));
		$this->assertSame('as_set', $this->chosen($this->open($client))->getAttribute('value'));
		$this->assertStringContainsString('montrés', $this->chosen(self::$admin)->textContent);
		$browser = self::$admin->submit(array('amounts' => 'hidden'), self::form('amounts'));
		$this->assertTrue($browser->says('Ce client ne voit plus les montants de son temps'), $browser->text());
		$this->assertSame(array('hidden', 'hidden'), array($this->chosen($browser)->getAttribute('value'), $this->amounts($client)));
		$this->assertSame(array(false, true), array($shown($client), $shown($other)), 'one login, two clients');
		$browser = $browser->submit(array('amounts' => 'shown'), self::form('amounts'));
		$this->assertTrue($browser->says('Ce client voit les montants de son temps'), $browser->text());
		$this->assertTrue($shown($client));
		$browser->submit(array('amounts' => 'as_set'), self::form('amounts'));
		$this->assertSame('as_set', $this->amounts($client));
	}

	public function test_TIME_18_a_choice_that_is_none_or_not_mine_changes_nothing(): void
	{
		$client = Firm::client();
		$page = Browser::page('accounts_tab.php', array('socid' => $client));
		$this->open($client)->post($page, array('token' => self::$admin->token(), 'action' => 'amounts', 'amounts' => 'perhaps'));
		$this->assertNotNull(self::$admin->errorAt('amounts'));
		self::$admin->post($page, array('action' => 'amounts', 'amounts' => 'hidden'));
		foreach (array(Firm::person(Firm::MANAGER), Firm::person(array('account/manage'), false)) as $person) {
			$browser = Browser::of($person->login, Firm::PASSWORD);
			$browser->get($page);
			$browser->post($page, array('token' => $browser->token(), 'action' => 'amounts', 'amounts' => 'hidden'));
		}
		$this->assertSame('as_set', $this->amounts($client));
	}

	public function test_SEC_10_whoever_lacks_the_right_or_the_client_is_refused(): void
	{
		$client = Firm::client();
		$email = self::address();
		$this->invite($client, $email);
		foreach (array(Firm::person(Firm::MANAGER), Firm::person(array('account/manage'), false)) as $person) {
			$browser = Browser::of($person->login, Firm::PASSWORD);
			$browser->get(Browser::page('accounts_tab.php', array('socid' => $client)));
			$this->assertStringNotContainsString($email, $browser->body);
			$browser->post(Browser::page('accounts_tab.php', array('socid' => $client)), array('token' => $browser->token(), 'action' => 'invite', 'email' => self::address(), 'name' => 'X'));
			$this->assertCount(1, (new Elaska\Accounts(Firm::office()))->list(array('client' => $client))['rows']);
		}
	}

	public function test_SEC_13_without_a_fresh_token_nobody_is_invited(): void
	{
		$client = Firm::client();
		$fields = array('action' => 'invite', 'email' => self::address(), 'name' => 'X');
		$page = Browser::page('accounts_tab.php', array('socid' => $client));
		$this->open($client)->post($page, $fields);
		$this->open($client)->post($page, $fields + array('token' => 'perime'));
		$this->assertCount(0, (new Elaska\Accounts(Firm::office()))->list(array('client' => $client))['rows']);
	}
}
