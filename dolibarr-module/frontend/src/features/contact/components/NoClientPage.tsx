/* An account that serves no third party yet: says so and tells whom to ask (PORT-04). */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { FirmContact } from '@/components/FirmContact';
import { FirmMark } from '@/components/FirmMark';
import { PageTitle } from '@/components/PageTitle';
import { firmQuery } from '@/lib/api/firm';
import style from './NoClientPage.module.css';

export function NoClientPage() {
  const { t } = useTranslation();
  const { data: firm } = useQuery(firmQuery);
  return (
    <main className={style.page} id="main">
      {firm && <FirmMark name={firm.name} />}
      <PageTitle name={t('state.noClientTitle')} lead={t('state.noClient')} />
      {firm && (
        <Card>
          <FirmContact firm={firm} />
        </Card>
      )}
    </main>
  );
}
