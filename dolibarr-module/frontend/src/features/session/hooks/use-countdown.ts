/* Seconds left of a refusal that names a delay, ticking down to 0. */
import { useEffect, useState } from 'react';
import type { Problem } from '@/lib/api/problem';

export function useCountdown(problem: Problem | null): number {
  const total = problem?.retryAfter ?? 0;
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!problem) return undefined;
    const end = Date.now() + total * 1000;
    const tick = (): void => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [problem, total]);
  return left;
}
