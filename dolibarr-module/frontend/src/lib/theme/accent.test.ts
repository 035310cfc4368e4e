import { describe, expect, test } from 'vitest';
import { accentContrasts, accentScale, DEFAULT_ACCENT } from './accent';
import { contrast, hexToOklch, oklchToHex } from './oklch';

const COLOURS = [
  '#0f766e',
  '#ffd400',
  '#000000',
  '#ffffff',
  '#e11d48',
  '#1d4ed8',
  '#84cc16',
  '#7a7a7a',
  '#2b0a3d',
  '#ff6a00',
];

describe('PLAT_04 accent made from the firm’s colour', () => {
  test.each(COLOURS)('%s: text 4.5:1 and controls 3:1 in both themes', (colour) => {
    const ratios = accentContrasts(colour);
    expect(ratios['lightButton']).toBeGreaterThanOrEqual(4.5);
    expect(ratios['lightText']).toBeGreaterThanOrEqual(4.5);
    expect(ratios['lightTextOnQuiet']).toBeGreaterThanOrEqual(4.5);
    expect(ratios['darkButton']).toBeGreaterThanOrEqual(4.5);
    expect(ratios['darkText']).toBeGreaterThanOrEqual(4.5);
    expect(ratios['darkTextOnQuiet']).toBeGreaterThanOrEqual(4.5);
    expect(ratios['darkControl']).toBeGreaterThanOrEqual(3);
  });

  test.each(COLOURS)('%s: hovering stays legible', (colour) => {
    for (const theme of Object.values(accentScale(colour))) {
      expect(contrast(theme.hover, theme.on)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('an unreadable colour gives the default', () => {
    expect(accentScale('teal')).toEqual(accentScale(DEFAULT_ACCENT));
    expect(accentScale('')).toEqual(accentScale(DEFAULT_ACCENT));
  });

  test('a colour survives the way to OKLCH and back', () => {
    for (const colour of COLOURS) {
      const there = hexToOklch(colour);
      expect(there && oklchToHex(there)).toBe(colour);
    }
  });
});
