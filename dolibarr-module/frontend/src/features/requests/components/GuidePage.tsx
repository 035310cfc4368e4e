/*
 * The guided request: one page of questions at a time, then everything to read again, then sent. Each keystroke is kept;
 * a dropped connection changes nothing but when it leaves.
 */
import { useTranslation } from 'react-i18next';
import { BackLink } from '@/components/BackLink';
import { ButtonLink } from '@/components/Button';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Failure } from '@/components/states';
import { Gone, isGone } from '@/components/guide/Gone';
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
      done={(of) => <GuideDone {...of} client={client} label={guide.form.label} />}
    />
  );
}

function NotThere({ client }: { client: number }) {
  const { t } = useTranslation('work');
  return (
    <Gone
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
    </Gone>
  );
}

export function GuidePage({ address }: { address: GuideAddress }) {
  const { t } = useTranslation('work');
  const start = useGuideStart(address);
  const failed = start.error && !start.draft;
  const gone = failed && isGone(start.error);
  return (
    <div className={style.page}>
      <BackLink to="/clients/$client/services" client={address.client}>
        {t('new.title')}
      </BackLink>
      {failed && !gone && <Failure error={start.error} retry={start.retry} />}
      {gone && <NotThere client={address.client} />}
      {!failed && !start.draft && (
        <>
          <PageTitle name={t('new.title')}>{'\u00a0'}</PageTitle>
          <Blocks heights={[8, 320]} />
        </>
      )}
      {start.draft && <Ready start={start} client={address.client} />}
    </div>
  );
}
