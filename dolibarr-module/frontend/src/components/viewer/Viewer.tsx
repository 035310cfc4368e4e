/*
 * Documents read without leaving the page: pages as pictures that the firm's worker has drawn, plain text as text,
 * details and download for what has no preview. Escape closes; arrows change document, + - 0 zoom, R rotates (DOC-04).
 * As a pane of a page it has one document, and leaves the letters of the keyboard to that page (DOC-08).
 */
import {
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconFileOff,
  IconMinus,
  IconPlus,
  IconRotateClockwise,
  IconX,
} from '@tabler/icons-react';
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { fileSize } from '@/lib/format';
import { Pages, Text } from './Pages';
import type { Preview, ViewerDoc, ViewerSource } from './types';
import { usePreview, type Shown } from './use-preview';
import { useTouch } from './use-touch';
import { fill, reasonOf, words } from './words';
import style from './Viewer.module.css';

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

export const nextZoom = (zoom: number, way: 1 | -1): number =>
  way > 0
    ? (ZOOMS.find((step) => step > zoom + 0.01) ?? zoom)
    : ([...ZOOMS].reverse().find((step) => step < zoom - 0.01) ?? zoom);

type Props = {
  docs: ViewerDoc[];
  start: number;
  source: ViewerSource;
  onClose: () => void;
};

type ToolProps = { label: string; onClick: () => void; off?: boolean; children: ReactNode };

