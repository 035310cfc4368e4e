/*
 * The viewer in Dolibarr's pages: loaded by page.js at the first click on the name of a document, which gives it the
 * documents of that page:
 *   window.ElaskaViewer.open({docs: [{id, name}], start, endpoint, token, file})     file: address of file.php
 *   window.ElaskaViewer.embed(element, {doc, endpoint, token, file}) -> closes it    one document, in the page (queue.js)
 */
import '@/styles/host.css';
import './viewer.css';
import { createRoot } from 'react-dom/client';
import Viewer, { Pane } from '@/components/viewer/Viewer';
import type { Preview, ViewerDoc, ViewerSource } from '@/components/viewer/types';
import { setLang } from '@/lib/format';
import { office } from '../islands/office';

type Door = { endpoint: string; token: string; file: string };
type Opening = Door & { docs: ViewerDoc[]; start: number };
type Embedding = Door & { doc: ViewerDoc };

declare global {
  interface Window {
    ElaskaViewer?: {
      open: (opening: Opening) => void;
      embed: (place: Element, embedding: Embedding) => () => void;
    };
  }
}

const address = (file: string, id: number, more: string): string =>
  `${file}${file.includes('?') ? '&' : '?'}id=${id}${more}`;

const sourceOf = ({ endpoint, token, file }: Door): ViewerSource => ({
  read: (id, signal) => office<Preview>({ endpoint, token }, 'preview.read', { file: id }, signal),
  page: (id, page) => address(file, id, `&page=${page}`),
  download: (doc) => window.location.assign(address(file, doc.id, '')),
});

function begin(place: Element) {
  setLang(document.documentElement.lang.startsWith('en') ? 'en' : 'fr');
  const root = document.createElement('div');
  root.className = 'elv';
  place.append(root);
  const view = createRoot(root);
  const end = (): void => {
    view.unmount();
    root.remove();
  };
  return { view, end };
}

function open({ docs, start, ...door }: Opening): void {
  const before = document.activeElement;
  const { view, end } = begin(document.body);
  const close = (): void => {
    end();
    if (before instanceof HTMLElement) before.focus();
  };
  view.render(<Viewer docs={docs} start={start} source={sourceOf(door)} onClose={close} />);
}

function embed(place: Element, { doc, ...door }: Embedding): () => void {
  const { view, end } = begin(place);
  view.render(<Pane doc={doc} source={sourceOf(door)} />);
  return end;
}

window.ElaskaViewer = { open, embed };
