import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useMemo, type ReactNode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { Billing } from './Billing';
import { ColumnLines } from './ColumnLines';
import { EditorContext, type Editor } from './context';
import { useHistory } from './history';
import { ItemTools } from './ItemTools';
import { ModelFile } from './ModelFile';
import type { Template } from './model';
import { Whether } from './Whether';
import { wordsOf } from './words';

const BODY: Template = {
  format: 'elaska.template/1',
  code: 'audit',
  label: { fr: 'Audit' },
  steps: [],
  billing: { model: 'fixed', price: '2400.00', invoicing: 'start' },
};

afterEach(cleanup);

let now: Template = BODY;

function Around({ children }: { children: ReactNode }) {
  const history = useHistory(BODY);
  now = history.now;
  const editor = useMemo<Editor>(
    () => ({
      history,
      template: history.now,
      words: wordsOf('fr'),
      lang: 'fr',
      lists: {},
      problems: [{ path: 'billing/included', message: 'Champ obligatoire' }],
      locked: false,
      doors: { upload: '/upload', file: '/file', token: 't' },
    }),
    [history],
  );
  return <EditorContext.Provider value={editor}>{children}</EditorContext.Provider>;
}

test('CASE-04 default billing: a model, then only what it needs, errors at the field', () => {
  render(<Billing />, { wrapper: Around });
  expect(screen.getByLabelText<HTMLInputElement>('Prix HT').value).toBe('2400,00');
  fireEvent.change(screen.getByLabelText('Facturation par défaut'), {
    target: { value: 'package' },
  });
  expect(now['billing']).toEqual({ model: 'package', price: '2400.00', invoicing: 'start' });
  expect(screen.getByText('Champ obligatoire')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Taux au-delà du forfait HT'), {
    target: { value: '1 095,5' },
  });
  expect((now['billing'] as Record<string, unknown>)['overage_rate']).toBe('1095.5');
  fireEvent.change(screen.getByLabelText('Facturation par défaut'), {
    target: { value: 'hourly' },
  });
  expect(now['billing']).toEqual({ model: 'hourly' });
  fireEvent.change(screen.getByLabelText('Facturation par défaut'), { target: { value: '' } });
  expect('billing' in now).toBe(false);
});

test('CASE-07 columns of a table: added, named, typed', () => {
  const write = vi.fn();
  const value = [{ code: 'finding', type: 'text', label: { fr: 'Constat' } }];
  render(
    <ColumnLines label="Colonnes" value={value} onChange={write} words={wordsOf('fr')} lang="fr" />,
    { wrapper: Around },
  );
  fireEvent.click(screen.getByText('+ Ajouter'));
  expect(write).toHaveBeenLastCalledWith([...value, { code: 'item', type: 'text', label: {} }]);
  fireEvent.change(screen.getByLabelText('Type'), { target: { value: 'amount' } });
  expect(write).toHaveBeenLastCalledWith([{ ...value[0], type: 'amount' }]);
  fireEvent.click(screen.getByText('Obligatoire'));
  expect(write).toHaveBeenLastCalledWith([{ ...value[0], required: true }]);
});

test('CASE-05 an item moves by its buttons, which stop at the ends', () => {
  const held = { move: vi.fn(), copy: vi.fn(), drop: vi.fn() };
  render(<ItemTools held={held} at={0} of={2} />, { wrapper: Around });
  expect(screen.getByLabelText<HTMLButtonElement>('Monter').disabled).toBe(true);
  fireEvent.click(screen.getByLabelText('Descendre'));
  expect(held.move).toHaveBeenCalledWith(0, 1);
});

test('CASE-06 a file to fill in is sent at once; a refused one says why', async () => {
  const write = vi.fn();
  const answer = (status: number, body: unknown) =>
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body), { status })));
  render(
    <ModelFile
      label="Fichier"
      help={undefined}
      problem={undefined}
      value={undefined}
      onChange={write}
    />,
    { wrapper: Around },
  );
  const input = screen.getByLabelText('Joindre un fichier');
  answer(422, { error: { key: 'file.type_refused', message: 'Ce type est refusé.' } });
  fireEvent.change(input, { target: { files: [new File(['MZ'], 'a.exe')] } });
  expect(await screen.findByText('Ce type est refusé.')).toBeTruthy();
  expect(write).not.toHaveBeenCalled();
  answer(200, { out: { id: 7, name: 'a.pdf', size: 12 } });
  fireEvent.change(input, { target: { files: [new File(['%PDF'], 'a.pdf')] } });
  await vi.waitFor(() => expect(write).toHaveBeenCalledWith({ file: 7, name: 'a.pdf', size: 12 }));
  vi.unstubAllGlobals();
});

test('CASE-07 a field has to be filled never, always, or on a condition', () => {
  const write = vi.fn();
  const at = (value: unknown) => (
    <Whether label="Obligatoire" value={value} lang="fr" onChange={write} />
  );
  const { rerender } = render(at(undefined));
  const select = screen.getByRole('combobox', { name: 'Obligatoire' });
  fireEvent.change(select, { target: { value: 'yes' } });
  expect(write).toHaveBeenLastCalledWith(true);
  fireEvent.change(select, { target: { value: 'if' } });
  expect(write).toHaveBeenLastCalledWith(undefined);
  fireEvent.change(screen.getByLabelText('Obligatoire si'), { target: { value: 'abroad' } });
  expect(write).toHaveBeenLastCalledWith('abroad');
  rerender(at('abroad'));
  fireEvent.change(select, { target: { value: '' } });
  expect(write).toHaveBeenLastCalledWith(undefined);
});
