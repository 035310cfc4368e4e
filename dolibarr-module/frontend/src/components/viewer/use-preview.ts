/*
 * The preview of one document: read, and read again while it is being drawn, ever more slowly and not for ever.
 */
import { useEffect, useState } from 'react';
import type { Preview, ViewerSource } from './types';

const FIRST_MS = 700;
const LAST_MS = 4000;
const READINGS = 30;

export const waitMs = (reading: number): number =>
  Math.min(LAST_MS, Math.round(FIRST_MS * 1.3 ** reading));

export type Shown = {
  preview: Preview | null;
  failed: boolean;
  late: boolean;
  again: () => void;
};

const STILL = { preview: null, failed: false, late: false };

export function usePreview(source: ViewerSource, file: number): Shown {
  const [turn, setTurn] = useState(0);
  const [shown, setShown] = useState<Omit<Shown, 'again'> & { file: number }>({ ...STILL, file });
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (reading: number): Promise<void> => {
      try {
        const preview = await source.read(file, stop.signal);
        if (stop.signal.aborted) return;
        const going = preview.state === 'building' || preview.more;
        const late = going && reading >= READINGS;
        setShown({ file, preview, failed: false, late });
        if (going && !late) timer = setTimeout(() => void look(reading + 1), waitMs(reading));
      } catch {
        if (!stop.signal.aborted) setShown({ ...STILL, file, failed: true });
      }
    };
    void look(0);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [source, file, turn]);
  const current = shown.file === file ? shown : { ...STILL, file };
  return {
    ...current,
    again: () => {
      setShown({ ...STILL, file });
      setTurn((n) => n + 1);
    },
  };
}
