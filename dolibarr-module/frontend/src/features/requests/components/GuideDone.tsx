/* After «Envoyer»: the number of the request, then what comes next. */
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { Done, useSent } from '@/components/guide/Done';
import type { SyncState } from '@/components/guide/sync';

type Props = { state: SyncState; client: number; label: string };

export function GuideDone({ state, client, label }: Props) {
  const { t } = useTranslation('work');
  const sent = useSent(state);
  const path = { client: String(client) };
  const next = sent ? (
    <ButtonLink
      to="/clients/$client/requests/$request"
      params={{ ...path, request: String(sent.id) }}
    >
      {t('guide.follow')}
    </ButtonLink>
  ) : (
    <ButtonLink to="/clients/$client/requests" params={path}>
      {t('requests.title')}
    </ButtonLink>
  );
  return (
    <Done
      sent={sent !== null}
      name={label}
      title={t(sent ? 'guide.sentTitle' : 'guide.queuedTitle')}
      actions={
        <>
          {next}
          <ButtonLink variant="default" to="/clients/$client" params={path}>
            {t('guide.home')}
          </ButtonLink>
        </>
      }
    >
      <p>{sent ? t('guide.sent', { ref: sent.ref ?? '' }) : t('guide.queued')}</p>
      {sent && <p>{t('guide.sentSoon')}</p>}
    </Done>
  );
}
