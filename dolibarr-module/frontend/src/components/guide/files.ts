/*
 * Files of a draft: the draft of a request goes up first, so that the file has something to hang on, then the file
 * (lib/outbox); once it is there its number is handed to the form that is open, or to the next one that opens.
 */
import { networkProblem, Problem } from '@/lib/api/problem';
import { upload, type Target } from '@/lib/api/upload';
import { addFile, drop, registerWay, type Chosen, type Waiting } from '@/lib/outbox/outbox';
import { getDraft, type LocalDraft } from './store';
import { syncDraft } from './sync';

export type DraftFile = { id: number; name: string; size: number };
type Take = (cell: string, file: DraftFile) => void;

async function numberOf(draft: LocalDraft): Promise<number> {
  if (draft.request) return draft.request;
  const state = await syncDraft(draft.key);
  if (state.state === 'refused') throw state.problem;
  const made = (await getDraft(draft.key))?.request;
  if (!made) throw networkProblem();
  return made;
}

/* What the files of a draft hang on: the request, once the service knows the draft; the step, which is there. */
async function targetOf(key: string): Promise<Target> {
  const draft = await getDraft(key);
  if (!draft) throw new Problem({ status: 404, key: 'not_found' });
  const { client, step } = draft;
  return step
    ? { client, object: 'step', id: step.id }
    : { client, object: 'request', id: await numberOf(draft) };
}

const keyOf = (place: string): string => place.slice(place.indexOf(':') + 1);

/* What waits for its files leaves once the last one is there, or stays when one is refused. */
async function next(key: string): Promise<void> {
  if ((await getDraft(key))?.sending) await syncDraft(key);
}

/* Put away by the person: what waited for it waits no longer. */
export async function putAway({ id, place }: Waiting): Promise<void> {
  await drop(id);
  if (place.startsWith('draft:')) await next(keyOf(place));
}

registerWay('draft', {
  send: async (item, file, onPart, before) =>
    upload(await targetOf(keyOf(item.place)), file, onPart, before),
  settled: (item) => void next(keyOf(item.place)),
});

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

export function addFiles(chosen: Chosen, files: Iterable<File>, accept: string | undefined): void {
  const params = { accept: accept ?? '' };
  const other = new Problem({ status: 422, key: 'file.not_accepted', params });
  for (const file of files) addFile(chosen, file, wanted(accept, file.name) ? null : other);
}

const taken = new Set<string>();

/* What arrived becomes an answer, once; it leaves the list when the answer is kept. */
export async function takeArrived(
  list: Waiting[],
  take: Take,
  keep: () => Promise<void>,
): Promise<void> {
  const fresh = list.filter((item) => item.arrived && !taken.has(item.id));
  for (const { id, cell, arrived } of fresh) {
    if (!arrived) continue;
    taken.add(id);
    take(cell, { id: arrived.id, name: arrived.name, size: arrived.size });
  }
  if (fresh.length === 0) return;
  await keep();
  for (const { id } of fresh) await drop(id);
}

/* Names of an answer's files. */
export const namesOf = (draft: LocalDraft, text: string): string =>
  text
    .split(',')
    .map((id) => draft.files.find((file) => String(file.id) === id)?.name ?? '')
    .filter(Boolean)
    .join(', ');
