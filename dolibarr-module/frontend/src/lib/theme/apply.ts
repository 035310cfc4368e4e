/*
 * Puts the accent scale on the page and remembers it, so that the next visit paints in the firm's colours
 * before any answer came (apps/portal/boot.ts reads the same key).
 */
import { accentScale } from './accent';

export const ACCENT_KEY = 'elaska.accent';

export function applyAccent(hex: string): void {
  const scale = accentScale(hex);
  const values: Record<string, string> = {};
  for (const theme of ['light', 'dark'] as const) {
    for (const [name, value] of Object.entries(scale[theme])) {
      values[`--el-accent-${name}-${theme}`] = value;
    }
  }
  for (const [name, value] of Object.entries(values)) {
    document.documentElement.style.setProperty(name, value);
  }
  try {
    localStorage.setItem(ACCENT_KEY, JSON.stringify(values));
  } catch {
    /* Storage refused (private window): the colour is applied, only not remembered. */
  }
}
