/* A letter being written: the editor of formatted texts with variables, conditions, repeats and tables. */
import { EditorState, type Command } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { linkAt, plugins, setLink } from '@/components/rich/commands';
import { LinkPanel } from '@/components/rich/LinkPanel';
import { cleanPaste } from '@/components/rich/paste';
import rich from '@/components/rich/rich.module.css';
import { Toolbar } from '@/components/rich/Toolbar';
import { richWords } from '@/components/rich/words';
import type { Doors } from './api';
import { insertPicture, typedNames } from './commands';
import { Menu } from './Menu';
import { Picture } from './Picture';
import type { Group, LetterNode } from './model';
import { schema, written } from './schema';
import { views } from './views';
import { wordsOf } from './words';

type Props = {
  value: LetterNode;
  groups: Group[];
  lang: string;
  label: string;
  invalid: boolean;
  doors: Doors;
  /* A letter that is being made has no names any more. */
  guided: boolean;
  onChange: (value: LetterNode) => void;
};

const NONE: Group[] = [];

const documentOf = (value: LetterNode) =>
  schema.nodeFromJSON(
    value.content?.length ? value : { type: 'doc', content: [{ type: 'paragraph' }] },
  );

function useView(props: Props, onLink: () => void) {
  const { groups, lang, label, invalid } = props;
  const { endpoint } = props.doors;
  const host = useRef<HTMLDivElement>(null);
  const held = useRef<EditorView | null>(null);
  const latest = useRef(props);
  const [state, setState] = useState<EditorState | null>(null);
  useLayoutEffect(() => {
    latest.current = props;
  });
  useLayoutEffect(() => {
    if (!host.current) return;
    const view = new EditorView(host.current, {
      state: EditorState.create({
        doc: documentOf(latest.current.value),
        plugins: [typedNames(), ...plugins(onLink)],
      }),
      nodeViews: views(groups, wordsOf(lang), (file) =>
        endpoint.replace(/ajax\/office\.php$/, `file.php?view=1&id=${file}`),
      ),
      transformPastedHTML: cleanPaste,
      attributes: () => ({
        class: `${rich['editor'] ?? ''} elp-editor`,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        ...(latest.current.invalid ? { 'aria-invalid': 'true' } : {}),
      }),
      dispatchTransaction(transaction) {
        const next = view.state.apply(transaction);
        view.updateState(next);
        setState(next);
        if (transaction.docChanged)
          latest.current.onChange(written(next.doc.toJSON() as LetterNode));
      },
    });
    held.current = view;
    setState(view.state);
    return () => {
      held.current = null;
      view.destroy();
    };
  }, [groups, lang, label, onLink, endpoint]);
  useEffect(() => held.current?.setProps({}), [invalid]);
  return { host, held, state };
}

export function Editor(props: Props) {
  const { groups, lang, invalid, guided } = props;
  const [linking, setLinking] = useState(false);
  const [openLink] = useState(() => () => setLinking(true));
  const { host, held, state } = useView(props, openLink);
  const run = (command: Command): void => {
    const view = held.current;
    if (!view) return;
    command(view.state, view.dispatch, view);
    view.focus();
  };
  const close = (href?: string): void => {
    setLinking(false);
    if (href !== undefined) run(setLink(href));
    else held.current?.focus();
  };
  const words = richWords(lang);
  return (
    <div className={rich['box']} data-invalid={invalid || undefined}>
      {state && <Toolbar state={state} view={held} words={words} lang={lang} onLink={openLink} />}
      {state && (
        <Menu state={state} groups={guided ? groups : NONE} lang={lang} run={run}>
          <Picture
            doors={props.doors}
            words={wordsOf(lang)}
            onReady={(file, width) => run(insertPicture(file, width))}
          />
        </Menu>
      )}
      {linking && state && <LinkPanel href={linkAt(state)} words={words} onClose={close} />}
      <div ref={host} className={rich['host']} />
    </div>
  );
}
