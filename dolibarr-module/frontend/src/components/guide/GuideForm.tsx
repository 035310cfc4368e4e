/* Pages of questions with their progress, then the review, then what became of it. */
import { IconCloudCheck, IconCloudOff, IconDeviceMobile } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Card } from '@/components/Card';
import { firstWrong } from '@/components/form/first-wrong';
import { FormPage } from '@/components/form/FormPage';
import { labelText, type PageDef } from '@/components/form/types';
import { Notice } from '@/components/Notice';
import { PageTitle } from '@/components/PageTitle';
import type { DoneOf } from './Done';
import type { Guide } from './use-guide';
import type { SyncState } from './sync';
import { Review } from './Review';
import { useFormContext } from './use-form-context';
import { useOnline } from './use-online';
import { useGuideWord } from './use-words';
import control from '@/styles/control.module.css';
import style from './Guide.module.css';

const REVIEW = 'review';

/* Where what was typed is: with the firm, or on this device until the network is back. */
function Kept({ guide }: { guide: Guide }) {
  const { t } = useTranslation('work');
  const online = useOnline();
  const device = !online || guide.sync.state === 'waiting' || guide.sync.state === 'refused';
  const word = device ? 'device' : guide.sync.state === 'saving' ? 'saving' : 'saved';
  const touched = guide.draft.changedAt > 0 && (guide.draft.typed.length > 0 || device);
  const Icon = device ? IconDeviceMobile : IconCloudCheck;
  return (
    <p className={style.kept} role="status" data-quiet={!touched || undefined}>
      <Icon size={18} aria-hidden="true" />
      {t(`guide.${word}`)}
    </p>
  );
}

function Progress({ guide, pages, at }: { guide: Guide; pages: PageDef[]; at: number }) {
  const { t, i18n } = useTranslation('work');
  const word = useGuideWord(guide);
  const of = pages.length + 1;
  const name = at < pages.length ? labelText(pages[at]?.label, i18n.language) : word('review');
  return (
    <div className={style.progress}>
      <p className={style.where}>
        <strong>{t('guide.step', { n: at + 1, of })}</strong> {name}
      </p>
      <div className={style.bars} aria-hidden="true">
        {Array.from({ length: of }, (_, i) => (
          <span key={i} data-state={i < at ? 'done' : i === at ? 'current' : 'todo'} />
        ))}
      </div>
    </div>
  );
}

const visible = (guide: Guide): PageDef[] =>
  guide.pages.filter((page) => guide.engine?.page(page.code).visible ?? true);

type StepProps = {
  guide: Guide;
  page: PageDef;
  last: boolean;
  onNext: () => void;
  onBack?: () => void;
};

function Step({ guide, page, last, onNext, onBack }: StepProps) {
  const { t, i18n } = useTranslation('work');
  const word = useGuideWord(guide);
  const context = useFormContext(guide);
  const [asked, setAsked] = useState(0);
  const box = useRef<HTMLFormElement>(null);
  const wrong = asked > 0 ? (guide.engine?.page(page.code).problems ?? 0) : 0;
  useEffect(() => {
    if (asked === 0) return;
    firstWrong(box.current)?.focus();
  }, [asked]);
  return (
    <form
      ref={box}
      noValidate
      className={style.step}
      onSubmit={(event) => {
        event.preventDefault();
        if (guide.handle.attempt(page)) onNext();
        else setAsked((n) => n + 1);
      }}
    >
      <Card title={labelText(page.label, i18n.language)}>
        <FormPage page={page} context={context} />
      </Card>
      {wrong > 0 && <Notice tone="red">{t('guide.fix', { count: wrong })}</Notice>}
      <div className={control.bar}>
        <Kept guide={guide} />
        {onBack && (
          <Button variant="default" onClick={onBack}>
            {t('guide.back')}
          </Button>
        )}
        <Button type="submit">{last ? word('review') : t('guide.next')}</Button>
      </div>
    </form>
  );
}

type Props = {
  guide: Guide;
  /* What is shown once it has left. */
  done: (of: DoneOf) => ReactNode;
  /* The form is not what it was: it is read again. */
  onStale?: () => void;
};

export function GuideForm({ guide, done: after, onStale }: Props) {
  const { t } = useTranslation('work');
  const online = useOnline();
  const pages = visible(guide);
  const [done, setDone] = useState<SyncState | null>(
    guide.draft.sending ? { state: 'waiting' } : null,
  );
  const known = pages.findIndex((page) => page.code === guide.draft.page);
  const at = guide.draft.page === REVIEW || pages.length === 0 ? pages.length : Math.max(0, known);
  const page = pages[at];
  const go = (to: number): void => {
    guide.change({ page: pages[to]?.code ?? REVIEW });
    window.scrollTo({ top: 0 });
  };
  /* Refused when it left at last: what is to mend is said where it was confirmed. */
  if (done && guide.sync.state !== 'refused')
    return after({
      state: done,
      draft: guide.draft.key,
      onHold: () => {
        guide.hold();
        setDone(null);
      },
    });
  return (
    <>
      <PageTitle name={guide.form.label} lead={at === 0 ? guide.form.description : undefined} />
      <Progress guide={guide} pages={pages} at={at} />
      {!online && (
        <p className={style.offline} role="status">
          <IconCloudOff size={20} aria-hidden="true" />
          {t('guide.offline')}
        </p>
      )}
      {page ? (
        <Step
          key={page.code}
          guide={guide}
          page={page}
          last={at === pages.length - 1}
          onNext={() => go(at + 1)}
          {...(at > 0 ? { onBack: () => go(at - 1) } : {})}
        />
      ) : (
        <Review
          guide={guide}
          pages={pages}
          onChange={go}
          onDone={setDone}
          {...(onStale ? { onStale } : {})}
          {...(pages.length > 0 ? { onBack: () => go(pages.length - 1) } : {})}
        />
      )}
    </>
  );
}
