<?php
/*
 * The model of proposals, as that of invoices: there is no more of it here than others are derived from.
 */
require_once DOL_DOCUMENT_ROOT.'/core/modules/facture/doc/pdf_sponge.modules.php';

class pdf_cyan extends pdf_sponge
{
	protected function footer(object $object, $outputlangs): string
	{
		$pdf = new TCPDF();
		$this->_pagefoot($pdf, $object, $outputlangs);
		return $pdf->commands;
	}

	/** @return float height that it took */
	protected function _pagefoot(&$pdf, $object, $outputlangs, $hidefreetext = 0)
	{
		return parent::_pagefoot($pdf, $object, $outputlangs, $hidefreetext);
	}
}
