import { BalanceError } from './balance-error';

/** Word vectors, all of one length. */
export type WordVectors = ReadonlyMap<string, Float64Array>;

/**
 * Reads the wanted words from lines of a text file of vectors: a word and its numbers, with single spaces between (word2vec's text
 * format, fastText's `.vec`, GloVe). A first line of two whole numbers is word2vec's header. Of a word that comes twice, the first counts.
 *
 * @throws BalanceError `VECTORS_UNREADABLE` with the line
 */
export async function readVectors(
  lines: AsyncIterable<string> | Iterable<string>,
  wanted: ReadonlySet<string>,
): Promise<WordVectors> {
  const vectors = new Map<string, Float64Array>();
  let [number, length] = [0, 0];
  for await (const line of lines) {
    number++;
    if (number === 1 && /^\d+ \d+\s*$/.test(line)) {
      length = Number(line.split(' ')[1]);
      continue;
    }
    const end = line.indexOf(' ');
    const word = line.slice(0, end);
    if (end < 1 || !wanted.has(word) || vectors.has(word)) continue;
    const vector = Float64Array.from(
      line
        .slice(end + 1)
        .trim()
        .split(' '),
      Number,
    );
    if (vector.some((value) => !Number.isFinite(value))) unreadable(number, 'each value must be a finite number');
    if (length === 0) length = vector.length;
    if (vector.length !== length) unreadable(number, `the vector must have ${length} values, got ${vector.length}`);
    vectors.set(word, vector);
  }
  return vectors;
}

function unreadable(line: number, why: string): never {
  throw new BalanceError('VECTORS_UNREADABLE', `vectors, line ${line}: ${why}`);
}
