import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FieldState, FormEngine, PageDef } from './types';
import { FormPage } from './FormPage';
import { useForm } from './use-form';
import { formWords } from './words';

const page: PageDef = {
  code: 'one',
  label: '',
  fields: [{ code: 'name', type: 'text', label: 'Nom', required: true }],
};
const WRONG: FieldState = {
  visible: true,
  required: true,
  locked: false,
  text: '',
  problem: { key: 'field.required', params: {} },
};
const engine: FormEngine = {
  set: () => undefined,
  setRows: () => undefined,
  removeRow: () => undefined,
  rowCount: () => 0,
  run: () => undefined,
  field: () => WRONG,
  page: () => ({ visible: true, problems: 1 }),
};
const typed = new Map<string, string>();

function Host({ onGo }: { onGo: () => void }) {
  const form = useForm(engine, typed);
  return (
    <>
      <FormPage
        page={page}
        context={{ form, lang: 'fr', words: formWords('fr'), sentence: (problem) => problem.key }}
      />
      <button type="button" onClick={onGo}>
        Enregistrer
      </button>
    </>
  );
}

afterEach(cleanup);
const settled = (): Promise<void> =>
  act(() => new Promise<void>((done) => void setTimeout(done, 5)));

describe('CASE-07 leaving a field by a click', () => {
  it('says nothing, and so moves nothing, before the click has landed', async () => {
    const user = userEvent.setup();
    const go = vi.fn(() => expect(screen.queryByText('field.required')).toBeNull());
    render(<Host onGo={go} />);
    await user.click(screen.getByLabelText(/Nom/));
    const button = screen.getByRole('button');
    await user.pointer({ keys: '[MouseLeft>]', target: button });
    expect(document.activeElement).toBe(button);
    await settled();
    expect(screen.queryByText('field.required')).toBeNull();
    await user.pointer({ keys: '[/MouseLeft]', target: button });
    expect(go).toHaveBeenCalledOnce();
    await settled();
    expect(screen.getByText('field.required')).toBeTruthy();
  });

  it('says it at once when the keyboard leaves the field', async () => {
    const user = userEvent.setup();
    render(<Host onGo={() => undefined} />);
    await user.click(screen.getByLabelText(/Nom/));
    await settled();
    await user.tab();
    expect(screen.getByText('field.required')).toBeTruthy();
  });
});
