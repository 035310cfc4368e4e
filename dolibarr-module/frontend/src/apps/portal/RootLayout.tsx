/* Around every page: update notice, offline banner, confirmations, and the dialog of an ended session. */
import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import {
  lazy,
  Suspense,
  useEffect,
  useState,
  useSyncExternalStore,
  type ComponentType,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Toasts } from '@/components/Toasts';
import { meQuery } from '@/lib/api/me';
import { onSessionEnded, sessionClosed } from '@/lib/api/session';
import { needTexts } from '@/lib/i18n/extra';
import { applyUpdate, onUpdate, updateWaits } from './service-worker';
import style from './RootLayout.module.css';

const ReloginDialog = lazy(() =>
  import('@/features/session/components/ReloginDialog').then((file) => ({
    default: file.ReloginDialog,
  })),
);

/* The first page comes first. */
const FIRST_MS = 4000;

function online(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

function OfflineBanner() {
  const { t } = useTranslation();
  const isOnline = useSyncExternalStore(online, () => navigator.onLine);
  return (
    <div role="status" className={style.offline} data-shown={!isOnline || undefined}>
      {!isOnline && t('app.offline')}
    </div>
  );
}

type Bar = ComponentType<{ account: number | null; online: boolean }>;

/* What waits on this device (WaitingBar); asked for again when the network is back, where it could not be had. */
function Leaving() {
  const account = useQuery({ ...meQuery, enabled: false }).data?.account.id ?? null;
  const isOnline = useSyncExternalStore(online, () => navigator.onLine);
  const [Bar, setBar] = useState<Bar | null>(null);
  const has = Bar !== null;
  useEffect(() => {
    if (has) return undefined;
    const load = (): void =>
      void Promise.all([import('./WaitingBar'), needTexts('work')])
        .then(([file]) => setBar(() => file.WaitingBar))
        .catch(() => undefined);
    const timer = setTimeout(load, isOnline ? FIRST_MS : 0);
    return () => clearTimeout(timer);
  }, [has, isOnline]);
  return Bar && <Bar account={account} online={isOnline} />;
}

function UpdateNotice() {
  const { t } = useTranslation();
  const waits = useSyncExternalStore(onUpdate, updateWaits);
  const [later, setLater] = useState(false);
  if (!waits || later) return null;
  return (
    <div role="status" className={style.update}>
      <span>{t('app.update')}</span>
      <Button size="sm" onClick={applyUpdate}>
        {t('app.updateNow')}
      </Button>
      <Button size="sm" variant="subtle" onClick={() => setLater(true)}>
        {t('app.later')}
      </Button>
    </div>
  );
}

function SessionEnded() {
  const [ended, setEnded] = useState(false);
  const navigate = useNavigate();
  const email = useQuery({ ...meQuery, enabled: false }).data?.account.email;
  useEffect(() => onSessionEnded(() => setEnded(true)), []);
  if (!ended || !email) return null;
  return (
    <Suspense>
      <ReloginDialog
        email={email}
        onDone={() => setEnded(false)}
        onLeave={() => {
          setEnded(false);
          sessionClosed();
          void navigate({ to: '/login' });
        }}
      />
    </Suspense>
  );
}

export function RootLayout() {
  return (
    <>
      <OfflineBanner />
      <Leaving />
      <Outlet />
      <SessionEnded />
      <UpdateNotice />
      <Toasts />
    </>
  );
}
