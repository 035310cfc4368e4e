/* PORT-02: files chosen without a network survive a reload, leave once, and are gone when the person is. */
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deposited, layWire, sent, Wire, type Said } from '@/testing/wire';
import type * as firstKeep from './kept';
import type * as firstOut from './outbox';

const arrives = (): Said => deposited(7, 'bail.pdf');
const pdf = (name: string, text = '%PDF'): File => new File([text], name);
const at = (place: string) => ({ account: 1, client: 12, place, label: 'Bail signé' });

let out: typeof firstOut;
let keep: typeof firstKeep;

/* As a page that was just read: nothing but the device remembers. */
async function reload(): Promise<void> {
  vi.resetModules();
  keep = await import('./kept');
  out = await import('./outbox');
}

const settled = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 2000, interval: 5 });

/* As the browser's: who comes second waits. */
function turns(): object {
  const ends = new Map<string, Promise<unknown>>();
  return {
    request(name: string, work: () => Promise<unknown>) {
      const mine = (ends.get(name) ?? Promise.resolve()).then(work);
      ends.set(
        name,
        mine.catch(() => undefined),
      );
      return mine;
    },
  };
}

beforeEach(async () => {
  Object.defineProperty(navigator, 'locks', { configurable: true, value: turns() });
  vi.stubGlobal('indexedDB', new IDBFactory());
  layWire(() => 'cut');
  await reload();
});
afterEach(() => vi.unstubAllGlobals());

const names = async (): Promise<string[]> => (await keep.listKept()).map((each) => each.name);

describe('PORT-02 files that wait for a network', () => {
  it('survive a reload and leave once when the network is back, from one of two tabs', async () => {
    out.addFile(at('piece:3'), pdf('bail.pdf'));
    await settled(async () => expect(await names()).toEqual(['bail.pdf']));
    await reload();
    await out.restore(1);
    const arrived = vi.fn();
    out.onArrival(arrived);
    Wire.answer = arrives;
    window.dispatchEvent(new Event('online'));
    await settled(() => expect(arrived).toHaveBeenCalledTimes(1));
    expect(sent()).toEqual([
      { address: '/v1/clients/12/files?object=piece&id=3&name=bail.pdf', bytes: 4 },
    ]);
    await settled(async () => expect(await names()).toEqual([]));
    await reload();
    await out.restore(1);
    expect(sent()).toHaveLength(1);
  });

  it('DOC-12: a large one goes on after a reload where the service says that it stopped', async () => {
    const size = 9 * 1024 * 1024;
    const part = 4 * 1024 * 1024;
    const asked: string[] = [];
    let offset = 0;
    const state = () => ({ upload: 5, offset, size, part });
    vi.stubGlobal('fetch', (address: string, { method }: RequestInit) => {
      asked.push(`${method ?? ''} ${address}`);
      return Promise.resolve(Response.json(state(), { status: 200 }));
    });
    /* The second part is cut; nobody hears of what became of the third. */
    const said: Said[] = [{ status: 200, body: { ...state(), offset: part } }, 'cut'];
    Wire.answer = () => said.shift() ?? 'cut';
    out.addFile(at('piece:3'), pdf('plans.pdf', 'x'.repeat(size)));
    const stored = async () => (await keep.listKept())[0];
    await settled(async () => expect(await stored()).toMatchObject({ upload: 5 }));
    await settled(() => expect(out.waitingAt('piece:3')[0]?.problem?.transient).toBe(true));
    expect(asked).toEqual(['POST /v1/clients/12/uploads']);
    await reload();
    offset = part;
    Wire.answer = () => {
      const of = Wire.calls.at(-1)?.bytes ?? 0;
      offset += of;
      return offset === size ? deposited(7, 'plans.pdf') : { status: 200, body: state() };
    };
    await out.restore(1);
    await settled(() => expect(out.waitingAt('piece:3')).toEqual([]));
    expect(asked.at(-1)).toBe('GET /v1/clients/12/uploads/5');
    expect(sent().map(({ address, bytes }) => [address.split('/uploads/')[1], bytes])).toEqual([
      ['5?offset=0', part],
      ['5?offset=4194304', part],
      ['5?offset=8388608', size - 2 * part],
    ]);
    await settled(async () => expect(await stored()).toBeUndefined());
  });

  it('are not shown to another account of the device, nor sent for it', async () => {
    out.addFile(at('piece:3'), pdf('bail.pdf'));
    await settled(async () => expect(await names()).toEqual(['bail.pdf']));
    await reload();
    Wire.answer = arrives;
    await out.restore(2);
    expect(sent()).toEqual([]);
    expect(await names()).toEqual(['bail.pdf']);
  });

  it('are erased from the device at sign-out, bytes too', async () => {
    out.addFile(at('piece:3'), pdf('bail.pdf'));
    await settled(async () => expect(await names()).toEqual(['bail.pdf']));
    const [kept] = await keep.listKept();
    await out.forgetFiles();
    expect(await names()).toEqual([]);
    expect(await keep.fileOf(kept!)).toBeNull();
  });

  it('are gone after 30 days', async () => {
    out.addFile(at('piece:3'), pdf('bail.pdf'));
    await settled(async () => expect(await names()).toEqual(['bail.pdf']));
    const days = (n: number): number => Date.now() + n * 24 * 60 * 60_000;
    expect(await keep.listKept(days(29))).toHaveLength(1);
    expect(await keep.listKept(days(31))).toHaveLength(0);
    expect(await names()).toEqual([]);
  });

  it('are bounded in number and in size, and the one too many is told', async () => {
    const kept = { ...at('piece:3'), cell: '', href: '/', name: 'x', type: '', at: Date.now() };
    for (let i = 0; i < keep.KEPT_FILES - 1; i++)
      expect(await keep.keepFile({ ...kept, id: `n${i}`, size: 1 }, pdf('x'))).toBe('kept');
    const large = { ...kept, id: 'large', size: keep.KEPT_BYTES };
    expect(await keep.keepFile(large, pdf('x'))).toBe('full');
    expect(await keep.keepFile({ ...kept, id: 'last', size: 1 }, pdf('x'))).toBe('kept');
    expect(await keep.keepFile({ ...kept, id: 'more', size: 1 }, pdf('x'))).toBe('full');
    expect(await keep.listKept()).toHaveLength(keep.KEPT_FILES);
  });

  it('say so where the device has no room left', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function put(this: never) {
      const { transaction } = this as IDBObjectStore;
      const error = new DOMException('no room', 'QuotaExceededError');
      Object.defineProperty(transaction, 'error', { value: error });
      transaction.abort();
      return {} as never;
    });
    const kept = { ...at('piece:3'), cell: '', href: '/', name: 'x', type: '', at: Date.now() };
    expect(await keep.keepFile({ ...kept, id: 'one', size: 1 }, pdf('x'))).toBe('full');
    expect(await keep.listKept()).toEqual([]);
  });

  it('what was refused stays said after a reload, without its bytes', async () => {
    Wire.answer = () => ({ status: 409, body: { key: 'piece.closed', title: 'Pièce close' } });
    out.addFile(at('piece:3'), pdf('bail.pdf'));
    await settled(async () =>
      expect((await keep.listKept())[0]?.refused?.title).toBe('Pièce close'),
    );
    const [kept] = await keep.listKept();
    expect(await keep.fileOf(kept!)).toBeNull();
    await reload();
    await out.restore(1);
    expect(sent()).toHaveLength(1);
    await out.drop(kept!.id);
    await settled(async () => expect(await names()).toEqual([]));
  });

  it('what would be refused anyway is neither kept nor sent', async () => {
    out.addFile(at('piece:3'), pdf('vide.pdf', ''));
    await Promise.resolve();
    expect(await names()).toEqual([]);
    expect(sent()).toEqual([]);
  });
});

