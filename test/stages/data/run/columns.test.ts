import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDb } from '../../../../stages/data/engine/duckdb';
import { FolderStore } from '../../../../stages/data/engine/folder-store';
import { Columns } from '../../../../stages/data/run/columns';
import { readTable } from '../../../../stages/data/run/table';
import { MemoryStore } from '../acquire/memory-store';
import { oddTexts } from '../odd-texts';

const SCHEMA = { id: 'VARCHAR', place: 'BIGINT', share: 'DOUBLE', seen: 'BOOLEAN' } as const;
const EXTREMES = [0n, -1n, 2n ** 63n - 1n, -(2n ** 63n)];
const NUMBERS = [0, -0, 1 / 3, -1e300, 5e-324, 2 ** 53];

const ROWS = oddTexts(500, 5, 4).map((text, at) => ({
  // Parquet holds UTF-8, and readers take a byte order mark for one.
  id: Buffer.from(text.replaceAll('\ufeff', '')).toString(),
  place: (EXTREMES[at % 4] as bigint) ^ BigInt(at % 3),
  share: NUMBERS[at % 6] as number,
  seen: at % 3 === 0,
}));

function collected(rows: readonly (typeof ROWS)[number][]): Columns<typeof SCHEMA> {
  const columns = new Columns(SCHEMA);
  for (const { id, place, ...rest } of rows) columns.add(rest, { id }, { place, ...{ other: 1 } });
  return columns;
}

test('rows are read as they were added, in their order', async () => {
  const store = new MemoryStore(new Map());
  const columns = collected(ROWS);
  const written = await columns.write(store, 'a.parquet');
  await expect(readTable(store, 'a.parquet')).resolves.toEqual(ROWS);
  await expect(collected(ROWS).write(store, 'a.parquet')).resolves.toEqual(written);
});

test('DuckDB reads the same, also beside a table without a row', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'columns-test-'));
  const engine = new DuckDb(folder, { threads: 1 });
  try {
    const store = new FolderStore(folder);
    await collected([]).write(store, 't/0.parquet');
    await collected(ROWS).write(store, 't/1.parquet');
    await engine.attach('t', 't', SCHEMA);
    const rows = await engine.rows('SELECT id, place, share, seen FROM t');
    expect(rows).toEqual(ROWS);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true });
  }
});

test('a row that lacks a column is refused, and one that has a column twice', () => {
  const columns = new Columns(SCHEMA);
  const incomplete = expect.objectContaining({ code: 'ROW_INCOMPLETE' });
  expect(() => columns.add({ id: 'a', place: 1n, share: 0 })).toThrow(incomplete);
  expect(() => columns.add({ id: 'a', place: 1n }, { share: 0, seen: true, id: 'b' })).toThrow(incomplete);
});

test('a row that was refused leaves nothing behind', async () => {
  const store = new MemoryStore(new Map());
  const columns = new Columns(SCHEMA);
  expect(() => columns.add({ id: 'refused', share: 7 })).toThrow(/ROW|columns/);
  columns.add(ROWS[0] as (typeof ROWS)[number]);
  await columns.write(store, 'a.parquet');
  await expect(readTable(store, 'a.parquet')).resolves.toEqual([ROWS[0]]);
});
