<?php
/*
 * Parents of the numbering and document models of invoices.
 */
abstract class ModeleNumRefFactures
{
	/** @return string */
	abstract public function getNextValue($objsoc, $invoice, $mode = 'next');
}

abstract class ModelePDFFactures
{
	/** Of a page, in millimetres. */
	public $page_largeur = 210, $page_hauteur = 297, $marge_gauche = 10, $marge_droite = 10, $marge_haute = 10, $marge_basse = 10;
	public $db, $name = '', $description = '', $type = 'pdf', $error = '', $errors = array(), $result = array();

	/** @return int 1, <=0 error */
	abstract public function write_file($object, $outputlangs, $srctemplatepath = '', $hidedetails = 0, $hidedesc = 0, $hideref = 0);

	/** @return ModelePDFFactures|null model of the host or of a module */
	public static function load($db, string $name): ?ModelePDFFactures
	{
		global $conf;
		$class = 'pdf_'.preg_replace('/[^a-z0-9_]/i', '', explode(':', $name)[0]);
		foreach (array_merge(array('/'), array_values($conf->modules_parts['models'])) as $dir) {
			$file = dol_buildpath($dir.'core/modules/facture/doc/'.$class.'.modules.php');
			if (is_file($file)) {
				require_once $file;
				return new $class($db);
			}
		}
		return null;
	}

	/** @return array<string,string> */
	public static function liste_modeles($db, $maxfilenamelength = 0)
	{
		require_once DOL_DOCUMENT_ROOT.'/core/lib/functions2.lib.php';
		return getListOfModels($db, 'invoice', $maxfilenamelength);
	}
}
