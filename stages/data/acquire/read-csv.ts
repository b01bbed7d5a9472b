import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { refusal, type Acquired } from './acquired';
import { fromValues } from './fields';
import type { Limits, Source } from './source';

/** Rows of a CSV file with a heading. A row that does not fit the heading is refused; where the rest cannot be told apart, it is refused as one. */
export async function* fromCsv(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  source: Source,
  limits: Limits,
): AsyncGenerator<Acquired> {
  const decoder = new TextDecoder(source.encoding, { fatal: true });
  const text = async function* (): AsyncGenerator<string> {
    for await (const part of stream) yield decoder.decode(part, { stream: true });
    yield decoder.decode();
  };
  const skipped: Acquired[] = [];
  let row = 0;
  const parser = parse({
    bom: true,
    columns: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: limits.recordBytes,
    on_skip: () => {
      skipped.push({ id: `${name}#skipped-${skipped.length + 1}`, refused: refusal('record-format') });
    },
  });
  const input = Readable.from(text());
  input.once('error', (error) => parser.destroy(error));
  let told = 0;
  try {
    for await (const values of input.pipe(parser) as AsyncIterable<Record<string, unknown>>) {
      while (told < skipped.length) yield skipped[told++] as Acquired;
      yield fromValues(`${name}#${++row}`, values, source);
    }
  } catch (error) {
    while (told < skipped.length) yield skipped[told++] as Acquired;
    yield { id: `${name}#after-${row}`, refused: faultOf(error, source, limits) };
    return;
  }
  while (told < skipped.length) yield skipped[told++] as Acquired;
}

function faultOf(error: unknown, source: Source, limits: Limits) {
  const { code } = error as { code?: unknown };
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return refusal('encoding', 1, 0, source.encoding);
  if (code === 'CSV_MAX_RECORD_SIZE') return refusal('record-size', limits.recordBytes + 1, limits.recordBytes);
  if (typeof code === 'string' && code.startsWith('CSV_')) return refusal('record-format', 1, 0, code);
  throw error;
}
