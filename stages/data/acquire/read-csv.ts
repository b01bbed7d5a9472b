import { refusal, type Acquired } from './acquired';
import { CsvRows, type CsvRow } from './csv-rows';
import { fromValues } from './fields';
import type { Limits, Source } from './source';

/** Values of a row: no table has so many columns. A limit on bytes counts empty ones as nothing. */
const MOST_VALUES = 1_000_000;

/**
 * Rows of a CSV file with a heading. A row that does not fit the heading is refused; where the rest cannot be told apart, it is refused as one. Of a
 * row only what the source names is looked at, and no more than one row is held.
 */
export async function* fromCsv(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  source: Source,
  limits: Limits,
): AsyncGenerator<Acquired> {
  let row = 0;
  let skipped = 0;
  let heading: Heading | undefined;
  const rows = new CsvRows({ bytes: limits.recordBytes, values: MOST_VALUES });
  const judged = function* (all: Iterable<CsvRow>): Generator<Acquired> {
    for (const one of all) {
      if ('bad' in one) yield { id: `${name}#skipped-${++skipped}`, refused: faultOf(one, limits) };
      else if (heading === undefined) heading = headingOf(one.values, source);
      else if (one.values.length !== heading.columns)
        yield { id: `${name}#skipped-${++skipped}`, refused: refusal('record-format') };
      else yield fromValues(`${name}#${++row}`, valuesOf(one.values, heading), source);
    }
  };
  const decoder = new TextDecoder(source.encoding, { fatal: true });
  try {
    // Not by yield*, which makes a promise more of each row: rows may be of six bytes.
    for await (const part of stream)
      for (const one of judged(rows.push(decoder.decode(part, { stream: true })))) yield one;
    for (const one of judged(rows.push(decoder.decode()))) yield one;
    for (const one of judged(rows.end())) yield one;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    yield { id: `${name}#after-${row}`, refused: refusal('encoding', 1, 0, source.encoding) };
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

function valuesOf(values: readonly string[], { wanted }: Heading): Record<string, string | undefined> {
  return Object.fromEntries(wanted.map(([column, at]) => [column, values[at]] as const));
}

function faultOf(row: Extract<CsvRow, { bad: unknown }>, { recordBytes }: Limits) {
  switch (row.bad) {
    case 'format':
      return refusal('record-format');
    case 'size':
      return refusal('record-size', row.units, recordBytes);
    case 'commas':
      return refusal('record-size', MOST_VALUES + 1, MOST_VALUES, 'values in a row');
  }
}
