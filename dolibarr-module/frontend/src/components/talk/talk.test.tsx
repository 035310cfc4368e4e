/* Words about a document: a half-typed one outlives the sheet, one's own are deleted only when asked for (DOC-05). */
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '@/lib/api/client';
import '@/testing/i18n';
import { stillMedia } from '@/testing/media';
import { TalkButton } from './TalkButton';

vi.mock('@/lib/api/client', () => ({ api: vi.fn() }));

const row = {
  id: 9,
  at: 1_700_000_000,
  body: 'Page 3 ?',
  edited: false,
  until: 4_000_000_000,
  by: { kind: 'account', name: 'Anna' },
};

beforeEach(() => {
  stillMedia();
  HTMLDialogElement.prototype.showModal = function show(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
    this.open = false;
  };
  vi.mocked(api).mockImplementation(() => Promise.resolve({ rows: [row] }) as never);
});
afterEach(cleanup);

const open = (): void => {
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <TalkButton client={3} file={7} name="Bail.pdf" count={1} />
      </QueryClientProvider>
    </MantineProvider>,
  );
};
const show = (): void => {
  fireEvent.click(screen.getByRole('button', { name: /Bail\.pdf/ }));
};
const box = async (label: string): Promise<HTMLTextAreaElement> =>
  screen.findByLabelText<HTMLTextAreaElement>(label);

test('DOC-05 what is half typed stays when the sheet closes and while another message is changed', async () => {
  open();
  show();
  fireEvent.change(await box('Votre message'), { target: { value: 'Voici la' } });
  fireEvent.click(screen.getByRole('button', { name: 'Fermer' }));
  show();
  expect((await box('Votre message')).value).toBe('Voici la');
  fireEvent.click(screen.getByRole('button', { name: 'Modifier' }));
  expect((await box('Votre message, modifié')).value).toBe('Page 3 ?');
  fireEvent.click(screen.getByRole('button', { name: 'Annuler' }));
  expect((await box('Votre message')).value).toBe('Voici la');
});

test('DOC-05 a message is deleted only when it was asked for', async () => {
  open();
  show();
  fireEvent.click(await screen.findByRole('button', { name: 'Supprimer' }));
  const removed = (): boolean => vi.mocked(api).mock.calls.some(([method]) => method === 'delete');
  expect(removed()).toBe(false);
  fireEvent.click(screen.getByRole('button', { name: 'Supprimer le message' }));
  await vi.waitFor(() => expect(removed()).toBe(true));
});
