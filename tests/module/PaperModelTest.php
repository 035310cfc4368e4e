<?php
/*
 * Models of invoices and proposals: Dolibarr's own sheet, and the code that leads to the portal, read back from the page
 * by a reader of codes.
 */
use PHPUnit\Framework\TestCase;

require_once __DIR__.'/BillingFirm.php';
require_once DOL_DOCUMENT_ROOT.'/custom/elaska/class/elaskainvoicedocuments.class.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/admin.lib.php';
require_once DOL_DOCUMENT_ROOT.'/comm/propal/class/propal.class.php';

final class PaperModelTest extends TestCase
{
	protected function tearDown(): void
	{
		global $db, $conf;
		foreach (array('ELASKA_QR', 'ELASKA_QR_INVOICES', 'ELASKA_QR_PROPOSALS') as $name) {
			dolibarr_del_const($db, $name, $conf->entity);
			unset($conf->global->$name);
		}
	}

	/** @return list<string> codes of each page */
	private static function codes(string $pdf): array
	{
		$dir = sys_get_temp_dir().'/elaska-codes-'.bin2hex(random_bytes(4));
		mkdir($dir);
		file_put_contents("$dir/a.pdf", $pdf);
		exec("qpdf --check $dir/a.pdf 2>&1", $said, $rc);
		exec("pdftoppm -r 150 -png $dir/a.pdf $dir/p");
		$codes = array();
		foreach (glob("$dir/p*.png") as $page) {
			exec('zbarimg -q --raw '.escapeshellarg($page).' 2>/dev/null', $codes);
		}
		array_map('unlink', glob("$dir/*"));
		rmdir($dir);
		return $rc === 0 ? $codes : $said;
	}

	private static function text(string $pdf): string
	{
		$file = (string) tempnam(sys_get_temp_dir(), 'paper');
		file_put_contents($file, $pdf);
		exec('pdftotext -layout '.escapeshellarg($file).' - 2>/dev/null', $lines);
		unlink($file);
		return implode("\n", $lines);
	}

	private static function invoice(BillingFirm $firm, string $model): string
	{
		global $langs;
		$invoice = BillingFirm::invoice($firm->bill($firm->validated(array('1h')))['invoice']);
		$invoice->fetch_thirdparty();
		if ($invoice->generateDocument($model, $langs) <= 0) {
			throw new RuntimeException('PDF: '.$invoice->error.' '.implode(' ', $invoice->errors ?? array()));
		}
		$ref = dol_sanitizeFileName($invoice->ref);
		return (string) file_get_contents(getenv('DOCUMENTS_DIR')."/facture/$ref/$ref.pdf");
	}

	public function test_TIME_17_an_invoice_carries_the_code_of_its_page(): void
	{
		global $db;
		$firm = new BillingFirm();
		$pdf = self::invoice($firm, 'elaska');
		$codes = self::codes($pdf);
		$this->assertCount(1, $codes, implode(' ', $codes));
		$this->assertMatchesRegularExpression('~^https?://[^/]+/q/[\w-]{22}$~', $codes[0]);
		$row = $db->fetch_object($db->query("SELECT object FROM ".MAIN_DB_PREFIX."elaska_qr WHERE code = '".$db->escape(substr($codes[0], -22))."'"));
		$this->assertSame('invoice', $row->object ?? '');
		$text = self::text($pdf);
		foreach (array('Votre facture en ligne', '/q/', 'Annexe : détail du temps passé, ') as $words) {
			$this->assertStringContainsString($words, $text);
		}
	}

	public function test_DOC_21_a_setting_takes_the_code_from_paper(): void
	{
		global $db, $conf;
		$firm = new BillingFirm();
		foreach (array('ELASKA_QR_INVOICES', 'ELASKA_QR') as $name) {
			dolibarr_set_const($db, $name, '0', 'chaine', 0, '', $conf->entity);
			$this->assertSame(array(), self::codes(self::invoice($firm, 'elaska')), $name);
			dolibarr_del_const($db, $name, $conf->entity);
			unset($conf->global->$name);
		}
	}

	public function test_DOC_21_the_models_are_offered_in_dolibarrs_set_up(): void
	{
		global $db;
		require_once DOL_DOCUMENT_ROOT.'/core/modules/facture/modules_facture.php';
		$this->assertArrayHasKey('elaska', ModelePDFFactures::liste_modeles($db));
		$this->assertArrayHasKey('elaska_propal', getListOfModels($db, 'propal'));
	}

	public function test_DOC_21_a_proposal_carries_the_code_of_the_client(): void
	{
		global $db, $user, $langs, $conf;
		$firm = new BillingFirm();
		$proposal = new Propal($db);
		$proposal->socid = $firm->client;
		$proposal->date = dol_now();
		$proposal->duree_validite = 15;
		$proposal->cond_reglement_id = 1;
		$this->assertGreaterThan(0, $proposal->create($user), (string) $proposal->error);
		$proposal->fetch((int) $proposal->id);
		$proposal->fetch_thirdparty();
		if (defined('HOST_IS_STANDIN')) {
			$this->markTestSkipped('The stand-in draws no proposal.');
		}
		$this->assertGreaterThan(0, $proposal->generateDocument('elaska_propal', $langs), (string) $proposal->error);
		$ref = dol_sanitizeFileName($proposal->ref);
		$pdf = (string) file_get_contents(($conf->propal->multidir_output[1] ?? $conf->propal->dir_output)."/$ref/$ref.pdf");
		$codes = self::codes($pdf);
		$this->assertCount(1, $codes, implode(' ', $codes));
		$this->assertStringContainsString('Votre espace client', self::text($pdf));
	}
}
