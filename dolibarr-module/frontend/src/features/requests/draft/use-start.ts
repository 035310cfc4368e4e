/*
 * Where a request being written is found: this device first, then the service. The form and its rules are those that the
 * draft was begun with.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { typedOf } from '@/components/guide/answers';
import { openEngine } from '@/components/guide/engine';
import { getDraft, type LocalDraft } from '@/components/guide/store';
import type { PageDef } from '@/components/form/types';
import { requestFormQuery, serviceFormQuery } from '../api/read-form';
import { requestQuery } from '../api/read-request';

export type GuideAddress = {
  client: number;
  account: number;
  kind: string;
  service: number | null;
  draft: string;
  request: number | null;
};

type Start = { draft: LocalDraft | null; request: number | null };

/* The device's draft, else the number that the service knows it by. */
function useStart({ draft, request }: GuideAddress): Start | null {
  const [start, setStart] = useState<Start | null>(null);
  useEffect(() => {
    let alive = true;
    void getDraft(draft).then((found) => {
      if (alive) setStart({ draft: found, request: found?.request ?? request });
    });
    return () => {
      alive = false;
    };
    // Only where it starts: what follows is kept here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [draft]);
  return start;
}

function useRemote(address: GuideAddress, start: Start | null) {
  const wanted = start !== null && start.draft === null && start.request !== null;
  return useQuery({
    ...requestQuery(address.client, start?.request ?? 0),
    enabled: wanted,
    staleTime: 0,
  });
}

function useFormOf(address: GuideAddress, start: Start | null) {
  const begun = start?.request ?? null;
  const old = useQuery({
    ...requestFormQuery(address.client, begun ?? 0),
    enabled: start !== null && begun !== null,
  });
  const fresh = useQuery({
    ...serviceFormQuery(address.client, address.kind, address.service),
    enabled: start !== null && begun === null,
  });
  return begun !== null ? old : fresh;
}

function empty(address: GuideAddress, label: string): LocalDraft {
  return {
    key: address.draft,
    account: address.account,
    client: address.client,
    kind: address.kind,
    service: address.service,
    label,
    typed: [],
    rows: [],
    answers: {},
    files: [],
    message: '',
    page: '',
    changedAt: Date.now(),
    saved: true,
    sending: false,
    consent: false,
    request: null,
  };
}

export function useGuideStart(address: GuideAddress) {
  const start = useStart(address);
  const remote = useRemote(address, start);
  const form = useFormOf(address, start);
  const engine = useQuery({
    queryKey: ['engine', form.data?.definition ?? 0, address.draft],
    queryFn: () => openEngine(form.data ?? null),
    enabled: form.data !== undefined,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const waits = start?.draft === null && start.request !== null && remote.isPending;
  const ready = form.data && !engine.isPending && start && !waits;
  const draft = useMemo(() => {
    if (!ready || !form.data) return null;
    if (start.draft) return start.draft;
    const made = empty(address, form.data.label);
    if (!remote.data?.answers) return made;
    const from = typedOf((form.data.form?.pages ?? []) as PageDef[], remote.data.answers);
    return {
      ...made,
      ...from,
      message: remote.data.message ?? '',
      files: remote.data.files.map(({ id, name, size }) => ({ id, name, size })),
      page: remote.data.page ?? '',
      request: remote.data.id,
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when everything is there
  }, [ready]);
  return {
    error: form.error ?? remote.error,
    retry: () => void (form.isError ? form.refetch() : remote.refetch()),
    form: form.data ?? null,
    engine: engine.data ?? null,
    draft,
  };
}
