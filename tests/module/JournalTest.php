<?php
/*
 * The journal of a case in words: the labels of its own statuses, a sentence for every kind of fact.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Firm.php';

final class JournalTest extends TestCase
{
	public function test_CASE_15_statuses_of_the_template_are_told_by_their_labels(): void
	{
		$manager = Firm::person(Firm::MANAGER);
		$his = Browser::of($manager->login, Firm::PASSWORD);
		$case = (int) Firm::dossier(Firm::client(), array('template' => 'assistance-embauche'), $manager)['id'];
		$office = Firm::office($manager);
		$page = $office->call('case.page', array('case' => $case));
		$own = array_values(array_diff(array_keys($page['statuses']), array('todo', 'in_progress', 'wait_client', 'wait_pieces', 'validated', 'done', 'cancelled', $page['status']['code'])));
		$this->assertNotEmpty($own, 'the kind has statuses of its own');
		$office->call('case.transition', array('case' => $case, 'to' => $own[0], 'confirm' => true));
		$told = 'Statut passé de « '.$page['status']['label'].' » à « '.$page['statuses'][$own[0]].' »';
		foreach (array('', 'timeline') as $tab) {
			$text = $his->get(Browser::page('case_card.php', array('id' => $case) + ($tab !== '' ? array('tab' => $tab) : array())))->text();
			$this->assertStringContainsString(Browser::plain($told), Browser::plain($text));
		}
		$print = $his->get(Browser::page('case_export.php', array('id' => $case, 'as' => 'print', 'p_journal' => 1)));
		$this->assertStringContainsString(Browser::plain($told), Browser::plain($print->text()));
	}

	public function test_CASE_15_every_kind_of_fact_has_its_sentence(): void
	{
		$kinds = array();
		foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator(dirname(__DIR__, 2).'/ext/core')) as $file) {
			if (substr((string) $file, -2) === '.c' && preg_match_all('/(?:ELA__FACT\(|_journal\(c, [^,]+, |_event\(c, [^,]+, |struct ela_event \w+ = \{\s*\.kind = (?:\w+ \? "[a-z_.]+"\s*: )?)"([a-z_]+\.[a-z_]+)"/', (string) file_get_contents((string) $file), $found)) {
				$kinds = array_merge($kinds, $found[1]);
			}
		}
		$kinds = array_unique($kinds);
		$this->assertGreaterThan(25, count($kinds));
		foreach (array('fr_FR', 'en_US') as $lang) {
			$known = (string) file_get_contents(dirname(__DIR__, 2).'/dolibarr-module/elaska/langs/'.$lang.'/elaska.lang');
			foreach ($kinds as $kind) {
				$this->assertStringContainsString("\nElaskaEvent_".str_replace('.', '_', $kind).'=', $known, $lang);
			}
		}
	}
}
