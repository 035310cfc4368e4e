import { describe, expect, test } from 'vitest';
import type { FieldState, FormEngine, PageDef } from '@/components/form/types';
import { answersOf, typedOf } from './answers';
import { readable } from '@/components/form/readable';

const field = (code: string, type: string, more: object = {}) => ({
  code,
  type,
  label: code,
  ...more,
});
const pages: PageDef[] = [
  {
    code: 'one',
    label: 'Un',
    fields: [
      field('intro', 'note'),
      field('name', 'text'),
      field('former', 'yesno'),
      field('needs', 'choices', {
        options: [
          { code: 'a', label: 'Audit' },
          { code: 'b', label: 'Bilan' },
        ],
      }),
      field('home', 'address'),
      field('papers', 'file'),
      field('lines', 'table', { columns: [field('amount', 'amount'), field('what', 'text')] }),
      field('wrong', 'number'),
    ],
  },
];

const texts: Record<string, string> = {
  name: 'Lina',
  former: 'false',
  needs: 'a,b',
  home: '12 cours Victor\n33000\nBordeaux\n',
  papers: '4,7',
  wrong: '',
  'lines.amount': '12.50',
};

const state = (code: string): FieldState => ({
  visible: true,
  required: false,
  locked: false,
  text: texts[code] ?? '',
  problem: code === 'wrong' ? { key: 'field.number', params: {} } : null,
});

const engine: FormEngine = {
  set: () => undefined,
  setRows: () => undefined,
  removeRow: () => undefined,
  rowCount: () => 1,
  run: () => undefined,
  field: state,
  page: () => ({ visible: true, problems: 0 }),
};

describe('answers of a guided request', () => {
  test('CASE_28 every type is what the service keeps; what is wrong stays on the device', () => {
    expect(answersOf(pages, engine, new Map())).toEqual({
      name: 'Lina',
      former: false,
      needs: ['a', 'b'],
      home: { street: '12 cours Victor', zip: '33000', town: 'Bordeaux' },
      papers: [4, 7],
      lines: [{ amount: '12.50' }],
    });
  });

  test('CASE_28 what was emptied is cleared at the service too', () => {
    expect(answersOf(pages, null, new Map([['name', '']]))['name']).toBeNull();
  });

  test('CASE_28 a draft of another device comes back as it was typed', () => {
    const back = typedOf(pages, answersOf(pages, engine, new Map()));
    expect(new Map(back.typed).get('needs')).toBe('a,b');
    expect(new Map(back.typed).get('former')).toBe('false');
    expect(new Map(back.typed).get('lines.amount#0')).toBe('12.50');
    expect(back.rows).toEqual([['lines', 1]]);
    expect(typedOf(pages, { gone: 'x' }).typed).toEqual([]);
  });

  test.each([
    ['yesno', 'true', 'Oui'],
    ['choices', 'b,a', 'Bilan, Audit'],
    ['date', '2026-11-21', '21/11/2026'],
    ['amount', '1234.5', '1\u202f234,50\u00a0€'],
    ['address', '12 cours Victor\n33000\nBordeaux\n', '12 cours Victor, 33000, Bordeaux'],
    ['text', '', ''],
  ])('CASE_28 %s is read back before sending', (type, text, words) => {
    const one = field('x', type, {
      options: [
        { code: 'a', label: 'Audit' },
        { code: 'b', label: 'Bilan' },
      ],
    });
    expect(readable(one, text, 'fr', { yes: 'Oui', no: 'Non' })).toBe(words);
  });
});
