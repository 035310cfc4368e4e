/* The editor and the view of formatted texts: what is written is a document of the schema, what is pasted is reduced to it. */
import { readFileSync } from 'node:fs';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EditorView } from 'prosemirror-view';
import { useState } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromText, plainText, type RichNode } from '@/lib/rich/tree';
import { documentOf, typedOf } from './document';
import { cleanPaste } from './paste';
import RichEditor from './RichEditor';
import { RichView } from './RichView';

const table = JSON.parse(readFileSync('../../tests/fixtures/rich/documents.json', 'utf8')) as {
  documents: Array<{ name: string; in: RichNode; out?: RichNode; html: string; plain: string }>;
  refused: Array<{ name: string; in: RichNode }>;
};

/* jsdom lays nothing out. */
beforeAll(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => new DOMRect();
  document.elementFromPoint = () => null;
});

afterEach(cleanup);

describe('RichView', () => {
  it.each(table.documents)('draws $name as the core writes it (PLAT-08)', (row) => {
    const { container } = render(<RichView value={row.out ?? row.in} />);
    const drawn = container.firstElementChild?.innerHTML
      .replace(/<div class="[^"]*">|<\/div>|<\/?tbody>/g, '')
      .replaceAll(
        ' target="_blank" rel="noopener noreferrer"',
        ' rel="noopener noreferrer" target="_blank"',
      )
      .replace(/(<p>.*)(<\/p>)/, (all) =>
        all.replaceAll("'", '&#39;').replaceAll('&nbsp;', '\u00a0'),
      );
    const wanted = row.html.includes('<script') ? '' : row.html.replaceAll('&quot;', '"');
    expect(drawn).toBe(wanted);
  });

  it.each(table.refused)('runs nothing of $name (SEC-13)', ({ in: doc }) => {
    const { container } = render(<RichView value={doc} />);
    expect(container.querySelector('script, img, [onclick], [style]')).toBeNull();
    container
      .querySelectorAll('a')
      .forEach((link) => expect(link.getAttribute('href')).toMatch(/^(https:\/\/|mailto:|tel:)/));
  });

  it('shows what was entered as plain text', () => {
    const { container } = render(<RichView value={'un\n<b>deux</b>'} />);
    expect(container.textContent).toBe('un<b>deux</b>');
    expect(container.querySelector('b')).toBeNull();
  });
});

describe('documents of the editor', () => {
  it.each(table.documents)('keeps $name (PLAT-08)', (row) => {
    const doc = row.out ?? row.in;
    const typed = typedOf(documentOf(JSON.stringify(doc)));
    if (row.plain === '') expect(typed).toBe('');
    else expect(JSON.parse(typed)).toEqual(doc);
  });

  it('shows the words of what it does not know', () => {
    const strange = {
      type: 'doc',
      content: [{ type: 'qr', content: [{ type: 'text', text: 'x' }] }],
    };
    expect(plainText(documentOf(JSON.stringify(strange)).toJSON() as RichNode)).toBe('x');
  });
});

/* --- written ---------------------------------------------------------------------------------- */

let updates: { mock: { contexts: unknown[] } };
let typed: string;
const view = (): EditorView => updates.mock.contexts.at(-1) as EditorView;

beforeEach(() => {
  typed = '';
  updates = vi.spyOn(EditorView.prototype, 'updateState');
});

function Held({ start, lang = 'fr' }: { start: string; lang?: string }) {
  const [value, setValue] = useState(start);
  return (
    <>
      <RichEditor
        id="r"
        label="Conclusions"
        lang={lang}
        value={value}
        required
        invalid={false}
        describedBy={undefined}
        onChange={(next) => {
          typed = next;
          setValue(next);
        }}
        onLeave={() => undefined}
      />
      <button type="button" onClick={() => setValue(JSON.stringify(fromText('Repris')))}>
        take
      </button>
    </>
  );
}

const tool = (name: string): HTMLElement => screen.getByRole('button', { name });
const doc = (): RichNode => JSON.parse(typed) as RichNode;

/* Anything done once shows the view. */
async function open(start = '', lang?: string): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup();
  render(<Held start={start} {...(lang ? { lang } : {})} />);
  await user.click(screen.getAllByRole('button')[0] as HTMLElement);
  await waitFor(() => expect(view()).toBeDefined());
  return user;
}

const paste = (html: string): void =>
  act(() => void view().pasteHTML(html, new Event('paste') as ClipboardEvent));

