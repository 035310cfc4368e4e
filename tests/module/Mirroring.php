<?php
/*
 * For tests of what Dolibarr's own pages change: its classes, and what waits for its writer written.
 */
require_once __DIR__.'/Browser.php';
require_once __DIR__.'/Natives.php';

trait Mirroring
{
	public static function setUpBeforeClass(): void
	{
		require_once DOL_DOCUMENT_ROOT.'/projet/class/project.class.php';
		require_once DOL_DOCUMENT_ROOT.'/projet/class/task.class.php';
		dol_include_once('/elaska/class/elaskamirror.class.php');
	}

	private static function drain(): void
	{
		global $db;
		$mirror = new ElaskaMirror($db);
		for ($round = 0; $round < 5 && $mirror->drain(50) > 0; $round++) {
		}
	}
}
