/* Bar above the board: words, person, and three switches. Filters at each key, on this machine. */
import { el } from '../dom';
import { glyph } from '../ui/icon';
import { NO_FILTER, type Filter } from './model';
import type { Person, Setting } from './types';

type Switch = 'late' | 'client' | 'urgent';

function chip(label: string, change: (on: boolean) => void): HTMLElement {
  const button = el(
    'button',
    {
      type: 'button',
      class: 'elb-chip',
      'aria-pressed': 'false',
      click: () => {
        const on = button.getAttribute('aria-pressed') !== 'true';
        button.setAttribute('aria-pressed', String(on));
        change(on);
      },
    },
    label,
  );
  return button;
}

function personChoice(
  setting: Setting,
  people: Person[],
  change: (id: number) => void,
): HTMLSelectElement {
  const { words } = setting;
  const choice = (value: number, label: string): HTMLElement =>
    el('option', { value: String(value) }, label);
  const select = el(
    'select',
    { class: 'elb-person', 'aria-label': words.person, change: () => change(Number(select.value)) },
    choice(0, words.everyone),
    choice(-1, words.nobody),
  );
  offer(select, people);
  return select;
}

/* After the two choices that are always there; what was chosen stays chosen. */
function offer(select: HTMLSelectElement, people: Person[]): void {
  const { value } = select;
  const kept = [...select.options].slice(0, 2);
  const choices = people.map((one) => el('option', { value: String(one.id) }, one.name));
  select.replaceChildren(...kept, ...choices);
  select.value = value;
}

export type FilterBar = { node: HTMLElement; offer: (people: Person[]) => void };

export function filterBar(
  setting: Setting,
  people: Person[],
  change: (filter: Filter) => void,
  add: (() => void) | null,
): FilterBar {
  const { words, scope } = setting;
  let filter = NO_FILTER;
  const set = (part: Partial<Filter>): void => {
    filter = { ...filter, ...part };
    change(filter);
  };
  const search = el('input', {
    type: 'search',
    class: 'elb-search',
    placeholder: words.search,
    'aria-label': words.search,
    autocomplete: 'off',
    input: () => set({ text: search.value }),
  });
  const by = (key: Switch, label: string): HTMLElement => chip(label, (on) => set({ [key]: on }));
  const person = scope.mine ? null : personChoice(setting, people, (one) => set({ person: one }));
  const node = el(
    'div',
    { class: 'elb-bar' },
    search,
    person,
    by('late', words.lateOnly),
    by('urgent', words.urgentOnly),
    by('client', words.clientOnly),
    add
      ? el(
          'button',
          { type: 'button', class: 'butAction elb-new', click: add },
          glyph('plus'),
          words.add,
        )
      : null,
  );
  return { node, offer: (list) => person && offer(person, list) };
}
