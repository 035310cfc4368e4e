/* The editor's questions to the core, through the back office's JSON door. */
import { office, type OfficeConfig } from '../islands/office';
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

/* Reference lists as choices, by code; "lists" names the lists themselves. */
export function listsOf(rows: Array<{ code: string; label: string; items: Choice[] }>): Lists {
  const lists: Lists = { lists: rows.map(({ code, label }) => ({ code, label })) };
  for (const row of rows) lists[row.code] = row.items;
  return lists;
}
