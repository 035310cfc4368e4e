/* Documents of an open vault: what they are called, who may read them; those in the bin below. */
import { IconLock, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Card } from '@/components/Card';
import { DocumentLine } from '@/components/document/DocumentLine';
import { Empty } from '@/components/states';
import { ToneBadge } from '@/components/StatusBadge';
import { toProblem } from '@/lib/api/problem';
import type { VaultAdviser, VaultFile } from '@/lib/api/types';
import { fileSize, momentNear } from '@/lib/format';
import { sayProblem } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import { unbin, vaultFilesQuery } from '../api/vault';
import { AddToVault } from './AddToVault';
import { VaultItem } from './VaultItem';
import line from '@/components/document/Document.module.css';
import style from './Vault.module.css';

type Data = { rows: VaultFile[]; advisers: VaultAdviser[]; max_mb: number };

function Readers({ row }: { row: VaultFile }) {
  const { t } = useTranslation('vault');
  const { t: work } = useTranslation('work');
  if (row.scanning) return <ToneBadge tone="blue" label={work('documents.scanning')} />;
  if (row.received !== null) return <ToneBadge tone="amber" label={t('interrupted')} />;
  if (row.readers.length === 0) return <ToneBadge tone="slate" label={t('private')} />;
  return <ToneBadge tone="teal" label={t('readers', { count: row.readers.length })} />;
}

function Row({ row, onPick }: { row: VaultFile; onPick: () => void }) {
  const { t } = useTranslation('vault');
  return (
    <DocumentLine
      type={row.type}
      name={
        <button
          type="button"
          className={line.name}
          onClick={onPick}
          aria-label={t('manage', { name: row.name })}
        >
          {row.name}
        </button>
      }
      facts={
        <span className="num">
          {momentNear(row.at)} · {fileSize(row.size)}
        </span>
      }
      note={row.description}
      badges={<Readers row={row} />}
    />
  );
}

function Bin({ client, rows }: { client: number; rows: VaultFile[] }) {
  const { t } = useTranslation('vault');
  const queries = useQueryClient();
  const back = async (item: number): Promise<void> => {
    try {
      await unbin(client, item);
      await queries.invalidateQueries(vaultFilesQuery(client));
      toast(t('restored'));
    } catch (error) {
      toast(await sayProblem(toProblem(error)), 'error');
    }
  };
  return (
    <details className={style.bin}>
      <summary>
        {t('binTitle')} <span className="num">({rows.length})</span>
      </summary>
      <p className={style.hint}>{t('bin')}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className={style.binned}>
            <span>
              {row.name}
              <small>{t('deletedOn', { when: momentNear(row.deleted_at ?? row.at) })}</small>
            </span>
            <Button variant="default" onClick={() => void back(row.id)}>
              {t('restore')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

export function VaultFiles({ client, data }: { client: number; data: Data }) {
  const { t } = useTranslation('vault');
  const [adding, setAdding] = useState(false);
  const [picked, setPicked] = useState<number | null>(null);
  const rows = data.rows.filter((row) => row.deleted_at === null);
  const binned = data.rows.filter((row) => row.deleted_at !== null);
  const item = rows.find((row) => row.id === picked);
  const add = (
    <Button
      fullWidth
      leftSection={<IconPlus size={20} aria-hidden="true" />}
      onClick={() => setAdding(true)}
    >
      {t('add')}
    </Button>
  );
  return (
    <div className={style.page}>
      <Card flush>
        {rows.length === 0 ? (
          <Empty icon={<IconLock size={24} />} title={t('emptyTitle')} action={add}>
            {t('empty')}
          </Empty>
        ) : (
          <ul aria-label={t('files')}>
            {rows.map((row) => (
              <Row key={row.id} row={row} onPick={() => setPicked(row.id)} />
            ))}
          </ul>
        )}
      </Card>
      {rows.length > 0 && <div className={style.main}>{add}</div>}
      {binned.length > 0 && <Bin client={client} rows={binned} />}
      <AddToVault
        client={client}
        open={adding}
        onClose={() => setAdding(false)}
        maxMb={data.max_mb}
      />
      {item && (
        <VaultItem
          key={item.id}
          client={client}
          row={item}
          advisers={data.advisers}
          onClose={() => setPicked(null)}
        />
      )}
    </div>
  );
}
