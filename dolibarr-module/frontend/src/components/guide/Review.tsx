/* Everything once more before it leaves: answers by page, a word for the adviser, the price agreed to. */
import { Checkbox } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Card } from '@/components/Card';
import { labelText, type FieldDef, type PageDef } from '@/components/form/types';
import { Notice } from '@/components/Notice';
import { RichView } from '@/components/rich/RichView';
import type { Problem } from '@/lib/api/problem';
import { useSentences } from '@/lib/i18n/problem';
import { isRefused, type Waiting } from '@/lib/outbox/outbox';
import { fieldsOf } from './answers';
import { namesOf } from './files';
import { readable } from '@/components/form/readable';
import type { SyncState } from './sync';
import type { Guide } from './use-guide';
import { Conflict } from './Conflict';
import { useOnline } from './use-online';
import { useGuideWord } from './use-words';
import answers from '@/styles/answers.module.css';
import control from '@/styles/control.module.css';
import style from './Review.module.css';

type Props = {
  guide: Guide;
  pages: PageDef[];
  onChange: (page: number) => void;
  onBack?: () => void;
  onDone: (state: SyncState) => void;
  onStale?: () => void;
};

function useText(guide: Guide): (field: FieldDef) => string {
  const { t, i18n } = useTranslation('work');
  const words = { yes: t('guide.yes'), no: t('guide.no') };
  const named = (cell: string, text: string): string =>
    [
      namesOf(guide.draft, text),
      ...guide.files.waiting
        .filter((item) => item.cell === cell && !isRefused(item))
        .map(({ name }) => t('guide.fileWaits', { name })),
    ]
      .filter(Boolean)
      .join(', ');
  const said = (field: FieldDef, cell: string, text: string): string =>
    field.type === 'file' ? named(cell, text) : readable(field, text, i18n.language, words);
  return (field) => {
    const { code } = field;
    if (field.type !== 'table')
      return said(field, code, guide.handle.state(code).text || guide.handle.value(code));
    return Array.from({ length: guide.handle.rows(code) }, (_, row) =>
      (field.columns ?? [])
        .map((column) => `${code}.${column.code}`)
        .map((cell, i) =>
          said(field.columns?.[i] ?? field, `${cell}#${row}`, guide.handle.value(cell, row)),
        )
        .filter(Boolean)
        .join(' · '),
    ).join('\n');
  };
}

