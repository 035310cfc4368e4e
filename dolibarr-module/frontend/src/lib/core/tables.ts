/*
 * Runs the tables of tests/fixtures/expr through the core and tells every difference. The C tests run the same files
 * (tests/core/test_expr.c, test_form.c); here vitest does, and Chromium.
 */
import type { Core, ExpressionName, FieldDefinition, Form, FormDefinition, FormState } from '.';
import { CoreError } from './types';

type Text = string | null;
export type Tables = {
  expressions: {
    names: ExpressionName[];
    cases: { expr: string; gives?: Text; error?: string; at?: number; line?: number }[];
  };
  fields: { fields: (FieldDefinition & { cases: [string, string][] })[] };
  forms: { forms: FormCase[] };
};
type Step = {
  fact?: Record<string, string>;
  rows?: Record<string, number>;
  remove?: Record<string, number>;
  put?: Record<string, string>;
  set?: Record<string, string>;
  refused?: string;
  draft?: boolean;
  see?: Record<string, Text>;
  problems?: number;
};
type FormCase = FormDefinition & {
  name: string;
  side?: 'client' | 'office';
  steps?: Step[];
  error?: string;
  field?: string;
  names?: string;
};

const PLACE = { today: '2026-11-21', zone: 'CET-1CEST,M3.5.0,M10.5.0/3' };

function refusalOf(work: () => unknown): CoreError | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof CoreError) return error;
    throw error;
  }
}

function runExpressions(core: Core, table: Tables['expressions']): string[] {
  return table.cases.flatMap((c) => {
    let got: Text = null;
    const error = refusalOf(() => (got = core.expression(c.expr, table.names).value));
    if (c.error === undefined)
      return error === null && got === c.gives ? [] : [`${c.expr}: ${error?.key ?? got}`];
    const fine =
      error?.key === c.error &&
      error.params['at'] === String(c.at ?? 1) &&
      error.params['line'] === String(c.line ?? 1);
    return fine ? [] : [`${c.expr}: ${error?.key ?? 'accepted'} at ${error?.params['at']}`];
  });
}

function runFields(core: Core, table: Tables['fields']): string[] {
  return table.fields.flatMap(({ cases, ...field }) => {
    const form = core.build({ fields: [{ ...field, code: 'x' }] }, PLACE);
    const wrong = cases.flatMap(([typed, want]) => {
      form.set('x', typed);
      const state = form.run().fields['x'];
      const got = state?.problem ? `!${state.problem.key}` : state?.text;
      return got === want ? [] : [`${field.type} ${JSON.stringify(typed)}: ${got}`];
    });
    form.free();
    return wrong;
  });
}

function split(key: string): [string, number] {
  const [code = '', row = '0'] = key.split('#');
  return [code, Number(row)];
}

function shown(state: FormState, key: string): Text {
  const [path, row] = split(key);
  const [code = '', column] = path.split('.');
  const field = column === undefined ? state.fields[code] : state.lines[code]?.[row]?.[column];
  if (!field?.visible) return null;
  if (field.problem) return `!${field.problem.key}`;
  return (field.required ? '*' : '') + field.text;
}

function play(form: Form, step: Step): { refused: string | null; state: FormState } {
  for (const [name, text] of Object.entries(step.fact ?? {})) form.fact(name, text);
  for (const [table, n] of Object.entries(step.rows ?? {})) form.rows(table, n);
  for (const [table, row] of Object.entries(step.remove ?? {})) form.removeRow(table, row);
  for (const [key, text] of Object.entries(step.put ?? {})) {
    const [code, row] = split(key);
    form.put(code, text, row);
  }
  let refused: string | null = null;
  for (const [key, text] of Object.entries(step.set ?? {})) {
    const [code, row] = split(key);
    refused = refusalOf(() => form.set(code, text, row))?.key ?? refused;
  }
  return { refused, state: form.run({ draft: step.draft === true }) };
}

function playAll(form: Form, c: FormCase): string[] {
  return (c.steps ?? []).flatMap((step, i) => {
    const { refused, state } = play(form, step);
    const wrong = Object.entries(step.see ?? {})
      .filter(([key, want]) => shown(state, key) !== want)
      .map(([key]) => `${c.name}, step ${i}: ${key} is ${shown(state, key)}`);
    if (refused !== (step.refused ?? null)) wrong.push(`${c.name}, step ${i}: ${refused}`);
    if (step.problems !== undefined && step.problems !== state.problems)
      wrong.push(`${c.name}, step ${i}: ${state.problems} problems`);
    return wrong;
  });
}

function runForm(core: Core, c: FormCase): string[] {
  const options = { ...PLACE, side: c.side ?? 'both' } as const;
  let form: Form | null = null;
  const error = refusalOf(() => (form = core.build(c, options)));
  if (c.error !== undefined) {
    const names = c.names ?? error?.params['names'];
    const fine =
      error?.key === c.error && error.field === c.field && names === error.params['names'];
    return fine ? [] : [`${c.name}: ${error?.message ?? 'accepted'}`];
  }
  if (error !== null || form === null) return [`${c.name}: ${error?.message}`];
  const built: Form = form;
  const loaded = core.load(built.save(), options);
  const wrong = [...playAll(built, c), ...playAll(loaded, c)];
  built.free();
  loaded.free();
  return wrong;
}

/* Every case that came out otherwise; and how many there were. */
export function runTables(core: Core, tables: Tables): { cases: number; wrong: string[] } {
  const { expressions, fields, forms } = tables;
  const cases =
    expressions.cases.length +
    fields.fields.reduce((n, f) => n + f.cases.length, 0) +
    forms.forms.reduce((n, f) => n + (f.steps?.length ?? 1), 0);
  return {
    cases,
    wrong: [
      ...runExpressions(core, expressions),
      ...runFields(core, fields),
      ...forms.forms.flatMap((c) => runForm(core, c)),
    ],
  };
}
