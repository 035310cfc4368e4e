import { describe, expect, it } from 'vitest';
import { boardWords } from '../board/words';
import { more } from './more';
import type { FieldRow, Task, Window } from './types';

const shown = (fields: FieldRow[] | undefined, may = true): HTMLElement | null =>
  more({
    setting: { words: boardWords('fr_FR'), fieldsUrl: '/fields?id={id}' },
    task: () => ({ id: 7, fields, may: { fields: may } }) as Task,
  } as Window);

describe('PLAT-08 fields of a task in its window', () => {
  it('shows what is filled and leads to where it is typed', () => {
    const part = shown([
      { code: 'body', label: 'Organisme', text: 'URSSAF' },
      { code: 'none', label: 'Vide', text: '' },
      { code: 'lines', label: 'Lignes', text: '', rows: [['a', '1']] },
    ]);
    expect(part?.textContent).toContain('URSSAF');
    expect(part?.textContent).toContain('a · 1');
    expect(part?.textContent).not.toContain('Vide');
    expect(part?.querySelector('a')?.getAttribute('href')).toBe('/fields?id=7');
  });

  it('is not there without fields, and only read by who may not write', () => {
    expect(shown(undefined)).toBeNull();
    const part = shown([{ code: 'body', label: 'Organisme', text: '' }], false);
    expect(part?.textContent).toContain('Rien n’est encore rempli');
    expect(part?.querySelector('a')).toBeNull();
  });
});
