/* What waits for a decision: a client's suggestion, a task that the client says is done. */
import { el } from '../dom';
import type { Window } from './types';

function reasoned(w: Window, label: string, ask: string, send: (text: string) => Promise<boolean>) {
  const { words } = w.setting;
  const text = el('textarea', { rows: '2', 'aria-label': ask, placeholder: ask });
  const go = async (): Promise<void> => {
    if (text.value.trim() === '') {
      text.setAttribute('aria-invalid', 'true');
      return text.focus();
    }
    await send(text.value.trim());
  };
  const form = el(
    'div',
    { class: 'elw-why', hidden: true },
    text,
    el('button', { type: 'button', class: 'elaska-second', click: () => void go() }, label),
    el(
      'button',
      { type: 'button', class: 'elw-plain', click: () => (form.hidden = true) },
      words.cancel,
    ),
  );
  const button = el(
    'button',
    {
      type: 'button',
      class: 'elaska-second',
      click: () => {
        form.hidden = false;
        text.focus();
      },
    },
    label,
  );
  return { button, form };
}

function notice(
  title: string,
  hint: string,
  main: HTMLElement,
  other: ReturnType<typeof reasoned>,
) {
  return el(
    'div',
    { class: 'elw-decide', role: 'group', 'aria-label': title },
    el('p', {}, el('strong', {}, title), hint ? ` ${hint}` : ''),
    el('div', { class: 'elw-acts' }, main, other.button),
    other.form,
  );
}

export function decide(w: Window): HTMLElement | null {
  const { words } = w.setting;
  const { id, may } = w.task();
  const main = (label: string, op: string, said: string): HTMLElement =>
    el(
      'button',
      { type: 'button', class: 'butAction', click: () => void w.act(op, { task: id }, said) },
      label,
    );
  if (may.accept) {
    const refuse = reasoned(w, words.refuse, words.reason, (reason) =>
      w.act('task.refuse', { task: id, reason }, words.refused),
    );
    const accept = main(words.accept, 'task.accept', words.accepted);
    return notice(words.suggested, words.suggestedHint, accept, refuse);
  }
  if (may.confirm) {
    const back = reasoned(w, words.sendBack, words.backWhy, (comment) =>
      w.act('task.send_back', { task: id, comment }, words.sentBack),
    );
    return notice(
      words.doneByClient,
      '',
      main(words.confirm, 'task.confirm', words.confirmed),
      back,
    );
  }
  return null;
}
