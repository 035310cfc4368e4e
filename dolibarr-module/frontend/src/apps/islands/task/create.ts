/* A new task: its title first, the rest if there is more to say. Nothing typed is lost when the server refuses it. */
import type { Person, Setting } from '../board/types';
import { el } from '../dom';
import { office, OfficeError } from '../office';
import { picker } from '../picker';
import { find } from '../timer-model';
import { words as timerWords } from '../text';
import { field, peopleField, select, type Option } from './fields';

type Chosen = { case?: number };

/* Which case it is of, where the board is not one case's. */
function casePart(setting: Setting, chosen: Chosen): HTMLElement {
  const { words, lang, office: config } = setting;
  const place = el('div', { class: 'elw-case' });
  const label = el('span', { class: 'elw-label' }, words.case);
  const named = (text: string): void => {
    const change = el(
      'button',
      { type: 'button', class: 'elw-plain', click: choose },
      words.changeCase,
    );
    place.replaceChildren(label, el('strong', {}, text), change);
  };
  const choose = (): void => {
    let names = new Map<number, string>();
    const box = picker({
      words: { ...timerWords(lang), search: words.chooseCase, none: words.none_case },
      here: null,
      find: async (search, signal) => {
        const rows = await find(config, search, signal);
        names = new Map(rows.map((row) => [row.id, `${row.ref} · ${row.title}`]));
        return rows;
      },
      pick: (target) => {
        chosen.case = target.case ?? 0;
        named(names.get(chosen.case) ?? '');
      },
    });
    place.replaceChildren(label, box);
  };
  const start = el(
    'button',
    { type: 'button', class: 'elw-plain', click: choose },
    words.chooseCase,
  );
  place.replaceChildren(label, start);
  return place;
}

class NewTask {
  private people: Person[];
  private readonly chosen: Chosen = {};
  private readonly title: HTMLTextAreaElement;
  private readonly text: HTMLTextAreaElement;
  private readonly due = el('input', { type: 'date' });
  private readonly start = el('input', { type: 'date' });
  private readonly client = el('input', { type: 'checkbox' });
  private readonly priority: HTMLSelectElement;
  private readonly step: HTMLSelectElement;
  private readonly error = el('p', { class: 'elaska-error', role: 'alert', hidden: true });
  private readonly button: HTMLButtonElement;
  private busy = false;

  constructor(
    private readonly setting: Setting,
    private readonly status: string | undefined,
    private readonly done: (id: number) => void,
  ) {
    const { words, me, people, steps, scope } = setting;
    this.people = people.filter((one) => one.id === me);
    if (scope.case) this.chosen.case = scope.case;
    const title = { class: 'elw-title', rows: '1', maxlength: '255', placeholder: words.title };
    this.title = el('textarea', { ...title, 'aria-label': words.title });
    this.text = el('textarea', { rows: '3', placeholder: words.describe });
    const levels = (['low', 'normal', 'high', 'urgent'] as const).map((p): Option => [p, words[p]]);
    this.priority = select(levels, 'normal', () => undefined);
    const stages = steps.map((one): Option => [String(one.id), one.label]);
    this.step = select([['', words.noStep], ...stages], '', () => undefined);
    this.button = el('button', { type: 'submit', class: 'butAction' }, words.create);
  }

  private assignees(): HTMLElement {
    const node = peopleField(this.setting, this.people, true, (people) => {
      this.people = people;
      node.replaceWith(this.assignees());
    });
    return node;
  }

  private fields(): HTMLElement[] {
    const { words, scope, steps } = this.setting;
    const half = (...nodes: HTMLElement[]): HTMLElement =>
      el('div', { class: 'elw-two' }, ...nodes);
    return [
      this.title,
      this.error,
      ...(scope.case ? [] : [casePart(this.setting, this.chosen)]),
      field(words.description, this.text),
      half(field(words.startOn, this.start), field(words.dueOn, this.due)),
      half(
        field(words.priority, this.priority),
        steps.length > 0 ? field(words.step, this.step) : el('span', {}),
      ),
      this.assignees(),
      el('label', { class: 'elw-tick' }, this.client, words.forClient),
    ];
  }

  form(close: () => void): HTMLElement {
    const { words } = this.setting;
    const send = (event: Event): void => {
      event.preventDefault();
      void this.send();
    };
    return el(
      'form',
      { class: 'elw-body elw-new', submit: send, novalidate: true },
      el('h2', {}, words.add),
      ...this.fields(),
      el(
        'div',
        { class: 'elw-acts' },
        this.button,
        el('button', { type: 'button', class: 'elaska-second', click: close }, words.cancel),
      ),
    );
  }

  private refuse(text: string, at: HTMLElement): void {
    this.error.textContent = text;
    this.error.hidden = false;
    at.setAttribute('aria-invalid', 'true');
    at.focus();
  }

  private input(): Record<string, unknown> {
    const step = Number(this.step.value);
    const text = this.text.value.trim();
    return {
      title: this.title.value.trim(),
      priority: this.priority.value,
      assignees: this.people.map((one) => one.id),
      for_client: this.client.checked,
      ...(this.chosen.case ? { case: this.chosen.case } : {}),
      ...(this.status ? { status: this.status } : {}),
      ...(text ? { description: text } : {}),
      ...(this.start.value ? { start_on: this.start.value } : {}),
      ...(this.due.value ? { due_on: this.due.value } : {}),
      ...(step ? { step } : {}),
    };
  }

  private async send(): Promise<void> {
    const { words } = this.setting;
    if (this.title.value.trim() === '') return this.refuse(words.required, this.title);
    if (this.busy) return;
    this.busy = true;
    this.button.disabled = true;
    try {
      const { id } = await office<{ id: number }>(this.setting.office, 'task.create', this.input());
      this.done(id);
    } catch (error) {
      const late = error instanceof OfficeError && error.key.includes('due');
      this.refuse((error as Error).message || words.failed, late ? this.due : this.title);
    }
    this.busy = false;
    this.button.disabled = false;
  }
}

export const newTask = (
  setting: Setting,
  status: string | undefined,
  done: (id: number) => void,
  close: () => void,
): HTMLElement => new NewTask(setting, status, done).form(close);