describe('RichEditor', () => {
  it('has names in French and in English, and says what it is', async () => {
    await open();
    const box = screen.getByRole('textbox', { name: 'Conclusions' });
    expect(box.getAttribute('aria-multiline')).toBe('true');
    expect(box.getAttribute('aria-required')).toBe('true');
    expect(box.getAttribute('data-placeholder')).toBe('Écrivez ici…');
    for (const name of [
      'Gras',
      'Italique',
      'Souligné',
      'Liste à puces',
      'Liste numérotée',
      'Lien',
      'Annuler la frappe',
      'Rétablir la frappe',
    ])
      expect(tool(name)).toBeDefined();
    expect(screen.getByRole('combobox', { name: 'Style du paragraphe' })).toBeDefined();
    screen
      .getAllByRole('button')
      .slice(0, 6)
      .forEach((each) => expect(each.title).not.toBe(''));
  });

  it('is in English where the page is', async () => {
    await open('', 'en');
    expect(tool('Bullet list')).toBeDefined();
    expect(screen.getByRole('toolbar', { name: 'Formatting' })).toBeDefined();
  });

  it('makes lists, headings and bold of what stands (CASE-07)', async () => {
    const user = await open('joint');
    expect(tool('Gras').getAttribute('aria-pressed')).toBe('true');
    await user.click(tool('Gras'));
    await user.click(tool('Liste à puces'));
    expect(doc().content?.[0]?.type).toBe('bullet_list');
    expect(tool('Liste à puces').getAttribute('aria-pressed')).toBe('true');
    await user.click(tool('Liste numérotée'));
    expect(doc().content?.[0]?.type).toBe('ordered_list');
    await user.click(tool('Liste numérotée'));
    await user.selectOptions(screen.getByRole('combobox'), 'Titre 2');
    expect(doc().content?.[0]).toMatchObject({ type: 'heading', attrs: { level: 2 } });
    await user.click(tool('Annuler la frappe'));
    expect(doc().content?.[0]?.type).toBe('paragraph');
  });

  it('goes along its buttons with the arrows, one stop of Tab', async () => {
    const user = await open();
    const row = screen.getByRole('toolbar');
    expect(row.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    act(() => tool('Gras').focus());
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(tool('Souligné'));
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
    expect(document.activeElement).toBe(tool('Rétablir la frappe'));
  });

  it('takes links that lead somewhere, and says so of the others (SEC-13)', async () => {
    const user = await open();
    await user.click(tool('Lien'));
    const address = screen.getByRole('textbox', { name: 'Adresse du lien' });
    await user.type(address, 'javascript:alert(1){Enter}');
    expect(screen.getByRole('alert').textContent).toContain('pas valable');
    await user.clear(address);
    await user.type(address, 'www.impots.gouv.fr{Enter}');
    expect(doc().content?.[0]?.content?.[0]).toEqual({
      type: 'text',
      marks: [{ type: 'link', attrs: { href: 'https://www.impots.gouv.fr/' } }],
      text: 'www.impots.gouv.fr',
    });
  });

  it('takes what was chosen elsewhere, once', async () => {
    const user = await open('mien');
    await user.click(screen.getByRole('button', { name: 'take' }));
    await waitFor(() => expect(screen.getByRole('textbox').textContent).toBe('Repris'));
  });

  it('reduces what is pasted to what it knows (SEC-13)', async () => {
    await open();
    paste(
      '<h1 onclick="x()">Titre</h1><p style="color:red">un <b>deux</b><script>alert(1)</script>' +
        '<a href="javascript:alert(1)">trois</a> <a href="http://a.fr/x">quatre</a></p><img src=x onerror=alert(1)>' +
        '<table><tr><th colspan="2">A</th></tr><tr><td>1</td><td>2</td></tr></table><iframe src="//x"></iframe>',
    );
    const types = (doc().content ?? []).map(({ type }) => type);
    expect(types.filter((type) => type !== 'paragraph')).toEqual(['heading', 'table']);
    expect(typed).not.toMatch(/script|onclick|onerror|colspan|iframe|style/);
    expect(typed).toContain('https://a.fr/x');
    expect(doc().content?.at(-1)?.type).toBe('paragraph');
  });

  it('makes lists of what Word calls lists', async () => {
    await open();
    const item = (mark: string, text: string): string =>
      `<p class=MsoListParagraph style='margin-left:36pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${mark}<span>&nbsp; </span></span><![endif]>${text}<o:p></o:p></p>\n`;
    paste(
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{mso-style-name:x}</style></head><body>\n<p>Avant</p>\n${item('·', 'puce')}${item('·', 'autre')}${item('1.', 'un')}</body></html>`,
    );
    expect(plainText(doc()).trim()).toBe('Avant\n\n- puce\n- autre\n\n1. un');
  });

  it('leaves what does not come from Word to the schema', () => {
    expect(cleanPaste('<p>x</p>')).toBe('<p>x</p>');
  });
});
