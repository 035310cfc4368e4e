<?php
/*
 * The cockpit of a case: opened from a template, its steps, documents, people, values and notes, by plain forms.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class CockpitTest extends TestCase
{
	private const KIND = 'assistance-embauche';
	private static User $manager;
	private static User $adviser;
	private static Browser $his;
	private static int $client;

	public static function setUpBeforeClass(): void
	{
		self::$manager = Firm::person(Firm::MANAGER);
		self::$adviser = Firm::person();
		self::$his = Browser::of(self::$manager->login, Firm::PASSWORD);
		self::$client = Firm::client();
	}

	private static function make(): int
	{
		return (int) Firm::dossier(self::$client, array('template' => self::KIND), self::$manager)['id'];
	}

	private static function page(int $id): array
	{
		return Firm::office(self::$manager)->call('case.page', array('case' => $id));
	}

	private static function card(int $id, string $tab = '', array $more = array()): Browser
	{
		return self::$his->get(Browser::page('case_card.php', array('id' => $id) + ($tab !== '' ? array('tab' => $tab) : array()) + $more));
	}

	/** Form whose hidden field has this value, in the part of the page that is named. */
	private static function form(string $action, string $inside = ''): string
	{
		return $inside.'//form[.//input[@name="action" and @value="'.$action.'"]]';
	}

	public function test_CASE_11_cards_of_kinds_then_the_fields_of_the_kind_chosen(): void
	{
		$page = self::$his->get(Browser::page('case_card.php', array('action' => 'create', 'client' => self::$client)));
		$this->assertGreaterThan(3, $page->find('//a[contains(@class, "elaska-kind")]')->length);
		$page->get(Browser::page('case_card.php', array('action' => 'create', 'client' => self::$client, 'template' => self::KIND)));
		$this->assertSame(1, $page->find('//input[@name="f_employee_name"]')->length);
		$page->submit(array('title' => '', 'lead' => self::$manager->id, 'f_employee_name' => 'Zoé <b>Le Goff'));
		$this->assertSame(Firm::sentence('field.required'), $page->errorAt('title'));
		$this->assertSame('Zoé <b>Le Goff', $page->find('//input[@name="f_employee_name"]/@value')->item(0)->nodeValue);
		$page->submit(array('title' => Firm::word('Embauche ')));
		$this->assertSame(1, $page->find('//*[contains(@class, "elaska-step-current")]')->length);
		$this->assertGreaterThan(3, $page->find('//ol[contains(@class, "elaska-steps")]/li')->length);
		parse_str((string) parse_url($page->url, PHP_URL_QUERY), $query);
		$this->assertContains('Zoé <b>Le Goff', array_column(self::page((int) $query['id'])['fields'], 'text'));
	}

	public function test_CASE_01_tags_are_chosen_in_the_head_and_shown_in_the_list(): void
	{
		$id = self::make();
		$page = self::card($id);
		$form = $page->find(self::form('tags', '//header'))->item(0);
		assert($form instanceof DOMElement);
		$this->assertGreaterThan(3, $page->find('.//input[@name="tags[]"]')->length);
		$page->post($form->getAttribute('action'), array('tags' => array('urgent', 'vip')) + $page->fields($form));
		$this->assertSame(array('urgent', 'vip'), array_column(self::page($id)['own_tags'], 'code'));
		$badges = '//header//div[@class="elaska-badges"]/span[contains(@class, "elaska-c-red")]';
		$this->assertStringContainsString('Urgent', (string) self::card($id)->textOf($badges));
		$this->assertSame(2, self::$his->find('//header//input[@name="tags[]"][@checked]')->length);
		$this->assertStringContainsString('Étiquettes : + Urgent, + Client prioritaire', self::card($id, 'timeline')->text());
		$list = self::$his->get(Browser::page('case_list.php', array('search' => self::page($id)['ref'])));
		$this->assertTrue($list->says('Client prioritaire'), $list->text());
		$page = self::card($id);
		$form = $page->find(self::form('tags', '//header'))->item(0);
		assert($form instanceof DOMElement);
		$page->post($form->getAttribute('action'), array('tags' => array('nope')) + $page->fields($form));
		$this->assertCount(2, self::page($id)['own_tags'], 'an unknown one changes nothing');
	}

	/** What is drawn on the page, read by another program. */
	public function test_CASE_12_the_code_in_the_head_leads_to_the_case_in_the_portal(): void
	{
		$id = self::make();
		$page = self::card($id);
		$code = self::page($id)['qr'];
		$this->assertMatchesRegularExpression('~/q/[A-Za-z0-9_-]{22}$~', $code['address']);
		$svg = $page->find('//header//svg[contains(@class, "elaska-qr")]');
		$this->assertSame(2, $svg->length, 'one on the screen, one on paper');
		$this->assertSame($code['path'], $page->textOf('//header//svg[contains(@class, "elaska-qr")]/*/@d'));
		$this->assertSame($code['address'], self::read($code));
		Firm::office(self::$manager)->call('case.update', array('case' => $id, 'portal_visible' => false, 'version' => self::page($id)['version']));
		$this->assertSame(0, self::card($id)->find('//svg[contains(@class, "elaska-qr")]')->length);
	}

	/** @param array{size: int, path: string} $code */
	private static function read(array $code): string
	{
		$side = ($code['size'] + 8) * 4;
		$rows = array_fill(0, $side, str_repeat("\xff", $side));
		preg_match_all('/M(\d+) (\d+)h(\d+)v1h-\d+z/', $code['path'], $runs, PREG_SET_ORDER);
		foreach ($runs as $run) {
			for ($y = 0; $y < 4; $y++) {
				$at = ($run[2] + 4) * 4 + $y;
				$rows[$at] = substr_replace($rows[$at], str_repeat("\0", $run[3] * 4), ($run[1] + 4) * 4, $run[3] * 4);
			}
		}
		$file = (string) tempnam(sys_get_temp_dir(), 'qr');
		file_put_contents($file, "P5\n$side $side\n255\n".implode('', $rows));
		$said = trim((string) shell_exec('zbarimg -q --raw --oneshot '.escapeshellarg($file).' 2>/dev/null'));
		unlink($file);
		return $said;
	}

	public function test_CASE_12_the_head_counts_what_the_case_holds_and_leads_there(): void
	{
		$id = self::make();
		$case = self::page($id);
		$page = self::card($id);
		$counters = (string) $page->textOf('//ul[contains(@class, "elaska-counters")]');
		$this->assertStringContainsString($case['counters']['pieces'].' Documents', str_replace('Documents', ' Documents', $counters));
		$this->assertSame('0', $page->find('//*[@role="progressbar"]/@aria-valuenow')->item(0)->nodeValue);
		$this->assertSame(count($case['tags']), $page->find('//ul[contains(@class, "elaska-tags")]/li')->length);
	}

	public function test_CASE_15_a_step_is_validated_after_what_is_missing_is_confirmed(): void
	{
		$id = self::make();
		$current = (int) array_values(array_filter(self::page($id)['steps'], static fn (array $s): bool => $s['current']))[0]['id'];
		$page = self::card($id);
		$comment = 'Convention vérifiée "oui" <i>';
		$page->submit(array('comment' => $comment), self::form('step_validate'));
		for ($i = 0; $i < 2 && $page->find(self::form('step_validate').'//input[@name="confirm"]')->length; $i++) {
			$this->assertSame(Browser::plain($comment), $page->textOf(self::form('step_validate').'//textarea'));
			$page->submit(array(), self::form('step_validate'));
		}
		$step = array_values(array_filter(self::page($id)['steps'], static fn (array $s): bool => $s['id'] === $current))[0];
		$this->assertSame(array('done', $comment), array($step['status']['code'], $step['comment']));
		$this->assertGreaterThan(0, self::page($id)['progress']);
		$page = self::card($id);
		$page->submit(array('reason' => ''), self::form('step_reopen'));
		$this->assertSame('done', array_values(array_filter(self::page($id)['steps'], static fn (array $s): bool => $s['id'] === $current))[0]['status']['code']);
		$page->submit(array('reason' => 'Avenant reçu'), self::form('step_reopen'));
		$this->assertSame('current', array_values(array_filter(self::page($id)['steps'], static fn (array $s): bool => $s['id'] === $current))[0]['status']['code']);
	}

	public function test_CASE_08_moves_of_the_template_are_offered_where_they_are_allowed(): void
	{
		$words = static fn (string $t): array => array('fr' => $t, 'en' => $t);
		$status = static fn (string $code, string $t, string $class): array => array('code' => $code, 'label' => $words($t), 'class' => $class, 'colour' => 'blue', 'icon' => 'flag');
		$move = static fn (string $code, string $t, string $from, string $to): array => array('code' => $code, 'label' => $words($t), 'from' => array($from), 'to' => $to);
		$code = 'moves_'.Firm::word('x');
		$code = preg_replace('/[^a-z0-9_]/', '', strtolower($code));
		Firm::office()->call('template.save', array('active' => true, 'body' => array('format' => 'elaska.template/1', 'code' => $code, 'label' => $words('Prêt '.$code), 'nature' => 'dossier',
			'client_kinds' => array('company', 'individual'), 'family' => 'tax', 'icon' => 'flag', 'colour' => 'blue', 'steps' => array(array('code' => 'a', 'label' => $words('Étude'))),
			'statuses' => array($status('new', 'Reçu', 'open') + array('initial' => true), $status('bank', 'Chez la banque', 'wait_third'), $status('won', 'Accordé', 'done')),
			'transitions' => array(
				array('if' => 'case.progress = 100', 'otherwise' => $words('l’étude n’est pas finie')) + $move('send', 'Envoyer <à> la banque', 'new', 'bank'),
				array('reason_required' => true) + $move('win', 'Accord reçu', 'bank', 'won'),
			))));
		$id = (int) Firm::dossier(self::$client, array('template' => $code), self::$manager)['id'];
		$menu = self::form('status').'//button[@name="to"]';
		$this->assertSame(0, self::card($id)->find($menu)->length);
		$answer = self::$his->post(Browser::page('case_card.php', array('id' => $id)), array('token' => self::$his->token(), 'action' => 'status', 'to' => 'bank'));
		$this->assertStringContainsString(Browser::plain('l’étude n’est pas finie'), $answer->text());
		$this->assertSame('new', self::page($id)['status']['code']);
		Firm::office(self::$manager)->call('step.validate', array('step' => self::page($id)['steps'][0]['id'], 'confirm' => true));
		$page = self::card($id);
		$this->assertSame('Envoyer <à> la banque', trim((string) $page->textOf($menu)));
		$page->submit(array('to' => 'bank'), self::form('status'));
		$this->assertSame('bank', self::page($id)['status']['code']);
		self::card($id)->submit(array('to' => 'won', 'reason' => ''), self::form('status'));
		$this->assertSame('bank', self::page($id)['status']['code']);
		self::card($id)->submit(array('to' => 'won', 'reason' => 'Offre signée'), self::form('status'));
		$this->assertSame('won', self::page($id)['status']['code']);
	}

	public function test_CASE_16_progress_by_hand_and_back(): void
	{
		$id = self::make();
		$page = self::card($id)->submit(array('progress' => '37'), self::form('progress'));
		$this->assertStringContainsString('Avancement saisi à la main', $page->text());
		$this->assertSame(array(37, true), array(self::page($id)['progress'], self::page($id)['progress_manual']));
		$page->submit(array('progress' => ''), '('.self::form('progress').')[2]');
		$this->assertFalse(self::page($id)['progress_manual']);
	}

	public function test_CASE_06_documents_are_added_received_refused_with_a_reason_and_validated(): void
	{
		$id = self::make();
		$label = Firm::word('Attestation ').' <b>';
		$page = self::card($id, 'docs')->submit(array('label' => ''), self::form('piece_add'));
		$this->assertSame(Firm::sentence('field.required'), $page->errorAt('label'));
		$page->submit(array('label' => $label, 'from' => 'client', 'category' => 'identity'), self::form('piece_add'));
		$piece = static fn (): array => array_values(array_filter(self::page($id)['pieces'], static fn (array $p): bool => $p['label'] === $label))[0];
		$mine = '//li[@id="piece-'.$piece()['id'].'"]';
		$page->submit(array(), self::form('piece_receive', $mine));
		$this->assertSame('received', $piece()['status']['code']);
		$page->submit(array('reason' => ''), self::form('piece_refuse', $mine));
		$this->assertSame('received', $piece()['status']['code']);
		$page->submit(array('reason' => 'Illisible'), self::form('piece_refuse', $mine));
		$this->assertSame(array('refused', 'Illisible'), array($piece()['status']['code'], $piece()['reason']));
		$page->submit(array(), self::form('piece_receive', $mine))->submit(array(), self::form('piece_validate', $mine));
		$this->assertSame('validated', $piece()['status']['code']);
		$page->submit(array('label' => $label.' 2'), self::form('piece_update', $mine));
		$this->assertContains($label.' 2', array_column(self::page($id)['pieces'], 'label'));
	}

	public function test_CASE_30_team_and_CASE_31_parties_come_and_go(): void
	{
		$id = self::make();
		$page = self::card($id, 'people')->submit(array('user' => self::$adviser->id), self::form('member_put'));
		$this->assertContains((int) self::$adviser->id, array_column(self::page($id)['team'], 'id'));
		$page->submit(array(), self::form('member_lead'));
		$this->assertSame((int) self::$adviser->id, self::page($id)['lead']['id']);
		$roles = array();
		foreach ($page->find(self::form('party_add').'//select[@name="role"]/option/@value') as $value) {
			$roles[] = $value->nodeValue;
		}
		$role = array_values(array_filter($roles))[0];
		$page->submit(array('role' => $role, 'name' => 'Maître "Kerbrat"', 'email' => 'pas une adresse'), self::form('party_add'));
		$this->assertSame('Maître "Kerbrat"', $page->find(self::form('party_add').'//input[@name="name"]/@value')->item(0)->nodeValue);
		$page->submit(array('email' => 'k@exemple.fr'), self::form('party_add'));
		$this->assertSame(array('Maître "Kerbrat"'), array_column(self::page($id)['parties'], 'name'));
		$page->submit(array(), self::form('party_remove'));
		$this->assertSame(array(), self::page($id)['parties']);
	}

	public function test_CASE_37_notes_internal_or_shared(): void
	{
		$id = self::make();
		$text = Firm::word('Note ').' <script>';
		$page = self::card($id, 'notes')->submit(array('body' => $text), self::form('note_add'));
		$this->assertStringContainsString(Browser::plain($text), (string) $page->textOf('//article'));
		$this->assertStringContainsString('Interne', (string) $page->textOf('//article'));
		$page->submit(array(), self::form('note_share'));
		$this->assertStringContainsString('Partagée', (string) $page->textOf('//article'));
		$page->submit(array(), self::form('note_delete'));
		$this->assertSame(0, $page->find('//article')->length);
	}

	public function test_PLAT_08_fields_of_the_kind_are_typed_and_an_error_keeps_them(): void
	{
		$id = self::make();
		$page = self::card($id, 'infos', array('edit' => 'fields'))->submit(array('f_employee_name' => 'Yann', 'f_employee_email' => 'faux'));
		$this->assertSame('Yann', $page->find('//input[@name="f_employee_name"]/@value')->item(0)->nodeValue);
		$page->submit(array('f_employee_email' => 'yann@exemple.fr'));
		$this->assertContains('yann@exemple.fr', array_column(self::page($id)['fields'], 'text'));
		$this->assertStringContainsString('Yann', self::card($id, 'infos')->text());
	}

	public function test_CASE_40_who_only_reads_has_nothing_to_press(): void
	{
		$id = self::make();
		$reader = Firm::person(array('case/read'));
		$page = Browser::of($reader->login, Firm::PASSWORD)->get(Browser::page('case_card.php', array('id' => $id)));
		$this->assertSame(200, $page->status);
		$this->assertSame(0, $page->find('//main//form')->length);
		$this->assertTrue($page->get(Browser::page('case_card.php', array('id' => 999999)))->refused());
	}

	public function test_CASE_12_what_can_be_begun_from_the_head(): void
	{
		$id = self::make();
		$page = self::card($id);
		$menu = '//details[contains(@class, "elaska-more")]//a';
		foreach (array('ElaskaAskClient', 'ElaskaNewMail') as $label) {
			$this->assertSame(1, $page->find($menu.'[contains(., "'.$GLOBALS['langs']->transnoentities($label).'")]')->length, $label);
		}
		$this->assertSame(0, $page->find($menu.'[contains(@href, "/ticket/card.php")]')->length, 'no right to write tickets');
		$project = (int) (self::page($id)['project']['id'] ?? 0);
		$page = Browser::of()->get(Browser::page('case_card.php', array('id' => $id)));
		$ticket = (string) $page->find($menu.'[contains(@href, "/ticket/card.php")]/@href')->item(0)->nodeValue;
		$this->assertStringContainsString('socid='.self::$client, $ticket);
		$this->assertStringContainsString($project > 0 ? 'projectid='.$project : 'action=create', $ticket);
		foreach (array('agenda' => '/comm/action/card.php', 'expensereport' => '/expensereport/card.php') as $module => $path) {
			if (!isModEnabled($module)) {
				$this->assertSame(0, $page->find($menu.'[contains(@href, "'.$path.'")]')->length, $module);
			}
		}
	}

	public function test_CASE_13_links_of_lists_open_their_tab(): void
	{
		$id = self::make();
		foreach (array('docs', 'documents') as $tab) {
			$this->assertGreaterThan(0, self::card($id, $tab)->find('//li[contains(@class, "elaska-piece")]')->length, $tab);
		}
		$this->assertSame(1, self::card($id, 'tasks', array('task' => 1))->find('//*[@data-elaska-board]')->length);
	}

	public function test_CASE_14_tabs_of_the_template_hold_their_groups(): void
	{
		$id = self::make();
		$page = self::page($id);
		$tab = $page['template']['tabs'][0];
		$form = Firm::office(self::$manager)->call('case.form', array('case' => $id));
		$fields = array_values(array_filter($form['fields'], static fn (array $f): bool => in_array($f['group'] ?? '', $tab['groups'], true) && $f['type'] === 'text'));
		$this->assertNotEmpty($fields);
		$empty = self::card($id, 'x_'.$tab['code']);
		$this->assertSame(1, $empty->find('//a[contains(@href, "edit=fields")]')->length, 'an empty tab says how to fill it');
		Firm::office(self::$manager)->call('case.fields', array('case' => $id, 'version' => $form['version'], 'fields' => array($fields[0]['code'] => 'Valeur <i>typée</i>')));
		$full = self::card($id, 'x_'.$tab['code']);
		$this->assertStringContainsString('Valeur <i>typée</i>', $full->find('//main')->item(0)->textContent);
		$this->assertSame(0, $full->find('//main//i')->length);
		$this->assertStringContainsString($tab['label'], $full->text());
	}
}
