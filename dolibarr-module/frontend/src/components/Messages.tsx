/* An exchange, oldest first: the firm at the left, the client at the right; days stand between. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { momentNear, momentFull } from '@/lib/format';
import { Face } from './FirmMark';
import style from './Messages.module.css';

export type MessageItem = {
  id: number;
  at: number;
  body: string;
  firm: boolean;
  name: string | null;
  /** It was written anew. */
  changed?: boolean;
  /** What its author may do with it. */
  acts?: ReactNode;
};

type Props = { items: MessageItem[]; firm: string; you: string };

export function Messages({ items, firm, you }: Props) {
  const { t } = useTranslation('work');
  return (
    <ol className={style.list}>
      {items.map((item) => (
        <li key={item.id} className={style.item} data-firm={item.firm || undefined}>
          {item.firm && <Face name={item.name ?? firm} />}
          <div className={style.bubble}>
            <p className={style.who}>
              <strong>{item.name ?? (item.firm ? firm : you)}</strong>{' '}
              <time dateTime={new Date(item.at * 1000).toISOString()} title={momentFull(item.at)}>
                {momentNear(item.at)}
              </time>
              {item.changed && <> · {t('talk.changed')}</>}
            </p>
            <p className={style.body}>{item.body}</p>
            {item.acts}
          </div>
        </li>
      ))}
    </ol>
  );
}
