/* Tasks of the case: the client's own first, with what he may do; those of the firm by column; one suggested in a sheet. */
import { useQuery } from '@tanstack/react-query';
import { IconChecklist, IconMessage, IconPaperclip, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Card } from '@/components/Card';
import { Blocks, Empty, Failure } from '@/components/states';
import { ToneBadge } from '@/components/StatusBadge';
import type { TaskCard } from '@/lib/api/types';
import { day } from '@/lib/format';
import { caseTasksQuery } from '../api/case-tasks';
import { TaskSheet } from './TaskSheet';
import cover from '@/styles/cover.module.css';
import style from './Tasks.module.css';

type Column = { code: string; label: string; colour: string };
type Props = { client: number; id: number; onSuggest: () => void };

type Tone = 'slate' | 'blue' | 'teal' | 'green' | 'amber' | 'orange' | 'red' | 'violet';

function Facts({ card }: { card: TaskCard }) {
  const { t } = useTranslation('work');
  return (
    <span className={style.facts}>
      {card.due_on && <span className="num">{t('tasks.due', { date: day(card.due_on) })}</span>}
      {card.checks.total > 0 && (
        <span className="num">
          <IconChecklist size={16} aria-hidden="true" /> {card.checks.done}/{card.checks.total}
        </span>
      )}
      {card.comments > 0 && (
        <span className="num" aria-label={t('tasks.comments', { count: card.comments })}>
          <IconMessage size={16} aria-hidden="true" /> {card.comments}
        </span>
      )}
      {card.files > 0 && (
        <span className="num" aria-label={t('tasks.files', { count: card.files })}>
          <IconPaperclip size={16} aria-hidden="true" /> {card.files}
        </span>
      )}
    </span>
  );
}

function Row({
  card,
  column,
  onOpen,
}: {
  card: TaskCard;
  column: Column | undefined;
  onOpen: () => void;
}) {
  const { t } = useTranslation('work');
  return (
    <li className={style.row}>
      <button type="button" className={`${style.open} ${cover.cover}`} onClick={onOpen}>
        {card.title}
      </button>
      <span className={style.badges}>
        {column && <ToneBadge tone={column.colour as Tone} label={column.label} />}
        {card.late && <ToneBadge tone="red" label={t('pieces.late')} />}
      </span>
      <Facts card={card} />
    </li>
  );
}

type GroupProps = {
  title: string;
  cards: TaskCard[];
  columns: Column[];
  onOpen: (id: number) => void;
};

function Group({ title, cards, columns, onOpen }: GroupProps) {
  if (cards.length === 0) return null;
  return (
    <Card title={title} flush>
      <ul>
        {cards.map((card) => (
          <Row
            key={card.id}
            card={card}
            column={columns.find((column) => column.code === card.status)}
            onOpen={() => onOpen(card.id)}
          />
        ))}
      </ul>
    </Card>
  );
}

export function Tasks({ client, id, onSuggest }: Props) {
  const { t } = useTranslation('work');
  const board = useQuery(caseTasksQuery(client, id));
  const [open, setOpen] = useState<number | null>(null);
  const cards = board.data?.cards ?? [];
  const columns = board.data?.columns ?? [];
  const add = (
    <Button
      variant="default"
      leftSection={<IconPlus size={20} aria-hidden="true" />}
      onClick={onSuggest}
    >
      {t('tasks.suggest')}
    </Button>
  );
  return (
    <div className={style.tasks}>
      {board.isPending && <Blocks heights={[72, 72, 72]} />}
      {board.isError && !board.data && (
        <Failure error={board.error} retry={() => void board.refetch()} />
      )}
      {board.data && cards.length === 0 && (
        <Card>
          <Empty icon={<IconChecklist size={24} />} title={t('tasks.emptyTitle')} action={add}>
            {t('tasks.empty')}
          </Empty>
        </Card>
      )}
      {cards.length > 0 && <div className={style.add}>{add}</div>}
      <Group
        title={t('tasks.yours')}
        cards={cards.filter((card) => card.for_client)}
        columns={columns}
        onOpen={setOpen}
      />
      <Group
        title={t('tasks.ours')}
        cards={cards.filter((card) => !card.for_client)}
        columns={columns}
        onOpen={setOpen}
      />
      <TaskSheet client={client} id={id} task={open} onClose={() => setOpen(null)} />
    </div>
  );
}
