/*
 * Formatted text being written: ProseMirror on the schema of the core's documents, with its buttons. It gives the JSON of
 * a document, '' where there is nothing to see. Loaded when a form has such a field.
 */
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { linkAt, plugins, setLink } from './commands';
import { documentOf, typedOf } from './document';
import { LinkPanel } from './LinkPanel';
import { cleanPaste } from './paste';
import style from './rich.module.css';
import { Toolbar } from './Toolbar';
import { richWords, type RichWords } from './words';

export type EditorProps = {
  id: string;
  label: string;
  value: string;
  lang: string;
  required: boolean;
  invalid: boolean;
  describedBy: string | undefined;
  onChange: (typed: string) => void;
  onLeave: () => void;
};

/* What assistive technology hears of the place where one writes. */
function attributes(props: EditorProps, words: RichWords, empty: boolean): Record<string, string> {
  return {
    id: props.id,
    class: style.editor ?? '',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': props.label,
    'data-placeholder': words.placeholder,
    ...(empty ? { 'data-empty': '' } : {}),
    ...(props.describedBy ? { 'aria-describedby': props.describedBy } : {}),
    ...(props.invalid ? { 'aria-invalid': 'true' } : {}),
    ...(props.required ? { 'aria-required': 'true' } : {}),
  };
}

const isEmpty = (state: EditorState): boolean =>
  state.doc.childCount === 1 &&
  state.doc.firstChild?.type.name === 'paragraph' &&
  state.doc.firstChild.content.size === 0;

function useEditor(props: EditorProps, onLink: () => void) {
  const host = useRef<HTMLDivElement>(null);
  const held = useRef<EditorView | null>(null);
  const given = useRef(props.value);
  const latest = useRef(props);
  const [state, setState] = useState<EditorState | null>(null);
  const words = richWords(props.lang);
  useLayoutEffect(() => {
    latest.current = props;
  });
  useLayoutEffect(() => {
    if (!host.current) return;
    const view = new EditorView(host.current, {
      state: EditorState.create({
        doc: documentOf(latest.current.value),
        plugins: plugins(onLink),
      }),
      transformPastedHTML: cleanPaste,
      attributes: (now) => attributes(latest.current, richWords(latest.current.lang), isEmpty(now)),
      dispatchTransaction(transaction) {
        const next = view.state.apply(transaction);
        view.updateState(next);
        setState(next);
        if (!transaction.docChanged) return;
        given.current = typedOf(next.doc);
        latest.current.onChange(given.current);
      },
      handleDOMEvents: {
        blur: () => {
          latest.current.onLeave();
          return false;
        },
      },
    });
    held.current = view;
    setState(view.state);
    return () => {
      held.current = null;
      view.destroy();
    };
  }, [onLink]);
  /* Somebody else's words were taken, or a draft came in. */
  useEffect(() => {
    const view = held.current;
    if (!view || props.value === given.current) return;
    given.current = props.value;
    view.updateState(
      EditorState.create({ doc: documentOf(props.value), plugins: view.state.plugins }),
    );
    setState(view.state);
  }, [props.value]);
  /* Attributes are read again. */
  useEffect(() => held.current?.setProps({}), [props.invalid, props.required, props.describedBy]);
  return { host, held, state, words };
}

export default function RichEditor(props: EditorProps) {
  const [linking, setLinking] = useState(false);
  const [openLink] = useState(() => () => setLinking(true));
  const { host, held, state, words } = useEditor(props, openLink);
  const close = (href?: string): void => {
    const view = held.current;
    setLinking(false);
    if (view && href !== undefined) setLink(href)(view.state, view.dispatch);
    view?.focus();
  };
  return (
    <div className={style.box} data-invalid={props.invalid || undefined}>
      {state && (
        <Toolbar state={state} view={held} words={words} lang={props.lang} onLink={openLink} />
      )}
      {linking && state && <LinkPanel href={linkAt(state)} words={words} onClose={close} />}
      <div ref={host} className={style.host} />
    </div>
  );
}
