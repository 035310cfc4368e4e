<?php
/*
 * The letter of the benchmark: its words for both writers (write), TCPDF's turn (tcpdf), and the rows (rows).
 *   letters.php write|rows DIR | tcpdf DIR TOOLS
 */
const PARAGRAPH = 'Nous vous remercions de la confiance que vous nous accordez et de bien vouloir nous faire parvenir, avant la date indiquée, les éléments nécessaires à l’instruction de votre dossier ; sans réponse, nous reviendrons vers vous.';
const LINES = 60, COLUMNS = 4, LETTERS = 15;

function cell(int $row, int $column): string
{
    return $row === 0 ? array('Pièce', 'Catégorie', 'Fournie par', 'État')[$column] : "Élément $row, colonne $column";
}

function text(string $words): array
{
    return array('type' => 'paragraph', 'content' => array(array('type' => 'text', 'text' => $words)));
}

function write(string $dir): void
{
    $rows = array();
    for ($r = 0; $r < LINES; $r++) {
        $cells = array();
        for ($c = 0; $c < COLUMNS; $c++) {
            $cells[] = array('type' => 'cell', 'attrs' => array('header' => $r === 0), 'content' => array(text(cell($r, $c))));
        }
        $rows[] = array('type' => 'row', 'content' => $cells);
    }
    $doc = array('type' => 'doc', 'content' => array_merge(array_fill(0, 6, text(PARAGRAPH)), array(array('type' => 'table', 'content' => $rows), array('type' => 'qr', 'attrs' => array('of' => 'case')))));
    file_put_contents("$dir/letter.json", json_encode($doc, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE));
    $logo = imagecreatetruecolor(320, 120);
    imagefilledrectangle($logo, 0, 0, 319, 119, (int) imagecolorallocate($logo, 15, 118, 110));
    imagefilledellipse($logo, 60, 60, 80, 80, (int) imagecolorallocate($logo, 255, 255, 255));
    imagepng($logo, "$dir/logo.png");
}

function tcpdf(string $dir, string $tools): void
{
    // Its notices under newer PHP are not the matter here.
    error_reporting(E_ERROR);
    require "$tools/usr/share/php/tcpdf/tcpdf.php";
    $table = '';
    for ($r = 0; $r < LINES; $r++) {
        $cells = '';
        for ($c = 0; $c < COLUMNS; $c++) {
            $cells .= $r === 0 ? '<th><b>' . cell($r, $c) . '</b></th>' : '<td>' . cell($r, $c) . '</td>';
        }
        $table .= $r === 0 ? "<thead><tr>$cells</tr></thead>" : "<tr>$cells</tr>";
    }
    $logo = file_get_contents("$dir/logo.png");
    $bytes = '';
    $from = hrtime(true);
    for ($i = 0; $i < LETTERS; $i++) {
        $pdf = new TCPDF('P', 'mm', 'A4', true, 'UTF-8', false);
        $pdf->setFont('dejavusans', '', 9);
        $pdf->AddPage();
        $pdf->Image('@' . $logo, 15, 10, 40);
        $pdf->writeHTML('<br><br><br><p>SARL Moulin<br>1 rue des Lilas<br>69003 Lyon</p><p>Lyon, le 22 novembre 2026</p><p><b>Objet : Votre dossier</b></p>' . str_repeat('<p>' . PARAGRAPH . '</p>', 6) . '<table cellpadding="4">' . $table . '</table>');
        $pdf->write2DBarcode('https://portail.example/q/0123456789abcdef0123456789abcdef', 'QRCODE,M', 15, null, 25, 25);
        $bytes = $pdf->Output('letter.pdf', 'S');
    }
    printf("%.4f %d %d\n", (hrtime(true) - $from) / 1e6 / LETTERS, preg_match_all('~/Type /Page\b~', $bytes), strlen($bytes));
    file_put_contents("$dir/theirs.pdf", $bytes);
}

/** @return array{0: float, 1: int} the median of one letter in milliseconds, and its pages */
function median(string $file): array
{
    $all = array_map(static fn (string $line): array => explode(' ', $line), file($file, FILE_IGNORE_NEW_LINES));
    sort($all);
    return array((float) $all[intdiv(count($all), 2)][0], (int) $all[0][1]);
}

function rows(string $dir): void
{
    [$ours, $pages] = median("$dir/ours");
    [$theirs, $their] = median("$dir/theirs");
    fwrite(STDERR, sprintf("  %d pages in %.2f ms, TCPDF %d pages in %.1f ms\n", $pages, $ours, $their, $theirs));
    echo json_encode(array('name' => '100 letters of 3 pages: logo, table over two pages, code', 'value' => round($ours * 100, 1), 'unit' => 'ms', 'against' => "TCPDF, the same words, $their pages",
        'ratio' => round($theirs / $ours, 1), 'goal' => '>= 20x', 'ok' => $theirs >= 20 * $ours && $pages >= 3 && $their <= $pages + 1)), "\n";
}

match ($argv[1] ?? '') {
    'write' => write($argv[2]),
    'tcpdf' => tcpdf($argv[2], $argv[3]),
    'rows' => rows($argv[2]),
};
