<?php
/*
 * Questions put to a host, the same to a real Dolibarr and to the stand-in. Each probe returns plain
 * data; record.php keeps the answers of a real tree, the conformance test compares any host with them.
 * Everything that a probe writes in the database is rolled back or removed.
 */
require_once DOL_DOCUMENT_ROOT.'/core/lib/price.lib.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/admin.lib.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/files.lib.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/date.lib.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/security2.lib.php';
require_once DOL_DOCUMENT_ROOT.'/compta/facture/class/facture.class.php';

final class HostProbes
{
	const NAMES = array('arithmetic', 'numbers', 'invoice', 'triggers', 'transactions', 'runsql', 'activation', 'hooks', 'entity', 'functions', 'csrf', 'filter');

	/** Answers of one probe. */
	public static function ask(string $name): array
	{
		return self::$name();
	}

	/** Answer as it is after a round trip through JSON. */
	public static function plain($answer)
	{
		return json_decode(json_encode($answer, JSON_PRESERVE_ZERO_FRACTION | JSON_INVALID_UTF8_SUBSTITUTE), true);
	}

	/** Recorded answers of a probe for the version that the running host is or imitates. */
	public static function expected(string $name): array
	{
		$data = json_decode((string) file_get_contents(__DIR__.'/'.$name.'.json'), true);
		return array_replace($data['facts'], $data['versions'][DOL_VERSION] ?? array());
	}

	/** Amounts of lines: quantities with 2 to 10 decimals, ties, negative ones; every French rate; discounts. */
	private static function arithmetic(): array
	{
		global $mysoc;
		$out = array();
		foreach (array('1', '0.5', '1.2577777778', '0.0002777778', '27.0852777778', '3.3333333334', '-1', '-2.5', '1234.5600000001', '7', '0') as $qty) {
			foreach (array('85', '0.01', '33.33', '150.505', '99.999', '1234567.89', '0.00001', '2.675', '1.005', '0.125', '-50') as $pu) {
				foreach (array('20', '10', '5.5', '2.1', '0') as $vat) {
					$r = calcul_price_total($qty, $pu, 0, $vat, 0, 0, 0, 'HT', 0, 1, $mysoc, array(0, 0, 0, 0));
					$out["$qty x $pu + $vat%"] = array_map('strval', array($r[0], $r[1], $r[2], $r[3], $r[5]));
				}
			}
		}
		foreach (array('10', '33.33', '100', '0.5') as $discount) {
			foreach (array('HT', 'TTC') as $base) {
				$r = calcul_price_total('1.2577777778', '85.55', $discount, '20', 0, 0, 0, $base, 0, 1, $mysoc, array(0, 0, 0, 0));
				$out["$base -$discount%"] = array_map('strval', array($r[0], $r[1], $r[2], $r[3], $r[5], $r[6], $r[8], $r[16], $r[18]));
			}
		}
		return $out;
	}

	/** price2num and price on typed and stored numbers. */
	private static function numbers(): array
	{
		$out = array();
		foreach (array('1', '1.5', '1,5', '1 234,56', '1234.567', '1.234,56', '1,234.56', '-3,2', '0.1257777778', '0,12577777785', 'abc', '', '12abc', '1e3', '85.00', '1234567.894999', '0.005', '1.005', '2.675', '-2.675', '100000000.125', '1 000') as $text) {
			$out['num '.$text] = array(price2num($text), (string) price2num($text, 'MT'), (string) price2num($text, 'MU'), (string) price2num($text, 4), (string) price2num($text, '', 2));
		}
		foreach (array(0, 1, 1.5, 1234.5, 1234567.891, -12.3, 0.005, '85.00000000') as $number) {
			$out['price '.$number] = array(price($number), price($number, 0, '', 1, -1, 'MT'), price($number, 1, '', 1, -1, 2, 'EUR'), price($number, 0, '', 1, 0), price($number, 0, '', 0, -1, -1, 'auto'));
		}
		foreach (array('20.000', '5.5', '0', '20%', '8.5 (85NPR)') as $rate) {
			$out['vat '.$rate] = array(vatrate($rate), vatrate($rate, true));
		}
		return $out;
	}

