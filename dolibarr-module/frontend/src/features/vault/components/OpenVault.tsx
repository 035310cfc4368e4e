/* An open vault: how long it stays so, its documents, its log. */
import { useQuery } from '@tanstack/react-query';
import { IconLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Failure } from '@/components/states';
import { Problem } from '@/lib/api/problem';
import { vaultFilesQuery } from '../api/vault';
import { closeWindows } from '../windows';
import { useIdle } from '../use-idle';
import { VaultFiles } from './VaultFiles';
import { VaultLog } from './VaultLog';
import style from './Vault.module.css';

type Props = { client: number; idleS: number; close: (why: 'closed' | 'idled') => void };

const SOON = 60;

function Clock({ left, stay, close }: { left: number; stay: () => void; close: () => void }) {
  const { t } = useTranslation('vault');
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  const soon = left <= SOON;
  return (
    <div className={style.clock} data-soon={soon || undefined}>
      <span className="num" aria-hidden="true">
        {t('closesIn', { time })}
      </span>
      <span className="sr-only" role="status">
        {soon && t('closesSoon')}
      </span>
      {soon && (
        <button type="button" className={style.stay} onClick={stay}>
          {t('stay')}
        </button>
      )}
      <Button
        variant="default"
        leftSection={<IconLock size={18} aria-hidden="true" />}
        onClick={close}
      >
        {t('close')}
      </Button>
    </div>
  );
}

export function OpenVault({ client, idleS, close }: Props) {
  const { t } = useTranslation('vault');
  const [tab, setTab] = useState<'files' | 'log'>('files');
  const files = useQuery(vaultFilesQuery(client));
  const { left, touch } = useIdle(
    idleS,
    () => void files.refetch(),
    () => close('idled'),
  );
  /* The service closed it before we did: another tab, a renewed key, a clock. */
  const ended = files.error instanceof Problem && files.error.key === 'vault.closed';
  useEffect(() => {
    if (ended) close('closed');
  }, [ended, close]);
  useEffect(() => closeWindows, []);
  return (
    <div className={style.page}>
      <PageTitle name={t('title')} lead={t('lead')} />
      <Clock left={left} stay={touch} close={() => close('closed')} />
      <div className={style.tabs} role="tablist" aria-label={t('tabs')}>
        {(['files', 'log'] as const).map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`vault-tab-${name}`}
            aria-selected={tab === name}
            aria-controls="vault-panel"
            className={style.tab}
            onClick={() => setTab(name)}
          >
            {t(name)}
          </button>
        ))}
      </div>
      <div id="vault-panel" role="tabpanel" aria-labelledby={`vault-tab-${tab}`}>
        {tab === 'log' && <VaultLog client={client} />}
        {tab === 'files' && files.isPending && <Blocks heights={[72, 72, 72]} />}
        {tab === 'files' && files.isError && !ended && (
          <Failure error={files.error} retry={() => void files.refetch()} />
        )}
        {tab === 'files' && files.data && <VaultFiles client={client} data={files.data} />}
      </div>
    </div>
  );
}
