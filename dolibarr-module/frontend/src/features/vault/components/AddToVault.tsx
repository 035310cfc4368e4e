/* A document into the vault: the file, or a picture taken now, its name and a word. */
import { Textarea, TextInput } from '@mantine/core';
import { IconCamera, IconFile, IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Progress } from '@/components/Progress';
import { Sheet } from '@/components/Sheet';
import { toProblem, type Problem } from '@/lib/api/problem';
import { judge } from '@/lib/api/upload';
import { fileSize } from '@/lib/format';
import { useSentences } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import { deposit, vaultFilesQuery } from '../api/vault';
import style from './Vault.module.css';

type Props = { client: number; open: boolean; onClose: () => void; maxMb: number };

function useSending(client: number, onDone: () => void) {
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [part, setPart] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const choose = (chosen: File | null): void => {
    if (!chosen) return;
    setFile(chosen);
    setName(chosen.name);
    setProblem(judge(chosen));
  };
  const send = async (): Promise<void> => {
    if (!file) return;
    setPart(0);
    setProblem(null);
    const said = { name: name.trim() || file.name, description: description.trim() };
    try {
      await deposit(client, file, said, setPart);
      await queries.invalidateQueries(vaultFilesQuery(client));
      setFile(null);
      setName('');
      setDescription('');
      onDone();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setPart(null);
    }
  };
  return { file, choose, name, setName, description, setDescription, part, problem, send };
}

type PickProps = { file: File | null; choose: (file: File | null) => void; limit: string };

function Pick({ file, choose, limit }: PickProps) {
  const { t } = useTranslation('vault');
  const id = useId();
  return (
    <div className={style.drop}>
      {file && (
        <p className={style.chosen}>
          <IconFile size={20} aria-hidden="true" />
          <span>{file.name}</span>
          <span className="num">{fileSize(file.size)}</span>
        </p>
      )}
      <div className={style.picks}>
        <label htmlFor={id} className={style.pick}>
          <IconUpload size={20} aria-hidden="true" />
          {t(file ? 'another' : 'choose')}
        </label>
        <label htmlFor={`${id}-camera`} className={style.pick} data-camera>
          <IconCamera size={20} aria-hidden="true" />
          {t('photo')}
        </label>
      </div>
      <span className={style.hint}>{limit}</span>
      <input
        id={id}
        type="file"
        className="sr-only"
        onChange={(event) => choose(event.target.files?.[0] ?? null)}
      />
      <input
        id={`${id}-camera`}
        type="file"
        accept="image/*"
        capture="environment"
        className="sr-only"
        onChange={(event) => choose(event.target.files?.[0] ?? null)}
      />
    </div>
  );
}

export function AddToVault({ client, open, onClose, maxMb }: Props) {
  const { t } = useTranslation('vault');
  const sending = useSending(client, () => {
    toast(t('added'));
    onClose();
  });
  const { file, part, problem } = sending;
  const say = useSentences(problem !== null);
  return (
    <Sheet open={open} title={t('add')} {...(part === null ? { onClose } : {})}>
      <form
        className={style.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void sending.send();
        }}
      >
        <Pick file={file} choose={sending.choose} limit={t('limit', { max: maxMb })} />
        {problem && (
          <p className={style.said} role="alert">
            {say.problem(problem)}
          </p>
        )}
        <TextInput
          label={t('name')}
          maxLength={150}
          autoComplete="off"
          value={sending.name}
          onChange={(event) => sending.setName(event.target.value)}
        />
        <Textarea
          label={t('description')}
          description={t('descriptionHint')}
          rows={2}
          maxLength={2000}
          autoComplete="off"
          value={sending.description}
          onChange={(event) => sending.setDescription(event.target.value)}
        />
        {part !== null && <Progress percent={Math.round(part * 100)} />}
        <Button type="submit" loading={part !== null} disabled={!file}>
          {t('send')}
        </Button>
      </form>
    </Sheet>
  );
}
