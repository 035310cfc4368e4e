/* One document of the vault: read it, name it, say who may read it, throw it away. */
import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { IconDownload, IconEye, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Sheet } from '@/components/Sheet';
import { download } from '@/lib/api/download';
import { toProblem } from '@/lib/api/problem';
import type { VaultAdviser, VaultFile } from '@/lib/api/types';
import { sayProblem } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import { bin, bytesOf, letRead, rename, vaultFilesQuery } from '../api/vault';
import { readInWindow } from '../windows';
import style from './Vault.module.css';

type Props = { client: number; row: VaultFile; advisers: VaultAdviser[]; onClose: () => void };

function told(error: unknown): void {
  void sayProblem(toProblem(error)).then((text) => toast(text, 'error'));
}

function Acts({ client, row }: { client: number; row: VaultFile }) {
  const { t } = useTranslation('vault');
  const picture = row.type.startsWith('image/') && row.readable;
  return (
    <>
      {picture && (
        <img className={style.picture} src={bytesOf(client, row.id, true)} alt={row.name} />
      )}
      <div className={style.acts}>
        {row.readable && !picture && (
          <Button
            leftSection={<IconEye size={18} aria-hidden="true" />}
            onClick={() => readInWindow(bytesOf(client, row.id, true))}
          >
            {t('read')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden="true" />}
          onClick={() => void download(bytesOf(client, row.id, false), row.name).catch(told)}
        >
          {t('download')}
        </Button>
      </div>
    </>
  );
}

type WhoProps = { advisers: VaultAdviser[]; users: number[]; set: (users: number[]) => void };

function Who({ advisers, users, set }: WhoProps) {
  const { t } = useTranslation('vault');
  return (
    <fieldset className={style.who}>
      <legend>{t('who')}</legend>
      <p className={style.hint}>{advisers.length > 0 ? t('whoHint') : t('nobody')}</p>
      {advisers.map((one) => (
        <Checkbox
          key={one.id}
          label={one.name}
          description={one.job}
          checked={users.includes(one.id)}
          onChange={(event) =>
            set(
              event.currentTarget.checked
                ? [...users, one.id]
                : users.filter((user) => user !== one.id),
            )
          }
        />
      ))}
    </fieldset>
  );
}

function useChanges({ client, row, onClose }: Props) {
  const { t } = useTranslation('vault');
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<unknown>, done: () => void): Promise<void> => {
    setBusy(true);
    try {
      await work();
      await queries.invalidateQueries(vaultFilesQuery(client));
      onClose();
      done();
    } catch (error) {
      told(error);
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    save: (name: string, description: string, users: number[]) =>
      run(
        async () => {
          if (name !== row.name || description !== row.description)
            await rename(client, row.id, { name: name.trim() || row.name, description });
          if ([...users].sort().join() !== [...row.readers].sort().join())
            await letRead(client, row.id, users);
        },
        () => toast(t('saved')),
      ),
    drop: () =>
      run(
        () => bin(client, row.id),
        () => toast(t('removed')),
      ),
  };
}

export function VaultItem(props: Props) {
  const { client, row, advisers, onClose } = props;
  const { t } = useTranslation('vault');
  const [name, setName] = useState(row.name);
  const [description, setDescription] = useState(row.description);
  const [users, setUsers] = useState(row.readers);
  const { busy, save, drop } = useChanges(props);
  return (
    <Sheet open title={row.name} onClose={onClose}>
      <div className={style.form}>
        {row.received === null && <Acts client={client} row={row} />}
        <form
          className={style.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save(name, description, users);
          }}
        >
          <Who advisers={advisers} users={users} set={setUsers} />
          <TextInput
            label={t('name')}
            maxLength={150}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Textarea
            label={t('description')}
            rows={2}
            maxLength={2000}
            autoComplete="off"
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
          <Button type="submit" loading={busy}>
            {t('save')}
          </Button>
        </form>
        <Button
          variant="subtle"
          color="red"
          disabled={busy}
          leftSection={<IconTrash size={18} aria-hidden="true" />}
          onClick={() => void drop()}
        >
          {t('remove')}
        </Button>
      </div>
    </Sheet>
  );
}
