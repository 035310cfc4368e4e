import { beforeEach, describe, expect, test, vi } from 'vitest';
import type * as Leave from './leave';
import { office, OfficeError } from './office';
import { elapsed, name, type Timers } from './timer-model';

type Asked = { op: string; in: Record<string, unknown>; token: string | null };

const asked: Asked[] = [];
const opened: string[] = [];
vi.mock('./leave', () => ({
  watchTyping: () => undefined,
  open: (address: string) => opened.push(address) > 0,
}));
let running: { id: number; elapsed_s: number; case: { id: number; title: string } } | null = null;

function serve(): void {
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    const body = JSON.parse(String(init.body)) as { op: string; in: Record<string, unknown> };
    asked.push({ ...body, token: new Headers(init.headers).get('x-elaska-token') });
    const answers: Record<string, () => unknown> = {
      'timer.read': () => ({ running, paused: [] }),
      'timer.start': () => {
        running = {
          id: 7,
          elapsed_s: 0,
          case: { id: Number(body.in['case']), title: 'Bail commercial' },
        };
        return { id: 7 };
      },
      'timer.stop': () => {
        running = null;
        return { time: 55, duration_s: 4528, over_warn: false };
      },
      'case.picker': () => [
        { id: 31, ref: 'DOS-31', title: 'Accompagnement', client: { id: 17, name: 'Petit' } },
        { id: 32, ref: 'DOS-32', title: 'Bail commercial', client: { id: 17, name: 'Petit' } },
      ],
      'time.parse': () => ({ seconds: 4500 }),
    };
    if (body.op === 'time.parse' && body.in['duration'] === '15') {
      const refusal = {
        key: 'duration.bare_number',
        message: 'Précisez l’unité : 15 min ou 15 h.',
      };
      return Promise.resolve(new Response(JSON.stringify(refusal), { status: 422 }));
    }
    return Promise.resolve(new Response(JSON.stringify({ out: answers[body.op]?.() ?? {} })));
  });
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

beforeEach(() => {
  asked.length = 0;
  running = null;
  serve();
});

describe('timer', () => {
  test('TIME_02 seconds come from the server, this clock only adds what passed', () => {
    const timers: Timers = { running: { id: 1, elapsed_s: 3600 }, paused: [], at: 1_000_000 };
    expect(elapsed(timers.running!, timers, 1_000_000 + 12_900)).toBe(3612);
    expect(elapsed({ id: 2, elapsed_s: 90 }, timers, 9_999_999)).toBe(90);
  });

  test('TIME_02 a timer is named by its case, else its client', () => {
    expect(
      name({
        id: 1,
        elapsed_s: 0,
        case: { id: 3, title: 'Bail' },
        client: { id: 4, name: 'Petit' },
      }),
    ).toBe('Bail');
    expect(name({ id: 1, elapsed_s: 0, client: { id: 4, name: 'Petit' } })).toBe('Petit');
    expect(name({ id: 1, elapsed_s: 0 })).toBe('#1');
  });

  test('TIME_02 starts by keyboard on a found case and stops in one click', async () => {
    Element.prototype.scrollIntoView = () => undefined;
    document.body.innerHTML =
      '<div data-elaska-timer data-endpoint="/office" data-token="tok" data-lang="fr_FR" data-entry-url="/time?id={id}"></div>';
    await import('./timer');
    await settle();
    const root = document.querySelector<HTMLElement>('[data-elaska-timer]')!;
    root.querySelector<HTMLElement>('.elt-start')!.click();
    await settle();
    const box = root.querySelector<HTMLInputElement>('[role=combobox]')!;
    expect(document.activeElement).toBe(box);
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }));
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await settle();
    expect(asked.find((call) => call.op === 'timer.start')).toMatchObject({
      in: { case: 32, client: 17 },
      token: 'tok',
    });
    expect(root.querySelector('.elt-time')?.textContent).toBe('00:00:00');
    const stop = root.querySelector<HTMLElement>('[aria-label="Arrêter et enregistrer"]')!;
    stop.click();
    stop.click();
    await settle();
    expect(asked.filter((call) => call.op === 'timer.stop')).toHaveLength(1);
    expect(root.textContent).toContain('01:15:28 enregistrées');
    expect(root.querySelector('a')?.getAttribute('href')).toBe('/time?id=55');
    expect(opened).toEqual(['/time?id=55']);
  });

  test('TIME_02 stopping does not leave a page on which something was typed', async () => {
    const { open, watchTyping } = await vi.importActual<typeof Leave>('./leave');
    document.body.innerHTML = '<div id="own"></div><form><textarea></textarea></form>';
    watchTyping(document.getElementById('own')!);
    document.querySelector('textarea')!.dispatchEvent(new Event('input', { bubbles: true }));
    expect(open('/time?id=55')).toBe(false);
  });
});

describe('duration preview', () => {
  test('TIME_03 says what was understood, and why not', async () => {
    document.body.innerHTML =
      '<form data-endpoint="/office" data-token="tok"><input data-elaska-duration value=""></form>';
    await import('./duration');
    const input = document.querySelector('input')!;
    const type = async (text: string) => {
      input.value = text;
      input.dispatchEvent(new Event('blur'));
      await settle();
      return document.querySelector('output')?.textContent;
    };
    expect(await type('1h15')).toBe('Compris : 01:15:00');
    expect(await type('15')).toBe('Précisez l’unité : 15 min ou 15 h.');
    expect(input.hasAttribute('aria-invalid')).toBe(true);
    expect(await type('')).toBe('');
  });
});

describe('office door', () => {
  test('PLAT_06 a refusal carries its sentence, key and status', async () => {
    const failed = office({ endpoint: '/office', token: 't' }, 'time.parse', { duration: '15' });
    await expect(failed).rejects.toBeInstanceOf(OfficeError);
    await expect(failed).rejects.toMatchObject({ key: 'duration.bare_number', status: 422 });
  });
});
