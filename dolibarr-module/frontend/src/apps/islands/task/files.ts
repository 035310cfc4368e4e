/* Attachments: chosen or dropped, each with its progress; a refused one says why and the others go on. */
import { el } from '../dom';
import { put } from '../text';
import { glyph } from '../ui/icon';
import { upload } from '../upload';
import type { FileRow, Window } from './types';

const size = (bytes: number, lang: string): string => {
  const [value, unit] = bytes < 1e6 ? [bytes / 1024, 'kilobyte'] : [bytes / 1048576, 'megabyte'];
  return new Intl.NumberFormat(lang.startsWith('en') ? 'en-GB' : 'fr-FR', {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
};

function row(w: Window, file: FileRow): HTMLElement {
  const { words, lang, fileUrl } = w.setting;
  return el(
    'li',
    {},
    glyph('file'),
    el(
      'a',
      { href: `${fileUrl}?id=${file.id}&view=1`, target: '_blank', rel: 'noopener' },
      file.name,
    ),
    el('small', {}, [size(file.size, lang), file.by].filter(Boolean).join(' · ')),
    w.task().may.edit
      ? el(
          'button',
          {
            type: 'button',
            class: 'elw-icon',
            'aria-label': put(words.deleteFile, { name: file.name }),
            title: put(words.deleteFile, { name: file.name }),
            click: () => void w.act('file.delete', { file: file.id }),
          },
          glyph('x'),
        )
      : null,
  );
}

export function files(w: Window): HTMLElement {
  const { words, uploadUrl, office } = w.setting;
  const { files: rows, id, visible } = w.task();
  const state = el('p', { class: 'elw-hint', role: 'status' });
  const send = async (list: File[]): Promise<void> => {
    const refused: string[] = [];
    for (const file of list) {
      const words1 = put(words.uploading, { name: file.name });
      state.textContent = words1;
      const show = (part: number): void =>
        void (state.textContent = `${words1} ${Math.round(part * 100)} %`);
      await upload(uploadUrl, office.token, { object: 'task', id, visible }, file, show).catch(
        (error: Error) => refused.push(`${file.name} : ${error.message || words.failed}`),
      );
    }
    state.textContent = '';
    await w.act('task.read', { task: id });
    if (refused.length > 0) w.say(refused.join(' '), true);
  };
  const input = el('input', {
    type: 'file',
    multiple: true,
    class: 'elu-hidden',
    change: () => void send([...(input.files ?? [])]),
  });
  const zone = el(
    'label',
    { class: 'elw-drop' },
    glyph('paperclip'),
    `${words.drop} `,
    el('u', {}, words.browse),
    input,
  );
  const over =
    (on: boolean) =>
    (event: Event): void => {
      event.preventDefault();
      zone.classList.toggle('elw-drop-over', on);
    };
  zone.addEventListener('dragover', over(true));
  zone.addEventListener('dragleave', over(false));
  zone.addEventListener('drop', (event) => {
    over(false)(event);
    void send([...(event.dataTransfer?.files ?? [])]);
  });
  return el(
    'section',
    { class: 'elw-part' },
    el('h3', {}, glyph('paperclip'), words.attachments),
    el('ul', { class: 'elw-files' }, ...rows.map((one) => row(w, one))),
    zone,
    state,
  );
}
