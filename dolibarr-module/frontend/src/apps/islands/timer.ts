/*
 * Timer of the top bar (TIME-02). Mounts on every [data-elaska-timer]:
 *   data-endpoint  address of ajax/office.php      data-token  value for X-Elaska-Token      data-lang  fr_FR, en_US
 *   data-entry-url address of a time entry, `{id}` replaced: stopping opens the draft that it made, where nothing typed
 *                  on the page would be lost; else a link to it is shown
 *   data-context   JSON of what the page is about: {"case":12} or {"client":5} ...; data-context-label its name
 * Anything with data-elaska-timer-start='{"case":12}' starts a timer on click, wherever it stands in the page.
 */
import './timer.css';
import { clock } from '@/lib/format/duration';
import { el } from './dom';
import { open as openPage, watchTyping } from './leave';
import type { OfficeConfig } from './office';
import { picker } from './picker';
import { put, words as wordsOf, type Words } from './text';
import { change, find, read, start, stop, type Target, type Timers } from './timer-model';
import { bar, panel, type Act, type Bar } from './timer-view';

function target(json: string | undefined): Target | null {
  try {
    const value: unknown = JSON.parse(json ?? '');
    return typeof value === 'object' && value !== null && Object.keys(value).length > 0
      ? (value as Target)
      : null;
  } catch {
    return null;
  }
}

class TimerIsland {
  private readonly config: OfficeConfig;
  private readonly words: Words;
  private timers: Timers = { running: null, paused: [], at: Date.now() };
  private shown: Bar | null = null;
  private open = false;
  private busy = false;
  private readonly note = el('p', { class: 'elt-note', role: 'status' });

  constructor(private readonly root: HTMLElement) {
    this.config = { endpoint: root.dataset['endpoint'] ?? '', token: root.dataset['token'] ?? '' };
    this.words = wordsOf(root.dataset['lang']);
    root.classList.add('elt');
    watchTyping(root);
    setInterval(() => this.shown?.tick(Date.now()), 250);
    /* Another tab may have stopped it: coming back asks again. */
    document.addEventListener('visibilitychange', () => !document.hidden && void this.refresh());
    document.addEventListener('pointerdown', (event) => {
      if (this.open && !root.contains(event.target as Node)) this.toggle(false);
    });
    root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.open) return;
      this.toggle(false);
      root.querySelector<HTMLElement>('[data-more]')?.focus();
    });
    this.draw();
    void this.refresh();
  }

  begin(where: Target): void {
    void this.run(async () => {
      await start(this.config, where);
      this.open = false;
    });
  }

  private readonly act: Act = {
    pause: (id) => void this.run(() => change(this.config, 'pause', id)),
    resume: (id) => void this.run(() => change(this.config, 'resume', id)),
    discard: (id) => void this.run(() => change(this.config, 'discard', id)),
    stop: (id) => void this.run(() => this.stop(id)),
    toggle: () => this.toggle(!this.open),
  };

  private async stop(id: number): Promise<void> {
    const done = await stop(this.config, id);
    const entry = this.root.dataset['entryUrl']?.replace('{id}', String(done.time));
    this.say(
      put(this.words.saved, { time: clock(done.duration_s) }),
      done.over_warn ? this.words.over : '',
      entry ? el('a', { href: entry }, this.words.open) : '',
    );
    document.dispatchEvent(new CustomEvent('elaska:time', { detail: done }));
    if (entry) openPage(entry);
  }

  /* One action at a time: a double click does not stop two timers. */
  private async run(action: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.note.replaceChildren();
    try {
      await action();
    } catch (error) {
      this.say((error as Error).message || this.words.failed);
    }
    this.busy = false;
    await this.refresh();
  }

  private say(...parts: Array<string | Node>): void {
    this.note.replaceChildren(...parts.filter(Boolean).flatMap((part) => [part, ' ']));
    window.setTimeout(() => this.note.replaceChildren(), 12_000);
  }

  private async refresh(): Promise<void> {
    try {
      this.timers = await read(this.config);
    } catch {
      /* Kept as it was: the seconds still tick, the next action or visit asks again. */
    }
    this.draw();
  }

  private toggle(open: boolean): void {
    this.open = open;
    this.draw();
  }

  private draw(): void {
    const focused =
      document.activeElement?.getAttribute('data-more') !== null &&
      this.root.contains(document.activeElement);
    this.shown = bar(this.timers, this.words, this.act, this.open);
    const here = target(this.root.dataset['context']);
    const body = this.open
      ? panel(
          this.timers,
          this.words,
          this.act,
          picker({
            words: this.words,
            here: here ? { label: this.root.dataset['contextLabel'] ?? '', target: here } : null,
            find: (search, signal) => find(this.config, search, signal),
            pick: (where) => this.begin(where),
          }),
        )
      : '';
    this.root.replaceChildren(this.shown.node, body, this.note);
    if (focused && !this.open) this.root.querySelector<HTMLElement>('[data-more]')?.focus();
  }
}

function mount(): void {
  const islands = [...document.querySelectorAll<HTMLElement>('[data-elaska-timer]')].map(
    (root) => new TimerIsland(root),
  );
  document.addEventListener('click', (event) => {
    const starter = (event.target as Element).closest<HTMLElement>('[data-elaska-timer-start]');
    const where = target(starter?.dataset['elaskaTimerStart']);
    if (!where || !islands[0]) return;
    event.preventDefault();
    islands[0].begin(where);
  });
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', mount);
else mount();
