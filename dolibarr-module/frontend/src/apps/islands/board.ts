/*
 * Board of tasks (CASE-21, CASE-23). Mounts on [data-elaska-board]:
 *   data-endpoint, data-token, data-lang   as all islands       data-icons  address of the sprite
 *   data-scope    JSON, input of task.board                     data-me     id of the user
 *   data-people   JSON [{id, name}]    data-steps  JSON [{id, label}] of the case
 *   data-case-url  address, `{id}` replaced      data-file-url, data-upload-url  the doors of files
 *   data-fields-url  page where the custom fields of a task are typed, `{id}` replaced
 *   a <script type="application/json"> inside: the board's data as the page read it, so that nothing is waited for
 */
import './ui/ui.css';
import './board/board.css';
import './task/parts.css';
import './task/task.css';
import { Board } from './board/board';
import { boardWords } from './board/words';
import type { BoardData, Setting } from './board/types';
import { startDeposits } from './deposit';
import { iconsFrom } from './ui/icon';

function read<T>(text: string | undefined | null, otherwise: T): T {
  try {
    return text ? (JSON.parse(text) as T) : otherwise;
  } catch {
    return otherwise;
  }
}

function settingOf(root: HTMLElement): Setting {
  const data = root.dataset;
  const lang = data['lang'] ?? document.documentElement.lang;
  return {
    office: { endpoint: data['endpoint'] ?? '', token: data['token'] ?? '' },
    words: boardWords(lang),
    lang,
    scope: read(data['scope'], { mine: true }),
    me: Number(data['me'] ?? 0),
    people: read(data['people'], []),
    steps: read(data['steps'], []),
    caseUrl: data['caseUrl'] ?? '',
    fieldsUrl: data['fieldsUrl'] ?? '',
    fileUrl: data['fileUrl'] ?? '',
    uploadUrl: data['uploadUrl'] ?? '',
    timer: 'timer' in data,
  };
}

function mount(): void {
  document.querySelectorAll<HTMLElement>('[data-elaska-board]').forEach((root) => {
    iconsFrom(root.dataset['icons']);
    const script = root.querySelector('script[type="application/json"]');
    const given = read<BoardData | null>(script?.textContent, null);
    void new Board(root, settingOf(root)).start(given);
  });
  startDeposits();
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', mount);
else mount();
