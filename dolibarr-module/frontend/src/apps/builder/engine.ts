/* The program of one form of the template being edited: the core compiles it here, nothing is asked of the server. */
import { CoreEngine } from '@/components/form/core-engine';
import type { FormEngine } from '@/components/form/types';
import { loadCore, type FormDefinition } from '@/lib/core';
import type { Form } from './model';

/* Dotted names that expressions of a template may use (ext/core/meta/program.c). */
const FACTS = [
  { name: 'client.kind', type: 'text' },
  { name: 'client.name', type: 'text' },
  { name: 'client.town', type: 'text' },
  { name: 'client.zip', type: 'text' },
  { name: 'client.country', type: 'text' },
  { name: 'client.email', type: 'text' },
  { name: 'case.status', type: 'text' },
  { name: 'case.class', type: 'text' },
  { name: 'case.step', type: 'text' },
  { name: 'case.title', type: 'text' },
  { name: 'case.nature', type: 'text' },
  { name: 'case.family', type: 'text' },
  { name: 'case.progress', type: 'number' },
  { name: 'case.priority', type: 'number' },
  { name: 'case.visible', type: 'boolean' },
  { name: 'case.start_on', type: 'date' },
  { name: 'case.due_on', type: 'date' },
  { name: 'actor.kind', type: 'text' },
  { name: 'actor.lang', type: 'text' },
  { name: 'case.steps_open', type: 'number' },
  { name: 'case.pieces_missing', type: 'number' },
];

let core = 'elaska.wasm';
export const setCore = (url: string): void => {
  core = url;
};

export async function loadForm(form: Form): Promise<FormEngine> {
  const loaded = await loadCore(core);
  const definition = { pages: form.pages, facts: FACTS } as unknown as FormDefinition;
  const pages = form.pages.map((page) => page.code);
  return new CoreEngine(loaded.build(definition, { side: 'client' }), pages);
}
