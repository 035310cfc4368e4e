/*
 * A guided form being filled in: keeps every keystroke, on this device and then with the firm, and says where it stands.
 * The form and its rules are those that it was begun with.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { FormEngine, PageDef } from '@/components/form/types';
import { useForm, type FormHandle } from '@/components/form/use-form';
import type { RequestForm } from '@/lib/api/types';
import { answersOf } from './answers';
import { getDraft, putDraft, type LocalDraft } from './store';
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

export function useGuide(form: GuideDef, engine: FormEngine | null, started: LocalDraft): Guide {
  const pages = useMemo(() => (form.form?.pages ?? []) as PageDef[], [form]);
  const cache = useQueryClient();
  const typed = useMemo(() => fill(engine, started), [engine, started]);
  const [draft, setDraft] = useState(started);
  const [sync, setSync] = useState<SyncState>({ state: 'saved' });
  const now = useRef(draft);
  const timers = useRef<Timers>({});

  useEffect(() => onSync((key, state) => key === started.key && setSync(state)), [started.key]);

  const keep = useCallback(async () => {
    clearTimeout(timers.current.keep);
    const kept = await getDraft(now.current.key);
    await putDraft({ ...now.current, request: kept?.request ?? now.current.request });
  }, []);

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
    if (state.state === 'refused') now.current = { ...now.current, sending: false };
    return state;
  }, [cache, keep, started.client, started.key, started.step]);

  useKeptAtLeaving(keep, now, timers, started.key);
  const handle = useForm(engine, typed, onTyped);
  const many = useCallback((code: string) => manyOf(pages, code), [pages]);
  const files = useFiles({ draft, handle, keep, change, many });
  const take = (answers: Answers): void => putAnswers(engine, handle, pages, answers);
  return { form, pages, engine, handle, draft, files, change, take, send, sync };
}
