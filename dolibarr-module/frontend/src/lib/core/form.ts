/* One form being filled. Typed texts go in as they are; run() tells what is visible, asked for and wrong. */
import { CoreError } from './types';
import type { FieldShape, FieldState, FormOptions, FormState, PageState } from './types';
import { saidOf } from '../rich/tree';
import type { Reader, Wire } from './wire';

const SIDES = { both: 0, client: 1, office: 2 } as const;
const DRAFT = 1;
const NO_DEFAULTS = 2;
const DAY_MS = 86_400_000;

/* Days since 1970-01-01 of a civil day; of the device's present day when none is given. */
function dayNumber(day: string | undefined): number {
  if (day !== undefined) return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
  const now = new Date();
  return Math.round(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_MS);
}

export function refusal(wire: Wire): CoreError {
  const reader = wire.answer();
  const key = reader.text();
  const field = reader.text();
  const params: Record<string, string> = {};
  for (let n = reader.u32(); n > 0; n--) {
    const name = reader.text();
    params[name] = reader.text();
  }
  return new CoreError(key, field, params);
}

function readField(reader: Reader): FieldState {
  const bits = reader.u32();
  const text = reader.text();
  const key = reader.text();
  const params: Record<string, string> = {};
  for (let i = 0; i < 2; i++) {
    const name = reader.text();
    const value = reader.text();
    if (name !== '') params[name] = value;
  }
  return {
    visible: (bits & 1) !== 0,
    required: (bits & 2) !== 0,
    locked: (bits & 4) !== 0,
    text,
    problem: key === '' ? null : { key, params },
  };
}

export class Form {
  readonly fields: readonly FieldShape[];
  private readonly pageCount: number;
  private readonly index = new Map<string, number>();

  constructor(
    private readonly wire: Wire,
    private session: number,
    options: FormOptions,
  ) {
    this.check(
      wire.call(
        'ew_start',
        session,
        SIDES[options.side ?? 'both'],
        dayNumber(options.today),
        options.zone ?? '',
      ),
    );
    wire.call('ew_shape', session);
    const reader = wire.answer();
    const count = reader.u32();
    this.pageCount = reader.u32();
    const shapes: FieldShape[] = [];
    for (let i = 0; i < count; i++) {
      const code = reader.text();
      const type = reader.text();
      const table = shapes[reader.i32()]?.code ?? null;
      shapes.push({ code, type, table, page: reader.i32(), computed: reader.u32() !== 0 });
      this.index.set(table === null ? code : `${table}.${code}`, i);
    }
    this.fields = shapes;
  }

  private check(status: number): void {
    if (status !== 0) throw refusal(this.wire);
  }

  private place(code: string): number {
    return this.index.get(code) ?? -1;
  }

  /* Rules see the plain text of a formatted one; its document is the server's to check. */
  private give(code: string, text: string, row: number, stored: number): void {
    const place = this.place(code);
    const said = this.fields[place]?.type === 'rich' ? saidOf(text) : text;
    this.check(this.wire.call('ew_set', this.session, place, row, said, stored));
  }

  /** code: "amount", or "lines.amount" with its line. */
  set(code: string, text: string, row = 0): void {
    this.give(code, text, row, 0);
  }

  /** What is stored, whoever may fill it. */
  put(code: string, text: string, row = 0): void {
    this.give(code, text, row, 1);
  }

  rows(table: string, count: number): void {
    this.check(this.wire.call('ew_rows', this.session, this.place(table), count));
  }

  removeRow(table: string, row: number): void {
    this.check(this.wire.call('ew_remove', this.session, this.place(table), row));
  }

  /** False: the form knows no such fact. */
  fact(name: string, text: string): boolean {
    return this.wire.call('ew_fact', this.session, name, text) !== 0;
  }

  /** Conditions, computed values and checks, without reading them: for measuring. */
  evaluate(options: { draft?: boolean; defaults?: boolean } = {}): void {
    const flags = (options.draft ? DRAFT : 0) | (options.defaults === false ? NO_DEFAULTS : 0);
    this.check(this.wire.call('ew_run', this.session, flags));
  }

  run(options: { draft?: boolean; defaults?: boolean } = {}): FormState {
    this.evaluate(options);
    this.wire.call('ew_report', this.session);
    const reader = this.wire.answer();
    const state: FormState = { problems: reader.u32(), pages: [], fields: {}, lines: {} };
    for (let i = 0; i < this.pageCount; i++) {
      const page: PageState = { visible: reader.u32() !== 0, problems: reader.u32() };
      state.pages.push(page);
    }
    for (const shape of this.fields) {
      const rows = reader.u32();
      if (shape.table === null) {
        state.fields[shape.code] = readField(reader);
        continue;
      }
      const lines = (state.lines[shape.table] ??= []);
      for (let row = 0; row < rows; row++) (lines[row] ??= {})[shape.code] = readField(reader);
    }
    return state;
  }

  /** The program as bytes; what load() takes. */
  save(): Uint8Array {
    this.wire.call('ew_save', this.session);
    return this.wire.answerBytes().slice();
  }

  /** Gives its memory back; the form is not used after. */
  free(): void {
    if (this.session !== 0) this.wire.call('ew_drop', this.session);
    this.session = 0;
  }
}
