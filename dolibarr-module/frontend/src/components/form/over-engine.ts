/*
 * Rules of a form over other rules: what it does not change is asked below.
 */
import type { FieldState, FormEngine } from './types';

export abstract class OverEngine implements FormEngine {
  constructor(protected readonly inner: FormEngine) {}

  abstract set(code: string, text: string, row?: number): void;
  abstract field(code: string, row?: number): FieldState;

  page(code: string): { visible: boolean; problems: number } {
    return this.inner.page(code);
  }

  setRows(table: string, rows: number): void {
    this.inner.setRows(table, rows);
  }

  removeRow(table: string, row: number): void {
    this.inner.removeRow(table, row);
  }

  rowCount(table: string): number {
    return this.inner.rowCount(table);
  }

  run(): void {
    this.inner.run();
  }
}
