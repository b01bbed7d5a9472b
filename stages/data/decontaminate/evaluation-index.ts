import { DecontaminateError } from './decontaminate-error';
import { GRAM_WORDS, wordGrams } from './word-grams';

const FORMAT = `rampart/evaluation-index/1/${GRAM_WORDS}`;
const HASH_BYTES = 8;

/** The n-grams of evaluation texts, as hashes. It holds no text, so that it may travel to every shard. */
export class EvaluationIndex {
  private constructor(private readonly hashes: ReadonlySet<number>) {}

  public static of(texts: Iterable<string>): EvaluationIndex {
    const hashes = new Set<number>();
    for (const text of texts) wordGrams(text, (hash) => hashes.add(hash));
    return new EvaluationIndex(hashes);
  }

  public get size(): number {
    return this.hashes.size;
  }

  public has(hash: number): boolean {
    return this.hashes.has(hash);
  }

  /** A line that names the format, then the sorted hashes: texts in any order give the same bytes. */
  public toBytes(): Buffer {
    const sorted = Float64Array.from(this.hashes).sort();
    const bytes = Buffer.alloc(FORMAT.length + 1 + sorted.length * HASH_BYTES);
    bytes.write(`${FORMAT}\n`, 'latin1');
    sorted.forEach((hash, at) => bytes.writeDoubleLE(hash, FORMAT.length + 1 + at * HASH_BYTES));
    return bytes;
  }

  public static from(bytes: Buffer): EvaluationIndex {
    const head = bytes.subarray(0, FORMAT.length + 1).toString('latin1');
    const body = bytes.subarray(FORMAT.length + 1);
    if (head !== `${FORMAT}\n` || body.length % HASH_BYTES !== 0) {
      throw new DecontaminateError(
        'INDEX_UNREADABLE',
        `An evaluation index begins with the line ${FORMAT} and has ${HASH_BYTES} bytes a hash, got ${JSON.stringify(head.trim())} and ${body.length} bytes behind it`,
      );
    }
    const hashes = new Set<number>();
    for (let at = 0; at < body.length; at += HASH_BYTES) hashes.add(body.readDoubleLE(at));
    return new EvaluationIndex(hashes);
  }
}
