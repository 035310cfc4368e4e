/* The name of a document in the portal: a click opens the viewer, which comes with the first one. */
import { lazy, Suspense, useMemo, useState, type MouseEvent } from 'react';
import { api, url } from '@/lib/api/client';
import { download } from '@/lib/api/download';
import { fileAddress } from '@/lib/api/file-address';
import { toProblem } from '@/lib/api/problem';
import { sayProblem } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import type { ViewerDoc, ViewerSource } from './types';

const Viewer = lazy(() => import('./Viewer'));

const sourceOf = (client: number): ViewerSource => ({
  read: (file, signal) =>
    api('get', '/v1/clients/{client}/files/{file}/preview', { path: { client, file }, signal }),
  page: (file, page) =>
    url('/v1/clients/{client}/files/{file}/pages/{page}', { path: { client, file, page } }),
  download: (doc) => {
    download(fileAddress(client, doc.id), doc.name).catch(async (error: unknown) =>
      toast(await sayProblem(toProblem(error)), 'error'),
    );
  },
});

type Props = {
  client: number;
  doc: ViewerDoc;
  /* Those that one goes on to, this one among them. */
  among?: ViewerDoc[] | undefined;
  className?: string | undefined;
};

export function ViewerLink({ client, doc, among, className }: Props) {
  const [open, setOpen] = useState(false);
  const source = useMemo(() => sourceOf(client), [client]);
  const docs = among?.some(({ id }) => id === doc.id) ? among : [doc];
  /* A link all the same, where it may be kept: a new tab is the browser's, and shows or keeps the file. */
  const show = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <>
      {doc.may_download === false ? (
        <button type="button" className={className} onClick={() => setOpen(true)}>
          {doc.name}
        </button>
      ) : (
        <a href={fileAddress(client, doc.id)} className={className} onClick={show}>
          {doc.name}
        </a>
      )}
      {open && (
        <Suspense fallback={null}>
          <Viewer
            docs={docs}
            start={docs.findIndex(({ id }) => id === doc.id)}
            source={source}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
