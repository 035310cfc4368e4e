/*
 * The door for files (ajax/upload.php): bytes as they are, what they are for in a header; XMLHttpRequest is what tells how
 * far it is.
 */
import { packed } from './office';

/* What a file hangs on. */
export type Place = { object: string; id: number; visible?: boolean };
export type Deposited = { id: number; name: string; size: number };
type Answer = { out?: Deposited; error?: { message?: string } };

export function upload(
  address: string,
  token: string,
  place: Place,
  file: File,
  progress: (part: number) => void,
): Promise<Deposited> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('PUT', address);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-elaska-token', token);
    request.setRequestHeader('x-elaska-input', packed({ ...place, name: file.name }));
    request.upload.onprogress = (event) => progress(event.total ? event.loaded / event.total : 0);
    request.onerror = () => failed(new Error(''));
    request.onload = () => {
      let body: Answer = {};
      try {
        body = JSON.parse(request.responseText) as Answer;
      } catch {
        /* A page instead of an answer: the general sentence will do. */
      }
      if (request.status < 300 && body.out) return done(body.out);
      failed(new Error(body.error?.message ?? ''));
    };
    request.send(file);
  });
}
