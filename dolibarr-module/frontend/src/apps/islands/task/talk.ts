/* Comments of a task: to the client, or between advisers only; which of the two is never in doubt. */
import { el } from '../dom';
import { moment } from '../board/day';
import { initials } from '@/lib/initials';
import { glyph } from '../ui/icon';
import type { Comment, Window } from './types';

function comment(w: Window, one: Comment): HTMLElement {
  const { words, lang } = w.setting;
  const client = one.by?.kind === 'account' || one.by?.kind === 'client';
  return el(
    'li',
    { class: `elw-say${one.internal ? ' elw-internal' : ''}` },
    el(
      'span',
      { class: `elb-face elaska-c-${client ? 'violet' : 'teal'}`, 'aria-hidden': 'true' },
      initials(one.by?.name ?? '?'),
    ),
    el(
      'div',
      {},
      el(
        'p',
        { class: 'elw-by' },
        el('strong', {}, one.by?.name ?? ''),
        client ? ` · ${words.fromClient}` : '',
        el('time', { datetime: new Date(one.at * 1000).toISOString() }, moment(one.at, lang)),
        one.internal
          ? el('span', { class: 'elaska-badge elaska-c-amber' }, words.sayInternal)
          : null,
      ),
      el('p', { class: 'elw-text' }, one.body),
    ),
  );
}

/* What is typed outlives the redrawing of the window. */
let draft = { task: 0, text: '', internal: true };

export function talk(w: Window): HTMLElement {
  const { words } = w.setting;
  const { id, comments, visible } = w.task();
  if (draft.task !== id) draft = { task: id, text: '', internal: true };
  if (!visible) draft.internal = true;
  const hint = el('p', { class: 'elw-hint' });
  const text = el('textarea', { rows: '2', input: () => (draft.text = text.value) });
  text.value = draft.text;
  const send = async (): Promise<void> => {
    const body = text.value.trim();
    if (body === '') return text.focus();
    const kept = draft.text;
    draft.text = '';
    if (!(await w.act('task.comment', { task: id, body, internal: draft.internal })))
      draft.text = kept;
  };
  const choose = (internal: boolean): void => {
    draft.internal = internal;
    hint.textContent = internal ? words.internalHint : words.sharedHint;
    text.setAttribute('aria-label', internal ? words.sayInternal : words.sayShared);
    form.classList.toggle('elw-internal', internal);
  };
  const way = (internal: boolean, label: string): HTMLElement =>
    el(
      'label',
      {},
      el('input', {
        type: 'radio',
        name: 'elw-way',
        checked: draft.internal === internal,
        change: () => choose(internal),
      }),
      label,
    );
  const form = el(
    'div',
    { class: 'elw-write' },
    el(
      'div',
      { class: 'elw-ways' },
      way(true, words.sayInternal),
      visible ? way(false, words.sayShared) : null,
    ),
    text,
    hint,
    el('button', { type: 'button', class: 'elaska-second', click: () => void send() }, words.send),
  );
  choose(draft.internal);
  return el(
    'section',
    { class: 'elw-part' },
    el('h3', {}, glyph('messages'), words.talk),
    comments.length > 0
      ? el('ul', { class: 'elw-talk' }, ...comments.map((one) => comment(w, one)))
      : el('p', { class: 'elw-none' }, words.noTalk),
    form,
  );
}
