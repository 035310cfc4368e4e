<?php
/*
 * Files for the media worker, made here byte by byte: pictures with a position in them, documents that are whole, broken,
 * endless or bombs.
 */
declare(strict_types=1);

final class MediaFiles
{
    /** One red corner, top left as it is stored; the rest white. */
    public static function picture(int $width, int $height): GdImage
    {
        $image = imagecreatetruecolor($width, $height);
        imagefilledrectangle($image, 0, 0, $width - 1, $height - 1, 0xFFFFFF);
        imagefilledrectangle($image, 0, 0, intdiv($width, 4), intdiv($height, 4), 0xFF0000);
        return $image;
    }

    public static function png(int $width, int $height): string
    {
        ob_start();
        imagepng(self::picture($width, $height));
        return (string) ob_get_clean();
    }

    /** A photo of a phone held upright: turned by its orientation (6: a quarter to the right), with position, model and comment. */
    public static function photo(int $width, int $height, int $orientation): string
    {
        ob_start();
        imagejpeg(self::picture($width, $height), null, 90);
        $jpeg = (string) ob_get_clean();
        $exif = "Exif\0\0".self::tiff($orientation);
        return substr($jpeg, 0, 2)."\xFF\xE1".pack('n', strlen($exif) + 2).$exif."\xFF\xFE".pack('n', 2 + 17).'SecretComment2026'.substr($jpeg, 2);
    }

    /** Orientation, model and a table of GPS, as cameras write them. */
    private static function tiff(int $orientation): string
    {
        $entry = static fn (int $tag, int $type, int $count, string $value): string => pack('nnN', $tag, $type, $count).str_pad($value, 4, "\0");
        $head = "MM\0*".pack('N', 8);
        $model = "SecretCamera\0";
        $at = 8 + 2 + 3 * 12 + 4;
        $gps = $at + strlen($model) + 1;
        $main = pack('n', 3).$entry(0x0110, 2, strlen($model), pack('N', $at)).$entry(0x0112, 3, 1, pack('n', $orientation)).$entry(0x8825, 4, 1, pack('N', $gps)).pack('N', 0);
        $position = $gps + 2 + 2 * 12 + 4;
        return $head.$main.$model."\0".pack('n', 2).$entry(1, 2, 2, "N\0").$entry(2, 5, 3, pack('N', $position)).pack('N', 0).pack('N6', 48, 1, 51, 1, 29, 1);
    }

    /** A PNG whose head promises more pixels than any screen has. */
    public static function bomb(int $width, int $height): string
    {
        $chunk = static fn (string $type, string $data): string => pack('N', strlen($data)).$type.$data.pack('N', crc32($type.$data));
        return "\x89PNG\r\n\x1a\n".$chunk('IHDR', pack('NNC5', $width, $height, 8, 2, 0, 0, 0)).$chunk('IDAT', (string) gzcompress(str_repeat("\0", 1000000), 9)).$chunk('IEND', '');
    }

    /** A document of so many pages, each with its words; $drawing: what page 1 draws besides; $wide: the number of a page, from 1, that is too wide to be drawn. @param list<string> $words */
    public static function pdf(array $words, string $drawing = '', int $wide = 0): string
    {
        $objects = array(1 => '<< /Type /Catalog /Pages 2 0 R >>', 3 => '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
        $kids = '';
        foreach ($words as $i => $text) {
            $stream = 'BT /F1 24 Tf 72 700 Td ('.addcslashes((string) iconv('UTF-8', 'CP1252', $text), '()\\').') Tj ET'.($i === 0 ? $drawing : '');
            $objects[4 + 2 * $i] = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 '.($i + 1 === $wide ? 9000000 : 595).' 842] /Resources << /Font << /F1 3 0 R >> >> /Contents '.(5 + 2 * $i).' 0 R >>';
            $objects[5 + 2 * $i] = '<< /Length '.strlen($stream)." >>\nstream\n$stream\nendstream";
            $kids .= (4 + 2 * $i).' 0 R ';
        }
        $objects[2] = "<< /Type /Pages /Kids [$kids] /Count ".count($words).' >>';
        ksort($objects);
        $out = "%PDF-1.4\n";
        $table = '';
        foreach ($objects as $number => $body) {
            $table .= sprintf("%010d 00000 n \n", strlen($out));
            $out .= "$number 0 obj\n$body\nendobj\n";
        }
        return $out.'xref'."\n0 ".(count($objects) + 1)."\n0000000000 65535 f \n{$table}trailer << /Size ".(count($objects) + 1).' /Root 1 0 R >>'."\nstartxref\n".strlen($out)."\n%%EOF\n";
    }

    /** A page that paints for hours. */
    public static function endless(): string
    {
        return self::pdf(array('Sans fin', 'Page 2'), str_repeat("\n0 0 595 842 re f* 1 0 0 RG 0 0 m 595 842 300 100 0 842 c S 0.5 g 10 10 500 500 re f 0 0 m 595 842 l 20 w S", 400000));
    }

    /** @param array<string, string> $entries */
    public static function archive(array $entries): string
    {
        $path = (string) tempnam(sys_get_temp_dir(), 'elaska-media');
        $zip = new ZipArchive();
        $zip->open($path, ZipArchive::OVERWRITE);
        foreach ($entries as $name => $bytes) {
            $zip->addFromString($name, $bytes);
        }
        $zip->close();
        $bytes = (string) file_get_contents($path);
        unlink($path);
        return $bytes;
    }

    public static function odt(string $words): string
    {
        $type = 'application/vnd.oasis.opendocument.text';
        return self::archive(array('mimetype' => $type,
            'META-INF/manifest.xml' => '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="'.$type.'"/>'
                .'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
            'content.xml' => '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
                .'<office:body><office:text><text:p>'.$words.'</text:p></office:text></office:body></office:document-content>'));
    }

    public static function docx(string $xml): string
    {
        return self::archive(array('[Content_Types].xml' => '<Types/>', 'word/document.xml' => $xml));
    }
}
