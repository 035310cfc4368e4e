/* The forms of a template and their pages: composed, or tried as on a phone or a desk. */
import { useState } from 'react';
import { join, useEditor } from './context';
import { LabelInput, TextInput } from './controls';
import { FieldCanvas } from './FieldCanvas';
import { FORM_FIELD } from './field-properties';
import { Icon } from './Icon';
import { freeCode, put, said, type Form, type Page } from './model';
import { Preview, useCanvasContext } from './Preview';
import { PROPERTY, named } from './words';

const firstPage = (): Page => ({
  code: 'page',
  label: { fr: 'Votre demande', en: 'Your request' },
  fields: [],
});

function firstForm(taken: string[]): Form {
  const request = !taken.includes('request');
  return {
    code: request ? 'request' : freeCode('form', taken),
    label: request
      ? { fr: 'Demande du client', en: 'Client’s request' }
      : { fr: 'Formulaire', en: 'Form' },
    pages: [firstPage()],
  };
}

function useForms() {
  const editor = useEditor();
  const forms = editor.template.forms ?? [];
  const [formAt, setForm] = useState(0);
  const [pageAt, setPage] = useState(0);
  const at = Math.min(formAt, Math.max(forms.length - 1, 0));
  const form = forms[at];
  const page = Math.min(pageAt, Math.max((form?.pages.length ?? 1) - 1, 0));
  const write = (next: Form[], mark = ''): void =>
    editor.history.edit((t) => put(t, 'forms', next), mark);
  const writeForm = (next: Form, mark = ''): void =>
    write(
      forms.map((each, i) => (i === at ? next : each)),
      mark,
    );
  return {
    editor,
    forms,
    at,
    form,
    page,
    openForm(index: number): void {
      setForm(index);
      setPage(0);
    },
    openPage: setPage,
    addForm(): void {
      write([...forms, firstForm(forms.map((each) => each.code))]);
      setForm(forms.length);
      setPage(0);
    },
    dropForm(): void {
      write(forms.filter((_, i) => i !== at));
      setForm(0);
    },
    writeForm,
    writePage(next: Page, mark: string): void {
      if (!form) return;
      writeForm({ ...form, pages: form.pages.map((p, i) => (i === page ? next : p)) }, mark);
    },
    addPage(): void {
      if (!form) return;
      const code = freeCode(
        'page',
        form.pages.map((each) => each.code),
      );
      writeForm({ ...form, pages: [...form.pages, { ...firstPage(), code }] });
      setPage(form.pages.length);
    },
    dropPage(): void {
      if (!form || form.pages.length < 2) return;
      writeForm({ ...form, pages: form.pages.filter((_, i) => i !== page) });
      setPage(Math.max(0, page - 1));
    },
  };
}

type Held = ReturnType<typeof useForms>;

function Bar({ held, mode, onMode }: { held: Held; mode: string; onMode: (m: Mode) => void }) {
  const { words, lang } = held.editor;
  return (
    <div className="elb-formbar">
      <div className="elb-tabs" role="tablist" aria-label={words.forms}>
        {held.forms.map((form, i) => (
          <button
            key={form.code}
            type="button"
            role="tab"
            aria-selected={i === held.at}
            onClick={() => held.openForm(i)}
          >
            {said(form.label, lang) || form.code}
          </button>
        ))}
        <button type="button" onClick={held.addForm} aria-label={words.addForm}>
          <Icon name="plus" size={16} />
        </button>
      </div>
      <div className="elb-modes">
        {(['edit', 'phone', 'desktop'] as const).map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={mode === each}
            onClick={() => onMode(each)}
          >
            {each === 'edit' ? words.edit : each === 'phone' ? words.phone : words.desktop}
          </button>
        ))}
      </div>
    </div>
  );
}

type Mode = 'edit' | 'phone' | 'desktop';

function Pages({ held }: { held: Held }) {
  const { words, lang } = held.editor;
  return (
    <div className="elb-pages" role="tablist" aria-label={words.page}>
      {held.form?.pages.map((page, i) => (
        <button
          key={page.code}
          type="button"
          role="tab"
          aria-selected={i === held.page}
          onClick={() => held.openPage(i)}
        >
          {i + 1}. {said(page.label, lang) || page.code}
        </button>
      ))}
      <button type="button" onClick={held.addPage}>
        + {words.addPage}
      </button>
    </div>
  );
}

function PageHead({ held, page }: { held: Held; page: Page }) {
  const { words, lang } = held.editor;
  const form = held.form;
  if (!form) return null;
  return (
    <details className="elb-pagehead">
      <summary>{said(page.label, lang) || words.untitled}</summary>
      <LabelInput
        label={`${words.forms} · ${named(PROPERTY, 'label', lang)}`}
        words={words}
        value={form.label as never}
        onChange={(label) => held.writeForm({ ...form, label: label ?? {} }, 'form.label')}
      />
      <LabelInput
        label={`${words.page} · ${named(PROPERTY, 'label', lang)}`}
        words={words}
        value={page.label as never}
        onChange={(label) => held.writePage({ ...page, label: label ?? {} }, 'page.label')}
      />
      <LabelInput
        label={named(PROPERTY, 'help', lang)}
        words={words}
        multiline
        value={page.help as never}
        onChange={(help) => held.writePage(put(page, 'help', help), 'page.help')}
      />
      <TextInput
        label={named(PROPERTY, 'show_if', lang)}
        mono
        value={page.show_if ?? ''}
        onChange={(text) => held.writePage(put(page, 'show_if', text), 'page.show_if')}
      />
      <p className="elb-tools">
        <button type="button" disabled={form.pages.length < 2} onClick={held.dropPage}>
          {words.remove} · {words.page}
        </button>
        <button type="button" onClick={held.dropForm}>
          {words.remove} · {said(form.label, lang)}
        </button>
      </p>
    </details>
  );
}

export function FormsSection() {
  const held = useForms();
  const [mode, setMode] = useState<Mode>('edit');
  const context = useCanvasContext();
  const { form, editor } = held;
  const page = form?.pages[held.page];
  if (!form || !page)
    return (
      <div className="elb-canvas">
        <h2>{editor.words.forms}</h2>
        <p className="elb-empty">{editor.words.formsEmpty}</p>
        <button type="button" className="elb-add" onClick={held.addForm}>
          <Icon name="plus" /> {editor.words.addForm}
        </button>
      </div>
    );
  const others = form.pages
    .filter((_, i) => i !== held.page)
    .flatMap((each) => each.fields.map((field) => field.code));
  return (
    <div className="elb-forms">
      <Bar held={held} mode={mode} onMode={setMode} />
      {mode === 'edit' ? (
        <div className="elb-body">
          <FieldCanvas
            key={`${form.code}/${page.code}`}
            kind={`fields:${form.code}/${page.code}`}
            path={join('forms', held.at, 'pages', held.page)}
            fields={page.fields}
            taken={others}
            properties={FORM_FIELD}
            context={context}
            onChange={(fields, mark) => held.writePage({ ...page, fields }, mark)}
            head={
              <>
                <Pages held={held} />
                <PageHead held={held} page={page} />
              </>
            }
          />
        </div>
      ) : (
        <Preview form={form} device={mode} />
      )}
    </div>
  );
}
