/* The buttons of the editor: one stop of the Tab key, arrows go along them. */
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconUnderline,
  type Icon,
} from '@tabler/icons-react';
import type { Command, EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { has, inList, levelAt, redo, setLevel, toggle, toggleList, undo } from './commands';
import style from './rich.module.css';
import type { RichWords } from './words';

type Tool = {
  name: string;
  label: string;
  keys: string;
  icon: Icon;
  run: Command | null;
  /* Pressed or not; undefined: it is done, not switched. */
  on?: (state: EditorState) => boolean;
};

const TOOLS = (words: RichWords): Tool[] => [
  {
    name: 'bold',
    label: words.bold,
    keys: 'B',
    icon: IconBold,
    run: toggle('bold'),
    on: (s) => has(s, 'bold'),
  },
  {
    name: 'italic',
    label: words.italic,
    keys: 'I',
    icon: IconItalic,
    run: toggle('italic'),
    on: (s) => has(s, 'italic'),
  },
  {
    name: 'underline',
    label: words.underline,
    keys: 'U',
    icon: IconUnderline,
    run: toggle('underline'),
    on: (s) => has(s, 'underline'),
  },
  {
    name: 'bullet_list',
    label: words.bullet_list,
    keys: '⇧8',
    icon: IconList,
    run: toggleList('bullet_list'),
    on: (s) => inList(s, 'bullet_list'),
  },
  {
    name: 'ordered_list',
    label: words.ordered_list,
    keys: '⇧7',
    icon: IconListNumbers,
    run: toggleList('ordered_list'),
    on: (s) => inList(s, 'ordered_list'),
  },
  {
    name: 'link',
    label: words.link,
    keys: 'K',
    icon: IconLink,
    run: null,
    on: (s) => has(s, 'link'),
  },
  { name: 'undo', label: words.undo, keys: 'Z', icon: IconArrowBackUp, run: undo },
  { name: 'redo', label: words.redo, keys: 'Y', icon: IconArrowForwardUp, run: redo },
];

type Props = {
  state: EditorState;
  view: RefObject<EditorView | null>;
  words: RichWords;
  lang: string;
  onLink: () => void;
};

type ShapeProps = Pick<Props, 'state' | 'words'> & { run: (command: Command) => void };

const Shape = ({ state, words, run }: ShapeProps) => (
  <select
    className={style.shape}
    aria-label={words.shape}
    value={levelAt(state)}
    onChange={(event) => run(setLevel(Number(event.target.value)))}
  >
    {words.shapes.map((name, level) => (
      <option key={name} value={level}>
        {name}
      </option>
    ))}
  </select>
);

export function Toolbar({ state, view, words, lang, onLink }: Props) {
  const tools = TOOLS(words);
  const row = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const modifier = /Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘' : 'Ctrl+';
  const run = (command: Command): void => {
    if (!view.current) return;
    command(view.current.state, view.current.dispatch, view.current);
    view.current.focus();
  };
  const along = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (stop + step + tools.length) % tools.length;
    setStop(next);
    row.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div className={style.tools} data-tools role="group" aria-label={words.tools}>
      <Shape state={state} words={words} run={run} />
      <div
        ref={row}
        className={style.row}
        role="toolbar"
        aria-label={words.tools}
        onKeyDown={along}
      >
        {tools.map(({ name, label, keys, icon: Drawn, run: command, on }, i) => (
          <button
            key={name}
            type="button"
            className={style.tool}
            tabIndex={i === stop ? 0 : -1}
            aria-label={label}
            aria-pressed={on ? on(state) : undefined}
            aria-disabled={!on && command !== null && !command(state) ? true : undefined}
            title={`${label} (${modifier}${keys})`}
            lang={lang}
            onMouseDown={(event) => event.preventDefault()}
            onFocus={() => setStop(i)}
            onClick={() => (command ? run(command) : onLink())}
          >
            <Drawn size={18} aria-hidden="true" />
          </button>
        ))}
      </div>
    </div>
  );
}
