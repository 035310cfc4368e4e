/*
 * The viewer in Dolibarr's pages: loaded by page.js at the first click on the name of a document, which gives it the
 * documents of that page:
 *   window.ElaskaViewer.open({docs: [{id, name}], start, endpoint, token, file})     file: address of file.php
 */
import '@/styles/host.css';
import './viewer.css';
import { createRoot } from 'react-dom/client';
import Viewer from '@/components/viewer/Viewer';
import type { Preview, ViewerDoc } from '@/components/viewer/types';
import { setLang } from '@/lib/format';
import { office } from '../islands/office';

type Opening = {
  docs: ViewerDoc[];
  start: number;
  endpoint: string;
  token: string;
  file: string;
};

declare global {
  interface Window {
    ElaskaViewer?: { open: (opening: Opening) => void };
  }
}

function open({ docs, start, endpoint, token, file }: Opening): void {
  setLang(document.documentElement.lang.startsWith('en') ? 'en' : 'fr');
  const before = document.activeElement;
  const root = document.createElement('div');
  root.className = 'elv';
  document.body.append(root);
  const view = createRoot(root);
  const address = (id: number, more: string): string =>
    `${file}${file.includes('?') ? '&' : '?'}id=${id}${more}`;
  const source = {
    read: (id: number, signal: AbortSignal) =>
      office<Preview>({ endpoint, token }, 'preview.read', { file: id }, signal),
    page: (id: number, page: number) => address(id, `&page=${page}`),
    download: (doc: ViewerDoc) => window.location.assign(address(doc.id, '')),
  };
  const close = (): void => {
    view.unmount();
    root.remove();
    if (before instanceof HTMLElement) before.focus();
  };
  view.render(<Viewer docs={docs} start={start} source={source} onClose={close} />);
}

window.ElaskaViewer = { open };
