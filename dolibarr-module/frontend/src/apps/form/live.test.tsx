import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoreEngine } from '@/components/form/core-engine';
import type { FieldState } from '@/components/form/types';
import { Live } from './Live';
import type { Opened } from './model';

const words = {
  save: 'Enregistrer',
  draft: 'Garder en brouillon',
  cancel: 'Annuler',
  check: 'À vérifier',
  failed: 'Refusé',
  saved: 'Enregistré',
  draftSaved: 'Brouillon gardé.',
  noFile: 'Aucun fichier',
  deposit: 'Déposer un fichier',
  depositMore: 'Déposer un autre fichier',
  remove: 'Retirer %s',
  sending: 'Envoi de %s…',
  conflict: 'Quelqu’un a écrit entre-temps',
  yours: 'La vôtre',
  theirs: 'La sienne',
  sendChosen: 'Enregistrer avec ces choix',
  noAnswer: 'Sans réponse',
  other: 'Autres',
};

const opened: Opened = {
  program: '',
  form: {
    label: 'Bilan',
    pages: [
      {
        code: 'one',
        label: 'Un',
        fields: [
          { code: 'remark', type: 'text', label: 'Remarque' },
          { code: 'score', type: 'text', label: 'Note' },
          { code: 'papers', type: 'file', label: 'Pièces' },
        ],
      },
    ],
  },
  answers: { remark: 'Un', score: '4', papers: [7] },
  answered: true,
  facts: {},
  op: 'step.form',
  input: { step: 3, version: 5 },
  member: 'answers',
  draft: true,
  files: [{ id: 7, name: 'bilan.pdf', size: 2048 }],
  fileUrl: '/file.php?id=',
  lang: 'fr',
  words,
  sentences: {},
};

/* Takes what is typed as it is. */
function engineOf(): CoreEngine {
  const values = new Map([
    ['remark', 'Un'],
    ['score', '4'],
    ['papers', '7'],
  ]);
  const state = (code: string): FieldState => ({
    visible: true,
    required: false,
    locked: false,
    text: values.get(code) ?? '',
    problem: null,
  });
  return {
    set: (code: string, text: string) => void values.set(code, text),
    setRows: () => undefined,
    removeRow: () => undefined,
    rowCount: () => 0,
    run: () => undefined,
    field: state,
    page: () => ({ visible: true, problems: 0 }),
  } as unknown as CoreEngine;
}

type Sent = { op: string; in: Record<string, unknown> };
const sent: Sent[] = [];
const replies: Response[] = [];
const reply = (status: number, body: object): void =>
  void replies.push(new Response(JSON.stringify(body), { status }));

beforeEach(() => {
  sent.length = 0;
  replies.length = 0;
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)) as Sent);
    return Promise.resolve(replies.shift() ?? new Response('{}', { status: 200 }));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const show = (form = opened): void =>
  void render(
    <Live opened={form} engine={engineOf()} office={{ endpoint: '/o', token: 't' }} back="#b" />,
  );

