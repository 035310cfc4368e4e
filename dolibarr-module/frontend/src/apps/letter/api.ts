/* What the pages of letters ask of the core. */
import { office, refusal, type OfficeConfig } from '../islands/office';
import type { Case, Template, Unknown } from './model';

export type Doors = OfficeConfig & { preview: string };

export async function save(
  doors: Doors,
  body: Template,
  version: number,
): Promise<{ version: number; unknown: Unknown }> {
  return office(doors, 'letter.save', { code: body.code, version, body });
}

export async function cases(doors: Doors, search: string): Promise<Case[]> {
  const answer = await office<{ rows: Case[] }>(doors, 'case.picker', search ? { search } : {});
  return answer.rows;
}

export async function make(
  doors: Doors,
  input: Record<string, unknown>,
): Promise<{ file: number }> {
  return office(doors, 'letter.make', input);
}

/* Bytes of the page as the core draws it. */
export async function drawn(
  doors: Doors,
  input: Record<string, unknown>,
  signal: AbortSignal,
): Promise<Blob> {
  const response = await fetch(doors.preview, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-elaska-token': doors.token },
    body: JSON.stringify({ in: input }),
    signal,
  });
  if (!response.ok) throw refusal(response.status, await response.json().catch(() => null));
  return new Blob([await response.arrayBuffer()], { type: 'application/pdf' });
}
