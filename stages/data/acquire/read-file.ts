import type { Store } from '../engine/store';
import { refusal, type Acquired } from './acquired';
import { isWide } from './decode';
import { expanded, ExpansionError } from './expand';
import { linesOf } from './lines';
import { fromCsv } from './read-csv';
import { fromJsonLine } from './read-jsonl';
import { fromParquet } from './read-parquet';
import { fromWhole } from './read-whole';
import { recordName } from './record-name';
import type { Limits, Source } from './source';

/** A file of a source, or the lines of it that begin in a range of bytes. */
export interface Slice {
  readonly key: string;
  readonly from: number;
  /** The last line begins before it. */
  readonly to: number;
}

/** Everything that a file holds, as records and refusals: what goes in comes out as one or the other, whatever the bytes. */
export async function* readFile(store: Store, slice: Slice, source: Source, limits: Limits): AsyncGenerator<Acquired> {
  const name = recordName(source.name, slice.key);
  try {
    yield* opened(store, slice, name, source, limits);
  } catch (error) {
    if (error instanceof ExpansionError) {
      yield { id: `${name}#rest`, refused: refusal('expansion', error.value, error.limit) };
    } else if (isBrokenGzip(error)) {
      yield { id: `${name}#rest`, refused: refusal('file-format', 1, 0, 'gzip') };
    } else throw error;
  }
}

/** No generator, and none in between below: each one would make promises more of each record. */
function opened(store: Store, slice: Slice, name: string, source: Source, limits: Limits): AsyncIterable<Acquired> {
  const packed = slice.key.endsWith('.gz');
  const stream = (): AsyncIterable<Uint8Array> =>
    packed ? expanded(store.stream(slice.key), limits) : store.stream(slice.key);
  switch (source.format) {
    case 'jsonl':
      if (isWide(source.encoding)) return unsplit(slice, name, source);
      return packed
        ? jsonl(stream(), { ...slice, from: 0, to: Infinity }, name, source, limits)
        : ranged(store, slice, name, source, limits);
    case 'csv':
      return fromCsv(stream(), name, source, limits);
    case 'parquet':
      return parquet(store, slice, name, source, limits);
    case 'text':
    case 'html':
      return whole(stream(), name, source, limits);
  }
}

/** Once a file, and not once a slice of it: where its lines end cannot be told from its bytes. */
async function* unsplit({ from }: Slice, name: string, { encoding }: Source): AsyncGenerator<Acquired> {
  if (from > 0) return;
  const why = `JSONL in ${encoding} cannot be told into lines; allowed: an encoding in which a line's end is one byte`;
  yield { id: `${name}#file`, refused: refusal('encoding', 1, 0, why) };
}

async function* parquet(store: Store, { key, to }: Slice, name: string, source: Source, limits: Limits) {
  if (to <= limits.parquetBytes) yield* fromParquet(await store.read(key), name, source, limits);
  else yield { id: `${name}#file`, refused: refusal('file-size', to, limits.parquetBytes) };
}

async function* whole(...given: Parameters<typeof fromWhole>): AsyncGenerator<Acquired> {
  yield await fromWhole(...given);
}

/** Lines that begin in the slice. One byte before it is read too: a line begins after a line's end. */
function ranged(store: Store, slice: Slice, name: string, source: Source, limits: Limits) {
  if (slice.from === 0) return jsonl(store.stream(slice.key), slice, name, source, limits);
  const lines = linesOf(store.stream(slice.key, slice.from - 1), limits.recordBytes, slice.from - 1, true);
  return fromLines(lines, slice, name, source, limits);
}

function jsonl(stream: AsyncIterable<Uint8Array>, slice: Slice, name: string, source: Source, limits: Limits) {
  return fromLines(linesOf(stream, limits.recordBytes), slice, name, source, limits);
}

async function* fromLines(
  lines: ReturnType<typeof linesOf>,
  slice: Slice,
  name: string,
  source: Source,
  limits: Limits,
): AsyncGenerator<Acquired> {
  for await (const line of lines) {
    if (line.offset >= slice.to) return;
    const acquired = fromJsonLine(line, `${name}@${line.offset}`, source, limits);
    if (acquired !== undefined) yield acquired;
  }
}

function isBrokenGzip(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('Z_');
}
