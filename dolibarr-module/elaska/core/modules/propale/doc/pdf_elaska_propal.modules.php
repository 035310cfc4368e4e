<?php
/*
 * Model of commercial proposals: Dolibarr's "cyan", and on each sheet the code that leads to the client's portal.
 * Source: TIME-17, DOC-21.
 */
require_once DOL_DOCUMENT_ROOT . '/core/modules/propale/doc/pdf_cyan.modules.php';
require_once dirname(__DIR__, 4) . '/class/elaskapaper.class.php';

class pdf_elaska_propal extends pdf_cyan
{
    use ElaskaPaper;

    /** @param DoliDB $db */
    public function __construct($db)
    {
        global $langs;
        parent::__construct($db);
        $langs->load('elaska@elaska');
        $this->name = 'elaska_propal';
        $this->description = $langs->transnoentitiesnoconv('ElaskaModelProposal');
    }

    // phpcs:ignore PEAR.NamingConventions.ValidFunctionName.ScopeNotCamelCaps
    public function write_file($object, $outputlangs, $srctemplatepath = '', $hidedetails = 0, $hidedesc = 0, $hideref = 0)
    {
        $outputlangs->load('elaska@elaska');
        $this->elaskaOpen('client', (int) $object->socid, 'ELASKA_QR_PROPOSALS', array('title' => $outputlangs->transnoentitiesnoconv('ElaskaPaperProposal'),
            'help' => $outputlangs->transnoentitiesnoconv('ElaskaPaperProposalHelp'), 'annex' => ''));
        $done = parent::write_file($object, $outputlangs, $srctemplatepath, $hidedetails, $hidedesc, $hideref);
        $this->elaskaClose();
        return $done;
    }

    protected function _pagefoot(&$pdf, $object, $outputlangs, $hidefreetext = 0)
    {
        return $this->elaskaFoot($pdf, fn () => parent::_pagefoot($pdf, $object, $outputlangs, $hidefreetext));
    }
}
