/* A list of items in the middle, the properties of the chosen one at the right. */
import { useEffect, useState } from 'react';
import type { Collection } from './collections';
import { join, problemAt, useEditor } from './context';
import { Icon } from './Icon';
import { ItemTools } from './ItemTools';
import {
  codeOf,
  freeCode,
  move,
  put,
  renamed,
  said,
  type Item,
  type Template,
  type Texts,
} from './model';
import { Properties } from './Properties';
import { SortableItem } from './Sortable';
import { TagCount } from './TagCount';

type Props = { collection: Collection };

const itemsOf = (template: Template, name: Collection['name']): Item[] => template[name] ?? [];

/* The code follows the name while it says the same. */
function follow(was: Item, next: Item, taken: string[]): Item {
  const before = (was.label as Texts | undefined)?.fr ?? '';
  const now = (next.label as Texts | undefined)?.fr ?? '';
  if (before === now || now === '') return next;
  const auto = was.code.replace(/_\d+$/, '') === codeOf(before) || /^item(_\d+)?$/.test(was.code);
  return auto ? { ...next, code: freeCode(codeOf(now), taken) } : next;
}

type Write = (next: Item[], mark?: string, then?: (template: Template) => Template) => void;

function writer(editor: ReturnType<typeof useEditor>, name: Collection['name']): Write {
  return (next, mark = '', then) =>
    editor.history.edit((template) => {
      const kept = next.length > 0 || name === 'steps';
      const out: Template = kept ? { ...template, [name]: next } : put(template, name, next);
      return then ? then(out) : out;
    }, mark);
}

const codesBut = (items: Item[], at: number): string[] =>
  items.filter((_, i) => i !== at).map((item) => item.code);

/* The item, under another code perhaps: what names it follows. */
function replace(
  write: Write,
  name: Collection['name'],
  items: Item[],
  at: number,
  next: Item,
  mark: string,
): void {
  const was = items[at];
  if (!was) return;
  write(
    items.map((each, i) => (i === at ? next : each)),
    mark,
    (template) =>
      next.code === was.code ? template : renamed(template, name, was.code, next.code),
  );
}

function useCollection(collection: Collection) {
  const editor = useEditor();
  const { name } = collection;
  const items = itemsOf(editor.template, name);
  const [chosen, setChosen] = useState(0);
  useEffect(() => setChosen(0), [name]);
  const write = writer(editor, name);
  const insert = (item: Item, at: number): void => {
    const code = freeCode(item.code, codesBut(items, -1));
    write([...items.slice(0, at), { ...item, code }, ...items.slice(at)]);
    setChosen(at);
  };
  return {
    editor,
    items,
    chosen: Math.min(chosen, Math.max(items.length - 1, 0)),
    choose: setChosen,
    change(at: number, next: Item, key: string): void {
      const was = items[at];
      if (!was) return;
      const item = key === 'label' ? follow(was, next, codesBut(items, at)) : next;
      replace(write, name, items, at, item, `${name}.${at}.${key}`);
    },
    rename(at: number, wanted: string): void {
      const was = items[at];
      if (!was) return;
      const code = freeCode(codeOf(wanted), codesBut(items, at));
      replace(write, name, items, at, { ...was, code }, '');
    },
    add: () =>
      insert({ label: { fr: '' }, ...collection.fresh(editor), code: 'item' }, items.length),
    copy(at: number): void {
      const item = items[at];
      if (item) insert(item, at + 1);
    },
    drop(at: number): void {
      write(items.filter((_, i) => i !== at));
      setChosen(Math.max(0, at - 1));
    },
    move(from: number, to: number): void {
      if (to < 0 || to >= items.length || from < 0) return;
      write(move(items, from, to));
      setChosen(to);
    },
  };
}

type Held = ReturnType<typeof useCollection>;

function Card({ held, collection, at }: { held: Held; collection: Collection; at: number }) {
  const { editor, items, chosen } = held;
  const { words, lang, problems } = editor;
  const item = items[at];
  if (!item) return null;
  const wrong = problemAt(problems, join(collection.name, at));
  const colour = typeof item['colour'] === 'string' ? item['colour'] : 'slate';
  return (
    <SortableItem kind={collection.name} index={at} onDrop={(from, to) => held.move(from, to)}>
      <div
        className={`elb-card elaska-c-${colour}`}
        data-chosen={at === chosen || undefined}
        data-wrong={wrong !== undefined || undefined}
      >
        <button type="button" className="elb-cardmain" onClick={() => held.choose(at)}>
          <span className="elb-cardicon">
            <Icon name={String(item['icon'] ?? collection.icon)} />
          </span>
          <span className="elb-cardtext">
            <strong>{said(item.label, lang) || words.untitled}</strong>
            <small>{wrong ?? collection.facts(item, editor).filter(Boolean).join(' · ')}</small>
          </span>
        </button>
        <ItemTools held={held} at={at} of={items.length} />
      </div>
    </SortableItem>
  );
}

export function CollectionSection({ collection }: Props) {
  const held = useCollection(collection);
  const { editor, items, chosen } = held;
  const item = items[chosen];
  return (
    <>
      <div className="elb-canvas">
        <h2>{editor.words[collection.name]}</h2>
        {items.length === 0 && <p className="elb-empty">{editor.words[collection.empty]}</p>}
        <div className={collection.name === 'steps' ? 'elb-list elb-thread' : 'elb-list'}>
          {items.map((each, at) => (
            <Card key={`${each.code}-${at}`} held={held} collection={collection} at={at} />
          ))}
        </div>
        <button type="button" className="elb-add" onClick={held.add}>
          <Icon name="plus" /> {editor.words.add}
        </button>
      </div>
      <aside className="elb-side">
        {item ? (
          <>
            <h3>{said(item.label, editor.lang) || editor.words.untitled}</h3>
            <Properties
              path={join(collection.name, chosen)}
              item={item}
              properties={collection.properties}
              onChange={(next, key) => held.change(chosen, next as Item, key)}
              onRename={(code) => held.rename(chosen, code)}
            />
            {collection.name === 'tags' && (
              <TagCount
                item={item}
                onChange={(next) => held.change(chosen, next as Item, 'count')}
              />
            )}
          </>
        ) : (
          <p className="elb-quiet">{editor.words.pick}</p>
        )}
      </aside>
    </>
  );
}
