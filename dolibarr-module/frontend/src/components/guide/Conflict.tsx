/*
 * Somebody of the firm wrote the same answers meanwhile: both are shown, the person chooses field by field, then sends.
 */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Card } from '@/components/Card';
import { readable } from '@/components/form/readable';
import { labelText, type FieldDef } from '@/components/form/types';
import type { Conflict as Facts } from '@/lib/api/problem';
import answers from '@/styles/answers.module.css';
import { fieldsOf, typedOf } from './answers';
import { namesOf } from './files';
import type { Guide } from './use-guide';
import style from './Conflict.module.css';

type Side = 'yours' | 'theirs';
type Props = { guide: Guide; conflict: Facts; onChosen: () => void };

function useSaid(guide: Guide): (field: FieldDef, value: unknown) => string {
  const { t, i18n } = useTranslation('work');
  const words = { yes: t('guide.yes'), no: t('guide.no') };
  return (field, value) => {
    const page = { code: '', label: '', fields: [field] };
    const { typed } = typedOf([page], { [field.code]: value });
    const said = typed.map(([key, text]) => {
      const code = key.replace(/#\d+$/, '').split('.')[1];
      const one = field.columns?.find((column) => column.code === code) ?? field;
      if (one.type !== 'file') return readable(one, text, i18n.language, words);
      const known = new Map(guide.draft.files.map((file) => [String(file.id), file.name]));
      return text
        .split(',')
        .map((id) => known.get(id) ?? t('guide.file'))
        .join(', ');
    });
    return said.join(' · ') || t('guide.noAnswer');
  };
}

/* What he may only read, beside what he chooses: the choice often follows from it. */
function Beside({ guide }: { guide: Guide }) {
  const { t, i18n } = useTranslation('work');
  const words = { yes: t('guide.yes'), no: t('guide.no') };
  const read = fieldsOf(guide.pages).flatMap((field) => {
    const { visible, locked, text } = guide.handle.state(field.code);
    const own = visible && (locked || field.locked || field.computed) && field.type !== 'table';
    return own ? [{ field, text }] : [];
  });
  if (read.length === 0) return null;
  return (
    <dl className={answers.answers}>
      {read.map(({ field, text }) => (
        <div key={field.code}>
          <dt>{labelText(field.label, i18n.language)}</dt>
          <dd data-none={text === '' || undefined}>
            {(field.type === 'file'
              ? namesOf(guide.draft, text)
              : readable(field, text, i18n.language, words)) || t('guide.noAnswer')}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/* What was chosen is what the next sending is about: it no longer differs unknowingly. */
function settle(guide: Guide, conflict: Facts, chosen: Record<string, Side>): void {
  const { step } = guide.draft;
  if (!step) return;
  const stands = Object.fromEntries(conflict.fields.map(({ code, theirs }) => [code, theirs]));
  const base = { ...step.base, ...stands };
  guide.take(
    Object.fromEntries(Object.entries(stands).filter(([code]) => chosen[code] === 'theirs')),
  );
  guide.change({ step: { ...step, base, version: conflict.version ?? step.version } });
}

export function Conflict({ guide, conflict, onChosen }: Props) {
  const { t, i18n } = useTranslation('work');
  const [chosen, setChosen] = useState<Record<string, Side>>({});
  const said = useSaid(guide);
  const fields = new Map(fieldsOf(guide.pages).map((field) => [field.code, field]));
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  const complete = conflict.fields.every(({ code }) => chosen[code]);
  return (
    <Card title={t('answers.conflict')}>
      <div ref={top} className={style.all} tabIndex={-1}>
        <p className={style.lead} role="alert">
          {t('answers.conflictLead')}
        </p>
        <Beside guide={guide} />
        {conflict.fields.map(({ code, yours, theirs }) => {
          const field = fields.get(code);
          if (!field) return null;
          return (
            <fieldset key={code} className={style.field}>
              <legend>{labelText(field.label, i18n.language)}</legend>
              {(
                [
                  ['yours', yours],
                  ['theirs', theirs],
                ] as const
              ).map(([side, value]) => (
                <label key={side} className={style.side}>
                  <input
                    type="radio"
                    name={`conflict-${code}`}
                    checked={chosen[code] === side}
                    onChange={() => setChosen({ ...chosen, [code]: side })}
                  />
                  <span>
                    <span className={style.who}>{t(`answers.${side}`)}</span>
                    {said(field, value)}
                  </span>
                </label>
              ))}
            </fieldset>
          );
        })}
        <Button
          disabled={!complete}
          onClick={() => {
            settle(guide, conflict, chosen);
            onChosen();
          }}
        >
          {t('answers.sendChosen')}
        </Button>
      </div>
    </Card>
  );
}
