import { refusal, type Acquired } from './acquired';
import { fromValues } from './fields';
import { ParquetError, ParquetThread } from './parquet-thread';
import type { Limits, Source } from './source';

/** Rows of a Parquet file, one row group in memory at a time. */
export async function* fromParquet(
  bytes: Uint8Array,
  name: string,
  source: Source,
  limits: Limits,
): AsyncGenerator<Acquired> {
  // Of the whole object and nothing beside it: a buffer from a pool is larger than its view.
  const file = Uint8Array.prototype.slice.call(bytes).buffer as ArrayBuffer;
  const thread = new ParquetThread(file, limits.parquetSeconds);
  let place = 'file';
  try {
    const { columns, groups } = await thread.shape();
    const column = columnOf(source.textField, columns);
    if (column === undefined) {
      yield { id: `${name}#file`, refused: refusal('text-field', 1, 0, source.textField) };
      return;
    }
    const wanted = new Set([column, ...source.fields.flatMap((field) => columnOf(field, columns) ?? [])]);
    let before = 0;
    for (const [index, group] of groups.entries()) {
      place = `group-${index}`;
      const grows = group.bytes / Math.max(1, bytes.length);
      if (grows > limits.expansion) {
        yield { id: `${name}#${place}`, refused: refusal('expansion', Math.floor(grows), limits.expansion) };
      } else {
        const rows = await thread.rows(index, [...wanted]);
        for (const [row, values] of rows.entries()) yield judged(`${name}#${before + row + 1}`, values, source, limits);
      }
      before += group.rows;
    }
  } catch (error) {
    if (!(error instanceof ParquetError)) throw error;
    yield { id: `${name}#${place}`, refused: refusal('file-format', 1, 0, error.code) };
  } finally {
    await thread.close();
  }
}

/** The column that a field is in: its own, or for a field with dots the one that they go into. */
function columnOf(field: string, columns: readonly string[]): string | undefined {
  return [field, field.split('.')[0] ?? field].find((name) => columns.includes(name));
}

function judged(id: string, values: Readonly<Record<string, unknown>>, source: Source, limits: Limits): Acquired {
  const acquired = fromValues(id, values, source);
  const length = 'record' in acquired ? Buffer.byteLength(acquired.record.text) : 0;
  return length > limits.recordBytes ? { id, refused: refusal('record-size', length, limits.recordBytes) } : acquired;
}
