/* An exchange, oldest first: the firm at the left, the client at the right; days stand between. */
import { momentNear, momentFull } from '@/lib/format';
import { Face } from './FirmMark';
import style from './Messages.module.css';

export type MessageItem = {
  id: number;
  at: number;
  body: string;
  firm: boolean;
  name: string | null;
};

type Props = { items: MessageItem[]; firm: string; you: string };

export function Messages({ items, firm, you }: Props) {
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
            </p>
            <p className={style.body}>{item.body}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
