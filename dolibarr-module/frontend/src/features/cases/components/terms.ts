/* On what terms the case is done, in words and amounts; the price once the client may see it (CASE-35). */
import { useTranslation } from 'react-i18next';
import type { Case } from '@/lib/api/types';
import { hourlyRate, money, spoken } from '@/lib/format';

export function useTermsRows(item: Case): Array<[string, string]> {
  const { t } = useTranslation();
  const terms = item.terms;
  const rows: Array<[string, string]> = [];
  const price = (minor: number, gross: number | null | undefined, code: string): string =>
    gross && gross !== minor
      ? t('case.priceVat', { amount: money(minor, code), gross: money(gross, code) })
      : money(minor, code);
  if (item.price) {
    const { minor, gross_minor, currency } = item.price;
    rows.push([t('case.servicePrice'), price(minor, gross_minor, currency)]);
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
  if (terms.price_minor) {
    rows.push([t('case.price'), price(terms.price_minor, terms.gross_minor, currency)]);
  }
  if (terms.rate && terms.model === 'hourly') {
    rows.push([t('case.rate'), hourlyRate(terms.rate, currency)]);
  }
  if (terms.overage_rate && terms.model === 'package') {
    rows.push([t('case.overage'), hourlyRate(terms.overage_rate, currency)]);
  }
  return rows;
}
