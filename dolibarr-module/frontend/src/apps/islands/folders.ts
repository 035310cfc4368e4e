/*
 * The tree of folders beside a client's documents (DOC-01): made, changed, moved by hand or by key, files of the desktop
 * dropped on one, documents of the list dragged into one or filed by their menu. Everything is folder.tree and the
 * operations beside it; without a script its links still lead to what lies in each.
 */
import './folders.css';
import { listenToList } from './folders/drop';
import { View } from './folders/view';
import { Work, type Data } from './folders/work';
import { iconsFrom } from './ui/icon';

function start(root: HTMLElement, data: Data): void {
  iconsFrom(data.icons);
  const work = new Work(
    root,
    data,
    () => view.draw(),
    (id) => view.unfold(id),
  );
  const view = new View(work);
  view.draw();
  listenToList(work);
}

/* Open beside the list; on a phone a drawer that a tap beside it or Escape closes. */
function drawers(root: HTMLElement): void {
  const drawer = root.querySelector<HTMLDetailsElement>('details.elf-drawer');
  const wide = matchMedia('(min-width: 900px)');
  if (!drawer) return;
  const fit = (): void => {
    drawer.open = wide.matches;
  };
  wide.addEventListener('change', fit);
  fit();
  drawer.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !wide.matches) drawer.open = false;
  });
  document.addEventListener('pointerdown', (event) => {
    const inside = event.target instanceof Node && drawer.contains(event.target);
    if (!wide.matches && drawer.open && !inside && !document.querySelector('dialog[open]'))
      drawer.open = false;
  });
}

function mount(): void {
  for (const root of document.querySelectorAll<HTMLElement>('[data-elaska-folders]')) {
    const text = root.querySelector('script[data-elaska-folders-data]')?.textContent;
    if (text) start(root, JSON.parse(text) as Data);
    drawers(root);
  }
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', mount);
else mount();
