/* After «Envoyer mes réponses»: they are with the firm, or kept until the network is back. */
import { IconCircleCheck, IconCloudUpload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { Card } from '@/components/Card';
import style from '@/components/guide/Guide.module.css';
import { onSync, type SyncState } from '@/components/guide/sync';
import { PageTitle } from '@/components/PageTitle';
import type { StepForm } from '@/lib/api/types';

type Props = { state: SyncState; client: number; of: StepForm['case'] };

export function StepDone({ state: first, client, of }: Props) {
  const { t } = useTranslation('work');
  const [state, setState] = useState(first);
  useEffect(() => onSync((_key, next) => next.state === 'sent' && setState(next)), []);
  const sent = state.state === 'sent';
  return (
    <Card>
      <div className={style.done} data-tone={sent ? 'green' : 'amber'} role="status">
        <span className={style.doneIcon} aria-hidden="true">
          {sent ? <IconCircleCheck size={34} /> : <IconCloudUpload size={34} />}
        </span>
        <PageTitle name={of.title}>
          {t(sent ? 'answers.sentTitle' : 'answers.queuedTitle')}
        </PageTitle>
        <p>{t(sent ? 'answers.sent' : 'answers.queued')}</p>
        <div className={style.doneActions}>
          <ButtonLink
            to="/clients/$client/cases/$case"
            params={{ client: String(client), case: String(of.id) }}
          >
            {t('answers.toCase')}
          </ButtonLink>
        </div>
      </div>
    </Card>
  );
}
