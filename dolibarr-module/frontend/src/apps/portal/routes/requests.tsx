/* What may be asked for, a request being written, my requests. */
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { GuidePage } from '@/features/requests/components/GuidePage';
import { RequestPage } from '@/features/requests/components/RequestPage';
import { RequestsPage } from '@/features/requests/components/RequestsPage';
import { ServicesPage } from '@/features/requests/components/ServicesPage';
import { newKey } from '@/components/guide/store';

const client = getRouteApi('/clients/$client');
const guide = getRouteApi('/clients/$client/services/$kind');
const one = getRouteApi('/clients/$client/requests/$request');

function useWho(): { client: number; account: number } {
  const params = client.useParams();
  const { me } = client.useRouteContext();
  return { client: Number(params.client), account: me.account.id };
}

export function ServicesRoute() {
  return <ServicesPage {...useWho()} />;
}

export function RequestsRoute() {
  return <RequestsPage {...useWho()} />;
}

export function RequestRoute() {
  const params = one.useParams();
  return (
    <RequestPage key={params.request} client={Number(params.client)} id={Number(params.request)} />
  );
}

/* The draft's key stands in the address: a reload, or the page opened again, goes on with the same draft. */
export function GuideRoute() {
  const who = useWho();
  const { kind } = guide.useParams();
  const { draft, service, request } = guide.useSearch();
  const [fresh] = useState(newKey);
  const navigate = useNavigate();
  useEffect(() => {
    if (draft) return;
    void navigate({
      to: '/clients/$client/services/$kind',
      params: { client: String(who.client), kind },
      search: { draft: fresh, ...(service ? { service } : {}) },
      replace: true,
    });
  }, [draft, fresh, kind, navigate, service, who.client]);
  const key = draft ?? fresh;
  return (
    <GuidePage
      key={key}
      address={{ ...who, kind, service: service ?? null, draft: key, request: request ?? null }}
    />
  );
}
