import { afterEach } from 'vitest';
import { resetSession } from '@/lib/api/session';

/* Files of jsdom cannot be read as browsers' are. */
Blob.prototype.arrayBuffer ??= function read(this: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsArrayBuffer(this);
  });
};

afterEach(() => {
  resetSession();
  localStorage.clear();
});
