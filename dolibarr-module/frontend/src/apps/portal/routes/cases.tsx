/* My cases and one case. */
import { getRouteApi } from '@tanstack/react-router';
import { CasePage } from '@/features/cases/components/CasePage';
import { TaskPage } from '@/features/cases/components/TaskPage';
import { StepPage } from '@/features/cases/components/StepPage';
import { CasesPage } from '@/features/cases/components/CasesPage';

const list = getRouteApi('/clients/$client/cases');
const one = getRouteApi('/clients/$client/cases/$case');
const task = getRouteApi('/clients/$client/tasks/$task');
const step = getRouteApi('/clients/$client/steps/$step');
const shell = getRouteApi('/clients/$client');

export function CasesRoute() {
  return <CasesPage client={Number(list.useParams().client)} filter={list.useSearch()} />;
}

export function CaseRoute() {
  const params = one.useParams();
  const { tab, tag, action, piece, task: todo } = one.useSearch();
  const at = action ? `action-${action}` : piece ? `piece-${piece}` : todo ? `task-${todo}` : null;
  return (
    <CasePage
      key={params.case}
      client={Number(params.client)}
      id={Number(params.case)}
      tab={tab ?? 'summary'}
      tag={tag ?? null}
      at={at}
    />
  );
}

export function StepRoute() {
  const params = step.useParams();
  const { me } = shell.useRouteContext();
  return (
    <StepPage
      key={params.step}
      client={Number(params.client)}
      account={me.account.id}
      step={Number(params.step)}
    />
  );
}

export function TaskRoute() {
  const params = task.useParams();
  return <TaskPage key={params.task} client={Number(params.client)} task={Number(params.task)} />;
}
