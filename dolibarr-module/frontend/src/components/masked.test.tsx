/* SEC-06: a sensitive value on a sheet of the portal. */
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { revealOf } from '@/lib/api/reveal';
import { Said } from './rich/Said';

afterEach(cleanup);
vi.mock('@/lib/api/reveal', () => ({ revealOf: vi.fn() }));

const row = {
  label: 'Compte',
  type: 'iban',
  text: '•••• 2606',
  masked: { text: '•••• 2606', uid: 'a'.repeat(32) },
};

describe('SEC-06 a masked value', () => {
  it('shows when asked for, hides again, and is asked for anew each time', async () => {
    const ask = vi.fn().mockResolvedValue('FR14 2004');
    vi.mocked(revealOf).mockReturnValue(ask);
    render(<Said row={row} client={3} />);
    expect(screen.getByText('•••• 2606')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /Compte/ }));
    expect(await screen.findByText('FR14 2004')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /Compte/ }));
    expect(screen.queryByText('FR14 2004')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: /Compte/ }));
    await screen.findByText('FR14 2004');
    expect(revealOf).toHaveBeenCalledWith(3);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('says why it cannot be shown, and stays masked', async () => {
    vi.mocked(revealOf).mockReturnValue(() => Promise.reject(new Error('La clé manque.')));
    render(<Said row={row} client={3} />);
    await userEvent.click(screen.getByRole('button', { name: /Compte/ }));
    expect((await screen.findByRole('alert')).textContent).toBe('La clé manque.');
    expect(screen.getByText('•••• 2606')).toBeTruthy();
  });

  it('has nothing to press where it cannot be opened', () => {
    render(<Said row={{ ...row, masked: { text: '••••' } }} client={3} />);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
