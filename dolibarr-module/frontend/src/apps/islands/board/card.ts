/* One card: title, case and client, due day, and small marks; the whole of it opens the task. */
import { initials } from '@/lib/initials';
import { el } from '../dom';
import { put } from '../text';
import { glyph } from '../ui/icon';
import { shortDay } from './day';
import type { Card, Person, Setting } from './types';

const HUES = ['slate', 'blue', 'teal', 'green', 'amber', 'orange', 'red', 'violet'];
const FACES = 3;

export function face(person: Person): HTMLElement {
  return el(
    'span',
    { class: `elb-face elaska-c-${HUES[person.id % HUES.length]}`, title: person.name },
    el('span', { 'aria-hidden': 'true' }, initials(person.name)),
    el('span', { class: 'elu-hidden' }, person.name),
  );
}

function faces(people: Person[]): HTMLElement | null {
  if (people.length === 0) return null;
  const more = people.length - FACES;
  return el(
    'span',
    { class: 'elb-faces' },
    ...people.slice(0, FACES).map(face),
    more > 0
      ? el(
          'span',
          {
            class: 'elb-face elb-more',
            title: people
              .slice(FACES)
              .map((person) => person.name)
              .join(', '),
          },
          `+${more}`,
        )
      : null,
  );
}

/* "2/5" with its icon; what it means is for those who do not see the icon. */
function mark(icon: string, text: string, meaning: string, done = false): HTMLElement {
  return el(
    'span',
    { class: `elb-mark${done ? ' elb-mark-done' : ''}`, title: meaning },
    glyph(icon),
    el('span', { 'aria-hidden': 'true' }, text),
    el('span', { class: 'elu-hidden' }, meaning),
  );
}

function marks(card: Card, { words }: Setting): Array<HTMLElement | null> {
  const { total, done } = card.checks;
  const values = { done: String(done), total: String(total) };
  return [
    total > 0
      ? mark('checklist', `${done}/${total}`, put(words.checks, values), done === total)
      : null,
    card.comments > 0
      ? mark('message-2', String(card.comments), put(words.comments, { n: String(card.comments) }))
      : null,
    card.files > 0
      ? mark('paperclip', String(card.files), put(words.files, { n: String(card.files) }))
      : null,
  ];
}

const badge = (label: string, colour: string): HTMLElement =>
  el('span', { class: `elaska-badge elaska-c-${colour}` }, label);

function about(card: Card, { scope }: Setting): HTMLElement | null {
  const parts = scope.case
    ? []
    : [card.case?.ref, card.client?.name ?? card.case?.title].filter(Boolean);
  return parts.length > 0
    ? el('span', { class: 'elb-about', title: card.case?.title }, parts.join(' · '))
    : null;
}

function facts(card: Card, setting: Setting): HTMLElement {
  const { words, lang } = setting;
  const due = card.due_on
    ? el(
        'span',
        { class: `elb-due${card.late ? ' elb-due-late' : ''}` },
        glyph('calendar-event'),
        el('span', { class: 'elu-hidden' }, `${words.due} : `),
        shortDay(card.due_on, words, lang),
      )
    : null;
  return el(
    'span',
    { class: 'elb-facts' },
    due,
    card.late ? badge(words.late, 'red') : null,
    card.left ? badge(words.left, 'slate') : null,
    card.for_client ? badge(words.client, 'violet') : null,
    ...marks(card, setting),
    faces(card.assignees),
  );
}

export function cardNode(card: Card, setting: Setting): HTMLLIElement {
  const { words } = setting;
  const strong = card.priority === 'high' || card.priority === 'urgent';
  const node = el(
    'li',
    { class: 'elb-card', 'data-id': String(card.id), 'data-priority': card.priority },
    el(
      'button',
      { type: 'button', class: 'elb-open', tabindex: '-1' },
      strong ? el('span', { class: 'elb-flag', title: words[card.priority] }, glyph('flag')) : null,
      strong ? el('span', { class: 'elu-hidden' }, `${words[card.priority]} : `) : null,
      card.title,
    ),
    about(card, setting),
    facts(card, setting),
  );
  return node;
}
