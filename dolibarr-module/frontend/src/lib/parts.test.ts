/* DOC-02: parts of a file, whatever becomes of an answer. */
import { Blob as NodeBlob } from 'node:buffer';
import { describe, expect, it, vi } from 'vitest';
import { sendParts, type Door, type Going, type Whole } from './parts';

/* The test browser's has no text(). */
const file = new NodeBlob(['0123456789']) as Blob;

/* A service that takes parts of four bytes; what it holds. */
function service(held: { text: string; known: boolean }) {
  const state = (): Going | Whole =>
    held.text.length === file.size
      ? { id: 7 }
      : { upload: 5, offset: held.text.length, size: file.size, part: 4 };
  const door: Door<Whole> = {
    begin: vi.fn(() => {
      held.text = '';
      held.known = true;
      return Promise.resolve(state() as Going);
    }),
    read: vi.fn(() => Promise.resolve(held.known ? state() : null)),
    put: vi.fn(async (at: Going, bytes: Blob) => {
      if (at.offset !== held.text.length) return 'elsewhere' as const;
      held.text += await bytes.text();
      return state();
    }),
  };
  return door;
}

const before = (upload?: number) => ({ upload, began: vi.fn() });

describe('DOC-02 a file in parts', () => {
  it('arrives whole, and says how far it is', async () => {
    const held = { text: '', known: false };
    const shares: number[] = [];
    const told = before();
    const made = await sendParts(file, service(held), told, (share) => shares.push(share));
    expect([made, held.text]).toEqual([{ id: 7 }, '0123456789']);
    expect(told.began).toHaveBeenCalledWith(5);
    expect(shares).toEqual([0, 0.4, 0.8, 1]);
  });

  it('goes on where it stopped, and sends nothing that is there', async () => {
    const held = { text: '0123', known: true };
    const door = service(held);
    await sendParts(file, door, before(5), () => undefined);
    expect(held.text).toBe('0123456789');
    expect(door.begin).not.toHaveBeenCalled();
    const again = await sendParts(file, door, before(5), () => undefined);
    expect(again).toEqual({ id: 7 });
    expect(door.put).toHaveBeenCalledTimes(2);
  });

  it('begins anew where the service forgot it, or it was another file', async () => {
    const held = { text: '01', known: false };
    await sendParts(file, service(held), before(5), () => undefined);
    expect(held.text).toBe('0123456789');
    const other = { text: '012345', known: true };
    const door = service(other);
    door.read = () => Promise.resolve({ upload: 5, offset: 6, size: 99, part: 4 });
    await sendParts(file, door, before(5), () => undefined);
    expect(other.text).toBe('0123456789');
  });

  it('begins once more where the service lost what it had, not for ever', async () => {
    const held = { text: '', known: false };
    const door = service(held);
    const put = door.put;
    door.put = (at, bytes, onBytes) => {
      if (at.offset === 8) {
        door.put = put;
        held.text = '';
        return Promise.resolve({ upload: 5, offset: 0, size: file.size, part: 4 });
      }
      return put(at, bytes, onBytes);
    };
    expect(await sendParts(file, door, before(), () => undefined)).toEqual({ id: 7 });
    expect(held.text).toBe('0123456789');
    const never = service({ text: '', known: true });
    never.put = (at) =>
      Promise.resolve({ upload: 5, offset: at.offset === 0 ? 4 : 0, size: file.size, part: 4 });
    await expect(sendParts(file, never, before(), () => undefined)).rejects.toThrow(
      'upload.offset',
    );
  });

  it('asks where it stands when a part is out of place, and never turns round', async () => {
    const held = { text: '', known: false };
    const door = service(held);
    const put = door.put;
    door.put = async (at, bytes, onBytes) => {
      if (at.offset === 4) {
        door.put = put;
        held.text = '01234567'; /* another tab was quicker */
      }
      return put(at, bytes, onBytes);
    };
    await sendParts(file, door, before(), () => undefined);
    expect(held.text).toBe('0123456789');
    const stuck = service({ text: '', known: true });
    stuck.put = () => Promise.resolve('elsewhere');
    await expect(sendParts(file, stuck, before(), () => undefined)).rejects.toThrow();
    expect(stuck.read).toHaveBeenCalledTimes(1);
  });
});
