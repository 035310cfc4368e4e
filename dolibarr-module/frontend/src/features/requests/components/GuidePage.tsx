/*
 * The guided request: one page of questions at a time, then everything to read again, then sent. Each keystroke is kept;
 * a dropped connection changes nothing but when it leaves.
 */
import { useTranslation } from 'react-i18next';
import { BackLink } from '@/components/BackLink';
import { ButtonLink } from '@/components/Button';
import { Card } from '@/components/Card';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Empty, Failure } from '@/components/states';
import { IconFolderOff } from '@tabler/icons-react';
import { toProblem } from '@/lib/api/problem';
import { GuideForm } from '@/components/guide/GuideForm';
import { useGuide } from '@/components/guide/use-guide';
import style from '@/components/guide/Guide.module.css';
import { useGuideStart, type GuideAddress } from '../draft/use-start';
import { GuideDone } from './GuideDone';

type ReadyProps = {
  start: ReturnType<typeof useGuideStart>;
  client: number;
};

function Ready({ start, client }: ReadyProps) {
  const { form, engine, draft } = start;
  if (!form || !draft) return null;
  return <Running form={form} engine={engine} draft={draft} client={client} />;
}

type RunningProps = { client: number } & {
  form: NonNullable<ReadyProps['start']['form']>;
  engine: ReadyProps['start']['engine'];
  draft: NonNullable<ReadyProps['start']['draft']>;
};

function Running({ form, engine, draft, client }: RunningProps) {
  const guide = useGuide(form, engine, draft);
  return (
    <GuideForm
      guide={guide}
      done={(state) => <GuideDone state={state} client={client} label={guide.form.label} />}
    />
  );
}

function Gone({ client }: { client: number }) {
  const { t } = useTranslation('work');
  return (
    <Card>
      <Empty
        icon={<IconFolderOff size={24} />}
        title={t('guide.goneTitle')}
        action={
          <ButtonLink
            variant="default"
            to="/clients/$client/services"
            params={{ client: String(client) }}
          >
            {t('guide.seeAll')}
          </ButtonLink>
        }
      >
        {t('guide.gone')}
      </Empty>
    </Card>
  );
}

export function GuidePage({ address }: { address: GuideAddress }) {
  const { t } = useTranslation('work');
  const start = useGuideStart(address);
  const problem = start.error && !start.draft ? toProblem(start.error) : null;
  const gone = problem !== null && (problem.status === 404 || problem.status === 409);
  return (
    <div className={style.page}>
      <BackLink to="/clients/$client/services" client={address.client}>
        {t('new.title')}
      </BackLink>
      {problem && !gone && <Failure error={start.error} retry={start.retry} />}
      {gone && <Gone client={address.client} />}
      {!problem && !start.draft && (
        <>
          <PageTitle name={t('new.title')}>{'\u00a0'}</PageTitle>
          <Blocks heights={[8, 320]} />
        </>
      )}
      {start.draft && <Ready start={start} client={address.client} />}
    </div>
  );
}
