import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Board } from './board';
import { indexAt } from './drag';
import { BoardModel, NO_FILTER } from './model';
import type { BoardData, Card, Setting } from './types';
import { boardWords } from './words';

type Asked = { op: string; in: Record<string, unknown> };

const asked: Asked[] = [];
let refuse = false;
let whole: BoardData | null = null;

const card = (id: number, status: string, more: Partial<Card> = {}): Card => ({
  id,
  title: `Tâche ${id}`,
  status,
  priority: 'normal',
  start_on: null,
  due_on: null,
  late: false,
  for_client: false,
  visible: true,
  billable: true,
  assignees: [],
  checks: { total: 0, done: 0 },
  comments: 0,
  files: 0,
  case: { id: 4, ref: 'DOS-2026-00004', title: 'Bail' },
  client: { id: 7, name: 'Boulangerie Étoile' },
  step: null,
  version: 1,
  native: null,
  ...more,
});

const data = (cards: Card[]): BoardData => ({
  columns: ['suggested', 'todo', 'doing', 'done'].map((code) => ({
    code,
    label:
      { suggested: 'Suggéré', todo: 'À faire', doing: 'En cours', done: 'Terminé' }[code] ?? '',
    colour: 'slate',
    class: code === 'done' ? 'done' : 'open',
    count: 0,
  })),
  cards,
  truncated: false,
  movable: true,
});

const setting: Setting = {
  office: { endpoint: '/ajax', token: 't' },
  words: boardWords('fr_FR'),
  lang: 'fr_FR',
  scope: { all: true },
  me: 2,
  people: [{ id: 2, name: 'Alice Marchand' }],
  steps: [],
  caseUrl: '/case?id={id}',
  fieldsUrl: '/fields?id={id}',
  fileUrl: '/file',
  uploadUrl: '/upload',
  timer: false,
};

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 20));
const titles = (root: HTMLElement, column: string): string[] =>
  [...root.querySelectorAll(`[data-column="${column}"] .elb-open`)].map(
    (one) => one.textContent ?? '',
  );
const press = (key: string): void =>
  void document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

beforeEach(() => {
  asked.length = 0;
  refuse = false;
  whole = null;
  document.body.replaceChildren();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe(): void {}
      unobserve(): void {}
    },
  );
  Element.prototype.scrollIntoView = () => undefined;
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    const body = JSON.parse(String(init.body)) as Asked;
    asked.push(body);
    if (refuse)
      return Promise.resolve(
        new Response(JSON.stringify({ error: { key: 'denied', message: 'Refusé.' } }), {
          status: 403,
        }),
      );
    const out = body.op === 'task.board' ? whole : { version: 2, next: null };
    return Promise.resolve(new Response(JSON.stringify({ out })));
  });
});

async function board(cards: Card[]): Promise<HTMLElement> {
  const root = document.createElement('div');
  document.body.append(root);
  await new Board(root, setting).start(data(cards));
  return root;
}

describe('CASE_21 model of the board', () => {
  test('CASE_21 a page that holds the first cards counts them all and asks for the rest', async () => {
    const first = data([card(1, 'todo')]);
    first.columns[1]!.count = 2;
    whole = data([card(1, 'todo'), card(2, 'todo', { assignees: [{ id: 9, name: 'Zoé' }] })]);
    const root = document.createElement('div');
    document.body.append(root);
    await new Board(root, setting).start({ ...first, partial: true });
    const count = (): string | null | undefined =>
      root.querySelector('[data-column="todo"] .elb-count')?.textContent;
    expect(count()).toBe('2');
    const card1 = root.querySelector('.elb-card');
    await vi.waitFor(() => expect(asked.map((one) => one.op)).toEqual(['task.board']));
    await vi.waitFor(() => expect(root.querySelector('.elb-person')?.textContent).toMatch(/Zoé/));
    expect(count()).toBe('2');
    expect(root.querySelector('.elb-card')).toBe(card1);
  });

  test('CASE_21 the rest of the cards keeps what is known and its order', () => {
    const model = new BoardModel({ ...data([card(3, 'todo')]), partial: true });
    const known = model.card(3);
    model.complete([card(2, 'todo'), card(3, 'todo'), card(4, 'doing')]);
    expect(model.partial).toBe(false);
    expect(model.visible('todo').map((one) => one.id)).toEqual([2, 3]);
    expect(model.card(3)).toBe(known);
    expect(model.count('doing')).toBe(1);
  });

  test('CASE_21 a card goes before another, last, and back to where it was', () => {
    const model = new BoardModel(data([card(1, 'todo'), card(2, 'todo'), card(3, 'doing')]));
    const from = model.place(1);
    expect(from).toEqual({ column: 'todo', before: 2 });
    model.move(1, { column: 'doing', before: 3 });
    expect(model.visible('doing').map((one) => one.id)).toEqual([1, 3]);
    model.move(1, from);
    expect(model.visible('todo').map((one) => one.id)).toEqual([1, 2]);
    model.move(1, { column: 'nowhere', before: null });
    expect(model.visible('todo')).toHaveLength(2);
  });

  test('CASE_22 filters by words without accents, person, lateness, priority', () => {
    const model = new BoardModel(
      data([
        card(1, 'todo', { late: true, assignees: [{ id: 2, name: 'Alice' }] }),
        card(2, 'todo', { title: 'Déposer les statuts', priority: 'urgent' }),
      ]),
    );
    const ids = (part: object): number[] => {
      model.filter = { ...NO_FILTER, ...part };
      return model.visible('todo').map((one) => one.id);
    };
    expect(ids({ text: 'deposer ETOILE' })).toEqual([2]);
    expect(ids({ late: true })).toEqual([1]);
    expect(ids({ person: -1 })).toEqual([2]);
    expect(ids({ urgent: true })).toEqual([2]);
    expect(ids({ text: 'rien de tel' })).toEqual([]);
  });

  test('CASE_21 the place under a pointer is found among the cards', () => {
    const nodes = [0, 100, 200].map((top) => {
      const node = document.createElement('li');
      node.getBoundingClientRect = () => ({ top, height: 90 }) as DOMRect;
      return node;
    });
    expect([10, 60, 150, 300].map((y) => indexAt(nodes, y))).toEqual([0, 1, 2, 3]);
  });
});