	/** A third party and a draft to try things on; the caller rolls back. */
	private static function draft(array $lines): Facture
	{
		global $db, $user;
		$soc = new Societe($db);
		$soc->name = 'Sonde '.uniqid('', true);
		$soc->client = 1;
		$soc->code_client = -1;
		$soc->country_id = 1;
		$soc->create($user);
		$invoice = new Facture($db);
		$invoice->socid = $soc->id;
		$invoice->type = Facture::TYPE_STANDARD;
		$invoice->date = dol_mktime(0, 0, 0, 11, 21, 2026);
		$invoice->cond_reglement_id = 2;
		$invoice->create($user);
		foreach ($lines as list($qty, $pu, $vat)) {
			$invoice->addline("Conseil\n01:15:28", $pu, $qty, $vat, 0, 0, 0, 0, '', '', 0, 0, '', 'HT', 0, 1);
		}
		return $invoice;
	}

	/** Runs in a transaction that never lasts. */
	private static function undone(callable $work): array
	{
		global $db;
		$db->begin();
		try {
			return $work();
		} finally {
			while ($db->transaction_opened > 1) {
				$db->rollback();
			}
			$db->rollback();
		}
	}

	/** Totals stored for an invoice, its lines as read back, ranks, dates, states. */
	private static function invoice(): array
	{
		global $db, $user;
		return self::undone(function () use ($db, $user) {
			$invoice = self::draft(array(array('1.2577777778', '85', '20'), array('27.0852777778', '85', '20'), array('1', '33.33', '5.5'), array('-0.5', '10', '20'), array('0.0002777778', '150.5', '2.1')));
			$out = array('totals' => array((float) $invoice->total_ht, (float) $invoice->total_tva, (float) $invoice->total_ttc));
			$again = new Facture($db);
			$again->fetch($invoice->id);
			$out['read'] = array((float) $again->total_ht, (float) $again->total_tva, (float) $again->total_ttc, (int) $again->status, (int) $again->type, dol_print_date($again->date, '%Y-%m-%d'), dol_print_date($again->date_lim_reglement, '%Y-%m-%d'));
			foreach ($again->lines as $line) {
				$out['lines'][] = array((float) $line->qty, (float) $line->subprice, (float) $line->total_ht, (float) $line->total_tva, (float) $line->total_ttc, (float) $line->tva_tx, (int) $line->rang, (int) $line->product_type, $line->desc);
			}
			$again->updateline($again->lines[0]->id, 'Autre', '90', '2', 0, '', '', '20', 0, 0, 'HT', 0, 1);
			$again->deleteLine($again->lines[1]->id);
			$last = new Facture($db);
			$last->fetch($invoice->id);
			$out['changed'] = array((float) $last->total_ht, (float) $last->total_ttc, count($last->lines));
			$out['erasable'] = array($last->is_erasable() > 0);
			$out['validate'] = array($last->validate($user), (bool) preg_match('/^FA2611-\d{4}$/', $last->ref), (int) $last->status, $last->addline('x', 1, 1, 20), $last->deleteLine($last->lines[0]->id));
			$out['draft'] = array($last->setDraft($user), (int) $last->status, (bool) preg_match('/^FA2611-\d{4}$/', $last->ref), $last->setDraft($user));
			$out['paid'] = array($last->validate($user), $last->setPaid($user), (int) $last->status, (int) $last->paye, $last->setPaid($user));
			$empty = self::draft(array());
			$out['empty'] = array($empty->validate($user), (int) $empty->status);
			$nodate = new Facture($db);
			$nodate->socid = $last->socid;
			$out['no date'] = array($nodate->create($user));
			return $out;
		});
	}

