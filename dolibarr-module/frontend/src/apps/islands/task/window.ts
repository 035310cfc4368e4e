/*
 * A task in a window over the board or the page (CASE-23). Fields save themselves; two people on one task lose
 * nothing: what the other changed is shown beside what was typed here.
 */
import { el } from '../dom';
import { office } from '../office';
import { put } from '../text';
import { glyph } from '../ui/icon';
import { toast } from '../ui/toast';
import type { Setting } from '../board/types';
import type { Words } from '../board/words';
import { checklist } from './checklist';
import { decide } from './decide';
import { grows, side } from './fields';
import { files } from './files';
import { more } from './more';
import { newTask } from './create';
import { talk } from './talk';
import { asCard, type On, type Task, type Window } from './types';

type Conflict = {
  conflict?: boolean;
  fields?: { code: string; yours: unknown; theirs: unknown }[];
};

const NAMES: Partial<Record<string, keyof Words>> = {
  title: 'title',
  description: 'description',
  priority: 'priority',
  start_on: 'startOn',
  due_on: 'dueOn',
  assignees: 'people',
  step: 'step',
  for_client: 'forClient',
  billable: 'billable',
  visible: 'visible',
  recurrence: 'recurrence',
  checklist: 'checklist',
};

export function shell(label: string, words: Words, closed: () => void): HTMLDialogElement {
  const close = el(
    'button',
    { type: 'button', class: 'elw-close', 'aria-label': words.close, title: words.close },
    glyph('x'),
  );
  const dialog = el('dialog', { class: 'elw', 'aria-label': label }, close);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    closed();
  });
  /* A click beside it closes it; one that began inside does not. */
  dialog.addEventListener('pointerdown', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/* Fields as the core names them, to be told apart from what somebody else wrote. */
function was(task: Task, name: string): unknown {
  if (name === 'assignees') return task.assignees.map((one) => one.id);
  if (name === 'checklist')
    return task.checklist.map(({ id, label, client }) => ({ id, label, client }));
  return (task as unknown as Record<string, unknown>)[name] ?? null;
}

class TaskWindow {
  private task!: Task;
  private readonly dialog: HTMLDialogElement;
  private readonly body = el('div', { class: 'elw-body' });
  private readonly state = el('span', { class: 'elw-state', role: 'status' });
  private readonly notes = el('div', { class: 'elw-notes' });
  private readonly back = document.activeElement as HTMLElement | null;

  constructor(
    private readonly id: number,
    private readonly setting: Setting,
    private readonly on: On,
  ) {
    this.dialog = shell(
      setting.words.task,
      setting.words,
      () => this.back?.isConnected && this.back.focus(),
    );
    this.dialog.append(this.body);
    this.body.append(el('p', { class: 'elw-none', 'aria-busy': 'true' }, setting.words.loading));
  }

  private readonly parts: Window = {
    setting: this.setting,
    task: () => this.task,
    save: (part) => this.save(part),
    act: (op, input, said) => this.act(op, input, said),
    say: (text, bad) => toast(text, { bad: bad === true }),
  };

  async start(): Promise<void> {
    try {
      await this.read();
    } catch (error) {
      this.body.replaceChildren(
        el(
          'p',
          { class: 'elw-none', role: 'alert' },
          (error as Error).message || this.setting.words.failed,
        ),
      );
    }
  }

  private async read(): Promise<void> {
    this.task = await office<Task>(this.setting.office, 'task.read', { task: this.id });
    this.draw();
  }

  private head(): HTMLElement {
    const { words, caseUrl } = this.setting;
    const { case: of, client, title, may } = this.task;
    const about = of
      ? el('a', { href: caseUrl.replace('{id}', String(of.id)) }, `${of.ref} · ${of.title}`)
      : null;
    const save = (text: string): void => {
      if (text === '') return toast(words.required, { bad: true });
      void this.save({ title: text });
    };
    return el(
      'header',
      { class: 'elw-head' },
      el(
        'p',
        { class: 'elw-over' },
        about,
        client ? `${of ? ' · ' : ''}${client.name}` : '',
        this.state,
      ),
      grows(
        { class: 'elw-title', maxlength: '255', 'aria-label': words.title, readonly: !may.edit },
        title,
        save,
      ),
    );
  }

  private foot(): HTMLElement | null {
    const { words } = this.setting;
    if (!this.task.may.edit) return null;
    return el(
      'footer',
      { class: 'elw-foot' },
      el(
        'button',
        { type: 'button', class: 'elw-plain elaska-danger', click: () => void this.remove() },
        words.delete,
      ),
    );
  }

  private draw(): void {
    const { words } = this.setting;
    const w = this.parts;
    const top = this.body.scrollTop;
    const describe = {
      class: 'elw-describe',
      placeholder: words.describe,
      'aria-label': words.description,
    };
    this.body.replaceChildren(
      this.head(),
      this.notes,
      decide(w) ?? '',
      el(
        'div',
        { class: 'elw-cols' },
        el(
          'div',
          { class: 'elw-main' },
          grows(
            { ...describe, readonly: !this.task.may.edit, maxlength: '60000' },
            this.task.description ?? '',
            (text) => void this.save({ description: text || null }),
          ),
          checklist(w),
          more(w) ?? '',
          files(w),
          talk(w),
        ),
        side(w),
      ),
      this.foot() ?? '',
    );
    this.body.scrollTop = top;
  }

  private async save(part: Record<string, unknown>): Promise<boolean> {
    const { words } = this.setting;
    const before = Object.fromEntries(
      Object.keys(part).map((name) => [name, was(this.task, name)]),
    );
    this.state.textContent = words.saving;
    try {
      const answer = await office<Conflict & { version: number }>(
        this.setting.office,
        'task.update',
        {
          task: this.id,
          version: this.task.version,
          was: before,
          ...part,
        },
      );
      this.state.textContent = '';
      if (answer.conflict) {
        this.differ(answer, part);
        return false;
      }
      this.notes.replaceChildren();
      await this.read();
      this.state.textContent = words.saved;
      this.on.changed(asCard(this.task));
      return true;
    } catch (error) {
      this.state.textContent = '';
      toast((error as Error).message || words.failed, { bad: true });
      return false;
    }
  }

  /* Both values side by side: one click keeps either. */
  private differ(answer: Conflict & { version: number }, part: Record<string, unknown>): void {
    const { words } = this.setting;
    this.task.version = answer.version;
    const rows = (answer.fields ?? []).map(({ code, theirs }) => {
      const text = typeof theirs === 'string' || theirs === null ? (theirs ?? '') : '…';
      const name = NAMES[code];
      const field = name ? words[name] : code;
      const keep = (): void => {
        (this.task as unknown as Record<string, unknown>)[code] = theirs;
        void this.save(part);
      };
      return el(
        'div',
        { class: 'elw-decide', role: 'alert' },
        el('p', {}, put(words.conflict, { field, theirs: String(text) })),
        el(
          'div',
          { class: 'elw-acts' },
          el('button', { type: 'button', class: 'elaska-second', click: keep }, words.keepMine),
          el(
            'button',
            {
              type: 'button',
              class: 'elaska-second',
              click: () => {
                this.notes.replaceChildren();
                void this.read();
              },
            },
            words.keepTheirs,
          ),
        ),
      );
    });
    this.notes.replaceChildren(...rows);
  }

  private async act(op: string, input: Record<string, unknown>, said = ''): Promise<boolean> {
    try {
      await office(this.setting.office, op, input);
      await this.read();
      this.on.changed(asCard(this.task));
      if (said) toast(said);
      return true;
    } catch (error) {
      toast((error as Error).message || this.setting.words.failed, { bad: true });
      return false;
    }
  }

  private async remove(): Promise<void> {
    const { words } = this.setting;
    if (!window.confirm(put(words.deleteAsk, { title: this.task.title }))) return;
    try {
      await office(this.setting.office, 'task.delete', { task: this.id });
    } catch (error) {
      return toast((error as Error).message || words.failed, { bad: true });
    }
    this.dialog.close();
    this.on.removed(this.id);
    toast(words.deleted);
  }
}

export const openTask = (id: number, setting: Setting, on: On): Promise<void> =>
  new TaskWindow(id, setting, on).start();

export function createTask(setting: Setting, status: string | undefined, on: On): void {
  const dialog = shell(setting.words.add, setting.words, () => undefined);
  dialog.classList.add('elw-small');
  const done = (id: number): void => {
    dialog.close();
    void office<Task>(setting.office, 'task.read', { task: id }).then((task) =>
      on.changed(asCard(task)),
    );
  };
  dialog.append(newTask(setting, status, done, () => dialog.close()));
  dialog.querySelector<HTMLElement>('.elw-title')?.focus();
}
