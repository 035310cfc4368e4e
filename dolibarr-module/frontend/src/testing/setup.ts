import { afterEach } from 'vitest';
import { resetSession } from '@/lib/api/session';

afterEach(() => {
  resetSession();
  localStorage.clear();
});
