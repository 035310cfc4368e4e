/*
 * The door for files (ajax/upload.php): bytes as they are, what they are for in a header; XMLHttpRequest is what tells how
 * far it is. A large file goes in parts (lib/parts).
 */
import { PART, sendParts, type Door, type Going } from '@/lib/parts';
import { office, packed } from './office';

/* What a file hangs on. */
export type Place = { object: string; id: number; visible?: boolean; folder?: number };
export type Deposited = { id: number; name: string; size: number };
type Answer = { out?: Deposited | Going; error?: { message?: string; key?: string } };

/* What the service said in its own words; `cut`: nothing was heard of it. */
class Refused extends Error {
  constructor(
    message: string,
    readonly key: string,
    readonly cut = false,
  ) {
    super(message);
  }
}

function put<T>(
  address: string,
  token: string,
  facts: object,
  bytes: Blob,
  progress: (bytes: number, of: number) => void,
): Promise<T> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('PUT', address);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-elaska-token', token);
    request.setRequestHeader('x-elaska-input', packed(facts));
    request.upload.onprogress = (event) => event.total && progress(event.loaded, event.total);
    request.onerror = () => failed(new Refused('', '', true));
    request.onload = () => {
      let body: Answer = {};
      try {
        body = JSON.parse(request.responseText) as Answer;
      } catch {
        /* A page instead of an answer: the general sentence will do. */
      }
      if (request.status < 300 && body.out) return done(body.out as T);
      failed(new Refused(body.error?.message ?? '', body.error?.key ?? ''));
    };
    request.send(bytes);
  });
}

/* A picture for the text of a letter; `endpoint` is that of the JSON door beside. */
export async function picture(
  endpoint: string,
  token: string,
  file: File,
): Promise<{ id: number; width: number }> {
  try {
    return await put(
      endpoint.replace(/office\.php$/, 'upload.php'),
      token,
      { for: 'letter', name: file.name.slice(0, 200) },
      file,
      () => undefined,
    );
  } catch (error) {
    throw new Error(error instanceof Error ? error.message : '');
  }
}

/* A line that drops for a moment costs a moment. */
const WAITS_MS = [1000, 3000, 9000];

async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (const wait of WAITS_MS) {
    try {
      return await ask();
    } catch (error) {
      const cut = error instanceof Refused ? error.cut : error instanceof TypeError;
      if (!cut) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return ask();
}

function doorOf(address: string, token: string, place: Place, file: File): Door<Deposited> {
  const config = { endpoint: address.replace(/upload\.php$/, 'office.php'), token };
  const { name, size } = file;
  const ask = <T>(op: string, input: Record<string, unknown>) =>
    patiently(() => office<T>(config, op, input));
  return {
    begin: () => ask<Going>('upload.begin', { ...place, name, size }),
    read: (upload) => ask<Going | Deposited>('upload.read', { upload }),
    put: ({ upload, offset }, bytes, onBytes) =>
      patiently(() =>
        put<Going | Deposited>(address, token, { upload, offset }, bytes, onBytes),
      ).catch((error: unknown) => {
        if (error instanceof Refused && error.key === 'upload.offset') return 'elsewhere' as const;
        throw error;
      }),
  };
}

export function upload(
  address: string,
  token: string,
  place: Place,
  file: File,
  progress: (part: number) => void,
): Promise<Deposited> {
  if (file.size > PART) {
    const before = { began: () => undefined };
    return sendParts(file, doorOf(address, token, place, file), before, progress);
  }
  const facts = { ...place, name: file.name };
  return put(address, token, facts, file, (bytes, of) => progress(bytes / of));
}
