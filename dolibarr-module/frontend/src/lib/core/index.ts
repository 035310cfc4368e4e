/*
 * The rules of forms and expressions, in the browser: the very C of the server, as WebAssembly.
 *
 *   const core = await loadCore(url);                    // url: './url' in the portal, data-core of a page for islands
 *   const form = core.load(program, { side: 'client' }); // program: bytes or base64 from the server
 *   form.set('amount', '1 234,5');
 *   const state = form.run();                            // state.fields.amount.text === '1234.5'
 */
import { definitionText, scopeText, typeName, typeNumber } from './definition';
import { Form, refusal } from './form';
import type { ExpressionName, FormDefinition, FormOptions, ValueType } from './types';
import { Wire } from './wire';

export { Form } from './form';
export * from './types';

function bytesOf(program: string): Uint8Array {
  return Uint8Array.from(atob(program), (c) => c.charCodeAt(0));
}

export class Core {
  constructor(private readonly wire: Wire) {}

  /** A saved program, as bytes or base64. */
  load(program: string | Uint8Array, options: FormOptions = {}): Form {
    const bytes = typeof program === 'string' ? bytesOf(program) : program;
    return this.open(this.wire.call('ew_load', bytes), options);
  }

  /** From a definition that is not saved yet: the preview of a form builder. Throws what is wrong with it. */
  build(definition: FormDefinition, options: FormOptions = {}): Form {
    return this.open(this.wire.call('ew_build', definitionText(definition)), options);
  }

  /** Compiles and runs one expression; throws what is wrong with it (params at, line). */
  expression(
    text: string,
    names: readonly ExpressionName[],
    want?: ValueType,
  ): { type: ValueType | null; value: string | null } {
    if (this.wire.call('ew_expr', scopeText(names), text, typeNumber(want)) !== 0)
      throw refusal(this.wire);
    const reader = this.wire.answer();
    const type = typeName(reader.u32());
    const there = reader.u32() !== 0;
    const value = reader.text();
    return { type, value: there ? value : null };
  }

  private open(session: number, options: FormOptions): Form {
    if (session === 0) throw refusal(this.wire);
    return new Form(this.wire, session, options);
  }
}

export async function startCore(bytes: BufferSource): Promise<Core> {
  return new Core(await Wire.start(bytes));
}

const loading = new Map<string, Promise<Core>>();

async function fetchCore(url: string): Promise<Core> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`core: ${response.status}`);
  return startCore(await response.arrayBuffer());
}

/** One core a page; a load that failed is tried again by the next call. */
export function loadCore(url: string): Promise<Core> {
  let core = loading.get(url);
  if (!core) {
    core = fetchCore(url);
    loading.set(url, core);
    core.catch(() => loading.delete(url));
  }
  return core;
}
