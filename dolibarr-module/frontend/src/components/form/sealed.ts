/*
 * A sensitive value that stands already travels through a form as a mark: the rules do not see it, the service does. It
 * is sent back as it came unless another value is typed. Source: SEC-06.
 */
import { OverEngine } from './over-engine';
import type { FieldState, FormEngine, PageDef } from './types';

const MARK = /^sealed:([0-9a-f]{32})$/;
export const MASK = '••••';

/* {"sealed": uid} as the mark of it; null for anything else. */
export function markOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('sealed' in value)) return null;
  const uid = (value as { sealed: unknown }).sealed;
  return typeof uid === 'string' && MARK.test(`sealed:${uid}`) ? `sealed:${uid}` : null;
}

export const sealedUid = (text: string): string | null => MARK.exec(text)?.[1] ?? null;

export class SealedEngine extends OverEngine {
  private readonly held = new Map<string, string>();

  constructor(
    inner: FormEngine,
    private readonly pages: PageDef[],
  ) {
    super(inner);
  }

  set(code: string, text: string, row?: number): void {
    if (row === undefined && sealedUid(text) !== null) {
      this.held.set(code, text);
      return this.inner.set(code, '');
    }
    if (row === undefined) this.held.delete(code);
    this.inner.set(code, text, row);
  }

  field(code: string, row?: number): FieldState {
    const state = this.inner.field(code, row);
    const mark = row === undefined ? this.held.get(code) : undefined;
    return mark === undefined ? state : { ...state, text: mark, problem: null };
  }

  override page(code: string): { visible: boolean; problems: number } {
    const said = this.inner.page(code);
    const fields = this.pages.find((page) => page.code === code)?.fields ?? [];
    const known = fields.filter(
      (field) => this.held.has(field.code) && this.inner.field(field.code).problem !== null,
    );
    return { ...said, problems: Math.max(0, said.problems - known.length) };
  }
}
