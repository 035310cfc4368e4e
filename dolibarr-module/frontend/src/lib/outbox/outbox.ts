/*
 * Files on their way to the firm. Each is kept on this device until it is there: a connection that drops, a page that is
 * closed or read again loses none (PORT-02). Sending the same file twice is harmless: the service knows its bytes. Tabs
 * take turns at each.
 */
import { useSyncExternalStore } from 'react';
import { Problem, toProblem } from '@/lib/api/problem';
import { judge, upload, type Deposited, type Target } from '@/lib/api/upload';
import type { Before } from '@/lib/parts';
import {
  dropKept,
  fileOf,
  forgetKept,
  keepFile,
  listKept,
  noteKept,
  readKept,
  settleKept,
  type Keeping,
  type Kept,
} from './kept';

export type Waiting = Kept & {
  /* Share that has left. */
  part: number;
  problem: Problem | null;
  keeping: Keeping | 'pending';
};

/* What is known of files before they are read. */
export type Chosen = Pick<Kept, 'account' | 'client' | 'place' | 'label' | 'many'> & {
  cell?: string;
};
type Part = (part: number) => void;
type Sender = (item: Kept, file: File, onPart: Part, before: Before) => Promise<Deposited>;
type Arrival = (item: Kept) => unknown;
/* How the files of a place leave, and who is told what became of each. */
type Way = { send: Sender; settled: Arrival };

const RETRY_MS = 15_000;
const NONE: Waiting[] = [];
const lists = new Map<string, Waiting[]>();
const files = new Map<string, File>();
const keeping = new Map<string, Promise<Keeping>>();
const busy = new Set<string>();
const ways = new Map<string, Way>();
const listeners = new Set<() => void>();
const arrivals = new Set<Arrival>();
let all: Waiting[] = NONE;
let timer: ReturnType<typeof setTimeout> | undefined;

/* Trying again later may work; without a session, once there is one. */
export const waits = (item: Waiting): boolean =>
  item.problem !== null && (item.problem.transient || item.problem.status === 401);

/* It does not leave again by itself. */
export const isRefused = (item: Kept & Partial<Waiting>): boolean =>
  item.problem ? !waits(item as Waiting) : item.problem === undefined && item.refused !== undefined;

function publish(place: string, list: Waiting[]): void {
  if (list.length > 0) lists.set(place, list);
  else lists.delete(place);
  all = [...lists.values()].flat();
  listeners.forEach((listener) => listener());
}

const find = (id: string): Waiting | undefined => all.find((item) => item.id === id);

function patch(id: string, part: Partial<Waiting>): void {
  const item = find(id);
  if (!item) return;
  const list = lists.get(item.place) ?? NONE;
  publish(
    item.place,
    list.map((each) => (each.id === id ? { ...each, ...part } : each)),
  );
}

function remove(item: Kept): void {
  files.delete(item.id);
  keeping.delete(item.id);
  publish(
    item.place,
    (lists.get(item.place) ?? NONE).filter((each) => each.id !== item.id),
  );
}

/* Gone from the page at once, from the device when it resolves. */
export async function drop(id: string): Promise<void> {
  const item = find(id);
  const kept = keeping.get(id);
  if (item) remove(item);
  await kept;
  await dropKept(id);
}

export function dropPlace(place: string): void {
  (lists.get(place) ?? NONE).forEach((item) => void drop(item.id));
}

/* --- who sends ---------------------------------------------------------------------------- */

/* "piece:12" hangs on piece 12. Other places say how: registerWay('draft', ...). */
const direct: Sender = (item, file, onPart, before) => {
  const [object, id] = item.place.split(':');
  const target = { client: item.client, object: object as Target['object'], id: Number(id) };
  return upload(target, file, onPart, before);
};

/* A place with a way of its own also takes what arrived itself. */
export function registerWay(kind: string, way: Way): void {
  ways.set(kind, way);
}

const ownWay = (place: string): Way | undefined => ways.get(place.slice(0, place.indexOf(':')));

/* Told of each file that is with the firm; waited for before it leaves the list. */
export function onArrival(listener: Arrival): () => void {
  arrivals.add(listener);
  return () => arrivals.delete(listener);
}

/* --- sending ------------------------------------------------------------------------------ */

async function inTurn(id: string, work: () => Promise<void>): Promise<void> {
  const locks = navigator.locks as LockManager | undefined;
  await (locks ? locks.request(`elaska-file-${id}`, work) : work());
}

/* As it stands on the device, where it is kept: another tab may have sent it or put it away. */
async function standing(item: Waiting): Promise<Kept | null> {
  const kept = (await keeping.get(item.id)) ?? item.keeping;
  if (kept !== 'kept') return item;
  return (await readKept(item.id)) ?? null;
}

