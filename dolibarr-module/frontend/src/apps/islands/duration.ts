/*
 * What a typed duration means, before saving (TIME-03, ui.md): "1h15" shows 01:15:00, a bare number shows why it is
 * refused. The core decides (operation time.parse), so the preview never disagrees with what is saved.
 * Mounts on every input[data-elaska-duration] (data-endpoint, data-token, data-lang, or those of an ancestor).
 */
import './duration.css';
import { clock } from '@/lib/format/duration';
import { el } from './dom';
import { office, OfficeError } from './office';
import { put, words as wordsOf } from './text';

let serial = 0;

function attach(input: HTMLInputElement): void {
  const near = input.closest<HTMLElement>('[data-endpoint]');
  const config = { endpoint: near?.dataset['endpoint'] ?? '', token: near?.dataset['token'] ?? '' };
  const words = wordsOf(near?.dataset['lang']);
  serial += 1;
  const output = el('output', {
    id: `elaska-means-${serial}`,
    class: 'eld',
    'aria-live': 'polite',
  });
  input.after(output);
  input.setAttribute(
    'aria-describedby',
    `${input.getAttribute('aria-describedby') ?? ''} ${output.id}`.trim(),
  );
  let asked = new AbortController();
  let wait = 0;

  const show = (text: string, refused: boolean): void => {
    output.textContent = text;
    output.toggleAttribute('data-refused', refused);
    input.toggleAttribute('aria-invalid', refused);
  };

  const ask = async (): Promise<void> => {
    asked.abort();
    asked = new AbortController();
    const text = input.value.trim();
    if (text === '') return show('', false);
    try {
      const { seconds } = await office<{ seconds: number }>(
        config,
        'time.parse',
        { duration: text },
        asked.signal,
      );
      show(put(words.means, { time: clock(seconds) }), false);
    } catch (error) {
      if ((error as Error).name === 'AbortError') return;
      /* Without an answer there is nothing to say: saving will tell. */
      const known = error instanceof OfficeError && error.status < 500 && error.message !== '';
      show(known ? (error as Error).message : '', known);
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(wait);
    wait = window.setTimeout(() => void ask(), 150);
  });
  input.addEventListener('blur', () => void ask());
  if (input.value) void ask();
}

const mount = (): void =>
  document.querySelectorAll<HTMLInputElement>('input[data-elaska-duration]').forEach(attach);

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', mount);
else mount();
