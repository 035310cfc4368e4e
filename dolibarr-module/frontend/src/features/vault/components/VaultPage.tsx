/* The vault: closed, unavailable or open; what was shown goes with it when it closes (DOC-13). */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconLockOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '@/components/PageTitle';
import { Card } from '@/components/Card';
import { Blocks, Empty, Failure } from '@/components/states';
import { closeVault, vaultQuery } from '../api/vault';
import { closeWindows } from '../windows';
import { OpenForm } from './OpenForm';
import { OpenVault } from './OpenVault';
import style from './Vault.module.css';

function Unavailable() {
  const { t } = useTranslation('vault');
  return (
    <Card>
      <Empty icon={<IconLockOff size={24} />} title={t('unavailableTitle')}>
        {t('unavailable')}
      </Empty>
    </Card>
  );
}

export function VaultPage({ client }: { client: number }) {
  const { t } = useTranslation('vault');
  const queries = useQueryClient();
  const vault = useQuery(vaultQuery(client));
  const [phase, setPhase] = useState<'asked' | 'open' | 'closed' | 'idled'>('asked');
  const close = (why: 'closed' | 'idled'): void => {
    setPhase(why);
    closeWindows();
    void closeVault(client, queries);
  };
  if (vault.isPending) return <Blocks heights={[64, 320]} label={t('title')} />;
  if (vault.isError) return <Failure error={vault.error} retry={() => void vault.refetch()} />;
  if (!vault.data)
    return (
      <div className={style.page}>
        <PageTitle name={t('title')} />
        <Card>
          <Empty icon={<IconLockOff size={24} />} title={t('noneTitle')}>
            {t('none')}
          </Empty>
        </Card>
      </div>
    );
  if (vault.data.problem)
    return (
      <div className={style.page}>
        <PageTitle name={t('title')} />
        <Unavailable />
      </div>
    );
  if (phase === 'open')
    return <OpenVault client={client} idleS={vault.data.idle_s} close={close} />;
  return (
    <OpenForm
      client={client}
      idled={phase === 'idled' ? Math.round(vault.data.idle_s / 60) : 0}
      onOpen={() => setPhase('open')}
    />
  );
}
