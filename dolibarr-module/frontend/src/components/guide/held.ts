/*
 * A file that waits on this device for a network is an answer to the rules of a form: what it makes visible is shown, the
 * next page is not held back by it. Who reads the values sees only what is with the firm.
 */
import { OverEngine } from '@/components/form/over-engine';
import type { FieldState, FormEngine } from '@/components/form/types';

/* Numbers that no file reaches stand for those that have none yet. */
const FIRST = 2_147_483_000;

const ids = (text: string): string[] => text.split(',').filter(Boolean);
const isReal = (id: string): boolean => Number(id) < FIRST;

/* "table.column#row", or the code alone. */
export function placeOfCell(cell: string): [code: string, row: number | undefined] {
  const [code = '', row] = cell.split('#');
  return [code, row === undefined ? undefined : Number(row)];
}

export class HeldEngine extends OverEngine {
  private held = new Map<string, number>();

  constructor(
    inner: FormEngine,
    private readonly many: (code: string) => boolean,
  ) {
    super(inner);
  }

  /* How many files wait at each cell, and what stands there already. */
  hold(waiting: ReadonlyMap<string, number>, typed: ReadonlyMap<string, string>): void {
    const before = this.held;
    const cells = [...new Set([...before.keys(), ...waiting.keys()])];
    const changed = cells.filter((cell) => before.get(cell) !== waiting.get(cell));
    if (changed.length === 0) return;
    this.held = new Map(waiting);
    for (const cell of changed) {
      const [code, row] = placeOfCell(cell);
      this.set(code, typed.get(cell) ?? '', row);
    }
    this.inner.run();
  }

  set(code: string, text: string, row?: number): void {
    const count = this.held.get(row === undefined ? code : `${code}#${row}`) ?? 0;
    if (count === 0) return this.inner.set(code, text, row);
    const more = Array.from({ length: count }, (_, i) => String(FIRST + i));
    /* One alone gives way to what stands there. */
    const all = [...ids(text), ...more].slice(0, this.many(code) ? undefined : 1);
    this.inner.set(code, all.join(','), row);
  }

  field(code: string, row?: number): FieldState {
    const state = this.inner.field(code, row);
    if (!this.held.has(row === undefined ? code : `${code}#${row}`)) return state;
    return { ...state, text: ids(state.text).filter(isReal).join(',') };
  }
}
