/*
 * Puts the accent scale on the page and remembers it, so that the next visit paints in the firm's name and
 * colours before any answer came (apps/portal/boot.ts reads the same keys).
 */
import type { Firm } from '../api/types';
import { accentScale } from './accent';

const ACCENT_KEY = 'elaska.accent';
const FIRM_KEY = 'elaska.firm';

export function applyFirm(firm: Pick<Firm, 'accent' | 'name'>): void {
  const scale = accentScale(firm.accent);
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
    localStorage.setItem(FIRM_KEY, firm.name);
  } catch {
    /* Storage refused (private window): the colour is applied, only not remembered. */
  }
}
