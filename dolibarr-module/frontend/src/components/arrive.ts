/* A link to one thing of a page: it is brought into view and takes the focus once it is there. */
import { useEffect, useRef, type RefObject } from 'react';

type Arrived = { ref: RefObject<HTMLLIElement | null>; tabIndex?: number; 'data-arrived'?: true };

export function useArrive(here: boolean): Arrived {
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!here) return;
    ref.current?.scrollIntoView({ block: 'center' });
    ref.current?.focus({ preventScroll: true });
  }, [here]);
  return here ? { ref, tabIndex: -1, 'data-arrived': true } : { ref };
}
