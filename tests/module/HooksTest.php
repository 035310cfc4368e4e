<?php
/*
 * What the module adds to native pages: the timer in the top bar, the buttons on cards, the answer to a deletion.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Natives.php';
require_once DOL_DOCUMENT_ROOT.'/custom/elaska/class/actions_elaska.class.php';

final class HooksTest extends TestCase
{
	/** What the hook leaves and prints on a page about this object. */
	private static function hook(string $method, ?object $object, ?User $who = null, string &$action = ''): string
	{
		global $db, $hookmanager, $user;
		$me = $user;
		$user = $who ?? $me;
		$page = $GLOBALS['object'] ?? null;
		$GLOBALS['object'] = $object;
		$hooks = new ActionsElaska($db);
		ob_start();
		try {
			$hooks->$method(array(), $object, $action, $hookmanager);
		} finally {
			$printed = (string) ob_get_clean();
			$user = $me;
			$GLOBALS['object'] = $page;
		}
		return $printed.$hooks->resprints;
	}

	/** @return array<string,object> objects on which time can be spent */
	private static function targets(): array
	{
		$client = Firm::client();
		$project = Natives::project($client);
		return array('client' => Natives::company($client), 'project' => $project, 'task' => Natives::task($project), 'ticket' => Natives::ticket($client));
	}

	public function test_TIME_02_top_bar_holds_the_timer_and_what_the_page_is_about(): void
	{
		$this->assertStringContainsString('data-elaska-timer ', self::hook('printTopRightMenu', null));
		foreach (self::targets() as $link => $object) {
			$html = html_entity_decode(self::hook('printTopRightMenu', $object), ENT_QUOTES);
			$this->assertStringContainsString('data-context="{"'.$link.'":'.((int) $object->id).'}"', $html);
			$this->assertMatchesRegularExpression('~data-endpoint="[^"]*/elaska/ajax/office\.php" data-token="[\w-]+" data-lang="fr_FR"~', $html);
			$this->assertStringContainsString('time_card.php?id={id}', $html);
		}
	}

	public function test_TIME_02_only_who_enters_time_sees_the_timer(): void
	{
		$client = Natives::company(Firm::client());
		foreach (array(Firm::person(array('case/read')), Firm::person(array())) as $who) {
			$this->assertSame('', self::hook('printTopRightMenu', $client, $who));
			$this->assertSame('', self::hook('addMoreActionsButtons', $client, $who));
		}
		$outside = Firm::person();
		$outside->socid = (int) $client->id;
		$this->assertSame('', self::hook('printTopRightMenu', $client, $outside));
		$this->assertSame('', self::hook('addMoreActionsButtons', $client, $outside));
	}

	public function test_TIME_02_cards_start_the_timer_on_their_object(): void
	{
		global $db;
		$pages = array('client' => '/societe/card.php?socid=', 'project' => '/projet/card.php?id=', 'task' => '/projet/tasks/task.php?id=', 'ticket' => '/ticket/card.php?id=');
		$browser = Browser::of();
		foreach (self::targets() as $link => $object) {
			$browser->get($pages[$link].((int) $object->id));
			$this->assertSame(200, $browser->status, $link);
			$start = (string) $browser->textOf('//*[@data-elaska-timer-start]/@data-elaska-timer-start');
			$this->assertSame(array($link => (int) $object->id), json_decode($start, true), $link.' '.substr($browser->text(), 0, 300));
			$this->assertSame(1, $browser->find('//*[@data-elaska-timer]')->length, $link);
			$this->assertSame($start, (string) $browser->textOf('//*[@data-elaska-timer]/@data-context'), $link);
		}
	}

	public function test_TIME_02_a_name_cannot_break_the_page(): void
	{
		$client = Natives::company(Firm::client());
		$client->name = '"><script>alert(1)</script>';
		$this->assertStringNotContainsString('<script>', self::hook('printTopRightMenu', $client));
	}

	public function test_PLAT_23_deletion_is_answered_before_anybody_confirms(): void
	{
		$client = Firm::client();
		$case = Firm::dossier($client);
		$_SESSION['dol_events'] = array();
		$action = 'confirm_delete';
		self::hook('doActions', Natives::company($client), null, $action);
		$this->assertSame('', $action);
		$this->assertStringContainsString($case['ref'], implode(' ', (array) ($_SESSION['dol_events']['errors'] ?? array())));
		$_SESSION['dol_events'] = array();
	}

	public function test_PLAT_23_what_nothing_hangs_on_goes_its_way(): void
	{
		$client = Natives::company(Firm::client());
		foreach (array('delete', 'confirm_delete', 'edit', '') as $asked) {
			$action = $asked;
			self::hook('doActions', $client, null, $action);
			$this->assertSame($asked, $action);
		}
		$action = 'delete';
		self::hook('doActions', null, null, $action);
		$this->assertSame('delete', $action);
	}

	public function test_PLAT_23_linked_projects_leave_a_selection_that_is_deleted(): void
	{
		global $db;
		$client = Firm::client();
		$free = Natives::project($client);
		$linked = Natives::project($client);
		Firm::dossier($client, array('project' => (int) $linked->id));
		foreach (array('' => 2, 'delete' => 1) as $massaction => $left) {
			$GLOBALS['massaction'] = $massaction;
			$GLOBALS['toselect'] = array((int) $free->id, (int) $linked->id);
			$action = '';
			self::hook('doActions', new Project($db), null, $action);
			$this->assertCount($left, $GLOBALS['toselect']);
			$this->assertContains((int) $free->id, $GLOBALS['toselect']);
		}
		unset($GLOBALS['massaction'], $GLOBALS['toselect']);
		$_SESSION['dol_events'] = array();
	}

	public function test_PLAT_23_the_card_says_what_hangs_on_it(): void
	{
		$client = Firm::client();
		$case = Firm::dossier($client);
		$browser = Browser::of();
		$browser->get('/societe/card.php?socid='.$client);
		$browser->post('/societe/card.php', array('socid' => $client, 'action' => 'confirm_delete', 'confirm' => 'yes', 'token' => $browser->token()));
		$this->assertTrue($browser->says('Suppression refusée'), substr($browser->text(), 0, 600));
		$this->assertTrue($browser->says($case['ref']));
		$this->assertGreaterThan(0, Natives::company($client)->id);
	}

	public function test_PLAT_15_two_clients_become_one_with_what_hangs_on_both(): void
	{
		global $db, $hookmanager, $user;
		$gone = Firm::client();
		$kept = Firm::client();
		$case = Firm::dossier($gone);
		Firm::time($user, $case['id']);
		(new Elaska\Accounts(Firm::office()))->amounts(array('client' => $gone, 'amounts' => 'hidden'));
		$company = Natives::company($kept);
		$hookmanager->initHooks(array('thirdpartycard', 'globalcard'));
		if (method_exists($company, 'mergeCompany')) {
			$this->assertGreaterThanOrEqual(0, $company->mergeCompany($gone), $company->error.implode(' ', $company->errors));
		} else {
			$action = 'confirm_merge';
			$this->assertSame(0, $hookmanager->executeHooks('replaceThirdparty', array('soc_origin' => $gone, 'soc_dest' => $kept), $company, $action), implode(' ', $hookmanager->errors));
			$this->assertSame(1, Natives::company($gone)->delete($gone, $user));
		}
		$this->assertSame($kept, (new Elaska\Cases(Firm::office()))->read(array('case' => $case['id']))['client']['id']);
		$this->assertSame($kept, (new Elaska\Time(Firm::office()))->list(array('case' => $case['id']))['rows'][0]['client']['id']);
		$this->assertSame('hidden', (new Elaska\Accounts(Firm::office()))->list(array('client' => $kept))['amounts'], 'TIME-18');
		$this->assertSame(0, (int) $db->transaction_opened);
		$this->assertLessThanOrEqual(0, (int) Natives::company($gone)->id);
	}

	public function test_PLAT_15_a_merge_that_cannot_be_followed_is_refused(): void
	{
		global $db, $hookmanager;
		$client = Firm::client();
		$hooks = new ActionsElaska($db);
		$company = Natives::company($client);
		$action = '';
		$this->assertSame(-1, $hooks->replaceThirdparty(array('soc_origin' => $client, 'soc_dest' => $client), $company, $action, $hookmanager));
		$this->assertNotSame('', implode('', $hooks->errors));
	}

	public function test_PLAT_01_pages_that_are_not_ours_get_their_styles(): void
	{
		$browser = Browser::of()->get('/index.php');
		$this->assertStringContainsString('/custom/elaska/css/elaska.css', $browser->body);
		$this->assertStringContainsString('/custom/elaska/js/timer.js', $browser->body);
	}
}
