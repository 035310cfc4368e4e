/* After «Envoyer mes réponses», on the way back to the case. */
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { Done, useSent } from '@/components/guide/Done';
import type { SyncState } from '@/components/guide/sync';
import type { StepForm } from '@/lib/api/types';

type Props = { state: SyncState; client: number; of: StepForm['case'] };

export function StepDone({ state, client, of }: Props) {
  const { t } = useTranslation('work');
  const sent = useSent(state) !== null;
  return (
    <Done
      sent={sent}
      name={of.title}
      title={t(sent ? 'answers.sentTitle' : 'answers.queuedTitle')}
      actions={
        <ButtonLink
          to="/clients/$client/cases/$case"
          params={{ client: String(client), case: String(of.id) }}
        >
          {t('answers.toCase')}
        </ButtonLink>
      }
    >
      <p>{t(sent ? 'answers.sent' : 'answers.queued')}</p>
    </Done>
  );
}
