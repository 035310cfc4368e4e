/* Points of a task: ticked at once, added with Enter, marked as the client's, removed. */
import { el } from '../dom';
import { moment } from '../board/day';
import { put } from '../text';
import { glyph } from '../ui/icon';
import type { Line, Window } from './types';

type Given = { id?: number; label: string; client: boolean };

const given = (lines: Line[]): Given[] =>
  lines.map(({ id, label, client }) => ({ id, label, client }));

function store(w: Window, lines: Given[]): Promise<boolean> {
  return w.save({ checklist: lines });
}

function iconButton(
  icon: string,
  label: string,
  click: () => void,
  pressed?: boolean,
): HTMLElement {
  return el(
    'button',
    {
      type: 'button',
      class: 'elw-icon',
      title: label,
      'aria-label': label,
      ...(pressed === undefined ? {} : { 'aria-pressed': String(pressed) }),
      click,
    },
    glyph(icon),
  );
}

function line(w: Window, one: Line): HTMLElement {
  const { words, lang } = w.setting;
  const { checklist, may } = w.task();
  const box = el('input', {
    type: 'checkbox',
    checked: one.done,
    disabled: !may.tick,
    change: () => void w.act('task.check', { check: one.id, done: box.checked }),
  });
  const toggle = (): void =>
    void store(
      w,
      given(checklist).map((each) =>
        each.id === one.id ? { ...each, client: !one.client } : each,
      ),
    );
  const remove = (): void =>
    void store(
      w,
      given(checklist).filter((each) => each.id !== one.id),
    );
  const who =
    one.done && one.by && one.done_at
      ? put(words.lineBy, { name: one.by, date: moment(one.done_at, lang) })
      : '';
  return el(
    'li',
    { class: one.done ? 'elw-done' : '' },
    el('label', {}, box, el('span', {}, one.label), el('small', {}, who)),
    may.edit ? iconButton('user', words.lineClient, toggle, one.client) : null,
    !may.edit && one.client ? el('small', {}, words.fromClient) : null,
    may.edit ? iconButton('x', words.lineRemove, remove) : null,
  );
}

function adder(w: Window): HTMLElement {
  const { words } = w.setting;
  const input = el('input', {
    type: 'text',
    maxlength: '255',
    placeholder: words.addLine,
    'aria-label': words.addLine,
    class: 'elw-add',
    keydown: (event) => {
      if ((event as KeyboardEvent).key !== 'Enter' || input.value.trim() === '') return;
      event.preventDefault();
      void add();
    },
    blur: () => void add(),
  });
  const add = async (): Promise<void> => {
    const label = input.value.trim();
    if (label === '') return;
    input.value = '';
    const again = document.activeElement === input;
    const done = await store(w, [...given(w.task().checklist), { label, client: false }]);
    const next = document.querySelector<HTMLInputElement>('.elw .elw-add');
    if (!done && next) next.value = label;
    if (again) next?.focus();
  };
  return input;
}

export function checklist(w: Window): HTMLElement {
  const { words } = w.setting;
  const { checklist: lines, may } = w.task();
  const done = lines.filter((one) => one.done).length;
  return el(
    'section',
    { class: 'elw-part' },
    el(
      'h3',
      {},
      glyph('checklist'),
      words.checklist,
      lines.length > 0 ? el('span', { class: 'elw-count' }, `${done}/${lines.length}`) : null,
    ),
    lines.length > 0
      ? el(
          'div',
          { class: 'elw-bar', role: 'presentation' },
          el('i', { style: `width:${Math.round((100 * done) / lines.length)}%` }),
        )
      : null,
    el('ul', { class: 'elw-lines' }, ...lines.map((one) => line(w, one))),
    may.edit ? adder(w) : null,
  );
}
