/* What the viewer shows, and where it gets it: the portal and Dolibarr's pages each bring their door. */
export type ViewerDoc = {
  id: number;
  name: string;
  size?: number;
  /* False: it is looked at only; nothing: the preview tells. */
  may_download?: boolean | undefined;
};

export type Preview = {
  name: string;
  size: number;
  /* May the reader keep it? */
  download: boolean;
  state: 'building' | 'ready' | 'none';
  kind: string;
  pages: number;
  sizes: Array<{ width: number; height: number }>;
  more: boolean;
  reason?: string | undefined;
  text?: string | undefined;
  cut?: boolean | undefined;
};

export type ViewerSource = {
  read: (file: number, signal: AbortSignal) => Promise<Preview>;
  page: (file: number, page: number) => string;
  /* Absent where the reader may look at it only. */
  download?: ((doc: ViewerDoc) => void) | undefined;
};
