/*
 * The firm's colour becomes a scale that is readable in both themes: 4.5:1 for text, 3:1 for controls (ui.md).
 * Whatever colour the administrator chose, yellow included, buttons and links stay legible.
 */
import { contrast, hexToOklch, oklchToHex, reach, type Oklch } from './oklch';

export const DEFAULT_ACCENT = '#0b6e68';

const WHITE = '#ffffff';
const INK = '#0d1219';
const LIGHT_BG = '#f6f7f9';
const DARK_SURFACE_2 = '#1c2430';
const DARK_SURFACE = '#151b24';

export type AccentTheme = {
  solid: string;
  hover: string;
  on: string;
  text: string;
  quiet: string;
  border: string;
};

function solid(base: Oklch): { colour: Oklch; on: string } {
  /* A light colour (yellow, lime) keeps its character with dark letters; others carry white ones. */
  if (base.l > 0.78) return { colour: reach(base, INK, 4.5, 0.01), on: INK };
  return { colour: reach(base, WHITE, 4.6, -0.01), on: WHITE };
}

function light(base: Oklch): AccentTheme {
  const { colour, on } = solid(base);
  const c = Math.min(base.c, 0.16);
  /* Links and outlines on paper: dark enough on the page background, the darker of the two. */
  const quiet = oklchToHex({ l: 0.955, c: Math.min(c, 0.024), h: base.h });
  const text = reach({ ...base, c, l: Math.min(base.l, 0.5) }, quiet, 4.6, -0.01);
  return {
    solid: oklchToHex(colour),
    hover: oklchToHex({ ...colour, l: colour.l - 0.06 * (on === WHITE ? 1 : -0.5) }),
    on,
    text: oklchToHex(text),
    quiet,
    border: oklchToHex({ l: 0.86, c: Math.min(c, 0.055), h: base.h }),
  };
}

function dark(base: Oklch): AccentTheme {
  const c = Math.min(base.c, 0.15);
  const lifted = solid({ ...base, c, l: Math.max(base.l, 0.5) });
  /* A button must stand out of the dark card too; where white letters forbid it, letters turn dark. */
  let { colour, on } = lifted;
  if (contrast(oklchToHex(colour), DARK_SURFACE) < 3) {
    colour = reach({ ...base, c, l: 0.72 }, INK, 6, 0.01);
    on = INK;
  }
  const quiet = oklchToHex({ l: 0.29, c: Math.min(c, 0.04), h: base.h });
  const text = reach({ ...base, c: Math.min(c, 0.11), l: 0.78 }, DARK_SURFACE_2, 6, 0.01);
  return {
    solid: oklchToHex(colour),
    hover: oklchToHex({ ...colour, l: colour.l + (on === INK ? 0.05 : -0.05) }),
    on,
    text: oklchToHex(text),
    quiet,
    border: oklchToHex({ l: 0.42, c: Math.min(c, 0.06), h: base.h }),
  };
}

export function accentScale(hex: string): { light: AccentTheme; dark: AccentTheme } {
  const base = hexToOklch(hex) ?? hexToOklch(DEFAULT_ACCENT);
  if (!base) throw new Error('default accent is unreadable');
  return { light: light(base), dark: dark(base) };
}

/* Contrast of what is read, for tests and for a doubting administrator. */
export function accentContrasts(hex: string): Record<string, number> {
  const scale = accentScale(hex);
  return {
    lightButton: contrast(scale.light.solid, scale.light.on),
    lightText: contrast(scale.light.text, LIGHT_BG),
    lightTextOnQuiet: contrast(scale.light.text, scale.light.quiet),
    darkButton: contrast(scale.dark.solid, scale.dark.on),
    darkText: contrast(scale.dark.text, DARK_SURFACE_2),
    darkTextOnQuiet: contrast(scale.dark.text, scale.dark.quiet),
    darkControl: contrast(scale.dark.solid, DARK_SURFACE),
  };
}
