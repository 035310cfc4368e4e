/* A file on a row: what lies elsewhere is not downloaded, a download goes through the session (DOC-03, PORT-50). */
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { download } from '@/lib/api/download';
import '@/testing/i18n';
import { FileLine } from './Pieces';

vi.mock('@/lib/api/download', () => ({ download: vi.fn(() => Promise.resolve()) }));
afterEach(cleanup);

const file = { id: 7, name: 'Bail.pdf', size: 2048 };

test('DOC-03 a file is downloaded through the session, a link and what is only looked at are not', () => {
  render(<FileLine file={{ ...file, may_download: true }} client={3} />);
  fireEvent.click(screen.getByRole('button', { name: /^Télécharger Bail\.pdf/ }));
  expect(download).toHaveBeenCalledWith(expect.stringContaining('/clients/3/files/7'), 'Bail.pdf');
  cleanup();
  render(<FileLine file={{ ...file, link: true }} client={3} />);
  expect(screen.getAllByRole('button')).toHaveLength(1);
  cleanup();
  render(<FileLine file={{ ...file, may_download: false }} client={3} />);
  expect(screen.queryByRole('button', { name: /Télécharger/ })).toBeNull();
  expect(screen.queryByRole('link')).toBeNull();
});