describe('PORT-02 CASE-28 files of a form', () => {
  const draft = {
    key: 'step-1-3',
    account: 1,
    client: 12,
    kind: '',
    service: null,
    label: 'Votre année',
    typed: [],
    rows: [],
    answers: {},
    files: [],
    message: '',
    page: '',
    changedAt: 1,
    saved: true,
    sending: false,
    consent: false,
    request: null,
    step: { id: 3, case: 4, definition: 1, version: 1, base: {} },
  };

  it('leave without the form being open, and become its answer when it opens', async () => {
    const { putDraft } = await import('@/components/guide/store');
    const { addFiles } = await import('@/components/guide/files');
    await putDraft(draft);
    addFiles({ ...at('draft:step-1-3'), cell: 'papers' }, [pdf('bail.pdf')], 'pdf');
    await settled(async () => expect(await names()).toEqual(['bail.pdf']));
    await reload();
    const { takeArrived } = await import('@/components/guide/files');
    Wire.answer = arrives;
    await out.restore(1);
    expect(sent().map(({ address }) => address)).toEqual([
      '/v1/clients/12/files?object=step&id=3&name=bail.pdf',
    ]);
    await reload();
    const files = await import('@/components/guide/files');
    expect(files.takeArrived).not.toBe(takeArrived);
    await out.restore(1);
    const take = vi.fn();
    const kept = await keep.listKept();
    expect(await keep.fileOf(kept[0]!)).toBeNull();
    const held = vi.fn(() => Promise.resolve());
    await files.takeArrived(
      kept.map((each) => ({ ...each, part: 1, problem: null, keeping: 'kept' as const })),
      take,
      held,
    );
    expect(held).toHaveBeenCalledTimes(1);
    expect(take).toHaveBeenCalledWith('papers', { id: 7, name: 'bail.pdf', size: 2048 });
    await settled(async () => expect(await names()).toEqual([]));
    expect(sent()).toHaveLength(1);
  });

  it('go with the draft that is thrown away', async () => {
    const { dropDraft, putDraft } = await import('@/components/guide/store');
    const { addFiles } = await import('@/components/guide/files');
    await putDraft(draft);
    addFiles({ ...at('draft:step-1-3'), cell: 'papers' }, [pdf('bail.pdf')], 'pdf');
    await settled(async () => expect(await names()).toEqual(['bail.pdf']));
    await dropDraft('step-1-3');
    await settled(async () => expect(await names()).toEqual([]));
  });
});
