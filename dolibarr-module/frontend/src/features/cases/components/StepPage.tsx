/*
 * The form of a step, filled in by the client in guided pages: each keystroke is kept, a dropped connection changes nothing
 * but when it leaves (CASE-07, CASE-34).
 */
import { IconChevronLeft, IconFolderOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { Card } from '@/components/Card';
import crumb from '@/components/BackLink.module.css';
import { GuideForm } from '@/components/guide/GuideForm';
import style from '@/components/guide/Guide.module.css';
import { useGuide } from '@/components/guide/use-guide';
import { Notice } from '@/components/Notice';
import { Blocks, Empty, Failure } from '@/components/states';
import { momentFull } from '@/lib/format';
import { toProblem } from '@/lib/api/problem';
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
        done={(state) => <StepDone state={state} client={client} of={start.form.case} />}
      />
    </>
  );
}

function Gone({ client }: { client: number }) {
  const { t } = useTranslation('work');
  return (
    <Card>
      <Empty
        icon={<IconFolderOff size={24} />}
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
      </Empty>
    </Card>
  );
}

export function StepPage(address: StepAddress) {
  const { start, turn, error, retry, again } = useStepGuide(address);
  const problem = error && !start ? toProblem(error) : null;
  const gone = problem !== null && (problem.status === 404 || problem.status === 409);
  return (
    <div className={style.page}>
      <Back client={address.client} start={start} />
      {problem && !gone && <Failure error={error} retry={retry} />}
      {gone && <Gone client={address.client} />}
      {!problem && !start && <Blocks heights={[70, 8, 320]} />}
      {start && <Running key={turn} start={start} client={address.client} again={again} />}
    </div>
  );
}
