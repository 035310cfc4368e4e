/* CASE-28 PORT-02: a form whose files wait for a network goes on; what was sent leaves after them, whole. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CoreEngine } from '@/components/form/core-engine';
import { type Core, startCore } from '@/lib/core';
import type * as firstOut from '@/lib/outbox/outbox';
import { deposited, layWire, sent, Wire } from '@/testing/wire';
import { HeldEngine } from './held';
import type * as firstStore from './store';
import type * as firstSync from './sync';
import type { LocalDraft } from './store';

const out = join(process.env['OUT_FRONT'] ?? join(process.cwd(), '../../out/front'), '..');
let core: Core;
beforeAll(async () => {
  core = await startCore(readFileSync(join(out, 'wasm/elaska.wasm')));
});

describe('CASE-28 PORT-02 a file that waits is an answer', () => {
  const many = (code: string): boolean => code !== 'proof';
  const rules = (): HeldEngine => {
    const form = core.build({
      pages: [
        {
          code: 'one',
          fields: [
            { code: 'proof', type: 'file', required: true },
            { code: 'about', type: 'text', show_if: 'filled(proof)' },
            {
              code: 'lines',
              type: 'table',
              columns: [{ code: 'bill', type: 'file', required: true, many: true }],
            },
          ],
        },
      ],
    });
    return new HeldEngine(new CoreEngine(form, ['one']), many);
  };
  const none = new Map<string, string>();

  it('lets the page be left, and shows what depends on it', () => {
    const engine = rules();
    expect(engine.field('proof').problem?.key).toBe('field.required');
    expect(engine.page('one').problems).toBe(1);
    engine.hold(new Map([['proof', 1]]), none);
    expect(engine.field('proof')).toMatchObject({ problem: null, text: '' });
    expect(engine.field('about').visible).toBe(true);
    expect(engine.page('one').problems).toBe(0);
  });

  it('is no answer any more once it was put away', () => {
    const engine = rules();
    engine.hold(new Map([['proof', 1]]), none);
    engine.hold(new Map(), none);
    expect(engine.field('proof').problem?.key).toBe('field.required');
    expect(engine.field('about').visible).toBe(false);
  });

  it('gives way to its number', () => {
    const engine = rules();
    engine.hold(new Map([['proof', 1]]), none);
    engine.set('proof', '7');
    engine.run();
    expect(engine.field('proof')).toMatchObject({ problem: null, text: '7' });
  });

  it('gives way in a line of a table too, beside what is there', () => {
    const engine = rules();
    engine.setRows('lines', 1);
    engine.set('lines.bill', '4', 0);
    engine.run();
    engine.hold(new Map([['lines.bill#0', 2]]), new Map([['lines.bill#0', '4']]));
    expect(engine.field('lines.bill', 0)).toMatchObject({ problem: null, text: '4' });
    engine.set('lines.bill', '4,7', 0);
    engine.run();
    expect(engine.field('lines.bill', 0).text).toBe('4,7');
    engine.hold(new Map(), new Map([['lines.bill#0', '4,7']]));
    expect(engine.field('lines.bill', 0)).toMatchObject({ problem: null, text: '4,7' });
  });
});

const request = (part: Partial<LocalDraft> = {}): LocalDraft => ({
  key: 'a'.repeat(32),
  account: 1,
  client: 12,
  kind: 'bail',
  service: null,
  label: 'Bail',
  typed: [['name', 'Lina']],
  rows: [],
  answers: { name: 'Lina', proof: null },
  files: [],
  message: '',
  page: 'review',
  changedAt: 1,
  saved: false,
  sending: true,
  consent: false,
  request: null,
  ...part,
});

type Call = { method: string; path: string; body: { answers?: Record<string, unknown> } };
let calls: Call[] = [];
let network = false;

function firm(address: string, { method, body }: RequestInit): Promise<Response> {
  if (!network) return Promise.reject(new TypeError('cut'));
  calls.push({ method: method ?? '', path: address, body: JSON.parse(String(body)) as object });
  const answer = address.includes('/drafts/')
    ? { id: 40, ref: null }
    : { id: 40, ref: 'DEM-2026-00040' };
  return Promise.resolve(Response.json(answer));
}

let box: typeof firstOut;
let store: typeof firstStore;
let sync: typeof firstSync;

/* As a page that was just read: nothing but the device remembers. */
async function reload(): Promise<void> {
  vi.resetModules();
  box = await import('@/lib/outbox/outbox');
  store = await import('./store');
  sync = await import('./sync');
  await import('./files');
}

const settled = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 2000, interval: 5 });
const kept = async (): Promise<unknown[]> => (await import('@/lib/outbox/kept')).listKept();

