/* The letter as it will be printed, beside what is written; drawn again a moment after the last change. */
import { useEffect, useRef, useState } from 'react';
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
  const held = useRef('');
  const asked = input ? JSON.stringify(input) : '';
  useEffect(() => {
    if (!asked) return;
    const stop = new AbortController();
    const later = setTimeout(() => {
      setBusy(true);
      drawn(doors, JSON.parse(asked) as Record<string, unknown>, stop.signal)
        .then((blob) => {
          setFault('');
          URL.revokeObjectURL(held.current);
          held.current = URL.createObjectURL(blob);
          setUrl(held.current);
        })
        .catch((error: unknown) => {
          if (stop.signal.aborted) return;
          // What the browser says of a broken line is for nobody.
          const said = error instanceof Error && !(error instanceof TypeError) ? error.message : '';
          setFault(said || words.notDrawn);
        })
        .finally(() => {
          if (!stop.signal.aborted) setBusy(false);
        });
    }, PAUSE_MS);
    return () => {
      clearTimeout(later);
      stop.abort();
    };
  }, [asked, doors, words]);
  useEffect(() => () => URL.revokeObjectURL(held.current), []);
  // A phone has no reader of PDF within a page: there it opens by itself.
  const shown = navigator.pdfViewerEnabled !== false;
  return (
    <section className="elp-preview" aria-label={words.preview} aria-busy={busy}>
      {fault && <p className="elp-fault">{fault}</p>}
      {!asked && <p className="elp-quiet">{words.choose}</p>}
      {asked && !url && !fault && <p className="elp-quiet">{words.drawing}</p>}
      {url && shown && (
        <iframe src={`${url}#toolbar=0&navpanes=0&view=FitH`} title={words.preview} />
      )}
      {url && !shown && (
        <p>
          <a className="elaska-second" href={url} target="_blank" rel="noreferrer">
            {words.openPreview}
          </a>
        </p>
      )}
    </section>
  );
}
