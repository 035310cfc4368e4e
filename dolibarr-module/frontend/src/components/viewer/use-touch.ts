/* Two fingers zoom, a stroke to the side changes the document while the page fits the screen. */
import { useEffect, useRef, type RefObject } from 'react';

const STROKE = 70;
const LEAST = 0.5;
const MOST = 4;

const apart = (touches: TouchList): number => {
  const [a, b] = [touches[0], touches[1]];
  return a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;
};

export function useTouch(
  stage: RefObject<HTMLElement | null>,
  zoom: number,
  setZoom: (zoom: number) => void,
  move: (way: 1 | -1) => void,
): void {
  const now = useRef({ zoom, setZoom, move });
  useEffect(() => {
    now.current = { zoom, setZoom, move };
  });
  useEffect(() => {
    const box = stage.current;
    if (!box) return undefined;
    let from: { x: number; y: number } | null = null;
    let pinch: { apart: number; zoom: number } | null = null;
    const begin = (event: TouchEvent): void => {
      const first = event.touches[0];
      from = event.touches.length === 1 && first ? { x: first.clientX, y: first.clientY } : null;
      pinch =
        event.touches.length === 2 ? { apart: apart(event.touches), zoom: now.current.zoom } : null;
    };
    const drag = (event: TouchEvent): void => {
      if (!pinch || event.touches.length !== 2) return;
      event.preventDefault();
      const wanted = (pinch.zoom * apart(event.touches)) / Math.max(1, pinch.apart);
      now.current.setZoom(Math.min(MOST, Math.max(LEAST, wanted)));
    };
    const end = (event: TouchEvent): void => {
      const last = event.changedTouches[0];
      if (from && last && !pinch && now.current.zoom <= 1) {
        const x = last.clientX - from.x;
        if (Math.abs(x) > STROKE && Math.abs(x) > 2 * Math.abs(last.clientY - from.y))
          now.current.move(x < 0 ? 1 : -1);
      }
      from = null;
      if (event.touches.length < 2) pinch = null;
    };
    box.addEventListener('touchstart', begin, { passive: true });
    box.addEventListener('touchmove', drag, { passive: false });
    box.addEventListener('touchend', end, { passive: true });
    return () => {
      box.removeEventListener('touchstart', begin);
      box.removeEventListener('touchmove', drag);
      box.removeEventListener('touchend', end);
    };
  }, [stage]);
}
