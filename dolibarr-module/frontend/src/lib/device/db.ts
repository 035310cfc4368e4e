/*
 * What this device keeps (IndexedDB): forms being filled in, files that wait for a network. Where the browser refuses
 * storage, open() gives null and everything lives as long as the page.
 */
const NAME = 'elaska';
const VERSION = 2;
/* drafts: components/guide/store. files, bytes: lib/outbox; apart, so that a list of files reads no bytes. */
const STORES = [
  ['drafts', 'key'],
  ['files', 'id'],
  ['bytes', 'id'],
] as const;

export type Store = (typeof STORES)[number][0];

let opened: Promise<IDBDatabase | null> | null = null;

function make(db: IDBDatabase): void {
  for (const [name, keyPath] of STORES)
    if (!db.objectStoreNames.contains(name)) db.createObjectStore(name, { keyPath });
}

/* A newer portal in another tab is not kept waiting. */
function follow(db: IDBDatabase): IDBDatabase {
  db.onversionchange = () => {
    db.close();
    opened = null;
  };
  return db;
}

export function openDevice(): Promise<IDBDatabase | null> {
  opened ??= new Promise((resolve) => {
    try {
      const asked = indexedDB.open(NAME, VERSION);
      asked.onupgradeneeded = () => make(asked.result);
      asked.onsuccess = () => resolve(follow(asked.result));
      asked.onerror = () => resolve(null);
      asked.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opened;
}

/* One request; undefined where it could not be made. */
export async function onDevice<T>(
  name: Store,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  const db = await openDevice();
  if (!db) return undefined;
  return new Promise((resolve) => {
    try {
      const asked = ask(db.transaction(name, mode).objectStore(name));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => resolve(undefined);
    } catch {
      resolve(undefined);
    }
  });
}
