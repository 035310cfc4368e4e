/* «Ajouter un document»: the file, what it is, what it is about, a word beside it (DOC-12). What was chosen stays when the
 * line drops: another try goes on from there. */
import { NativeSelect, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { PickFile } from '@/components/document/PickFile';
import { Progress } from '@/components/Progress';
import { Sheet } from '@/components/Sheet';
import { toProblem, type Problem } from '@/lib/api/problem';
import { judge, upload } from '@/lib/api/upload';
import { useSentences } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import { foldersQuery, type Folder } from '../api/list-folders';
import type { Choices } from './DocumentFilters';
import style from './Documents.module.css';

type Props = {
  client: number;
  open: boolean;
  onClose: () => void;
  choices: Choices;
  into: number | undefined; /* folder that it goes to */
};

const EMPTY = { category: '', about: '', description: '' };

function useSending(client: number, folder: Folder | undefined, onDone: () => void) {
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [typed, setTyped] = useState(EMPTY);
  const [part, setPart] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const choose = (chosen: File): void => {
    setFile(chosen);
    setProblem(judge(chosen));
  };
  const send = async (): Promise<void> => {
    if (!file) return;
    setPart(0);
    setProblem(null);
    const about = folder?.case ?? Number(typed.about);
    const target = {
      client,
      object: about ? ('case' as const) : ('document' as const),
      id: about || client,
      ...(folder ? { folder: folder.id } : {}),
      ...(typed.category ? { category: typed.category } : {}),
      ...(typed.description.trim() ? { description: typed.description.trim() } : {}),
    };
    try {
      await upload(target, file, setPart);
      await queries.invalidateQueries({ queryKey: ['client', client] });
      setFile(null);
      setTyped(EMPTY);
      onDone();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setPart(null);
    }
  };
  return { file, choose, typed, setTyped, part, problem, send };
}

export function AddDocument({ client, open, onClose, choices, into }: Props) {
  const { t } = useTranslation('work');
  const tree = useQuery(foldersQuery(client));
  const folder = tree.data?.folders.find((one) => one.id === into);
  const sending = useSending(client, folder, () => {
    toast(t('documents.added'));
    onClose();
  });
  const { file, typed, setTyped, part, problem } = sending;
  const say = useSentences(problem !== null);
  const put = (name: keyof typeof EMPTY, value: string) => setTyped({ ...typed, [name]: value });
  return (
    <Sheet open={open} title={t('documents.add')} {...(part === null ? { onClose } : {})}>
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
          said={problem ? say.problem(problem) : null}
        />
        <NativeSelect
          label={t('documents.category')}
          data={[{ value: '', label: t('documents.noCategory') }, ...choices.categories]}
          value={typed.category}
          onChange={(event) => put('category', event.target.value)}
        />
        {folder && <p className={style.note}>{t('documents.into', { name: folder.name })}</p>}
        {choices.cases.length > 0 && !folder && (
          <NativeSelect
            label={t('documents.case')}
            data={[{ value: '', label: t('documents.noCase') }, ...choices.cases]}
            value={typed.about}
            onChange={(event) => put('about', event.target.value)}
          />
        )}
        <Textarea
          label={t('documents.comment')}
          rows={3}
          maxLength={2000}
          value={typed.description}
          onChange={(event) => put('description', event.target.value)}
        />
        {part !== null && <Progress percent={Math.round(part * 100)} />}
        <Button type="submit" loading={part !== null} disabled={!file}>
          {t('documents.send')}
        </Button>
      </form>
    </Sheet>
  );
}
