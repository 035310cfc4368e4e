/* Fields of the case itself. */
import { useEditor } from './context';
import { FieldCanvas } from './FieldCanvas';
import { CASE_FIELD } from './field-properties';
import { put, type Field } from './model';
import { useCanvasContext } from './Preview';

export function FieldsSection() {
  const { history, template, words } = useEditor();
  const context = useCanvasContext();
  const fields = template.fields ?? [];
  return (
    <FieldCanvas
      kind="fields:case"
      path=""
      fields={fields}
      taken={[]}
      properties={CASE_FIELD}
      context={context}
      onChange={(next: Field[], mark) => history.edit((t) => put(t, 'fields', next), mark)}
      head={
        <>
          <h2>{words.fields}</h2>
          {fields.length === 0 && <p className="elb-empty">{words.fieldsEmpty}</p>}
        </>
      }
    />
  );
}
