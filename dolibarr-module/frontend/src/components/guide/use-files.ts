/* The file fields of a form: what waits at each, and what arrived, which becomes the answer. */
import { useEffect } from 'react';
import type { DepositQueue } from '@/components/Deposit';
import type { FormHandle } from '@/components/form/use-form';
import { again, drop, type Waiting } from '@/lib/outbox/outbox';
import { formOpened } from './arrived';
import { addFiles, takeArrived, type DraftFile } from './files';
import { placeOfCell } from './held';
import { placeOfDraft, type LocalDraft } from './store';
import { syncDraft } from './sync';
import type { Change } from './use-guide';

export type Files = {
  waiting: Waiting[];
  queue: (cell: string, accept?: string) => DepositQueue;
  remove: (cell: string, id: number) => void;
};

type Parts = {
  draft: LocalDraft;
  waiting: Waiting[];
  handle: FormHandle;
  keep: () => Promise<void>;
  change: Change;
  many: (code: string) => boolean;
};

export function useFiles({ draft, waiting, handle, keep, change, many }: Parts): Files {
  const { key, account, client, label } = draft;
  const place = placeOfDraft(key);

  const take = (cell: string, file: DraftFile): void => {
    const [code, row] = placeOfCell(cell);
    const old = many(code) ? handle.value(code, row).split(',').filter(Boolean) : [];
    change((now) => ({ files: [...now.files.filter((each) => each.id !== file.id), file] }));
    handle.type(code, [...new Set([...old, String(file.id)])].join(','), row);
  };

  useEffect(() => formOpened(key), [key]);
  useEffect(() => {
    if (waiting.some((item) => item.arrived))
      void takeArrived(waiting, take, keep).then(() => syncDraft(key));
  });

  return {
    waiting,
    queue: (cell, accept) => ({
      list: waiting.filter((item) => item.cell === cell && !item.arrived),
      /* The draft is on the device before them: they may leave without this page. */
      add: (files) =>
        void keep().then(() => {
          const [code] = placeOfCell(cell);
          addFiles({ account, client, place, cell, many: many(code), label }, files, accept);
        }),
      again: (item) => again(item.id),
      drop: (id) => void drop(id),
    }),
    remove(cell, id) {
      const [code, row] = placeOfCell(cell);
      const rest = handle.value(code, row).split(',');
      handle.type(code, rest.filter((each) => each !== String(id)).join(','), row);
    },
  };
}
