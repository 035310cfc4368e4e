/* One page of a form: its fields on a grid of twelve, one column on a phone. */
import type { ReactNode } from 'react';
import { Field, type ControlProps } from './Field';
import style from './form.module.css';
import { labelText, type PageDef, type Problem } from './types';
import type { FormHandle } from './use-form';

export type FormWords = {
  required: string;
  optional: string;
  yes: string;
  no: string;
  choose: string;
  add: string;
  remove: string;
  none: string;
  street: string;
  zip: string;
  town: string;
  country: string;
  reveal: string;
  hide: string;
  replace: string;
  hidden: string;
};

export type FormContext = {
  form: FormHandle;
  lang: string;
  words: FormWords;
  sentence: (problem: Problem) => string;
  /* Drawn by who knows about files. */
  file?: (props: ControlProps) => ReactNode;
  /* A sensitive value in clear; fails with a sentence. Absent: this person may not see any. */
  reveal?: (uid: string) => Promise<string>;
};

type Props = { page: PageDef; context: FormContext };

export function FormPage({ page, context }: Props) {
  const help = labelText(page.help, context.lang);
  return (
    <div className={style.page}>
      {help !== '' && <p className={style.lead}>{help}</p>}
      <div className={style.grid}>
        {page.fields.map((field) =>
          context.form.state(field.code).visible ? (
            <div key={field.code} className={style[field.width ?? 'full'] ?? style.full}>
              <Field field={field} context={context} />
            </div>
          ) : null,
        )}
      </div>
    </div>
  );
}
