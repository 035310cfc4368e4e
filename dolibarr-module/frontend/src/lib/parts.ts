/*
 * A large file leaves in parts; what arrived stays, so that after a dropped connection the next part goes on where the
 * last one ended (DOC-02, DOC-12).
 */

/* From this size on: a part, as the service takes them. */
export const PART = 4 * 1024 * 1024;

/* How far a file is; what became of it once it is whole. */
export type Going = { upload: number; offset: number; size: number; part: number };
export type Whole = { id: number };

export type Door<D extends Whole> = {
  begin: () => Promise<Going>;
  /* null: nobody knows it any more. */
  read: (upload: number) => Promise<Going | D | null>;
  put: (
    at: Going,
    bytes: Blob,
    onBytes: (bytes: number) => void,
  ) => Promise<Going | D | 'elsewhere'>;
};

/* One that began before, told to whoever can keep it. */
export type Before = { upload?: number | undefined; began: (upload: number) => void };

const whole = <D extends Whole>(answer: Going | D): answer is D => 'id' in answer;

async function first<D extends Whole>(file: Blob, door: Door<D>, before: Before) {
  const known = before.upload === undefined ? null : await door.read(before.upload);
  if (known && (whole(known) || known.size === file.size)) return known;
  const begun = await door.begin();
  before.began(begun.upload);
  return begun;
}

const BACK = 3; /* beginnings anew, then it is an error */

export async function sendParts<D extends Whole>(
  file: Blob,
  door: Door<D>,
  before: Before,
  onPart: (share: number) => void,
): Promise<D> {
  let at = await first(file, door, before);
  let back = 0;
  while (!whole(at)) {
    const from: Going = at;
    onPart(from.offset / file.size);
    const bytes = file.slice(from.offset, Math.min(from.offset + from.part, file.size));
    const answer = await door.put(from, bytes, (n) => onPart((from.offset + n) / file.size));
    /* Another tab was quicker, or an answer was lost: the service says where it stands. */
    const next: Going | D | null = answer === 'elsewhere' ? await door.read(from.upload) : answer;
    /* A machine that stopped may have lost what it had: once more from where it stands. */
    if (next && !whole(next) && next.offset < from.offset) back += 1;
    if (!next || (!whole(next) && (next.offset === from.offset || back > BACK))) {
      throw new Error('upload.offset');
    }
    at = next;
  }
  onPart(1);
  return at;
}
