/*
 * The file fields of a draft: the draft of a request goes up first, so that the file has something to hang on, then the
 * file, then its number becomes the answer. A connection that comes back takes up what it left.
 */
import { useCallback, useEffect } from 'react';
import type { DepositQueue } from '@/components/Deposit';
import type { FormHandle } from '@/components/form/use-form';
import { networkProblem } from '@/lib/api/problem';
import { upload } from '@/lib/api/upload';
import { addFiles, dropFile, sendFile, takeArrived, useWaiting, type DraftFile } from './files';
import { getDraft, type LocalDraft, type StepPlace } from './store';
import { syncDraft } from './sync';
import type { Change } from './use-guide';

export type Files = {
  waiting: ReturnType<typeof useWaiting>;
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

async function numberOf(key: string, keep: () => Promise<void>): Promise<number> {
  const known = (await getDraft(key))?.request;
  if (known) return known;
  await keep();
  const state = await syncDraft(key);
  if (state.state === 'refused') throw state.problem;
  const made = (await getDraft(key))?.request;
  if (!made) throw networkProblem();
  return made;
}

/* What its files hang on: the request, once the service knows the draft; the step, which is there. */
async function placeOf(
  step: StepPlace | undefined,
  key: string,
  keep: () => Promise<void>,
): Promise<{ object: 'request' | 'step'; id: number }> {
  return step
    ? { object: 'step', id: step.id }
    : { object: 'request', id: await numberOf(key, keep) };
}

export function useFiles({ draft, handle, keep, change, many }: Parts): Files {
  const { key, client, step } = draft;
  const waiting = useWaiting(key);

  const send = useCallback(
    async (file: File, onPart: (part: number) => void) =>
      upload({ client, ...(await placeOf(step, key, keep)) }, file, onPart),
    [client, keep, key, step],
  );

  const take = (cell: string, file: DraftFile): void => {
    const [code, row] = at(cell);
    const old = many(code) ? handle.value(code, row).split(',').filter(Boolean) : [];
    change((now) => ({ files: [...now.files.filter((each) => each.id !== file.id), file] }));
    handle.type(code, [...new Set([...old, String(file.id)])].join(','), row);
  };

  useEffect(() => {
    if (waiting.some((item) => item.arrived)) takeArrived(key, take);
  });

  useEffect(() => {
    const again = (): void => {
      for (const item of waiting) if (item.problem?.transient) void sendFile(key, item, send);
    };
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [key, send, waiting]);

  return {
    waiting,
    queue: (cell, accept) => ({
      list: waiting.filter((item) => item.cell === cell),
      add: (files) => addFiles(key, cell, files, accept, send),
      again: (item) => void sendFile(key, item, send),
      drop: (id) => dropFile(key, id),
    }),
    remove(cell, id) {
      const [code, row] = at(cell);
      const rest = handle.value(code, row).split(',');
      handle.type(code, rest.filter((each) => each !== String(id)).join(','), row);
    },
  };
}
