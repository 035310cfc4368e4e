/* The editor's questions to the core, through the back office's JSON door. */
import { office, packed, refusal, type OfficeConfig } from '../islands/office';
import type { Choice, Lists, Problem, Template } from './model';

export type Office = OfficeConfig;
export type Loaded = { body: Template; version: number; lists: Lists };

type Found = { path?: string; field?: string; message?: string; key?: string };

export async function check(
  config: Office,
  body: Template,
  signal?: AbortSignal,
): Promise<Problem[]> {
  const answer = await office<{ problems?: Found[] }>(config, 'template.check', { body }, signal);
  return (answer.problems ?? []).map((problem) => ({
    path: problem.path ?? problem.field ?? '',
    message: problem.message ?? problem.key ?? '',
  }));
}

export async function save(config: Office, body: Template, version: number): Promise<number> {
  const answer = await office<{ version: number }>(config, 'template.save', {
    code: body.code,
    version,
    body,
  });
  return answer.version;
}

/* Where files go and come from, with the page's token. */
export type Doors = { upload: string; file: string; token: string };
export type Kept = { file: number; name: string; size?: number };

/* Bytes as they are, their name in a header (ajax/upload.php). */
export async function keepFile(doors: Doors, file: File): Promise<Kept> {
  const response = await fetch(doors.upload, {
    method: 'PUT',
    credentials: 'same-origin',
    headers: {
      'content-type': 'application/octet-stream',
      'x-elaska-token': doors.token,
      'x-elaska-input': packed({ name: file.name }),
    },
    body: file,
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) throw refusal(response.status, body);
  const kept = (body as { out: { id: number; name: string; size: number } }).out;
  return { file: kept.id, name: kept.name, size: kept.size };
}

/* Reference lists as choices, by code; "lists" names the lists themselves. */
export function listsOf(rows: Array<{ code: string; label: string; items: Choice[] }>): Lists {
  const lists: Lists = { lists: rows.map(({ code, label }) => ({ code, label })) };
  for (const row of rows) lists[row.code] = row.items;
  return lists;
}
