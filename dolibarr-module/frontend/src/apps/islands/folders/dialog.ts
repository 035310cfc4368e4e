/* Dialogs of folders: what one is called and looks like, where something goes, whether one goes away. */
import { el } from '../dom';
import { glyph } from '../ui/icon';
import { flat, type Folder, type Person, type Tree } from './model';
import { put, type Words } from './words';

export const ICONS = [
  'folder', 'id', 'home', 'users', 'heart', 'heartbeat', 'shield', 'coins', 'receipt', 'receipt-tax', 'credit-card', 'building-bank',
  'building', 'briefcase', 'scale', 'calculator', 'calendar', 'school', 'car', 'plane', 'file', 'file-check', 'forms', 'archive', 'star',
  'bulb', 'chart-pie', 'heart-handshake', 'lock',
]; // prettier-ignore
const COLOURS = ['', 'slate', 'blue', 'teal', 'green', 'amber', 'orange', 'red', 'violet'];

export type Answer = { problem: string; field?: string | undefined } | null;

/* A form in a dialog: stays open with what is wrong, closes when it is done. */
function ask(
  words: Words,
  title: string,
  action: { label: string; bad?: boolean; shut?: boolean },
  body: HTMLElement[],
  submit: () => Promise<Answer>,
): HTMLDialogElement {
  const error = el('p', { class: 'elaska-error', role: 'alert', hidden: true });
  const go = el(
    'button',
    { type: 'submit', class: action.bad ? 'butActionDelete' : 'butAction', disabled: action.shut },
    action.label,
  );
  const form = el(
    'form',
    { method: 'dialog', novalidate: true },
    el('h2', {}, title),
    ...body,
    error,
    el(
      'div',
      { class: 'elf-acts' },
      el(
        'button',
        { type: 'button', class: 'elaska-second', click: () => dialog.close() },
        words.cancel,
      ),
      go,
    ),
  );
  const dialog = el('dialog', { class: 'elf-dialog', 'aria-label': title }, form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go.disabled = true;
    void submit().then((answer) => {
      go.disabled = false;
      if (!answer) return dialog.close();
      error.hidden = false;
      error.textContent = answer.problem;
      const field = answer.field && form.querySelector<HTMLElement>(`[name="${answer.field}"]`);
      if (field) {
        field.setAttribute('aria-invalid', 'true');
        field.focus();
      }
    });
  });
  const from = document.activeElement as HTMLElement | null;
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (from?.isConnected) from.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const row = (label: string, name: string, field: HTMLElement, help = ''): HTMLElement =>
  el(
    'div',
    { class: 'elf-row' },
    el('label', { for: `elf-${name}` }, label),
    field,
    help ? el('p', { class: 'elaska-help' }, help) : null,
  );

/* One of several as little pictures; radio buttons, so that keys work. */
function swatches(
  {
    legend,
    name,
    options,
    chosen,
  }: { legend: string; name: string; options: string[]; chosen: string },
  draw: (option: string) => Node,
  label: (option: string) => string,
): HTMLFieldSetElement {
  return el(
    'fieldset',
    { class: `elf-swatches elf-pick-${name}` },
    el('legend', {}, legend),
    ...options.map((option) => {
      const input = el('input', {
        type: 'radio',
        name,
        value: option,
        'aria-label': label(option),
      });
      input.checked = option === chosen;
      return el('label', { title: label(option) }, input, draw(option));
    }),
  );
}

const chosen = (form: HTMLElement, name: string): string =>
  form.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value ?? '';

function many(name: string, options: Person[], ids: number[]): HTMLSelectElement {
  const select = el('select', {
    id: `elf-${name}`,
    name,
    multiple: true,
    size: '5',
    class: 'flat',
  });
  for (const { id, name: text } of options) {
    const option = new Option(text, String(id));
    option.selected = ids.includes(id);
    select.append(option);
  }
  return select;
}
const picked = (select: HTMLSelectElement): number[] =>
  [...select.selectedOptions].map((option) => Number(option.value));

export type Looks = {
  name: string;
  icon: string;
  colour: string;
  visible: boolean;
  level: number;
  users?: number[];
  groups?: number[];
};
export type Readers = {
  users: Person[];
  groups: Person[];
  named: { users: number[]; groups: number[] };
};

