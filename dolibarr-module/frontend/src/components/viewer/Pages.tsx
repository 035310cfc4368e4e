/* The pages of one document, one under the other, each with its place kept before its picture has come. */
import { useEffect, useRef, useState, type CSSProperties } from 'react';
import type { Preview, ViewerSource } from './types';
import { fill, words } from './words';
import style from './Viewer.module.css';

type PageProps = {
  address: string;
  label: string;
  size: { width: number; height: number };
  quarters: number;
  number: number;
  onLost: () => void;
};

function Page({ address, label, size, quarters, number, onLost }: PageProps) {
  const [here, setHere] = useState(false);
  const lying = quarters % 2 === 1;
  const box: CSSProperties = {
    aspectRatio: lying ? `${size.height} / ${size.width}` : `${size.width} / ${size.height}`,
    '--ratio': String(lying ? size.height / size.width : size.width / size.height),
  } as CSSProperties;
  return (
    <li className={style.page} style={box} data-page={number} data-here={here || undefined}>
      <img
        src={address}
        alt={label}
        loading={number > 2 ? 'lazy' : 'eager'}
        decoding="async"
        draggable={false}
        data-lying={lying || undefined}
        style={{ rotate: `${quarters * 90}deg` }}
        onLoad={() => setHere(true)}
        onError={onLost}
      />
    </li>
  );
}

type Props = {
  file: number;
  preview: Preview;
  source: ViewerSource;
  quarters: number;
  onPage: (page: number) => void;
  onLost: () => void;
};

/* The page that fills most of the stage. */
function useCurrent(
  list: React.RefObject<HTMLOListElement | null>,
  count: number,
  tell: (page: number) => void,
) {
  useEffect(() => {
    const seen = new Map<number, number>();
    if (!list.current || typeof IntersectionObserver === 'undefined') return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries)
          seen.set(
            Number((entry.target as HTMLElement).dataset['page']),
            entry.intersectionRect.height,
          );
        const [most] = [...seen].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
        if (most) tell(most[0]);
      },
      { root: list.current.parentElement, threshold: [0, 0.25, 0.5, 0.75, 1] },
    );
    list.current.querySelectorAll('[data-page]').forEach((page) => observer.observe(page));
    return () => observer.disconnect();
  }, [list, count, tell]);
}

export function Pages({ file, preview, source, quarters, onPage, onLost }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const said = words();
  const built = preview.sizes.length;
  const pages = Math.max(preview.pages, built);
  useCurrent(list, built, onPage);
  return (
    <>
      <ol ref={list} className={style.pages} aria-label={said.pages}>
        {preview.sizes.map((size, i) => (
          <Page
            key={i}
            number={i + 1}
            address={source.page(file, i + 1)}
            label={pages > 1 ? fill(said.page, { page: i + 1, pages }) : preview.name}
            size={size}
            quarters={quarters}
            onLost={onLost}
          />
        ))}
      </ol>
      {preview.more && (
        <p className={style.note} role="status">
          {said.more}
        </p>
      )}
      {!preview.more && pages > built && (
        <p className={style.note}>{fill(said.rest, { page: built, pages })}</p>
      )}
    </>
  );
}

/* Plain text is text: it can be selected, searched and read aloud. */
export function Text({ preview }: { preview: Preview }) {
  return (
    <>
      <pre className={style.text}>{preview.text}</pre>
      {preview.cut && <p className={style.note}>{words().cut}</p>}
    </>
  );
}
