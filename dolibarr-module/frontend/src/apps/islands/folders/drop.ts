/* Folders and documents dragged to a folder, files of the desktop dropped on one. */
import { byId, type Folder } from './model';
import type { Work } from './work';

export const FOLDER = 'application/x-elaska-folder';
const FILES = 'application/x-elaska-documents';

function dropFolder(
  work: Work,
  dragged: Folder,
  on: Folder | null,
  where: 'before' | 'into',
): void {
  const parent = where === 'before' ? (byId(work.tree, on?.parent ?? null) ?? null) : on;
  if (dragged.id === on?.id) return;
  void work
    .move(dragged, parent?.id ?? null, where === 'before' ? on?.id : undefined)
    .then(work.loud);
}

export function dropZone(work: Work, node: HTMLElement, folder: Folder | null): void {
  const part = (event: DragEvent): 'before' | 'into' => {
    const box = node.getBoundingClientRect();
    const line = event.dataTransfer?.types.includes(FOLDER) && folder !== null;
    return line && event.clientY - box.top < box.height * 0.28 ? 'before' : 'into';
  };
  const clear = (): void => node.classList.remove('elf-into', 'elf-before');
  node.addEventListener('dragover', (event) => {
    const types = event.dataTransfer?.types ?? [];
    if (!types.includes(FOLDER) && !types.includes(FILES) && !(types.includes('Files') && folder))
      return;
    event.preventDefault();
    event.stopPropagation();
    clear();
    node.classList.add(part(event) === 'before' ? 'elf-before' : 'elf-into');
  });
  node.addEventListener('dragleave', clear);
  node.addEventListener('drop', (event) => {
    const data = event.dataTransfer;
    const where = part(event);
    clear();
    if (!data) return;
    event.preventDefault();
    event.stopPropagation();
    const dragged = byId(work.tree, Number(data.getData(FOLDER)) || null);
    const documents = data.getData(FILES);
    if (dragged) return dropFolder(work, dragged, folder, where);
    if (documents)
      void work.file(JSON.parse(documents) as number[], folder?.id ?? null).then(work.loud);
    else if (folder) void work.deposit(folder, [...data.files]);
  });
}

export function listenToList(work: Work): void {
  const list = document.querySelector<HTMLElement>('[data-elaska-list]');
  if (!list || !work.tree.may.edit) return;
  list.addEventListener('elaska:file', (event) => {
    const { ids } = (event as CustomEvent<{ ids: number[] }>).detail;
    work.filing(ids);
  });
  list.addEventListener('dragstart', (event) => {
    const from = event.target instanceof Element ? event.target : null; /* or chosen text */
    const row = from?.closest<HTMLElement>('tr[data-row]');
    if (!row || !event.dataTransfer) return;
    const id = Number(row.dataset['row']);
    const ticked = [...list.querySelectorAll<HTMLElement>('tr[data-row]')]
      .filter((one) => one.querySelector<HTMLInputElement>('.elaska-tick input')?.checked)
      .map((one) => Number(one.dataset['row']));
    const ids = ticked.includes(id) ? ticked : [id];
    event.dataTransfer.setData(FILES, JSON.stringify(ids));
    event.dataTransfer.effectAllowed = 'move';
  });
}
