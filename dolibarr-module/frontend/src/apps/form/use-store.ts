/*
 * Stores what a form holds. It says what it was opened with, so that two people who write at once disagree only on the
 * fields that both changed; those are chosen one by one. A draft stays open, the rest goes back where it came from.
 */
import { useEffect, useRef, useState } from 'react';
import type { FormEngine } from '@/components/form/types';
import { answersOf, fieldsOf } from '@/components/guide/answers';
import { office, OfficeError, type OfficeConfig } from '../islands/office';
import type { Side } from './Conflict';
import { pagesOf, type Opened } from './model';

export type Props = {
  opened: Opened;
  engine: FormEngine;
  /* Typed before this form was there. */
  early?: ReadonlyArray<[string, string]>;
  office: OfficeConfig;
  back: string;
};
export type Refused = { message: string; fields: ReadonlyMap<string, string> };
export type Clash = {
  fields: Array<{ code: string; yours?: unknown; theirs?: unknown }>;
  version: number;
  draft: boolean;
};
type Answers = Record<string, unknown>;

export const NOTHING: Refused = { message: '', fields: new Map() };

/* Read by js/page.js, which says it on the page that comes next. */
const SAVED = 'elaska-saved';

function refusedBy(error: unknown, opened: Opened): Refused {
  if (!(error instanceof OfficeError)) return { ...NOTHING, message: opened.words.failed };
  const fields = new Map<string, string>();
  for (const problem of error.details.problems ?? []) {
    const code = problem.field.split('/').find((part) => part !== opened.member) ?? '';
    fields.set(code, problem.message);
  }
  const labels = new Map(fieldsOf(pagesOf(opened)).map((f) => [f.code, String(f.label)]));
  const theirs = (error.details.conflict?.fields ?? []).map(
    (field) => `${labels.get(field.code) ?? field.code} : ${String(field.theirs ?? '—')}`,
  );
  return { message: [error.message || opened.words.failed, ...theirs].join('\n'), fields };
}

function clashOf(error: unknown, draft: boolean): Clash | null {
  const told = error instanceof OfficeError ? error.details.conflict : undefined;
  if (told?.version === undefined || !told.fields?.length) return null;
  return { fields: told.fields, version: told.version, draft };
}

/* What was changed here stands with the firm now; the rest is still what was read. */
function advanced(base: Answers, answers: Answers): Answers {
  const same = (a: unknown, b: unknown): boolean =>
    JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  const changed = Object.entries(answers).filter(([code, value]) => !same(value, base[code]));
  return { ...base, ...Object.fromEntries(changed) };
}

function useLeaveGuard(dirty: { current: boolean }): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (dirty.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);
}

export function useStore(props: Props, typed: ReadonlyMap<string, string>) {
  const { opened, engine, office: config, back } = props;
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState('');
  const [refused, setRefused] = useState<Refused>(NOTHING);
  const [clash, setClash] = useState<Clash | null>(null);
  const read = useRef<{ base: Answers; version?: number }>({ base: opened.answers });
  const dirty = useRef((props.early?.length ?? 0) > 0);
  useLeaveGuard(dirty);

  const input = (answers: Answers, draft: boolean): Answers => ({
    ...opened.input,
    ...(read.current.version === undefined ? {} : { version: read.current.version }),
    [opened.member]: answers,
    base: read.current.base,
    ...(draft ? { draft } : {}),
  });
  const stored = (answers: Answers, draft: boolean): void => {
    dirty.current = false;
    read.current.base = advanced(read.current.base, answers);
    setSaved(draft ? opened.words.draftSaved : opened.words.saved);
    if (draft) return setBusy(false);
    sessionStorage.setItem(SAVED, opened.words.saved);
    window.location.assign(back);
  };
  const store = async (draft: boolean): Promise<void> => {
    setBusy(true);
    setSaved('');
    setRefused(NOTHING);
    setClash(null);
    const answers = answersOf(pagesOf(opened), engine, typed);
    try {
      await office(config, opened.op, input(answers, draft));
      stored(answers, draft);
    } catch (error) {
      const met = clashOf(error, draft);
      setClash(met);
      if (!met) setRefused(refusedBy(error, opened));
      setBusy(false);
    }
  };
  /* What the others wrote is known from here on. Answers what to take of theirs. */
  const settle = (chosen: ReadonlyMap<string, Side>): Answers => {
    const theirs = Object.fromEntries((clash?.fields ?? []).map((f) => [f.code, f.theirs]));
    const version = clash?.version;
    read.current = {
      base: { ...read.current.base, ...theirs },
      ...(version === undefined ? {} : { version }),
    };
    return Object.fromEntries(
      Object.entries(theirs).filter(([code]) => chosen.get(code) === 'theirs'),
    );
  };
  const typing = (): void => {
    dirty.current = true;
    setSaved('');
  };
  return { busy, refused, setRefused, saved, clash, typing, settle, store };
}
