/* A field by its type: label, help, control, error. What a person typed stays as it was typed. */
import { useId } from 'react';
import { AddressControl } from './AddressControl';
import { ChoiceControl, ChoicesControl, YesNoControl } from './ChoiceControl';
import style from './form.module.css';
import type { FormContext } from './FormPage';
import { sealedUid } from './sealed';
import { SealedControl } from './SealedControl';
import { RichControl } from './RichControl';
import { TableField } from './TableField';
import { TextControl } from './TextControl';
import { labelText, type FieldDef } from './types';

export type ControlProps = {
  field: FieldDef;
  /* "table.column" for a cell. */
  code: string;
  row?: number | undefined;
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  context: FormContext;
};

type Props = { field: FieldDef; context: FormContext; table?: string; row?: number };

function Control(props: ControlProps) {
  switch (props.field.type) {
    case 'yesno':
      return <YesNoControl {...props} />;
    case 'choice':
      return <ChoiceControl {...props} />;
    case 'link':
      return <ChoiceControl {...props} />;
    case 'choices':
      return <ChoicesControl {...props} />;
    case 'address':
      return <AddressControl {...props} />;
    case 'rich':
      return <RichControl {...props} />;
    case 'file':
      return <>{props.context.file?.(props)}</>;
    default:
      return <TextControl {...props} />;
  }
}

const GROUPS = new Set(['yesno', 'choices', 'address', 'file', 'rich']);

function isGroup(field: FieldDef): boolean {
  return GROUPS.has(field.type) || (field.type === 'choice' && (field.options?.length ?? 9) <= 4);
}

export function Field({ field, context, table, row }: Props) {
  const id = useId();
  const label = labelText(field.label, context.lang);
  if (field.type === 'section') return <h3 className={style.section}>{label}</h3>;
  if (field.type === 'note') return <p className={style.note}>{label}</p>;
  const sealed = table === undefined ? sealedUid(context.form.state(field.code).text) : null;
  if (field.type === 'table' && sealed === null)
    return <TableField field={field} context={context} />;
  const code = table === undefined ? field.code : `${table}.${field.code}`;
  const state = context.form.state(code, row);
  const wrong = state.problem !== null && context.form.shows(code, row);
  const help = labelText(field.help, context.lang);
  const describedBy = [help && `${id}-help`, wrong && `${id}-error`].filter(Boolean).join(' ');
  const group = sealed === null && isGroup(field);
  const Name = group ? 'legend' : 'label';
  const Box = group ? 'fieldset' : 'div';
  return (
    <Box className={style.field} data-invalid={wrong || undefined}>
      <Name {...(group ? {} : { htmlFor: id })} className={style.label}>
        {label}
        {state.required ? (
          <span className={style.required} aria-hidden="true">
            {' *'}
          </span>
        ) : null}
      </Name>
      {help !== '' && (
        <p id={`${id}-help`} className={style.help}>
          {help}
        </p>
      )}
      {sealed === null ? (
        <Control
          field={field}
          code={code}
          row={row}
          id={id}
          describedBy={describedBy || undefined}
          invalid={wrong}
          context={context}
        />
      ) : (
        <SealedControl
          field={field}
          uid={sealed}
          id={id}
          locked={state.locked || field.computed !== undefined}
          describedBy={describedBy || undefined}
          context={context}
        />
      )}
      {wrong && state.problem && (
        <p id={`${id}-error`} className={style.error}>
          {context.sentence(state.problem)}
        </p>
      )}
    </Box>
  );
}
