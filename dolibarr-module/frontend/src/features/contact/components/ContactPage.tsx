/* How to reach the adviser and the firm (PORT-09). */
import { useTranslation } from 'react-i18next';
import { AdviserCard } from '@/components/AdviserCard';
import { Card } from '@/components/Card';
import { FirmContact } from '@/components/FirmContact';
import { PageTitle } from '@/components/PageTitle';
import type { Adviser, Firm } from '@/lib/api/types';
import style from './ContactPage.module.css';

export function ContactPage({ firm, adviser }: { firm: Firm; adviser: Adviser | null }) {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle name={t('contact.title')} lead={t('contact.lead')} />
      <div className={style.grid}>
        {adviser && <AdviserCard adviser={adviser} />}
        <Card title={firm.name}>
          <FirmContact firm={firm} />
        </Card>
      </div>
    </>
  );
}
