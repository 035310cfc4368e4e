/* Drafts to go on with: those of this device, and those of other devices that the service holds. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { onSync, syncAll } from '@/components/guide/sync';
import { listDrafts, type LocalDraft } from '@/components/guide/store';
import { requestsQuery } from '../api/list-requests';

export type DraftLine = {
  key: string;
  request: number | null;
  kind: string;
  service: number | null;
  label: string;
  icon: string;
  colour: string;
  at: number;
  /* Sent by the person, not yet by the device. */
  waiting: boolean;
};

export function useLocalDrafts(client: number, account: number): [LocalDraft[], () => void] {
  const [local, setLocal] = useState<LocalDraft[]>([]);
  const read = useCallback(() => {
    void listDrafts(account, client).then((all) => setLocal(all.filter((draft) => !draft.step)));
  }, [account, client]);
  useEffect(() => {
    read();
    void syncAll(account).then(() => read());
    return onSync((_key, state) => state.state !== 'saving' && read());
  }, [account, read]);
  return [local, read];
}

export function useDrafts(
  client: number,
  account: number,
): { lines: DraftLine[]; reread: () => void } {
  const [local, reread] = useLocalDrafts(client, account);
  const remote = useInfiniteQuery(requestsQuery(client));
  const rows = remote.data?.pages.flatMap((page) => page.rows) ?? [];
  const here = new Set(local.map((draft) => draft.key));
  const lines = [
    ...local.map((draft) => {
      const row = rows.find((each) => each.draft_key === draft.key);
      return {
        key: draft.key,
        request: draft.request,
        kind: draft.kind,
        service: draft.service,
        label: draft.label,
        icon: row?.icon ?? '',
        colour: row?.colour ?? 'slate',
        at: Math.floor(draft.changedAt / 1000),
        waiting: draft.sending,
      };
    }),
    ...rows
      .filter((row) => row.status.code === 'draft' && !here.has(row.draft_key ?? ''))
      .map((row) => ({
        key: row.draft_key ?? '',
        request: row.id,
        kind: row.kind,
        service: null,
        label: row.label,
        icon: row.icon,
        colour: row.colour,
        at: row.updated_at,
        waiting: false,
      })),
  ];
  return { lines: lines.sort((a, b) => b.at - a.at), reread };
}
