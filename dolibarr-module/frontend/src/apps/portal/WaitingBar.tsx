/*
 * What was written and chosen without a connection leaves when there is one, whatever page is open. Meanwhile a bar says
 * how many files wait, and shows them.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DepositRow } from '@/components/Deposit';
import { putAway } from '@/components/guide/files';
import { leave } from '@/components/guide/leaving';
import { onSync } from '@/components/guide/sync';
import { Sheet } from '@/components/Sheet';
import { listKept } from '@/lib/outbox/kept';
import { again, onArrival, useAllWaiting, waits, type Waiting } from '@/lib/outbox/outbox';
import control from '@/styles/control.module.css';
import style from './WaitingBar.module.css';

function useLeaving(account: number | null, online: boolean): void {
  const cache = useQueryClient();
  useEffect(
    () => onArrival(({ client }) => cache.invalidateQueries({ queryKey: ['client', client] })),
    [cache],
  );
  useEffect(
    () =>
      onSync((_key, { state }) => {
        if (state === 'sent') void cache.invalidateQueries({ queryKey: ['client'] });
      }),
    [cache],
  );
  useEffect(() => {
    if (account !== null) void leave(account).catch(() => undefined);
  }, [account, online]);
}

/* Read without a network, the page does not know who is there: a number says nothing of anybody. */
function useKept(unknown: boolean): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    let alive = true;
    if (!unknown) return undefined;
    void listKept().then((all) => {
      if (alive) setCount(all.filter((each) => !each.arrived && !each.refused).length);
    });
    return () => {
      alive = false;
    };
  }, [unknown]);
  return unknown ? count : 0;
}

/* Of one page: where they were chosen. */
function byPage(items: Waiting[]): Array<[string, Waiting[]]> {
  const pages = new Map<string, Waiting[]>();
  for (const item of items) pages.set(item.href, [...(pages.get(item.href) ?? []), item]);
  return [...pages];
}

function Files({ items, onLeave }: { items: Waiting[]; onLeave: () => void }) {
  const { t } = useTranslation('work');
  const router = useRouter();
  return byPage(items).map(([href, list]) => (
    <section key={href} className={style.page}>
      <p className={style.of}>
        <span>{list[0]?.label}</span>
        <a
          href={href}
          onClick={(event) => {
            event.preventDefault();
            onLeave();
            router.history.push(href);
          }}
        >
          {t('outbox.see')}
        </a>
      </p>
      <ul className={style.list}>
        {list.map((item) => (
          <DepositRow
            key={item.id}
            item={item}
            again={() => again(item.id)}
            drop={() => void putAway(item)}
          />
        ))}
      </ul>
    </section>
  ));
}

export function WaitingBar({ account, online }: { account: number | null; online: boolean }) {
  const { t } = useTranslation('work');
  const [open, setOpen] = useState(false);
  useLeaving(account, online);
  /* What was refused before it left is said where it was chosen. */
  const items = useAllWaiting().filter(
    (item) => waits(item) || (item.problem !== null && item.keeping === 'kept'),
  );
  const kept = useKept(account === null);
  const count = items.length || kept;
  return (
    <>
      <div role="status" className={style.bar} data-shown={count > 0 || undefined}>
        {count > 0 && <span>{t('outbox.waiting', { count })}</span>}
        {items.length > 0 && (
          <button type="button" className={control.word} onClick={() => setOpen(true)}>
            {t('outbox.show')}
          </button>
        )}
      </div>
      <Sheet
        open={open && items.length > 0}
        title={t('outbox.title')}
        onClose={() => setOpen(false)}
      >
        <p className={style.lead}>{t('outbox.lead')}</p>
        <Files items={items} onLeave={() => setOpen(false)} />
      </Sheet>
    </>
  );
}
