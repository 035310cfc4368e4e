/* «Ajouter une tâche»: what the client would like to see done; the firm accepts it or says why not (CASE-24). */
import { TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Sheet } from '@/components/Sheet';
import { toProblem } from '@/lib/api/problem';
import { useSentences } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import { useSuggestTask } from '../api/case-tasks';
import style from './TaskSheet.module.css';

type Props = { client: number; id: number; open: boolean; onClose: () => void };

const EMPTY = { title: '', description: '', due_on: '' };

function useSuggesting(client: number, id: number, onDone: () => void) {
  const [typed, setTyped] = useState(EMPTY);
  const [asked, setAsked] = useState(false);
  const suggest = useSuggestTask(client, id);
  const problem = suggest.error ? toProblem(suggest.error) : null;
  const send = (): void => {
    setAsked(true);
    if (typed.title.trim() === '') return;
    suggest.mutate(
      {
        title: typed.title.trim(),
        description: typed.description.trim() || null,
        due_on: typed.due_on || null,
      },
      {
        onSuccess: () => {
          setTyped(EMPTY);
          setAsked(false);
          onDone();
        },
      },
    );
  };
  return { typed, setTyped, asked, send, problem, pending: suggest.isPending };
}

export function SuggestSheet({ client, id, open, onClose }: Props) {
  const { t } = useTranslation('work');
  const { typed, setTyped, asked, send, problem, pending } = useSuggesting(client, id, () => {
    toast(t('tasks.suggested'));
    onClose();
  });
  const say = useSentences(problem !== null);
  return (
    <Sheet open={open} title={t('tasks.suggest')} onClose={onClose}>
      <form
        className={style.task}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className={style.about}>{t('tasks.suggestLead')}</p>
        <TextInput
          label={t('tasks.title')}
          data-autofocus
          maxLength={255}
          value={typed.title}
          error={
            asked && typed.title.trim() === ''
              ? t('tasks.titleNeeded')
              : problem
                ? say.problem(problem)
                : undefined
          }
          onChange={(event) => setTyped({ ...typed, title: event.target.value })}
        />
        <Textarea
          label={t('tasks.description')}
          rows={3}
          maxLength={10000}
          value={typed.description}
          onChange={(event) => setTyped({ ...typed, description: event.target.value })}
        />
        <TextInput
          type="date"
          label={t('tasks.wished')}
          value={typed.due_on}
          onChange={(event) => setTyped({ ...typed, due_on: event.target.value })}
        />
        <Button type="submit" loading={pending}>
          {t('tasks.suggestSend')}
        </Button>
      </form>
    </Sheet>
  );
}
