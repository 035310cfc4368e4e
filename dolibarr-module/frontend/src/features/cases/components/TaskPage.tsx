/* A task that hangs on no case: the page that its place among what waits leads to. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { BackLink } from '@/components/BackLink';
import { Card } from '@/components/Card';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Failure } from '@/components/states';
import { taskQuery } from '../api/case-tasks';
import { TaskBody } from './TaskSheet';

export function TaskPage({ client, task }: { client: number; task: number }) {
  const { t } = useTranslation();
  const query = useQuery(taskQuery(client, task));
  return (
    <>
      <BackLink to="/clients/$client" client={client}>
        {t('nav.home')}
      </BackLink>
      {query.isPending && <Blocks heights={[40, 240]} />}
      {query.isError && !query.data && (
        <Failure error={query.error} retry={() => void query.refetch()} />
      )}
      {query.data && (
        <>
          <PageTitle name={query.data.title} />
          <Card>
            <TaskBody item={query.data} client={client} id={query.data.case?.id ?? 0} />
          </Card>
        </>
      )}
    </>
  );
}
