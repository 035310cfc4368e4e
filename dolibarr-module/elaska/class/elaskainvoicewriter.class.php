<?php
/*
 * The lines of the core in a native invoice: a new draft, or after the lines of one that is there.
 */
require_once DOL_DOCUMENT_ROOT . '/compta/facture/class/facture.class.php';
require_once __DIR__ . '/elaskadocumentwriter.class.php';

/** @extends ElaskaDocumentWriter<Facture> */
final class ElaskaInvoiceWriter extends ElaskaDocumentWriter
{
    protected function document(array $order): CommonObject
    {
        $invoice = new Facture($this->db);
        $id = (int) $order['id'];
        if ($id <= 0) {
            $this->fill($invoice, (int) $order['client'], $order['date']);
            $id = (int) $invoice->create($this->user);
        }
        if ($id <= 0 || $invoice->fetch($id) <= 0 || $invoice->fetch_thirdparty() <= 0) {
            throw $this->refused($invoice);
        }
        return $invoice;
    }

    /** A draft with the payment terms that Dolibarr's own form would propose for this third party. */
    private function fill(Facture $invoice, int $client, string $date): void
    {
        $soc = $this->client($client);
        $invoice->socid = $client;
        $invoice->type = Facture::TYPE_STANDARD;
        $invoice->date = self::noon($date);
        $invoice->cond_reglement_id = (int) $soc->cond_reglement_id;
        $invoice->mode_reglement_id = (int) $soc->mode_reglement_id;
        $invoice->fk_account = (int) $soc->fk_account;
        $invoice->model_pdf = getDolGlobalString('FACTURE_ADDON_PDF');
    }

    protected function addLine(CommonObject $document, array $line, int $rank): int
    {
        return (int) $document->addline(self::description($line['label']), $line['unit'], $line['qty'], $line['vat'], 0, 0, 0, 0, '', '', 0, 0, '', 'HT', 0,
            $line['type'], $rank, $line['special'], '', 0, 0, null, 0, '', array(), 100, 0, null, 0, '', 1);
    }

    protected function readLines(CommonObject $document): bool
    {
        return $document->fetch_lines() > 0;
    }
}
