/* A sending as the browser does it: let go step by step, or answered at once where an answer is set. */
import { act } from '@testing-library/react';
import { vi } from 'vitest';

export type Said = { status: number; body: object } | 'cut';

export class Wire {
  static calls: Wire[] = [];
  static answer: (() => Said) | null = null;
  upload: { onprogress?: (event: object) => void } = {};
  onload: () => void = () => undefined;
  onerror: () => void = () => undefined;
  onabort: () => void = () => undefined;
  status = 0;
  response: unknown = null;
  responseType = '';
  address = '';
  bytes = 0;
  arrived = false;

  open(_method: string, address: string): void {
    this.address = address;
  }

  setRequestHeader(): void {}

  send(file: File): void {
    this.bytes = file.size;
    Wire.calls.push(this);
    const said = Wire.answer?.();
    if (said === undefined) return;
    if (said === 'cut') return void setTimeout(() => this.onerror());
    Object.assign(this, { status: said.status, response: said.body, arrived: true });
    setTimeout(() => this.onload());
  }

  part(loaded: number): void {
    act(() => this.upload.onprogress?.({ lengthComputable: true, loaded, total: 100 }));
  }

  async end(id: number, name: string): Promise<void> {
    Object.assign(this, { status: 201, response: deposited(id, name).body, arrived: true });
    await act(async () => {
      this.onload();
      await Promise.resolve();
    });
  }

  async cut(): Promise<void> {
    await act(async () => {
      this.onerror();
      await Promise.resolve();
    });
  }
}

export const deposited = (id: number, name: string): { status: number; body: object } => ({
  status: 201,
  body: { id, name, type: 'application/pdf', size: 2048 },
});

/* Where files went that arrived. */
export const sent = (): Array<{ address: string; bytes: number }> =>
  Wire.calls.filter((call) => call.arrived).map(({ address, bytes }) => ({ address, bytes }));

/* In place of the browser's own; answer: null lets the test go step by step. */
export function layWire(answer: (() => Said) | null): void {
  Wire.calls = [];
  Wire.answer = answer;
  vi.stubGlobal('XMLHttpRequest', Wire);
}