async function choose(draft: LocalDraft): Promise<void> {
  const { addFiles } = await import('./files');
  await store.putDraft(draft);
  const place = store.placeOfDraft(draft.key);
  const pdf = new File(['%PDF'], 'bail.pdf');
  addFiles(
    { account: 1, client: 12, place, label: 'Bail', cell: 'proof', many: false },
    [pdf],
    'pdf',
  );
  await settled(async () => expect(await kept()).toHaveLength(1));
}

describe('CASE-28 PORT-02 what was sent waits for its files', () => {
  beforeEach(async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('fetch', firm);
    layWire(() => 'cut');
    calls = [];
    network = false;
    await reload();
  });
  afterEach(() => vi.unstubAllGlobals());

  it('through a reload: the draft, then the file, then the request with its number', async () => {
    await choose(request());
    expect(await sync.syncDraft(request().key)).toEqual({ state: 'waiting' });
    await reload();
    network = true;
    Wire.answer = () => deposited(7, 'bail.pdf');
    await sync.syncAll(1);
    expect(calls.map(({ path }) => path.split('/').pop())).toEqual([request().key]);
    await box.restore(1);
    await settled(async () => expect(await store.listDrafts(1)).toEqual([]));
    expect(sent().map(({ address }) => address)).toEqual([
      '/v1/clients/12/files?object=request&id=40&name=bail.pdf',
    ]);
    expect(calls.at(-2)?.body.answers).toEqual({ name: 'Lina', proof: [7] });
    expect(calls.at(-1)?.path).toBe('/v1/clients/12/requests/40/send');
    expect(calls.filter(({ path }) => path.endsWith('/send'))).toHaveLength(1);
    expect(await kept()).toEqual([]);
  });

  it('tells how many it waits for', async () => {
    network = true;
    await choose(request());
    expect(await sync.syncDraft(request().key)).toEqual({ state: 'waiting', files: 1 });
    expect(calls.some(({ path }) => path.endsWith('/send'))).toBe(false);
  });

  it('stays with the person when the firm refuses a file', async () => {
    network = true;
    await choose(request());
    const told = vi.fn();
    sync.onSync(told);
    Wire.answer = () => ({ status: 422, body: { key: 'file.type', title: 'Type refusé' } });
    await box.sendWaiting();
    await settled(() =>
      expect(told).toHaveBeenCalledWith(
        request().key,
        expect.objectContaining({ state: 'refused' }),
      ),
    );
    expect((await store.getDraft(request().key))?.sending).toBe(false);
    expect(calls.some(({ path }) => path.endsWith('/send'))).toBe(false);
  });

  it('leaves without a file that the person put away', async () => {
    network = true;
    await choose(request());
    await sync.syncDraft(request().key);
    const [item] = box.waitingAt(store.placeOfDraft(request().key));
    await (await import('./files')).putAway(item!);
    await settled(async () => expect(await store.listDrafts(1)).toEqual([]));
    expect(calls.at(-1)?.path).toBe('/v1/clients/12/requests/40/send');
    expect(sent()).toEqual([]);
  });

  it('of a step too', async () => {
    const step = { id: 3, case: 4, definition: 1, version: 1, base: {} };
    await choose(request({ key: 'step-1-3', step }));
    await reload();
    network = true;
    Wire.answer = () => deposited(7, 'bail.pdf');
    await sync.syncAll(1);
    await box.restore(1);
    await settled(async () => expect(await store.listDrafts(1)).toEqual([]));
    expect(calls.at(-1)).toMatchObject({
      path: '/v1/clients/12/steps/3/answers',
      body: { answers: { name: 'Lina', proof: [7] } },
    });
  });
});

describe('CASE-28 what arrived becomes an answer of a draft whose form is closed', () => {
  it('in a line of a table, beside what is there', async () => {
    const { withFile } = await import('./arrived');
    const item = {
      id: 'x',
      account: 1,
      client: 12,
      place: 'draft:x',
      cell: 'lines.bill#1',
      many: true,
      label: '',
      href: '',
      name: 'b.pdf',
      type: '',
      size: 1,
      at: 1,
      arrived: { id: 9, name: 'b.pdf', type: '', size: 1 },
    };
    const draft = request({
      typed: [['lines.bill#1', '4']],
      answers: { lines: [{ bill: [1] }, { bill: [4] }] },
    });
    const next = withFile(draft, item);
    expect(next.answers).toEqual({ lines: [{ bill: [1] }, { bill: [4, 9] }] });
    expect(withFile(next, item).answers).toEqual(next.answers);
    expect(next.files).toEqual([{ id: 9, name: 'b.pdf', size: 1 }]);
  });
});