function looksOf(words: Words, was: Looks): HTMLElement[] {
  const dot = (colour: string): Node =>
    el('span', { class: `elf-dot elaska-c-${colour || 'none'}` });
  const called = (colour: string): string => words.colours[colour] ?? colour;
  return [
    swatches(
      { legend: words.colour, name: 'colour', options: COLOURS, chosen: was.colour },
      dot,
      called,
    ),
    swatches(
      { legend: words.icon, name: 'icon', options: ICONS, chosen: was.icon || 'folder' },
      glyph,
      (icon) => icon,
    ),
  ];
}

/* Who reads it: asked where it is not for everybody. */
function whoOf(
  words: Words,
  was: Looks,
  readers: Readers,
): { rows: HTMLElement[]; read: () => Partial<Looks> } {
  const level = el('select', { id: 'elf-level', name: 'level', class: 'flat' });
  words.levels.forEach((text, i) => level.append(new Option(text, String(i))));
  level.value = String(was.level);
  const users = many('users', readers.users, readers.named.users);
  const groups = many('groups', readers.groups, readers.named.groups);
  const who = el(
    'div',
    {},
    row(words.users, 'users', users),
    readers.groups.length > 0 ? row(words.groups, 'groups', groups) : null,
  );
  const show = (): void => {
    who.hidden = level.value === '0';
  };
  level.addEventListener('change', show);
  show();
  const read = (): Partial<Looks> => {
    const n = Number(level.value);
    return { level: n, ...(n > 0 ? { users: picked(users), groups: picked(groups) } : {}) };
  };
  return { rows: [row(words.level, 'level', level, words.levelHelp), who], read };
}

export function editor(
  words: Words,
  { title, action }: { title: string; action: string },
  was: Looks,
  readers: Readers,
  save: (looks: Looks) => Promise<Answer>,
): void {
  const name = el('input', {
    id: 'elf-name',
    name: 'name',
    class: 'flat',
    maxlength: '80',
    required: true,
    autocomplete: 'off',
  });
  name.value = was.name;
  const visible = el('input', { type: 'checkbox', id: 'elf-visible', name: 'visible' });
  visible.checked = was.visible;
  const who = whoOf(words, was, readers);
  const seen = el(
    'div',
    { class: 'elf-row elf-check' },
    visible,
    el('label', { for: 'elf-visible' }, words.visible),
    el('p', { class: 'elaska-help' }, words.visibleHelp),
  );
  const body = [row(words.name, 'name', name), ...looksOf(words, was), seen, ...who.rows];
  const dialog = ask(words, title, { label: action }, body, () =>
    save({
      name: name.value.trim(),
      icon: chosen(dialog, 'icon'),
      colour: chosen(dialog, 'colour'),
      visible: visible.checked,
      level: 0,
      ...who.read(),
    }),
  );
  name.select();
}

/* Where to: the keyboard's twin of drag and drop. */
export function chooser(
  words: Words,
  { title, action, top }: { title: string; action: string; top: string },
  tree: Tree,
  allowed: (folder: Folder | null) => boolean,
  move: (to: number | null) => Promise<Answer>,
): void {
  const select = el('select', {
    id: 'elf-where',
    name: 'where',
    class: 'flat elf-where',
    size: '12',
  });
  if (allowed(null)) select.append(new Option(top, ''));
  for (const [folder, depth] of flat(tree)) {
    const option = new Option(`${'\u2003'.repeat(depth)}${folder.name}`, String(folder.id));
    option.disabled = !allowed(folder);
    select.append(option);
  }
  const first = [...select.options].find((option) => !option.disabled);
  if (first) first.selected = true;
  const go = (): Promise<Answer> => move(select.value === '' ? null : Number(select.value));
  const dialog = ask(
    words,
    title,
    { label: action, shut: !first },
    [row(words.where, 'where', select)],
    go,
  );
  select.addEventListener('dblclick', () =>
    dialog.querySelector<HTMLElement>('[type="submit"]')?.click(),
  );
  select.focus();
}

export function removal(
  words: Words,
  folder: Folder,
  inside: number,
  to: string,
  opens: boolean,
  remove: () => Promise<Answer>,
): void {
  const kept = folder.model && folder.count > 0;
  const text = kept
    ? words.removeModel
    : folder.total > 0
      ? put(words.removeHolds, { n: folder.total, to })
      : inside > 0
        ? put(words.removeSubs, { n: inside })
        : words.removeEmpty;
  const body = [el('p', {}, text)];
  if (opens && folder.total > 0)
    body.push(el('p', { class: 'elaska-notice' }, put(words.removeOpens, { to })));
  ask(
    words,
    put(words.removing, { name: folder.name }),
    { label: words.removeDo, bad: true, shut: kept },
    body,
    remove,
  );
}
