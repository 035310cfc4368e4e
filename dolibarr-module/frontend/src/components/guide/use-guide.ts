/*
 * A guided form being filled in: keeps every keystroke, on this device and then with the firm, and says where it stands.
 * The form and its rules are those that it was begun with.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { FormEngine, PageDef } from '@/components/form/types';
import { useForm, type FormHandle } from '@/components/form/use-form';
import { isRefused, useWaiting, type Waiting } from '@/lib/outbox/outbox';
import type { RequestForm } from '@/lib/api/types';
import { answersOf } from './answers';
import { HeldEngine } from './held';
import { getDraft, placeOfDraft, putDraft, type LocalDraft } from './store';
import { putAnswers } from './put-answers';
import { onSync, syncDraft, type SyncState } from './sync';
import { useFiles, type Files } from './use-files';

const KEEP_MS = 250;
const SEND_MS = 1500;

/* What is filled in: a request, or the form of a step. */
export type GuideDef = {
  label: string;
  description: string;
  definition: number;
  /* What is agreed to at sending; '' nothing. */
  consent: string;
  form: RequestForm['form'];
  program: string | null;
  facts: Record<string, string>;
};

/* A part, or what it becomes from what the draft is by now. */
export type Change = (
  part: Partial<LocalDraft> | ((draft: LocalDraft) => Partial<LocalDraft>),
) => void;

export type Guide = {
  form: GuideDef;
  pages: PageDef[];
  engine: FormEngine | null;
  handle: FormHandle;
  draft: LocalDraft;
  files: Files;
  change: Change;
  /* What stands with the firm, instead of what was typed here. */
  take: (answers: Record<string, unknown>) => void;
  send: () => Promise<SyncState>;
  /* Pressed send, thought again. */
  hold: () => void;
  sync: SyncState;
};

type Answers = Record<string, unknown>;

/* Puts what was kept into the engine, once. */
function fill(engine: FormEngine | null, draft: LocalDraft): Map<string, string> {
  const typed = new Map(draft.typed);
  for (const [table, rows] of draft.rows) engine?.setRows(table, rows);
  for (const [key, text] of typed) {
    const at = key.lastIndexOf('#');
    if (at < 0) engine?.set(key, text);
    else engine?.set(key.slice(0, at), text, Number(key.slice(at + 1)));
  }
  engine?.run();
  return typed;
}

function written(
  pages: PageDef[],
  engine: FormEngine | null,
  typed: Map<string, string>,
): Partial<LocalDraft> {
  const tables = pages.flatMap((page) => page.fields).filter((field) => field.type === 'table');
  return {
    typed: [...typed],
    rows: tables.map((field) => [field.code, engine?.rowCount(field.code) ?? 0]),
    answers: answersOf(pages, engine, typed),
  };
}

/* May a field, or a column ("table.column"), hold several files? */
function manyOf(pages: PageDef[], code: string): boolean {
  const [table = '', column] = code.split('.');
  const field = pages.flatMap((page) => page.fields).find((each) => each.code === table);
  const wanted =
    column === undefined ? field : field?.columns?.find((each) => each.code === column);
  return wanted?.many === true;
}

/* How many files are on their way at each place of the form. */
function onTheWay(waiting: Waiting[]): Map<string, number> {
  const cells = new Map<string, number>();
  for (const item of waiting)
    if (!isRefused(item)) cells.set(item.cell, (cells.get(item.cell) ?? 0) + 1);
  return cells;
}

type Timers = {
  keep?: ReturnType<typeof setTimeout>;
  send?: ReturnType<typeof setTimeout>;
};

/* Leaving the page loses nothing: what the timer had not kept yet is kept now. */
function useKeptAtLeaving(
  keep: () => Promise<void>,
  now: RefObject<LocalDraft>,
  timers: RefObject<Timers>,
  key: string,
): void {
  useEffect(() => {
    const held = timers.current;
    const hide = (): void => void keep();
    const fresh = (): boolean => !now.current.saved && !now.current.sending;
    window.addEventListener('pagehide', hide);
    return () => {
      window.removeEventListener('pagehide', hide);
      clearTimeout(held.send);
      if (fresh()) void keep().then(() => syncDraft(key));
    };
  }, [keep, key, now, timers]);
}

