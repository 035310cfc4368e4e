/*
 * The firm's own fields that are open to the client, being filled in: only what this person changed leaves; where the firm
 * wrote meanwhile, what it wrote is shown and what was typed here stays.
 */
import { useMemo, useRef, useState } from 'react';
import { answersOf, typedOf } from '@/components/guide/answers';
import type { FormEngine, PageDef } from '@/components/form/types';
import { useForm } from '@/components/form/use-form';
import { toProblem, type Problem } from '@/lib/api/problem';
import type { FieldSheet } from '@/lib/api/types';

export type OwnSet = FieldSheet['sets'][number];
export type SaveOwn = (body: {
  version: number;
  fields: Record<string, unknown>;
}) => Promise<unknown>;

const same = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/* His to write; computed ones follow. */
const mine = (field: NonNullable<OwnSet['fields']>[number]): boolean =>
  !field.locked && !field.computed;

/* What is not his to write stays what is read beside. */
export const pageOf = (set: OwnSet): PageDef => ({
  code: set.kind || 'own',
  label: '',
  fields: (set.fields ?? []).filter(mine) as PageDef['fields'],
});

/* As it stands, in the engine and as typed. */
function fill(engine: FormEngine | null, page: PageDef, sheet: FieldSheet): Map<string, string> {
  const { typed, rows } = typedOf([page], sheet.answers ?? {});
  for (const [table, count] of rows) engine?.setRows(table, count);
  for (const [key, text] of typed) {
    const at = key.lastIndexOf('#');
    if (at < 0) engine?.set(key, text);
    else engine?.set(key.slice(0, at), text, Number(key.slice(at + 1)));
  }
  engine?.run();
  return new Map(typed);
}

export type Clash = { code: string; theirs: unknown };
type Answers = Record<string, unknown>;
type Door = { save: SaveOwn; reread: () => Promise<FieldSheet>; onDone: () => void };

/* What this person changed, of what was read when the form opened. */
function changes(page: PageDef, now: Answers, opened: Answers): Answers {
  const computed = new Set(page.fields.filter((field) => field.computed).map(({ code }) => code));
  return Object.fromEntries(
    Object.entries(now).filter(
      ([code, value]) => !computed.has(code) && !same(value, opened[code]),
    ),
  );
}

/* Of that, what somebody else changed too, and otherwise. */
function clashes(mine: Answers, known: Answers, stands: Answers): Clash[] {
  return Object.keys(mine)
    .filter((code) => !same(stands[code], known[code]) && !same(stands[code], mine[code]))
    .map((code) => ({ code, theirs: stands[code] }));
}

/* What is only read beside what is filled in, and whether somebody changed it since the form was opened. */
export type Beside = OwnSet['rows'][number] & { changed: boolean };

function besides(page: PageDef, opened: OwnSet, stands: FieldSheet | null): Beside[] {
  const now = stands?.sets.find(({ kind }) => kind === opened.kind) ?? opened;
  const was = new Map(opened.rows.map((row) => [row.code, row.value]));
  return now.rows
    .filter((row) => !page.fields.some(({ code }) => code === row.code))
    .map((row) => ({ ...row, changed: !same(row.value, was.get(row.code)) }));
}

export function useOwn(set: OwnSet, sheet: FieldSheet, engine: FormEngine | null, door: Door) {
  const page = useMemo(() => pageOf(set), [set]);
  const typed = useMemo(() => fill(engine, page, sheet), [engine, page, sheet]);
  const handle = useForm(engine, typed);
  const opened: Answers = sheet.answers ?? {};
  const known = useRef({ version: sheet.version, answers: opened });
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const [clash, setClash] = useState<Clash[]>([]);
  const [stands, setStands] = useState<FieldSheet | null>(null);

  /* True once it stands. What only one of both changed is nobody's business. */
  const send = async (mine: Answers): Promise<boolean> => {
    try {
      await door.save({ version: known.current.version, fields: mine });
      return true;
    } catch (error) {
      if (!toProblem(error).conflict) throw error;
    }
    const now = await door.reread();
    const met = clashes(mine, known.current.answers, now.answers ?? {});
    known.current = { version: now.version, answers: now.answers ?? {} };
    setStands(now);
    setClash(met);
    if (met.length > 0) return false;
    await door.save({ version: now.version, fields: mine });
    return true;
  };
  const store = async (): Promise<void> => {
    if (!handle.attempt(page) || pending) return;
    setPending(true);
    setRefused(null);
    setClash([]);
    const mine = changes(page, answersOf([page], engine, typed), opened);
    try {
      if (Object.keys(mine).length === 0 || (await send(mine))) door.onDone();
    } catch (error) {
      setRefused(toProblem(error));
    }
    setPending(false);
  };
  const beside = besides(page, set, stands);
  return { page, handle, pending, refused, clash, beside, store };
}
