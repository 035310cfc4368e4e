/*
 * The form of a step, filled in by the client in guided pages: each keystroke is kept, a dropped connection changes nothing
 * but when it leaves (CASE-07, CASE-34).
 */
import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import crumb from '@/components/BackLink.module.css';
import { Gone, isGone } from '@/components/guide/Gone';
import { GuideForm } from '@/components/guide/GuideForm';
import style from '@/components/guide/Guide.module.css';
import { useGuide } from '@/components/guide/use-guide';
import { Notice } from '@/components/Notice';
import { Blocks, Failure } from '@/components/states';
import { momentFull } from '@/lib/format';
import { StepDone } from './StepDone';
import { useStepGuide, type StepAddress, type StepStart } from '../use-step-guide';

function Back({ client, start }: { client: number; start: StepStart | null }) {
  const { t } = useTranslation();
  const { t: w } = useTranslation('work');
  const own = { client: String(client) };
  return (
    <nav aria-label={t('nav.breadcrumb')} className={crumb.crumb}>
      {start ? (
        <Link
          to="/clients/$client/cases/$case"
          params={{ ...own, case: String(start.form.case.id) }}
          className={crumb.back}
        >
          <IconChevronLeft size={18} aria-hidden="true" />
          {start.form.case.title}
        </Link>
      ) : (
        <Link to="/clients/$client/cases" params={own} className={crumb.back}>
          <IconChevronLeft size={18} aria-hidden="true" />
          {w('answers.toCases')}
        </Link>
      )}
    </nav>
  );
}

type RunningProps = { start: StepStart; client: number; again: () => void };

function Running({ start, client, again }: RunningProps) {
  const { t } = useTranslation('work');
  const guide = useGuide(start.def, start.engine, start.draft);
  const { sent_at: sent } = start.form;
  return (
    <>
      {sent !== null && (
        <Notice tone="blue">{t('answers.again', { date: momentFull(sent) })}</Notice>
      )}
      <GuideForm
        guide={guide}
        onStale={again}
        done={(of) => <StepDone {...of} client={client} of={start.form.case} />}
      />
    </>
  );
}

function NotThere({ client }: { client: number }) {
  const { t } = useTranslation('work');
  return (
    <Gone
      title={t('answers.goneTitle')}
      action={
        <ButtonLink
          variant="default"
          to="/clients/$client/cases"
          params={{ client: String(client) }}
        >
          {t('answers.toCases')}
        </ButtonLink>
      }
    >
      {t('answers.gone')}
    </Gone>
  );
}

export function StepPage(address: StepAddress) {
  const { start, turn, error, retry, again } = useStepGuide(address);
  const failed = error && !start;
  const gone = failed && isGone(error);
  return (
    <div className={style.page}>
      <Back client={address.client} start={start} />
      {failed && !gone && <Failure error={error} retry={retry} />}
      {gone && <NotThere client={address.client} />}
      {!failed && !start && <Blocks heights={[70, 8, 320]} />}
      {start && <Running key={turn} start={start} client={address.client} again={again} />}
    </div>
  );
}
