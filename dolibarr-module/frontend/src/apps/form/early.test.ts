import { describe, expect, it } from 'vitest';
import { typedEarly } from './early';

const plain = (html: string): HTMLElement => {
  const root = document.createElement('div');
  root.innerHTML = html;
  return root;
};

describe('CASE-07 what is typed before a form reacts', () => {
  const fields = [
    { code: 'wish', type: 'text', label: 'Souhait' },
    { code: 'note', type: 'long', label: 'Note' },
    { code: 'size', type: 'choice', label: 'Taille' },
    { code: 'kept', type: 'text', label: 'Gardé' },
    { code: 'papers', type: 'file', label: 'Pièces' },
  ];
  const html =
    '<input name="f_wish" value=""><textarea name="f_note">Lu</textarea><input name="f_kept" value="Un">' +
    '<select name="f_size"><option value=""> </option><option value="s" selected>S</option><option value="l">L</option></select>' +
    '<input type="file" name="f_papers">';

  it('is nothing where nothing was touched', () => {
    expect(typedEarly(plain(html), fields)).toEqual([]);
  });

  it('is what differs from what the page came with, emptied fields too', () => {
    const root = plain(html);
    root.querySelector<HTMLInputElement>('[name="f_wish"]')!.value = ' Un plan ';
    root.querySelector<HTMLTextAreaElement>('[name="f_note"]')!.value = '';
    root.querySelector<HTMLSelectElement>('[name="f_size"]')!.value = 'l';
    expect(typedEarly(root, fields)).toEqual([
      ['wish', 'Un plan'],
      ['note', ''],
      ['size', 'l'],
    ]);
  });
});
