/*
 * Mounts the pages of letters on [data-elaska-letter]:
 *   data-endpoint, data-token  the JSON door    data-preview  the door of drawn pages    data-lang  fr_FR, en_US
 * What it opens stands in a <script type="application/json"> inside (model.ts, Opened).
 */
import '@/styles/host.css';
import './letter.css';
import { createRoot } from 'react-dom/client';
import { ComposePage } from './ComposePage';
import type { Opened } from './model';
import { TemplatePage } from './TemplatePage';

function mount(root: HTMLElement): void {
  const doors = {
    endpoint: root.dataset['endpoint'] ?? '',
    token: root.dataset['token'] ?? '',
    preview: root.dataset['preview'] ?? '',
  };
  const lang = (root.dataset['lang'] ?? 'fr').slice(0, 2);
  const text = root.querySelector('script[type="application/json"]')?.textContent ?? '{}';
  const opened = JSON.parse(text) as Opened;
  createRoot(root).render(
    opened.page === 'template' ? (
      <TemplatePage doors={doors} lang={lang} opened={opened} />
    ) : (
      <ComposePage doors={doors} lang={lang} opened={opened} />
    ),
  );
}

const start = (): void =>
  document.querySelectorAll<HTMLElement>('[data-elaska-letter]').forEach(mount);

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
