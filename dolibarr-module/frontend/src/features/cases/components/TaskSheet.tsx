/* One task: what it is, its lines to tick, what was said, its files, and «C'est fait» when it is the client's. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AnswerBox } from '@/components/AnswerBox';
import { Button } from '@/components/Button';
import { Messages } from '@/components/Messages';
import { Notice } from '@/components/Notice';
import { readTaskFields, saveTaskFields, taskFieldsQuery } from '@/components/own/api';
import { OwnFields } from '@/components/own/OwnFields';
import { Sheet } from '@/components/Sheet';
import { Blocks, Failure } from '@/components/states';
import { StatusBadge } from '@/components/StatusBadge';
import type { Task } from '@/lib/api/types';
import { day } from '@/lib/format';
import { toast } from '@/lib/toast';
import { taskQuery, useCommentTask, useFinishTask, useTick } from '../api/case-tasks';
import { CaseDeposit } from './CaseDeposit';
import { FileLine } from './Pieces';
import style from './TaskSheet.module.css';

type Props = { client: number; id: number; task: number | null; onClose: () => void };
type PartProps = { item: Task; client: number; id: number };

/* Shown ticked at once; put back where the service refuses. */
function Lines({ item, client, id }: PartProps) {
  const tick = useTick(client, id);
  const pending = tick.isPending ? tick.variables : null;
  return (
    <ul className={style.lines}>
      {item.checklist.map((line) => {
        const done = pending?.check === line.id ? pending.done : line.done;
        return (
          <li key={line.id}>
            <label className={style.line} data-done={done || undefined}>
              <input
                type="checkbox"
                checked={done}
                disabled={!line.client || !item.may.tick}
                onChange={(event) => tick.mutate({ check: line.id, done: event.target.checked })}
              />
              <span>{line.label}</span>
            </label>
          </li>
        );
      })}
    </ul>
  );
}

/* What the firm shows of its own fields, and what of them the client fills in. */
function Own({ item, client }: { item: Task; client: number }) {
  const cache = useQueryClient();
  const query = useQuery(taskFieldsQuery(client, item.id));
  const save = saveTaskFields(client, item.id);
  if (!query.data?.sets.some((set) => set.rows.length > 0)) return null;
  return (
    <OwnFields
      sheet={query.data}
      at={{ object: 'task', id: item.id, client, label: item.title }}
      may={item.may.fields}
      save={(body) =>
        save(body).then(() =>
          cache.invalidateQueries({ queryKey: ['client', client, 'task', item.id] }),
        )
      }
      reread={() => readTaskFields(client, item.id)}
    />
  );
}

function Said({ item, client, id }: PartProps) {
  const { t } = useTranslation('work');
  const comment = useCommentTask(client, id);
  const said = item.comments.map((each) => ({
    id: each.id,
    at: each.at,
    body: each.body,
    firm: each.by.kind === 'user',
    name: each.by.name,
  }));
  return (
    <>
      {said.length > 0 && <Messages items={said} firm={t('request.firm')} you={t('request.you')} />}
      <AnswerBox
        label={t('tasks.comment')}
        submit={t('request.send')}
        onSend={(body) => comment.mutateAsync({ task: item.id, body })}
      />
    </>
  );
}

/* On a page of its own the task's title is that of the page. */
export function TaskBody({
  item,
  client,
  id,
  titled = false,
  onClose,
}: PartProps & { titled?: boolean; onClose?: (() => void) | undefined }) {
  const { t } = useTranslation('work');
  const finish = useFinishTask(client, id);
  return (
    <div className={style.task}>
      {titled && <h3>{item.title}</h3>}
      <p className={style.facts}>
        <StatusBadge badge={item.status} />
        {item.due_on && <span className="num">{t('tasks.due', { date: day(item.due_on) })}</span>}
        {item.assignees.length > 0 && (
          <span>{item.assignees.map((who) => who.name).join(', ')}</span>
        )}
      </p>
      {item.reason && <Notice tone="amber">{item.reason}</Notice>}
      {item.description && <p className={style.about}>{item.description}</p>}
      {item.fields && <Own item={item} client={client} />}
      {item.checklist.length > 0 && <Lines item={item} client={client} id={id} />}
      {item.files.length > 0 && (
        <ul>
          {item.files.map((file) => (
            <FileLine key={file.id} file={file} client={client} />
          ))}
        </ul>
      )}
      <CaseDeposit
        id={id}
        label={item.title}
        many
        target={{ client, object: 'task', id: item.id }}
      />
      <Said item={item} client={client} id={id} />
      {item.may.done && (
        <Button
          loading={finish.isPending}
          onClick={() =>
            finish.mutate(item.id, {
              onSuccess: () => {
                toast(t('tasks.finished'));
                onClose?.();
              },
            })
          }
        >
          {t('tasks.finish')}
        </Button>
      )}
    </div>
  );
}

export function TaskSheet({ client, id, task, onClose }: Props) {
  const { t } = useTranslation('work');
  const query = useQuery({ ...taskQuery(client, task ?? 0), enabled: task !== null });
  return (
    <Sheet open={task !== null} title={t('tasks.one')} onClose={onClose}>
      {query.isPending && <Blocks heights={[28, 80, 80]} />}
      {query.isError && !query.data && <Failure error={query.error} />}
      {query.data && (
        <TaskBody item={query.data} client={client} id={id} titled onClose={onClose} />
      )}
    </Sheet>
  );
}
