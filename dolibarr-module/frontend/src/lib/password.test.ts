import { expect, test } from 'vitest';
import { refusedRules, unmetRules } from './password';

const ME = ['marie.petit@example.org', 'Marie Petit'];

test.each([
  ['', ['min_length', 'families', 'personal']],
  ['court', ['min_length', 'families']],
  ['douzecaracte', ['families']],
  ['Douze-caract1', []],
  ['une phrase assez longue', []],
  ['Fournil-Petit-2026', ['personal']],
  ['MARIE va au marché le lundi', ['personal']],
  ['éàü-ÉÀÜ-12345', ['families']],
])('SEC_03 «%s» leaves %j unmet', (password, unmet) => {
  expect(unmetRules(password, 12, ME)).toEqual(unmet);
});

test('SEC_03 parts of three letters of a name are no match', () => {
  expect(unmetRules('Lea-aime-le-pain', 12, ['lea@example.org', 'Léa Roy'])).toEqual([]);
});

test('SEC_03 the service names the rules that only it knows', () => {
  expect(refusedRules({ rules: 'common,reused' })).toEqual(['common', 'reused']);
  expect(refusedRules({})).toEqual([]);
});