/* Where the draft stands; true once it is with the firm: nothing is kept of it any more. */
function useStanding(
  key: string,
  now: RefObject<LocalDraft>,
  timers: RefObject<Timers>,
  tell: (state: SyncState) => void,
): RefObject<boolean> {
  const gone = useRef(false);
  useEffect(
    () =>
      onSync((about, state) => {
        if (about !== key) return;
        if (state.state === 'refused') now.current = { ...now.current, sending: false };
        if (state.state === 'sent') {
          gone.current = true;
          clearTimeout(timers.current.keep);
          clearTimeout(timers.current.send);
        }
        tell(state);
      }),
    [key, now, tell, timers],
  );
  return gone;
}

function useRules(
  inner: FormEngine | null,
  started: LocalDraft,
  many: (code: string) => boolean,
): { engine: HeldEngine | null; typed: Map<string, string>; waiting: Waiting[] } {
  const waiting = useWaiting(placeOfDraft(started.key));
  const engine = useMemo(() => inner && new HeldEngine(inner, many), [inner, many]);
  const typed = useMemo(() => fill(engine, started), [engine, started]);
  useMemo(() => engine?.hold(onTheWay(waiting), typed), [engine, typed, waiting]);
  return { engine, typed, waiting };
}

export function useGuide(form: GuideDef, inner: FormEngine | null, started: LocalDraft): Guide {
  const pages = useMemo(() => (form.form?.pages ?? []) as PageDef[], [form]);
  const many = useCallback((code: string) => manyOf(pages, code), [pages]);
  const { engine, typed, waiting } = useRules(inner, started, many);
  const cache = useQueryClient();
  const [draft, setDraft] = useState(started);
  const [sync, setSync] = useState<SyncState>({ state: 'saved' });
  const now = useRef(draft);
  const timers = useRef<Timers>({});
  const gone = useStanding(started.key, now, timers, setSync);

  const keep = useCallback(async () => {
    clearTimeout(timers.current.keep);
    if (gone.current) return;
    const kept = await getDraft(now.current.key);
    await putDraft({ ...now.current, request: kept?.request ?? now.current.request });
  }, [gone]);

  const change = useCallback<Change>(
    (given) => {
      const part = typeof given === 'function' ? given(now.current) : given;
      now.current = { ...now.current, ...part, changedAt: Date.now(), saved: false };
      setDraft(now.current);
      setSync((was) => (was.state === 'saved' ? { state: 'saving' } : was));
      clearTimeout(timers.current.keep);
      clearTimeout(timers.current.send);
      timers.current.keep = setTimeout(() => void keep(), KEEP_MS);
      timers.current.send = setTimeout(
        () => void keep().then(() => syncDraft(started.key)),
        SEND_MS,
      );
    },
    [keep, started.key],
  );

  const onTyped = useCallback(() => {
    change(written(pages, engine, typed));
  }, [change, engine, pages, typed]);

  const send = useCallback(async () => {
    now.current = { ...now.current, sending: true, saved: false, changedAt: Date.now() };
    clearTimeout(timers.current.send);
    await keep();
    const state = await syncDraft(started.key);
    if (state.state === 'sent') {
      const about = started.step ? [['case'], ['todo'], ['home']] : [['requests']];
      for (const part of about)
        void cache.invalidateQueries({ queryKey: ['client', started.client, ...part] });
    }
    return state;
  }, [cache, keep, started.client, started.key, started.step]);
  const hold = useCallback(() => {
    change({ sending: false });
    void keep();
  }, [change, keep]);

  useKeptAtLeaving(keep, now, timers, started.key);
  const handle = useForm(engine, typed, onTyped);
  const files = useFiles({ draft, waiting, handle, keep, change, many });
  const take = (answers: Answers): void => putAnswers(engine, handle, pages, answers);
  return { form, pages, engine, handle, draft, files, change, take, send, hold, sync };
}
