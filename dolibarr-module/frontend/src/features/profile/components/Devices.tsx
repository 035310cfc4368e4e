/* Where the account is signed in, and closing what is not recognised (SEC-05). */
import { useQuery } from '@tanstack/react-query';
import { IconDeviceLaptop, IconDeviceMobile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Card } from '@/components/Card';
import { Moment } from '@/components/DateText';
import { ToneBadge } from '@/components/StatusBadge';
import { Blocks, Failure } from '@/components/states';
import { toProblem } from '@/lib/api/problem';
import type { Session } from '@/lib/api/types';
import { sayProblem } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import { useCloseSession } from '../api/close-session';
import { sessionsQuery } from '../api/list-sessions';
import style from './Devices.module.css';

function Device({ session }: { session: Session }) {
  const { t } = useTranslation();
  const close = useCloseSession();
  const Icon = /android|iphone|ipad|mobile/i.test(session.device)
    ? IconDeviceMobile
    : IconDeviceLaptop;
  const start = (): void =>
    close.mutate(session.id, {
      onSuccess: () => toast(t('profile.closed', { device: session.device })),
      onError: async (error) => toast(await sayProblem(toProblem(error)), 'error'),
    });
  return (
    <li className={style.device}>
      <span className={style.icon} aria-hidden="true">
        <Icon size={22} stroke={1.6} />
      </span>
      <div className={style.words}>
        <p className={style.name}>{session.device}</p>
        <p className={style.facts}>
          <span>
            {t('profile.lastSeen')} <Moment at={session.last_seen_at} />
          </span>
          <span>{session.ip}</span>
        </p>
      </div>
      {session.current ? (
        <ToneBadge tone="green" label={t('profile.thisDevice')} />
      ) : (
        <Button
          variant="default"
          size="sm"
          loading={close.isPending}
          onClick={start}
          aria-label={t('profile.closeSessionOf', { device: session.device })}
        >
          {t('profile.closeSession')}
        </Button>
      )}
    </li>
  );
}

export function Devices() {
  const { t } = useTranslation();
  const sessions = useQuery(sessionsQuery);
  return (
    <Card title={t('profile.devices')}>
      {sessions.isPending && <Blocks heights={[52, 52]} />}
      {sessions.isError && !sessions.data && (
        <Failure error={sessions.error} retry={() => void sessions.refetch()} />
      )}
      {sessions.data && (
        <>
          <ul>
            {sessions.data.rows.map((session) => (
              <Device key={session.id} session={session} />
            ))}
          </ul>
          <p className={style.help}>{t('profile.devicesHelp')}</p>
        </>
      )}
    </Card>
  );
}
