/*
 * Mounts the template editor on [data-elaska-builder]:
 *   data-upload-url, data-file-url   the doors of files
 *   data-endpoint, data-token   the JSON door      data-lang  fr_FR, en_US     data-icons, data-core  addresses of icons.svg and elaska.wasm
 * What it opens stands in a <script type="application/json"> inside: {body, version, lists: [{code, label, items}]}.
 */
import '@/styles/host.css';
import './styles/frame.css';
import './styles/cards.css';
import './styles/properties.css';
import './styles/forms.css';
import './styles/preview.css';
import './styles/narrow.css';
import { createRoot } from 'react-dom/client';
import { listsOf, type Office } from './api';
import { Builder } from './Builder';
import { setCore } from './engine';
import { setSprite } from './Icon';
import type { Choice, Template } from './model';

type Opened = {
  body: Template;
  version: number;
  lists: Array<{ code: string; label: string; items: Choice[] }>;
};

/* Themes keep their menu in sight: what stays in sight here stays under it. */
function belowMenu(root: HTMLElement): void {
  const menu = document.querySelector<HTMLElement>('.side-nav-vert, #id-top');
  if (!menu || !/fixed|sticky/.test(getComputedStyle(menu).position)) return;
  root.style.setProperty('--elb-top', `${menu.offsetHeight}px`);
}

function mount(root: HTMLElement): void {
  belowMenu(root);
  const office: Office = {
    endpoint: root.dataset['endpoint'] ?? '',
    token: root.dataset['token'] ?? '',
  };
  const text = root.querySelector('script[type="application/json"]')?.textContent ?? '{}';
  const opened = JSON.parse(text) as Opened;
  setSprite(root.dataset['icons'] ?? 'icons.svg');
  setCore(root.dataset['core'] ?? 'elaska.wasm');
  createRoot(root).render(
    <Builder
      office={office}
      doors={{
        upload: root.dataset['uploadUrl'] ?? '',
        file: root.dataset['fileUrl'] ?? '',
        token: office.token,
      }}
      lang={(root.dataset['lang'] ?? 'fr').slice(0, 2)}
      loaded={{ body: opened.body, version: opened.version, lists: listsOf(opened.lists) }}
    />,
  );
}

const start = (): void =>
  document.querySelectorAll<HTMLElement>('[data-elaska-builder]').forEach(mount);

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
