<?php
/*
 * What our models add to Dolibarr's own on each sheet: above the footer, a code that leads to the portal, what it leads
 * to in words, and the mention of the annex. The model itself stays Dolibarr's, with whatever the firm set for it; where
 * nothing can be added the sheet is the plain one. Source: TIME-17, DOC-18, DOC-21.
 */
require_once __DIR__ . '/../lib/elaska.lib.php';

trait ElaskaPaper
{
    /** Height of the strip and side of the code, in millimetres. */
    private const STRIP = 21.0;
    private const CODE = 17.0;

    /** @var array{size: int, path: string, address: string, title: string, help: string, annex: string}|null */
    private ?array $strip = null;
    private float $below = 0.0;

    /** Makes room above the footer of every sheet, when there is something to print there. @param array<string,string> $words */
    private function elaskaOpen(string $object, int $id, string $switch, array $words): void
    {
        $this->elaskaClose();
        if (!getDolGlobalInt('ELASKA_QR', 1) || !getDolGlobalInt($switch, 1) || elaska_problem() !== '') {
            return;
        }
        try {
            $code = elaska_office(null, true)->call('qr.read', array('object' => $object, 'id' => $id))['qr'];
        } catch (Throwable $e) {
            dol_syslog('elaska: code of ' . $object . ' ' . $id . ': ' . $e->getMessage(), LOG_ERR);
            return;
        }
        if ($code) {
            $this->strip = $code + $words;
            $this->below = (float) $this->marge_basse;
            $this->marge_basse += self::STRIP;
        }
    }

    /** The margin is the model's own again. */
    private function elaskaClose(): void
    {
        if ($this->strip) {
            $this->marge_basse = $this->below;
            $this->strip = null;
        }
    }

    /**
     * The model's own footer at its own place, the strip above it.
     *
     * @param TCPDF $pdf
     * @param callable(): mixed $footer gives the height that it took
     * @return mixed what the model's own footer gives
     */
    private function elaskaFoot($pdf, callable $footer)
    {
        if (!$this->strip) {
            return $footer();
        }
        $room = $this->marge_basse;
        $this->marge_basse = $this->below;
        $took = $footer();
        $this->marge_basse = $room;
        $breaks = $pdf->getAutoPageBreak();
        $margin = $pdf->getBreakMargin();
        $pdf->SetAutoPageBreak(false, 0);
        $this->elaskaStrip($pdf, (float) $this->page_hauteur - max((float) $took, $this->below + 9.0) - self::STRIP + 1.5);
        $pdf->SetAutoPageBreak($breaks, $margin);
        return $took;
    }

    /** @param TCPDF $pdf */
    private function elaskaStrip($pdf, float $y): void
    {
        $strip = $this->strip ?? array('size' => 0, 'path' => '', 'address' => '', 'title' => '', 'help' => '', 'annex' => '');
        $x = (float) $this->page_largeur - (float) $this->marge_droite - self::CODE;
        $unit = self::CODE / max(1, (int) $strip['size']);
        $pdf->SetFillColor(15, 23, 42);
        // Runs of dark modules, as the core drew them.
        preg_match_all('/M(\d+) (\d+)h(\d+)/', (string) $strip['path'], $runs, PREG_SET_ORDER);
        foreach ($runs as $run) {
            $pdf->Rect($x + (int) $run[1] * $unit, $y + (int) $run[2] * $unit, (int) $run[3] * $unit, $unit, 'F');
        }
        $left = (float) $this->marge_gauche;
        $wide = $x - 4.0 - $left;
        $pdf->SetTextColor(15, 23, 42);
        $pdf->SetFont('', 'B', 8);
        $pdf->SetXY($left, $y + 2.0);
        $pdf->MultiCell($wide, 4, (string) $strip['title'], 0, 'R');
        $pdf->SetTextColor(71, 85, 105);
        $pdf->SetFont('', '', 7);
        foreach (array($strip['help'], $strip['address'], $strip['annex']) as $i => $words) {
            $pdf->SetXY($left, $y + 6.0 + 3.4 * $i);
            $pdf->MultiCell($wide, 3.4, (string) $words, 0, 'R');
        }
        $pdf->SetTextColor(0, 0, 0);
    }
}