describe('CASE_21 board by keyboard', () => {
  test('CASE_21 Space takes a card, arrows carry it, Space puts it down and the server is told', async () => {
    const root = await board([card(1, 'todo'), card(2, 'todo'), card(3, 'doing')]);
    root.querySelector<HTMLElement>('[data-id="1"] .elb-open')?.focus();
    press(' ');
    press('ArrowRight');
    expect(root.querySelector('[aria-live]')?.textContent).toBe('En cours, 1 sur 2');
    press(' ');
    await settle();
    expect(asked).toEqual([{ op: 'task.move', in: { task: 1, to: 'doing', before: 3 } }]);
    expect(titles(root, 'doing')).toEqual(['Tâche 1', 'Tâche 3']);
    expect(document.activeElement?.textContent).toBe('Tâche 1');
    document.querySelector<HTMLElement>('.elu-toast button')?.click();
    await settle();
    expect(asked[1]).toEqual({ op: 'task.move', in: { task: 1, to: 'todo', before: 2 } });
    expect(titles(root, 'todo')).toEqual(['Tâche 1', 'Tâche 2']);
  });

  test('CASE_21 Escape brings it back, nothing is sent', async () => {
    const root = await board([card(1, 'todo'), card(3, 'doing')]);
    root.querySelector<HTMLElement>('[data-id="1"] .elb-open')?.focus();
    press(' ');
    press('ArrowRight');
    press('Escape');
    await settle();
    expect(titles(root, 'todo')).toEqual(['Tâche 1']);
    expect(asked).toEqual([]);
  });

  test('CASE_21 a refused move goes back and says why', async () => {
    refuse = true;
    const root = await board([card(1, 'todo'), card(3, 'doing')]);
    root.querySelector<HTMLElement>('[data-id="1"] .elb-open')?.focus();
    press(' ');
    press('ArrowRight');
    press('Enter');
    await settle();
    expect(titles(root, 'todo')).toEqual(['Tâche 1']);
    expect(document.querySelector('.elu-toast-bad')?.textContent).toContain('Refusé.');
  });

  test('CASE_24 a suggestion is not moved: it is accepted or refused', async () => {
    const root = await board([card(1, 'suggested'), card(3, 'todo')]);
    root.querySelector<HTMLElement>('[data-id="1"] .elb-open')?.focus();
    press(' ');
    press('ArrowRight');
    expect(titles(root, 'suggested')).toEqual(['Tâche 1']);
    expect(asked).toEqual([]);
  });

  test('CASE_21 only what is scrolled to is drawn, counts say all', async () => {
    const root = await board(Array.from({ length: 500 }, (_, i) => card(i + 1, 'todo')));
    expect(titles(root, 'todo').length).toBeLessThan(100);
    expect(root.querySelector('[data-column="todo"] .elb-count')?.textContent).toBe('500');
    const text = '<img src=x onerror=alert(1)>';
    const hostile = await board([card(1, 'todo', { title: text })]);
    expect(titles(hostile, 'todo')).toEqual([text]);
    expect(hostile.querySelector('img')).toBeNull();
  });
});
