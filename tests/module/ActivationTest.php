<?php
/*
 * What activation writes into the host, and what it leaves: rights, menus, tabs, dictionary, tables.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/Firm.php';
require_once DOL_DOCUMENT_ROOT.'/custom/elaska/core/modules/modElaska.class.php';

final class ActivationTest extends TestCase
{
	/** @return list<string> */
	private static function rows(string $sql): array
	{
		global $db;
		$rows = array();
		$resql = $db->query($sql);
		while ($resql && ($row = $db->fetch_row($resql))) {
			$rows[] = implode('|', array_map('strval', $row));
		}
		sort($rows);
		return $rows;
	}

	/** @return array<string,list<string>> */
	private static function written(): array
	{
		$p = MAIN_DB_PREFIX;
		return array(
			'rights' => self::rows("SELECT id, perms, subperms, type FROM {$p}rights_def WHERE module = 'elaska'"),
			'menus' => self::rows("SELECT type, mainmenu, leftmenu, url, perms, enabled, position FROM {$p}menu WHERE module = 'elaska'"),
			'const' => self::rows("SELECT name, value FROM {$p}const WHERE name LIKE 'MAIN_MODULE_ELASKA%' AND name NOT LIKE '%LASTVERSION%'"),
			'categories' => self::rows("SELECT code, label, active FROM {$p}elaska_activity"),
			'definitions' => self::rows("SELECT kind, code, revision, origin, pack FROM {$p}elaska_definition"),
			'stamp' => self::rows("SELECT entity, value FROM {$p}elaska_definition_stamp"),
		);
	}

	private static function module(): modElaska
	{
		global $db;
		return new modElaska($db);
	}

	/** What a page would read at its start. */
	private static function reload(): void
	{
		global $conf, $db;
		$conf->setValues($db);
	}

	public function test_PLAT_01_rights_are_those_that_the_core_knows(): void
	{
		$this->assertSame(Elaska\Office::rights(), array_column(modElaska::RIGHTS, 0));
		$ids = array_column(self::module()->rights, 0);
		$this->assertSame($ids, array_values(array_unique($ids)));
		$this->assertCount(count($ids), self::written()['rights']);
	}

	public function test_CASE_04_every_shipped_definition_is_in_force(): void
	{
		$kinds = array('folders' => 'folders', 'letters' => 'letter', 'lists' => 'list', 'templates' => 'template');
		$shipped = array();
		foreach (glob(dol_buildpath('/elaska/packs').'/*/{folders,letters,lists,templates}/*.json', GLOB_BRACE) ?: array() as $file) {
			$body = json_decode((string) file_get_contents($file), true);
			$shipped[] = basename(dirname($file, 2)).'|'.$kinds[basename(dirname($file))].'|'.$body['code'];
		}
		sort($shipped);
		$this->assertGreaterThan(20, count($shipped));
		$packs = implode(',', array_map(static fn (string $file): string => "'".basename(dirname($file))."'", glob(dol_buildpath('/elaska/packs').'/*/pack.json') ?: array()));
		$heads = self::rows('SELECT p.pack, h.kind, h.code FROM '.MAIN_DB_PREFIX.'elaska_definition_head h JOIN '
			.MAIN_DB_PREFIX."elaska_definition p ON p.rowid = h.fk_definition_pack WHERE h.active = 1 AND p.pack IN ($packs)");
		$this->assertSame($shipped, $heads);
	}

	public function test_PLAT_01_every_right_has_its_name_in_both_languages(): void
	{
		foreach (array('fr_FR', 'en_US') as $lang) {
			$words = parse_ini_words(DOL_DOCUMENT_ROOT.'/custom/elaska/langs/'.$lang.'/elaska.lang');
			foreach (array_column(self::module()->rights, 0) as $id) {
				$this->assertArrayHasKey('Permission'.$id, $words, $lang);
			}
			foreach (self::module()->menu as $menu) {
				$this->assertArrayHasKey($menu['titre'], $words, $lang);
			}
		}
	}

	public function test_PLAT_01_activation_twice_changes_nothing(): void
	{
		$before = self::written();
		$this->assertNotEmpty($before['menus']);
		for ($i = 0; $i < 2; $i++) {
			$module = self::module();
			$this->assertSame(1, $module->init(), (string) $module->error);
		}
		self::reload();
		$this->assertSame($before, self::written());
		$this->assertTrue(isModEnabled('elaska'));
	}

	public function test_PLAT_01_deactivation_keeps_data_and_what_was_granted(): void
	{
		global $db;
		$person = Firm::person(array('time/own', 'case/read'));
		$case = Firm::dossier(Firm::client());
		$before = self::written();
		$this->assertGreaterThan(0, self::module()->remove());
		self::reload();
		try {
			$off = self::written();
			$this->assertFalse(isModEnabled('elaska'));
			$this->assertSame(array(), $off['menus']);
			$this->assertSame(array(), $off['rights']);
			$this->assertSame($before['categories'], $off['categories']);
			$this->assertSame(array((string) $case['ref']), self::rows('SELECT ref FROM '.MAIN_DB_PREFIX.'elaska_case WHERE rowid = '.((int) $case['id'])));
		} finally {
			$module = self::module();
			$this->assertSame(1, $module->init(), (string) $module->error);
			self::reload();
		}
		$this->assertSame($before, self::written());
		$again = new User($db);
		$again->fetch($person->id, '', '', 1);
		method_exists($again, 'loadRights') ? $again->loadRights() : $again->getrights();
		$this->assertTrue((bool) $again->hasRight('elaska', 'time', 'own'));
		$this->assertFalse((bool) $again->hasRight('elaska', 'time', 'validate'));
	}

	public function test_PLAT_01_another_database_is_refused_and_what_stood_stays(): void
	{
		global $db, $langs;
		$langs->load('elaska@elaska');
		$before = self::written();
		$module = self::module();
		$type = $db->type;
		$db->type = 'pgsql';
		try {
			$this->assertSame(0, $module->init());
		} finally {
			$db->type = $type;
		}
		$this->assertSame($langs->transnoentities('ElaskaNeedsMysqli'), $module->error);
		$this->assertSame($before, self::written());
	}

	public function test_PLAT_01_tables_that_differ_are_refused_by_name(): void
	{
		global $db;
		$table = MAIN_DB_PREFIX.'elaska_timer';
		$column = $db->fetch_object($db->query("SHOW FULL COLUMNS FROM $table LIKE 'note'"));
		$this->assertNotEmpty($column);
		$db->query("ALTER TABLE $table MODIFY note VARCHAR(9) NULL");
		try {
			$module = self::module();
			$this->assertSame(0, $module->init());
			$this->assertStringContainsString('note', $module->error);
			$this->assertTrue(isModEnabled('elaska'));
		} finally {
			$null = $column->Null === 'NO' ? 'NOT NULL' : 'NULL';
			$default = $column->Default === null ? '' : ' DEFAULT '.(strpos((string) $column->Default, "'") === 0 ? $column->Default : "'".$db->escape($column->Default)."'");
			$db->query("ALTER TABLE $table MODIFY note ".$column->Type.' COLLATE '.$column->Collation.' '.$null.$default);
		}
		$this->assertSame(1, self::module()->init());
		self::reload();
	}

	public function test_TIME_05_categories_are_a_dictionary_of_dolibarr(): void
	{
		global $db;
		$dictionary = self::module()->dictionaries;
		$this->assertSame(array('elaska_activity'), $dictionary['tabname']);
		$rows = $db->query($dictionary['tabsql'][0]);
		$this->assertGreaterThanOrEqual(5, $db->num_rows($rows));
		$first = $db->fetch_object($rows);
		foreach (explode(',', $dictionary['tabfield'][0]) as $field) {
			$this->assertTrue(property_exists($first, $field), $field);
		}
	}

	public function test_PLAT_01_tabs_stand_on_clients_and_invoices(): void
	{
		$tabs = implode("\n", self::rows('SELECT value FROM '.MAIN_DB_PREFIX."const WHERE name LIKE 'MAIN_MODULE_ELASKA_TABS_%'"));
		$this->assertStringContainsString('thirdparty:+elaska:ElaskaTabClient', $tabs);
		$this->assertStringContainsString('thirdparty:+elaskaaccess:ElaskaTabAccess', $tabs);
		$this->assertStringContainsString('invoice:+elaska:ElaskaTabInvoice', $tabs);
	}
}

/** @return array<string,string> */
function parse_ini_words(string $file): array
{
	$words = array();
	foreach (file($file) as $line) {
		if ($line[0] !== '#' && strpos($line, '=') !== false) {
			list($key, $text) = explode('=', trim($line), 2);
			$words[trim($key)] = trim($text);
		}
	}
	return $words;
}
