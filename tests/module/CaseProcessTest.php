<?php
/*
 * The process of a case through Dolibarr's own connection: an effect that fails undoes itself alone.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Firm.php';

final class CaseProcessTest extends TestCase
{
	private static function label(string $text): array
	{
		return array('fr' => $text, 'en' => $text);
	}

	private static function template(Elaska\Office $office, string $code): void
	{
		$status = static fn (string $name, string $class, string $colour): array => array('code' => $name, 'label' => self::label($name), 'class' => $class, 'colour' => $colour, 'icon' => 'flag');
		$office->call('template.save', array('active' => true, 'body' => array('format' => 'elaska.template/1', 'code' => $code, 'label' => self::label('Audit '.$code), 'nature' => 'mission',
			'client_kinds' => array('company', 'individual'), 'family' => 'procedures', 'icon' => 'search', 'colour' => 'blue', 'visible' => true, 'requestable' => false,
			'statuses' => array(array('initial' => true) + $status('fresh', 'open', 'slate'), $status('bank', 'wait_third', 'blue'), $status('won', 'done', 'green')),
			'steps' => array(array('code' => 'one', 'label' => self::label('Une')), array('code' => 'two', 'label' => self::label('Deux'))),
			'effects' => array(array('on' => 'status:bank', 'do' => 'open_step', 'step' => 'two'), array('on' => 'status:bank', 'do' => 'notify', 'to' => 'lead', 'text' => self::label('En banque'))))));
	}

	public function test_CASE_02_an_effect_that_fails_leaves_the_change_and_the_other_effects(): void
	{
		$office = Firm::office();
		$code = preg_replace('~[^a-z0-9]~', '', strtolower(Firm::word('audit')));
		self::template($office, $code);
		$manager = Firm::person(Firm::MANAGER);
		$case = Firm::dossier(Firm::client(), array('template' => $code), $manager);
		$answer = $office->call('case.transition', array('case' => $case['id'], 'to' => 'bank'));
		$this->assertSame('bank', $answer['status']['code']);
		$this->assertSame(1, $answer['effects_failed']);
		$effects = $office->call('effect.list', array('case' => $case['id']))['rows'];
		$this->assertSame(array('open_step' => 'step.one_at_a_time', 'notify' => ''), array_column($effects, 'error', 'what'));
		$page = $office->call('case.page', array('case' => $case['id']));
		$this->assertSame(array('current', 'todo'), array_map(static fn (array $s): string => $s['status']['code'], $page['steps']));
	}
}
