/*
 * Mounts a form that reacts while it is filled on [data-elaska-live]:
 *   data-endpoint, data-token  the JSON door    data-core  address of elaska.wasm    data-back  where to go once stored
 * What it shows stands in a <script type="application/json"> inside (see model.ts). The plain form inside stays where
 * the browser cannot run the core, and is what a page without scripts has.
 */
import '@/styles/host.css';
import './form.css';
import { createRoot } from 'react-dom/client';
import { CoreEngine } from '@/components/form/core-engine';
import { SealedEngine, sealedUid } from '@/components/form/sealed';
import type { FormEngine } from '@/components/form/types';
import { fieldsOf, typedOf } from '@/components/guide/answers';
import { loadCore, type FieldShape } from '@/lib/core';
import { typedEarly } from './early';
import { Embedded } from './Embedded';
import { Live } from './Live';
import { pagesOf, type Opened } from './model';

const place = (field: FieldShape): string =>
  field.table === null ? field.code : `${field.table}.${field.code}`;

async function engineOf(opened: Opened, url: string): Promise<FormEngine> {
  const rules = await loadCore(url);
  const today = opened.facts['today'];
  const form = rules.load(opened.program, {
    side: 'office',
    ...(typeof today === 'string' ? { today } : {}),
  });
  for (const [name, value] of Object.entries(opened.facts)) form.fact(name, String(value));
  const { typed, rows } = typedOf(pagesOf(opened), opened.answers);
  rows.forEach(([table, count]) => form.rows(table, count));
  typed.forEach(([name, text]) => {
    const [code = '', row] = name.split('#');
    const known = form.fields.find((field) => place(field) === code);
    if (known && !known.computed && sealedUid(text) === null)
      form.put(code, text, Number(row ?? 0));
  });
  const pages = pagesOf(opened);
  const codes = pages.map((page) => page.code);
  const core = new CoreEngine(form, codes, { draft: false, defaults: !opened.answered });
  const engine = new SealedEngine(core, pages);
  for (const [code, text] of typed) if (sealedUid(text) !== null) engine.set(code, text);
  engine.run();
  return engine;
}

async function mount(root: HTMLElement): Promise<void> {
  const text = root.querySelector('script[type="application/json"]')?.textContent ?? '{}';
  const opened = JSON.parse(text) as Opened;
  const engine = await engineOf(opened, root.dataset['core'] ?? 'elaska.wasm');
  const stage = document.createElement('div');
  const outer = root.closest('form');
  const early = typedEarly(root, fieldsOf(pagesOf(opened)));
  early.forEach(([code, text]) => engine.set(code, text));
  if (early.length > 0) engine.run();
  root.replaceChildren(stage);
  if (opened.carrier !== undefined && outer) {
    createRoot(stage).render(
      <Embedded opened={opened} engine={engine} early={early} outer={outer} />,
    );
    return;
  }
  createRoot(stage).render(
    <Live
      opened={opened}
      engine={engine}
      early={early}
      office={{ endpoint: root.dataset['endpoint'] ?? '', token: root.dataset['token'] ?? '' }}
      back={root.dataset['back'] ?? '#'}
    />,
  );
}

const start = (): void =>
  document
    .querySelectorAll<HTMLElement>('[data-elaska-live]')
    .forEach((root) => void mount(root).catch(() => root.removeAttribute('data-elaska-live')));

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
