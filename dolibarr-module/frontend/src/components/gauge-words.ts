/* «3 h 30 utilisées sur 5 h», and what remains or runs over. Null where nothing is included (hourly, fixed ...). */
import type { TFunction } from 'i18next';
import type { Gauge } from '@/lib/api/types';
import { spoken } from '@/lib/format';

export type GaugeWords = { used: string; left: string };

export function gaugeWords(gauge: Gauge, t: TFunction): GaugeWords | null {
  const included = gauge.included_s ?? 0;
  if (included <= 0) return null;
  const used = spoken(gauge.used_s);
  const left = gauge.remaining_s ?? 0;
  /* French agrees with the unit: hours are feminine, «45 min utilisées» too; seconds alone likewise. */
  const words = t('gauge.of', { used, included: spoken(included) });
  if (gauge.overage_s > 0)
    return { used: words, left: t('gauge.overage', { over: spoken(gauge.overage_s) }) };
  if (left <= 0) return { used: words, left: t('gauge.none') };
  return { used: words, left: t('gauge.remaining', { left: spoken(left) }) };
}

/* The gauge where there is something to measure against, else null. */
export const includedGauge = (gauge: Gauge | null): Gauge | null =>
  gauge && (gauge.included_s ?? 0) > 0 ? gauge : null;
