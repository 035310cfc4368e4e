/*
 * A form of the back office that reacts at once: conditions, computed values and refusals are the server's own rules,
 * run here. What the server refuses nevertheless stands at its field; nothing that was typed is lost.
 */
import { useMemo, useRef } from 'react';
import type { ControlProps } from '@/components/form/Field';
import { firstWrong } from '@/components/form/first-wrong';
import { FormPage, type FormContext } from '@/components/form/FormPage';
import type { FieldState, PageDef, Problem } from '@/components/form/types';
import { useForm, type FormHandle } from '@/components/form/use-form';
import { formWords } from '@/components/form/words';
import { typedOf } from '@/components/guide/answers';
import { putAnswers } from '@/components/guide/put-answers';
import { office } from '../islands/office';
import { Conflict, type Side } from './Conflict';
import { Files } from './Files';
import { pagesOf, type Opened } from './model';
import { NOTHING, useStore, type Props, type Refused } from './use-store';

const SERVER = 'server:';

/* What the server said of a field comes before what the browser's rules say. */
function withServer(form: FormHandle, refused: Refused): FormHandle {
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

const sentence =
  (opened: Opened) =>
  (problem: Problem): string => {
    if (problem.key.startsWith(SERVER)) return problem.key.slice(SERVER.length);
    const text = opened.sentences[problem.key] ?? opened.sentences['field.wrong'] ?? problem.key;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => problem.params[name] ?? '');
  };

const file = (opened: Opened, token: string) => (control: ControlProps) => (
  <Files opened={opened} token={token} control={control} />
);

/* What fields are drawn with. */
export const contextOf = (
  opened: Opened,
  form: FormHandle,
  refused: Refused,
  token = '',
  reveal?: FormContext['reveal'],
): FormContext => ({
  form: withServer(form, refused),
  lang: opened.lang,
  words: formWords(opened.lang),
  sentence: sentence(opened),
  file: file(opened, token),
  ...(reveal ? { reveal } : {}),
});

/* Once the errors are drawn. */
export const toFirstWrong = (stage: HTMLElement | null): void =>
  void window.setTimeout(() => firstWrong(stage)?.focus());

export function Live(props: Props) {
  const { opened, engine, early, back } = props;
  const stage = useRef<HTMLFormElement>(null);
  const typed = useMemo(
    () => new Map([...typedOf(pagesOf(opened), opened.answers).typed, ...(early ?? [])]),
    [opened, early],
  );
  const { busy, refused, setRefused, saved, clash, typing, settle, store } = useStore(props, typed);
  const form = useForm(engine, typed, typing);
  const pages = pagesOf(opened).filter((page) => engine.page(page.code).visible);
  const reveal = async (uid: string): Promise<string> =>
    (await office<{ text: string }>(props.office, 'sealed.reveal', { sealed: uid })).text;
  const context = contextOf(
    opened,
    form,
    refused,
    props.office.token,
    opened.reveal ? reveal : undefined,
  );
  const save = (draft: boolean): void => {
    const good = draft || pages.map((page) => form.attempt(page)).every(Boolean);
    if (good) return void store(draft);
    setRefused({ ...NOTHING, message: opened.words.check });
    toFirstWrong(stage.current);
  };
  const choose = (chosen: ReadonlyMap<string, Side>): void => {
    putAnswers(engine, form, pagesOf(opened), settle(chosen));
    save(clash?.draft ?? false);
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
      {clash && <Conflict opened={opened} clash={clash} busy={busy} onChosen={choose} />}
      <Groups pages={pages} context={context} />
      <Buttons opened={opened} back={back} busy={busy} saved={saved} onDraft={() => save(true)} />
    </form>
  );
}

type ButtonsProps = {
  opened: Opened;
  back: string;
  busy: boolean;
  saved: string;
  onDraft: () => void;
};

function Buttons({ opened, back, busy, saved, onDraft }: ButtonsProps) {
  return (
    <div className="elaska-buttons">
      <button type="submit" className="butAction" disabled={busy}>
        {opened.words.save}
      </button>
      {opened.draft && (
        <button type="button" className="elaska-second" disabled={busy} onClick={onDraft}>
          {opened.words.draft}
        </button>
      )}
      <a className="elaska-second" href={back}>
        {opened.words.cancel}
      </a>
      <span className="elf-saved" role="status">
        {saved}
      </span>
    </div>
  );
}

type GroupProps = { page: PageDef; context: FormContext; alone: boolean };

function Group({ page, context, alone }: GroupProps) {
  if (
    !page.fields.some((field) => context.form.state(field.code).visible || LAYOUT.has(field.type))
  )
    return null;
  return (
    <section className="elf-page">
      {!(alone && String(page.label) === '') && <h3>{String(page.label)}</h3>}
      <FormPage page={page} context={context} />
    </section>
  );
}

type GroupsProps = { pages: PageDef[]; context: FormContext };

export const Groups = ({ pages, context }: GroupsProps) => (
  <>
    {pages.map((page) => (
      <Group key={page.code} page={page} context={context} alone={pages.length === 1} />
    ))}
  </>
);

const LAYOUT = new Set(['section', 'note']);
