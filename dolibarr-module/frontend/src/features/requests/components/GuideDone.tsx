/* After «Envoyer»: sent with its number, or kept until the network is back; then what comes next. */
import { IconCircleCheck, IconCloudUpload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { Card } from '@/components/Card';
import { PageTitle } from '@/components/PageTitle';
import { onSync, type SyncState } from '@/components/guide/sync';
import style from '@/components/guide/Guide.module.css';

type Props = { state: SyncState; client: number; label: string };

export function GuideDone({ state: first, client, label }: Props) {
  const { t } = useTranslation('work');
  const [state, setState] = useState(first);
  /* Still on this page when the network comes back: it turns into the number by itself. */
  useEffect(() => onSync((_key, next) => next.state === 'sent' && setState(next)), []);
  const sent = state.state === 'sent';
  const path = { client: String(client) };
  return (
    <Card>
      <div className={style.done} data-tone={sent ? 'green' : 'amber'} role="status">
        <span className={style.doneIcon} aria-hidden="true">
          {sent ? <IconCircleCheck size={34} /> : <IconCloudUpload size={34} />}
        </span>
        <PageTitle name={label}>{t(sent ? 'guide.sentTitle' : 'guide.queuedTitle')}</PageTitle>
        <p>{sent ? t('guide.sent', { ref: state.ref ?? '' }) : t('guide.queued')}</p>
        {sent && <p>{t('guide.sentSoon')}</p>}
        <div className={style.doneActions}>
          {sent ? (
            <ButtonLink
              to="/clients/$client/requests/$request"
              params={{ ...path, request: String(state.id) }}
            >
              {t('guide.follow')}
            </ButtonLink>
          ) : (
            <ButtonLink to="/clients/$client/requests" params={path}>
              {t('requests.title')}
            </ButtonLink>
          )}
          <ButtonLink variant="default" to="/clients/$client" params={path}>
            {t('guide.home')}
          </ButtonLink>
        </div>
      </div>
    </Card>
  );
}
