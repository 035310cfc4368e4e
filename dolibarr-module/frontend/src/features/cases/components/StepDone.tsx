/* After «Envoyer mes réponses», on the way back to the case. */
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '@/components/Button';
import { Done, useLeft, type DoneOf } from '@/components/guide/Done';
import type { StepForm } from '@/lib/api/types';

type Props = DoneOf & { client: number; of: StepForm['case'] };

export function StepDone({ state, draft, onHold, client, of }: Props) {
  const { t } = useTranslation('work');
  const left = useLeft(draft, state);
  const sent = left.sent !== null;
  const waits =
    left.files > 0 ? t('answers.queuedFiles', { count: left.files }) : t('answers.queued');
  return (
    <Done
      sent={sent}
      name={of.title}
      title={t(sent ? 'answers.sentTitle' : 'answers.queuedTitle')}
      actions={
        <>
          <ButtonLink
            to="/clients/$client/cases/$case"
            params={{ client: String(client), case: String(of.id) }}
          >
            {t('answers.toCase')}
          </ButtonLink>
          {!sent && (
            <Button variant="default" onClick={onHold}>
              {t('guide.hold')}
            </Button>
          )}
        </>
      }
    >
      <p>{sent ? t('answers.sent') : waits}</p>
    </Done>
  );
}
