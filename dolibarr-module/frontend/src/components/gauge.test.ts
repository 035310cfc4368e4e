import { expect, test } from 'vitest';
import { pack } from '@/testing/mock/fixtures';
import { t } from '@/testing/i18n';
import { gaugeWords } from './gauge-words';

const plain = (text: string | undefined): string => (text ?? '').replace(/\u00a0/g, ' ');
const words = (included: number, used: number) => {
  const said = gaugeWords(pack(included, used), t);
  return [plain(said?.used), plain(said?.left)];
};

test.each([
  [18000, 12600, '3 h 30 utilisées sur 5 h', 'Il reste 1 h 30'],
  [18000, 0, '0 min utilisées sur 5 h', 'Il reste 5 h'],
  [36000, 31927, '8 h 52 min 07 s utilisées sur 10 h', 'Il reste 1 h 07 min 53 s'],
  [18000, 18000, '5 h utilisées sur 5 h', 'Temps inclus entièrement utilisé'],
  [28800, 33124, '9 h 12 min 04 s utilisées sur 8 h', '1 h 12 min 04 s au-delà du forfait'],
  [360000, 443045, '123 h 04 min 05 s utilisées sur 100 h', '23 h 04 min 05 s au-delà du forfait'],
])('TIME_10 %i s included, %i s used: «%s», «%s»', (included, used, first, second) => {
  expect(words(included, used)).toEqual([first, second]);
});

test('TIME_10 no gauge where nothing is included', () => {
  expect(gaugeWords({ ...pack(3600, 10), included_s: null }, t)).toBeNull();
  expect(gaugeWords({ ...pack(3600, 10), included_s: 0 }, t)).toBeNull();
});