/* What the device keeps of it. */
function storedOf(item: Waiting): Kept {
  const copy: Partial<Waiting> = { ...item };
  delete copy.part;
  delete copy.problem;
  delete copy.keeping;
  return copy as Kept;
}

/* So that it goes on where it stopped, after a reload too. */
function began(id: string, upload: number): void {
  patch(id, { upload });
  const kept = keeping.get(id) ?? Promise.resolve(find(id)?.keeping);
  void kept.then((how) => {
    const item = find(id); /* it may have been put away meanwhile */
    return item && how === 'kept' ? noteKept(storedOf(item)) : undefined;
  });
}

/* With the firm: said wherever it shows, then it leaves the list. */
export async function finish(item: Waiting): Promise<void> {
  await Promise.allSettled([...arrivals].map((listener) => listener(item)));
  remove(item);
}

async function push(item: Waiting): Promise<void> {
  const now = await standing(item);
  if (!find(item.id)) return;
  if (!now) return finish(item); /* another tab sent it, or put it away */
  if (now.arrived) return patch(item.id, { arrived: now.arrived, part: 1, problem: null });
  const file = files.get(item.id) ?? (await fileOf(item));
  if (!file) return await drop(item.id);
  const own = ownWay(item.place);
  const onPart = (part: number) => patch(item.id, { part });
  const before = { upload: now.upload, began: (upload: number) => began(item.id, upload) };
  const deposited = await (own?.send ?? direct)(item, file, onPart, before);
  files.delete(item.id);
  if (own) {
    await settleKept({ ...storedOf(item), arrived: deposited });
    patch(item.id, { arrived: deposited, part: 1, problem: null });
    return void own.settled(item);
  }
  await dropKept(item.id);
  return finish(item);
}

async function failed(item: Waiting, problem: Problem): Promise<void> {
  patch(item.id, { problem });
  if (waits({ ...item, problem })) return later();
  const { status, key, title, params } = problem;
  files.delete(item.id);
  if ((await keeping.get(item.id)) === 'kept' || item.keeping === 'kept')
    await settleKept({ ...storedOf(item), refused: { status, key, title, params } });
  ownWay(item.place)?.settled(item);
}

async function start(id: string): Promise<void> {
  const item = find(id);
  if (!item || busy.has(id)) return;
  busy.add(id);
  patch(id, { problem: null, part: 0 });
  await inTurn(id, () => push(item)).catch((error: unknown) => failed(item, toProblem(error)));
  busy.delete(id);
}

/* Whatever waits, one after the other: a connection that is back is often a thin one. */
export async function sendWaiting(): Promise<void> {
  clearTimeout(timer);
  for (const { id } of all.filter(waits)) await start(id);
}

/* A connection that drops does not always say when it is back. */
function later(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendWaiting(), RETRY_MS);
}

export const again = (id: string): void => void start(id);

/* --- what is there ------------------------------------------------------------------------ */

const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

export function addFile(chosen: Chosen, file: File, refused: Problem | null = null): void {
  const kept: Kept = {
    cell: '',
    ...chosen,
    id: newId(),
    href: location.pathname + location.search,
    name: file.name,
    type: file.type,
    size: file.size,
    at: Date.now(),
  };
  const problem = refused ?? judge(file);
  const item: Waiting = { ...kept, part: 0, problem, keeping: 'pending' };
  publish(item.place, [...(lists.get(item.place) ?? NONE), item]);
  if (problem) return;
  files.set(item.id, file);
  const work = keepFile(kept, file);
  keeping.set(item.id, work);
  void work.then((done) => patch(item.id, { keeping: done }));
  void start(item.id);
}

/* After a reload: what this person left here waits again; what others did is not theirs to see. */
export async function restore(account: number): Promise<void> {
  all.filter((item) => item.account !== account).forEach(remove);
  for (const kept of await listKept()) {
    if (kept.account !== account || find(kept.id)) continue;
    const refused = kept.refused && new Problem({ ...kept.refused, errors: [] });
    const network = new Problem({ status: 0, key: 'portal.network' });
    const problem = kept.arrived ? null : (refused ?? network);
    const item: Waiting = { ...kept, part: kept.arrived ? 1 : 0, problem, keeping: 'kept' };
    publish(item.place, [...(lists.get(item.place) ?? NONE), item]);
  }
  if (navigator.onLine) await sendWaiting();
}

/* Signing out: nothing stays on a device that may be shared. */
export async function forgetFiles(): Promise<void> {
  clearTimeout(timer);
  all.forEach(remove);
  await forgetKept();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const waitingAt = (place: string): Waiting[] => lists.get(place) ?? NONE;

export const useWaiting = (place: string): Waiting[] =>
  useSyncExternalStore(subscribe, () => waitingAt(place));

export const useAllWaiting = (): Waiting[] => useSyncExternalStore(subscribe, () => all);

window.addEventListener('online', () => void sendWaiting());
