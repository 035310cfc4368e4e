/* How to reach the adviser and the firm (PORT-09); a question about a case names it by itself (CASE-34). */
import { useTranslation } from 'react-i18next';
import { AdviserCard } from '@/components/AdviserCard';
import { Card } from '@/components/Card';
import { FirmContact } from '@/components/FirmContact';
import { Notice } from '@/components/Notice';
import { PageTitle } from '@/components/PageTitle';
import type { Adviser, Firm } from '@/lib/api/types';
import style from './ContactPage.module.css';

type Props = { firm: Firm; adviser: Adviser | null; about?: string | undefined };

export function ContactPage({ firm, adviser, about = '' }: Props) {
  const { t } = useTranslation();
  const subject = about && t('contact.subject', { about });
  return (
    <>
      <PageTitle name={t('contact.title')} lead={t('contact.lead')} />
      {about && <Notice tone="blue">{t('contact.about', { about })}</Notice>}
      <div className={style.grid}>
        {adviser && <AdviserCard adviser={adviser} subject={subject} />}
        <Card title={firm.name}>
          <FirmContact firm={firm} subject={subject} />
        </Card>
      </div>
    </>
  );
}
