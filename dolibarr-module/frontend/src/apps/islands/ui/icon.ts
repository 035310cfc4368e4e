/* Tabler icons of the module's sprite (js/icons.svg), never read aloud: a text always says the same. */
let sprite = '';

export function iconsFrom(address: string | undefined): void {
  if (address) sprite = address;
}

const SPACE = 'http://www.w3.org/2000/svg';

export function glyph(name: string): SVGSVGElement {
  const svg = document.createElementNS(SPACE, 'svg');
  const use = document.createElementNS(SPACE, 'use');
  svg.setAttribute('class', 'elaska-icon');
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `${sprite}#${name}`);
  svg.append(use);
  return svg;
}
