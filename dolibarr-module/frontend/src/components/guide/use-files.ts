/* The file fields of a form: what waits at each, and what arrived, which becomes the answer. */
import { useEffect } from 'react';
import type { DepositQueue } from '@/components/Deposit';
import type { FormHandle } from '@/components/form/use-form';
import { again, drop, useWaiting, type Waiting } from '@/lib/outbox/outbox';
import { addFiles, takeArrived, type DraftFile } from './files';
import { placeOfDraft, type LocalDraft } from './store';
import type { Change } from './use-guide';

export type Files = {
  waiting: Waiting[];
  queue: (cell: string, accept?: string) => DepositQueue;
  remove: (cell: string, id: number) => void;
};

type Parts = {
  draft: LocalDraft;
  handle: FormHandle;
  keep: () => Promise<void>;
  change: Change;
  many: (code: string) => boolean;
};

const at = (cell: string): [string, number | undefined] => {
  const [code = '', row] = cell.split('#');
  return [code, row === undefined ? undefined : Number(row)];
};

export function useFiles({ draft, handle, keep, change, many }: Parts): Files {
  const { key, account, client, label } = draft;
  const place = placeOfDraft(key);
  const waiting = useWaiting(place);

  const take = (cell: string, file: DraftFile): void => {
    const [code, row] = at(cell);
    const old = many(code) ? handle.value(code, row).split(',').filter(Boolean) : [];
    change((now) => ({ files: [...now.files.filter((each) => each.id !== file.id), file] }));
    handle.type(code, [...new Set([...old, String(file.id)])].join(','), row);
  };

  useEffect(() => {
    if (waiting.some((item) => item.arrived)) takeArrived(waiting, take);
  });

  return {
    waiting,
    queue: (cell, accept) => ({
      list: waiting.filter((item) => item.cell === cell),
      /* The draft is on the device before them: they may leave without this page. */
      add: (files) =>
        void keep().then(() => addFiles({ account, client, place, cell, label }, files, accept)),
      again: (item) => again(item.id),
      drop,
    }),
    remove(cell, id) {
      const [code, row] = at(cell);
      const rest = handle.value(code, row).split(',');
      handle.type(code, rest.filter((each) => each !== String(id)).join(','), row);
    },
  };
}
