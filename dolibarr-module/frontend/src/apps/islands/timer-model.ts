/* What the server says of the user's timers, and how long each has run by now. */
import { office, type OfficeConfig } from './office';

type Named = { id: number; name?: string; title?: string; ref?: string; label?: string };

export type Timer = {
  id: number;
  elapsed_s: number;
  warn?: boolean;
  note?: string | null;
  client?: Named | null;
  case?: Named | null;
  task?: Named | null;
  ticket?: Named | null;
  project?: Named | null;
};

export type Timers = { running?: Timer | null; paused: Timer[]; at: number };
export type Target = Partial<Record<'client' | 'case' | 'project' | 'task' | 'ticket', number>>;
export type Stopped = { time: number; duration_s: number; over_warn?: boolean };

export const name = (timer: Timer): string => {
  const parts = [timer.case, timer.ticket, timer.task, timer.project].find(Boolean);
  const title = parts?.title ?? parts?.label ?? parts?.name ?? parts?.ref;
  return title ?? timer.client?.name ?? timer.client?.title ?? `#${timer.id}`;
};

/* `at` is this machine's clock when the answer came: only differences of it are used. */
export const elapsed = (timer: Timer, timers: Timers, now: number = Date.now()): number =>
  timer.elapsed_s + (timers.running?.id === timer.id ? Math.floor((now - timers.at) / 1000) : 0);

export async function read(config: OfficeConfig): Promise<Timers> {
  const answer = await office<{ running?: Timer | null; paused?: Timer[] }>(config, 'timer.read');
  return { running: answer.running ?? null, paused: answer.paused ?? [], at: Date.now() };
}

export const start = (config: OfficeConfig, target: Target): Promise<unknown> =>
  office(config, 'timer.start', target);

export const change = (
  config: OfficeConfig,
  verb: 'pause' | 'resume' | 'discard',
  timer: number,
): Promise<unknown> => office(config, `timer.${verb}`, { timer });

export const stop = (config: OfficeConfig, timer: number): Promise<Stopped> =>
  office<Stopped>(config, 'timer.stop', { timer });

export type Found = { id: number; ref: string; title: string; client: Named };

export async function find(
  config: OfficeConfig,
  search: string,
  signal: AbortSignal,
): Promise<Found[]> {
  const answer = await office<Found[] | { rows: Found[] }>(
    config,
    'case.picker',
    { search },
    signal,
  );
  return Array.isArray(answer) ? answer : answer.rows;
}
