/* How much waits, beside «Accueil» on every page (CASE-26, PORT-07). Nothing is shown where nothing waits. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { todoQuery } from '@/lib/api/todo';
import style from './TodoCount.module.css';

export function TodoCount({ client }: { client: number }) {
  const { t } = useTranslation();
  const { data } = useQuery(todoQuery(client));
  if (!data || data.count === 0) return null;
  return (
    <span className={style.count}>
      <span aria-hidden="true">{data.count > 99 ? '99+' : data.count}</span>
      <span className="sr-only">{t('todo.title', { count: data.count })}</span>
    </span>
  );
}
