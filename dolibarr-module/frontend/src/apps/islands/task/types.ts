/* What task.read answers, and what a part of the window works with. */
import type { Card, Column, Setting } from '../board/types';

export type Badge = { code: string; label: string; colour: string; icon?: string | null };

export type Line = {
  id: number;
  label: string;
  client: boolean;
  done: boolean;
  done_at: number | null;
  by: string | null;
};

export type FileRow = { id: number; name: string; size: number; at: number; by: string | null };

export type Comment = {
  id: number;
  body: string;
  internal: boolean;
  at: number;
  by: { kind: string; name: string } | null;
  files?: FileRow[];
};

export type FieldRow = { code: string; label: string; text: string; rows?: string[][] };

export type Task = Omit<Card, 'status'> & {
  status: Badge;
  description: string | null;
  reason: string | null;
  recurrence: string | null;
  suggested: boolean;
  may: {
    edit: boolean;
    move: boolean;
    accept: boolean;
    confirm: boolean;
    tick: boolean;
    fields: boolean;
  };
  /* The firm's own fields of tasks, where it defined some. */
  fields?: FieldRow[];
  columns: Column[];
  checklist: Line[];
  files: FileRow[];
  comments: Comment[];
  total_s: number;
};

export type On = { changed: (card: Card) => void; removed: (id: number) => void };

/* Given to each part of the window. */
export type Window = {
  setting: Setting;
  task: () => Task;
  /* Stores some fields; what somebody else changed meanwhile is shown, not overwritten. */
  save: (part: Record<string, unknown>) => Promise<boolean>;
  /* Any operation of this task, then the window as it is now. */
  act: (op: string, input: Record<string, unknown>, said?: string) => Promise<boolean>;
  say: (text: string, bad?: boolean) => void;
};

export const asCard = (task: Task): Card => {
  const { status, comments, files, checklist } = task;
  return {
    ...task,
    status: status.code,
    comments: comments.length,
    files: files.length,
    checks: { total: checklist.length, done: checklist.filter((line) => line.done).length },
  };
};
