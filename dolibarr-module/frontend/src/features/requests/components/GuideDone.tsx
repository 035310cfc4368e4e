/* After «Envoyer»: the number of the request, then what comes next. */
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '@/components/Button';
import { Done, useLeft, type DoneOf } from '@/components/guide/Done';

type Props = DoneOf & { client: number; label: string };

export function GuideDone({ state, draft, onHold, client, label }: Props) {
  const { t } = useTranslation('work');
  const { sent, files } = useLeft(draft, state);
  const waits = files > 0 ? t('guide.queuedFiles', { count: files }) : t('guide.queued');
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
          {sent ? (
            <ButtonLink variant="default" to="/clients/$client" params={path}>
              {t('guide.home')}
            </ButtonLink>
          ) : (
            <Button variant="default" onClick={onHold}>
              {t('guide.hold')}
            </Button>
          )}
        </>
      }
    >
      <p>{sent ? t('guide.sent', { ref: sent.ref ?? '' }) : waits}</p>
      {sent && <p>{t('guide.sentSoon')}</p>}
    </Done>
  );
}