describe('CASE-07 a form of the back office', () => {
  it('says what it was opened with, stays open on a draft, and says that it is kept', async () => {
    const user = userEvent.setup();
    show();
    await user.clear(screen.getByLabelText('Remarque'));
    await user.type(screen.getByLabelText('Remarque'), 'Deux');
    await user.click(screen.getByRole('button', { name: words.draft }));
    expect(await screen.findByText('Brouillon gardé.')).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('Brouillon gardé.');
    expect(sent[0]?.in).toMatchObject({
      version: 5,
      draft: true,
      answers: { remark: 'Deux', score: '4' },
      base: { remark: 'Un', score: '4' },
    });
    /* What was stored is what is read from here on; the rest is what was read. */
    await user.type(screen.getByLabelText('Remarque'), ' bis');
    expect(screen.getByRole('status').textContent).toBe('');
    await user.click(screen.getByRole('button', { name: words.save }));
    expect(sent[1]?.in).toMatchObject({ base: { remark: 'Deux', score: '4' } });
    expect(sessionStorage.getItem('elaska-saved')).toBe('Enregistré');
  });

  it('asks about the fields that both changed, and sends what was chosen', async () => {
    const user = userEvent.setup();
    reply(409, {
      error: {
        key: 'conflict.version',
        message: 'Conflit',
        details: {
          conflict: {
            version: 9,
            fields: [{ code: 'remark', yours: 'Deux', theirs: 'Trois' }],
          },
        },
      },
    });
    show();
    await user.type(screen.getByLabelText('Remarque'), ' et plus');
    await user.click(screen.getByRole('button', { name: words.save }));
    const choice = await screen.findByRole('group', { name: 'Remarque' });
    const go = screen.getByRole<HTMLButtonElement>('button', { name: words.sendChosen });
    expect(go.disabled).toBe(true);
    await user.click(within(choice).getByRole('radio', { name: /La sienne/ }));
    await user.click(go);
    expect(sent[1]?.in).toMatchObject({
      version: 9,
      answers: { remark: 'Trois', score: '4' },
      base: { remark: 'Trois', score: '4' },
    });
    expect(screen.queryByRole('group', { name: 'Remarque' })).toBeNull();
  });

  it('names what a link leads to, and never shows its number', async () => {
    const user = userEvent.setup();
    const page = opened.form!.pages[0]!;
    const options = [
      { code: '12', label: 'Lina Roux' },
      { code: '4', label: 'Paul Arnaud' },
    ];
    const field = { code: 'score', type: 'link', object: 'contact', label: 'Contact', options };
    show({ ...opened, form: { label: '', pages: [{ ...page, fields: [field] }] } });
    const select = screen.getByLabelText<HTMLSelectElement>('Contact');
    expect(select.selectedOptions[0]?.textContent).toBe('Paul Arnaud');
    await user.selectOptions(select, 'Lina Roux');
    await user.click(screen.getByRole('button', { name: words.save }));
    expect(sent[0]?.in).toMatchObject({ answers: { score: 12 } });
  });

  it('leaves a link alone that this person may not read', () => {
    const page = opened.form!.pages[0]!;
    const options = [{ code: '4', label: 'n° 4' }];
    const field = { code: 'score', type: 'link', label: 'Contrat', options, locked: true };
    show({ ...opened, form: { label: '', pages: [{ ...page, fields: [field] }] } });
    expect(screen.getByLabelText('Contrat').tagName).toBe('OUTPUT');
    expect(screen.getByLabelText('Contrat').textContent).toBe('n° 4');
  });

  it('lists the files that are there', () => {
    show();
    const file = screen.getByRole('link', { name: 'bilan.pdf' });
    expect(file.getAttribute('href')).toBe('/file.php?id=7');
    expect(screen.queryByRole('button', { name: 'Retirer bilan.pdf' })).toBeNull();
  });

  it('deposits a file with its place, takes one out, says why one is refused', async () => {
    const user = userEvent.setup();
    const puts: string[] = [];
    const bodies = [
      '{"out":{"id":9,"name":"plan.pdf","size":10}}',
      '{"error":{"message":"Trop lourd"}}',
    ];
    class Put {
      status = 0;
      responseText = '';
      upload = {};
      onload = (): void => undefined;
      setRequestHeader(name: string, text: string): void {
        if (name === 'x-elaska-input') puts.push(atob(text));
      }
      open(): void {}
      send(): void {
        this.responseText = bodies.shift() ?? '';
        this.status = this.responseText.startsWith('{"out"') ? 201 : 422;
        this.onload();
      }
    }
    vi.stubGlobal('XMLHttpRequest', Put);
    const page = opened.form!.pages[0]!;
    const fields = page.fields.map((field) => ({ ...field, many: true }));
    const place = { object: 'case', id: 3, visible: false };
    const form = { label: '', pages: [{ ...page, fields }] };
    show({ ...opened, form, place, uploadUrl: '/upload.php' });
    const input = screen.getByLabelText<HTMLInputElement>('Déposer un autre fichier', {
      selector: 'input',
    });
    await user.upload(input, [new File(['x'], 'plan.pdf'), new File(['y'], 'film.pdf')]);
    expect(puts.map((text) => JSON.parse(text) as object)).toEqual([
      { ...place, name: 'plan.pdf' },
      { ...place, name: 'film.pdf' },
    ]);
    expect(screen.getByRole('alert').textContent).toBe('film.pdf : Trop lourd');
    await user.click(screen.getByRole('button', { name: 'Retirer bilan.pdf' }));
    expect(screen.getByRole('link', { name: 'plan.pdf' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: words.save }));
    expect(sent[0]?.in).toMatchObject({ answers: { papers: [9] } });
  });
});
