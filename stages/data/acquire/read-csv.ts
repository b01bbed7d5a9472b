import { parse } from 'csv-parse';
import { refusal, type Acquired } from './acquired';
import { fromValues } from './fields';
import type { Limits, Source } from './source';

/** Commas on one line: no table has so many columns, and no text of a record so many clauses. A parser counts empty fields as nothing. */
const MOST_COMMAS = 1_000_000;

/** A line of more fields than memory has room for. */
class TooWide extends Error {}

/**
 * Rows of a CSV file with a heading. A row that does not fit the heading is refused; where the rest cannot be told apart, it is refused as one. Of a
 * row only what the source names is looked at, and no more rows are held than a part of the stream has.
 */
export async function* fromCsv(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  source: Source,
  limits: Limits,
): AsyncGenerator<Acquired> {
  let row = 0;
  let skipped = 0;
  const refused: Acquired[] = [];
  const refuse = (): void => {
    refused.push({ id: `${name}#skipped-${++skipped}`, refused: refusal('record-format') });
  };
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: limits.recordBytes,
    on_skip: () => {
      refuse();
      return undefined;
    },
  });
  // Asked for below, where the rows before it have been handed on.
  parser.on('error', () => undefined);
  let heading: Heading | undefined;
  const judged = (values: readonly string[]): void => {
    if (heading === undefined) {
      heading = headingOf(values, source);
      return;
    }
    if (values.length !== heading.columns) return refuse();
    const given = heading.wanted.map(([column, at]) => [column, values[at]] as const);
    refused.push(fromValues(`${name}#${++row}`, Object.fromEntries(given), source));
  };
  const taken = function* (): Generator<Acquired> {
    for (let values = parser.read() as string[] | null; values !== null; values = parser.read() as string[] | null)
      judged(values);
    yield* refused.splice(0);
    if (parser.errored) throw parser.errored;
  };
  try {
    for await (const text of decodedParts(stream, source.encoding)) {
      parser.write(text);
      yield* taken();
    }
    parser.end();
    for await (const values of parser as AsyncIterable<string[]>) judged(values);
    yield* taken();
  } catch (error) {
    yield* refused.splice(0);
    yield { id: `${name}#after-${row}`, refused: faultOf(error, source, limits) };
  } finally {
    parser.destroy();
  }
}

/** Which columns of a row are looked at, and how many it has. */
interface Heading {
  readonly columns: number;
  readonly wanted: readonly (readonly [string, number])[];
}

/** Where a name stands twice, nobody can tell which is meant: it is not looked at, and the source's text is missing. */
function headingOf(names: readonly string[], { textField, fields }: Source): Heading {
  const wanted = [...new Set([textField, ...fields])].flatMap((column) => {
    const at = names.indexOf(column);
    return at < 0 || names.indexOf(column, at + 1) >= 0 ? [] : [[column, at] as const];
  });
  return { columns: names.length, wanted };
}

/** @throws TooWide, and as TextDecoder where the bytes are not text */
async function* decodedParts(stream: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let commas = 0;
  for await (const part of stream) {
    const text = decoder.decode(part, { stream: true });
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 0x0a || unit === 0x0d) commas = 0;
      else if (unit === 0x2c && ++commas > MOST_COMMAS) throw new TooWide(`more than ${MOST_COMMAS} commas on a line`);
    }
    yield text;
  }
  yield decoder.decode();
}

function faultOf(error: unknown, source: Source, limits: Limits) {
  if (error instanceof TooWide) return refusal('record-size', MOST_COMMAS + 1, MOST_COMMAS, 'commas on a line');
  const { code } = error as { code?: unknown };
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return refusal('encoding', 1, 0, source.encoding);
  if (code === 'CSV_MAX_RECORD_SIZE') return refusal('record-size', limits.recordBytes + 1, limits.recordBytes);
  if (typeof code === 'string' && code.startsWith('CSV_')) return refusal('record-format', 1, 0, code);
  throw error;
}
