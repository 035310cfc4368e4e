<?php
/*
 * As much of TCPDF as the models of modules draw with: text and rectangles in millimetres, as commands of a PDF page.
 */
class TCPDF
{
	public string $commands = '';
	private float $x = 0, $y = 0, $size = 8, $margin = 0;
	private bool $breaks = true;
	private string $fill = '0 0 0', $text = '0 0 0';

	public function getAutoPageBreak(): bool
	{
		return $this->breaks;
	}

	public function getBreakMargin(): float
	{
		return $this->margin;
	}

	public function SetAutoPageBreak($auto, $margin = 0): void
	{
		list($this->breaks, $this->margin) = array((bool) $auto, (float) $margin);
	}

	public function SetFont($family, $style = '', $size = null): void
	{
		$this->size = (float) ($size ?? $this->size);
	}

	public function SetFillColor($r, $g, $b): void
	{
		$this->fill = sprintf('%.3F %.3F %.3F', $r / 255, $g / 255, $b / 255);
	}

	public function SetTextColor($r, $g, $b): void
	{
		$this->text = sprintf('%.3F %.3F %.3F', $r / 255, $g / 255, $b / 255);
	}

	public function SetXY($x, $y): void
	{
		list($this->x, $this->y) = array((float) $x, (float) $y);
	}

	public function Rect($x, $y, $w, $h, $style = ''): void
	{
		$k = 72 / 25.4;
		$this->commands .= sprintf("\n%s rg %.3F %.3F %.3F %.3F re f", $this->fill, $x * $k, (297 - $y - $h) * $k, $w * $k, $h * $k);
	}

	/** One line of it; set right where it is asked for, by a guess of its width. */
	public function MultiCell($w, $h, $txt, $border = 0, $align = 'J'): int
	{
		$latin = (string) iconv('UTF-8', 'CP1252//TRANSLIT//IGNORE', $txt);
		$k = 72 / 25.4;
		$x = $align === 'R' ? $this->x + $w - strlen($latin) * $this->size * 0.5 / $k : $this->x;
		$this->commands .= sprintf("\nBT %s rg /F1 %.1F Tf %.3F %.3F Td (%s) Tj ET", $this->text, $this->size, $x * $k, (297 - $this->y) * $k - $this->size, addcslashes($latin, '()\\'));
		return 1;
	}
}
