<?php
/*
 * Puts the questions of tests/host/facts/probes.php to the host that the suite runs in, real or
 * stand-in, and expects the answers that a real Dolibarr of that version gave when they were recorded.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/../host/facts/install.php';
require_once __DIR__.'/../host/facts/probes.php';
require_once __DIR__.'/../host/facts/names.php';

final class ConformanceTest extends TestCase
{
	public static function provideProbes(): iterable
	{
		foreach (HostProbes::NAMES as $name) {
			yield $name => array($name);
		}
	}

	/**
	 * @dataProvider provideProbes
	 */
	public function test_host_answers_as_recorded(string $probe): void
	{
		$expected = HostProbes::expected($probe);
		$answers = HostProbes::plain(HostProbes::ask($probe));
		$this->assertNotEmpty($answers);
		$this->assertSame(array(), array_diff(array_keys($expected), array_keys($answers)), 'questions that were not asked');
		$wrong = array();
		foreach ($answers as $question => $answer) {
			if (!array_key_exists($question, $expected) || json_encode($expected[$question]) !== json_encode($answer)) {
				$wrong[$question] = array('expected' => $expected[$question] ?? null, 'answered' => $answer);
			}
		}
		$this->assertSame(array(), $wrong, $probe.' on Dolibarr '.DOL_VERSION.(defined('HOST_IS_STANDIN') ? ' (stand-in)' : ''));
	}

	/** Nothing may be called on the stand-in that a real Dolibarr does not have. */
	public function test_host_has_every_name_of_the_standin(): void
	{
		$missing = HostNames::missing(__DIR__.'/../host/htdocs');
		$this->assertSame(array(), $missing, 'names of the stand-in that Dolibarr '.DOL_VERSION.' does not have');
	}

	/** Columns that the stand-in has exist in the host with the same type. */
	public function test_host_has_every_column_of_the_standin(): void
	{
		global $db;
		$wrong = array();
		foreach (HostNames::columns(__DIR__.'/../host/htdocs/install/schema.sql') as $table => $columns) {
			$real = array();
			$resql = $db->query('SHOW COLUMNS FROM '.$table);
			while ($resql && ($row = $db->fetch_row($resql))) {
				$real[$row[0]] = $row[1];
			}
			foreach ($columns as $column => $type) {
				// A version may lack a newer column; where it is there, its type is the same family.
				if (isset($real[$column]) && HostNames::family($real[$column]) !== HostNames::family($type)) {
					$wrong[] = $table.'.'.$column.': '.$type.' but '.$real[$column];
				}
			}
		}
		$this->assertSame(array(), $wrong);
	}

	/** The transaction that a failing probe leaves must not reach the next test. */
	protected function tearDown(): void
	{
		global $db;
		$this->assertSame(0, (int) $db->transaction_opened);
	}
}
