/* Letters being written: nothing typed is lost by leaving, by saving twice, or by typing while it is saved. */
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { make, save } from './api';
import { ComposePage } from './ComposePage';
import { Editor } from './Editor';
import type { Opened, Template } from './model';
import { TemplatePage } from './TemplatePage';

vi.mock('./api', () => ({
  save: vi.fn(),
  make: vi.fn(),
  cases: vi.fn(() => Promise.resolve([])),
  drawn: vi.fn(() => new Promise(() => undefined)),
}));

/* jsdom lays nothing out. */
beforeAll(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => new DOMRect();
  document.elementFromPoint = () => null;
  URL.revokeObjectURL = () => undefined;
});
beforeEach(() => vi.clearAllMocks());
afterEach(cleanup);

const doors = { endpoint: '/office', token: 't', preview: '/preview' };
const text = (said: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: said }] }],
});

/* True when the browser would ask before it leaves. */
const asksToStay = (): boolean =>
  !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

const compose: Extract<Opened, { page: 'compose' }> = {
  page: 'compose',
  case: 4,
  client: 0,
  template: 'relance',
  recipient: { kind: 'client' },
  lang: 'fr',
  subject: 'Votre dossier',
  body: text('Madame,'),
  empty: [],
  broken: [],
  missing: [],
  key: 'k',
  portal: true,
  back: '/case',
};

test('DOC-20 a letter that was changed is not left without a question', async () => {
  vi.mocked(make).mockRejectedValue(new Error('Refusé'));
  render(<ComposePage doors={doors} lang="fr" opened={compose} />);
  expect(asksToStay()).toBe(false);
  const subject = screen.getByDisplayValue('Votre dossier');
  fireEvent.change(subject, { target: { value: 'Votre dossier de prêt' } });
  expect(asksToStay()).toBe(true);
  fireEvent.change(subject, { target: { value: 'Votre dossier' } });
  expect(asksToStay()).toBe(false);
  fireEvent.change(subject, { target: { value: 'Autre' } });
  fireEvent.click(screen.getByRole('button', { name: 'Créer le PDF' }));
  expect((await screen.findByRole('alert')).textContent).toBe('Refusé');
  expect(asksToStay()).toBe(true);
});

const template: Template = {
  format: 'elaska.letter/1',
  code: 'relance',
  label: { fr: 'Relance', en: 'Reminder' },
  kind: 'reminder',
  subject: { fr: 'Pièces' },
  body: { fr: text('Madame,') },
};

test('DOC-18 what is typed while a template is saved stays to be saved, and it is sent once', async () => {
  let answer: (kept: { version: number; unknown: object }) => void = () => undefined;
  vi.mocked(save).mockImplementation(() => new Promise((resolve) => (answer = resolve)));
  const opened = { page: 'template' as const, template, version: 3, groups: [], unknown: {} };
  render(<TemplatePage doors={doors} lang="fr" opened={opened} />);
  const name = screen.getByLabelText('Nom du modèle');
  const keep = screen.getByRole('button', { name: 'Enregistrer' });
  fireEvent.change(name, { target: { value: 'Relance 1' } });
  fireEvent.click(keep);
  fireEvent.click(keep);
  expect(save).toHaveBeenCalledTimes(1);
  fireEvent.change(name, { target: { value: 'Relance 2' } });
  await act(() => Promise.resolve(answer({ version: 4, unknown: {} })));
  expect(asksToStay()).toBe(true);
  fireEvent.click(keep);
  expect(vi.mocked(save).mock.calls[1]?.slice(1)).toMatchObject([
    { label: { fr: 'Relance 2' } },
    4,
  ]);
  await act(() => Promise.resolve(answer({ version: 5, unknown: {} })));
  await waitFor(() => expect(asksToStay()).toBe(false));
});

test('DOC-19 whoever sets a condition by keys stays where he is', () => {
  const names = [{ name: 'montant', label: 'Montant', type: 'number' as const }];
  const groups = [{ code: 'case', label: 'Dossier', list: false, names }];
  const inside = text('Somme').content;
  const body = {
    type: 'doc',
    content: [{ type: 'condition', attrs: { when: 'filled(montant)' }, content: inside }],
  };
  const said = vi.fn();
  const doors = { endpoint: '/ajax/office.php', token: 't', preview: '' };
  const props = {
    value: body,
    groups,
    lang: 'fr',
    label: 'Texte',
    invalid: false,
    guided: true,
    doors,
  };
  render(<Editor {...props} onChange={said} />);
  const box = screen.getByRole('textbox', { name: 'Texte' });
  const head = (): HTMLElement => box.querySelector('header') as HTMLElement;
  const asks = head().querySelectorAll('select')[1] as HTMLSelectElement;
  asks.focus();
  fireEvent.change(asks, { target: { value: '=' } });
  expect(document.activeElement).toBe(head().querySelectorAll('select')[1]);
  const value = head().querySelector('input') as HTMLInputElement;
  value.focus();
  fireEvent.change(value, { target: { value: '5' } });
  expect(document.activeElement).toBe(value);
  expect(JSON.stringify(said.mock.lastCall)).toContain('montant = 5');
});

test('DOC-18 a picture is sent and stands in the text, as wide as it is said to be', async () => {
  const answers: Array<{ status: number; body: string }> = [
    {
      status: 422,
      body: '{"error":{"key":"letter.picture","message":"Choisissez une image PNG"}}',
    },
    { status: 200, body: '{"out":{"id":41,"width":80}}' },
  ];
  const asked: string[] = [];
  class Sent {
    upload = {};
    status = 0;
    responseText = '';
    onload = (): void => undefined;
    open = (_method: string, address: string): void => void asked.push(address);
    setRequestHeader = (): void => undefined;
    send = (): void => {
      const answer = answers.shift();
      this.status = answer?.status ?? 500;
      this.responseText = answer?.body ?? '';
      queueMicrotask(() => this.onload());
    };
  }
  vi.stubGlobal('XMLHttpRequest', Sent);
  const said = vi.fn();
  const doors = { endpoint: '/x/ajax/office.php', token: 't', preview: '' };
  const body = { type: 'doc', content: text('Bonjour').content };
  render(
    <Editor
      doors={doors}
      value={body}
      groups={[]}
      lang="fr"
      label="Texte"
      invalid={false}
      guided
      onChange={said}
    />,
  );
  const field = screen.getByLabelText('Image', { selector: 'input' });
  const file = new File(['x'], 'plan.png', { type: 'image/png' });
  fireEvent.change(field, { target: { files: [file] } });
  expect((await screen.findByRole('alert')).textContent).toContain('PNG');
  fireEvent.change(field, { target: { files: [file] } });
  await waitFor(() => expect(JSON.stringify(said.mock.lastCall)).toContain('"file":41,"width":80'));
  expect(asked[0]).toBe('/x/ajax/upload.php');
  const shown = screen.getByRole('textbox', { name: 'Texte' }).querySelector('img');
  expect(shown?.getAttribute('src')).toBe('/x/file.php?view=1&id=41');
  vi.unstubAllGlobals();
});
