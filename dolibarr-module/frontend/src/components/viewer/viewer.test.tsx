/* The viewer: waits while a preview is drawn, pages, zoom, rotation, the next document, what has no preview (DOC-04). */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Preview, ViewerSource } from './types';
import { waitMs } from './use-preview';
import Viewer, { nextZoom } from './Viewer';

const READY: Preview = {
  name: 'Bail.pdf',
  size: 2048,
  download: true,
  state: 'ready',
  kind: 'pdf',
  pages: 3,
  sizes: [
    { width: 1600, height: 2264 },
    { width: 1600, height: 2264 },
  ],
  more: false,
};
const DOCS = [
  { id: 7, name: 'Bail.pdf' },
  { id: 8, name: 'Photo.heic' },
];

const sourceOf = (read: ViewerSource['read']): ViewerSource => ({
  read,
  page: (file, page) => `/pages/${file}/${page}`,
  download: vi.fn(),
});

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function show(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
  Element.prototype.scrollTo = vi.fn() as never;
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('DOC-04 viewer', () => {
  it('shows the pages that are there, says where the rest is, and turns them', async () => {
    const source = sourceOf(() => Promise.resolve(READY));
    render(<Viewer docs={DOCS} start={0} source={source} onClose={vi.fn()} />);
    const first = await screen.findByAltText('Page 1 sur 3');
    expect(screen.getByRole('region', { name: 'Bail.pdf' }).tabIndex).toBe(0);
    expect(first.getAttribute('src')).toBe('/pages/7/1');
    expect(screen.getAllByRole('img')).toHaveLength(2);
    expect(screen.getByText(/s’arrête à la page 2 sur 3/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Pivoter' }));
    expect(first.style.rotate).toBe('90deg');
    await userEvent.click(screen.getByRole('button', { name: 'Agrandir' }));
    expect(screen.getByRole('button', { name: 'Ajuster à l’écran' }).textContent).toContain('125');
    await userEvent.click(screen.getByRole('button', { name: 'Télécharger' }));
    expect(source.download).toHaveBeenCalledWith(DOCS[0]);
  });

  it('waits while it is being drawn, and gives up after a while', async () => {
    vi.useFakeTimers();
    let left = 2;
    const read = vi.fn(() =>
      Promise.resolve(left-- > 0 ? { ...READY, state: 'building' as const, sizes: [] } : READY),
    );
    const source = sourceOf(read);
    render(<Viewer docs={DOCS} start={0} source={source} onClose={vi.fn()} />);
    await act(() => vi.advanceTimersByTimeAsync(10));
    expect(screen.getByText('Aperçu en cours de préparation…')).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(5000));
    expect(screen.getByAltText('Page 1 sur 3')).toBeTruthy();
    const so = read.mock.calls.length;
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(read.mock.calls.length).toBe(so);

    left = 1000;
    read.mockClear();
    await act(async () => {
      fireEvent.keyDown(screen.getByRole('dialog'), { key: 'ArrowRight' });
      await vi.advanceTimersByTimeAsync(300_000);
    });
    expect(screen.getByText('L’aperçu n’est pas encore prêt.')).toBeTruthy();
    expect(read.mock.calls.length).toBeLessThan(40);
    expect(waitMs(0)).toBeLessThan(waitMs(5));
    expect(waitMs(100)).toBe(4000);
  });

  it('says why there is no preview, and keeps no file that may only be looked at', async () => {
    const none: Preview = { ...READY, state: 'none', sizes: [], reason: 'preview.protected' };
    const { unmount } = render(
      <Viewer
        docs={[{ id: 7, name: 'Consulter' }]}
        start={0}
        source={sourceOf(() => Promise.resolve(none))}
        onClose={vi.fn()}
      />,
    );
    expect(await screen.findByText(/protégé par un mot de passe/)).toBeTruthy();
    expect(screen.getByText('Bail.pdf', { selector: 'p' })).toBeTruthy();
    expect(screen.getAllByRole('button', { name: 'Télécharger' })).toHaveLength(1);
    unmount();
    const view = { ...READY, download: false };
    render(
      <Viewer
        docs={DOCS}
        start={0}
        source={sourceOf(() => Promise.resolve(view))}
        onClose={vi.fn()}
      />,
    );
    await screen.findByAltText('Page 1 sur 3');
    expect(screen.queryByRole('button', { name: 'Télécharger' })).toBeNull();
  });

  it('goes to the next document by key and button, and not past the last', async () => {
    const read = vi.fn((file: number) =>
      Promise.resolve({ ...READY, name: DOCS.find(({ id }) => id === file)?.name ?? '' }),
    );
    const onClose = vi.fn();
    render(<Viewer docs={DOCS} start={0} source={sourceOf(read)} onClose={onClose} />);
    await screen.findByAltText('Page 1 sur 3');
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'ArrowRight' });
    expect(await screen.findByRole('heading', { name: 'Photo.heic' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Document suivant' })).toHaveProperty(
      'disabled',
      true,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Document précédent' }));
    expect(screen.getByRole('heading', { name: 'Bail.pdf' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Fermer' }));
    expect(onClose).toHaveBeenCalled();
    expect([nextZoom(4, 1), nextZoom(0.5, -1), nextZoom(1, 1)]).toEqual([4, 0.5, 1.25]);
  });

  it('tries again where the line dropped', async () => {
    let broken = true;
    const read = (): Promise<Preview> =>
      broken ? Promise.reject(new Error('x')) : Promise.resolve(READY);
    render(<Viewer docs={DOCS} start={0} source={sourceOf(read)} onClose={vi.fn()} />);
    expect((await screen.findByRole('alert')).textContent).toContain('Vérifiez votre connexion');
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(await screen.findByAltText('Page 1 sur 3')).toBeTruthy();
  });
});