	/** Events in their order, with the depth of the transaction and the state of the object. */
	private static function triggers(): array
	{
		global $conf, $db, $user;
		require_once dol_buildpath('/hostprobe/core/triggers/interface_99_all_HostProbe.class.php');
		$conf->modules_parts['triggers']['hostprobe'] = '/hostprobe/core/triggers/';
		return self::undone(function () use ($db, $user) {
			$out = array();
			$note = function (string $step, $result) use (&$out, $db) {
				$out[$step] = array('result' => is_int($result) && $result > 1 ? 'id' : $result, 'events' => InterfaceHostProbe::$seen, 'depth' => $db->transaction_opened);
				InterfaceHostProbe::$seen = array();
			};
			InterfaceHostProbe::$seen = array();
			$invoice = self::draft(array());
			$note('third party and draft', (int) $invoice->id);
			$note('addline', $invoice->addline('a', 10, 1, 20, 0, 0, 0, 0, '', '', 0, 0, '', 'HT', 0, 1));
			$note('addline without update', $invoice->addline('b', 20, 1, 20, 0, 0, 0, 0, '', '', 0, 0, '', 'HT', 0, 1, 2, 0, '', 0, 0, null, 0, '', array(), 100, 0, null, 0, '', 1));
			$note('update_price', $invoice->update_price(1));
			$invoice->fetch($invoice->id);
			$note('updateline', $invoice->updateline($invoice->lines[0]->id, 'c', 15, 1, 0, '', '', 20, 0, 0, 'HT', 0, 1));
			$note('deleteLine', $invoice->deleteLine($invoice->lines[1]->id));
			$note('validate', $invoice->validate($user));
			$note('setDraft', $invoice->setDraft($user));
			$note('delete', $invoice->delete($user));
			InterfaceHostProbe::$refuse = 'LINEBILL_INSERT';
			$other = self::draft(array());
			InterfaceHostProbe::$seen = array();
			$note('refused addline', $other->addline('x', 1, 1, 20));
			InterfaceHostProbe::$refuse = 'BILL_VALIDATE';
			$other->addline('x', 1, 1, 20);
			InterfaceHostProbe::$refuse = '';
			$other->addline('y', 1, 1, 20);
			InterfaceHostProbe::$seen = array();
			InterfaceHostProbe::$refuse = 'BILL_VALIDATE';
			$note('refused validate', $other->validate($user));
			$out['refused validate']['state'] = array((int) $other->status, in_array('refused by the probe', $other->errors, true));
			InterfaceHostProbe::$refuse = 'BILL_DELETE';
			$note('refused delete', $other->delete($user));
			InterfaceHostProbe::$refuse = '';
			return $out;
		});
	}

	/** Depth, answers and rows of nested transactions, also after a failing statement. */
	private static function transactions(): array
	{
		global $db;
		$table = MAIN_DB_PREFIX.'hostprobe_t';
		$db->query('DROP TABLE IF EXISTS '.$table);
		$db->query('CREATE TABLE '.$table.' (id INT PRIMARY KEY) ENGINE=InnoDB');
		$rows = fn() => (int) $db->fetch_object($db->query('SELECT COUNT(*) as n FROM '.$table))->n;
		$out = array();
		$say = function (string $step, $result) use (&$out, $db, $rows) {
			$out[$step] = array(is_object($result) ? 'set' : $result, $db->transaction_opened, $rows());
		};
		$say('begin 1', $db->begin());
		$db->query('INSERT INTO '.$table.' VALUES (1)');
		$say('begin 2', $db->begin());
		$db->query('INSERT INTO '.$table.' VALUES (2)');
		$say('inner rollback', $db->rollback());
		$say('outer commit', $db->commit());
		$say('rollback outside', $db->rollback());
		$say('commit outside', $db->commit());
		$db->begin();
		$db->query('INSERT INTO '.$table.' VALUES (3)');
		$out['duplicate'] = array($db->query('INSERT INTO '.$table.' VALUES (1)'), $db->lasterrno(), (int) $db->db->errno, $db->transaction_opened);
		$out['no table'] = array($db->query('SELECT 1 FROM '.$table.'_none'), $db->lasterrno());
		$out['no field'] = array($db->query('SELECT nothing FROM '.$table), $db->lasterrno());
		$out['syntax'] = array($db->query('SELEC 1'), $db->lasterrno());
		$say('outer rollback', $db->rollback());
		$out['unchanged row'] = array((bool) $db->query('UPDATE '.$table.' SET id = 1 WHERE id = 1'), $db->affected_rows(null));
		$out['text results'] = array($db->fetch_object($db->query('SELECT 1 as one, NULL as none, 1.50 as real_'))->one, $db->fetch_object($db->query('SELECT NULL as none'))->none, $db->fetch_row($db->query('SELECT 1.50')));
		$out['sql'] = array($db->plimit(10, 20), $db->plimit(5), $db->plimit(0), $db->order('t.a,t.b', 'DESC,ASC'), $db->order('t.a,t.b', 'desc'), $db->order('a;b', ''), $db->escape("l'é\\"), $db->sanitize('1,2;DROP'), $db->prefix(), $db->ifsql('a=1', 'b', 'c'));
		$out['dates'] = array($db->idate(dol_mktime(1, 2, 3, 4, 5, 2026)), $db->jdate('2026-04-05 01:02:03') === dol_mktime(1, 2, 3, 4, 5, 2026), $db->jdate('2026-04-05') === dol_mktime(0, 0, 0, 4, 5, 2026), $db->jdate(''), $db->jdate('2026-04-05 01:02:03', 'gmt'));
		$db->query('DROP TABLE '.$table);
		return $out;
	}

