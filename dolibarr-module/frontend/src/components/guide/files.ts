/*
 * Files of a draft on their way to the service. They wait here, not in the field that they were chosen in: leaving the
 * page of the form, or a connection that drops, loses none. What arrived is handed to the form that is open, or to the
 * next one that opens.
 */
import { useSyncExternalStore } from 'react';
import type { Sending } from '@/components/Deposit';
import { Problem, toProblem } from '@/lib/api/problem';
import type { Deposited } from '@/lib/api/upload';
import type { LocalDraft } from './store';

export type DraftFile = { id: number; name: string; size: number };

/* cell: the code of the field, "table.column#row" in a table. */
type Waiting = Sending & { cell: string; arrived: Deposited | null };
type Send = (file: File, onPart: (part: number) => void) => Promise<Deposited>;
type Take = (cell: string, file: DraftFile) => void;

const NONE: Waiting[] = [];
const lists = new Map<string, Waiting[]>();
const listeners = new Set<() => void>();
let last = 0;

const listOf = (key: string): Waiting[] => lists.get(key) ?? NONE;

function put(key: string, list: Waiting[]): void {
  lists.set(key, list);
  listeners.forEach((listener) => listener());
}

function patch(key: string, id: number, part: Partial<Waiting>): void {
  put(
    key,
    listOf(key).map((each) => (each.id === id ? { ...each, ...part } : each)),
  );
}

export function dropFile(key: string, id: number): void {
  put(
    key,
    listOf(key).filter((each) => each.id !== id),
  );
}

export async function sendFile(key: string, item: Sending, send: Send): Promise<void> {
  patch(key, item.id, { problem: null, part: 0 });
  try {
    const arrived = await send(item.file, (part) => patch(key, item.id, { part }));
    patch(key, item.id, { arrived, part: 1 });
  } catch (error) {
    patch(key, item.id, { problem: toProblem(error) });
  }
}

/* accept: as a definition writes it, "pdf,jpg". */
export function wanted(accept: string | undefined, name: string): boolean {
  if (!accept) return true;
  const usual = (word: string): string =>
    word.trim().toLowerCase().replace(/^\./, '').replace('jpeg', 'jpg');
  return accept
    .split(',')
    .map(usual)
    .includes(usual(name.slice(name.lastIndexOf('.') + 1)));
}

export function addFiles(
  key: string,
  cell: string,
  files: Iterable<File>,
  accept: string | undefined,
  send: Send,
): void {
  for (const file of files) {
    const item = { id: ++last, cell, file, part: 0, problem: null, arrived: null };
    put(key, [...listOf(key), item]);
    if (wanted(accept, file.name)) void sendFile(key, item, send);
    else {
      const params = { accept: accept ?? '' };
      const problem = new Problem({ status: 422, key: 'file.not_accepted', params });
      patch(key, item.id, { problem });
    }
  }
}

/* What arrived becomes an answer, once. */
export function takeArrived(key: string, take: Take): void {
  for (const { id, cell, arrived } of listOf(key)) {
    if (!arrived) continue;
    dropFile(key, id);
    take(cell, { id: arrived.id, name: arrived.name, size: arrived.size });
  }
}

export function useWaiting(key: string): Waiting[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => listOf(key),
  );
}

/* Names of an answer's files. */
export const namesOf = (draft: LocalDraft, text: string): string =>
  text
    .split(',')
    .map((id) => draft.files.find((file) => String(file.id) === id)?.name ?? '')
    .filter(Boolean)
    .join(', ');
