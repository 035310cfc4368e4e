import { afterEach, describe, expect, test } from 'vitest';
import { day, dayInSentence, dayLong, daysUntil, momentNear } from './date';
import { clock, isoDuration, spoken } from './duration';
import { setLang } from './locale';
import { decimal, hourlyRate, money } from './money';

afterEach(() => setLang('fr'));

describe('amounts', () => {
  test.each([
    [123456, '1\u00a0234,56\u00a0€'],
    [5, '0,05\u00a0€'],
    [0, '0,00\u00a0€'],
    [-9600, '\u221296,00\u00a0€'],
    [123456789012, '1\u00a0234\u00a0567\u00a0890,12\u00a0€'],
  ])('PLAT_07 %i cents reads %s, with no-break spaces', (minor, text) => {
    expect(money(minor, 'EUR')).toBe(text);
  });

  test('PLAT_07 a currency without cents keeps its units', () => {
    expect(money(1500, 'JPY').replace(/\u00a0/g, ' ')).toMatch(/^1 500 /);
  });

  test('PLAT_07 English puts the sign first', () => {
    setLang('en');
    expect(money(123456, 'EUR')).toBe('€1,234.56');
  });

  test('TIME_18 rates and taxes of the contract are decimal text', () => {
    expect(hourlyRate('85.00', 'EUR')).toBe('85,00\u00a0€/h');
    expect(decimal('20.000', 0)).toBe('20');
    expect(decimal('5.500', 0)).toBe('5,5');
  });
});

describe('durations', () => {
  test.each([
    [0, '00:00:00'],
    [9, '00:00:09'],
    [12432, '03:27:12'],
    [359999, '99:59:59'],
    [443045, '123:04:05'],
    [-61, '\u221200:01:01'],
  ])('TIME_18 %i s reads %s', (seconds, text) => {
    expect(clock(seconds)).toBe(text);
  });

  test.each([
    [12600, '3\u00a0h\u00a030'],
    [18000, '5\u00a0h'],
    [3900, '1\u00a0h\u00a005'],
    [2700, '45\u00a0min'],
    [45, '45\u00a0s'],
    [0, '0\u00a0min'],
    [31927, '8\u00a0h\u00a052\u00a0min\u00a007\u00a0s'],
    [367, '6\u00a0min\u00a07\u00a0s'],
  ])('TIME_10 %i s is said %s, no second dropped', (seconds, text) => {
    expect(spoken(seconds)).toBe(text);
  });

  test('TIME_10 seconds are left out only when asked', () => {
    expect(spoken(31927, false)).toBe('8\u00a0h\u00a052');
  });

  test('PLAT_07 machine-readable value', () => {
    expect(isoDuration(443045)).toBe('PT123H4M5S');
  });
});

describe('days and moments', () => {
  test('PLAT_07 days are DD/MM/YYYY in both languages', () => {
    expect(day('2026-11-21')).toBe('21/11/2026');
    setLang('en');
    expect(day('2026-11-21')).toBe('21/11/2026');
  });

  test('PLAT_07 what is not a day is shown as it came', () => {
    expect(day('bientôt')).toBe('bientôt');
    expect(dayLong('')).toBe('');
    expect(daysUntil('hier', '2026-11-21')).toBeNull();
  });

  test('PLAT_07 a civil day never moves with the time zone', () => {
    expect(dayLong('2026-11-20', '2026-11-21')).toBe('vendredi 20 novembre');
    expect(dayLong('2025-03-30', '2026-11-21')).toBe('dimanche 30 mars 2025');
  });

  test('PLAT_07 the first of a month is ordinal in French', () => {
    expect(dayInSentence('2026-12-01', '2026-11-21')).toBe('1er\u00a0décembre');
    expect(dayInSentence('2027-01-12', '2026-11-21')).toBe('12\u00a0janvier 2027');
  });

  test('PLAT_07 days between, across a clock change', () => {
    expect(daysUntil('2026-11-25', '2026-11-21')).toBe(4);
    expect(daysUntil('2026-03-30', '2026-03-28')).toBe(2);
    expect(daysUntil('2026-10-20', '2026-11-21')).toBe(-32);
  });

  test('PLAT_06 near moments are words, far ones dates', () => {
    const now = 1_795_250_000;
    expect(momentNear(now - 10, now)).toBe('maintenant');
    expect(momentNear(now - 300, now)).toMatch(/il y a 5\smin/);
    expect(momentNear(now - 2 * 86400, now)).toMatch(/avant-hier/);
    expect(momentNear(now - 30 * 86400, now)).toMatch(/^\d\d\/\d\d\/2026$/);
  });
});
