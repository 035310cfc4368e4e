/* CRM-07 PORT-02: a file chosen for one of the firm's own fields goes into it, also when its form is closed. */
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deposited, layWire, sent, Wire } from '@/testing/wire';
import type * as firstOut from '@/lib/outbox/outbox';
import type * as firstOwn from './files';

type Call = { method: string; path: string; body: unknown };
let calls: Call[] = [];
let out: typeof firstOut;
let own: typeof firstOwn;

function firm(path: string, { method = '', body }: RequestInit): Promise<Response> {
  calls.push({ method, path, body: body ? JSON.parse(String(body)) : null });
  const sheet = { version: 4, sets: [], files: [], answers: { proof: [3] } };
  return Promise.resolve(Response.json(method === 'PUT' ? { version: 5 } : sheet));
}

async function reload(): Promise<void> {
  vi.resetModules();
  out = await import('@/lib/outbox/outbox');
  own = await import('./files');
}

const settled = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 2000, interval: 5 });
const place = 'own:contact:9';
const choose = (many: boolean): void =>
  out.addFile(
    { account: 1, client: 12, place, label: 'Lina', cell: 'proof', many },
    new File(['%PDF'], 'cni.pdf'),
  );
const saved = (): unknown => calls.find(({ method }) => method === 'PUT')?.body;

describe('CRM-07 PORT-02 files of the firm’s own fields', () => {
  beforeEach(async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('fetch', firm);
    layWire(() => 'cut');
    calls = [];
    await reload();
  });
  afterEach(() => vi.unstubAllGlobals());

  it('wait through a reload, then stand in their field beside what is there', async () => {
    choose(true);
    const { listKept } = await import('@/lib/outbox/kept');
    await vi.waitFor(async () => expect(await listKept()).toHaveLength(1));
    await reload();
    const told = vi.fn();
    out.onArrival(told);
    Wire.answer = () => deposited(7, 'cni.pdf');
    await out.restore(1);
    await settled(() => expect(told).toHaveBeenCalledTimes(1));
    expect(sent().map(({ address }) => address)).toEqual([
      '/v1/clients/12/files?object=contact&id=9&name=cni.pdf',
    ]);
    expect(calls[0]?.path).toBe('/v1/clients/12/contacts/9/fields');
    expect(saved()).toEqual({ version: 4, fields: { proof: [3, 7] } });
    expect(out.waitingAt(place)).toEqual([]);
  });

  it('take the place of what is there where the field holds one', async () => {
    Wire.answer = () => deposited(7, 'cni.pdf');
    choose(false);
    await settled(() => expect(saved()).toEqual({ version: 4, fields: { proof: [7] } }));
  });

  it('are left to the form that is open', async () => {
    own.ownOpened(place);
    Wire.answer = () => deposited(7, 'cni.pdf');
    choose(false);
    await settled(() => expect(out.waitingAt(place)[0]?.arrived?.id).toBe(7));
    expect(calls).toEqual([]);
  });
});
