<?php
/*
 * The native PDF of an invoice, as plain as can be: one page of text lines in Helvetica.
 */
require_once DOL_DOCUMENT_ROOT.'/core/modules/facture/modules_facture.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/files.lib.php';

class pdf_crabe extends ModelePDFFactures
{
	/** @param DoliDB $db */
	public function __construct($db)
	{
		$this->db = $db;
		$this->name = 'crabe';
	}

	public function write_file($object, $outputlangs, $srctemplatepath = '', $hidedetails = 0, $hidedesc = 0, $hideref = 0)
	{
		global $conf, $mysoc, $user, $hookmanager, $action;
		$object->fetch_thirdparty();
		$ref = dol_sanitizeFileName($object->ref);
		$dir = $conf->facture->dir_output.'/'.$ref;
		if (dol_mkdir($dir) < 0) {
			$this->error = 'ErrorCanNotCreateDir '.$dir;
			return 0;
		}
		$file = $dir.'/'.$ref.'.pdf';
		$hookmanager->initHooks(array('pdfgeneration'));
		$parameters = array('file' => $file, 'object' => $object, 'outputlangs' => $outputlangs);
		$hookmanager->executeHooks('beforePDFCreation', $parameters, $object, $action);
		$lines = array($mysoc->name, '', 'Facture '.$object->ref.' du '.dol_print_date($object->date, 'day', 'tzserver', $outputlangs), 'Client : '.($object->thirdparty->name ?? ''), '');
		foreach ($object->lines as $line) {
			$text = explode("\n", dol_string_nohtmltag($line->desc, 0));
			$lines[] = $text[0].'   '.price($line->qty, 0, $outputlangs, 1, 0).' x '.price($line->subprice, 0, $outputlangs).' = '.price($line->total_ht, 0, $outputlangs, 1, -1, 'MT').' HT';
			array_push($lines, ...array_slice($text, 1));
		}
		foreach (array('Total HT' => 'total_ht', 'TVA' => 'total_tva', 'Total TTC' => 'total_ttc') as $label => $name) {
			$lines[] = $label.' : '.price($object->$name, 0, $outputlangs, 1, -1, 'MT', 'EUR');
		}
		file_put_contents($file, $this->pdf($lines, $this->footer($object, $outputlangs)));
		$hookmanager->executeHooks('afterPDFCreation', $parameters, $this, $action);
		$this->result = array('fullpath' => $file);
		$object->last_main_doc = 'facture/'.$ref.'/'.$ref.'.pdf';
		$this->db->query('UPDATE '.MAIN_DB_PREFIX."facture SET last_main_doc = '".$this->db->escape($object->last_main_doc)."' WHERE rowid = ".((int) $object->id));
		addFileIntoDatabaseIndex($dir, $ref.'.pdf', '', 'generated', 0, $object);
		return 1;
	}

	/** What a model draws at the foot of each page. @param Translate $outputlangs */
	protected function footer(object $object, $outputlangs): string
	{
		return '';
	}

	/** Bytes of a PDF 1.4 file: catalogue, pages of 54 lines, one font. */
	protected function pdf(array $lines, string $foot = ''): string
	{
		$objects = array(1 => '<< /Type /Catalog /Pages 2 0 R >>', 3 => '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
		$kids = array();
		foreach (array_chunk($lines, 54) as $page) {
			$text = '';
			foreach ($page as $line) {
				$latin = (string) iconv('UTF-8', 'CP1252//TRANSLIT//IGNORE', $line);
				$text .= '('.addcslashes($latin, '()\\').") Tj T*\n";
			}
			$stream = "BT /F1 10 Tf 14 TL 51 790 Td\n".$text.'ET'.$foot;
			$n = count($objects) + 2;
			$objects[$n] = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents '.($n + 1).' 0 R >>';
			$objects[$n + 1] = '<< /Length '.strlen($stream)." >>\nstream\n".$stream."\nendstream";
			$kids[] = $n.' 0 R';
		}
		$objects[2] = '<< /Type /Pages /Kids ['.implode(' ', $kids).'] /Count '.count($kids).' >>';
		ksort($objects);
		$out = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n";
		$xref = "xref\n0 ".(count($objects) + 1)."\n0000000000 65535 f \n";
		foreach ($objects as $n => $body) {
			$xref .= sprintf("%010d 00000 n \n", strlen($out));
			$out .= $n." 0 obj\n".$body."\nendobj\n";
		}
		return $out.$xref."trailer\n<< /Size ".(count($objects) + 1)." /Root 1 0 R >>\nstartxref\n".strlen($out)."\n%%EOF\n";
	}
}
