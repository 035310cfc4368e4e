/*
 * What is said about one document: read and answered, one's own words changed or taken back while the service lets them be
 * (DOC-05).
 */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerBox } from '@/components/AnswerBox';
import { Messages, type MessageItem } from '@/components/Messages';
import { Blocks, Failure } from '@/components/states';
import { toProblem } from '@/lib/api/problem';
import { sayProblem } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import { talkQuery, useChange, useRemove, useSay } from './api';
import style from './Talk.module.css';

type Props = { client: number; file: number };
type OwnProps = { id: number; client: number; onEdit: () => void };

/* For a quarter of an hour. */
function Own({ id, client, onEdit }: OwnProps) {
  const { t } = useTranslation('work');
  const remove = useRemove(client);
  return (
    <span className={style.own}>
      <button type="button" className={style.act} onClick={onEdit}>
        {t('talk.edit')}
      </button>
      <button
        type="button"
        className={style.act}
        disabled={remove.isPending}
        onClick={() =>
          remove.mutate(id, {
            onSuccess: () => toast(t('talk.removed')),
            onError: (error) =>
              void sayProblem(toProblem(error)).then((text) => toast(text, 'error')),
          })
        }
      >
        {t('talk.remove')}
      </button>
    </span>
  );
}

export default function Talk({ client, file }: Props) {
  const { t } = useTranslation('work');
  const query = useQuery(talkQuery(client, file));
  const say = useSay(client, file);
  const change = useChange(client);
  const [edited, setEdited] = useState<number | null>(null);
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
    if (row.until * 1000 <= Date.now() || edited === row.id) return item;
    return { ...item, acts: <Own id={row.id} client={client} onEdit={() => setEdited(row.id)} /> };
  });
  const one = rows.find((row) => row.id === edited);
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
          text={one.body}
          onSend={(body) =>
            change.mutateAsync({ comment: one.id, body }).then(() => setEdited(null))
          }
        >
          <button type="button" className={style.act} onClick={() => setEdited(null)}>
            {t('talk.cancel')}
          </button>
        </AnswerBox>
      ) : (
        <AnswerBox
          label={t('talk.say')}
          submit={t('request.send')}
          maxLength={10000}
          onSend={(body) => say.mutateAsync(body)}
        />
      )}
    </div>
  );
}
