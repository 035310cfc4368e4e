/* What a service costs, in words. */
import type { TFunction } from 'i18next';
import type { Service } from '@/lib/api/types';
import { money } from '@/lib/format';

export function priceWords(
  t: TFunction<'work'>,
  service: Pick<Service, 'price_minor' | 'with_tax' | 'currency' | 'unit'>,
): string {
  if (service.price_minor === null) return '';
  if (service.price_minor === 0) return t('new.free');
  const amount = money(service.price_minor, service.currency);
  const tax = t(service.with_tax ? 'new.with' : 'new.without');
  if (service.unit === 'hour') return t('new.priceHour', { amount, tax });
  if (service.unit === 'month') return t('new.priceMonth', { amount, tax });
  return t('new.price', { amount, tax });
}
