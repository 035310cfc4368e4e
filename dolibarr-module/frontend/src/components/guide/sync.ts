/*
 * From the device to the service: a draft goes up a moment after it was last touched, and again whenever the connection
 * comes back; one that was sent leaves by itself. Each step may be repeated without harm: the draft is named by its key,
 * and a request sent twice is sent once.
 */
import { api } from '@/lib/api/client';
import { isAbort, toProblem, type Problem } from '@/lib/api/problem';
import { takeLeft } from './arrived';
import {
  dropDraft,
  getDraft,
  listDrafts,
  putDraft,
  type LocalDraft,
  type StepPlace,
} from './store';

export type SyncState =
  | { state: 'saved' }
  | { state: 'saving' }
  /* files: how many it leaves after; without, for a network. */
  | { state: 'waiting'; files?: number }
  | { state: 'sent'; id: number; ref: string | null }
  | { state: 'refused'; problem: Problem };

type Listener = (key: string, state: SyncState) => void;

const listeners = new Set<Listener>();
const busy = new Map<string, Promise<SyncState>>();
const again = new Set<string>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const RETRY_MS = 15_000;

export function onSync(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = (key: string, state: SyncState): SyncState => {
  listeners.forEach((listener) => listener(key, state));
  return state;
};

/* A draft of a step goes to the place of this person at that step. */
async function saveStep(draft: LocalDraft, step: StepPlace): Promise<void> {
  await api('put', '/v1/clients/{client}/steps/{step}/draft', {
    path: { client: draft.client, step: step.id },
    body: {
      definition: step.definition,
      version: step.version,
      base: step.base,
      answers: draft.answers,
      page: draft.page || null,
    },
  });
}

async function sendStep(draft: LocalDraft, step: StepPlace): Promise<SyncState> {
  const answer = await api('post', '/v1/clients/{client}/steps/{step}/answers', {
    path: { client: draft.client, step: step.id },
    body: {
      definition: step.definition,
      version: step.version,
      base: step.base,
      answers: draft.answers,
    },
  });
  await dropDraft(draft.key);
  return { state: 'sent', id: answer.id, ref: null };
}

/* What the service has by now; what was changed meanwhile goes up again. */
async function kept(draft: LocalDraft, part: Partial<LocalDraft> = {}): Promise<SyncState> {
  const now = (await getDraft(draft.key)) ?? draft;
  const same = now.changedAt === draft.changedAt;
  await putDraft({ ...now, ...part, saved: same });
  return { state: same ? 'saved' : 'saving' };
}

async function pushStep(draft: LocalDraft, step: StepPlace, files: number): Promise<SyncState> {
  if (draft.sending && files === 0) return sendStep(draft, step);
  await saveStep(draft, step);
  const state = await kept(draft);
  return draft.sending ? { state: 'waiting', files } : state;
}

async function save(draft: LocalDraft): Promise<{ id: number; ref: string | null }> {
  const answer = await api('put', '/v1/clients/{client}/drafts/{draft_key}', {
    path: { client: draft.client, draft_key: draft.key },
    body: {
      kind: draft.kind,
      ...(draft.service ? { service: draft.service } : {}),
      answers: draft.answers,
      message: draft.message || null,
      page: draft.page || null,
    },
  });
  return { id: answer.id, ref: answer.ref };
}

async function send(draft: LocalDraft, id: number): Promise<SyncState> {
  const answer = await api('post', '/v1/clients/{client}/requests/{request}/send', {
    path: { client: draft.client, request: id },
    body: { consent: draft.consent, message: draft.message || null },
  });
  await dropDraft(draft.key);
  return { state: 'sent', id: answer.id, ref: answer.ref };
}

/* Its files go first: an answer that names a file needs its number. */
async function push(key: string): Promise<SyncState> {
  const found = await getDraft(key);
  if (!found) return { state: 'saved' };
  tell(key, { state: 'saving' });
  const left = found.sending ? await takeLeft(found) : null;
  if (left?.refused) throw left.refused;
  const draft = left?.draft ?? found;
  const files = left?.waiting ?? 0;
  if (draft.step) return pushStep(draft, draft.step, files);
  const { id, ref } = await save(draft);
  if (ref !== null) {
    /* Sent earlier; only the answer was lost. */
    await dropDraft(key);
    return { state: 'sent', id, ref };
  }
  const state = await kept(draft, { request: id });
  if (!draft.sending) return state;
  return files > 0 ? { state: 'waiting', files } : send(draft, id);
}

/* A connection that drops does not always say when it is back. */
function later(key: string): void {
  clearTimeout(timers.get(key));
  timers.set(
    key,
    setTimeout(() => void syncDraft(key), RETRY_MS),
  );
}

async function refused(key: string, error: unknown): Promise<SyncState> {
  const problem = toProblem(error);
  if (isAbort(error) || problem.transient || problem.status === 401) {
    if (problem.transient) later(key);
    return { state: 'waiting' };
  }
  /* A refusal is the person's to mend: it does not leave again by itself. */
  const draft = await getDraft(key);
  if (draft?.sending) await putDraft({ ...draft, sending: false });
  return { state: 'refused', problem };
}

/* One at a time for each draft; what changes meanwhile goes up right after. */
export function syncDraft(key: string): Promise<SyncState> {
  const running = busy.get(key);
  if (running) {
    again.add(key);
    return running;
  }
  const work = push(key)
    .catch((error: unknown) => refused(key, error))
    .then((state) => {
      busy.delete(key);
      const cut = state.state === 'waiting' && !state.files;
      if (again.delete(key) && state.state !== 'sent' && !cut) return syncDraft(key);
      return tell(key, state);
    });
  busy.set(key, work);
  return work;
}

/* Everything of this person that the service does not have yet. */
export async function syncAll(account: number): Promise<void> {
  for (const draft of await listDrafts(account))
    if (!draft.saved || draft.sending) await syncDraft(draft.key);
}
