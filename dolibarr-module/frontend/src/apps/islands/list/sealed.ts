/*
 * A criterion on an encrypted field: what is typed leaves the page once, for what stands for it in filters, addresses and
 * views. Source: SEC-06.
 */
import { el } from '../dom';
import type { Host } from './host';
import type { Column } from './types';

const MASK = '••••';
/* How what was typed here is shown; after a reload nothing of it is known. */
const shown = new Map<string, string>();

type Told = { value: string; text: string };

export function sealedField(
  host: Host,
  column: Column,
  value: unknown,
  taken: (value: string | undefined) => void,
): HTMLElement {
  const { words, data } = host;
  const input = el('input', {
    class: 'flat',
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': column.label,
    placeholder: words.whole,
  });
  const told = el('span', { class: 'ell-told', role: 'alert' });
  let token = typeof value === 'string' ? value : undefined;
  const rest = (): void => {
    input.value = token === undefined ? '' : (shown.get(token) ?? MASK);
  };
  const find = async (): Promise<void> => {
    const typed = input.value.trim();
    told.textContent = '';
    input.removeAttribute('aria-invalid');
    if (typed === '') {
      token = undefined;
      return taken(token);
    }
    if (token !== undefined && typed === (shown.get(token) ?? MASK)) return;
    try {
      const answer = await host.call<Told>('list.sealed', {
        list: data.list,
        field: column.code,
        value: typed,
      });
      token = answer.value;
      shown.set(token, answer.text);
      rest();
      taken(token);
    } catch (error) {
      input.setAttribute('aria-invalid', 'true');
      told.textContent = error instanceof Error ? error.message : words.failed;
    }
  };
  input.addEventListener('change', () => void find());
  /* Part of a mask is no value: it goes as a whole. */
  input.addEventListener('focus', () => input.select());
  rest();
  return el('span', { class: 'ell-sealed' }, input, told);
}
