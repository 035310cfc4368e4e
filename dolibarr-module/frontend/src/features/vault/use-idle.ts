/*
 * An open vault closes by itself: seconds left since the last sign of life, told once a second. The service has a clock of
 * its own, which each call moves: who reads or types without calling it is vouched for, at most once a minute.
 */
import { useCallback, useEffect, useRef, useState } from 'react';

const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
const VOUCH_MS = 60_000;

export function useIdle(idleS: number, vouch: () => void, over: () => void) {
  const last = useRef(Date.now());
  const vouched = useRef(Date.now());
  const done = useRef(over);
  const call = useRef(vouch);
  const [left, setLeft] = useState(idleS);
  useEffect(() => {
    done.current = over;
    call.current = vouch;
  });
  const touch = useCallback(() => {
    const now = Date.now();
    /* What comes after the end, before a slow clock told it, wakes nothing. */
    if (now - last.current >= idleS * 1000) return;
    last.current = now;
    setLeft(idleS);
    if (now - vouched.current > VOUCH_MS) {
      vouched.current = now;
      call.current();
    }
  }, [idleS]);
  useEffect(() => {
    const tick = (): void => {
      const rest = Math.ceil(idleS - (Date.now() - last.current) / 1000);
      setLeft(Math.max(0, rest));
      if (rest <= 0) done.current();
    };
    const timer = setInterval(tick, 1000);
    for (const sign of SIGNS) window.addEventListener(sign, touch, { passive: true });
    /* Clocks of hidden pages are slow: the first look at one tells how late it is. */
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS) window.removeEventListener(sign, touch);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [idleS, touch]);
  return { left, touch };
}
