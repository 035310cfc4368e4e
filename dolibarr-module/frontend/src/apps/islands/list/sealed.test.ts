import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Host } from './host';
import { sealedField } from './sealed';
import type { Column } from './types';
import { listWords } from './words';

const column = { code: 'sealed.nir', label: 'NIR', type: 'sealed' } as Column;
const TOKEN = `sealed:1.${'ab'.repeat(32)}`;

describe('SEC-06 a criterion on an encrypted field', () => {
  const call = vi.fn();
  const taken = vi.fn();
  const host = { call, data: { list: 'cases' }, words: listWords('fr') } as unknown as Host;
  const field = (value?: string): [HTMLInputElement, HTMLElement] => {
    const node = sealedField(host, column, value, taken);
    const input = node.querySelector('input');
    const told = node.querySelector<HTMLElement>('.ell-told');
    if (!input || !told) throw new Error('no field');
    return [input, told];
  };
  const type = async (input: HTMLInputElement, text: string): Promise<void> => {
    input.value = text;
    input.dispatchEvent(new Event('change'));
    await vi.waitFor(() => expect(call.mock.settledResults.length).toBe(call.mock.calls.length));
    await Promise.resolve();
  };

  beforeEach(() => {
    call.mockReset();
    taken.mockReset();
  });

  test('holds what stands for the value, shows its end, and asks again for another only', async () => {
    call.mockResolvedValue({ value: TOKEN, text: '•••• 8491' });
    const [input] = field();
    await type(input, ' 1 85 05 78 006 084 91 ');
    expect(call).toHaveBeenCalledWith('list.sealed', {
      list: 'cases',
      field: 'sealed.nir',
      value: '1 85 05 78 006 084 91',
    });
    expect(taken).toHaveBeenCalledWith(TOKEN);
    expect(input.value).toBe('•••• 8491');
    await type(input, input.value);
    expect(call).toHaveBeenCalledTimes(1);
    expect(field(TOKEN)[0].value).toBe('•••• 8491');
    await type(input, '');
    expect(taken).toHaveBeenLastCalledWith(undefined);
  });

  test('says at the field what is wrong with it', async () => {
    call.mockRejectedValue(new Error('Ce numéro n’est pas complet.'));
    const [input, told] = field();
    await type(input, '8491');
    expect(told.textContent).toBe('Ce numéro n’est pas complet.');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(taken).not.toHaveBeenCalled();
  });
});