	/** What run_sql answers to files with each kind of mistake: much is swallowed. */
	private static function runsql(): array
	{
		global $db;
		$t = 'llx_hostprobe_s';
		$files = array('create' => "CREATE TABLE $t (rowid INT PRIMARY KEY, a INT) ENGINE=InnoDB;", 'create again' => "CREATE TABLE $t (rowid INT) ENGINE=InnoDB;", 'add column twice' => "ALTER TABLE $t ADD COLUMN a INT;",
			'two indexes of a name' => "ALTER TABLE $t ADD INDEX i (a);\nALTER TABLE $t ADD INDEX i (a);", 'unknown table' => 'ALTER TABLE llx_hostprobe_none ADD COLUMN a INT;', 'unknown column' => "UPDATE $t SET nothing = 1;",
			'foreign key to nothing' => "ALTER TABLE $t ADD CONSTRAINT fk_hp FOREIGN KEY (a) REFERENCES llx_hostprobe_none (rowid);", 'duplicate row' => "INSERT INTO $t VALUES (1, 1);\nINSERT INTO $t VALUES (1, 2);",
			'syntax' => 'CREATE TABLEX a;', 'not null violated' => "INSERT INTO $t VALUES (NULL, 1);", 'too many values' => "INSERT INTO $t VALUES (2, 1, 3);", 'comment and entity' => "-- a comment;\nUPDATE $t SET a = __ENTITY__ WHERE rowid = 1;",
			'reference to a row' => "UPDATE $t SET a = 2 WHERE 'x' <> '__12__';", 'semicolon ends a line in a text' => "INSERT INTO $t VALUES (9, LENGTH('a;\nb'));", 'drop unknown index' => "ALTER TABLE $t DROP INDEX none;", 'empty' => "\n", 'missing file' => null);
		$out = array();
		foreach ($files as $name => $text) {
			$file = tempnam(sys_get_temp_dir(), 'sql');
			$text === null ? unlink($file) : file_put_contents($file, $text);
			$out[$name] = @run_sql($file, 1, 0, 1);
			@unlink($file);
		}
		$row = $db->fetch_object($db->query("SELECT a FROM $t WHERE rowid = 1"));
		$out['entity written'] = (int) $row->a;
		$db->query("DROP TABLE IF EXISTS $t");
		return $out;
	}

	/** Rows that activation writes and deactivation leaves, from a descriptor with one of everything. */
	private static function activation(): array
	{
		global $conf, $db, $user;
		$dump = function () use ($db) {
			$out = array();
			foreach (array('const' => 'SELECT name, value, type, visible, entity FROM llx_const WHERE name LIKE "%HOSTPROBE%" ORDER BY name', 'menu' => 'SELECT type, mainmenu, leftmenu, fk_mainmenu, fk_leftmenu, fk_menu, url, titre, perms, enabled, usertype, position, menu_handler FROM llx_menu WHERE module = "hostprobe" ORDER BY position',
				'rights' => 'SELECT id, module, perms, subperms, type, bydefault, libelle FROM llx_rights_def WHERE module = "hostprobe" ORDER BY id', 'held' => 'SELECT COUNT(*) FROM llx_user_rights WHERE fk_id BETWEEN 59999901 AND 59999902',
				'cron' => 'SELECT label, module_name, jobtype, status, frequency, unitfrequency FROM llx_cronjob WHERE module_name = "hostprobe"', 'boxes' => 'SELECT file, note FROM llx_boxes_def WHERE file LIKE "%hostprobe%"') as $name => $sql) {
				$out[$name] = array();
				$resql = $db->query($sql);
				while ($row = $db->fetch_row($resql)) {
					$out[$name][] = $row;
				}
			}
			return $out;
		};
		$out = array();
		$result = activateModule('modHostprobe');
		$out['activated'] = array($result['nbmodules'] > 0, $result['errors'], (bool) isModEnabled('hostprobe')) + $dump();
		$conf->setValues($db);
		$out['in memory'] = array($conf->modules_parts['hooks']['hostprobe'], $conf->modules_parts['css']['hostprobe'], $conf->modules_parts['models']['hostprobe'], array_values(preg_grep('/hostprobe/', $conf->modules_parts['tabs']['thirdparty'])), !empty($conf->hostprobe->enabled), getDolGlobalString('HOSTPROBE_KEPT'));
		$user->getrights('', 1);
		$out['rights of the administrator'] = array($user->hasRight('hostprobe', 'time', 'read'), $user->hasRight('hostprobe', 'own'), $user->hasRight('hostprobe', 'none'), $user->hasRight('nothing', 'read'));
		$out['again'] = array(activateModule('modHostprobe', 1, 1)['errors']) + $dump();
		$out['no tables'] = array((new modHostprobe($db))->load('/hostprobe/nothing/'), (new modHostprobe($db))->load(''));
		$out['deactivated'] = array(unActivateModule('modHostprobe')) + $dump();
		$conf->setValues($db);
		$out['unknown'] = array((bool) isModEnabled('hostprobe'));
		$db->query('DELETE FROM llx_const WHERE name LIKE "%HOSTPROBE%"');
		$db->query('DELETE FROM llx_user_rights WHERE fk_id BETWEEN 59999901 AND 59999902');
		$db->query('DELETE FROM llx_cronjob WHERE module_name = "hostprobe"');
		return $out;
	}

