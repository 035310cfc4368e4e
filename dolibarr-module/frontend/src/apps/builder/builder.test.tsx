import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useMemo, type ReactNode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { Billing } from './Billing';
import { ColumnLines } from './ColumnLines';
import { EditorContext, type Editor } from './context';
import { EffectsSection, effectsOf, rulesOf } from './EffectsSection';
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
      problems: [
        { path: 'billing/included', message: 'Champ obligatoire' },
        { path: 'effects/0/task', message: 'Tâche inconnue' },
      ],
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

test('CASE-07 what is wrong with a column stands at the column', () => {
  const value = [
    { code: 'a', type: 'text', label: { fr: 'A' } },
    { code: 'b', type: 'choice', label: { fr: 'B' } },
  ];
  render(
    <ColumnLines
      label="Colonnes"
      value={value}
      onChange={vi.fn()}
      words={wordsOf('fr')}
      lang="fr"
      wrong={(at) => (at === 1 ? 'Donnez des choix' : undefined)}
    />,
    { wrapper: Around },
  );
  expect(screen.getByRole('alert').closest('.elb-column')?.textContent).toContain(
    'Donnez des choix',
  );
  expect(screen.getAllByRole('alert')).toHaveLength(1);
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

test('CASE-04 what happens by itself: moments, conditions, what follows, what is wrong with it', () => {
  const shipped = [
    { on: 'open', do: 'notify', to: 'client' },
    { on: 'open', do: 'task', task: 'call' },
    { on: 'class:done', if: 'case.visible', do: 'job', kind: 'archive' },
  ];
  expect(rulesOf(shipped).map((rule) => rule.lines.length)).toEqual([2, 1]);
  expect(effectsOf(rulesOf(shipped))).toEqual(shipped);
  render(<EffectsSection />, { wrapper: Around });
  expect(screen.getByText(/Rien ne se fait tout seul/)).toBeTruthy();
  fireEvent.click(screen.getByText('Ajouter un automatisme'));
  expect(now.effects).toEqual([{ on: 'open', do: 'notify', to: 'client' }]);
  expect(screen.getByText('Tâche inconnue')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Moment'), { target: { value: 'class:done' } });
  fireEvent.change(screen.getByLabelText('Seulement si'), { target: { value: 'case.visible' } });
  expect(now.effects).toEqual([
    { on: 'class:done', if: 'case.visible', do: 'notify', to: 'client' },
  ]);
  fireEvent.click(screen.getByLabelText('Retirer'));
  expect('effects' in now).toBe(false);
});
