import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetMetadata } from 'hyparquet';
import { DuckDb } from '../../../../stages/data/engine/duckdb';
import { FolderStore } from '../../../../stages/data/engine/folder-store';
import { parquetBytes } from '../../../../stages/data/run/parquet-bytes';
import { readTable } from '../../../../stages/data/run/table';
import { Seeded } from '../../../../stages/data/seeded';
import { MemoryStore } from '../acquire/memory-store';

const COLUMNS = { n: 'BIGINT', hash: 'BIGINT', share: 'DOUBLE', text: 'VARCHAR', even: 'BOOLEAN' } as const;

/** Columns that get smaller and columns that do not. */
function columns(rows: number) {
  const random = new Seeded(7);
  const places = Array.from({ length: rows }, (_, at) => at);
  return {
    n: BigInt64Array.from(places, BigInt),
    hash: BigInt64Array.from(places, () => BigInt(Math.floor(random.next() * 2 ** 52)) * -1021n),
    share: Float64Array.from(places, () => random.next() / 3),
    text: places.map((at) => `text ${at % 10}`),
    even: places.map((at) => at % 2 === 0),
  };
}

test('typed arrays and arrays of the same values become the same bytes', () => {
  const typed = columns(1000);
  const arrays = { ...typed, n: [...typed.n], hash: [...typed.hash], share: [...typed.share] };
  expect(Buffer.from(parquetBytes(COLUMNS, arrays)).equals(parquetBytes(COLUMNS, typed))).toBe(true);
});

test('what gets no smaller is left as it is', () => {
  const bytes = Uint8Array.from(parquetBytes(COLUMNS, columns(1000)));
  const { row_groups: groups } = parquetMetadata(bytes.buffer);
  expect(groups[0]?.columns.map(({ meta_data: data }) => data?.codec)).toEqual([
    'SNAPPY',
    'UNCOMPRESSED',
    'UNCOMPRESSED',
    'SNAPPY',
    'SNAPPY',
  ]);
});

test('rows of several groups are read in order, by hyparquet and by DuckDB', async () => {
  const rows = 100_003;
  const values = columns(rows);
  const bytes = parquetBytes(COLUMNS, values);
  expect(parquetMetadata(Uint8Array.from(bytes).buffer).row_groups.map((group) => Number(group.num_rows))).toEqual([
    100_000, 3,
  ]);
  const read = await readTable(new MemoryStore(new Map([['a', bytes]])), 'a', ['n', 'hash']);
  expect(read.every((row, at) => row['n'] === values.n[at] && row['hash'] === values.hash[at])).toBe(true);
  const folder = mkdtempSync(join(tmpdir(), 'parquet-test-'));
  const engine = new DuckDb(folder, { threads: 1 });
  try {
    await new FolderStore(folder).write('t/0.parquet', bytes);
    await engine.attach('t', 't', COLUMNS);
    const sql = `SELECT COUNT(*) AS n, MIN(hash) AS hash, MAX(share) AS share, MAX(text) AS text, MIN(CASE WHEN even = (n % 2 = 0) THEN 1 ELSE 0 END) = 1 AS even FROM t`;
    await expect(engine.rows(sql)).resolves.toEqual([
      {
        n: BigInt(rows),
        hash: values.hash.reduce((least, one) => (one < least ? one : least)),
        share: Math.max(...values.share),
        text: 'text 9',
        even: true,
      },
    ]);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true });
  }
});

test('columns of different lengths are refused', () => {
  const differ = expect.objectContaining({ code: 'COLUMNS_DIFFER' });
  expect(() => parquetBytes(COLUMNS, { ...columns(3), text: ['a', 'b'] })).toThrow(differ);
  expect(() => parquetBytes(COLUMNS, { n: [1n] })).toThrow(differ);
});
