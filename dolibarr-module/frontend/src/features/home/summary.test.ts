import { expect, test } from 'vitest';
import type { Waiting } from '@/lib/api/types';
import { t } from '@/testing/i18n';
import { firstName, summaryWords } from './summary';

const waiting = (...kinds: Waiting['kind'][]): Waiting[] =>
  kinds.map((kind) => ({
    kind,
    case: null,
    invoice: null,
    amount_minor: null,
    currency: null,
    due_on: null,
    percent: null,
  }));

test.each([
  [[], 'Rien ne vous attend, tout est à jour.'],
  [['invoice_late'], 'Une facture est en retard de paiement.'],
  [['invoice_late', 'invoice_late', 'invoice_due'], '2 factures sont en retard de paiement.'],
  [['invoice_due'], 'Une facture est à régler.'],
  [['case_waits', 'invoice_due'], 'Un dossier attend votre retour. Une facture est à régler.'],
  [['gauge_full', 'gauge_warn'], '2 forfaits arrivent à leur terme.'],
] as Array<[Waiting['kind'][], string]>)('PORT_08 what waits, in words: %j', (kinds, words) => {
  expect(summaryWords(waiting(...kinds), 0, t).join(' ')).toBe(words);
});

test('PORT_08 at most two sentences, the most pressing ones', () => {
  const all = waiting('gauge_full', 'case_waits', 'invoice_late', 'invoice_due');
  expect(summaryWords(all, 0, t)).toHaveLength(2);
  expect(summaryWords(all, 0, t)[0]).toContain('retard');
});

test('CASE_26 what is to do comes first, and says it once', () => {
  const all = waiting('case_waits', 'invoice_late', 'gauge_warn');
  expect(summaryWords(all, 1, t)).toEqual([
    'Une tâche est à traiter.',
    'Une facture est en retard de paiement.',
  ]);
  expect(summaryWords([], 7, t)).toEqual(['7 tâches sont à traiter.']);
});

test('PORT_08 greeting by first name', () => {
  expect(firstName('Marie Petit')).toBe('Marie');
  expect(firstName('')).toBe('');
});
