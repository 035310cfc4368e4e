<?php
/*
 * The lines of the core in a new native commercial proposal (TIME-16). What it offers stays to be billed.
 */
require_once DOL_DOCUMENT_ROOT . '/comm/propal/class/propal.class.php';
require_once __DIR__ . '/elaskadocumentwriter.class.php';

/** @extends ElaskaDocumentWriter<Propal> */
final class ElaskaProposalWriter extends ElaskaDocumentWriter
{
    protected function document(array $order): CommonObject
    {
        $soc = $this->client((int) $order['client']);
        $proposal = new Propal($this->db);
        $proposal->socid = (int) $order['client'];
        $proposal->date = self::noon($order['date']);
        // Days it holds and terms of payment, as Dolibarr's own form would propose them.
        $proposal->duree_validite = getDolGlobalInt('PROPALE_VALIDITY_DURATION', 15);
        $proposal->cond_reglement_id = (int) $soc->cond_reglement_id;
        $proposal->mode_reglement_id = (int) $soc->mode_reglement_id;
        $proposal->fk_account = (int) $soc->fk_account;
        $proposal->model_pdf = getDolGlobalString('PROPALE_ADDON_PDF');
        $id = (int) $proposal->create($this->user);
        if ($id <= 0 || $proposal->fetch($id) <= 0 || $proposal->fetch_thirdparty() <= 0) {
            throw $this->refused($proposal);
        }
        return $proposal;
    }

    protected function addLine(CommonObject $document, array $line, int $rank): int
    {
        return (int) $document->addline(self::description($line['label']), $line['unit'], $line['qty'], $line['vat'], 0, 0, 0, 0, 'HT', 0, 0, $line['type'],
            $rank, $line['special'], 0, 0, 0, '', '', '', array(), null, '', 0, 0, 0, 1);
    }

    protected function readLines(CommonObject $document): bool
    {
        return $document->fetch_lines() >= 0;
    }
}
