/*
 * A form of the back office that reacts at once: conditions, computed values and refusals are the server's own rules,
 * run here. What the server refuses nevertheless stands at its field; nothing that was typed is lost.
 */
import { useEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import type { CoreEngine } from '@/components/form/core-engine';
import { FormPage, type FormContext } from '@/components/form/FormPage';
import type { FieldState, PageDef, Problem } from '@/components/form/types';
import { useForm, type FormHandle } from '@/components/form/use-form';
import { formWords } from '@/components/form/words';
import { answersOf, fieldsOf, typedOf } from '@/components/guide/answers';
import { office, OfficeError, type OfficeConfig } from '../islands/office';
import { drawable, pagesOf, type Opened } from './model';

type Props = { opened: Opened; engine: CoreEngine; office: OfficeConfig; back: string };
export type Refused = { message: string; fields: ReadonlyMap<string, string> };

export const NOTHING: Refused = { message: '', fields: new Map() };
const SERVER = 'server:';

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

/* What the server said of a field comes before what the browser's rules say. */
export function withServer(form: FormHandle, refused: Refused): FormHandle {
  if (refused.fields.size === 0) return form;
  return {
    ...form,
    state: (code, row): FieldState => {
      const state = form.state(code, row);
      const told = row === undefined ? refused.fields.get(code) : undefined;
      return told ? { ...state, problem: { key: SERVER + told, params: {} } } : state;
    },
    shows: (code, row) => form.shows(code, row) || refused.fields.has(code),
  };
}

export const sentence =
  (opened: Opened) =>
  (problem: Problem): string => {
    if (problem.key.startsWith(SERVER)) return problem.key.slice(SERVER.length);
    const text = opened.sentences[problem.key] ?? opened.sentences['field.wrong'] ?? problem.key;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => problem.params[name] ?? '');
  };

export const file = (opened: Opened) => () => <p className="elf-quiet">{opened.words.files}</p>;

/* Once the errors are drawn. */
export const toFirstWrong = (stage: HTMLElement | null): void =>
  void window.setTimeout(() =>
    stage?.querySelector<HTMLElement>('[data-invalid] :is(input, select, textarea)')?.focus(),
  );

function useLeaveGuard(dirty: { current: boolean }): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (dirty.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);
}

function useStore({ opened, engine, office: config, back }: Props, typed: Map<string, string>) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>(NOTHING);
  const dirty = useRef(false);
  useLeaveGuard(dirty);
  const store = async (draft: boolean): Promise<void> => {
    setBusy(true);
    setRefused(NOTHING);
    const answers = answersOf(pagesOf(opened), engine, typed);
    const input = { ...opened.input, [opened.member]: answers, ...(draft ? { draft } : {}) };
    try {
      await office(config, opened.op, input);
      dirty.current = false;
      window.location.assign(back);
    } catch (error) {
      setRefused(refusedBy(error, opened));
      setBusy(false);
    }
  };
  return { busy, refused, setRefused, dirty, store };
}

export function Live(props: Props) {
  const { opened, engine, back } = props;
  const stage = useRef<HTMLFormElement>(null);
  const typed = useMemo(() => new Map(typedOf(pagesOf(opened), opened.answers).typed), [opened]);
  const { busy, refused, setRefused, dirty, store } = useStore(props, typed);
  const form = useForm(engine, typed, () => (dirty.current = true));
  const pages = pagesOf(opened).filter((page) => engine.page(page.code).visible);
  const context: FormContext = {
    form: withServer(form, refused),
    lang: opened.lang,
    words: formWords(opened.lang),
    sentence: sentence(opened),
    file: file(opened),
  };
  const save = (draft: boolean): void => {
    const good = draft || pages.map((page) => form.attempt(page)).every(Boolean);
    if (good) return void store(draft);
    setRefused({ ...NOTHING, message: opened.words.check });
    toFirstWrong(stage.current);
  };
  return (
    <form
      ref={stage}
      className="elf"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save(false);
      }}
    >
      {refused.message !== '' && (
        <p className="elaska-notice elaska-c-red elf-told" role="alert">
          {refused.message}
        </p>
      )}
      {pages.map((page) => (
        <Group key={page.code} page={page} context={context} alone={pages.length === 1} />
      ))}
      <Buttons opened={opened} back={back} busy={busy} onDraft={() => save(true)} />
    </form>
  );
}

type ButtonsProps = { opened: Opened; back: string; busy: boolean; onDraft: () => void };

/* The field keeps the focus until the click is over: an error that shows on leaving it would move the
 * button away from under the pointer. */
const stay = (event: MouseEvent): void => event.preventDefault();

function Buttons({ opened, back, busy, onDraft }: ButtonsProps) {
  return (
    <div className="elaska-buttons">
      <button type="submit" className="butAction" disabled={busy} onMouseDown={stay}>
        {opened.words.save}
      </button>
      {opened.draft && (
        <button
          type="button"
          className="elaska-second"
          disabled={busy}
          onMouseDown={stay}
          onClick={onDraft}
        >
          {opened.words.draft}
        </button>
      )}
      <a className="elaska-second" href={back}>
        {opened.words.cancel}
      </a>
    </div>
  );
}

type GroupProps = { page: PageDef; context: FormContext; alone: boolean };

export function Group({ page, context, alone }: GroupProps) {
  const shown = { ...page, fields: page.fields.map(drawable) };
  if (
    !page.fields.some((field) => context.form.state(field.code).visible || LAYOUT.has(field.type))
  )
    return null;
  return (
    <section className="elf-page">
      {!(alone && String(page.label) === '') && <h3>{String(page.label)}</h3>}
      <FormPage page={shown} context={context} />
    </section>
  );
}

const LAYOUT = new Set(['section', 'note']);
