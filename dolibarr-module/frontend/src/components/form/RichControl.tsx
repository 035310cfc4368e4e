/* A formatted text in a form. The editor is fetched when there is one to be shown. */
import { lazy, Suspense } from 'react';
import { RichView } from '@/components/rich/RichView';
import { saidOf } from '@/lib/rich/tree';
import rich from '@/components/rich/rich.module.css';
import type { ControlProps } from './Field';
import { labelText } from './types';

const RichEditor = lazy(() => import('@/components/rich/RichEditor'));

export function RichControl({ field, code, row, id, describedBy, invalid, context }: ControlProps) {
  const { form, lang, words } = context;
  const state = form.state(code, row);
  const value = form.value(code, row);
  if (state.locked || field.computed !== undefined)
    return value === '' ? <span id={id}>{words.none}</span> : <RichView value={value} />;
  const shown = <div className={rich.waiting}>{saidOf(value)}</div>;
  return (
    <>
      <Suspense fallback={shown}>
        <RichEditor
          id={id}
          label={labelText(field.label, lang)}
          value={value}
          lang={lang}
          required={state.required}
          invalid={invalid}
          describedBy={describedBy}
          onChange={(typed) => form.type(code, typed, row)}
          onLeave={() => form.leave(code, row)}
        />
      </Suspense>
      {field.max_length !== undefined && (
        <p className={rich.count} aria-hidden="true">
          {[...saidOf(value)].length.toLocaleString(lang)} / {field.max_length.toLocaleString(lang)}
        </p>
      )}
    </>
  );
}
