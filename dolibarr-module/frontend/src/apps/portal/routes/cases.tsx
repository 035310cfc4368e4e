/* My cases and one case. */
import { getRouteApi } from '@tanstack/react-router';
import { CasePage } from '@/features/cases/components/CasePage';
import { CasesPage } from '@/features/cases/components/CasesPage';

const list = getRouteApi('/clients/$client/cases');
const one = getRouteApi('/clients/$client/cases/$case');

export function CasesRoute() {
  return <CasesPage client={Number(list.useParams().client)} filter={list.useSearch().class} />;
}

export function CaseRoute() {
  const params = one.useParams();
  return (
    <CasePage
      key={params.case}
      client={Number(params.client)}
      id={Number(params.case)}
      tab={one.useSearch().tab ?? 'summary'}
    />
  );
}
