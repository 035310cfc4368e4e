/* A file on its way up: what is said of it is private, and stands in no address (DOC-12, SEC-18). */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from './client';
import type * as Client from './client';
import { upload } from './upload';

vi.mock('./client', async (before) => ({
  ...(await before<typeof Client>()),
  api: vi.fn(() => Promise.resolve({ upload: 8, offset: 0, size: 3, part: 4096 })),
}));

const sent: string[] = [];

class Wire {
  status = 201;
  response = { id: 5, name: 'a.pdf', type: 'application/pdf', size: 3 };
  upload = {};
  onload = (): void => undefined;
  open(_method: string, address: string): void {
    sent.push(address);
  }
  setRequestHeader(): void {}
  send(): void {
    this.onload();
  }
}

beforeEach(() => {
  sent.length = 0;
  vi.stubGlobal('XMLHttpRequest', Wire);
});
afterEach(() => vi.unstubAllGlobals());

const file = new File(['abc'], 'a.pdf');

test('DOC-12 a description travels in a body, however small the file is', async () => {
  const target = { client: 3, object: 'document' as const, id: 3, category: 'tax' };
  await upload({ ...target, description: 'Divorce en cours' }, file, () => undefined);
  expect(api).toHaveBeenCalledWith(
    'post',
    '/v1/clients/{client}/uploads',
    expect.objectContaining({
      body: expect.objectContaining({ description: 'Divorce en cours', category: 'tax' }) as object,
    }),
  );
  expect(sent).toHaveLength(1);
  expect(sent[0]).not.toMatch(/description|Divorce/);
  await upload(target, file, () => undefined);
  expect(sent[1]).toContain('/files?');
});
