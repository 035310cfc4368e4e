/* Documents of an open vault: what they are called, who may read them; those in the bin below. */
import { IconFile, IconFileTypePdf, IconLock, IconPhoto, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Card } from '@/components/Card';
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
import style from './Vault.module.css';

type Data = { rows: VaultFile[]; advisers: VaultAdviser[]; max_mb: number };

function Icon({ type }: { type: string }) {
  const Which =
    type === 'application/pdf' ? IconFileTypePdf : type.startsWith('image/') ? IconPhoto : IconFile;
  return (
    <span className={style.icon} aria-hidden="true">
      <Which size={22} stroke={1.7} />
    </span>
  );
}

function Readers({ row }: { row: VaultFile }) {
  const { t } = useTranslation('vault');
  if (row.received !== null) return <ToneBadge tone="amber" label={t('interrupted')} />;
  if (row.readers.length === 0) return <ToneBadge tone="slate" label={t('private')} />;
  return <ToneBadge tone="teal" label={t('readers', { count: row.readers.length })} />;
}

function Row({ row, onPick }: { row: VaultFile; onPick: () => void }) {
  const { t } = useTranslation('vault');
  return (
    <li className={style.row}>
      <Icon type={row.type} />
      <div className={style.words}>
        <h3 className={style.heading}>
          <button
            type="button"
            className={style.name}
            onClick={onPick}
            aria-label={t('manage', { name: row.name })}
          >
            {row.name}
          </button>
        </h3>
        <p className={style.facts}>
          <span className="num">
            {momentNear(row.at)} · {fileSize(row.size)}
          </span>
        </p>
        {row.description && <p className={style.note}>{row.description}</p>}
      </div>
      <div className={style.badges}>
        <Readers row={row} />
      </div>
    </li>
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
      <p className={style.note}>{t('bin')}</p>
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
