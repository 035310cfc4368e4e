/* Fields of the window: each saves itself when it is left. */
import { clock } from '@/lib/format/duration';
import { face } from '../board/card';
import type { Person, Setting } from '../board/types';
import { el } from '../dom';
import { put } from '../text';
import { glyph } from '../ui/icon';
import type { Window } from './types';

let serial = 0;

export function field(label: string, control: HTMLElement, ...more: Node[]): HTMLElement {
  serial += 1;
  const id = control.id || `elw-${serial}`;
  control.id = id;
  return el('div', { class: 'elw-field' }, el('label', { for: id }, label), control, ...more);
}

export type Option = [value: string, label: string];

export function select(
  options: Option[],
  value: string,
  change: (value: string) => void,
  disabled = false,
): HTMLSelectElement {
  const node = el(
    'select',
    { disabled, change: () => change(node.value) },
    ...options.map(([code, label]) =>
      el('option', { value: code, selected: code === value }, label),
    ),
  );
  return node;
}

function day(w: Window, name: 'start_on' | 'due_on', label: string): HTMLElement {
  const input = el('input', {
    type: 'date',
    value: w.task()[name] ?? '',
    disabled: !w.task().may.edit,
    change: () => void save(),
  });
  const save = async (): Promise<void> => {
    if (!(await w.save({ [name]: input.value || null }))) input.value = w.task()[name] ?? '';
  };
  return field(label, input);
}

function tick(w: Window, name: 'visible' | 'for_client' | 'billable', label: string): HTMLElement {
  const box = el('input', {
    type: 'checkbox',
    checked: w.task()[name],
    disabled: !w.task().may.edit,
    change: () => void save(),
  });
  const save = async (): Promise<void> => {
    if (!(await w.save({ [name]: box.checked }))) box.checked = w.task()[name];
  };
  return el('label', { class: 'elw-tick' }, box, label);
}

function status(w: Window): HTMLElement {
  const task = w.task();
  const options = task.columns
    .filter((one) => (one.code === 'suggested') === (task.status.code === 'suggested'))
    .map((one): Option => [one.code, one.label]);
  const node = select(
    options,
    task.status.code,
    (to) => void w.act('task.move', { task: task.id, to }),
    !task.may.move,
  );
  node.className = `elw-status elaska-c-${task.status.colour}`;
  return field(w.setting.words.status, node);
}

function priority(w: Window): HTMLElement {
  const { words } = w.setting;
  const options = (['low', 'normal', 'high', 'urgent'] as const).map((p): Option => [p, words[p]]);
  const save = (value: string): void => void w.save({ priority: value });
  return field(words.priority, select(options, w.task().priority, save, !w.task().may.edit));
}

function step(w: Window): HTMLElement | null {
  const { words, steps } = w.setting;
  if (steps.length === 0) return null;
  const options: Option[] = [
    ['', words.noStep],
    ...steps.map((one): Option => [String(one.id), one.label]),
  ];
  const save = (value: string): void => void w.save({ step: value ? Number(value) : null });
  const { step: chosen, may } = w.task();
  return field(words.step, select(options, String(chosen ?? ''), save, !may.edit));
}

const SERIES = ['daily', 'weekly', 'monthly', 'quarterly', 'half_year', 'yearly'] as const;

function recurrence(w: Window): HTMLElement {
  const { words } = w.setting;
  const options: Option[] = [['', words.never], ...SERIES.map((one): Option => [one, words[one]])];
  const save = (value: string): void => void w.save({ recurrence: value || null });
  const { recurrence: chosen, may } = w.task();
  return field(words.recurrence, select(options, chosen ?? '', save, !may.edit));
}

/* Chips of people, and a choice that adds one. */
export function peopleField(
  { words, people }: Setting,
  chosen: Person[],
  edit: boolean,
  change: (people: Person[]) => void,
): HTMLElement {
  const chip = (one: Person): HTMLElement =>
    el(
      'li',
      {},
      face(one),
      one.name,
      edit
        ? el(
            'button',
            {
              type: 'button',
              'aria-label': put(words.remove, { name: one.name }),
              click: () => change(chosen.filter((other) => other.id !== one.id)),
            },
            glyph('x'),
          )
        : null,
    );
  const others = people.filter((one) => !chosen.some((other) => other.id === one.id));
  const options: Option[] = [
    ['', words.addPerson],
    ...others.map((one): Option => [String(one.id), one.name]),
  ];
  const add = select(options, '', (value) => {
    const one = people.find((other) => String(other.id) === value);
    if (one) change([...chosen, one]);
  });
  add.setAttribute('aria-label', words.addPerson);
  return el(
    'div',
    { class: 'elw-people', role: 'group', 'aria-label': words.people },
    el('span', { class: 'elw-label' }, words.people),
    el('ul', {}, ...chosen.map(chip)),
    edit && others.length > 0 ? add : null,
  );
}

function people(w: Window): HTMLElement {
  const save = (list: Person[]): void =>
    void w.save({ assignees: list.map((one) => one.id) }).then(() => node.replaceWith(people(w)));
  const node = peopleField(w.setting, w.task().assignees, w.task().may.edit, save);
  return node;
}

function spent(w: Window): HTMLElement {
  const { words, timer } = w.setting;
  const task = w.task();
  const target = task.native
    ? { task: task.native }
    : task.case
      ? { case: task.case.id }
      : { client: task.client?.id };
  const button = timer
    ? el(
        'button',
        {
          type: 'button',
          class: 'elaska-second elw-timer',
          'data-elaska-timer-start': JSON.stringify(target),
        },
        glyph('player-play'),
        words.timer,
      )
    : null;
  return el(
    'div',
    { class: 'elw-spent' },
    el('span', { class: 'elw-label' }, words.spent),
    el('strong', { class: 'elaska-num' }, clock(task.total_s)),
    button,
  );
}

export function side(w: Window): HTMLElement {
  const { words } = w.setting;
  return el(
    'div',
    { class: 'elw-side' },
    status(w),
    priority(w),
    el(
      'div',
      { class: 'elw-two' },
      day(w, 'start_on', words.startOn),
      day(w, 'due_on', words.dueOn),
    ),
    people(w),
    step(w),
    recurrence(w),
    el(
      'div',
      { class: 'elw-ticks' },
      tick(w, 'for_client', words.forClient),
      tick(w, 'visible', words.visible),
      tick(w, 'billable', words.billable),
    ),
    spent(w),
  );
}

/* A text that grows with what is typed, saved when it is left. */
export function grows(
  props: Record<string, string | boolean>,
  value: string,
  save: (text: string) => void,
): HTMLTextAreaElement {
  let stored = value;
  const fit = (): void => {
    node.style.height = 'auto';
    node.style.height = `${node.scrollHeight + 2}px`;
  };
  const node = el('textarea', {
    ...props,
    rows: '1',
    input: fit,
    blur: () => {
      if (node.value.trim() === stored.trim()) return;
      stored = node.value;
      save(node.value.trim());
    },
  });
  node.value = value;
  requestAnimationFrame(fit);
  return node;
}
