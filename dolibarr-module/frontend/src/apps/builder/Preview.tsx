/*
 * The form as its user will meet it, on a phone or on a desk. The program that the core made of it reacts here exactly as
 * it will in the portal: conditions, computed values, errors.
 */
import { useEffect, useMemo, useState } from 'react';
import type { ControlProps } from '@/components/form/Field';
import { FormPage, type FormContext } from '@/components/form/FormPage';
import type { FieldDef, FormEngine } from '@/components/form/types';
import { useForm } from '@/components/form/use-form';
import { formWords } from '@/components/form/words';
import { useEditor } from './context';
import { loadForm } from './engine';
import { Icon } from './Icon';
import { said, type Form } from './model';

const deposit = ({ field }: ControlProps) => (
  <span className="elb-deposit">
    <Icon name="upload" /> {field.accept ?? 'PDF, JPG, PNG'}
  </span>
);

/* Lists of reference give their items to the fields that name them. */
export function withLists(
  fields: FieldDef[],
  lists: Record<string, FieldDef['options']>,
): FieldDef[] {
  return fields.map((field) =>
    field.list && !field.options ? { ...field, options: lists[field.list] ?? [] } : field,
  );
}

/* For the canvas: nothing is filled, everything shows. */
export function useCanvasContext(): FormContext {
  const { lang } = useEditor();
  const typed = useMemo(() => new Map<string, string>(), []);
  const form = useForm(null, typed);
  return {
    form,
    lang,
    words: formWords(lang),
    sentence: (problem) => problem.key,
    file: deposit,
  };
}

function useEngine(form: Form): { engine: FormEngine | null; broken: string } {
  const [made, setMade] = useState<FormEngine | null>(null);
  const [broken, setBroken] = useState('');
  useEffect(() => {
    let gone = false;
    loadForm(form).then(
      (engine) => {
        if (!gone) {
          setMade(engine);
          setBroken('');
        }
      },
      (error: unknown) => !gone && setBroken(error instanceof Error ? error.message : ''),
    );
    return () => {
      gone = true;
    };
  }, [form]);
  return { engine: made, broken };
}

type Props = { form: Form; device: 'phone' | 'desktop' };

export function Preview({ form, device }: Props) {
  const { lang, words, lists } = useEditor();
  const { engine, broken } = useEngine(form);
  const typed = useMemo(() => new Map<string, string>(), []);
  const held = useForm(engine, typed);
  const [pageAt, setPage] = useState(0);
  const pages = form.pages.filter((page) => engine?.page(page.code).visible !== false);
  const page = pages[Math.min(pageAt, pages.length - 1)];
  const context: FormContext = {
    form: held,
    lang,
    words: formWords(lang),
    sentence: (problem) => sentenceOf(problem.key, lang),
    file: deposit,
  };
  if (!page) return null;
  const shown = { ...page, fields: withLists(page.fields, lists) };
  const last = pages.indexOf(page) === pages.length - 1;
  return (
    <div className="elb-stage">
      {broken !== '' && <p className="elb-problem">{broken}</p>}
      <div className={`elb-device elb-${device}`}>
        <p className="elb-step">
          {pages.indexOf(page) + 1} / {pages.length}
        </p>
        <h2>{said(page.label, lang)}</h2>
        <FormPage page={shown} context={context} />
        <p className="elb-next">
          {pages.indexOf(page) > 0 && (
            <button type="button" onClick={() => setPage(pages.indexOf(page) - 1)}>
              {lang === 'en' ? 'Back' : 'Retour'}
            </button>
          )}
          <button
            type="button"
            className="elb-primary"
            onClick={() => held.attempt(shown) && !last && setPage(pages.indexOf(page) + 1)}
          >
            {last
              ? lang === 'en'
                ? 'Review'
                : 'Vérifier'
              : lang === 'en'
                ? 'Continue'
                : 'Continuer'}
          </button>
        </p>
      </div>
      <span className="elaska-hidden">{words.preview}</span>
    </div>
  );
}

/* Only what a preview needs to say; the portal has every sentence. */
function sentenceOf(key: string, lang: string): string {
  if (key === 'field.required')
    return lang === 'en' ? 'This field is needed.' : 'Ce champ est nécessaire.';
  return lang === 'en' ? 'This value is not right.' : 'Cette valeur ne convient pas.';
}
