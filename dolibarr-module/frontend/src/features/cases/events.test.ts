import { expect, test } from 'vitest';
import en from '@/locales/en/work.json';
import fr from '@/locales/fr/work.json';
import { eventSubject, FILTERS, isSaid, SAID } from './events';

test('PLAT_05 every kind of event has its sentence in both languages', () => {
  for (const key of Object.values(SAID)) {
    expect(fr.said).toHaveProperty(key);
    expect(en.said).toHaveProperty(key);
  }
  expect(isSaid('step.validated')).toBe(true);
  expect(isSaid('toString')).toBe(false);
});

test('CASE_34 a chip of the filter asks for less than the service takes', () => {
  for (const kinds of Object.values(FILTERS)) {
    expect(kinds.join(',').length).toBeLessThanOrEqual(400);
  }
});

test.each([
  [{ step: 'Dépôt', comment: 'x' }, 'Dépôt'],
  [{ piece: 'RIB' }, 'RIB'],
  [{ progress: 40 }, '40'],
  [{ step: '' }, ''],
  [null, ''],
])('PLAT_05 what an event is about: %j', (data, words) => {
  expect(eventSubject(data)).toBe(words);
});
