/* Markup of the timer in the top bar: the running one with its buttons, and a panel with the others and the picker. */
import { el, icon } from './dom';
import { elapsed, name, type Timer, type Timers } from './timer-model';
import { put, type Words } from './text';
import { clock } from '@/lib/format/duration';

export type Act = {
  pause: (id: number) => void;
  resume: (id: number) => void;
  stop: (id: number) => void;
  discard: (id: number) => void;
  toggle: () => void;
};

const button = (
  shape: 'play' | 'pause' | 'stop' | 'more' | 'clock' | 'bin',
  label: string,
  act: () => void,
  extra: Record<string, string> = {},
): HTMLButtonElement =>
  el(
    'button',
    {
      type: 'button',
      class: 'elt-button',
      title: label,
      'aria-label': label,
      click: act,
      ...extra,
    },
    icon(shape),
  );

export type Bar = { node: HTMLElement; tick: (now: number) => void };

export function bar(timers: Timers, words: Words, act: Act, open: boolean): Bar {
  const more = { 'aria-haspopup': 'dialog', 'aria-expanded': String(open), 'data-more': '' };
  const running = timers.running;
  if (!running) {
    const start = el(
      'button',
      { type: 'button', class: 'elt-start', click: act.toggle, ...more },
      icon('clock'),
      el(
        'span',
        {},
        timers.paused.length > 0 ? `${words.timer} (${timers.paused.length})` : words.timer,
      ),
    );
    return { node: el('div', { class: 'elt-bar' }, start), tick: () => undefined };
  }
  const time = el('span', { class: 'elt-time', role: 'timer', 'aria-live': 'off' });
  const label = name(running);
  const node = el(
    'div',
    {
      class: 'elt-bar',
      role: 'group',
      'aria-label': put(words.running, { label }),
      'data-running': true,
      'data-warn': running.warn === true,
      title: running.warn ? words.long : undefined,
    },
    time,
    el('span', { class: 'elt-name', title: label }, label),
    button('pause', words.pause, () => act.pause(running.id)),
    button('stop', words.stop, () => act.stop(running.id)),
    button('more', words.others, act.toggle, more),
  );
  const tick = (now: number): void => {
    time.textContent = clock(elapsed(running, timers, now));
  };
  tick(Date.now());
  return { node, tick };
}

function paused(timer: Timer, timers: Timers, words: Words, act: Act): HTMLElement {
  return el(
    'li',
    { class: 'elt-paused' },
    el('span', { class: 'elt-time' }, clock(elapsed(timer, timers))),
    el('span', { class: 'elt-name', title: name(timer) }, name(timer)),
    button('play', `${words.resume} : ${name(timer)}`, () => act.resume(timer.id)),
    button('stop', `${words.stop} : ${name(timer)}`, () => act.stop(timer.id)),
    button('bin', `${words.discard} : ${name(timer)}`, () => act.discard(timer.id)),
  );
}

export function panel(timers: Timers, words: Words, act: Act, pick: HTMLElement): HTMLElement {
  const others = timers.paused.map((timer) => paused(timer, timers, words, act));
  return el(
    'div',
    { class: 'elt-panel', role: 'dialog', 'aria-label': words.timer },
    others.length > 0 ? el('p', { class: 'elt-title' }, words.paused) : null,
    others.length > 0 ? el('ul', { class: 'elt-others' }, ...others) : null,
    el('p', { class: 'elt-title' }, timers.running ? words.another : words.start),
    pick,
  );
}
