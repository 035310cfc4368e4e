/*
 * A guided request being written: finds the draft (this device first, then the service), keeps every keystroke, and says
 * where it stands. The form and its rules are those that the draft was begun with.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { FormEngine, PageDef } from '@/components/form/types';
import { useForm, type FormHandle } from '@/components/form/use-form';
import type { RequestForm } from '@/lib/api/types';
import { requestFormQuery, serviceFormQuery } from '../api/read-form';
import { requestQuery } from '../api/read-request';
import { answersOf, typedOf } from './answers';
import { openEngine } from './engine';
import { getDraft, putDraft, type LocalDraft } from './store';
import { onSync, syncDraft, type SyncState } from './sync';
import { useFiles, type Files } from './use-files';

const KEEP_MS = 250;
const SEND_MS = 1500;

export type GuideAddress = {
  client: number;
  account: number;
  kind: string;
  service: number | null;
  draft: string;
  request: number | null;
};

type Start = { draft: LocalDraft | null; request: number | null };

/* The device's draft, else the number that the service knows it by. */
function useStart({ draft, request }: GuideAddress): Start | null {
  const [start, setStart] = useState<Start | null>(null);
  useEffect(() => {
    let alive = true;
    void getDraft(draft).then((found) => {
      if (alive) setStart({ draft: found, request: found?.request ?? request });
    });
    return () => {
      alive = false;
    };
    // Only where it starts: what follows is kept here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [draft]);
  return start;
}

function useRemote(address: GuideAddress, start: Start | null) {
  const wanted = start !== null && start.draft === null && start.request !== null;
  return useQuery({
    ...requestQuery(address.client, start?.request ?? 0),
    enabled: wanted,
    staleTime: 0,
  });
}

function useFormOf(address: GuideAddress, start: Start | null) {
  const begun = start?.request ?? null;
  const old = useQuery({
    ...requestFormQuery(address.client, begun ?? 0),
    enabled: start !== null && begun !== null,
  });
  const fresh = useQuery({
    ...serviceFormQuery(address.client, address.kind, address.service),
    enabled: start !== null && begun === null,
  });
  return begun !== null ? old : fresh;
}

function empty(address: GuideAddress, label: string): LocalDraft {
  return {
    key: address.draft,
    account: address.account,
    client: address.client,
    kind: address.kind,
    service: address.service,
    label,
    typed: [],
    rows: [],
    answers: {},
    files: [],
    message: '',
    page: '',
    changedAt: Date.now(),
    saved: true,
    sending: false,
    consent: false,
    request: null,
  };
}

/* A part, or what it becomes from what the draft is by now. */
export type Change = (
  part: Partial<LocalDraft> | ((draft: LocalDraft) => Partial<LocalDraft>),
) => void;

export type Guide = {
  form: RequestForm;
  pages: PageDef[];
  engine: FormEngine | null;
  handle: FormHandle;
  draft: LocalDraft;
  files: Files;
  change: Change;
  send: () => Promise<SyncState>;
  sync: SyncState;
};

export function useGuideStart(address: GuideAddress) {
  const start = useStart(address);
  const remote = useRemote(address, start);
  const form = useFormOf(address, start);
  const engine = useQuery({
    queryKey: ['engine', form.data?.definition ?? 0, address.draft],
    queryFn: () => openEngine(form.data ?? null),
    enabled: form.data !== undefined,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const waits = start?.draft === null && start.request !== null && remote.isPending;
  const ready = form.data && !engine.isPending && start && !waits;
  const draft = useMemo(() => {
    if (!ready || !form.data) return null;
    if (start.draft) return start.draft;
    const made = empty(address, form.data.label);
    if (!remote.data?.answers) return made;
    const from = typedOf((form.data.form?.pages ?? []) as PageDef[], remote.data.answers);
    return {
      ...made,
      ...from,
      message: remote.data.message ?? '',
      files: remote.data.files.map(({ id, name, size }) => ({ id, name, size })),
      page: remote.data.page ?? '',
      request: remote.data.id,
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when everything is there
  }, [ready]);
  return {
    error: form.error ?? remote.error,
    retry: () => void (form.isError ? form.refetch() : remote.refetch()),
    form: form.data ?? null,
    engine: engine.data ?? null,
    draft,
  };
}

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

export function useGuide(form: RequestForm, engine: FormEngine | null, started: LocalDraft): Guide {
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
    if (state.state === 'sent')
      void cache.invalidateQueries({ queryKey: ['client', started.client, 'requests'] });
    if (state.state === 'refused') now.current = { ...now.current, sending: false };
    return state;
  }, [cache, keep, started.client, started.key]);

  useKeptAtLeaving(keep, now, timers, started.key);
  const handle = useForm(engine, typed, onTyped);
  const many = useCallback((code: string) => manyOf(pages, code), [pages]);
  const files = useFiles({ draft, handle, keep, change, many });
  return { form, pages, engine, handle, draft, files, change, send, sync };
}
