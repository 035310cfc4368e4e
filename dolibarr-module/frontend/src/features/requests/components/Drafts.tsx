/* What was begun: one line each, to go on with or to throw away. */
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { Card } from '@/components/Card';
import { Confirm } from '@/components/Confirm';
import { KindIcon } from '@/components/KindIcon';
import { ToneBadge } from '@/components/StatusBadge';
import { momentNear } from '@/lib/format';
import { toast } from '@/lib/toast';
import { useCancelRequest } from '../api/cancel-request';
import { dropDraft } from '@/components/guide/store';
import { useDrafts, type DraftLine } from './use-drafts';
import style from './Drafts.module.css';

type LineProps = { draft: DraftLine; client: number; onDrop: () => void };

function Line({ draft, client, onDrop }: LineProps) {
  const { t } = useTranslation('work');
  return (
    <li className={style.draft}>
      <KindIcon icon={draft.icon} colour={draft.colour} />
      <div className={style.words}>
        <strong>{draft.label}</strong>
        <span className={style.when}>{t('new.resumeAt', { when: momentNear(draft.at) })}</span>
        {draft.waiting && <ToneBadge tone="amber" label={t('requests.pending')} />}
      </div>
      <div className={style.actions}>
        <ButtonLink
          variant="light"
          to="/clients/$client/services/$kind"
          params={{ client: String(client), kind: draft.kind }}
          search={{
            draft: draft.key,
            ...(draft.service ? { service: draft.service } : {}),
            ...(draft.request ? { request: draft.request } : {}),
          }}
        >
          {t('new.resumeOne')}
        </ButtonLink>
        <button
          type="button"
          className={style.drop}
          aria-label={`${t('new.drop')} : ${draft.label}`}
          onClick={onDrop}
        >
          <IconTrash size={20} aria-hidden="true" />
        </button>
      </div>
    </li>
  );
}

export function Drafts({ client, account }: { client: number; account: number }) {
  const { t } = useTranslation('work');
  const { lines, reread } = useDrafts(client, account);
  const [going, setGoing] = useState<DraftLine | null>(null);
  const cancel = useCancelRequest(client);
  const drop = async (draft: DraftLine): Promise<void> => {
    await dropDraft(draft.key);
    if (draft.request) await cancel.mutateAsync(draft.request).catch(() => undefined);
    setGoing(null);
    reread();
    toast(t('new.dropped'));
  };
  if (lines.length === 0) return null;
  return (
    <Card title={t('new.resume')} flush>
      <ul>
        {lines.map((draft) => (
          <Line key={draft.key} draft={draft} client={client} onDrop={() => setGoing(draft)} />
        ))}
      </ul>
      <Confirm
        open={going !== null}
        title={t('new.dropTitle')}
        text={t('new.dropText', { label: going?.label ?? '' })}
        yes={t('new.dropYes')}
        no={t('new.keep')}
        pending={cancel.isPending}
        onYes={() => going && void drop(going)}
        onNo={() => setGoing(null)}
      />
    </Card>
  );
}
