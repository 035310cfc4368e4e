<?php
/*
 * The model of invoices that others are derived from: a footer on each page, which they may draw themselves.
 */
require_once DOL_DOCUMENT_ROOT.'/core/modules/facture/doc/pdf_crabe.modules.php';
require_once DOL_DOCUMENT_ROOT.'/includes/tecnickcom/tcpdf/tcpdf.php';

class pdf_sponge extends pdf_crabe
{
	/** @param DoliDB $db */
	public function __construct($db)
	{
		parent::__construct($db);
		$this->name = 'sponge';
	}

	protected function footer(object $object, $outputlangs): string
	{
		$pdf = new TCPDF();
		$this->_pagefoot($pdf, $object, $outputlangs);
		return $pdf->commands;
	}

	/** @return float height that it took */
	protected function _pagefoot(&$pdf, $object, $outputlangs, $hidefreetext = 0, $heightforqrinvoice = 0)
	{
		global $mysoc;
		$pdf->SetXY($this->marge_gauche, $this->page_hauteur - $this->marge_basse - 6);
		$pdf->MultiCell(190, 3, $mysoc->name);
		return $this->marge_basse + 12.0;
	}
}
