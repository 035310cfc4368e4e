<?php
/*
 * Files of an invoice, written after the transaction that changed it: Dolibarr's own PDF where it is wanted and
 * missing, and beside it the detail of time, <REF>-temps.pdf. A file that cannot be written never undoes an invoice:
 * the tab and the portal make the detail again on demand, from the same rows.
 */
require_once DOL_DOCUMENT_ROOT . '/compta/facture/class/facture.class.php';
require_once DOL_DOCUMENT_ROOT . '/core/lib/files.lib.php';

final class ElaskaInvoiceDocuments
{
    /** @var array<int,true> invoices validated by this request */
    private static array $waiting = array();
    private static bool $registered = false;
    /** @var array{invoice?: int, seconds?: array<int,int>} of the document being made */
    private static array $clocks = array();

    /** Called by the trigger of validation: the transaction is open and the folder still has its provisional name. */
    public static function later(int $invoice): void
    {
        self::$waiting[$invoice] = true;
        if (!self::$registered) {
            self::$registered = true;
            register_shutdown_function(array(self::class, 'flush'));
        }
    }

    /** Writes what waits; at the end of a page (hook), else of the request. Nothing is written inside a transaction. */
    public static function flush(): void
    {
        global $db;
        if (!self::$waiting || empty($db->connected) || $db->transaction_opened > 0) {
            return;
        }
        $ids = array_keys(self::$waiting);
        self::$waiting = array();
        foreach ($ids as $id) {
            try {
                self::complete($id);
            } catch (Throwable $e) {
                dol_syslog('elaska: documents of invoice ' . $id . ': ' . get_class($e) . ' ' . $e->getMessage(), LOG_ERR);
            }
        }
    }

    /** Documents of a validated invoice: those that are missing. */
    public static function complete(int $id): void
    {
        global $db;
        $invoice = new Facture($db);
        // Rolled back meanwhile, or back to draft.
        if ($invoice->fetch($id) <= 0 || $invoice->status == Facture::STATUS_DRAFT) {
            return;
        }
        $folder = self::folder($invoice);
        if (!is_file($folder . '/' . basename($folder) . '.pdf')) {
            self::generate($invoice);
        }
        self::saveDetail($invoice);
    }

    /** After lines of a draft changed, as Dolibarr's card does after its own changes. */
    public static function refreshDraft(int $id): void
    {
        global $db;
        $invoice = new Facture($db);
        if (!getDolGlobalString('MAIN_DISABLE_PDF_AUTOUPDATE') && $invoice->fetch($id) > 0) {
            self::generate($invoice);
        }
    }

    private static function generate(Facture $invoice): void
    {
        global $langs;
        $invoice->fetch_thirdparty();
        if ($invoice->generateDocument((string) $invoice->model_pdf, $langs) <= 0) {
            dol_syslog('elaska: PDF of invoice ' . $invoice->id . ': ' . $invoice->error, LOG_WARNING);
        }
    }

    /** Does it hold time of ours, so that there is an annex? */
    public static function hasDetail(Facture $invoice): bool
    {
        try {
            return (bool) (new Elaska\Billing(elaska_office(null, true)))->invoice(array('invoice' => (int) $invoice->id))['lines'];
        } catch (Throwable $e) {
            dol_syslog('elaska: annex of invoice ' . $invoice->id . ': ' . $e->getMessage(), LOG_ERR);
            return false;
        }
    }

    /** The annex, where the invoice holds time of ours. @return string its path, empty when there is none */
    public static function saveDetail(Facture $invoice): string
    {
        $billing = new Elaska\Billing(elaska_office(null, true));
        if (!$billing->invoice(array('invoice' => (int) $invoice->id))['lines']) {
            return '';
        }
        $pdf = $billing->annex(array('invoice' => (int) $invoice->id));
        $folder = self::folder($invoice);
        $path = $folder . '/' . self::detailName($invoice);
        if (dol_mkdir($folder) < 0 || file_put_contents($path . '.part', $pdf['body']) !== strlen($pdf['body']) || !rename($path . '.part', $path)) {
            dol_syslog('elaska: cannot write ' . $path, LOG_WARNING);
            return '';
        }
        addFileIntoDatabaseIndex($folder, basename($path), '', 'generated', 0, $invoice);
        return $path;
    }

    /**
     * Quantity of a line as people read time, "04:10:28" for 4.1744444445 hours; empty where the line is none of ours,
     * or its quantity was changed by hand.
     */
    public static function clock(Facture $invoice, int $i): string
    {
        // The first line of a document asks once for all of them.
        if ($i === 0 || (self::$clocks['invoice'] ?? 0) !== (int) $invoice->id) {
            $lines = (new Elaska\Billing(elaska_office(null, true)))->invoice(array('invoice' => (int) $invoice->id))['lines'];
            self::$clocks = array('invoice' => (int) $invoice->id, 'seconds' => array_column($lines, 'seconds', 'line'));
        }
        $line = $invoice->lines[$i] ?? null;
        $seconds = $line ? (self::$clocks['seconds'][(int) $line->id] ?? 0) : 0;
        return $seconds > 0 && abs((float) $line->qty * 3600 - $seconds) < 0.01 ? elaska_clock($seconds) : '';
    }

    public static function detailName(Facture $invoice): string
    {
        return dol_sanitizeFileName($invoice->ref) . '-temps.pdf';
    }

    private static function folder(Facture $invoice): string
    {
        global $conf;
        $base = $conf->facture->multidir_output[$invoice->entity] ?? $conf->facture->dir_output;
        return $base . '/' . dol_sanitizeFileName($invoice->ref);
    }
}