	/** What hook methods may answer, and what becomes of it. */
	private static function hooks(): array
	{
		global $conf, $db;
		$conf->modules['hostprobe'] = 'hostprobe';
		$conf->modules_parts['hooks']['hostprobe'] = array('hostprobecard');
		$out = array();
		foreach (array('doActions' => array(array(0, 'p'), array(1, 'p'), array(-1, ''), array(2, '')), 'printLeftBlock' => array(array(0, 'p'), array(1, 'p')), 'noSuchHook' => array(array(1, 'p'))) as $method => $cases) {
			foreach ($cases as list($return, $print)) {
				$manager = new HookManager($db);
				$manager->initHooks(array('other', 'hostprobecard'));
				$object = null;
				$action = 'start';
				$answer = $manager->executeHooks($method, array('return' => $return, 'print' => $print), $object, $action);
				$out[$method.' '.$return] = array($answer, $manager->resPrint, $manager->resArray, $manager->errors, $action);
			}
		}
		$manager = new HookManager($db);
		$out['no context'] = array($manager->initHooks(array('other')), $manager->executeHooks('doActions', array('return' => 1, 'print' => 'x')));
		unset($conf->modules['hostprobe'], $conf->modules_parts['hooks']['hostprobe']);
		return $out;
	}

	/** Entities of the elements that modules ask for. */
	private static function entity(): array
	{
		$out = array();
		foreach (array('societe', 'contact', 'invoice', 'facture', 'project', 'projet', 'ticket', 'product', 'user', 'usergroup', 'cronjob', 'c_paiement', 'c_email_templates', 'elaska') as $element) {
			$out[$element] = getEntity($element);
		}
		return $out;
	}

