/*
 * The WebAssembly module as functions: texts in, length-prefixed answers out (ext/core/form/wasm/wasm.c has the
 * shapes). Nothing else of the front end touches its memory.
 */
type Exports = {
  memory: WebAssembly.Memory;
  ew_alloc(n: number): number;
  ew_free(p: number): void;
  ew_answer(): number;
  ew_length(): number;
  [name: string]: unknown;
};

/* The C library names these for files that the core never opens. */
const NOTHING = { fd_close: () => 8, fd_seek: () => 8, fd_write: () => 8 };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/* Reads an answer from its start. */
export class Reader {
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u32(): number {
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }

  i32(): number {
    this.at += 4;
    return this.view.getInt32(this.at - 4, true);
  }

  text(): string {
    const n = this.u32();
    this.at += n;
    return n === 0 ? '' : decoder.decode(this.bytes.subarray(this.at - n, this.at));
  }
}

export type Argument = number | string | Uint8Array;

/* Where short texts are written, side by side, for the time of one call; longer ones get memory of their own. */
const SCRATCH = 8192;

export class Wire {
  private readonly scratch: number;
  private memory: Uint8Array;

  private constructor(private readonly exports: Exports) {
    this.scratch = exports.ew_alloc(SCRATCH);
    this.memory = new Uint8Array(exports.memory.buffer);
  }

  static async start(bytes: BufferSource): Promise<Wire> {
    const { instance } = await WebAssembly.instantiate(bytes, { wasi_snapshot_preview1: NOTHING });
    return new Wire(instance.exports as Exports);
  }

  /* The memory as it is now: growing it makes earlier views empty. */
  private view(): Uint8Array {
    if (this.memory.byteLength === 0) this.memory = new Uint8Array(this.exports.memory.buffer);
    return this.memory;
  }

  private take(bytes: Uint8Array, taken: number[]): number {
    const p = this.exports.ew_alloc(bytes.length);
    if (p === 0) throw new Error('core: no memory');
    taken.push(p);
    this.view().set(bytes, p);
    return p;
  }

  /* Texts and bytes are passed as pointer and length, and given back after the call. */
  call(name: string, ...args: readonly Argument[]): number {
    const flat: number[] = [];
    const taken: number[] = [];
    let used = 0;
    try {
      for (const arg of args) {
        if (typeof arg === 'number') {
          flat.push(arg);
        } else if (typeof arg === 'string' && arg.length * 3 <= SCRATCH - used) {
          const at = this.scratch + used;
          const { written } = encoder.encodeInto(
            arg,
            this.view().subarray(at, at + arg.length * 3),
          );
          flat.push(at, written);
          used += written;
        } else {
          const bytes = typeof arg === 'string' ? encoder.encode(arg) : arg;
          flat.push(this.take(bytes, taken), bytes.length);
        }
      }
      return (this.exports[name] as (...a: number[]) => number)(...flat);
    } finally {
      for (const p of taken) this.exports.ew_free(p);
    }
  }

  answerBytes(): Uint8Array {
    const from = this.exports.ew_answer();
    return this.view().subarray(from, from + this.exports.ew_length());
  }

  answer(): Reader {
    return new Reader(this.answerBytes());
  }
}
