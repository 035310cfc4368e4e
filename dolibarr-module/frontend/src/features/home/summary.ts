/* What waits for this person, in one or two sentences (ui.md, rule 1). Pure, so that the wording is tested. */
import type { TFunction } from 'i18next';
import type { Waiting } from '@/lib/api/types';

export function summaryWords(waiting: Waiting[], todo: number, t: TFunction): string[] {
  const count = (...kinds: Waiting['kind'][]): number =>
    waiting.filter((item) => kinds.includes(item.kind)).length;
  const late = count('invoice_late');
  const due = count('invoice_due');
  const cases = count('case_waits');
  const gauges = count('gauge_warn', 'gauge_full');
  const words: string[] = [];
  if (todo > 0) words.push(t('home.sumTodo', { count: todo }));
  if (late > 0) words.push(t('home.sumLate', { count: late }));
  if (cases > 0 && todo === 0) words.push(t('home.sumCases', { count: cases }));
  if (late === 0 && due > 0) words.push(t('home.sumDue', { count: due }));
  if (gauges > 0 && words.length < 2) words.push(t('home.sumGauge', { count: gauges }));
  return words.length > 0 ? words.slice(0, 2) : [t('home.nothing')];
}

/* "Marie Petit" -> "Marie"; a company's name stays whole. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
