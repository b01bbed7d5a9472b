import { escaped } from '../utf8/utf8';

/** A shorter text is left to `JSON.stringify`. */
const SHORT = 64;
const LEAST = 1 << 16;
/** A larger buffer is not kept. */
const MOST_KEPT = 1 << 26;

/** The buffer of lines that are written: the next have it, since what one costs is mostly to ask for it. */
let spare: Buffer | undefined;

/** Lines of JSON, in UTF-8: what `JSON.stringify` says of each object, to the byte. It says a long text slowly, which is most of a document. */
export class JsonLines {
  private bytes: Buffer;
  private end = 0;
  private readonly append = (bytes: Uint8Array): void => {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.end);
    this.end += bytes.length;
  };

  public constructor() {
    this.bytes = spare ?? Buffer.allocUnsafeSlow(LEAST);
    spare = undefined;
  }

  /** Bytes so far. */
  public get length(): number {
    return this.end;
  }

  /** @param value with members of its own, and no `toJSON` */
  public add(value: object): void {
    const members = Object.values(value) as unknown[];
    // At once is faster than by members, where all of them are short: what is refused may be millions of such lines.
    if (!members.some((member) => typeof member === 'string' && member.length >= SHORT))
      return this.write(`${JSON.stringify(value)}\n`);
    // Not written yet: all that comes between two long texts.
    let before = '{';
    for (const [name, member] of Object.entries(value) as [string, unknown][]) {
      if (typeof member === 'string' && member.length >= SHORT) {
        this.write(`${before}${JSON.stringify(name)}:"`);
        escaped(member, this.append);
        before = '",';
        continue;
      }
      const said = JSON.stringify(member) as string | undefined;
      if (said !== undefined) before += `${JSON.stringify(name)}:${said},`;
    }
    this.write(before.endsWith(',') ? `${before.slice(0, -1)}}\n` : `${before}}\n`);
  }

  /** The lines. They hold until `clear` or `close`. */
  public all(): Uint8Array {
    return this.bytes.subarray(0, this.end);
  }

  public clear(): void {
    this.end = 0;
  }

  /** Gives its memory to the next. Nothing is added afterwards. */
  public close(): void {
    const { length } = this.bytes;
    if (length <= MOST_KEPT && length > (spare?.length ?? 0)) spare = this.bytes;
    this.bytes = Buffer.alloc(0);
    this.end = 0;
  }

  private write(json: string): void {
    this.reserve(3 * json.length);
    this.end += this.bytes.write(json, this.end);
  }

  private reserve(bytes: number): void {
    if (this.end + bytes <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.bytes.length, this.end + bytes));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }
}
