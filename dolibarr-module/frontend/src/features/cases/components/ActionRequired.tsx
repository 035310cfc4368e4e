/*
 * «Action requise de votre part»: what only the client can do, first thing on the page, each with its own button; it goes
 * away once done.
 */
import { IconBellRinging, IconForms, IconSquareCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useArrive } from '@/components/arrive';
import { AnswerBox } from '@/components/AnswerBox';
import { Button, ButtonLink } from '@/components/Button';
import { ToneBadge } from '@/components/StatusBadge';
import type { Case, CaseAction, CasePiece, CaseStep, TaskCard } from '@/lib/api/types';
import { day } from '@/lib/format';
import { toProblem } from '@/lib/api/problem';
import { sayProblem } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import { useAnswerAction } from '../api/answer-action';
import { useFinishTask } from '../api/case-tasks';
import { CaseDeposit } from './CaseDeposit';
import { FileLine, PieceCard } from './Pieces';
import style from './ActionRequired.module.css';

/* at: the one that a link led to, e.g. "action-12". */
type Props = { item: Case; client: number; tasks: TaskCard[]; at: string | null };

/* Documents that one demand names are deposited where they are asked for. */
const piecesOf = (item: Case, action: CaseAction): CasePiece[] =>
  item.pieces.filter((piece) => action.pieces?.some(({ id }) => id === piece.id));

type AskedProps = {
  action: CaseAction;
  wanted: CasePiece[];
  client: number;
  id: number;
  at: string | null;
};

function Due({ on, late }: { on: string; late: boolean }) {
  const { t } = useTranslation('work');
  return (
    <p className={style.due}>
      {t('action.before', { date: day(on) })}
      {late && <ToneBadge tone="red" label={t('pieces.late')} />}
    </p>
  );
}

/* Answered in words, by a file, or both, as the firm asked. */
function Asked({ action, wanted, client, id, at }: AskedProps) {
  const { t } = useTranslation('work');
  const arrived = useArrive(at === `action-${action.id}`);
  const answer = useAnswerAction(client, id);
  const kinds = action.kinds ?? [];
  const words = kinds.length === 0 || kinds.some((kind) => kind !== 'file');
  const send = (reply: string | null): Promise<unknown> =>
    answer.mutateAsync({ action: action.id, reply }).then(() => toast(t('action.sent')));
  return (
    <li className={style.asked} {...arrived}>
      <p className={style.message}>{action.message}</p>
      {action.due_on && <Due on={action.due_on} late={action.late === true} />}
      {(action.files ?? []).length > 0 && (
        <ul className={style.files}>
          {action.files?.map((file) => (
            <FileLine key={file.id} file={file} client={client} />
          ))}
        </ul>
      )}
      {wanted.length > 0 && (
        <ul className={style.wanted}>
          {wanted.map((piece) => (
            <PieceCard
              key={piece.id}
              piece={piece}
              client={client}
              id={id}
              here={at === `piece-${piece.id}`}
            />
          ))}
        </ul>
      )}
      {kinds.includes('file') && wanted.length === 0 && (
        <CaseDeposit
          id={id}
          label={action.message}
          many
          target={{ client, object: 'action', id: action.id }}
        />
      )}
      {words ? (
        <AnswerBox label={t('action.reply')} submit={t('action.send')} main onSend={send} />
      ) : (
        <Button
          loading={answer.isPending}
          onClick={() =>
            void send(null).catch((error: unknown) =>
              sayProblem(toProblem(error)).then((text) => toast(text, 'error')),
            )
          }
        >
          {t('action.done')}
        </Button>
      )}
    </li>
  );
}

type ToDoProps = { task: TaskCard; client: number; id: number; here: boolean };

function ToDo({ task, client, id, here }: ToDoProps) {
  const { t } = useTranslation('work');
  const arrived = useArrive(here);
  const finish = useFinishTask(client, id);
  return (
    <li className={style.task} {...arrived}>
      <IconSquareCheck size={22} aria-hidden="true" />
      <span>
        {task.title}
        {task.due_on && (
          <span className={style.due}>{t('action.before', { date: day(task.due_on) })}</span>
        )}
      </span>
      <Button
        variant="default"
        loading={finish.isPending}
        onClick={() => finish.mutate(task.id, { onSuccess: () => toast(t('tasks.finished')) })}
      >
        {t('tasks.finish')}
      </Button>
    </li>
  );
}

/* The form of a step: filled in on a page of its own. */
function ToFill({ step, client }: { step: CaseStep; client: number }) {
  const { t } = useTranslation('work');
  return (
    <li className={style.task}>
      <IconForms size={22} aria-hidden="true" />
      <span>
        {step.asks?.label}
        <span className={style.due}>{step.label}</span>
      </span>
      <ButtonLink
        to="/clients/$client/steps/$step"
        params={{ client: String(client), step: String(step.id) }}
        aria-label={`${t('answers.fill')} : ${step.asks?.label ?? ''}`}
      >
        {t('answers.fill')}
      </ButtonLink>
    </li>
  );
}

const List = ({ children }: { children: ReactNode[] }) =>
  children.length > 0 ? <ul>{children}</ul> : null;

export function ActionRequired({ item, client, tasks, at }: Props) {
  const { t } = useTranslation('work');
  const actions = item.actions.filter((action) => action.status.code === 'waiting');
  const asked = new Set(actions.flatMap((action) => piecesOf(item, action)).map(({ id }) => id));
  const pieces = item.pieces.filter((piece) => piece.todo && !asked.has(piece.id));
  const forms = item.steps.filter((step) => step.asks?.waits);
  const count = actions.length + pieces.length + tasks.length + forms.length;
  if (count === 0) return null;
  return (
    <section className={style.block} aria-label={t('action.title')}>
      <header className={style.head}>
        <IconBellRinging size={22} aria-hidden="true" />
        <div>
          <h2>{t('action.title')}</h2>
          <p>{t('action.lead', { count })}</p>
        </div>
      </header>
      <List>
        {actions.map((action) => (
          <Asked
            key={action.id}
            action={action}
            client={client}
            id={item.id}
            wanted={piecesOf(item, action)}
            at={at}
          />
        ))}
      </List>
      <List>
        {forms.map((step) => (
          <ToFill key={step.id} step={step} client={client} />
        ))}
      </List>
      <List>
        {tasks.map((task) => (
          <ToDo
            key={task.id}
            task={task}
            client={client}
            id={item.id}
            here={at === `task-${task.id}`}
          />
        ))}
      </List>
      <List>
        {pieces.map((piece) => (
          <PieceCard
            key={piece.id}
            piece={piece}
            client={client}
            id={item.id}
            here={at === `piece-${piece.id}`}
          />
        ))}
      </List>
    </section>
  );
}
