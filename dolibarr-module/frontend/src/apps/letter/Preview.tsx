/* The letter as it will be printed, beside what is written; drawn again a moment after the last change. */
import { useEffect, useState } from 'react';
import { drawn, type Doors } from './api';
import type { Words } from './words';

type Props = {
  doors: Doors;
  /* NULL: there is nothing to draw yet. */
  input: Record<string, unknown> | null;
  words: Words;
};

const PAUSE_MS = 900;

export function Preview({ doors, input, words }: Props) {
  const [url, setUrl] = useState('');
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const asked = input ? JSON.stringify(input) : '';
  useEffect(() => {
    if (!asked) return;
    const stop = new AbortController();
    const later = setTimeout(() => {
      setBusy(true);
      drawn(doors, JSON.parse(asked) as Record<string, unknown>, stop.signal)
        .then((blob) => {
          setFault('');
          setUrl((before) => {
            if (before) URL.revokeObjectURL(before);
            return URL.createObjectURL(blob);
          });
        })
        .catch((error: unknown) => {
          if (!stop.signal.aborted) setFault(error instanceof Error ? error.message : '');
        })
        .finally(() => {
          if (!stop.signal.aborted) setBusy(false);
        });
    }, PAUSE_MS);
    return () => {
      clearTimeout(later);
      stop.abort();
    };
  }, [asked, doors]);
  return (
    <section className="elp-preview" aria-label={words.preview} aria-busy={busy}>
      {fault && <p className="elp-fault">{fault}</p>}
      {!asked && <p className="elp-quiet">{words.choose}</p>}
      {asked && !url && !fault && <p className="elp-quiet">{words.drawing}</p>}
      {url && <iframe src={`${url}#toolbar=0&navpanes=0&view=FitH`} title={words.preview} />}
    </section>
  );
}
