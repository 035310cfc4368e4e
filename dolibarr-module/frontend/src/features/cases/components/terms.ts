/* On what terms the case is done, in words and amounts; the price once the client may see it (CASE-35). */
import { useTranslation } from 'react-i18next';
import type { Case } from '@/lib/api/types';
import { decimal, hourlyRate, money, spoken } from '@/lib/format';

export function useTermsRows(item: Case): Array<[string, string]> {
  const { t } = useTranslation();
  const terms = item.terms;
  const rows: Array<[string, string]> = [];
  if (item.price) {
    rows.push([
      t('case.servicePrice'),
      t('case.priceVat', {
        amount: money(item.price.minor, item.price.currency),
        vat: decimal(item.price.vat, 0),
      }),
    ]);
  }
  if (!terms) return rows;
  const currency = terms.currency ?? 'EUR';
  const name = {
    hourly: t('case.termsHourly'),
    package: t('case.termsPackage', { hours: spoken(terms.included_s ?? 0) }),
    fixed: t('case.termsFixed'),
    subscription: t('case.termsSubscription'),
    unbilled: t('case.termsFree'),
  }[terms.model];
  rows.push([t('case.terms'), name]);
  if (terms.price_minor) rows.push([t('case.price'), money(terms.price_minor, currency)]);
  if (terms.rate && terms.model === 'hourly') {
    rows.push([t('case.rate'), hourlyRate(terms.rate, currency)]);
  }
  if (terms.overage_rate && terms.model === 'package') {
    rows.push([t('case.overage'), hourlyRate(terms.overage_rate, currency)]);
  }
  return rows;
}
