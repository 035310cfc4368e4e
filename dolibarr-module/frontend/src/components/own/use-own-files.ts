/* The file fields among the firm's own: what waits at each, and what arrived. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FileHost } from '@/components/guide/FileField';
import { addFiles, takeArrived, type DraftFile } from '@/components/guide/files';
import { placeOfCell } from '@/components/guide/held';
import type { FormHandle } from '@/components/form/use-form';
import type { PageDef } from '@/components/form/types';
import { meQuery } from '@/lib/api/me';
import { again, drop, useWaiting } from '@/lib/outbox/outbox';
import { ownOpened, placeOfOwn, type OwnPlace } from './files';

type Parts = {
  at: OwnPlace & { client: number; label: string };
  page: PageDef;
  handle: FormHandle;
  known: DraftFile[];
};

const none = (): Promise<void> => Promise.resolve();

export function useOwnFiles({ at, page, handle, known }: Parts): FileHost {
  const account = useQuery({ ...meQuery, enabled: false }).data?.account.id ?? 0;
  const place = placeOfOwn(at);
  const waiting = useWaiting(place);
  const [more, setMore] = useState<DraftFile[]>([]);
  const many = (code: string): boolean => {
    const [name, column] = code.split('.');
    const field = page.fields.find((each) => each.code === name);
    return (column ? field?.columns?.find((each) => each.code === column) : field)?.many === true;
  };
  const ids = (cell: string): string[] =>
    handle
      .value(...placeOfCell(cell))
      .split(',')
      .filter(Boolean);
  const put = (cell: string, all: string[]): void => {
    const [code, row] = placeOfCell(cell);
    handle.type(code, [...new Set(all)].join(','), row);
  };
  useEffect(() => ownOpened(place), [place]);
  useEffect(() => {
    if (waiting.some((item) => item.arrived))
      void takeArrived(
        waiting,
        (cell, file) => {
          setMore((now) => [...now, file]);
          put(cell, [...(many(placeOfCell(cell)[0]) ? ids(cell) : []), String(file.id)]);
        },
        none,
      );
  });
  return {
    client: at.client,
    known: [...known, ...more],
    value: handle.value,
    queue: (cell, accept) => ({
      list: waiting.filter((item) => item.cell === cell && !item.arrived),
      add: (files) => {
        const { client, label } = at;
        const of = { account, client, place, cell, label, many: many(placeOfCell(cell)[0]) };
        addFiles(of, files, accept);
      },
      again: (item) => again(item.id),
      drop: (id) => void drop(id),
    }),
    remove: (cell, id) =>
      put(
        cell,
        ids(cell).filter((each) => each !== String(id)),
      ),
  };
}
