/* A document into the vault: the file, or a picture taken now, its name and a word. */
import { Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { PickFile } from '@/components/document/PickFile';
import { Progress } from '@/components/Progress';
import { Sheet } from '@/components/Sheet';
import { toProblem, type Problem } from '@/lib/api/problem';
import { judge } from '@/lib/api/upload';
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
  const choose = (chosen: File): void => {
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
        <PickFile
          file={file}
          choose={sending.choose}
          limit={t('limit', { max: maxMb })}
          said={problem ? say.problem(problem) : null}
        />
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
