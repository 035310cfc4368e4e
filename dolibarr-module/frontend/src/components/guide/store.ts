/*
 * Forms being filled in (a request, the form of a step), kept on the device (IndexedDB): what is typed survives a closed tab and a dropped connection.
 * Where the browser refuses storage they live as long as the page.
 */
import { onDevice } from '@/lib/device/db';
import { dropPlace } from '@/lib/outbox/outbox';
import type { DraftFile } from './files';

/* The form of a step: what was read when it was opened, so that two people at once are told of each other. */
export type StepPlace = {
  id: number;
  case: number;
  definition: number;
  version: number;
  base: Record<string, unknown>;
};

export type LocalDraft = {
  /* Of a request 32 hex digits, made here: sent twice, it is the same draft. Of a step, see stepKey(). */
  key: string;
  account: number;
  client: number;
  kind: string;
  service: number | null;
  label: string;
  /* As typed, by code ("table.column#row" for a cell). */
  typed: Array<[string, string]>;
  rows: Array<[string, number]>;
  answers: Record<string, unknown>;
  /* What is known of the files that the answers name. */
  files: DraftFile[];
  message: string;
  page: string;
  changedAt: number;
  /* The service has it as it is here. */
  saved: boolean;
  /* The person pressed send; it leaves as soon as it can. */
  sending: boolean;
  consent: boolean;
  /* Number of the draft at the service, once known. */
  request: number | null;
  step?: StepPlace;
};

const memory = new Map<string, LocalDraft>();

export async function putDraft(draft: LocalDraft): Promise<void> {
  memory.set(draft.key, draft);
  await onDevice('drafts', 'readwrite', (store) => store.put(draft));
}

export async function getDraft(key: string): Promise<LocalDraft | null> {
  const kept = memory.get(key);
  if (kept) return kept;
  return (
    (await onDevice<LocalDraft | undefined>('drafts', 'readonly', (store) => store.get(key))) ??
    null
  );
}

export async function dropDraft(key: string): Promise<void> {
  memory.delete(key);
  dropPlace(placeOfDraft(key));
  await onDevice('drafts', 'readwrite', (store) => store.delete(key));
}

export async function listDrafts(account: number, client?: number): Promise<LocalDraft[]> {
  const kept =
    (await onDevice<LocalDraft[]>('drafts', 'readonly', (store) => store.getAll())) ?? [];
  const all = new Map(kept.map((draft) => [draft.key, draft]));
  memory.forEach((draft, key) => all.set(key, draft));
  return [...all.values()]
    .filter((draft) => draft.account === account && (!client || draft.client === client))
    .sort((a, b) => b.changedAt - a.changedAt);
}

/* Where the files of a draft wait (lib/outbox). */
export const placeOfDraft = (key: string): string => `draft:${key}`;

/* Signing out leaves nothing on a device that may be shared, save what no server has yet. */
export async function forgetSaved(): Promise<void> {
  const kept =
    (await onDevice<LocalDraft[]>('drafts', 'readonly', (store) => store.getAll())) ?? [];
  memory.clear();
  await Promise.all(kept.filter((draft) => draft.saved).map((draft) => dropDraft(draft.key)));
}

export const stepKey = (account: number, step: number): string => `step-${account}-${step}`;

export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
