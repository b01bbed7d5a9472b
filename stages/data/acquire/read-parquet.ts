import { parquetMetadata, parquetReadObjects, type FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { refusal, type Acquired } from './acquired';
import { fromValues } from './fields';
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
  let metadata: FileMetaData;
  try {
    metadata = parquetMetadata(file);
  } catch {
    yield { id: `${name}#file`, refused: refusal('file-format', 1, 0, 'parquet') };
    return;
  }
  const known = new Set(metadata.schema.slice(1).map((element) => element.name));
  const column = source.textField.split('.')[0] ?? '';
  if (!known.has(column)) {
    yield { id: `${name}#file`, refused: refusal('text-field', 1, 0, source.textField) };
    return;
  }
  const columns = [...new Set([column, ...source.fields.map((field) => field.split('.')[0] ?? '')])].filter((one) =>
    known.has(one),
  );
  const expandsTo = metadata.row_groups.map((group) =>
    group.columns.reduce((sum, { meta_data }) => sum + Number(meta_data?.total_uncompressed_size ?? 0), 0),
  );
  let from = 0;
  for (const [index, group] of metadata.row_groups.entries()) {
    const rows = Number(group.num_rows);
    const id = `${name}#group-${index}`;
    const grows = (expandsTo[index] ?? 0) / Math.max(1, bytes.length);
    if (grows > limits.expansion) {
      yield { id, refused: refusal('expansion', Math.floor(grows), limits.expansion) };
    } else {
      yield* fromGroup({ file, metadata, columns, from, rows, id, name, source, limits });
    }
    from += rows;
  }
}

interface Group {
  readonly file: ArrayBuffer;
  readonly metadata: FileMetaData;
  readonly columns: string[];
  readonly from: number;
  readonly rows: number;
  readonly id: string;
  readonly name: string;
  readonly source: Source;
  readonly limits: Limits;
}

async function* fromGroup(group: Group): AsyncGenerator<Acquired> {
  const { file, metadata, columns, from, rows, id, name, source, limits } = group;
  let values: Record<string, unknown>[];
  try {
    values = await parquetReadObjects({
      file,
      metadata,
      columns,
      rowStart: from,
      rowEnd: from + rows,
      compressors,
    });
  } catch {
    yield { id, refused: refusal('file-format', 1, 0, 'parquet') };
    return;
  }
  for (const [index, row] of values.entries()) {
    const at = `${name}#${from + index + 1}`;
    const acquired = fromValues(at, row, source);
    const length = 'record' in acquired ? Buffer.byteLength(acquired.record.text) : 0;
    yield length > limits.recordBytes
      ? { id: at, refused: refusal('record-size', length, limits.recordBytes) }
      : acquired;
  }
}
