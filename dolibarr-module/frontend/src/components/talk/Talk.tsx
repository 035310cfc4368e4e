/*
 * What is said about one document: read and answered, one's own words changed or taken back while the service lets them be
 * (DOC-05).
 */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerBox } from '@/components/AnswerBox';
import { Confirm } from '@/components/Confirm';
import { Messages, type MessageItem } from '@/components/Messages';
import { Blocks, Failure } from '@/components/states';
import { toProblem } from '@/lib/api/problem';
import { sayProblem } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import { talkQuery, useChange, useRemove, useSay } from './api';
import type { Draft } from './draft';
import style from './Talk.module.css';

type Props = {
  client: number;
  file: number;
  draft: Draft;
  onDraft: (some: Partial<Draft>) => void;
};
type OwnProps = { onEdit: () => void; onRemove: () => void };

/* For a quarter of an hour. */
function Own({ onEdit, onRemove }: OwnProps) {
  const { t } = useTranslation('work');
  return (
    <span className={style.own}>
      <button type="button" className={style.act} onClick={onEdit}>
        {t('talk.edit')}
      </button>
      <button type="button" className={style.act} onClick={onRemove}>
        {t('talk.remove')}
      </button>
    </span>
  );
}

type RemovalProps = { client: number; id: number | null; onDone: () => void };

/* A message that is taken back does not return: asked for. */
function Removal({ client, id, onDone }: RemovalProps) {
  const { t } = useTranslation('work');
  const remove = useRemove(client);
  const drop = (comment: number): void =>
    remove.mutate(comment, {
      onSuccess: () => toast(t('talk.removed')),
      onError: (error) => void sayProblem(toProblem(error)).then((text) => toast(text, 'error')),
      onSettled: onDone,
    });
  return (
    <Confirm
      open={id !== null}
      title={t('talk.removeTitle')}
      text={t('talk.removeText')}
      yes={t('talk.removeYes')}
      no={t('talk.removeNo')}
      pending={remove.isPending}
      onYes={() => id !== null && drop(id)}
      onNo={onDone}
    />
  );
}

export default function Talk({ client, file, draft, onDraft }: Props) {
  const { t } = useTranslation('work');
  const query = useQuery(talkQuery(client, file));
  const say = useSay(client, file);
  const change = useChange(client);
  const [removing, setRemoving] = useState<number | null>(null);
  if (query.isPending) return <Blocks heights={[56, 72]} />;
  if (!query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const { rows } = query.data;
  const items = rows.map((row): MessageItem => {
    const item = {
      id: row.id,
      at: row.at,
      body: row.body,
      firm: row.by.kind === 'user',
      name: row.by.name,
      changed: row.edited,
    };
    if (row.until * 1000 <= Date.now() || draft.edited === row.id) return item;
    const edit = (): void => onDraft({ edited: row.id, change: row.body });
    return { ...item, acts: <Own onEdit={edit} onRemove={() => setRemoving(row.id)} /> };
  });
  const one = rows.find((row) => row.id === draft.edited);
  const through = (): void => onDraft({ edited: null, change: '' });
  return (
    <div className={style.talk}>
      {items.length > 0 ? (
        <Messages items={items} firm={t('request.firm')} you={t('request.you')} />
      ) : (
        <p className={style.none}>{t('talk.none')}</p>
      )}
      {one ? (
        <AnswerBox
          key={one.id}
          label={t('talk.change')}
          submit={t('talk.save')}
          maxLength={10000}
          text={draft.change}
          onType={(change) => onDraft({ change })}
          onSend={(body) => change.mutateAsync({ comment: one.id, body }).then(through)}
        >
          <button type="button" className={style.act} onClick={through}>
            {t('talk.cancel')}
          </button>
        </AnswerBox>
      ) : (
        <AnswerBox
          label={t('talk.say')}
          submit={t('request.send')}
          maxLength={10000}
          text={draft.say}
          onType={(typed) => onDraft({ say: typed })}
          onSend={(body) => say.mutateAsync(body)}
        />
      )}
      <Removal client={client} id={removing} onDone={() => setRemoving(null)} />
    </div>
  );
}
