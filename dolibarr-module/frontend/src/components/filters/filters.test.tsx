/* Words of a list are one truth: what clears them clears the field too (DOC-12). */
import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import '@/testing/i18n';
import { stillMedia } from '@/testing/media';
import { Filters } from './Filters';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const words = { find: 'Chercher', title: 'Filtrer', show: 'Voir' };
const list = (q: string | undefined, change: () => void) => (
  <MantineProvider>
    <Filters words={words} filter={{ q }} groups={[]} change={change} />
  </MantineProvider>
);

test('DOC-12 the field of words follows when they are cleared elsewhere', async () => {
  stillMedia();
  vi.useFakeTimers();
  const change = vi.fn();
  const { rerender } = render(list('bail', change));
  const field = (): HTMLInputElement => screen.getByRole('searchbox');
  expect(field().value).toBe('bail');
  rerender(list(undefined, change));
  expect(field().value).toBe('');
  await act(() => vi.advanceTimersByTimeAsync(1000));
  expect(change).not.toHaveBeenCalled();
  fireEvent.change(field(), { target: { value: 'avis ' } });
  await act(() => vi.advanceTimersByTimeAsync(400));
  expect(change).toHaveBeenCalledWith({ q: 'avis' });
  rerender(list('avis', change));
  expect(field().value).toBe('avis ');
});
