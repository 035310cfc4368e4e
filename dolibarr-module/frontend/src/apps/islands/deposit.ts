/*
 * Documents of a case deposited on their line: chosen or dropped, one by one, with how far each is. Without a script the
 * checklist is still read, judged and changed.
 */
import { upload } from './upload';

function say(zone: HTMLElement, text: string): void {
  let line = zone.parentElement?.querySelector<HTMLElement>('.elaska-error');
  if (!line) {
    line = document.createElement('p');
    line.className = 'elaska-error';
    line.setAttribute('role', 'alert');
    zone.parentElement?.append(line);
  }
  line.textContent = text;
}

async function deposit(root: HTMLElement, zone: HTMLElement, files: File[]): Promise<void> {
  const refused: string[] = [];
  const { uploadUrl = '', token = '' } = root.dataset;
  const place = {
    object: zone.dataset['elaskaObject'] ?? 'piece',
    id: Number(zone.dataset['elaskaDeposit']),
    ...(zone.dataset['elaskaFolder'] ? { folder: Number(zone.dataset['elaskaFolder']) } : {}),
  };
  const show = (part: number) =>
    zone.style.setProperty('--elaska-part', `${Math.round(part * 100)}%`);
  zone.setAttribute('aria-busy', 'true');
  for (const file of files) {
    await upload(uploadUrl, token, place, file, show).catch((error: Error) =>
      refused.push(`${file.name} : ${error.message || '…'}`),
    );
  }
  zone.removeAttribute('aria-busy');
  if (refused.length > 0) say(zone, refused.join(' '));
  else if (files.length > 0) location.reload();
}

function attach(root: HTMLElement, zone: HTMLElement): void {
  const input = zone.querySelector('input');
  const take = (files: FileList | null | undefined) => void deposit(root, zone, [...(files ?? [])]);
  input?.addEventListener('change', () => take(input.files));
  for (const type of ['dragover', 'dragleave', 'drop'] as const)
    zone.addEventListener(type, (event) => {
      event.preventDefault();
      zone.classList.toggle('elaska-over', type === 'dragover');
      if (type === 'drop') take(event.dataTransfer?.files);
    });
}

export function startDeposits(): void {
  document.querySelectorAll<HTMLElement>('[data-upload-url].elaska-cockpit').forEach((root) => {
    root.classList.add('elaska-scripted');
    root
      .querySelectorAll<HTMLElement>('[data-elaska-deposit]')
      .forEach((zone) => attach(root, zone));
  });
}
