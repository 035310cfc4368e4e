import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { FormPage, type FormWords } from './FormPage';
import { labelText, type FieldState, type FormEngine, type PageDef } from './types';
import { useForm } from './use-form';

const words: FormWords = {
  required: 'obligatoire',
  optional: 'facultatif',
  yes: 'Oui',
  no: 'Non',
  choose: 'Choisir',
  add: 'Ajouter une ligne',
  remove: 'Retirer',
  none: '—',
  street: 'Adresse',
  zip: 'Code postal',
  town: 'Ville',
  country: 'Pays',
  reveal: 'Afficher',
  hide: 'Masquer',
  replace: 'Remplacer',
  hidden: 'Indisponible',
};

const page: PageDef = {
  code: 'one',
  label: { fr: 'Un' },
  fields: [
    { code: 'name', type: 'text', label: { fr: 'Nom', en: 'Name' }, required: true },
    { code: 'former', type: 'yesno', label: { fr: 'Déjà venu ?' } },
    { code: 'detail', type: 'text', label: { fr: 'Quand ?' } },
    {
      code: 'lines',
      type: 'table',
      label: { fr: 'Dettes' },
      columns: [{ code: 'amount', type: 'amount', label: { fr: 'Montant' } }],
    },
  ],
};

/* The least that behaves: a name is required, `detail` shows when `former` is yes. */
class Fake implements FormEngine {
  readonly values = new Map<string, string>();
  private lines = 0;
  set(code: string, text: string, row?: number): void {
    this.values.set(row === undefined ? code : `${code}#${row}`, text);
  }
  setRows(_: string, rows: number): void {
    this.lines = rows;
  }
  removeRow(): void {
    this.lines -= 1;
  }
  rowCount(): number {
    return this.lines;
  }
  run(): void {}
  field(code: string, row?: number): FieldState {
    const text = this.values.get(row === undefined ? code : `${code}#${row}`) ?? '';
    return {
      visible: code !== 'detail' || this.values.get('former') === 'true',
      required: code === 'name',
      locked: false,
      text,
      problem: code === 'name' && text === '' ? { key: 'field.required', params: {} } : null,
    };
  }
  page(): { visible: boolean; problems: number } {
    return { visible: true, problems: 0 };
  }
}

function Host({ engine, typed }: { engine: Fake; typed: Map<string, string> }) {
  const form = useForm(engine, typed);
  return (
    <>
      <FormPage page={page} context={{ form, lang: 'fr', words, sentence: (p) => p.key }} />
      <button type="button" onClick={() => form.attempt(page)}>
        suite
      </button>
    </>
  );
}

afterEach(cleanup);

describe('CASE-07 a page of a form', () => {
  it('shows a field when its condition holds, and not before', async () => {
    const user = userEvent.setup();
    render(<Host engine={new Fake()} typed={new Map()} />);
    expect(screen.queryByLabelText('Quand ?')).toBeNull();
    await user.click(screen.getByLabelText('Oui'));
    expect(screen.getByLabelText('Quand ?')).toBeTruthy();
  });

  it('says nothing before the field was left, and all of it when one goes on', async () => {
    const user = userEvent.setup();
    render(<Host engine={new Fake()} typed={new Map()} />);
    expect(screen.queryByText('field.required')).toBeNull();
    await user.click(screen.getByText('suite'));
    const field = screen.getByLabelText(/Nom/);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const described = field.getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(described)?.textContent).toBe('field.required');
  });

  it('keeps the cells of the other lines when one goes', async () => {
    const user = userEvent.setup();
    const typed = new Map<string, string>();
    render(<Host engine={new Fake()} typed={typed} />);
    await user.click(screen.getByText(/Ajouter une ligne/));
    await user.click(screen.getByText(/Ajouter une ligne/));
    const [first, second] = screen.getAllByLabelText('Montant');
    await user.type(first!, '10');
    await user.type(second!, '25,5');
    await user.click(screen.getAllByText('Retirer')[0]!);
    expect(screen.getAllByLabelText<HTMLInputElement>('Montant').map((i) => i.value)).toEqual([
      '25,5',
    ]);
  });

  it('reads labels in the asked language, else in the one that is there', () => {
    expect(labelText({ fr: 'Nom', en: 'Name' }, 'en_US')).toBe('Name');
    expect(labelText({ fr: 'Nom' }, 'en')).toBe('Nom');
    expect(labelText('Nom', 'en')).toBe('Nom');
  });
});
