import { refusal, type Acquired } from './acquired';
import { ExpansionError, HARMLESS } from './expand';
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
  const most = Math.max(HARMLESS, bytes.length * limits.expansion);
  const thread = new ParquetThread(file, limits.parquetSeconds, most);
  let place = 'file';
  try {
    const { columns, groups } = await thread.shape();
    const column = columnOf(source.textField, columns);
    if (column === undefined) {
      yield { id: `${name}#file`, refused: refusal('text-field', 1, 0, source.textField) };
      return;
    }
    const wanted = new Set([column, ...source.fields.flatMap((field) => columnOf(field, columns) ?? [])]);
    const rowsOf = async function* (group: number, before: number): AsyncGenerator<Acquired> {
      let row = before;
      try {
        for await (const values of thread.rows(group, [...wanted]))
          yield judged(`${name}#${++row}`, values, source, limits);
      } catch (error) {
        if (!(error instanceof ExpansionError)) throw error;
        yield { id: `${name}#group-${group}`, refused: refusal('expansion', error.value, error.limit) };
      }
    };
    let before = 0;
    for (const [index, group] of groups.entries()) {
      place = `group-${index}`;
      const grows = group.bytes / Math.max(1, bytes.length);
      if (grows > limits.expansion) {
        yield { id: `${name}#${place}`, refused: refusal('expansion', Math.floor(grows), limits.expansion) };
      } else {
        yield* rowsOf(index, before);
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
