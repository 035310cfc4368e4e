/* After the last button of a guided form: what was entered is with the firm, or kept until the network is back. */
import { IconCircleCheck, IconCloudUpload } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Card } from '@/components/Card';
import { PageTitle } from '@/components/PageTitle';
import { onSync, type SyncState } from './sync';
import style from './Guide.module.css';

/* Still on this page when the network comes back: what was kept turns into what was sent by itself. */
export function useSent(first: SyncState): Extract<SyncState, { state: 'sent' }> | null {
  const [state, setState] = useState(first);
  useEffect(() => onSync((_key, next) => next.state === 'sent' && setState(next)), []);
  return state.state === 'sent' ? state : null;
}

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
