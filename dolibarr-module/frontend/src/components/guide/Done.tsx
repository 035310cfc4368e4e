/* After the last button of a guided form: what was entered is with the firm, or kept until the network is back. */
import { IconCircleCheck, IconCloudUpload } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Card } from '@/components/Card';
import { PageTitle } from '@/components/PageTitle';
import { isRefused, useWaiting } from '@/lib/outbox/outbox';
import { placeOfDraft } from './store';
import { onSync, type SyncState } from './sync';
import style from './Guide.module.css';

export type Left = {
  sent: Extract<SyncState, { state: 'sent' }> | null;
  /* How many files it leaves after. */
  files: number;
};

/* Still on this page when the network comes back: what was kept turns into what was sent by itself. */
export function useLeft(draft: string, first: SyncState): Left {
  const [state, setState] = useState(first);
  useEffect(
    () => onSync((key, next) => key === draft && next.state !== 'saving' && setState(next)),
    [draft],
  );
  const files = useWaiting(placeOfDraft(draft)).filter((item) => !isRefused(item)).length;
  return { sent: state.state === 'sent' ? state : null, files };
}

/* What the last button led to, of which draft; think again. */
export type DoneOf = { state: SyncState; draft: string; onHold: () => void };

type Props = {
  sent: boolean;
  name: string;
  title: string;
  actions: ReactNode;
  children: ReactNode;
};

export function Done({ sent, name, title, actions, children }: Props) {
  return (
    <Card>
      <div className={style.done} data-tone={sent ? 'green' : 'amber'} role="status">
        <span className={style.doneIcon} aria-hidden="true">
          {sent ? <IconCircleCheck size={34} /> : <IconCloudUpload size={34} />}
        </span>
        <PageTitle name={name}>{title}</PageTitle>
        {children}
        <div className={style.doneActions}>{actions}</div>
      </div>
    </Card>
  );
}
