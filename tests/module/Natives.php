<?php
/*
 * Native objects that time can hang on, made by the host's own classes.
 */
require_once __DIR__.'/Firm.php';

final class Natives
{
	public static function project(int $client): Project
	{
		global $db, $user;
		require_once DOL_DOCUMENT_ROOT.'/projet/class/project.class.php';
		$project = new Project($db);
		$project->ref = Firm::word('PJ');
		$project->title = Firm::word('Projet ');
		$project->socid = $client;
		$project->date_start = $project->date_c = dol_now();
		$project->status = $project->statut = 1;
		return self::kept($project, $project->create($user));
	}

	public static function task(Project $project): Task
	{
		global $db, $user;
		require_once DOL_DOCUMENT_ROOT.'/projet/class/task.class.php';
		$task = new Task($db);
		$task->ref = Firm::word('TK');
		$task->label = Firm::word('Tâche ');
		$task->fk_project = (int) $project->id;
		$task->date_c = $task->date_start = dol_now();
		return self::kept($task, $task->create($user));
	}

	public static function ticket(int $client): Ticket
	{
		global $db, $user;
		require_once DOL_DOCUMENT_ROOT.'/ticket/class/ticket.class.php';
		$ticket = new Ticket($db);
		$ticket->ref = Firm::word('TS');
		$ticket->track_id = strtolower(Firm::word('tr'));
		$ticket->fk_soc = $ticket->socid = $client;
		$ticket->subject = Firm::word('Question ');
		$ticket->message = 'Bonjour';
		$ticket->type_code = 'COM';
		$ticket->category_code = 'OTHER';
		$ticket->severity_code = 'NORMAL';
		return self::kept($ticket, $ticket->create($user));
	}

	public static function contact(int $client): Contact
	{
		global $db, $user;
		require_once DOL_DOCUMENT_ROOT.'/contact/class/contact.class.php';
		$contact = new Contact($db);
		$contact->lastname = Firm::word('Contact ');
		$contact->socid = $client;
		return self::kept($contact, $contact->create($user));
	}

	public static function company(int $id): Societe
	{
		global $db;
		$company = new Societe($db);
		$company->fetch($id);
		return $company;
	}

	/**
	 * @template T of object
	 * @param T $object
	 * @return T
	 */
	private static function kept(object $object, int $id): object
	{
		if ($id <= 0) {
			throw new RuntimeException(get_class($object).': '.$object->error.' '.implode(' ', $object->errors ?? array()));
		}
		$object->fetch($id);
		return $object;
	}

	/** Runs PHP in the instance; without the extension when told so. @return string what it printed */
	public static function script(string $code, bool $extension = true): string
	{
		$head = '$_SERVER["PHP_SELF"] = "/index.php"; $_SERVER["REMOTE_ADDR"] = "127.0.0.1"; chdir('.var_export(DOL_DOCUMENT_ROOT, true).'); require "master.inc.php";'
			.' $user->fetch(0, getenv("BO_LOGIN") ?: "admin", "", 1); method_exists($user, "loadRights") ? $user->loadRights() : $user->getrights();'
			.' $langs->setDefaultLang("fr_FR"); require_once "'.DOL_DOCUMENT_ROOT.'/custom/elaska/lib/elaska.lib.php"; ';
		$file = tempnam(sys_get_temp_dir(), 'elaska-test-');
		file_put_contents($file, '<?php '.$head.$code);
		// Without the instance's folder of settings there is no extension.
		$php = $extension ? (string) getenv('INSTANCE_PHP') : PHP_BINARY;
		$scan = $extension ? '' : 'env -u PHP_INI_SCAN_DIR ';
		exec($scan.escapeshellarg($php).' -d display_errors=stderr '.escapeshellarg($file).' 2>&1', $lines);
		unlink($file);
		return implode("\n", $lines);
	}
}
