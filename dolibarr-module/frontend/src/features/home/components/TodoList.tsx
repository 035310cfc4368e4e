/*
 * «Tâches à traiter» (CASE-26): everything that waits for this person, the most pressing first, each with its red dot and a
 * way to the very thing. A long list is folded.
 */
import {
  IconCheckbox,
  IconChevronRight,
  IconFileUpload,
  IconForms,
  IconMessageCircleQuestion,
  IconMessageQuestion,
  IconWritingSign,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Card } from '@/components/Card';
import { ToneBadge } from '@/components/StatusBadge';
import type { Todo, TodoRow } from '@/lib/api/types';
import { day } from '@/lib/format';
import cover from '@/styles/cover.module.css';
import style from './TodoList.module.css';

const FOLDED = 5;

const ICONS = {
  document: IconFileUpload,
  form: IconForms,
  information: IconWritingSign,
  action: IconMessageQuestion,
  task: IconCheckbox,
  request: IconMessageCircleQuestion,
} as const;

type RowProps = { row: TodoRow; client: number };

function Way({ row, client }: RowProps) {
  const own = { client: String(client) };
  if (row.kind === 'request') {
    return (
      <Link
        to="/clients/$client/requests/$request"
        params={{ ...own, request: String(row.id) }}
        className={`${style.link} ${cover.cover}`}
      >
        {row.label}
      </Link>
    );
  }
  if (row.kind === 'form') {
    return (
      <Link
        to="/clients/$client/steps/$step"
        params={{ ...own, step: String(row.id) }}
        className={`${style.link} ${cover.cover}`}
      >
        {row.label}
      </Link>
    );
  }
  if (!row.case) {
    return (
      <Link
        to="/clients/$client/tasks/$task"
        params={{ ...own, task: String(row.id) }}
        className={`${style.link} ${cover.cover}`}
      >
        {row.label}
      </Link>
    );
  }
  const at =
    row.kind === 'document'
      ? { piece: row.id }
      : row.kind === 'task'
        ? { task: row.id }
        : { action: row.id };
  return (
    <Link
      to="/clients/$client/cases/$case"
      params={{ ...own, case: String(row.case.id) }}
      search={at}
      className={`${style.link} ${cover.cover}`}
    >
      {row.label}
    </Link>
  );
}

function Row({ row, client }: RowProps) {
  const { t } = useTranslation();
  const Icon = ICONS[row.kind];
  const refused = row.status !== null && row.status.code !== 'to_provide';
  return (
    <li className={style.row}>
      <span className={style.icon}>
        <Icon size={22} stroke={1.7} aria-hidden="true" />
        <span className={style.dot} aria-hidden="true" />
      </span>
      <div className={style.words}>
        <p className={style.kind}>{t(`todo.${row.kind}`)}</p>
        <Way row={row} client={client} />
        {row.case && <p className={style.about}>{row.case.title}</p>}
      </div>
      <div className={style.facts}>
        {refused && row.status && <ToneBadge tone={row.status.colour} label={row.status.label} />}
        {row.late && <ToneBadge tone="red" label={t('cases.late')} />}
        {row.due_on && <span className="num">{t('todo.before', { date: day(row.due_on) })}</span>}
      </div>
      <IconChevronRight size={20} className={style.go ?? ''} aria-hidden="true" />
    </li>
  );
}

export function TodoList({ todo, client }: { todo: Todo; client: number }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const long = todo.rows.length > FOLDED + 1;
  const rows = all || !long ? todo.rows : todo.rows.slice(0, FOLDED);
  const count = `${todo.count}${todo.more ? '+' : ''}`;
  return (
    <Card
      title={
        <>
          {t('todo.title', { count: todo.count })} <span className={style.count}>{count}</span>
        </>
      }
      flush
    >
      <ul className={style.list}>
        {rows.map((row) => (
          <Row key={`${row.kind}-${row.id}`} row={row} client={client} />
        ))}
      </ul>
      {long && (
        <div className={style.more}>
          <Button variant="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('todo.fewer') : t('todo.all', { count: todo.rows.length })}
          </Button>
        </div>
      )}
    </Card>
  );
}
