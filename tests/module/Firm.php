<?php
/*
 * People, clients, cases and time for tests of pages, made by the host's own classes and by the core. Everything has a
 * name of its own, so that runs on one database do not meet.
 */
final class Firm
{
	/** Rights of an adviser who enters his own time. */
	public const ADVISER = array('time/own', 'case/read', 'case/write');
	/** Rights of who reviews and bills. */
	public const MANAGER = array('time/own', 'time/others', 'time/validate', 'time/selfvalidate', 'rates/read', 'rates/write', 'invoice/create', 'case/read', 'case/write', 'case/close',
		'case/delete');
	public const PASSWORD = 'Horizon.2026!';
	private static int $serial = 0;

	/** A word that no other test uses. */
	public static function word(string $start = 'T'): string
	{
		return $start.dechex((int) (microtime(true) * 1000) % 0xfffffff).dechex(++self::$serial);
	}

	/** @param list<string> $rights names as the core knows them */
	public static function person(array $rights = self::ADVISER, bool $allClients = true): User
	{
		global $db, $user;
		$person = new User($db);
		$person->login = strtolower(self::word('u'));
		$person->lastname = ucfirst(self::word('N'));
		$person->firstname = 'Alix';
		$person->email = $person->login.'@exemple.fr';
		$person->entity = 1;
		$id = $person->create($user);
		if ($id <= 0) {
			throw new RuntimeException('user: '.$person->error);
		}
		$person->fetch($id);
		require_once DOL_DOCUMENT_ROOT.'/core/lib/security.lib.php';
		$db->query('UPDATE '.MAIN_DB_PREFIX."user SET pass_crypted = '".$db->escape(dol_hash(self::PASSWORD))."' WHERE rowid = ".((int) $id));
		$wanted = array_map(static fn (string $r): array => array_merge(array('elaska'), explode('/', $r)), $rights);
		$wanted[] = array('societe', 'lire');
		$wanted[] = array('facture', 'lire');
		if ($allClients) {
			$wanted[] = array('societe', 'client', 'voir');
		}
		foreach ($wanted as $right) {
			$person->addrights(self::right(...$right));
		}
		$fresh = new User($db);
		$fresh->fetch($id, '', '', 1);
		method_exists($fresh, 'loadRights') ? $fresh->loadRights() : $fresh->getrights();
		return $fresh;
	}

	public static function right(string $module, string $first, string $second = ''): int
	{
		global $db;
		$sql = 'SELECT id FROM '.MAIN_DB_PREFIX."rights_def WHERE module = '".$db->escape($module)."' AND perms = '".$db->escape($first)."'";
		$sql .= $second === '' ? " AND (subperms IS NULL OR subperms = '')" : " AND subperms = '".$db->escape($second)."'";
		$row = $db->fetch_object($db->query($sql.' ORDER BY id LIMIT 1'));
		if (!$row) {
			throw new RuntimeException('no right '.$module.' '.$first.' '.$second);
		}
		return (int) $row->id;
	}

	public static function client(string $name = ''): int
	{
		global $db, $user;
		require_once DOL_DOCUMENT_ROOT.'/societe/class/societe.class.php';
		$client = new Societe($db);
		$client->name = $name !== '' ? $name : self::word('Client ');
		$client->client = 1;
		$client->code_client = 'auto';
		$client->country_id = 1;
		$id = $client->create($user);
		if ($id <= 0) {
			throw new RuntimeException('client: '.$client->error.implode(' ', $client->errors));
		}
		return (int) $id;
	}

	/** The core for somebody, the administrator when nobody is named. */
	public static function office(?User $who = null): Elaska\Office
	{
		global $user;
		require_once DOL_DOCUMENT_ROOT.'/custom/elaska/lib/elaska.lib.php';
		return elaska_office($who ?? $user);
	}

	/** @param array<string,mixed> $more members of case.create */
	public static function dossier(int $client, array $more = array(), ?User $who = null): array
	{
		global $user;
		return (new Elaska\Cases(self::office($who)))->create($more + array('title' => self::word('Dossier '), 'client' => $client, 'lead' => (int) ($who ?? $user)->id));
	}

	public static function activity(): int
	{
		return (int) (new Elaska\Activities(self::office()))->list()['rows'][0]['id'];
	}

	/** An entry of an hour on a case, a day of the past that no other entry has. @param array<string,mixed> $more */
	public static function time(User $who, int $case, array $more = array()): array
	{
		return (new Elaska\Time(self::office($who)))->create($more + array('case' => $case, 'activity' => self::activity(), 'duration' => '1h', 'work_on' => self::day(),
			'description' => 'Travail', 'billable' => true));
	}

	/** A day of the past, as the firm counts its days. */
	public static function day(int $ago = 3): string
	{
		return (new DateTimeImmutable('today', new DateTimeZone('Europe/Paris')))->modify((-$ago).' days')->format('Y-m-d');
	}

	/** Every message of the core under this key, as the pages say it in French. */
	public static function sentence(string $key, array $params = array()): string
	{
		require_once DOL_DOCUMENT_ROOT.'/custom/elaska/lib/elaska.lib.php';
		return Browser::plain(elaska_sentence($key, $params));
	}
}
