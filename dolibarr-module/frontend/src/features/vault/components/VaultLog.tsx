/* «Journal des accès»: who, what, when, from where; the newest first (SEC-12). */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { More } from '@/components/More';
import { Blocks, Failure } from '@/components/states';
import type { VaultEntry } from '@/lib/api/types';
import { momentFull } from '@/lib/format';
import { vaultLogQuery } from '../api/vault';
import style from './Vault.module.css';

const DEEDS = [
  'open',
  'close',
  'list',
  'read',
  'download',
  'deposit',
  'rename',
  'readers',
  'delete',
  'restore',
  'purge',
] as const;

function useSentence(entry: VaultEntry): string {
  const { t } = useTranslation('vault');
  const name = entry.name === null ? t('gone') : `« ${entry.name} »`;
  const deed = DEEDS.find((known) => known === entry.action) ?? 'list';
  if (deed === 'open' && entry.result === 'wrong') return t('did.openWrong');
  if (deed === 'deposit' && entry.result === 'infected') return t('did.depositInfected');
  if (deed === 'read' && entry.result === 'refused') return t('did.readRefused', { name });
  if (deed === 'readers' && entry.users.length === 0) return t('did.readersNone', { name });
  return t(`did.${deed}`, { name, users: entry.users.join(', ') });
}

function Entry({ entry }: { entry: VaultEntry }) {
  const { t } = useTranslation('vault');
  const sentence = useSentence(entry);
  const alert = entry.result !== 'ok';
  return (
    <li className={style.entry} data-alert={alert || undefined}>
      <p>
        <strong>{entry.by || t('system')}</strong>
        {entry.firm && <span className={style.firm}> ({t('firm')})</span>} {sentence}
      </p>
      <p className={style.facts}>
        <span className="num">{momentFull(entry.at)}</span>
        {entry.device && entry.device !== '?' && <span>{entry.device}</span>}
        {entry.by && entry.ip && <span className="num">{entry.ip}</span>}
      </p>
    </li>
  );
}

export function VaultLog({ client }: { client: number }) {
  const { t } = useTranslation('vault');
  const log = useInfiniteQuery(vaultLogQuery(client));
  const rows = log.data?.pages.flatMap((page) => page.rows) ?? [];
  if (log.isPending) return <Blocks heights={[56, 56, 56, 56]} />;
  if (log.isError) return <Failure error={log.error} retry={() => void log.refetch()} />;
  return (
    <Card flush>
      <p className={style.logLead}>{rows.length > 0 ? t('logLead') : t('logEmpty')}</p>
      <ul aria-label={t('log')}>
        {rows.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      <More
        has={log.hasNextPage}
        pending={log.isFetchingNextPage}
        onMore={() => void log.fetchNextPage()}
      />
    </Card>
  );
}
