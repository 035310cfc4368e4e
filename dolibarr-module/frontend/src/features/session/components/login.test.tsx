import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { me } from '@/testing/mock/fixtures';
import { refusal } from '@/testing/mock/routes';
import '@/testing/i18n';
import { LoginForm } from './LoginForm';

beforeAll(() => {
  window.matchMedia = ((query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  })) as unknown as typeof window.matchMedia;
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const sent: string[] = [];

function open(answer: () => Response, onDone = vi.fn()) {
  sent.length = 0;
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    sent.push(String(init.body));
    return Promise.resolve(answer());
  });
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <LoginForm submit="Se connecter" onDone={onDone} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return onDone;
}

const refused = (...args: Parameters<typeof refusal>) => {
  const { status, body, headers } = refusal(...args);
  return () =>
    new Response(JSON.stringify(body), { status, headers: headers as Record<string, string> });
};

const press = () => userEvent.click(screen.getByRole('button', { name: 'Se connecter' }));

async function type(email: string, password: string) {
  if (email) await userEvent.type(screen.getByLabelText('Adresse e-mail'), email);
  if (password) await userEvent.type(screen.getByLabelText('Mot de passe'), password);
  await press();
}

test('SEC_02 signs in and says whether to stay signed in', async () => {
  const done = open(() => new Response(JSON.stringify(me(true))));
  await userEvent.click(screen.getByLabelText('Rester connecté'));
  await type('marie.petit@example.org', 'une phrase assez longue');
  await vi.waitFor(() => expect(done).toHaveBeenCalled());
  expect(JSON.parse(sent[0] ?? '{}')).toMatchObject({ remember: true });
});

test('PORT_50 errors stand under their field, nothing is sent, what was typed stays', async () => {
  open(() => new Response('{}'));
  await type('marie@', '');
  expect(screen.getByText(/semble incomplète/)).toBeTruthy();
  expect(screen.getByText('Indiquez votre mot de passe.')).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Adresse e-mail').value).toBe('marie@');
  expect(document.activeElement).toBe(screen.getByLabelText('Adresse e-mail'));
  expect(sent).toHaveLength(0);
});

test('SEC_04 a wrong password gives the service’s neutral sentence', async () => {
  open(refused(401, 'account.credentials', 'Adresse e-mail ou mot de passe incorrect.'));
  await type('marie.petit@example.org', 'faux');
  expect((await screen.findByRole('alert')).textContent).toContain('incorrect');
});

test('SEC_04 a locked account says how long to wait, counts down, then lets try again', async () => {
  open(refused(429, 'account.locked', 'Trop d’essais.', { retry: 837 }));
  await type('marie.petit@example.org', 'verrou');
  expect((await screen.findByText(/Nouvel essai possible/)).textContent).toMatch(
    /13.min.5\d.s|13.min.57.s/,
  );
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Se connecter' });
  expect(button.disabled).toBe(true);
  const later = Date.now() + 900_000;
  vi.spyOn(Date, 'now').mockReturnValue(later);
  await act(() => new Promise((resolve) => setTimeout(resolve, 700)));
  expect(screen.getByText('Vous pouvez réessayer maintenant.')).toBeTruthy();
  expect(button.disabled).toBe(false);
});
