<?php
/*
 * Model of invoices: Dolibarr's "sponge", and on each sheet the code that leads to the invoice in the portal, where the
 * client reads, downloads and pays it, and the mention of the annex. Source: TIME-17, DOC-21.
 */
require_once DOL_DOCUMENT_ROOT . '/core/modules/facture/doc/pdf_sponge.modules.php';
require_once dirname(__DIR__, 4) . '/class/elaskapaper.class.php';
require_once dirname(__DIR__, 4) . '/class/elaskainvoicedocuments.class.php';

class pdf_elaska extends pdf_sponge
{
    use ElaskaPaper;

    /** @param DoliDB $db */
    public function __construct($db)
    {
        global $langs;
        parent::__construct($db);
        $langs->load('elaska@elaska');
        $this->name = 'elaska';
        $this->description = $langs->transnoentitiesnoconv('ElaskaModelInvoice');
    }

    // phpcs:ignore PEAR.NamingConventions.ValidFunctionName.ScopeNotCamelCaps
    public function write_file($object, $outputlangs, $srctemplatepath = '', $hidedetails = 0, $hidedesc = 0, $hideref = 0)
    {
        $outputlangs->load('elaska@elaska');
        $this->elaskaOpen('invoice', (int) $object->id, 'ELASKA_QR_INVOICES', array(
            'title' => $outputlangs->transnoentitiesnoconv('ElaskaPaperInvoice'),
            'help' => $outputlangs->transnoentitiesnoconv('ElaskaPaperInvoiceHelp'),
            'annex' => ElaskaInvoiceDocuments::hasDetail($object) ? $outputlangs->transnoentitiesnoconv('ElaskaPaperAnnex', ElaskaInvoiceDocuments::detailName($object)) : '',
        ));
        $done = parent::write_file($object, $outputlangs, $srctemplatepath, $hidedetails, $hidedesc, $hideref);
        $this->elaskaClose();
        return $done;
    }

    protected function _pagefoot(&$pdf, $object, $outputlangs, $hidefreetext = 0, $heightforqrinvoice = 0)
    {
        return $this->elaskaFoot($pdf, fn () => parent::_pagefoot($pdf, $object, $outputlangs, $hidefreetext, $heightforqrinvoice));
    }
}
