import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FormPage } from '@/components/form/FormPage';
import type { PageDef } from '@/components/form/types';
import '@/testing/i18n';
import { layWire, Wire } from '@/testing/wire';
import type { LocalDraft } from './store';
import { useFormContext } from './use-form-context';
import { useGuide, type GuideDef } from './use-guide';

const page: PageDef = {
  code: 'one',
  label: 'Un',
  fields: [
    { code: 'papers', type: 'file', label: 'Vos justificatifs', accept: 'pdf,jpg', many: true },
  ],
};
const form = {
  label: 'Votre année',
  description: '',
  definition: 1,
  consent: '',
  form: { label: '', pages: [page] },
  program: null,
  facts: {},
} as unknown as GuideDef;
let turn = 0;
const fresh = (): LocalDraft => ({
  key: `step-${(turn += 1)}`,
  account: 1,
  client: 12,
  kind: 'bilan',
  service: null,
  label: 'Votre année',
  typed: [],
  rows: [],
  answers: {},
  files: [],
  message: '',
  page: '',
  changedAt: 0,
  saved: true,
  sending: false,
  consent: false,
  request: null,
  step: { id: 3, case: 4, definition: 1, version: 1, base: {} },
});
let answers: () => Record<string, unknown> = () => ({});

function Host({ draft }: { draft: LocalDraft }) {
  const guide = useGuide(form, null, draft);
  const context = useFormContext(guide);
  answers = () => guide.draft.answers;
  return <FormPage page={page} context={context} />;
}

function show(): void {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Host draft={fresh()} />
    </QueryClientProvider>,
  );
}

const pdf = (name: string): File => new File(['%PDF-1.7'], name, { type: 'application/pdf' });
const field = (): HTMLElement => screen.getAllByRole('group', { name: 'Vos justificatifs' })[0]!;
const choose = (): HTMLElement => within(field()).getByLabelText(/Choisir un fichier :/);
const wire = async (n: number): Promise<Wire> =>
  vi.waitFor(() => {
    const call = Wire.calls[n];
    if (!call) throw new Error('not sent yet');
    return call;
  });

beforeEach(() => {
  layWire(null);
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('CASE-28 CASE-07 an answer that is files', () => {
  it('shows how far each is, then the file to read', async () => {
    show();
    await userEvent.setup().upload(choose(), pdf('bilan.pdf'));
    const call = await wire(0);
    expect(call.address).toContain('/v1/clients/12/files?object=step&id=3&name=bilan.pdf');
    call.part(40);
    expect(within(field()).getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40');
    await call.end(7, 'bilan.pdf');
    const link = await screen.findByRole('link', { name: 'bilan.pdf' });
    expect(link.getAttribute('href')).toContain('/v1/clients/12/files/7');
    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(answers()).toEqual({ papers: [7] });
  });

  it('says at the field which types are taken, and sends nothing of another', async () => {
    show();
    await userEvent.setup({ applyAccept: false }).upload(choose(), pdf('photo.heic'));
    const alert = await within(field()).findByRole('alert');
    await vi.waitFor(() => expect(alert.textContent).toContain('pdf,jpg'));
    expect(within(field()).getByText('photo.heic')).toBeTruthy();
    expect(within(field()).queryByRole('button', { name: 'Réessayer l’envoi' })).toBeNull();
    expect(Wire.calls).toHaveLength(0);
    await userEvent.click(within(field()).getByRole('button', { name: 'Retirer de la liste' }));
    expect(screen.queryByText('photo.heic')).toBeNull();
  });

  it('takes up a sending that a dropped connection cut, alone or when asked', async () => {
    show();
    await userEvent.setup().upload(choose(), pdf('releve.pdf'));
    await (await wire(0)).cut();
    expect(await within(field()).findByRole('alert')).toBeTruthy();
    act(() => void window.dispatchEvent(new Event('online')));
    await (await wire(1)).cut();
    await userEvent.click(
      await within(field()).findByRole('button', { name: 'Réessayer l’envoi' }),
    );
    await (await wire(2)).end(8, 'releve.pdf');
    expect(await screen.findByRole('link', { name: 'releve.pdf' })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(answers()).toEqual({ papers: [8] });
  });

  it('takes one away and keeps the others', async () => {
    show();
    await userEvent.setup().upload(choose(), [pdf('un.pdf'), pdf('deux.pdf')]);
    await (await wire(0)).end(1, 'un.pdf');
    await (await wire(1)).end(2, 'deux.pdf');
    await screen.findByRole('link', { name: 'deux.pdf' });
    await userEvent.click(screen.getByRole('button', { name: 'Retirer un.pdf' }));
    expect(screen.queryByRole('link', { name: 'un.pdf' })).toBeNull();
    expect(screen.getByRole('link', { name: 'deux.pdf' })).toBeTruthy();
    expect(answers()).toEqual({ papers: [2] });
  });
});
