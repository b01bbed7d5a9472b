import type { ColumnChunk, RowGroup } from 'hyparquet';
import { ByteWriter, schemaFromColumnData } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';
import type { SqlColumns, SqlType } from '../engine/sql-engine';
import { RunError } from './run-error';

/** Values by column, none of them null. */
export type ColumnValues = Readonly<
  Record<string, readonly (string | number | bigint | boolean)[] | Float64Array | BigInt64Array>
>;

/** `PAR1`. */
const MAGIC = 0x31524150;
/** Rows of a group: what a reader takes at a time. */
const GROUP = 100_000;
/** A page is compressed where its first bytes become this much smaller. */
const PROBE = 4096;
const WORTHWHILE = 0.8;
const PARQUET_TYPE = { VARCHAR: 'STRING', BIGINT: 'INT64', DOUBLE: 'DOUBLE', BOOLEAN: 'BOOLEAN' } as const;
const PHYSICAL = { VARCHAR: 'BYTE_ARRAY', BIGINT: 'INT64', DOUBLE: 'DOUBLE', BOOLEAN: 'BOOLEAN' } as const;

/**
 * A Parquet file. A column has one page a group, of values as they are, for which typed arrays lie right already: the package's own writer asks
 * of each value what it is, counts levels that a column without nulls has not and looks for a dictionary, which took ten times as long.
 *
 * @throws RunError `COLUMNS_DIFFER` where one column has more values than another
 */
export function parquetBytes(columns: SqlColumns, values: ColumnValues): Uint8Array {
  const list = Object.entries(columns).map(([name, type]) => ({ name, type, data: values[name] ?? [] }));
  const rows = list[0]?.data.length ?? 0;
  const uneven = list.find(({ data }) => data.length !== rows);
  if (uneven !== undefined)
    throw new RunError('COLUMNS_DIFFER', `${uneven.name} has ${uneven.data.length} values; allowed: ${rows}`);
  const writer = new ByteWriter(1 << 16);
  writer.appendUint32(MAGIC);
  const groups: RowGroup[] = [];
  for (let from = 0; from < rows; from += GROUP) {
    const to = Math.min(from + GROUP, rows);
    const start = writer.offset;
    const chunks = list.map(({ name, type, data }) => writeChunk(writer, name, type, data.slice(from, to)));
    groups.push({ columns: chunks, total_byte_size: BigInt(writer.offset - start), num_rows: BigInt(to - from) });
  }
  const columnData = list.map(({ name, type }) => ({ name, type: PARQUET_TYPE[type], nullable: false, data: [] }));
  const schema = schemaFromColumnData({ columnData });
  writeMetadata(writer, { version: 2, created_by: 'rampart', schema, num_rows: BigInt(rows), row_groups: groups });
  writer.appendUint32(MAGIC);
  return writer.getBytes();
}

function writeChunk(writer: ByteWriter, name: string, type: SqlType, data: ColumnValues[string]): ColumnChunk {
  const start = writer.offset;
  const page = plain(type, data);
  const codec = isWorthwhile(page) ? 'SNAPPY' : 'UNCOMPRESSED';
  const compressed = codec === 'SNAPPY' ? snappyCompress(page) : page;
  writePageHeader(writer, {
    type: 'DATA_PAGE',
    uncompressed_page_size: page.length,
    compressed_page_size: compressed.length,
    data_page_header: {
      num_values: data.length,
      encoding: 'PLAIN',
      definition_level_encoding: 'RLE',
      repetition_level_encoding: 'RLE',
    },
  });
  const header = writer.offset - start;
  writer.appendBytes(compressed);
  return {
    file_offset: BigInt(start),
    meta_data: {
      type: PHYSICAL[type],
      encodings: ['PLAIN'],
      path_in_schema: [name],
      codec,
      num_values: BigInt(data.length),
      total_uncompressed_size: BigInt(header + page.length),
      total_compressed_size: BigInt(header + compressed.length),
      data_page_offset: BigInt(start),
    },
  };
}

/** Hashes, and shares of many words, take time to compress and stay as long. */
function isWorthwhile(page: Uint8Array): boolean {
  const first = page.subarray(0, PROBE);
  return snappyCompress(first).length < WORTHWHILE * first.length;
}

/** Values in Parquet's encoding PLAIN. Numbers are in little-endian order, as typed arrays are on every machine that Node runs on today but one. */
function plain(type: SqlType, data: ColumnValues[string]): Uint8Array {
  switch (type) {
    case 'DOUBLE':
      return bytesOf(data instanceof Float64Array ? data : Float64Array.from(data as readonly number[]));
    case 'BIGINT':
      return bytesOf(data instanceof BigInt64Array ? data : BigInt64Array.from(data as readonly bigint[]));
    case 'BOOLEAN':
      return bits(data as readonly boolean[]);
    case 'VARCHAR':
      return texts(data as readonly string[]);
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array | BigInt64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Eight in a byte, the first in its lowest bit. */
function bits(data: readonly boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(data.length / 8));
  for (const [at, value] of data.entries()) if (value) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
  return bytes;
}

/** Each after its length. */
function texts(data: readonly string[]): Uint8Array {
  const most = data.reduce((sum, text) => sum + 4 + 3 * text.length, 0);
  const bytes = Buffer.allocUnsafe(most);
  let end = 0;
  for (const text of data) {
    const length = bytes.write(text, end + 4);
    end = bytes.writeUInt32LE(length, end) + length;
  }
  return bytes.subarray(0, end);
}
