/*
 * The firm's own fields that it opens to the client: read as a sheet of paper, filled in where they are his to write
 * (PORT-10, PLAT-08). Nothing is drawn where none is open to him.
 */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { FormPage, type FormContext } from '@/components/form/FormPage';
import { readable } from '@/components/form/readable';
import { labelText, type FieldDef, type FormEngine } from '@/components/form/types';
import { useFormWords } from '@/components/guide/use-form-context';
import { FileField } from '@/components/guide/FileField';
import { Said } from '@/components/rich/Said';
import { openEngine } from '@/components/guide/engine';
import { typedOf } from '@/components/guide/answers';
import { FileLink } from '@/components/FileLink';
import { Notice } from '@/components/Notice';
import { fileAddress } from '@/lib/api/file-address';
import { revealOf } from '@/lib/api/reveal';
import type { FieldSheet } from '@/lib/api/types';
import { useSentences } from '@/lib/i18n/problem';
import answers from '@/styles/answers.module.css';
import type { OwnPlace } from './files';
import { useOwnFiles } from './use-own-files';
import { pageOf, useOwn, type Clash, type OwnSet, type SaveOwn } from './use-own';
import control from '@/styles/control.module.css';
import style from './OwnFields.module.css';

/* at: whose fields they are. */
type Door = {
  at: OwnPlace & { client: number; label: string };
  save: SaveOwn;
  reread: () => Promise<FieldSheet>;
};

type Row = OwnSet['rows'][number] & { changed?: boolean };

type Files = { client: number; files: FieldSheet['files'] };

/* A file that may be read is there to open. */
function Named({ row, of }: { row: Row; of: Files }) {
  const ids = Array.isArray(row.value) ? row.value : [];
  return of.files
    .filter(({ id }) => ids.includes(id))
    .map((file) => (
      <FileLink
        key={file.id}
        className={style.file}
        address={fileAddress(of.client, file.id)}
        fileName={file.name}
      />
    ));
}

function Read({ rows, of }: { rows: Row[]; of: Files }) {
  const { t } = useTranslation('work');
  return (
    <dl className={answers.answers}>
      {rows.map((row) => (
        <div key={row.code}>
          <dt>
            {row.label}
            {row.changed && <> · {t('own.changed')}</>}
          </dt>
          <dd data-none={row.text === '' || undefined}>
            {row.type === 'file' && <Named row={row} of={of} />}
            {row.type !== 'file' &&
              (row.rows ? (
                row.rows.map((line) => line.join(' · ')).join('\n')
              ) : (
                <Said row={row} client={of.client} />
              ))}
            {row.text === '' && !row.rows && t('guide.noAnswer')}
          </dd>
        </div>
      ))}
    </dl>
  );
}

type MetProps = { clash: Clash[]; fields: FieldDef[]; take: (code: string, text: string) => void };

/* Written by the firm meanwhile: shown beside what was typed, taken with a click. */
function Met({ clash, fields, take }: MetProps) {
  const { t, i18n } = useTranslation('work');
  const words = { yes: t('guide.yes'), no: t('guide.no') };
  return (
    <Notice tone="amber" title={t('own.met')}>
      {t('own.metHelp')}
      <ul className={style.met}>
        {clash.map(({ code, theirs }) => {
          const field = fields.find((each) => each.code === code);
          if (!field) return null;
          const page = { code: '', label: '', fields: [field] };
          const text = typedOf([page], { [code]: theirs }).typed[0]?.[1] ?? '';
          const said = readable(field, text, i18n.language, words) || t('guide.noAnswer');
          return (
            <li key={code}>
              {labelText(field.label, i18n.language)} : <strong>{said}</strong>{' '}
              {field.type !== 'table' && (
                <button type="button" className={control.word} onClick={() => take(code, text)}>
                  {t('own.take')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

type WriteProps = { set: OwnSet; sheet: FieldSheet; engine: FormEngine | null; onDone: () => void };

function Write({ set, sheet, engine, onDone, ...door }: WriteProps & Door) {
  const { t, i18n } = useTranslation('work');
  const own = useOwn(set, sheet, engine, { ...door, onDone });
  const { page, handle } = own;
  const host = useOwnFiles({ at: door.at, page, handle, known: sheet.files });
  const words = useFormWords();
  const of = { client: door.at.client, files: sheet.files };
  const say = useSentences(true);
  const context: FormContext = {
    form: own.handle,
    lang: i18n.language,
    words,
    file: (props) => <FileField {...props} host={host} />,
    reveal: revealOf(door.at.client),
    sentence: (problem) => say.field({ field: '', key: problem.key, params: problem.params }),
  };
  return (
    <form
      noValidate
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault();
        void own.store();
      }}
    >
      {own.beside.length > 0 && <Read rows={own.beside} of={of} />}
      <FormPage page={own.page} context={context} />
      {own.refused && <Notice tone="red">{say.problem(own.refused)}</Notice>}
      {own.clash.length > 0 && (
        <Met clash={own.clash} fields={own.page.fields} take={own.handle.type} />
      )}
      <div className={style.bar}>
        <Button variant="default" onClick={onDone}>
          {t('own.cancel')}
        </Button>
        <Button type="submit" loading={own.pending}>
          {t('own.save')}
        </Button>
      </div>
    </form>
  );
}

function useRules(set: OwnSet, sheet: FieldSheet): FormEngine | null {
  const [engine, setEngine] = useState<FormEngine | null>(null);
  useEffect(() => {
    let alive = true;
    void openEngine({
      program: set.program ?? null,
      form: { code: '', label: '', pages: [pageOf(set)] } as never,
      facts: sheet.facts ?? {},
    }).then((made) => alive && setEngine(made));
    return () => {
      alive = false;
    };
  }, [set, sheet]);
  return engine;
}

function Set({
  set,
  sheet,
  may,
  ...door
}: { set: OwnSet; sheet: FieldSheet; may: boolean } & Door) {
  const { t } = useTranslation('work');
  /* Read again meanwhile, a form that is open stays as it was opened. */
  const [open, setOpen] = useState<{ set: OwnSet; sheet: FieldSheet } | null>(null);
  const of = open ?? { set, sheet };
  const engine = useRules(of.set, of.sheet);
  if (open) return <Write {...door} {...open} engine={engine} onDone={() => setOpen(null)} />;
  return (
    <>
      <Read rows={set.rows} of={{ client: door.at.client, files: sheet.files }} />
      {may && pageOf(set).fields.length > 0 && (
        <div className={style.change}>
          <Button variant="default" onClick={() => setOpen({ set, sheet })}>
            {t('own.change')}
          </Button>
        </div>
      )}
    </>
  );
}

type Props = { sheet: FieldSheet; may?: boolean } & Door;

export function OwnFields({ sheet, may = true, ...door }: Props) {
  const sets = sheet.sets.filter((set) => set.rows.length > 0);
  return (
    <div className={style.sets}>
      {sets.map((set) => (
        <Set key={set.kind} {...door} set={set} sheet={sheet} may={may} />
      ))}
    </div>
  );
}