function Tool({ label, onClick, off = false, children }: ToolProps) {
  return (
    <button
      type="button"
      className={style.tool}
      aria-label={label}
      title={label}
      disabled={off}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

function Aside({
  doc,
  preview,
  children,
}: {
  doc: ViewerDoc;
  preview: Preview | null;
  children: ReactNode;
}) {
  const size = preview?.size ?? doc.size;
  return (
    <div className={style.aside}>
      <IconFileOff size={40} stroke={1.5} aria-hidden="true" />
      <p className={style.asideName}>{preview?.name ?? doc.name}</p>
      {size !== undefined && <p className={style.asideFact}>{fileSize(size)}</p>}
      {children}
    </div>
  );
}

type StageProps = Omit<Props, 'docs' | 'start' | 'onClose'> & {
  doc: ViewerDoc;
  shown: Shown;
  quarters: number;
  onPage: (page: number) => void;
  onDownload: (() => void) | undefined;
};

function Stage({ doc, shown, source, quarters, onPage, onDownload }: StageProps) {
  const said = words();
  const { preview, failed, late, again } = shown;
  const lost = useRef(0);
  const download = onDownload && (
    <button type="button" className={style.main} onClick={onDownload}>
      <IconDownload size={20} aria-hidden="true" />
      {said.download}
    </button>
  );
  if (failed || (late && preview?.state === 'building'))
    return (
      <Aside doc={doc} preview={preview}>
        <p role="alert">{failed ? said.failed : said.late}</p>
        <button type="button" className={style.main} onClick={again}>
          {said.again}
        </button>
      </Aside>
    );
  if (!preview || preview.state === 'building')
    return (
      <div className={style.building} role="status">
        <span className={style.paper} aria-hidden="true" />
        <p>{said.building}</p>
      </div>
    );
  if (preview.state === 'none' && preview.kind === 'office' && preview.text)
    return (
      <>
        <div className={style.words} role="note">
          <p>{preview.reason === 'preview.no_office' ? said.office : reasonOf(preview.reason)}</p>
          {download}
        </div>
        <Text preview={preview} />
      </>
    );
  if (preview.state === 'none')
    return (
      <Aside doc={doc} preview={preview}>
        <p>{reasonOf(preview.reason)}</p>
        {download}
      </Aside>
    );
  if (preview.kind === 'text') return <Text preview={preview} />;
  return (
    <Pages
      file={doc.id}
      preview={preview}
      source={source}
      quarters={quarters}
      onPage={onPage}
      onLost={() => lost.current++ < 2 && again()}
    />
  );
}

type Look = { zoom: number; quarters: number; page: number };
const PLAIN: Look = { zoom: 1, quarters: 0, page: 1 };

type Acts = {
  zoom: (way: 1 | -1) => void;
  fit: () => void;
  turn: () => void;
  go: (way: 1 | -1) => void;
};

/* Which document, and how it is looked at. */
function useLook(count: number, start: number) {
  const [at, setAt] = useState(start);
  const [look, setLook] = useState(PLAIN);
  const acts: Acts = {
    zoom: (way) => setLook((now) => ({ ...now, zoom: nextZoom(now.zoom, way) })),
    fit: () => setLook((now) => ({ ...now, zoom: 1 })),
    turn: () => setLook((now) => ({ ...now, quarters: now.quarters + 1 })),
    go: (way) => {
      if (at + way < 0 || at + way >= count) return;
      setAt(at + way);
      setLook(PLAIN);
    },
  };
  const tell = useCallback((page: number) => setLook((now) => ({ ...now, page })), []);
  const setZoom = (zoom: number): void => setLook((now) => ({ ...now, zoom }));
  return { at, look, acts, tell, setZoom };
}

/* Enlarged, the arrows move over the page. */
const keyed =
  (acts: Acts, zoom: number, pane = false) =>
  (event: KeyboardEvent): void => {
    const keys: Record<string, () => void> = {
      '+': () => acts.zoom(1),
      '=': () => acts.zoom(1),
      '-': () => acts.zoom(-1),
      '0': acts.fit,
      ...(pane ? {} : { r: acts.turn, R: acts.turn }),
      ...(pane || zoom > 1 ? {} : { ArrowRight: () => acts.go(1), ArrowLeft: () => acts.go(-1) }),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

function Zoom({ acts, zoom }: { acts: Acts; zoom: number }) {
  const said = words();
  return (
    <>
      <Tool label={said.further} onClick={() => acts.zoom(-1)} off={zoom <= 0.5}>
        <IconMinus size={20} aria-hidden="true" />
      </Tool>
      <button
        type="button"
        className={`${style.zoom} num`}
        onClick={acts.fit}
        aria-label={said.fit}
        title={said.fit}
      >
        {Math.round(zoom * 100)}&nbsp;%
      </button>
      <Tool label={said.closer} onClick={() => acts.zoom(1)} off={zoom >= 4}>
        <IconPlus size={20} aria-hidden="true" />
      </Tool>
      <Tool label={said.turn} onClick={acts.turn}>
        <IconRotateClockwise size={20} aria-hidden="true" />
      </Tool>
    </>
  );
}

function Others({ at, count, acts }: { at: number; count: number; acts: Acts }) {
  const said = words();
  return (
    <footer className={style.foot}>
      <Tool label={said.previous} onClick={() => acts.go(-1)} off={at === 0}>
        <IconChevronLeft size={20} aria-hidden="true" />
      </Tool>
      <span className="num">
        {at + 1} / {count}
      </span>
      <Tool label={said.next} onClick={() => acts.go(1)} off={at === count - 1}>
        <IconChevronRight size={20} aria-hidden="true" />
      </Tool>
    </footer>
  );
}

type HeadProps = {
  doc: ViewerDoc;
  preview: Preview | null;
  look: Look;
  acts: Acts;
  onDownload: (() => void) | undefined;
  onClose?: () => void;
};

function Head({ doc, preview, look, acts, onDownload, onClose }: HeadProps) {
  const said = words();
  const drawn = preview?.state === 'ready' && preview.kind !== 'text';
  const pages = preview ? Math.max(preview.pages, preview.sizes.length) : 0;
  return (
    <header className={style.head}>
      <h2 className={style.name}>{preview?.name ?? doc.name}</h2>
      <span className={`${style.count} num`} aria-live="polite">
        {drawn && pages > 1 && fill(said.page, { page: look.page, pages })}
      </span>
      <div className={style.tools}>
        {drawn && <Zoom acts={acts} zoom={look.zoom} />}
        {onDownload && preview?.state !== 'none' && (
          <Tool label={said.download} onClick={onDownload}>
            <IconDownload size={20} aria-hidden="true" />
          </Tool>
        )}
      </div>
      {onClose && (
        <Tool label={said.close} onClick={onClose}>
          <IconX size={20} aria-hidden="true" />
        </Tool>
      )}
    </header>
  );
}

type InsideProps = {
  doc: ViewerDoc;
  source: ViewerSource;
  shown: Shown;
  stage: React.RefObject<HTMLDivElement | null>;
  look: Look;
  acts: Acts;
  tell: (page: number) => void;
  onClose?: () => void;
};

function Inside({ doc, source, shown, stage, look, acts, tell, onClose }: InsideProps) {
  /* Turned, the page that was being read stays the one that is. */
  const read = useRef(look.page);
  useEffect(() => {
    read.current = look.page;
  });
  useEffect(() => {
    stage.current?.querySelector(`[data-page="${read.current}"]`)?.scrollIntoView?.();
  }, [stage, look.quarters]);
  const may = shown.preview?.download !== false && source.download;
  const download = may ? () => may(doc) : undefined;
  return (
    <>
      <Head
        doc={doc}
        preview={shown.preview}
        look={look}
        acts={acts}
        onDownload={download}
        {...(onClose && { onClose })}
      />
      <div
        ref={stage}
        className={style.stage}
        role="region"
        aria-label={shown.preview?.name ?? doc.name}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys
        tabIndex={0}
        style={{ '--zoom': look.zoom } as React.CSSProperties}
      >
        <Stage
          doc={doc}
          shown={shown}
          source={source}
          quarters={look.quarters}
          onPage={tell}
          onDownload={download}
        />
      </div>
    </>
  );
}

const NONE: ViewerDoc = { id: 0, name: '' };
const stay = (): void => undefined;

/* One document as a part of a page. */
export function Pane({ doc, source }: { doc: ViewerDoc; source: ViewerSource }) {
  const stage = useRef<HTMLDivElement>(null);
  const { look, acts, tell, setZoom } = useLook(1, 0);
  const shown = usePreview(source, doc.id);
  useTouch(stage, look.zoom, setZoom, stay);
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the stage within, none of its own
    <div className={style.pane} onKeyDown={keyed(acts, look.zoom, true)}>
      <Inside {...{ doc, source, shown, stage, look, acts, tell }} />
    </div>
  );
}

export default function Viewer({ docs, start, source, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const { at, look, acts, tell, setZoom } = useLook(docs.length, start);
  const doc = docs[at] ?? NONE;
  const shown = usePreview(source, doc.id);
  useTouch(stage, look.zoom, setZoom, acts.go);
  useEffect(() => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
  }, []);
  useEffect(() => {
    stage.current?.scrollTo(0, 0);
    stage.current?.focus();
  }, [at]);
  return (
    <dialog
      ref={dialog}
      className={style.viewer}
      aria-label={shown.preview?.name ?? doc.name}
      onClose={onClose}
      onKeyDown={keyed(acts, look.zoom)}
    >
      <Inside
        {...{ doc, source, shown, stage, look, acts, tell }}
        onClose={() => dialog.current?.close()}
      />
      {docs.length > 1 && <Others at={at} count={docs.length} acts={acts} />}
    </dialog>
  );
}
