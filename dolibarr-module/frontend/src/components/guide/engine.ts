/*
 * The rules of a form, run by the same core as the server's (WebAssembly). Where it cannot be had the pages show every
 * field and the server alone checks.
 */
import { SealedEngine } from '@/components/form/sealed';
import type { FieldState, FormEngine, PageDef } from '@/components/form/types';
import { CoreError, loadCore, type Form, type FormState } from '@/lib/core';
import { coreUrl } from '@/lib/core/url';
import type { GuideDef } from './use-guide';

const NOTHING: FieldState = {
  visible: false,
  required: false,
  locked: false,
  text: '',
  problem: null,
};

/* A field of the firm's, or one that the form no longer has: there is nothing to type. */
function quietly(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
  }
}

class CoreEngine implements FormEngine {
  private state: FormState;

  constructor(
    private readonly form: Form,
    private readonly pages: string[],
    private readonly defaults: boolean,
  ) {
    this.state = form.run({ defaults });
  }

  set(code: string, text: string, row = 0): void {
    quietly(() => this.form.set(code, text, row));
  }

  setRows(table: string, rows: number): void {
    quietly(() => this.form.rows(table, rows));
    this.run();
  }

  removeRow(table: string, row: number): void {
    quietly(() => this.form.removeRow(table, row));
    this.run();
  }

  rowCount(table: string): number {
    return this.state.lines[table]?.length ?? 0;
  }

  run(): void {
    this.state = this.form.run({ defaults: this.defaults });
  }

  field(code: string, row = 0): FieldState {
    const dot = code.indexOf('.');
    if (dot < 0) return this.state.fields[code] ?? NOTHING;
    return this.state.lines[code.slice(0, dot)]?.[row]?.[code.slice(dot + 1)] ?? NOTHING;
  }

  page(code: string): { visible: boolean; problems: number } {
    return this.state.pages[this.pages.indexOf(code)] ?? { visible: true, problems: 0 };
  }
}

/* defaults: what the form proposes, until something was answered. */
export async function openEngine(
  form: Pick<GuideDef, 'program' | 'form' | 'facts'> | null,
  defaults = true,
): Promise<FormEngine | null> {
  if (!form?.program || !form.form) return null;
  try {
    const core = await loadCore(coreUrl);
    const opened = core.load(form.program, { side: 'client' });
    for (const [name, text] of Object.entries(form.facts)) opened.fact(name, text);
    const codes = form.form.pages.map((page) => page.code);
    return new SealedEngine(new CoreEngine(opened, codes, defaults), form.form.pages as PageDef[]);
  } catch {
    return null;
  }
}
