/*
 * Mounts the template editor on [data-elaska-builder]:
 *   data-endpoint, data-token   the JSON door      data-lang  fr_FR, en_US     data-icons  address of icons.svg
 * What it opens stands in a <script type="application/json"> inside: {body, version, lists: [{code, label, items}]}.
 */
import './builder.css';
import { createRoot } from 'react-dom/client';
import { listsOf, type Office } from './api';
import { Builder } from './Builder';
import { through } from './engine';
import { setSprite } from './Icon';
import type { Choice, Template } from './model';

type Opened = {
  body: Template;
  version: number;
  lists: Array<{ code: string; label: string; items: Choice[] }>;
};

for (const root of document.querySelectorAll<HTMLElement>('[data-elaska-builder]')) {
  const office: Office = {
    endpoint: root.dataset['endpoint'] ?? '',
    token: root.dataset['token'] ?? '',
  };
  const text = root.querySelector('script[type="application/json"]')?.textContent ?? '{}';
  const opened = JSON.parse(text) as Opened;
  setSprite(root.dataset['icons'] ?? 'icons.svg');
  through(office);
  createRoot(root).render(
    <Builder
      office={office}
      lang={(root.dataset['lang'] ?? 'fr').slice(0, 2)}
      loaded={{ body: opened.body, version: opened.version, lists: listsOf(opened.lists) }}
    />,
  );
}
