/* One line at the bottom of the page: what was done, with its undo; read aloud, gone by itself. */
import { el } from '../dom';
import './ui.css';

type Options = { undo?: { label: string; run: () => void }; bad?: boolean };

const STAYS_MS = 8000;
let place: HTMLElement | null = null;
let timer = 0;

/* A dialog that is open hides what stands behind it, toasts too. */
function home(): HTMLElement {
  const dialogs = [...document.querySelectorAll<HTMLDialogElement>('dialog[open]')];
  return dialogs[dialogs.length - 1] ?? document.body;
}

export function toast(text: string, { undo, bad }: Options = {}): void {
  place?.remove();
  clearTimeout(timer);
  const close = (): void => place?.remove();
  const button = undo
    ? el(
        'button',
        {
          type: 'button',
          click: () => {
            close();
            undo.run();
          },
        },
        undo.label,
      )
    : null;
  place = el(
    'div',
    { class: `elu-toast${bad ? ' elu-toast-bad' : ''}`, role: bad ? 'alert' : 'status' },
    el('span', {}, text),
    button,
  );
  home().append(place);
  timer = window.setTimeout(close, bad ? STAYS_MS * 2 : STAYS_MS);
}
