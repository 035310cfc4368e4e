/*
 * Files of a draft that is on its way: it leaves after them. Those that arrived become its answers, whether its form is
 * open or not.
 */
import { listKept, type Kept } from '@/lib/outbox/kept';
import { drop, isRefused, waitingAt, type Waiting } from '@/lib/outbox/outbox';
import { Problem } from '@/lib/api/problem';
import type { Json } from './answers';
import { placeOfCell } from './held';
import { placeOfDraft, putDraft, type LocalDraft } from './store';

const opened = new Set<string>();

/* The form is on the page: it takes what arrived by itself. */
export function formOpened(key: string): () => void {
  opened.add(key);
  return () => void opened.delete(key);
}

function put(answers: Record<string, unknown>, cell: string, value: number[]) {
  const [code, row] = placeOfCell(cell);
  if (row === undefined) return { ...answers, [code]: value };
  const [table = '', column = ''] = code.split('.');
  const lines = [...((answers[table] ?? []) as Array<{ [key: string]: Json }>)];
  while (lines.length <= row) lines.push({});
  lines[row] = { ...lines[row], [column]: value };
  return { ...answers, [table]: lines };
}

/* What arrived, as if its form had taken it. */
export function withFile(draft: LocalDraft, item: Kept): LocalDraft {
  if (!item.arrived) return draft;
  const { id, name, size } = item.arrived;
  const typed = new Map(draft.typed);
  const old = item.many ? (typed.get(item.cell) ?? '').split(',').filter(Boolean) : [];
  const ids = [...new Set([...old, String(id)])];
  typed.set(item.cell, ids.join(','));
  return {
    ...draft,
    typed: [...typed],
    answers: put(draft.answers, item.cell, ids.map(Number)),
    files: [...draft.files.filter((file) => file.id !== id), { id, name, size }],
    saved: false,
  };
}

/* On the device and on this page; the page knows better. */
async function filesAt(place: string): Promise<Array<Kept & Partial<Waiting>>> {
  const here = waitingAt(place);
  const kept = (await listKept()).filter(
    (item) => item.place === place && !here.some(({ id }) => id === item.id),
  );
  return [...kept, ...here];
}

export type Left = { draft: LocalDraft; waiting: number; refused: Problem | null };

/* What the draft is by now, and what it still waits for. */
export async function takeLeft(draft: LocalDraft): Promise<Left> {
  const all = await filesAt(placeOfDraft(draft.key));
  const open = opened.has(draft.key);
  const arrived = open ? [] : all.filter((item) => item.arrived);
  const bad = all.find(isRefused);
  const problem =
    bad && (bad.problem ?? (bad.refused && new Problem({ ...bad.refused, errors: [] })));
  const left = {
    draft: arrived.reduce(withFile, draft),
    waiting: all.filter((item) => !isRefused(item) && (open || !item.arrived)).length,
    refused: problem ?? null,
  };
  if (arrived.length === 0) return left;
  await putDraft(left.draft);
  for (const { id } of arrived) await drop(id);
  return left;
}
