/*
 * Files that wait for a network, kept on this device: what they are in one store, their bytes in another. Bounded in
 * number and size; after 30 days they are gone (PORT-02). What cannot be kept is said, never thrown.
 */
import { onDevice, openDevice } from '@/lib/device/db';
import type { Deposited } from '@/lib/api/upload';

export const KEPT_FILES = 20;
export const KEPT_BYTES = 100 * 1024 * 1024;
const KEPT_MS = 30 * 24 * 60 * 60_000;

export type Kept = {
  id: string;
  account: number;
  client: number;
  /* What it is for: "piece:12", "draft:<key>". */
  place: string;
  /* In a form: the code of the field, "table.column#row" in a table. */
  cell: string;
  /* The field takes several. */
  many?: boolean;
  /* Its place in words, and the page that it was chosen on. */
  label: string;
  href: string;
  name: string;
  type: string;
  size: number;
  at: number;
  /* It leaves in parts, and this is what the service calls it. */
  upload?: number;
  /* It is with the firm; the form that asked for it has not taken it yet. */
  arrived?: Deposited;
  /* It was refused: said until the person puts it away. */
  refused?: { status: number; key: string; title: string; params: Record<string, string> };
};

/* full: the bound, or the browser's own, is reached. */
export type Keeping = 'kept' | 'full' | 'refused';

function fits(all: Kept[], size: number): boolean {
  const held = all.filter((each) => !each.arrived && !each.refused);
  const bytes = held.reduce((sum, each) => sum + each.size, 0);
  return held.length < KEPT_FILES && bytes + size <= KEPT_BYTES;
}

const outOf = (error: DOMException | null): Keeping =>
  error?.name === 'QuotaExceededError' ? 'full' : 'refused';

function put(db: IDBDatabase, kept: Kept, bytes: ArrayBuffer): Promise<Keeping> {
  return new Promise((resolve) => {
    const work = db.transaction(['files', 'bytes'], 'readwrite');
    let full = false;
    work.oncomplete = () => resolve(full ? 'full' : 'kept');
    work.onabort = () => resolve(outOf(work.error));
    const all = work.objectStore('files').getAll() as IDBRequest<Kept[]>;
    all.onsuccess = () => {
      full = !fits(all.result, kept.size);
      if (full) return;
      work.objectStore('files').put(kept);
      work.objectStore('bytes').put({ id: kept.id, bytes });
    };
  });
}

export async function keepFile(kept: Kept, file: File): Promise<Keeping> {
  if (file.size > KEPT_BYTES) return 'full'; /* not even read */
  const db = await openDevice();
  if (!db) return 'refused';
  try {
    return await put(db, kept, await file.arrayBuffer());
  } catch (error) {
    return error instanceof DOMException ? outOf(error) : 'refused';
  }
}

export async function dropKept(id: string): Promise<void> {
  await onDevice('bytes', 'readwrite', (store) => store.delete(id));
  await onDevice('files', 'readwrite', (store) => store.delete(id));
}

/* What waits, whosever it is; what is too old goes. */
export async function listKept(now = Date.now()): Promise<Kept[]> {
  const all = (await onDevice<Kept[]>('files', 'readonly', (store) => store.getAll())) ?? [];
  const old = all.filter((each) => each.at + KEPT_MS < now);
  await Promise.all(old.map((each) => dropKept(each.id)));
  return all.filter((each) => !old.includes(each)).sort((a, b) => a.at - b.at);
}

export const readKept = (id: string): Promise<Kept | undefined> =>
  onDevice<Kept | undefined>('files', 'readonly', (store) => store.get(id));

export async function fileOf(kept: Pick<Kept, 'id' | 'name' | 'type'>): Promise<File | null> {
  const row = await onDevice<{ bytes: ArrayBuffer } | undefined>('bytes', 'readonly', (store) =>
    store.get(kept.id),
  );
  return row ? new File([row.bytes], kept.name, { type: kept.type }) : null;
}

/* What is known of it now; its bytes stay. */
export async function noteKept(kept: Kept): Promise<void> {
  await onDevice('files', 'readwrite', (store) => store.put(kept));
}

/* What became of it; its bytes are not needed any more. */
export async function settleKept(kept: Kept): Promise<void> {
  await onDevice('bytes', 'readwrite', (store) => store.delete(kept.id));
  await noteKept(kept);
}

export async function forgetKept(): Promise<void> {
  await onDevice('bytes', 'readwrite', (store) => store.clear());
  await onDevice('files', 'readwrite', (store) => store.clear());
}
