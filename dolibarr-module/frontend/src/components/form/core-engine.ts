/* A form of the core (lib/core) as the pages of this folder read it: one run answers every question until the next. */
import type { Form } from '@/lib/core';
import type { FieldState, FormEngine } from './types';

const ABSENT: FieldState = {
  visible: false,
  required: false,
  locked: true,
  text: '',
  problem: null,
};

export class CoreEngine implements FormEngine {
  private state;

  constructor(
    private readonly form: Form,
    private readonly pages: readonly string[],
    private readonly options: { draft?: boolean; defaults?: boolean } = {},
  ) {
    this.state = form.run(options);
  }

  set(code: string, text: string, row = 0): void {
    this.form.set(code, text, row);
  }

  setRows(table: string, rows: number): void {
    this.form.rows(table, rows);
  }

  removeRow(table: string, row: number): void {
    this.form.removeRow(table, row);
  }

  rowCount(table: string): number {
    return this.state.lines[table]?.length ?? 0;
  }

  run(): void {
    this.state = this.form.run(this.options);
  }

  field(code: string, row?: number): FieldState {
    const [table = '', column = ''] = code.split('.');
    const found =
      row === undefined ? this.state.fields[code] : this.state.lines[table]?.[row]?.[column];
    return found ?? ABSENT;
  }

  page(code: string): { visible: boolean; problems: number } {
    return this.state.pages[this.pages.indexOf(code)] ?? { visible: true, problems: 0 };
  }

  problems(): number {
    return this.state.problems;
  }
}