function Answers({ guide, page, onChange }: { guide: Guide; page: PageDef; onChange: () => void }) {
  const { t, i18n } = useTranslation('work');
  const text = useText(guide);
  const name = labelText(page.label, i18n.language);
  const rows = fieldsOf([page]).filter((field) => guide.handle.state(field.code).visible);
  const change = (
    <button
      type="button"
      className={style.change}
      aria-label={t('guide.changePage', { page: name })}
      onClick={onChange}
    >
      {t('guide.change')}
    </button>
  );
  return (
    <Card title={name} action={change}>
      {rows.length === 0 && <p className={style.quiet}>{t('guide.nothingOnPage')}</p>}
      <dl className={answers.answers}>
        {rows.map((field) => {
          const answer = text(field);
          return (
            <div key={field.code}>
              <dt>{labelText(field.label, i18n.language)}</dt>
              <dd data-none={answer === '' || undefined}>
                {field.type === 'rich' && answer !== '' ? (
                  <RichView value={guide.handle.value(field.code)} />
                ) : (
                  answer || t('guide.noAnswer')
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}

function Word({ guide }: { guide: Guide }) {
  const { t } = useTranslation('work');
  const id = useId();
  return (
    <Card>
      <label htmlFor={id} className={style.label}>
        {t('guide.message')}
      </label>
      <p id={`${id}-help`} className={style.help}>
        {t('guide.messageHelp')}
      </p>
      <textarea
        id={id}
        className={control.area}
        rows={3}
        maxLength={5000}
        aria-describedby={`${id}-help`}
        value={guide.draft.message}
        onChange={(event) => guide.change({ message: event.target.value })}
      />
    </Card>
  );
}

function Consent({ guide, missing }: { guide: Guide; missing: boolean }) {
  const { t } = useTranslation('work');
  if (guide.form.consent === '') return null;
  return (
    <Card title={t('guide.consentTitle')}>
      <Checkbox
        label={guide.form.consent}
        checked={guide.draft.consent}
        error={missing ? t('guide.consentNeeded') : undefined}
        onChange={(event) => guide.change({ consent: event.currentTarget.checked })}
      />
    </Card>
  );
}

/* Pages that hold something to mend, by the same rules as the service's. */
const toFix = (guide: Guide, pages: PageDef[]): number[] =>
  pages.flatMap((page, i) => ((guide.engine?.page(page.code).problems ?? 0) > 0 ? [i] : []));

type LateFiles = { refused: string; unkept: string; waiting: string; stops: boolean };

/* Files that are not with the firm: what was refused or cannot be kept here stops the sending, the rest leaves first. */
function lateFiles(guide: Guide): LateFiles {
  const { waiting } = guide.files;
  const names = (list: Waiting[]): string => list.map(({ name }) => name).join(', ');
  const refused = waiting.filter(isRefused);
  const unkept = waiting.filter(
    (item) => !isRefused(item) && (item.keeping === 'full' || item.keeping === 'refused'),
  );
  const rest = waiting.filter((item) => !refused.includes(item) && !unkept.includes(item));
  return {
    refused: names(refused),
    unkept: names(unkept),
    waiting: names(rest),
    stops: refused.length + unkept.length > 0,
  };
}

function Late({ late, step }: { late: LateFiles; step: boolean }) {
  const { t } = useTranslation('work');
  return (
    <>
      {late.refused !== '' && (
        <Notice tone="red">{t('guide.filesRefused', { names: late.refused })}</Notice>
      )}
      {late.unkept !== '' && (
        <Notice tone="amber">{t('guide.filesUnkept', { names: late.unkept })}</Notice>
      )}
      {late.waiting !== '' && (
        <Notice tone="amber">
          {t(step ? 'answers.filesFirst' : 'guide.filesFirst', { names: late.waiting })}
        </Notice>
      )}
    </>
  );
}

export function Review({ guide, pages, onChange, onBack, onDone, onStale }: Props) {
  const { t, i18n } = useTranslation('work');
  const word = useGuideWord(guide);
  const online = useOnline();
  const [pending, setPending] = useState(false);
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(
    guide.sync.state === 'refused' ? guide.sync.problem : null,
  );
  const say = useSentences(refused !== null);
  const conflict = refused?.conflict ?? null;
  const broken = toFix(guide, pages);
  const late = lateFiles(guide);
  const needs = guide.form.consent !== '' && !guide.draft.consent;
  const send = async (): Promise<void> => {
    setAsked(true);
    if (broken.length > 0 || needs || pending || late.stops) return;
    setPending(true);
    setRefused(null);
    const state = await guide.send();
    setPending(false);
    if (state.state !== 'refused') onDone(state);
    else {
      setRefused(state.problem);
      if (state.problem.key === 'step.form_changed') onStale?.();
    }
  };
  const names = broken.map((i) => labelText(pages[i]?.label, i18n.language)).join(', ');
  return (
    <section className={style.review} aria-label={t('guide.reviewTitle')}>
      <p className={style.lead}>{t('guide.reviewLead')}</p>
      {pages.map((page, i) => (
        <Answers key={page.code} guide={guide} page={page} onChange={() => onChange(i)} />
      ))}
      {!guide.draft.step && <Word guide={guide} />}
      <Consent guide={guide} missing={asked && needs} />
      {broken.length > 0 && <Notice tone="red">{t('guide.pagesToFix', { pages: names })}</Notice>}
      <Late late={late} step={guide.draft.step !== undefined} />
      {refused && !conflict && <Notice tone="red">{say.problem(refused)}</Notice>}
      {conflict && <Conflict guide={guide} conflict={conflict} onChosen={() => void send()} />}
      {!conflict && (
        <div className={control.bar}>
          {onBack && (
            <Button variant="default" onClick={onBack}>
              {t('guide.back')}
            </Button>
          )}
          <Button loading={pending} onClick={() => void send()}>
            {word(online && late.waiting === '' ? 'send' : 'sendLater')}
          </Button>
        </div>
      )}
    </section>
  );
}