	/** Functions of text, dates and files that pages lean on. */
	private static function functions(): array
	{
		global $langs, $conf;
		$zone = date_default_timezone_get();
		date_default_timezone_set('Europe/Paris');
		$at = dol_mktime(9, 5, 7, 3, 29, 2026);
		$out = array('moments' => array($at, dol_mktime(9, 5, 7, 3, 29, 2026, 'gmt'), dol_mktime(0, 0, 0, 13, 1, 2026), dol_mktime(0, 0, 0, 2, 30, 2026), dol_mktime(-1, -1, -1, 5, 6, 2026, 'gmt'), dol_stringtotime('2026-11-21'), dol_stringtotime('20261121101112', 1), dol_stringtotime('2026-11-21T10:11:12Z', 1), dol_stringtotime('')));
		foreach (array('day', 'dayhour', 'dayhoursec', 'hour', 'daytext', 'dayrfc', 'dayhourrfc', 'dayxcard', 'dayhourlog', 'standard', '%Y-%m', '%d %B %Y %H:%M') as $format) {
			$out['dates'][$format] = array(dol_print_date($at, $format), dol_print_date($at, $format, 'gmt'), dol_print_date('', $format));
		}
		$out['plus'] = array(dol_print_date(dol_time_plus_duree(dol_mktime(0, 0, 0, 1, 31, 2026), 1, 'd'), 'dayrfc'), dol_print_date(dol_time_plus_duree(dol_mktime(12, 0, 0, 3, 28, 2026), 1, 'd'), 'dayhour'), dol_print_date(dol_time_plus_duree(dol_mktime(0, 0, 0, 5, 15, 2026), -2, 'm'), 'dayrfc'));
		date_default_timezone_set($zone);
		foreach (array('a & b', '<b>x</b>', "l'été \"ok\"", "two\nlines", '&eacute;', '&amp;lt;') as $text) {
			$out['escape'][$text] = array(dol_escape_htmltag($text), dol_escape_htmltag($text, 0, 1), dol_escape_js($text), dol_escape_js($text, 1), dol_escape_js($text, 2));
		}
		foreach (array('int' => array('12', '-3', '1.5', 'a', ''), 'alpha' => array('abc', 'a"b', '<i>x</i>', '../x'), 'alphanohtml' => array('été', '<b>gras</b>', 'a"b', '1 < 2'), 'aZ09' => array('abc_1-2.3', 'a b', 'é'), 'intcomma' => array('1,2,-3', '1;2'), 'none' => array('<b>')) as $check => $texts) {
			foreach ($texts as $text) {
				$_GET['hostprobe'] = $text;
				$out['getpost'][$check][$text] = GETPOST('hostprobe', $check);
			}
		}
		unset($_GET['hostprobe']);
		$out['isset'] = array(GETPOSTISSET('hostprobe'), GETPOSTINT('hostprobe'), GETPOST('hostprobe'));
		foreach (array('Facture n°1.pdf', 'a/b\\c', 'été  -x', '(PROV12)', 'FA2611-0001', "l'hôtel?") as $name) {
			$out['file names'][$name] = dol_sanitizeFileName($name);
		}
		$out['search'] = array(natural_search('t.a', 'dupont'), natural_search(array('t.a', 't.b'), 'jean dupont'), natural_search('t.n', '>5', 1), natural_search('t.n', '3,4', 2), natural_search('t.a', ''));
		$out['yes'] = array(yn(1), yn(0), yn('yes', 0));
		$out['concat'] = array(dol_concatdesc('a', 'b'), dol_concatdesc('a', '<b>c</b>'), dol_concatdesc('', 'b'), dol_trunc('abcdefghij', 5), dol_trunc('abc', 5), dol_string_nohtmltag('<p>a</p><br>b &eacute;'), dol_textishtml('<b>x</b>'), dol_textishtml('1 < 2'));
		$out['paths'] = array(dol_buildpath('/societe/card.php', 1) === DOL_URL_ROOT.'/societe/card.php', dol_buildpath('/hostprobe/page.php', 1) === DOL_URL_ROOT.'/custom/hostprobe/page.php', dol_buildpath('/hostprobe/page.php') === DOL_DOCUMENT_ROOT.'/custom/hostprobe/page.php');
		$out['modules'] = array((bool) isModEnabled('invoice'), (bool) isModEnabled('facture'), (bool) isModEnabled('societe'), (bool) isModEnabled('project'), (bool) isModEnabled('nothing'), $conf->entity, $conf->currency);
		$out['trans'] = array($langs->trans('KeyThatNobodyHas'), $langs->trans('Yes'), $langs->transnoentitiesnoconv('SeparatorDecimal'));
		$out['hash'] = array(dol_verifyHash('secret', dol_hash('secret')), dol_verifyHash('other', dol_hash('secret')), dolDecrypt(dolEncrypt('texte à cacher')));
		$out['code'] = array(dol_getIdFromCode($GLOBALS['db'], 'FR', 'c_country', 'code', 'rowid'), dol_getIdFromCode($GLOBALS['db'], 'VIR', 'c_paiement', 'code', 'id', 1), dol_getIdFromCode($GLOBALS['db'], '', 'c_country'));
		return $out;
	}

	/** Answers of pages to requests with and without tokens. */
	private static function csrf(): array
	{
		require_once __DIR__.'/server.php';
		$server = new HostServer();
		$out = array();
		$first = $server->request('GET', '/custom/hostprobe/page.php');
		$good = json_decode($first['body'], true)['token'];
		$out['token'] = array(strlen($good) === 32, json_decode($server->request('GET', '/custom/hostprobe/page.php')['body'], true)['token'] === $good);
		$page = '/custom/hostprobe/page.php';
		$cases = array('GET plain' => array('GET', '?id=5'), 'GET create' => array('GET', '?action=create&id=5'), 'GET edit' => array('GET', '?action=edit'), 'GET display' => array('GET', '?action=displayx'), 'GET delete' => array('GET', '?action=delete&id=5'),
			'GET anything' => array('GET', '?action=anything'), 'GET massaction' => array('GET', '?massaction=x'), 'POST nothing' => array('POST', '?', array()), 'POST action' => array('POST', '?', array('action' => 'add', 'id' => 5)), 'POST view' => array('POST', '?', array('id' => 5, 'text' => 'x')));
		foreach ($cases as $name => $case) {
			foreach (array('none' => null, 'good' => $good, 'stale' => str_repeat('0', 32), 'notrequired' => 'notrequired') as $kind => $token) {
				$post = $case[2] ?? null;
				$query = $case[1].($post === null && $token !== null ? '&token='.$token : '');
				if ($post !== null && $token !== null) {
					$post['token'] = $token;
				}
				$out[$name.', token '.$kind] = self::shown($server->request($case[0], $page.$query, $post));
			}
		}
		$out['door without check, POST'] = self::shown($server->request('POST', $page.'?nocsrf=1', array('action' => 'add', 'id' => 5)));
		$out['door without check, JSON'] = self::shown($server->request('POST', $page.'?nocsrf=1', '{"action":"add"}', array('Content-Type: application/json')));
		$server->stop();
		return $out;
	}

	private static function shown(array $answer): array
	{
		$data = json_decode($answer['body'], true);
		return is_array($data) ? array($answer['status'], $data['action'], $data['id'], $data['post'], $data['error']) : array($answer['status'], (bool) preg_match('/Token not provided/', $answer['body']));
	}

	/** Texts in POST and in the query: let through or refused with 403. Harmless ones are refused too. */
	private static function filter(): array
	{
		require_once __DIR__.'/server.php';
		$server = new HostServer();
		$texts = array('Bonjour Madame', "L'échéance est passée", 'a "quoted" word', 'prix < 100 €', 'onclick = voir le bouton', 'On load = charge', 'moncompte=12', 'saison=été', 'union européenne select', 'select * from t', 'delete from x',
			'insert into t', 'update t set a=1', 'mise à jour update', 'information_schema', 'user ( x )', 'javascript:void', 'java script : x', 'vbscript:x', '<script>alert(1)</script>', '<b>gras</b>', '<img src=x onerror=alert(1)>', '<svg onload=x>', '<svg>', '<iframe src=x>',
			'<object>', '<embed>', '<audio src=x>', '<style>a</style>', '</textarea>', 'base href=x', '=data:text', '&#58;', 'a&#106;b', 'on<a>error=1', 'Set.constructor', '../../etc/passwd', '..%2f..%2fetc', ' @@version', 'updatexml(1)', "ligne 1\nligne 2", "tab\tx", "bell\x07",
			'😀 emoji', '100 % sûr', 'a=b&c=d', 'C:\\temp', '#1', 'into outfile', 'from dual', 'create table', 'enclosure="', 'ontoggle=1', 'onwheel=1', 'onkeypress =1', 'montoring=2', 'confidence=1', 'onend=1', 'Le patron absent=1', 'question=1', '0x41', '{"a":1}', 'a;b', '<!-- x -->',
			'&lt;script&gt;', '%3Cscript%3E', '<a href="javascript:x">', 'oninput=x', 'one=1', 'condition=2', 'ongoing=1');
		$out = array();
		foreach ($texts as $text) {
			$get = $server->request('GET', '/custom/hostprobe/page.php?text='.rawurlencode($text));
			$post = $server->request('POST', '/custom/hostprobe/page.php?nocsrf=1', array('text' => $text));
			$out[$text] = array('get' => $get['status'], 'post' => $post['status']);
		}
		$out['key of a parameter'] = array('post' => $server->request('POST', '/custom/hostprobe/page.php?nocsrf=1', array('select a from b' => '1'))['status']);
		$refused = $server->request('POST', '/custom/hostprobe/page.php?nocsrf=1', array('text' => '<script>'));
		$out['words of the refusal'] = array('text' => (bool) preg_match('/^Access refused to 127\.0\.0\.1 by SQL or Script injection protection/', $refused['body']));
		$server->stop();
		return $out;
	}
}
